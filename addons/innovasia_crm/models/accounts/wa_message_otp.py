from odoo import fields, models

from ...tools import login_code


class WaMessage(models.Model):
    """A log-in code on its way: the row says whose it is; the code itself exists only in the payload."""

    _inherit = "wa.message"

    def _prepare_body(self, media_ids):
        user_id = (self.data or {}).get("otp_user")
        if not user_id:
            return super()._prepare_body(media_ids)
        user = self.env["res.users"].sudo().browse(user_id).exists()
        age = (fields.Datetime.now() - self.create_date).total_seconds()
        if not user.active or user.wa_number != self.identity_id.wa_id or age > login_code.STEP:
            raise ValueError("This log-in code is not wanted any more.")
        template = self.account_id.otp_template_id
        payload, _text = template._message(dict.fromkeys(template.variable_ids, user._wa_otp_code()))
        return payload
