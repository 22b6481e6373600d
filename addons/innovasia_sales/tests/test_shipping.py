from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .stages_common import StagesCase


@tagged("post_install", "-at_install")
class TestShipping(StagesCase):
    """Kirim asks for the tracking number, and takes one parcel at a time (spec/002)."""

    # --- one order -----------------------------------------------------------------------

    def test_nothing_is_shipped_without_a_number(self):
        order = self.order()
        for tracking in ("", " ", False):
            with self.assertRaisesRegex(UserError, "tracking number of J&T Express"):
                order.action_ship(tracking, self.jnt.id)
        with self.assertRaisesRegex(UserError, "Enter the courier"):
            order.action_ship("")
        self.assertEqual((order.stage, order.picking_ids.state), ("ordered", "assigned"))

    def test_a_number_of_another_form_is_refused_with_an_example(self):
        order = self.order()
        with self.assertRaisesRegex(UserError, "12345 is not a tracking number of J&T Express.*look like JP1234567890"):
            order.action_ship("12345", self.jnt.id)

    def test_a_number_is_kept_as_the_courier_prints_it(self):
        order = self.order()
        order.action_ship(" jp 1234 567890\u200b\n", self.jnt.id)
        self.assertEqual(order.picking_ids.carrier_tracking_ref, "JP1234567890")
        self.assertEqual(order.tracking_numbers, "JP1234567890")
        self.assertIn("JP1234567890", order.picking_ids.carrier_tracking_url)

    def test_the_courier_is_known_by_the_form_of_its_number(self):
        order = self.order()
        order.action_ship("JP1234567890")
        self.assertEqual(order.picking_ids.carrier_id, self.jnt)

    def test_without_a_courier_a_word_is_no_number(self):
        order = self.order()
        for word in ("nonsense", "123"):
            with self.assertRaisesRegex(UserError, "Choose its courier"):
                order.action_ship(word)
        order.action_ship("XYZ-2026-0001")
        self.assertEqual(order.tracking_numbers, "XYZ-2026-0001")

    def test_many_orders_are_not_shipped_with_one_number(self):
        orders = self.order() | self.order()
        with self.assertRaisesRegex(UserError, "one at a time"):
            orders.action_ship("JP1234567890", self.jnt.id)
        self.assertEqual(orders.picking_ids.mapped("state"), ["assigned", "assigned"])

    def test_missing_goods_are_named_and_nothing_moves(self):
        order = self.order((self.soap, 1), (self.honey, 50))
        with self.assertRaisesRegex(UserError, "Madu: 20 Units of 50 Units"):
            order.action_ship("JP1234567890", self.jnt.id)
        self.assertEqual(order.stage, "ordered")
        self.assertFalse(order.picking_ids.carrier_tracking_ref)

    def test_shipped_twice_says_by_whom_and_under_which_number(self):
        order = self.order()
        order.with_user(self.storeman).action_ship("JP1234567890", self.jnt.id)
        with self.assertRaisesRegex(UserError, "shipped already: stages-storeman.*JP1234567890"):
            order.action_ship("JP1234567891", self.jnt.id)

    def test_a_quotation_a_donation_and_a_cancelled_delivery_have_nothing_to_ship(self):
        donation = self.order((self.service, 1))
        cancelled = self.order()
        cancelled.picking_ids.action_cancel()
        for order, sentence in (
            (self.order(confirm=False), "not ordered yet"),
            (donation, "nothing to ship"),
            (cancelled, "have been cancelled"),
        ):
            with self.assertRaisesRegex(UserError, sentence):
                order.action_ship("JP1234567890", self.jnt.id)

    def test_fetched_by_the_customer_needs_no_number_and_is_received(self):
        order = self.order()
        order.action_ship(False, self.pickup.id)
        self.assertEqual(order.stage, "received")
        self.assertEqual(order.step_ids.sorted("id").mapped("stage"), ["ordered", "shipped", "received"])

    def test_not_even_what_customers_fetch_leaves_several_at_once(self):
        deliveries = (self.order() + self.order()).picking_ids
        deliveries.carrier_id = self.pickup
        with self.assertRaisesRegex(UserError, "not shipped several at once"):
            deliveries.button_validate()

    def test_goods_handed_over_at_the_counter_leave_whatever_the_stock_says(self):
        order = self.order((self.honey, 50))
        order.with_user(self.nobody)._hand_over()
        self.assertEqual((order.stage, order.order_line.qty_delivered), ("received", 50))

    def test_a_number_on_another_order_on_its_way_is_a_warning(self):
        first, second = self.order(), self.order()
        first.action_ship("JP1234567890", self.jnt.id)
        second.action_ship("JP1234567890", self.jnt.id)
        self.assertEqual(second.stage, "shipped")
        self.assertIn(first.name, second.message_ids.mapped("body")[0] + second.message_ids.mapped("body")[1])

    def test_estimated_arrival_follows_the_courier(self):
        order = self.order()
        order.action_ship("JP1234567890", self.jnt.id)
        self.assertEqual((order.estimated_arrival_date - self.company._ledger_date()).days, self.jnt.transit_days)
        chosen = self.order(carrier_id=self.jnt.id, confirm=False)
        self.assertEqual(
            (chosen.estimated_arrival_date - self.company._ledger_date(chosen.date_order)).days, self.jnt.transit_days
        )
        self.assertFalse(chosen.commitment_date)

    def test_nothing_arrives_before_it_was_ordered(self):
        with self.assertRaisesRegex(ValidationError, "before that"):
            self.order(confirm=False, estimated_arrival_date="2020-01-01")

    # --- whatever way in -----------------------------------------------------------------

    def test_a_delivery_is_not_validated_without_its_number(self):
        order = self.order()
        delivery = order.picking_ids.with_user(self.storeman)
        for carrier in (self.jnt, self.env["delivery.carrier"]):
            order.picking_ids.carrier_id = carrier
            with self.assertRaisesRegex(UserError, "tracking number"), self.cr.savepoint():
                delivery.button_validate()
            with self.assertRaisesRegex(UserError, "tracking number"), self.cr.savepoint():
                delivery.move_ids.write({"state": "done"})
        delivery.write({"carrier_id": self.jnt.id, "carrier_tracking_ref": "jp1234567890"})
        delivery.button_validate()
        self.assertEqual((order.stage, delivery.carrier_tracking_ref), ("shipped", "JP1234567890"))

    def test_deliveries_are_not_validated_several_at_once_even_with_numbers(self):
        orders = self.order() | self.order()
        deliveries = orders.picking_ids
        for index, delivery in enumerate(deliveries):
            delivery.write({"carrier_id": self.jnt.id, "carrier_tracking_ref": f"JP123456789{index}"})
        batch = self.env["stock.picking.batch"].create({"picking_ids": [(6, 0, deliveries.ids)]})
        batch.action_confirm()
        mine = deliveries.with_user(self.storeman)
        ways = {
            "button": mine.button_validate,
            "button with contexts": mine.with_context(
                skip_sanity_check=True, button_validate_picking_ids=mine.ids
            ).button_validate,
            "batch": batch.with_user(self.storeman).action_done,
            "moves": lambda: mine.move_ids.write({"state": "done"}),
            "backorder wizard": self.env["stock.backorder.confirmation"]
            .with_user(self.storeman)
            .with_context(button_validate_picking_ids=mine.ids)
            .create({"pick_ids": [(6, 0, mine.ids)]})
            .process,
        }
        for name, way in ways.items():
            with self.subTest(name), self.assertRaisesRegex(UserError, "not shipped several at once"), self.cr.savepoint():
                way()
        self.assertEqual(orders.mapped("stage"), ["ordered", "ordered"])

    def test_the_list_button_leads_to_the_list_of_numbers(self):
        orders = self.order() | self.order()
        action = (
            self.env.ref("stock.action_validate_picking")
            .with_context(active_model="stock.picking", active_ids=orders.picking_ids.ids)
            .run()
        )
        self.assertEqual(action["res_model"], "sale.ship.grid")

    def test_receipts_are_validated_several_at_once_as_ever(self):
        receipts = self.env["stock.picking"]
        for _index in range(2):
            receipts |= self.env["stock.picking"].create(
                {
                    "picking_type_id": self.warehouse.in_type_id.id,
                    "location_id": self.env.ref("stock.stock_location_suppliers").id,
                    "location_dest_id": self.warehouse.lot_stock_id.id,
                    "move_ids": [
                        (
                            0,
                            0,
                            {
                                "product_id": self.soap.id,
                                "product_uom_qty": 1,
                                "location_id": self.env.ref("stock.stock_location_suppliers").id,
                                "location_dest_id": self.warehouse.lot_stock_id.id,
                            },
                        )
                    ],
                }
            )
        receipts.action_confirm()
        receipts.button_validate()
        self.assertEqual(receipts.mapped("state"), ["done", "done"])

    # --- couriers ------------------------------------------------------------------------

    def test_a_courier_whose_pattern_cannot_be_read_is_not_saved(self):
        with self.assertRaisesRegex(ValidationError, "cannot be read"), self.cr.savepoint():
            self.jnt.tracking_pattern = "J[A-Z"
        with self.assertRaisesRegex(ValidationError, "does not have the form"):
            self.jnt.tracking_example = "???"

    def test_every_courier_of_ours_takes_its_own_example(self):
        couriers = self.env["delivery.carrier"].search([("tracking_example", "!=", False)])
        self.assertGreaterEqual(len(couriers), 7)
        for courier in couriers:
            self.assertEqual(courier._check_tracking(courier.tracking_example), courier.tracking_example)


