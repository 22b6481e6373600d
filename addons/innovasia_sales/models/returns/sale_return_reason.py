from odoo import fields, models


class SaleReturnReason(models.Model):
    """Why customers bring goods back, as the shop calls it."""

    _name = "sale.return.reason"
    _description = "Reason of Returns"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    is_damaged = fields.Boolean("Goods are damaged", help="Returns of this reason keep the goods apart from those for sale.")

    _name_unique = models.Constraint("UNIQUE (name)", "There is a reason of this name already.")
