from odoo import Command
from odoo.tests import tagged

from .returns_common import ReturnsCase


@tagged("post_install", "-at_install")
class TestLots(ReturnsCase):
    """Goods with serial numbers or lots: what leaves and what comes back is the very one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.phone = cls._create_product("Telepon", 1_000_000, tracking="serial")
        cls.cream = cls._create_product("Krim", 50_000, tracking="lot")
        cls.serials = cls.lots(cls.phone, {f"SN{number}": 1 for number in range(1, 6)})
        cls.batches = cls.lots(cls.cream, {"A": 3, "B": 5})

    @classmethod
    def lots(cls, product, quantities):
        """:return: stock.lot, counted into the stock"""
        lots = cls.env["stock.lot"].create([{"name": name, "product_id": product.id} for name in quantities])
        for lot, quantity in zip(lots, quantities.values(), strict=True):
            values = {"product_id": product.id, "location_id": cls.stock.id, "lot_id": lot.id, "inventory_quantity": quantity}
            cls.env["stock.quant"].create(values).action_apply_inventory()
        return lots

    def gone(self, order):
        """:return: {lot: quantity} that the customer has of an order's first line"""
        return {lot.name: quantity for lot, quantity in order.order_line[0].sudo()._lots_gone().items() if quantity}

    def there(self, lot, location=None):
        return self.env["stock.quant"]._get_available_quantity(lot.product_id, location or self.stock, lot_id=lot, strict=True)

    def part(self, order, quantity):
        """Ship some of the first product of an order by the window."""
        action = order.with_user(self.seller).action_open_ship()
        window = self.env["sale.ship"].with_user(self.seller).browse(action["res_id"])
        window.carrier_id = self.pickup
        window.line_ids[0].quantity = quantity
        window.action_ship()

    def give_back(self, order, lots, user=None, **values):
        """:param lots: {lot: quantity}"""
        document = self.take(order, 0, user=user, process=False, **values)
        document.line_ids = [Command.clear()] + [
            Command.create(
                {"order_line_id": order.order_line[0].id, "condition": "good", "lot_id": lot.id, "quantity": quantity}
            )
            for lot, quantity in lots.items()
        ]
        document.action_process()
        return document

    def test_shipping_takes_what_is_reserved(self):
        order = self.sold(self.phone, quantity=3)
        self.part(order, 2)
        self.assertEqual(self.gone(order), {"SN1": 1, "SN2": 1})
        order.action_ship(False, self.pickup.id)
        self.assertEqual((self.gone(order), order.stage), ({"SN1": 1, "SN2": 1, "SN3": 1}, "received"))

    def test_what_the_warehouse_chose_is_what_leaves(self):
        order = self.sold(self.phone, quantity=1)
        order._open_deliveries().move_ids.move_line_ids.lot_id = self.serials[3]
        order.action_ship(False, self.pickup.id)
        self.assertEqual(self.gone(order), {"SN4": 1})

    def test_nothing_leaves_without_a_number_that_is_in_stock(self):
        order = self.sold(self.phone, quantity=6)
        self.refused("Telepon.*5.*of 6", lambda: order.action_ship(False, self.pickup.id))
        self.assertEqual(order.stage, "ordered")

    def test_the_very_ones_come_back(self):
        order = self.sold(self.phone, quantity=3, paid=3_000_000, shipped=True)
        document = self.give_back(order, {self.serials[2]: 1, self.serials[0]: 1}, settlement="deposit")
        self.assertEqual((self.gone(order), document.credit_open), ({"SN2": 1}, 2_000_000))
        self.assertEqual([self.there(lot) for lot in self.serials[:3]], [1, 0, 1])
        row = document.line_ids[0]
        self.assertEqual(row.available_lot_ids, self.serials[1])
        self.refused("SN1: the customer has 0", lambda: self.give_back(order, {self.serials[0]: 1}, settlement="deposit"))

    def test_a_part_of_several_lots_comes_back(self):
        order = self.sold(self.cream, quantity=6, paid=300_000, shipped=True)
        self.assertEqual(self.gone(order), {"A": 3, "B": 3})
        self.give_back(order, {self.batches[0]: 1, self.batches[1]: 2}, settlement="deposit")
        self.assertEqual(self.gone(order), {"A": 2, "B": 1})
        self.refused("A: the customer has 2", lambda: self.give_back(order, {self.batches[0]: 3}, settlement="deposit"))

    def test_which_one_is_asked_unless_all_come_back(self):
        order = self.sold(self.phone, quantity=2, paid=2_000_000, shipped=True)
        self.refused("which lot or serial number", lambda: self.take(order, 1, settlement="deposit"))
        order.return_ids.unlink()
        self.take(order, 2, settlement="deposit")
        self.assertEqual((self.gone(order), order.return_state), ({}, "full"))

    def test_good_and_damaged_ones_go_to_different_places(self):
        order = self.sold(self.phone, quantity=2, paid=2_000_000, shipped=True)
        document = self.take(order, 0, process=False, settlement="deposit")
        document.line_ids = [Command.clear()] + [
            Command.create({"order_line_id": order.order_line.id, "condition": condition, "lot_id": lot.id, "quantity": 1})
            for condition, lot in (("good", self.serials[1]), ("damaged", self.serials[0]))
        ]
        document.action_process()
        self.assertEqual((self.there(self.serials[1]), self.there(self.serials[0])), (1, 0))
        self.assertEqual(self.there(self.serials[0], self.company.damaged_location_id), 1)

    def test_undoing_a_return_sends_the_same_ones_again(self):
        order = self.sold(self.phone, quantity=3, paid=3_000_000, shipped=True)
        document = self.give_back(order, {self.serials[2]: 1, self.serials[0]: 1}, settlement="deposit")
        document.with_user(self.finance).action_undo("Salah")
        self.assertEqual(self.gone(order), {"SN1": 1, "SN2": 1, "SN3": 1})
        self.assertEqual([self.there(lot) for lot in self.serials], [0, 0, 0, 1, 1])
        self.give_back(order, {self.serials[0]: 1}, settlement="deposit")
        self.assertEqual(self.gone(order), {"SN2": 1, "SN3": 1})

    def test_counter_hands_over_only_what_has_its_number(self):
        order = self.sold(self.phone, quantity=1)
        order._hand_over()
        self.assertEqual(self.gone(order), {"SN1": 1})
        self.refused("(?i)serial", lambda: self.sold(self.phone, quantity=5)._hand_over())
