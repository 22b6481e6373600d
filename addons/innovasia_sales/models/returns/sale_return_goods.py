from odoo import fields, models
from odoo.exceptions import UserError


class SaleReturn(models.Model):
    """The goods of a return: from the customer into the stock, or to what is damaged."""

    _inherit = "sale.return"

    def _take_goods(self):
        """Receive what comes back, against the deliveries it went out with, latest first."""
        wanted = {}
        for line in self.line_ids.filtered(lambda line: line.condition in ("good", "damaged")):
            for move, quantity in line._deliveries():
                lots = wanted.setdefault(move.picking_id, {}).setdefault((move, line.condition), {})
                lots[line.lot_id] = lots.get(line.lot_id, 0) + quantity
        for picking, rows in wanted.items():
            self._receive(picking, rows)

    def _receive(self, delivery, rows):
        """:param rows: {(stock.move of the delivery, condition): {lot or none: quantity in its unit}}"""
        wizard = self.env["stock.return.picking"].with_context(active_model=delivery._name, active_id=delivery.id)
        damaged = self.company_id._damaged_location() if any(condition == "damaged" for _move, condition in rows) else None
        back = wizard.create(
            {
                "picking_id": delivery.id,
                "product_return_moves": [
                    fields.Command.create(
                        {
                            "product_id": move.product_id.id,
                            "move_id": move.id,
                            "quantity": sum(lots.values()),
                            "to_refund": True,
                            "location_dest_id": damaged.id if condition == "damaged" else False,
                        }
                    )
                    for (move, condition), lots in rows.items()
                ],
            }
        )._create_return()
        back.sale_return_id = self
        for move in back.move_ids:
            condition = "damaged" if damaged and move.location_dest_id == damaged else "good"
            lots = rows.get((move.origin_returned_move_id, condition), {})
            if any(lots):
                move._take_lots(lots)
            else:
                move.quantity = move.product_uom_qty
            move.picked = True
        back.with_context(skip_backorder=True, skip_sms=True).button_validate()
        if back.state != "done":
            raise UserError(
                self.env._("The warehouse has to answer something first: take %s back there.", delivery.display_name)
            )

    def _ship_less(self):
        """Take what will not be shipped any more out of the deliveries that wait."""
        for line in self.line_ids.filtered(lambda line: line.condition == "unsent"):
            sold = line.order_line_id
            left = sold.product_uom_id._compute_quantity(line.quantity, sold.product_id.uom_id)
            waiting = sold.move_ids.filtered(lambda move: move.state not in ("done", "cancel"))
            # Each step of a delivery in several steps is about the same goods.
            for moves in waiting.grouped("location_dest_id").values():
                moves._ship_less(left)


class SaleReturnLine(models.Model):
    _inherit = "sale.return.line"

    def _deliveries(self):
        """Divide this row among the deliveries that it can have come with.

        :return: list of (stock.move, quantity in its unit)
        """
        self.ensure_one()
        left = self.product_uom_id._compute_quantity(self.quantity, self.product_id.uom_id)
        found = []
        taken = self._taken_by_others()
        for move in self.order_line_id._moves_gone().sorted("id", reverse=True):
            there = move._with_customer(self.lot_id)
            before = min(taken, there)
            taken, there = taken - before, there - before
            part = min(left, there)
            if self.product_id.uom_id.compare(part, 0) > 0:
                found.append((move, self.product_id.uom_id._compute_quantity(part, move.product_uom)))
                left -= part
        if self.product_id.uom_id.compare(left, 0) > 0:
            raise UserError(
                self.env._(
                    "%s did not leave with a delivery of this order, so it cannot come back.", self.product_id.display_name
                )
            )
        return found

    def _taken_by_others(self):
        """:return: what rows before this one take of the same order line, in the product's unit"""
        rows = self.return_id.line_ids.filtered(
            lambda line: (
                line.order_line_id == self.order_line_id
                and line.condition in ("good", "damaged")
                and line.lot_id == self.lot_id
            )
        )
        return rows[: list(rows).index(self)]._in_product_units()


class StockMove(models.Model):
    _inherit = "stock.move"

    def _ship_less(self, quantity):
        """Take a quantity (in the product's unit) out of these moves of one product that wait, the last ones first."""
        for move in self.sorted("id", reverse=True):
            mine = move.product_uom._compute_quantity(move.product_uom_qty, move.product_id.uom_id)
            part = min(quantity, mine)
            quantity -= part
            if move.product_id.uom_id.compare(part, mine) >= 0:
                move._action_cancel()
            elif part > 0:
                move._do_unreserve()
                move.product_uom_qty = move.product_id.uom_id._compute_quantity(mine - part, move.product_uom)
                move._action_assign()
