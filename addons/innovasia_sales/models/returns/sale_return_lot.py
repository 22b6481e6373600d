from odoo import api, fields, models


class SaleReturnLine(models.Model):
    """Which one came back, of goods with lots or serial numbers."""

    _inherit = "sale.return.line"

    tracking = fields.Selection(related="product_id.tracking", string="Followed by")
    lot_id = fields.Many2one(
        "stock.lot",
        "Lot or serial number",
        ondelete="restrict",
        domain="[('id', 'in', available_lot_ids)]",
        help="Which one came back. Empty: all that the customer has of it.",
    )
    available_lot_ids = fields.Many2many("stock.lot", compute="_compute_available_lot_ids", compute_sudo=True)

    @api.depends("order_line_id", "return_id.state")
    def _compute_available_lot_ids(self):
        for line in self:
            with_customer = line.order_line_id._lots_gone() if line.tracking in ("lot", "serial") else {}
            line.available_lot_ids = [lot.id for lot, quantity in with_customer.items() if quantity > 0]

    def _why_not_lots(self):
        """Tell why these rows, all of the same order line, do not say which lots or serial numbers came back.

        :return: a sentence, or None
        """
        rows = self.filtered(lambda line: line.condition in ("good", "damaged") and line.quantity)
        product = rows.product_id
        if product.tracking not in ("lot", "serial"):
            return None
        with_customer = self.order_line_id._lots_gone()
        named = rows.grouped("lot_id")
        if unnamed := named.pop(self.env["stock.lot"], None):
            everything = sum(with_customer.values())
            if named or product.uom_id.compare(unnamed._in_product_units(), everything) < 0:
                return self.env._("%s: choose in each row which lot or serial number came back.", product.display_name)
        for lot, lines in named.items():
            wanted, there = lines._in_product_units(), with_customer.get(lot, 0)
            if product.uom_id.compare(wanted, there) > 0:
                return self.env._(
                    "%(product)s %(lot)s: the customer has %(there)s of it, not %(wanted)s.",
                    product=product.display_name,
                    lot=lot.name,
                    there=f"{there:g} {product.uom_id.name}",
                    wanted=f"{wanted:g} {product.uom_id.name}",
                )
        return None

    def _in_product_units(self):
        """:return: how much these rows of one product take, in the product's unit"""
        return sum(line.product_uom_id._compute_quantity(line.quantity, line.product_id.uom_id) for line in self)


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _lots_gone(self):
        """:return: {stock.lot: how much of it the customer has of these lines, in the product's unit}; with sudo"""
        found = {}
        for sign, moves in ((1, self._moves_gone()), (-1, self._moves_back())):
            for row in moves.move_line_ids:
                found[row.lot_id] = found.get(row.lot_id, 0) + sign * row.quantity_product_uom
        return found


class StockMove(models.Model):
    _inherit = "stock.move"

    def _with_customer(self, lot):
        """:param lot: stock.lot; none for all
        :return: how much of what this delivered the customer still has, in the product's unit
        """
        back = self.returned_move_ids.filtered(lambda move: move.state == "done" and not move._is_undone())
        if not lot:
            return self._in_product_units() - back._in_product_units()
        gone, returned = (
            sum(moves.move_line_ids.filtered(lambda row: row.lot_id == lot).mapped("quantity_product_uom"))
            for moves in (self, back)
        )
        return gone - returned

    def _take_lots(self, lots):
        """Move exactly these, whatever was reserved.

        :param lots: {stock.lot: quantity in the unit of the move}
        """
        self.ensure_one()
        self.move_line_ids.unlink()
        self.move_line_ids = [
            fields.Command.create(
                self._prepare_move_line_vals() | {"lot_id": lot.id, "quantity": quantity, "product_uom_id": self.product_uom.id}
            )
            for lot, quantity in lots.items()
        ]
