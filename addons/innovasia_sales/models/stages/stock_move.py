from odoo import models


class StockMove(models.Model):
    """The rule of stock.picking, for goods that are moved without its button."""

    _inherit = "stock.move"

    def write(self, vals):
        if vals.get("state") == "done":
            self.filtered(lambda move: move.state != "done").picking_id._check_shipping()
        if not self.env.su and "sale_line_id" in vals:
            self.filtered("sale_line_id").picking_id._check_stays_shipment()
        return super().write(vals)

    def _in_product_units(self):
        """:return: how much these moves moved, added up in the products' own units"""
        return sum(move.product_uom._compute_quantity(move.quantity, move.product_id.uom_id) for move in self)

    def _as_text(self, quantity):
        """:return: a quantity of this move with its unit"""
        return f"{quantity:g} {self.product_uom.name}"
