from odoo import api, fields, models
from odoo.exceptions import ValidationError

MOST_NAMES = 10


class ResCompany(models.Model):
    """Who logs in with a code by WhatsApp."""

    _inherit = "res.company"

    wa_otp_policy = fields.Selection(
        [("cs", "Required for CS and supervisors"), ("internal", "Required for all internal users")],
        "Log-in code by WhatsApp",
        help="Empty: nobody needs one, unless it is switched on in the account.",
    )

    @api.constrains("wa_otp_policy")
    def _check_wa_otp_policy(self):
        """Switching the code on locks nobody out: there is a device that sends it, and everybody can get it."""
        for company in self.filtered("wa_otp_policy"):
            if not self.env["wa.account"]._for_otp(company):
                raise ValidationError(
                    self.env._(
                        "Log-in codes need a connected device with an authentication template that Meta has approved: "
                        "choose one in WhatsApp > Configuration > Devices first."
                    )
                )
            users = self.env["res.users"].sudo().search([("share", "=", False), ("company_ids", "in", company.ids)])
            self._check_wa_otp_reaches(users)
            if company.wa_otp_policy == "internal":
                self._check_wa_otp_way_back()

    def _check_wa_otp_reaches(self, users):
        helpless = users.filtered(lambda user: user.wa_otp_state == "missing")
        if helpless:
            names = ", ".join(helpless[:MOST_NAMES].mapped("name"))
            if len(helpless) > MOST_NAMES:
                names += self.env._(" and %s more", len(helpless) - MOST_NAMES)
            raise ValidationError(
                self.env._(
                    "These people could not log in any more: %s. Give each of them a WhatsApp number or an "
                    "authenticator app, or choose “Never” for the code in their account.",
                    names,
                )
            )

    def _check_wa_otp_way_back(self):
        """A device that fails must not lock out whoever repairs it."""
        administrators = self.env.ref("base.group_system").sudo().all_user_ids.filtered("active")
        administrators -= self.env.ref("base.user_root")
        if all(user.wa_otp_state == "whatsapp" for user in administrators):
            raise ValidationError(
                self.env._(
                    "When the device fails, no administrator could log in to repair it: first set up an authenticator "
                    "app for one of them (Preferences > Security), or choose “Never” for the code in one account."
                )
            )
