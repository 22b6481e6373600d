from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    wa_otp_policy = fields.Selection(related="company_id.wa_otp_policy", readonly=False)

    def set_values(self):
        if self.wa_otp_policy and self.wa_otp_policy != self.company_id.wa_otp_policy:
            # Meta is asked before anybody depends on it; without a device the company itself refuses.
            for account in self.env["wa.account"]._for_otp(self.company_id):
                account._check_otp_template()
        return super().set_values()
