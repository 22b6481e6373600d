from odoo import api, models
from odoo.exceptions import UserError

#: What decides where goods have gone.
ELSEWHERE = frozenset(("location_dest_id", "move_id", "picking_id"))


class StockMove(models.Model):
    """The rule of stock.picking, for goods that are moved without its button."""

    _inherit = "stock.move"

    def write(self, vals):
        if vals.get("state") == "done":
            self.filtered(lambda move: move.state != "done")._check_leaving()
        if not self.env.su and "sale_line_id" in vals:
            self.filtered("sale_line_id").picking_id._check_stays_shipment()
        result = super().write(vals)
        if not self.env.su and "location_dest_id" in vals:
            self.filtered(lambda move: move.state == "done")._check_left()
        return result

    def _check_leaving(self):
        """Whatever transfer these are in by now: goods of a sale reach a customer only as its shipment, with its number.

        :raises UserError: see above, and ``stock.picking._check_shipping``
        """
        self._check_left()
        self.picking_id.filtered(lambda picking: picking._is_shipment())._check_parcels()

    def _check_left(self):
        """:raises UserError: when one of these brings goods of a sale to a customer, and is not part of its shipment"""
        for move in self.filtered(lambda move: move._is_to_customer() and not move.picking_id._is_shipment()):
            raise UserError(
                self.env._(
                    "%(product)s belongs to order %(order)s, and goes to the customer with a delivery of the order only.",
                    product=move.product_id.display_name,
                    # sudo: who keeps the stock may not see the order
                    order=move.sudo().sale_line_id.order_id.name,
                )
            )

    def _is_to_customer(self):
        """:return: whether this takes goods of a sale to the customer; those of the Point of Sale are of no line of an order"""
        reached = self.location_dest_id | self.move_line_ids.location_dest_id
        return bool(self.sale_line_id) and "customer" in reached.mapped("usage")

    def _in_product_units(self):
        """:return: how much these moves moved, added up in the products' own units"""
        return sum(move.product_uom._compute_quantity(move.quantity, move.product_id.uom_id) for move in self)

    def _as_text(self, quantity):
        """:return: a quantity of this move with its unit"""
        return f"{quantity:g} {self.product_uom.name}"


class StockMoveLine(models.Model):
    """What was moved inside the house is not corrected into a delivery."""

    _inherit = "stock.move.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_left()
        return lines

    def write(self, vals):
        result = super().write(vals)
        if ELSEWHERE & vals.keys():
            self._check_left()
        return result

    def _check_left(self):
        if not self.env.su:
            self.move_id.filtered(lambda move: move.state == "done")._check_left()
