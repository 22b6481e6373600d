from odoo import fields, models


class StockPicking(models.Model):
    """The return with which goods came back, or went to the customer again when it was undone."""

    _inherit = "stock.picking"

    sale_return_id = fields.Many2one("sale.return", "Return", readonly=True, copy=False, index="btree_not_null")

    def _is_sent_off(self):
        return super()._is_sent_off() and not self.sale_return_id


class StockMove(models.Model):
    _inherit = "stock.move"

    def _is_undone(self):
        """:return: whether this brought goods back for a return that was undone, or undid that; with sudo"""
        return self.picking_id.sale_return_id.state == "undone"
