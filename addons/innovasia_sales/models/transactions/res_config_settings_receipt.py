from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    receipt_auto_send = fields.Boolean(related="company_id.receipt_auto_send", readonly=False)
    receipt_place = fields.Char(related="company_id.receipt_place", readonly=False)
