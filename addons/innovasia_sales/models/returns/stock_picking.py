from odoo import fields, models


class StockPicking(models.Model):
    """The return with which goods came back."""

    _inherit = "stock.picking"

    sale_return_id = fields.Many2one("sale.return", "Return", readonly=True, copy=False, index="btree_not_null")
