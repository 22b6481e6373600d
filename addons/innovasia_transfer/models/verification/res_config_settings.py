from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    transfer_answer_minutes = fields.Integer(related="company_id.transfer_answer_minutes", readonly=False)