@tagged("post_install", "-at_install")
class TestShippingParts(StagesCase):
    """Part of an order, and what comes back."""

    def ship_part(self, order, quantity, tracking):
        action = order.with_user(self.storeman).action_open_ship()
        with Form(self.env[action["res_model"]].with_user(self.storeman).browse(action["res_id"])) as form:
            form.carrier_id = self.jnt
            form.tracking = tracking
            with form.line_ids.edit(0) as line:
                line.quantity = quantity
        return form.record.action_ship()

    def test_a_part_leaves_now_and_the_rest_with_its_own_number(self):
        order = self.order((self.soap, 5))
        self.ship_part(order, 2, "JP1234567890")
        self.assertEqual((order.stage, order.delivered_text, order.can_ship), ("shipped", "2 of 5", True))
        with self.assertRaisesRegex(UserError, "Only 2 of 5 of"):
            order.action_receive()
        self.ship_part(order, 3, "JP1234567899")
        self.assertEqual(order.tracking_numbers, "JP1234567890, JP1234567899")
        order.action_receive()
        self.assertEqual((order.stage, order.delivered_text), ("received", "5 of 5"))

    def test_the_rest_that_is_cancelled_holds_up_nothing(self):
        order = self.order((self.soap, 5))
        self.ship_part(order, 2, "JP1234567890")
        order._open_deliveries().action_cancel()
        order.action_receive()
        self.assertEqual(order.stage, "received")

    def test_the_window_proposes_what_is_there(self):
        order = self.order((self.soap, 30))
        action = order.action_open_ship()
        line = self.env["sale.ship"].browse(action["res_id"]).line_ids
        self.assertEqual((line.left, line.there, line.quantity), (30, 20, 20))

    def test_more_than_ordered_less_than_nothing_and_nothing_are_refused(self):
        order = self.order((self.soap, 5))
        for quantity, sentence in ((6, "between 0 and 5"), (-1, "between 0 and 5"), (0, "how much of what")):
            with self.assertRaisesRegex(UserError, sentence), self.cr.savepoint():
                self.ship_part(order, quantity, "JP1234567890")
        self.assertEqual(order.stage, "ordered")

    def test_the_window_takes_no_foreign_delivery(self):
        mine, foreign = self.order(), self.order(user_id=self.env.uid)
        action = mine.with_user(self.seller).action_open_ship()
        wizard = self.env["sale.ship"].with_user(self.seller).browse(action["res_id"])
        wizard.write({"order_id": foreign.id, "tracking": "JP1234567890", "carrier_id": self.jnt.id})
        with self.assertRaises(AccessError), self.cr.savepoint():
            wizard.action_ship()
        wizard.order_id = mine
        wizard.line_ids.move_id = foreign.picking_ids.move_ids
        with self.assertRaises(UserError):
            wizard.action_ship()
        self.assertEqual(foreign.stage, "ordered")

    def test_what_comes_back_is_told_and_the_stage_stays(self):
        order = self.order((self.soap, 5))
        order.action_ship("JP1234567890", self.jnt.id)
        order.action_receive()
        delivery = order.picking_ids
        self.deliver_back(delivery, 2)
        self.assertEqual((order.stage, order.return_state), ("received", "partial"))
        self.deliver_back(delivery, 3)
        self.assertEqual((order.stage, order.return_state), ("received", "full"))
