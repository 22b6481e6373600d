from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    wa_otp_policy = fields.Selection(related="company_id.wa_otp_policy", readonly=False)
