from odoo import fields, models
from odoo.exceptions import AccessError


class ResPartner(models.Model):
    """What somebody who serves customers may not do with a contact.

    Record rules keep colleagues and the company itself out of reach (``security/rules.xml``).
    """

    _inherit = "res.partner"

    # Companies that one may not see are companies all the same.
    wa_company_ids = fields.One2many("res.company", "partner_id", "Is the company", bypass_search_access=True)

    def write(self, vals):
        if "email" in vals:
            self._wa_check_email(vals["email"])
        return super().write(vals)

    def _wa_check_email(self, email):
        """Refuse another e-mail address for who logs in: a new password is sent to that address."""
        user = self.env.user
        if self.env.su or user.has_group("base.group_partner_manager") or not user.has_group("innovasia_whatsapp.group_user"):
            return
        for partner in self.sudo().with_context(active_test=False):
            if partner.user_ids and (partner.email or "") != (email or ""):
                raise AccessError(
                    self.env._("“%s” logs in here: only an administrator changes the e-mail address.", partner.name)
                )
