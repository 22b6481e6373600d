from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    sale_transaction_four_eyes = fields.Boolean(related="company_id.sale_transaction_four_eyes", readonly=False)
