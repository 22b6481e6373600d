from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import SalesCase


@tagged("post_install", "-at_install")
class TestTillWithoutCosts(SalesCase):
    """A cashier who may not see costs opens the Point of Sale, sells, and closes it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cashier = cls._create_user("sales_cashier", "innovasia_sales.group_cashier", "point_of_sale.group_pos_user")
        cls.company.write({"inventory_valuation": "real_time", "cost_method": "average"})
        cls.soap.write({"available_in_pos": True, "standard_price": 11_111})
        journal = cls.cash_method.journal_id.copy({"name": "Laci Toko", "code": "LACI"})
        cls.cash = cls.env["pos.payment.method"].create(
            {"name": "Tunai", "journal_id": journal.id, "company_id": cls.company.id}
        )
        cls.till = cls.env["pos.config"].create({"name": "Toko", "payment_method_ids": [Command.set(cls.cash.ids)]})
        cls.till.with_user(cls.cashier).open_ui()
        cls.session = cls.till.current_session_id.with_user(cls.cashier)
        cls.session.set_opening_control(0, "")

    def sell(self, product, quantity):
        price = product.list_price * quantity
        line = {
            "product_id": product.id,
            "qty": quantity,
            "price_unit": product.list_price,
            "price_subtotal": price,
            "price_subtotal_incl": price,
            "tax_ids": [],
            "pack_lot_ids": [],
        }
        payment = {"amount": price, "name": fields.Datetime.now(), "payment_method_id": self.cash.id}
        order = {
            "amount_paid": price,
            "amount_return": 0,
            "amount_tax": 0,
            "amount_total": price,
            "date_order": fields.Datetime.to_string(fields.Datetime.now()),
            "fiscal_position_id": False,
            "pricelist_id": self.till.pricelist_id.id,
            "lines": [Command.create(line)],
            "name": "Order 00042-003-0014",
            "last_order_preparation_change": "{}",
            "partner_id": False,
            "session_id": self.session.id,
            "payment_ids": [Command.create(payment)],
            "uuid": "8f7f2f86-4a8c-4c30-8f5c-2b4d36a0f001",
            "user_id": self.cashier.id,
            "to_invoice": False,
            "state": "paid",
        }
        answer = self.env["pos.order"].with_user(self.cashier).sync_from_ui([order])
        return self.env["pos.order"].browse(answer["pos.order"][0]["id"])

    def test_the_till_loads_products_without_their_costs(self):
        data = self.session.load_data([])
        row = next(row for row in data["product.product"] if row["id"] == self.soap.id)
        self.assertEqual((row["lst_price"], row["standard_price"]), (25_000, 0))
        self.assertTrue(data["product.template"])

    def test_a_sale_and_the_end_of_the_day(self):
        order = self.sell(self.soap, 2)
        self.assertEqual(order.picking_ids.state, "done")
        self.assertEqual(order.lines.total_cost, 22_222)
        for name in ("total_cost", "margin"):
            with self.assertRaises(AccessError):
                order.lines.with_user(self.cashier).read([name])
        self.session.post_closing_cash_details(50_000)
        self.assertTrue(self.session.close_session_from_ui()["successful"])
        self.assertEqual(self.session.state, "closed")
        self.assertEqual(self.session.sudo().move_id.state, "posted")
