from odoo import fields, models
from odoo.exceptions import UserError


class SaleOrder(models.Model):
    """Kirim: the goods leave with a courier and its tracking number, and the order is Shipped."""

    _inherit = "sale.order"

    can_ship = fields.Boolean(compute="_compute_can_ship", compute_sudo=True)

    def _compute_can_ship(self):
        for order in self:
            order.can_ship = order.state == "sale" and bool(order._open_deliveries())

    def action_ship(self, tracking, carrier_id=None):
        """Ship all that is left of one order.

        :param str tracking: number of the parcel; nothing (False) where the courier needs none
        :param int carrier_id: id of the ``delivery.carrier``. Without it the one chosen on the delivery or the order, otherwise
            the one whose numbers look like this
        :return: True, or the action of an Odoo window that has to be answered first
        :raises UserError: without a number, with one that cannot be the courier's, for several orders, when there is nothing to
            ship, and when goods are missing; nothing changes then (spec/002)
        :raises AccessError: for who neither sells nor works in the warehouse
        """
        if len(self) != 1:
            raise UserError(
                self.env._("Orders are shipped one at a time, each with its own tracking number. For many use “Ship Several”.")
            )
        self._stage_lock()
        order = self.sudo()
        deliveries = order._open_deliveries()
        if not deliveries:
            raise UserError(order._nothing_to_ship())
        carrier = order.env["delivery.carrier"].browse(carrier_id or []).exists() or order._usual_carrier(tracking)
        if tracking and (elsewhere := order._tracking_elsewhere(carrier._check_tracking(tracking))):
            order.message_post(body=elsewhere)
        # One at a time: the warehouse may have divided the order, and one parcel carries it all.
        results = [delivery._ship(tracking, carrier) for delivery in deliveries]
        return next((result for result in results if result is not True), True)

    def action_open_ship(self):
        """:return: the window that asks for courier, number and quantities of this order"""
        self.ensure_one()
        return self._open_ship(self.sudo()._open_deliveries())

    def action_open_ship_grid(self):
        """:return: the list in which each delivery of these orders gets its courier and number"""
        return self.env["sale.ship.grid"]._open(self.sudo()._open_deliveries())

    def _open_ship(self, deliveries):
        if not deliveries:
            raise UserError(self._nothing_to_ship())
        return self.env["sale.ship"]._open(self, deliveries)

    def _open_deliveries(self):
        """:return: stock.picking, what still waits to be taken to the customers"""
        return self.picking_ids.filtered(lambda picking: picking.state not in ("done", "cancel") and picking._is_shipment())

    def _nothing_to_ship(self):
        """:return: why there is nothing to ship, as a sentence"""
        self.ensure_one()
        if self.state != "sale":
            return self._stage_refusal("shipped")
        if not self._has_goods():
            return self.env._("%s has nothing to ship.", self.name)
        step = self.sudo().step_ids.filtered(lambda step: step.stage == "shipped")[:1]
        if step:
            return self.env._(
                "%(order)s has been shipped already: %(user)s, %(time)s, %(number)s.",
                order=self.name,
                user=step.user_id.name or self.env._("by itself"),
                time=self._local_time(step.date),
                number=self.sudo().tracking_numbers or self.env._("without a number"),
            )
        return self.env._("The deliveries of %s have been cancelled, so there is nothing to ship.", self.name)

    def _local_time(self, moment):
        """:return: a moment (UTC) as the user's clock shows it, the company's for who has none"""
        tz = self.env.context.get("tz") or self.env.user.tz or self.company_id._ledger_zone()
        return fields.Datetime.context_timestamp(self.with_context(tz=tz), moment).strftime("%d/%m/%Y %H:%M")

    def _usual_carrier(self, tracking=None):
        """:return: delivery.carrier that somebody chose for the order, otherwise whose numbers look like this one"""
        return self._open_deliveries().carrier_id[:1] or self.carrier_id or self.env["delivery.carrier"]._recognise(tracking)

    def _tracking_elsewhere(self, number):
        """:return: the sentence that another order on its way has this number, None when there is none"""
        others = number and self.env["stock.picking"].sudo().search(
            [
                ("carrier_tracking_ref", "=", number),
                ("sale_id", "not in", self.ids),
                ("sale_id.stage", "in", ("ordered", "processing", "shipped")),
                ("company_id", "=", self.company_id.id),
            ],
            limit=3,
        )
        if others:
            return self.env._(
                "The tracking number %(number)s is also on %(orders)s.",
                number=number,
                orders=", ".join(others.sale_id.mapped("name")),
            )
        return None

    def _stage_shipped(self, delivery):
        """Goods of this order have left.

        :param delivery: the stock.picking that is done
        """
        carrier, number = delivery.carrier_id, delivery.carrier_tracking_ref
        if self.stage in ("ordered", "processing"):
            self._stage_move("shipped", " ".join(filter(None, (carrier.name, number))) or None)
        self.filtered(lambda order: not order.estimated_arrival_date)._estimate_arrival(carrier)
        if carrier.is_pickup and self.stage == "shipped" and not self._open_deliveries():
            self._stage_move("received", self.env._("Fetched by the customer"))
            self._stage_settle()

    def _fetched_at_pos(self):
        """These orders were paid at the Point of Sale, which hands their goods over itself: shipped, and with that received."""
        fetched = self.filtered(
            lambda order: (
                order.stage in ("ordered", "processing")
                and any(order.order_line.mapped("qty_delivered"))
                and not order._open_deliveries()
            )
        )
        fetched._stage_move("shipped", self.env._("At the Point of Sale"))
        fetched._stage_move("received", self.env._("At the Point of Sale"))
        self._stage_settle()

    def _hand_over(self):
        """Give these orders' goods to customers who stand at the counter: shipped, and with that received.

        For code that has checked who may do so. What is handed over is there, whatever the stock says.

        :raises UserError: when there is no courier for what customers fetch
        """
        orders = self.sudo()
        pickup = orders._pickup_courier()
        for delivery in orders._open_deliveries():
            delivery._ship(False, pickup, whatever_stock=True)

    def _pickup_courier(self):
        """:return: delivery.carrier for what customers fetch, with sudo
        :raises UserError: when there is none
        """
        pickup = self.env.ref("innovasia_sales.carrier_pickup", raise_if_not_found=False) or self.env[
            "delivery.carrier"
        ].search([("is_pickup", "=", True)], limit=1)
        if not pickup:
            raise UserError(self.env._("There is no courier for goods that customers fetch. Add one and tick that on it."))
        return pickup
