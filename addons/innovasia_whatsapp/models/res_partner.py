from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    wa_number = fields.Char(
        "WhatsApp number", index="btree_not_null", copy=False, help="Digits only: 62811..."
    )
    wa_opt_out = fields.Boolean(
        "No WhatsApp marketing", help="The customer asked not to get marketing messages."
    )
