from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import SalesCase

CS = "innovasia_crm.group_cs"


@tagged("post_install", "-at_install")
class TestAccessOwnDocuments(SalesCase):
    """Who sees own documents only learns nothing of other orders; who works in two places sees what either shows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = cls._create_user("own_seller", "sales_team.group_sale_salesman")
        cls.storeman = cls._create_user("own_storeman", "stock.group_stock_user")
        cls.put_in_stock(cls.soap, 5)
        cls.order = cls.make_order(user_id=cls.seller.id)
        cls.order.action_confirm()

    def onchange(self, user, model, **values):
        """:return: what a form shows of a record that is not saved"""
        shown = {name: {} for name in self.env[model]._fields if name not in values}
        return self.env[model].with_user(user).onchange(values, list(values), shown).get("value", {})

    # --- windows -------------------------------------------------------------------------------

    def test_window_of_stages_shows_no_order_of_somebody_else(self):
        lines = self.env["sale.stage.update.line"]
        values = [{"line_ids": [Command.create({"order_id": self.order.id})]}]
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.env["sale.stage.update"].with_user(self.salesman).create(values)
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.onchange(self.salesman, lines._name, order_id=self.order.id)
        for user in (self.seller, self.storeman):
            line = self.env["sale.stage.update"].with_user(user).create(values).line_ids
            self.assertEqual((line.partner_id, line.stage), (self.customer, "ordered"))

    def test_window_of_shipping_shows_no_order_of_somebody_else(self):
        delivery = self.order.picking_ids
        values = [{"line_ids": [Command.create({"picking_id": delivery.id})]}]
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.env["sale.ship.grid"].with_user(self.salesman).create(values)
        shown = self.onchange(self.salesman, "sale.ship.grid.line", picking_id=delivery.id)
        self.assertFalse(shown.get("order_id") or shown.get("partner_id"))
        for user in (self.seller, self.storeman):
            line = self.env["sale.ship.grid"].with_user(user).create(values).line_ids
            self.assertEqual((line.order_id, line.partner_id), (self.order, self.customer))

    def test_window_of_settling_shows_no_bill_before_it_is_saved(self):
        bill = self.env["account.move"].create(
            {
                "move_type": "in_invoice",
                "partner_id": self.other_customer.id,
                "invoice_date": "2026-11-01",
                "invoice_line_ids": [Command.create({"name": "Susu", "price_unit": 70_000, "tax_ids": False})],
            }
        )
        bill.action_post()
        invoice = self.order._create_invoices()
        invoice.action_post()
        names = ("name", "partner_name", "invoice_origin", "invoice_date", "invoice_date_due", "amount_residual")
        shown = self.onchange(self.verifier, "sale.settlement.line", invoice_id=bill.id)
        self.assertFalse({name: shown[name] for name in names if shown.get(name)})
        shown = self.onchange(self.verifier, "sale.settlement.line", invoice_id=invoice.id)
        self.assertEqual(
            (shown["name"], shown["partner_name"], shown["amount_residual"]), (invoice.name, self.customer.name, 25_000)
        )

    def test_transaction_form_shows_no_order_of_somebody_else(self):
        shown, forms = {"order_id": {}, "order_amount": {}}, self.env["sale.transaction"]
        with self.assertRaises(AccessError):
            forms.with_user(self.salesman).onchange({"order_id": self.order.id}, ["order_id"], shown)
        with self.assertRaises(AccessError):
            forms.with_user(self.salesman).with_context(default_order_id=self.order.id).onchange({}, [], shown)
        told = forms.with_user(self.seller).onchange({"order_id": self.order.id}, ["order_id"], shown)
        self.assertEqual(told["value"]["order_amount"], 25_000)

    # --- several roles -------------------------------------------------------------------------

    def test_who_serves_customers_as_well_sees_no_fewer_orders(self):
        for group in ("stock.group_stock_user", "account.group_account_invoice", "account.group_account_readonly"):
            with self.subTest(group=group):
                user = self._create_user(f"own_{group}", CS, group)
                self.assertTrue(self.order.with_user(user).has_access("read"))
                self.assertTrue(self.order.order_line.with_user(user).has_access("read"))

    def test_who_sells_sees_own_orders_only_in_the_warehouse_too(self):
        for groups in ((), (CS,)):
            user = self._create_user(
                f"own_salesman{len(groups)}", "sales_team.group_sale_salesman", "stock.group_stock_user", *groups
            )
            self.assertFalse(self.order.with_user(user).has_access("read"))
            self.assertFalse(self.order.order_line.with_user(user).has_access("read"))
        self.assertFalse(self.order.with_user(self.cs_a).has_access("read"))

    # --- what belongs to orders ----------------------------------------------------------------

    def test_steps_are_seen_by_who_sees_the_order(self):
        steps = self.order.step_ids
        self.assertTrue(steps)
        self.assertFalse(steps.with_user(self.salesman).search([("order_id", "=", self.order.id)]))
        manager = self._create_user("own_manager", "sales_team.group_sale_salesman_all_leads")
        for user in (self.seller, self.storeman, manager):
            self.assertTrue(steps.with_user(user).has_access("read"), user.login)

    def test_parts_of_transactions_are_seen_by_who_sees_the_invoice(self):
        invoice = self.order._create_invoices()
        invoice.action_post()
        parts = [Command.create({"invoice_id": invoice.id, "amount": 25_000})]
        values = {"partner_id": self.customer.id, "amount": 25_000, "allocation_ids": parts}
        parts = self.env["sale.transaction"].create(values).allocation_ids
        self.assertFalse(parts.with_user(self.salesman).search([("invoice_id", "=", invoice.id)]))
        for user in (self.seller, self.verifier, self.accountant):
            self.assertTrue(parts.with_user(user).has_access("read"), user.login)
