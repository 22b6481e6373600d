from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from .returns_common import ReturnsCase


@tagged("post_install", "-at_install")
class TestSettlement(ReturnsCase):
    """What customers owe is settled many invoices at once, and all of the money passes transactions."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bookkeeper = cls._create_user("settlement_bookkeeper", "account.group_account_invoice")
        cls.buyer = cls.env["res.partner"].create({"name": "Toko Berkah", "company_id": cls.company.id})

    def owing(self, *amounts, customer=None):
        """:param amounts: of invoices, each due a month after the one before; the first 100 days ago
        :return: account.move, posted"""
        invoices = self.env["account.move"]
        today = self.company._ledger_date()
        for number, amount in enumerate(amounts):
            order = self.make_order(customer=customer or self.buyer, user_id=self.seller.id)
            order.order_line.price_unit = amount
            order.action_confirm()
            invoice = order._create_invoices()
            invoice.invoice_date_due = fields.Date.add(today, days=30 * number - 100)
            invoice.invoice_payment_term_id = False
            invoice.action_post()
            invoices |= invoice
        return invoices

    def window(self, action, user):
        return self.env["sale.settlement"].with_user(user).browse(action["res_id"])

    def of_customer(self, user, amount, **per_row):
        with Form(self.env["sale.settlement"].with_user(user), "innovasia_sales.sale_settlement_view_form") as form:
            form.partner_id = self.buyer
            form.amount = amount
            form.payment_method_id = self.other_method
            for row, part in per_row.items():
                with form.line_ids.edit(int(row.removeprefix("row"))) as line:
                    line.amount = part
        return form.record

    def test_one_amount_goes_over_what_is_due_first(self):
        invoices = self.owing(100_000, 50_000, 80_000)
        window = self.of_customer(self.finance, 120_000)
        self.assertEqual(window.line_ids.mapped("amount"), [100_000, 20_000, 0])
        self.assertEqual((window.amount_owed, window.amount_over), (230_000, 0))
        window.action_settle()
        self.assertEqual(invoices.mapped("amount_residual"), [0, 30_000, 80_000])
        transaction = window.transaction_ids
        self.assertEqual((transaction.state, transaction.amount, transaction.user_id), ("accepted", 120_000, self.finance))
        self.assertEqual(transaction.payment_id.amount, 120_000)

    def test_verifier_reads_no_bill_through_the_window(self):
        bill = self.env["account.move"].create({"move_type": "in_invoice", "partner_id": self.buyer.id})
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self.env["sale.settlement"].with_user(self.finance).create(
                {"line_ids": [fields.Command.create({"invoice_id": bill.id})]}
            )

    def test_amounts_per_invoice_overrule(self):
        invoices = self.owing(100_000, 50_000)
        self.of_customer(self.finance, 60_000, row0=10_000, row1=50_000).action_settle()
        self.assertEqual(invoices.mapped("amount_residual"), [90_000, 0])

    def test_what_is_over_stays_the_customers_credit(self):
        invoices = self.owing(100_000)
        window = self.of_customer(self.finance, 130_000)
        self.assertEqual(window.amount_over, 30_000)
        window.action_settle()
        self.assertEqual(invoices.amount_residual, 0)
        left = window.transaction_ids.payment_id.move_id._receivable_lines()
        self.assertEqual(sum(left.mapped("amount_residual")), -30_000)
        items = window.transaction_ids._receipt_content()["items"]
        amounts = ["".join(filter(str.isdigit, amount)) for _name, amount in items]
        self.assertEqual(amounts, ["100000", "30000"], "the receipt names the credit beside the invoice")

    def test_ticked_invoices_make_one_transaction_for_each_customer(self):
        invoices = self.owing(100_000, 50_000) | self.owing(70_000, customer=self.other_customer)
        window = self.window(invoices.with_user(self.finance).action_open_settlement(), self.finance)
        self.assertEqual(sum(window.line_ids.mapped("amount")), 220_000)
        rows = self.rows_of(window.action_settle())
        self.assertEqual(sorted(window.transaction_ids.mapped("amount")), [70_000, 150_000])
        self.assertFalse(any(refused for refused, _message in rows.values()))
        self.assertEqual(sum(invoices.mapped("amount_residual")), 0)

    def test_without_a_verifier_it_waits_for_one(self):
        invoices = self.owing(100_000)
        window = self.window(invoices.with_user(self.bookkeeper).action_open_settlement(), self.bookkeeper)
        self.assertFalse(window.is_accepted_at_once)
        window.action_settle()
        transaction = window.transaction_ids
        self.assertEqual((transaction.state, invoices.amount_residual), ("pending", 100_000))
        self.accept(transaction)
        self.assertEqual(invoices.amount_residual, 0)

    def test_with_four_eyes_nobody_accepts_the_own_settlement(self):
        self.company.sale_transaction_four_eyes = True
        self.owing(100_000)
        window = self.of_customer(self.finance, 100_000)
        window.action_settle()
        self.assertEqual(window.transaction_ids.state, "pending")

    def test_verifier_without_rights_on_invoices_settles_by_customer(self):
        invoices = self.owing(100_000)
        row = self.env["sale.receivable"].with_user(self.verifier).search([("partner_id", "=", self.buyer.id)])
        window = self.window(row.action_view_invoices(), self.verifier)
        self.assertEqual(window.line_ids.mapped("name"), invoices.mapped("name"))
        with Form(window, "innovasia_sales.sale_settlement_view_form") as form:
            form.amount = 40_000
        window.action_settle()
        self.assertEqual(invoices.amount_residual, 60_000)

    def test_order_is_done_when_its_invoice_is_settled(self):
        order = self.sold(shipped=True, customer=self.buyer)
        order._create_invoices().action_post()
        self.of_customer(self.finance, 100_000).action_settle()
        self.assertEqual(order.stage, "done")

    def test_second_click_enters_nothing(self):
        self.owing(100_000)
        window = self.of_customer(self.finance, 50_000)
        window.action_settle()
        self.refused("entered already", window.action_settle)

    def test_what_cannot_be_settled_is_refused(self):
        invoices = self.owing(100_000)
        paid = self.owing(50_000)
        self.accept(self.make_transaction(paid._sale_orders(), amount=50_000))
        strange = self.owing(70_000, customer=self.other_customer)
        self.refused("how much", self.of_customer(self.finance, 0).action_settle)
        self.refused("between 0 and", self.of_customer(self.finance, 120_000, row0=120_000).action_settle)
        self.refused("only .* was paid", self.of_customer(self.finance, 20_000, row0=30_000).action_settle)
        self.refused("None of these", self.of_customer(self.finance, 20_000, row0=0).action_settle)
        self.refused("not paid in full", paid.with_user(self.finance).action_open_settlement)
        window = self.of_customer(self.finance, 80_000)
        window.line_ids[0].sudo().write({"invoice_id": strange.id, "amount": 10_000})
        self.refused("not of this customer", window.action_settle)
        self.assertEqual(invoices.amount_residual, 100_000)

    def test_others_settle_nothing(self):
        invoices = self.owing(100_000)
        for user in (self.seller, self.cs_a):
            with self.subTest(user=user.login), self.assertRaises(AccessError), self.env.cr.savepoint():
                self.env["sale.settlement"].with_user(user)._open_customer(self.buyer, self.company)
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            invoices.with_user(self.seller).action_open_settlement()

    def test_receivables_tell_how_long_they_have_been_due(self):
        self.owing(1_000, 2_000, 3_000, 4_000, 5_000)
        row = self.env["sale.receivable"].search([("partner_id", "=", self.buyer.id)])
        self.assertEqual(
            (row.amount_older, row.amount_90, row.amount_60, row.amount_30, row.amount_not_due),
            (1_000, 2_000, 3_000, 4_000, 5_000),
        )
        self.assertEqual((row.amount, row.invoice_count), (15_000, 5))
        self.assertEqual(row.oldest_date, fields.Date.add(self.company._ledger_date(), days=-100))

    def test_receivables_show_credit_that_can_be_set_off(self):
        self.owing(100_000)
        order = self.sold(paid=130_000, shipped=True, customer=self.buyer)
        row = self.env["sale.receivable"].search([("partner_id", "=", self.buyer.id)])
        self.assertEqual((row.amount, row.credit), (100_000, 30_000))
        self.assertEqual(order._owed(), 0)

    def test_credit_is_used_for_what_is_due_first(self):
        invoices = self.owing(20_000, 50_000)
        self.sold(paid=130_000, shipped=True, customer=self.buyer)
        row = self.env["sale.receivable"].with_user(self.verifier).search([("partner_id", "=", self.buyer.id)])
        row.action_set_off()
        self.assertEqual(invoices.mapped("amount_residual"), [0, 40_000])
        self.env.invalidate_all()
        row = row.search([("partner_id", "=", self.buyer.id)])
        self.assertEqual((row.amount, row.credit), (40_000, 0))
        self.refused("has no credit", row.action_set_off)
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            row.with_user(self.seller).action_set_off()

    def test_row_of_a_customer_opens_the_open_invoices(self):
        invoices = self.owing(100_000, 50_000)
        row = self.env["sale.receivable"].with_user(self.bookkeeper).search([("partner_id", "=", self.buyer.id)])
        action = row.action_view_invoices()
        self.assertEqual(self.env["account.move"].search(action["domain"]), invoices.sorted("id", reverse=True))
