from odoo import api, models


class DiscussChannel(models.Model):
    """A customer who writes opens the window: what waited for it goes out."""

    _inherit = "discuss.channel"

    @api.model
    def _wa_heard(self, begun, rows):
        result = super()._wa_heard(begun, rows)
        heard = rows.sudo()
        self.env["wa.scheduled"]._look_now(
            [
                ("partner_id", "in", heard.partner_id.ids),
                ("account_id", "in", heard.account_id.ids),
                ("reason_code", "!=", False),
            ]
        )
        return result
