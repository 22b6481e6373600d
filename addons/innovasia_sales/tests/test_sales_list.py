import io
import json
from datetime import datetime

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .common import SalesCase, SalesData


class ListData(SalesData):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boss = cls._create_user("sales_boss", "sales_team.group_sale_manager", "base.group_allow_export")
        cls.salesman.group_ids += cls.env.ref("base.group_allow_export")
        cls.customer.write({"name": '=HYPERLINK("http://x")', "wa_number": "6281100001111"})
        cls.order = cls.make_order(cls.soap, cls.honey, quantity=2, user_id=cls.boss.id, date_order="2026-03-01 20:30:00")

    def download(self, user=None, orders=None, **values):
        domain = json.dumps([("id", "in", (orders or self.order).ids)])
        return self.env["sale.order.download"].with_user(user or self.boss).create({"domain": domain, **values})


@tagged("post_install", "-at_install")
class TestSalesList(ListData, SalesCase):
    """The list of sales as a spreadsheet, with what was ticked (spec/001, Download Data)."""

    def sheet(self, **values):
        """:return: [{heading: value}]"""
        file = io.BytesIO()
        self.download(**values)._write_file(file)
        rows = list(load_workbook(file).active.values)
        return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]

    def test_a_row_for_each_product_and_the_total_once(self):
        rows = self.sheet(rows="line")
        self.assertEqual([row["Product"] for row in rows], ["Sabun Susu Kambing", "Madu Hutan"])
        self.assertEqual([row["Subtotal"] for row in rows], [50_000, 160_000])
        self.assertEqual([row["Total of the order"] for row in rows], [210_000, None])
        self.assertEqual({row["Order"] for row in rows}, {self.order.name})

    def test_a_row_for_each_order(self):
        (row,) = self.sheet(rows="order")
        self.assertEqual(row["Products"], "2 × Sabun Susu Kambing, 2 × Madu Hutan")
        self.assertEqual((row["Quantity"], row["Total of the order"]), (4, 210_000))

    def test_times_are_those_of_the_users_clock(self):
        self.boss.tz = "Asia/Jakarta"
        self.assertEqual(self.sheet(rows="order")[0]["Date"], datetime(2026, 3, 2, 3, 30))

    def test_what_a_customer_typed_is_no_formula(self):
        file = io.BytesIO()
        self.download()._write_file(file)
        cell = next(cell for cell in load_workbook(file).active[2] if str(cell.value).startswith("=HYPER"))
        self.assertEqual((cell.data_type, cell.quotePrefix), ("s", True))

    def test_payments_are_told_apart(self):
        self.make_transaction(self.order, 60_000)
        accepted = self.make_transaction(self.order, 100_000)
        self.accept(accepted)
        (row,) = self.sheet(rows="order")
        self.assertEqual((row["Paid"], row["Not verified yet"], row["Still to pay"]), (100_000, 60_000, 110_000))
        self.assertEqual(row["Payment Method"], self.other_method.name)

    def test_a_cancelled_order_owes_nothing(self):
        self.order.action_confirm()
        self.order._action_cancel()
        self.assertEqual(self.sheet(rows="order")[0]["Still to pay"], 0)

    def test_what_was_invoiced_ahead_is_owed_once(self):
        self.order.action_confirm()
        advance = self.env["sale.advance.payment.inv"].with_context(active_ids=self.order.ids, active_model="sale.order")
        advance.create({"advance_payment_method": "fixed", "fixed_amount": 60_000}).create_invoices()
        ahead = self.order.invoice_ids
        ahead.action_post()
        self.assertEqual(self.sheet(rows="order")[0]["Still to pay"], 210_000)
        self.env["account.payment.register"].with_context(active_model="account.move", active_ids=ahead.ids).create(
            {}
        ).action_create_payments()
        self.assertEqual(self.sheet(rows="order")[0]["Still to pay"], 150_000)
        self.order._create_invoices(final=True).action_post()
        self.assertEqual(self.sheet(rows="order")[0]["Still to pay"], 150_000)

    def test_columns_that_are_not_wanted_are_left_out(self):
        (row,) = self.sheet(rows="order", with_contact=False, with_payment=False, with_shipping=False)
        self.assertFalse({"WhatsApp", "Paid", "Tracking number"} & row.keys())
        self.assertIn("Customer", row)

    def test_everybody_downloads_the_orders_that_they_see(self):
        own = self.make_order(user_id=self.salesman.id)
        rows = self.sheet(user=self.salesman, orders=own | self.order, rows="order")
        self.assertEqual([row["Order"] for row in rows], [own.name])

    def test_who_may_not_export_downloads_nothing(self):
        self.salesman.group_ids -= self.env.ref("base.group_allow_export")
        own = self.make_order(user_id=self.salesman.id)
        with self.assertRaises(AccessError):
            self.download(user=self.salesman, orders=own).action_download()

    def test_filters_by_cost_tell_nothing(self):
        download = self.download()
        download.domain = json.dumps([("order_line.product_id.standard_price", ">", 1)])
        with self.assertRaises(AccessError):
            download.action_download()

    def test_an_empty_list_and_unreadable_filters_are_said(self):
        download = self.download()
        for domain in ("[", '{"a": 1}', '[["id", "=", 0]]'):
            with self.subTest(domain=domain), self.assertRaises(UserError):
                download.domain = domain
                download.action_download()

    def test_many_orders_take_few_queries(self):
        orders = self.order.browse().union(*(self.make_order(self.soap, user_id=self.boss.id) for _ in range(60)))
        file = io.BytesIO()
        download = self.download(orders=orders, rows="line")
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(90):  # one more for each order would be 60 more
            download._write_file(file)


@tagged("post_install", "-at_install")
class TestSalesListFile(ListData, HttpCase):
    """The file comes over HTTP, for who asked for it and nobody else."""

    def test_the_file_is_fetched_by_who_asked_for_it(self):
        self.boss.password = "sales_boss_2026"
        url = self.download().action_download()["url"]
        self.authenticate("sales_boss", "sales_boss_2026")
        answer = self.url_open(url)
        self.assertEqual(answer.status_code, 200)
        self.assertIn(".xlsx", answer.headers["Content-Disposition"])
        self.assertEqual(load_workbook(io.BytesIO(answer.content)).active["A2"].value, self.order.name)
        self.salesman.password = "sales_salesman_2026"
        self.authenticate("sales_salesman", "sales_salesman_2026")
        self.assertIn(self.url_open(url).status_code, (403, 404))
