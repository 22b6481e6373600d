from odoo import models
from odoo.exceptions import UserError

from ...tools import batch


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

    def _ship_each(self, parcels):
        """Ship all that is left of each of these deliveries, with a courier and a number of its own.

        :param parcels: {id of a delivery, as text: [tracking number, id of its delivery.carrier]}, JSON
        :return: ({delivery: None or the sentence that refuses it}, what happened to the others in a word,
            {delivery: the order and its number})
        """
        # One parcel at a time: that is the rule, and what makes them independent.
        outcome = batch.attempt(self, lambda delivery: delivery._ship_whole(*parcels[str(delivery.id)]), chunk=1)
        shipped = self.sudo().filtered(lambda delivery: not outcome[delivery])
        notes = {
            delivery: " ".join(filter(None, (delivery.sale_id.name, delivery.carrier_tracking_ref))) for delivery in shipped
        }
        return outcome, self.env._("Shipped"), notes

    def _ship_whole(self, number, carrier_id):
        """Ship all that is left of one delivery.

        :raises UserError: see ``_ship``, and when Odoo asks something first
        :raises AccessError: for who may not move its order
        """
        # sudo: which order it is of; whether this person may move that, is asked of the order
        delivery = self.sudo()
        delivery.sale_id.sudo(self.env.su)._stage_lock()
        if delivery not in delivery.sale_id._open_deliveries():
            raise UserError(delivery.sale_id._nothing_to_ship())
        if delivery._ship(number, delivery.carrier_id.browse(carrier_id)) is not True and delivery.state != "done":
            raise UserError(self.env._("This delivery asks something before it leaves. Ship it on its own."))

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
