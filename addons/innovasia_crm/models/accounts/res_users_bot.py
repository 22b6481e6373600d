from odoo import models


class ResUsers(models.Model):
    """CS are greeted by customers, not by Odoo's bot, whose lesson would be the first thing that they see."""

    _inherit = "res.users"

    def _on_webclient_bootstrap(self):
        # Discuss's bot is an addon of its own, and not ours to depend on.
        if (
            "odoobot_state" in self._fields
            and self.odoobot_state in (False, "not_initialized")
            and self.has_group("innovasia_whatsapp.group_user")
        ):
            self.sudo().odoobot_state = "disabled"
        return super()._on_webclient_bootstrap()
