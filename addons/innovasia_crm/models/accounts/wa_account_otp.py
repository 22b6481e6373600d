from odoo import api, fields, models
from odoo.exceptions import ValidationError


class WaAccount(models.Model):
    """The template with which a device sends log-in codes."""

    _inherit = "wa.account"

    otp_template_id = fields.Many2one(
        "wa.template",
        "Template of log-in codes",
        copy=False,
        ondelete="restrict",
        domain="[('category', '=', 'AUTHENTICATION'), ('waba_id', '=', waba_id)]",
        help="A template of the category “Authentication”, with a button that copies the code.",
    )
    otp_template_status = fields.Selection(related="otp_template_id.status", string="Status of the log-in codes' template")

    @api.constrains("otp_template_id", "waba_id")
    def _check_otp_template(self):
        for account in self.sudo():
            template = account.otp_template_id
            if template and template.category != "AUTHENTICATION":
                raise ValidationError(self.env._("The template “%s” is not of the category Authentication.", template.name))
            if template and template.waba_id != account.waba_id:
                template._check_can_be_sent(account)

    @api.model
    def _for_otp(self, company):
        """The device that sends log-in codes to people of these companies now.

        :return: wa.account, or an empty one when none can
        """
        ready = self.sudo().search(
            [
                ("company_id", "in", company.ids),
                ("state", "=", "connected"),
                ("otp_template_id.status", "=", "approved"),
                "|",
                ("paused_until", "=", False),
                ("paused_until", "<=", fields.Datetime.now()),
            ]
        )
        return ready[:1]
