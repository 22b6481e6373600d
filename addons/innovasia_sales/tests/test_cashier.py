from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, new_test_user, tagged

from .common import SalesData


@tagged("post_install", "-at_install")
class TestCashier(SalesData, TransactionCase):
    """Cashier mode: order, goods and money in one step."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cashier = new_test_user(
            cls.env,
            "sales_cashier",
            "innovasia_sales.group_cashier",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        cls.soap.barcode = "8991234500017"
        cls.put_in_stock(cls.soap, 50, cost=10_000)
        cls.counter = cls.env["sale.order"].with_user(cls.cashier).with_company(cls.company)

    def sell(self, quantity=2, partner_id=False, **values):
        values = {
            "key": "counter-key-1",
            "lines": [{"product_id": self.soap.id, "quantity": quantity}],
            "payment_method_id": self.cash_method.id,
            **values,
        }
        return self.counter.cashier_sell(values, partner_id)

    def transaction(self, receipt):
        return self.env["sale.transaction"].browse(receipt["id"])

    def test_cash_pays_at_once_and_the_goods_are_gone(self):
        receipt = self.sell(cash_received=100_000)
        transaction = self.transaction(receipt)
        self.assertEqual((transaction.state, transaction.source, transaction.amount), ("accepted", "cashier", 50_000))
        self.assertEqual(transaction.order_id.stage, "done")
        self.assertEqual(self.soap.qty_available, 48)
        self.assertEqual((receipt["total"], receipt["cash_received"], receipt["change"]), (50_000, 100_000, 50_000))

    def test_what_needs_a_look_waits_for_the_verifier_while_the_goods_go(self):
        transaction = self.transaction(self.sell(payment_method_id=self.other_method.id))
        self.assertEqual((transaction.state, transaction.order_id.stage), ("pending", "received"))
        self.assertEqual(self.soap.qty_available, 48)
        transaction.with_user(self.verifier).action_accept()
        self.assertEqual(transaction.order_id.stage, "done")

    def test_counter_sells_now_and_in_full(self):
        for values in ({"amount": 1, "differs": True}, {"paid_at": "2020-01-01 08:00:00"}, {"shipping_cost": 1}):
            with self.subTest(values=values), self.assertRaisesRegex(UserError, "no such fields"):
                self.sell(**values)

    def test_a_second_click_sells_once(self):
        first = self.sell()
        self.assertEqual(self.sell(), first)
        self.assertEqual(self.soap.qty_available, 48)

    def test_too_little_cash_sells_nothing(self):
        with self.assertRaisesRegex(UserError, "50"), self.cr.savepoint():
            self.sell(cash_received=20_000)
        self.assertEqual(self.soap.qty_available, 50)

    def test_a_counter_sale_belongs_to_whoever_walks_in_until_a_customer_is_chosen(self):
        walked_in = self.transaction(self.sell())
        self.assertEqual(walked_in.partner_id, self.company.walk_in_customer_id)
        known = self.transaction(self.sell(partner_id=self.customer.id, key="counter-key-2"))
        self.assertEqual(known.partner_id, self.customer)

    def test_what_is_on_the_shelf_is_sold_whatever_the_stock_says(self):
        self.assertEqual(self.transaction(self.sell(quantity=60)).order_id.stage, "done")

    def test_a_scanner_finds_by_barcode_and_by_code(self):
        self.honey.default_code = "MDU-1"
        self.assertEqual(self.counter.cashier_scan("8991234500017")["id"], self.soap.id)
        self.assertEqual(self.counter.cashier_scan("MDU-1")["id"], self.honey.id)
        self.assertFalse(self.counter.cashier_scan("0000"))

    def test_prices_are_not_the_screens(self):
        with self.assertRaisesRegex(UserError, "price_unit"), self.cr.savepoint():
            self.sell(lines=[{"product_id": self.soap.id, "quantity": 1, "price_unit": 1}])

    def test_the_day_tells_what_was_sold_by_which_method(self):
        self.sell()
        self.sell(key="counter-key-2", payment_method_id=self.other_method.id)
        day = self.env["sale.transaction"].with_user(self.cashier).cashier_day()
        self.assertEqual((day["count"], day["amount"], len(day["latest"])), (2, 100_000, 2))
        self.assertEqual({method["amount"] for method in day["methods"]}, {50_000})

    def test_others_do_not_sell_at_the_counter(self):
        counter = self.env["sale.order"].with_user(self.salesman)
        for method, arguments in (
            ("cashier_open", ()),
            ("cashier_products", ()),
            ("cashier_scan", ("1",)),
            ("cashier_customers", ()),
            ("cashier_sell", ({},)),
        ):
            with self.subTest(method), self.assertRaises(AccessError):
                getattr(counter, method)(*arguments)

    def test_what_is_neither_text_nor_number_is_refused_in_a_sentence(self):
        deeds = {
            "receipt": self.env["sale.transaction"].with_user(self.cashier).cashier_receipt,
            "products": lambda strange: self.counter.cashier_products(strange, strange),
            "scan": lambda strange: self.counter.cashier_scan(strange, strange),
            "quote": lambda strange: self.counter.cashier_quote({"lines": [{"product_id": strange, "quantity": 1}]}, strange),
            "customers": self.counter.cashier_customers,
            "sell": lambda strange: self.sell(partner_id=strange, cash_received=strange, payment_method_id=strange),
        }
        for strange in ([], [1, 2], {}, {"a": 1}, "x", 1.5, True, 2**40, None):
            for name, deed in deeds.items():
                with self.subTest(strange=strange, method=name), self.cr.savepoint():
                    try:
                        deed(strange)
                    except UserError as refusal:
                        self.assertGreater(len(str(refusal)), 10)

    def test_more_cash_than_there_is_sells_nothing(self):
        with self.assertRaisesRegex(UserError, "too much"), self.cr.savepoint():
            self.sell(cash_received=1e15)

    def test_whom_all_share_has_nothing_of_the_first_callers_context(self):
        self.company.walk_in_customer_id = False
        self.company.with_context(default_ref="MINE")._walk_in_customer()
        self.assertTrue(self.company.walk_in_customer_id)
        self.assertFalse(self.company.walk_in_customer_id.ref)

    def test_a_cashier_reprints_the_own_sales_only(self):
        receipt = self.sell()
        own = self.env["sale.transaction"].with_user(self.cashier)
        self.assertEqual(own.cashier_receipt(receipt["id"])["order"], receipt["order"])
        colleague = new_test_user(self.env, "sales_cashier_b", "innovasia_sales.group_cashier", company_id=self.company.id)
        with self.assertRaises(AccessError):
            own.with_user(colleague).cashier_receipt(receipt["id"])
