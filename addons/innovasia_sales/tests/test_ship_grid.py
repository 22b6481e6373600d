"""Many orders at once: each ships with its own number, and the stage of many says what came of each."""

import base64
import io
from unittest.mock import patch

import openpyxl

from odoo.exceptions import UserError
from odoo.tests import Form, new_test_user, tagged

from ..tools import batch
from .stages_common import StagesCase


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

    def test_number_is_twice_as_soon_as_it_is_scanned(self):
        other = self.order(partner_id=self.env["res.partner"].create({"name": "Budi"}).id)
        with Form(self.grid(self.order() | other)) as grid:
            with grid.line_ids.edit(0) as row:
                row.tracking = "JP1234567890"
                self.assertEqual((row.state, row.is_filled), ("waiting", True))
            with grid.line_ids.edit(1) as row:
                row.tracking = " jp1234567890"
                self.assertEqual(row.state, "refused")
                self.assertIn(other.name, row.message)
                row.tracking = "JP1234567891"
                self.assertEqual((row.state, row.message), ("waiting", False))

    def test_one_courier_for_all_rows(self):
        grid = self.grid(self.order() | self.order())
        grid.carrier_id = self.pickup
        grid.action_apply_carrier()
        grid.action_ship()
        self.assertEqual(grid.line_ids.order_id.mapped("stage"), ["received", "received"])

    def test_many_leave_in_the_background_each_with_its_number(self):
        orders = self.order() | self.order() | self.order((self.honey, 99)) | self.order()
        grid = self.grid(orders)
        for count, line in enumerate(grid.line_ids[:3]):
            line.write({"carrier_id": self.jnt.id, "tracking": f"jp123456789{count}"})
        with patch.object(batch, "AT_ONCE", 2):
            action = grid.action_ship()
        self.assertEqual(set(orders.mapped("stage")), {"ordered"})
        result = self.env["sale.transaction.result"].browse(action["res_id"])
        self.env.flush_all()
        with self.enter_registry_test_mode():
            result.with_user(self.env.uid)._run()
        self.env.invalidate_all()
        self.assertEqual((result.state, result.done_count, result.refused_count), ("done", 2, 1))
        self.assertEqual(orders.mapped("stage"), ["shipped", "shipped", "ordered", "ordered"])
        told = {line.res_id: line.message for line in result.line_ids}
        first, _second, short = (order.picking_ids for order in orders[:3])
        self.assertEqual(told[first.id], f"{orders[0].name} JP1234567890")
        self.assertIn("Madu", told[short.id])
        self.assertEqual(orders[0].step_ids.filtered(lambda step: step.stage == "shipped").user_id, self.storeman)

    def test_numbers_of_many_stay_until_those_that_stand_twice_are_mended(self):
        orders = self.order() | self.order() | self.order(partner_id=self.env["res.partner"].create({"name": "Budi"}).id)
        grid = self.grid(orders)
        for line, number in zip(grid.line_ids, ("JP1234567890", "JP1234567891", "JP1234567890"), strict=True):
            line.write({"carrier_id": self.jnt.id, "tracking": number})
        with patch.object(batch, "AT_ONCE", 0):
            self.assertEqual(grid.action_ship()["res_id"], grid.id)
        self.assertEqual(grid.line_ids.mapped("state"), ["refused", "waiting", "refused"])
        self.assertEqual(set(orders.mapped("stage")), {"ordered"})

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
