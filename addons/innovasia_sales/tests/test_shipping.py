import base64
import io

import openpyxl

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged

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


@tagged("post_install", "-at_install")
class TestShipGrid(StagesCase):
    """Many orders, each row with its own number."""

    def grid(self, orders):
        action = orders.with_user(self.storeman).action_open_ship_grid()
        return self.env["sale.ship.grid"].with_user(self.storeman).browse(action["res_id"])

    def test_each_row_has_its_number_and_its_own_result(self):
        orders = self.order() | self.order() | self.order() | self.order((self.honey, 99))
        grid = self.grid(orders)
        rows = {line.order_id: line for line in grid.line_ids}
        numbers = ["JP1234567890", "wrong", "", "JP1234567893"]
        for order, number in zip(orders, numbers, strict=True):
            rows[order].write({"carrier_id": self.jnt.id, "tracking": number})
        grid.action_ship()
        self.assertEqual(orders.mapped("stage"), ["shipped", "ordered", "ordered", "ordered"])
        states = [rows[order].state for order in orders]
        self.assertEqual(states, ["shipped", "refused", "waiting", "refused"])
        self.assertIn("not a tracking number", rows[orders[1]].message)
        self.assertIn("Madu", rows[orders[3]].message)
        self.assertEqual((grid.shipped_count, grid.refused_count), (1, 2))
        rows[orders[1]].tracking = "JP1234567891"
        grid.action_ship()
        self.assertEqual(orders.mapped("stage"), ["shipped", "shipped", "ordered", "ordered"])

    def test_numbers_are_pasted_from_a_spreadsheet(self):
        orders = self.order() | self.order()
        grid = self.grid(orders)
        grid.pasted = f"{orders[0].name}\tjp1234567890\n{orders[1].name.lower()};JP1234567891\nS99999 JP1234567892\n"
        grid.action_fill()
        self.assertEqual(grid.line_ids.mapped("tracking"), ["JP1234567890", "JP1234567891"])
        self.assertEqual(grid.line_ids.carrier_id, self.jnt)
        self.assertEqual(grid.pasted, "S99999\tJP1234567892")
        grid.action_ship()
        self.assertEqual(orders.mapped("stage"), ["shipped", "shipped"])

    def test_numbers_come_as_a_file_and_each_row_says_what_became_of_it(self):
        orders = self.order() | self.order() | self.order()
        shipped, strange = self.order(), self.order()
        shipped.action_ship(False, self.pickup.id)
        grid = self.grid(orders)
        lines = [
            "No. Resi;Pengirim;No. Pesanan",
            f"jp1234567890;Toko;{orders[0].name}",
            f"JP1234567891;Toko;{orders[1].name.lower()}",
            f"1,23E+12;Toko;{orders[2].name}",
            f"JP1234567892;Toko;{strange.name}",
            f";Toko;{orders[2].name}",
            f"JP1234567899;Toko;{orders[0].name}",
        ]
        grid.write({"file": base64.b64encode("\n".join(lines).encode()), "file_name": "resi.csv"})
        grid.action_fill()
        self.assertEqual(grid.line_ids.mapped("tracking"), ["JP1234567890", "JP1234567891", False])
        self.assertEqual(set(orders.mapped("stage")), {"ordered"}, "a preview ships nothing")
        told = grid.problems.splitlines()
        for line, words in zip(
            told, ("4.*rounded", f"5, {strange.name}: no delivery", "6.*no tracking", "7.*twice"), strict=True
        ):
            self.assertRegex(line, words)
        grid.action_ship()
        self.assertEqual(orders.mapped("stage"), ["shipped", "shipped", "ordered"])

    def test_file_alone_lists_the_orders_that_it_names(self):
        orders = self.order() | self.order()
        shipped = self.order()
        shipped.action_ship(False, self.pickup.id)
        book, content = openpyxl.Workbook(), io.BytesIO()
        for row in [("Daftar kirim",), ("Order", "Tracking number"), (orders[1].name, 1234567890123), (shipped.name, "X12345")]:
            book.active.append(row)
        book.save(content)
        grid = self.env["sale.ship.grid"].with_user(self.storeman).with_context(default_takes_any=True)
        grid = grid.create({"file": base64.b64encode(content.getvalue())})
        grid.action_fill()
        self.assertEqual((grid.line_ids.order_id, grid.line_ids.tracking), (orders[1], "1234567890123"))
        self.assertRegex(grid.problems, f"Line 4, {shipped.name}: no delivery")
        seller = new_test_user(self.env, "grid-seller", "sales_team.group_sale_salesman")
        grid = grid.with_user(seller).create({"takes_any": True, "file": base64.b64encode(content.getvalue())})
        grid.action_fill()
        self.assertFalse(grid.line_ids, "orders of others are not to be found by their numbers")

    def test_file_that_is_none_is_refused_with_a_sentence(self):
        for content, words in (
            (b"\xd0\xcf\x11\xe0 old", "old Excel"),
            (b"PK broken", "cannot be read"),
            (b" \n", "names no order"),
        ):
            with self.subTest(content=content), self.assertRaisesRegex(UserError, words), self.env.cr.savepoint():
                grid = self.grid(self.order())
                grid.file = base64.b64encode(content)
                grid.action_fill()

    def test_one_number_does_not_go_to_two_customers(self):
        other = self.order(partner_id=self.env["res.partner"].create({"name": "Budi"}).id)
        orders = self.order() | other
        grid = self.grid(orders)
        grid.line_ids.write({"carrier_id": self.jnt.id, "tracking": "JP1234567890"})
        grid.action_ship()
        self.assertEqual(orders.mapped("stage"), ["ordered", "ordered"])
        self.assertIn(other.name, grid.line_ids[0].message)

    def test_one_courier_for_all_rows(self):
        grid = self.grid(self.order() | self.order())
        grid.carrier_id = self.pickup
        grid.action_apply_carrier()
        grid.action_ship()
        self.assertEqual(grid.line_ids.order_id.mapped("stage"), ["received", "received"])

    def test_nothing_to_ship_opens_no_list(self):
        with self.assertRaisesRegex(UserError, "left to ship"):
            self.order((self.service, 1)).action_open_ship_grid()


@tagged("post_install", "-at_install")
class TestStageUpdate(StagesCase):
    def update(self, orders, stage):
        wizard = (
            self.env["sale.stage.update"]
            .with_context(active_model="sale.order", active_ids=orders.ids)
            .create({"stage": stage})
        )
        wizard.action_update()
        return wizard

    def test_many_orders_move_and_each_that_cannot_says_why(self):
        draft, ordered, shipped = self.order(confirm=False), self.order(), self.order()
        shipped.action_ship("JP1234567890", self.jnt.id)
        wizard = self.update(draft | ordered | shipped, "processing")
        self.assertEqual([draft.stage, ordered.stage, shipped.stage], ["draft", "processing", "shipped"])
        self.assertEqual(wizard.line_ids.mapped("result"), ["refused", "moved", "refused"])
        self.assertIn("not ordered yet", wizard.line_ids[0].message)
        self.assertEqual((wizard.moved_count, wizard.refused_count), (1, 2))

    def test_shipping_is_not_among_the_stages(self):
        stages = self.env["sale.stage.update"]._fields["stage"].get_values(self.env)
        self.assertNotIn("shipped", stages)
        self.assertNotIn("done", stages)
