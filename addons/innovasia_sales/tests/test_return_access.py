from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .returns_common import ReturnsCase


@tagged("post_install", "-at_install")
class TestReturnAccess(ReturnsCase):
    """Whoever takes goods back sets no prices, and takes back only what is theirs to change."""

    HAS_OTHER_COMPANY = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.storeman = cls._create_user("return_storeman", "stock.group_stock_user")
        cls.allrounder = cls._create_user("return_allrounder", "stock.group_stock_user", "sales_team.group_sale_salesman")

    def exchange(self, user):
        """:return: sale.return, a draft: one honey for one soap, given the price of 1"""
        honey = {"product_id": self.honey.id, "quantity": 1, "price_unit": 1}
        order = self.sold(paid=100_000, shipped=True)
        return self.take(order, 1, user=user, process=False, settlement="exchange", replacement_ids=[Command.create(honey)])

    def test_storeman_exchanges_at_the_prices_of_the_price_list(self):
        document = self.exchange(self.storeman)
        instead = document.replacement_ids
        self.assertEqual(instead.price_unit, 80_000, "given at once")
        instead.price_unit = 1
        self.assertEqual(instead.price_unit, 80_000, "written")
        more = {"return_id": document.id, "product_id": self.honey.id}
        more = instead.with_context(default_price_unit=1).create(more)
        self.assertEqual(more.price_unit, 80_000, "given as a default")
        document.action_process()
        self.assertEqual(document.replacement_order_id.amount_total, 160_000)

    def test_salesman_says_for_how_much_whoever_processes_it(self):
        document = self.exchange(self.seller)
        document.with_user(self.storeman).action_process()
        self.assertEqual(document.replacement_order_id.amount_total, 1)

    def test_price_does_not_come_along_from_another_return(self):
        instead = self.exchange(self.seller).replacement_ids
        instead.with_user(self.storeman).return_id = self.exchange(self.storeman)
        self.assertEqual(instead.price_unit, 80_000)

    def test_order_of_somebody_else_is_refused_however_it_is_named(self):
        strange = self.sold(shipped=True)
        mine = self.sold(shipped=True)
        mine.user_id = self.allrounder
        returns = self.env["sale.return"].with_user(self.allrounder)
        values = {"reason_id": self.reason.id}
        with self.assertRaises(AccessError), self.cr.savepoint():
            returns.create({**values, "order_id": strange.id})
        with self.assertRaises(AccessError), self.cr.savepoint():
            returns.with_context(default_order_id=strange.id).create(values)
        draft = returns.with_context(default_order_id=mine.id).create(values)
        self.assertEqual(draft.order_id, mine)
        with self.assertRaises(AccessError), self.cr.savepoint():
            draft.order_id = strange

    def test_no_client_says_of_which_customer_company_or_bulk_a_return_is(self):
        draft = self.take(self.sold(shipped=True), 1, process=False)
        bulk = self.env["sale.return.bulk"].create({"partner_id": self.other_customer.id, "reason_id": self.reason.id})
        for name, record in {
            "partner_id": self.other_customer,
            "company_id": self.other_company,
            "bulk_id": bulk,
        }.items():
            with self.subTest(name=name), self.assertRaises(AccessError), self.cr.savepoint():
                draft.write({name: record.id})
            with self.subTest(name=name, way="of a new one"), self.assertRaises(AccessError), self.cr.savepoint():
                draft.create({"order_id": draft.order_id.id, "reason_id": self.reason.id, name: record.id})

    def test_no_client_says_of_which_product_or_company_a_row_is(self):
        draft = self.take(self.sold(shipped=True), 1, process=False)
        row = draft.line_ids[0]
        for name, record in {"product_id": self.honey, "company_id": self.other_company}.items():
            with self.subTest(name=name), self.assertRaises(AccessError), self.cr.savepoint():
                row.write({name: record.id})
            values = {"return_id": draft.id, "order_line_id": row.order_line_id.id, "quantity": 0}
            with self.subTest(name=name, way="of a new one"), self.assertRaises(AccessError), self.cr.savepoint():
                row.create({**values, name: record.id})
            added = row.with_context(**{f"default_{name}": record.id}).create(values)
            self.assertEqual(added[name], row[name])
        instead = self.exchange(self.seller).replacement_ids
        with self.assertRaises(AccessError), self.cr.savepoint():
            instead.company_id = self.other_company

    def test_form_reckons_nothing_about_an_order_of_somebody_else(self):
        strange = self.sold(paid=100_000, shipped=True)
        mine = self.sold(paid=100_000, shipped=True)
        clerk = self._create_user("return_clerk", "sales_team.group_sale_salesman")
        mine.user_id = clerk
        returns = self.env["sale.return"].with_user(clerk)
        spec = {"order_id": {}, "amount_total": {}, "amount_owed": {}, "line_ids": {"fields": {"amount": {}}}}
        seen = returns.onchange({"order_id": mine.id}, ["order_id"], spec)["value"]
        self.assertEqual(len([command for command in seen["line_ids"] if command[0] == 0]), 1)
        row = {"order_line_id": strange.order_line.id, "quantity": 1}
        lines = self.env["sale.return.line"].with_user(clerk)
        for deed in (
            lambda: returns.onchange({"order_id": strange.id}, ["order_id"], spec),
            lambda: returns.onchange({"order_id": mine.id, "line_ids": [(0, "v1", row)]}, ["line_ids"], spec),
            lambda: lines.onchange(row, ["quantity"], {"amount": {}, "quantity": {}}),
            lambda: lines.onchange({"return_id": {"order_id": strange.id}}, ["quantity"], {"amount": {}}),
        ):
            with self.assertRaises(AccessError), self.cr.savepoint():
                deed()
