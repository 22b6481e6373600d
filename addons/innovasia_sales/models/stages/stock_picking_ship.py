from odoo import models
from odoo.exceptions import UserError


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def action_open_ship(self):
        """:return: the window that asks for courier and number of this delivery"""
        self.ensure_one()
        return self.sale_id._open_ship(self)

    def action_open_ship_grid(self):
        """:return: the list in which each of these deliveries gets its courier and number
        :raises UserError: when none of them is waiting to be shipped
        """
        return self.env["sale.ship.grid"]._open(self)

    def action_validate_or_ship(self):
        """Validate transfers; what is to be shipped, and is more than one, gets its numbers in a list first."""
        shipments = self.filtered(lambda picking: picking._is_shipment() and picking.state not in ("done", "cancel"))
        if len(shipments) > 1:
            return shipments.action_open_ship_grid()
        return self.button_validate()

    def _ship(self, number, carrier, quantities=None, whatever_stock=False):
        """Send one delivery off, with sudo. What is not sent becomes another delivery, with its own number later.

        :param str number: tracking number as entered, nothing for couriers without
        :param carrier: delivery.carrier, may be empty
        :param quantities: {stock.move: how much of it}, in the unit of the move; None for all of it
        :param bool whatever_stock: send also what the books do not have, as it is in somebody's hands
        :return: True, or the action of an Odoo window that has to be answered first
        :raises UserError: when the number is missing or wrong, or goods are missing
        """
        self.ensure_one()
        number = carrier._check_tracking(number)
        if self.state == "draft":
            self.action_confirm()
        moves = self.move_ids.filtered(lambda move: move.state not in ("done", "cancel"))
        moves.filtered(lambda move: not move.picked)._action_assign()
        wanted = {move: move.product_uom_qty if quantities is None else quantities.get(move, 0) for move in moves}
        self._check_quantities(wanted, whatever_stock)
        for move, quantity in wanted.items():
            if move.product_uom.compare(move.quantity, quantity):
                move.quantity = quantity
            move.picked = not move.product_uom.is_zero(quantity)
        self.write({"carrier_id": carrier.id, "carrier_tracking_ref": number})
        return self.with_context(skip_backorder=True, skip_sms=True).button_validate()

    def _check_quantities(self, wanted, whatever_stock):
        """:raises UserError: when nothing, more than is left, or more than there is would be sent"""
        for move, quantity in wanted.items():
            if quantity < 0 or move.product_uom.compare(quantity, move.product_uom_qty) > 0:
                raise UserError(
                    self.env._(
                        "%(product)s: enter a quantity between 0 and %(left)s.",
                        product=move.product_id.display_name,
                        left=move._as_text(move.product_uom_qty),
                    )
                )
        if all(move.product_uom.is_zero(quantity) for move, quantity in wanted.items()):
            raise UserError(self.env._("Enter how much of what you ship."))
        missing = [
            self.env._(
                "%(product)s: %(there)s of %(wanted)s",
                product=move.product_id.display_name,
                there=move._as_text(move.quantity),
                wanted=move._as_text(quantity),
            )
            for move, quantity in wanted.items()
            if not whatever_stock and move.product_uom.compare(move.quantity, quantity) < 0
        ]
        if missing:
            raise UserError(
                self.env._("Not enough goods are ready to ship %(order)s:", order=self.sale_id.name)
                + "\n"
                + "\n".join(missing)
                + "\n"
                + self.env._("Ship a part of it, or wait until the rest has come in.")
            )
