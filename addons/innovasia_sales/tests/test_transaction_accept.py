import re
from datetime import timedelta
from functools import partial

from psycopg2 import IntegrityError

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import SalesCase


@tagged("post_install", "-at_install")
class TestTransactionAccept(SalesCase):
    """Terima brings order, invoice and payment about, or nothing at all."""

    def test_accepting_confirms_invoices_and_pays_on_the_claimed_day(self):
        transaction = self.make_transaction(days_ago=3)
        self.accept(transaction)
        order, invoice, payment = transaction.order_id, transaction.order_id.invoice_ids, transaction.payment_id
        day = self.company._ledger_date(transaction.paid_at)
        self.assertEqual((order.state, invoice.state, invoice.payment_state), ("sale", "posted", "paid"))
        self.assertEqual((invoice.invoice_date, invoice.date, payment.date), (day, day, day))
        self.assertEqual(invoice.amount_residual, 0)
        self.assertEqual((payment.amount, payment.state), (25_000, "paid"))
        self.assertEqual((transaction.state, transaction.decided_by_id), ("accepted", self.verifier))
        self.assertTrue(transaction.decided_at)
        self.assertIn(transaction.name, order.message_ids[0].body + order.message_ids[1].body)

    def test_money_is_on_the_journals_own_account(self):
        transaction = self.make_transaction()
        self.accept(transaction)
        journal = transaction.payment_method_id.journal_id
        [debit] = transaction.payment_id.move_id.line_ids.filtered("debit")
        self.assertEqual((debit.account_id, debit.debit), (journal.default_account_id, 25_000))

    def test_outstanding_account_of_the_journal_is_used_when_there_is_one(self):
        clearing = self.env["account.account"].create(
            {"name": "Uang dalam perjalanan", "code": "999901", "account_type": "asset_current", "reconcile": True}
        )
        transaction = self.make_transaction()
        transaction.payment_method_id._incoming_line().payment_account_id = clearing
        self.accept(transaction)
        self.assertEqual(transaction.payment_id.move_id.line_ids.filtered("debit").account_id, clearing)
        self.assertEqual(transaction.order_id.invoice_ids.payment_state, "paid")

    def test_day_of_the_books_is_the_companys_not_the_servers(self):
        transaction = self.make_transaction(paid_at=self.at("2026-03-01 18:30"))  # 01:30 of the 2nd in Jakarta
        self.accept(transaction)
        self.assertEqual(transaction.payment_id.date, fields.Date.to_date("2026-03-02"))

    def test_of_two_for_one_invoice_the_second_says_that_it_becomes_credit(self):
        order = self.make_order()
        both = self.make_transaction(order) | self.make_transaction(order)
        action = both.with_user(self.verifier).action_accept()
        rows = self.env["sale.transaction.result"].browse(action["res_id"]).line_ids.sorted("res_id")
        self.assertEqual(rows.mapped("res_id"), sorted(both.ids))
        self.assertEqual(rows[0].message, "Accepted")
        self.assertRegex(rows[1].message, "^Accepted. Rp.25,000 of it was not owed any more")

    def test_overpayment_is_said_on_acceptance(self):
        action = self.make_transaction(amount=40_000).with_user(self.verifier).action_accept()
        self.assertRegex(action["params"]["message"], r"40,000\. Rp.15,000 of it was not owed any more")
        action = self.make_transaction().with_user(self.verifier).action_accept()
        self.assertNotIn("credit", action["params"]["message"])

    def test_overpayment_stays_the_customers_credit(self):
        transaction = self.make_transaction(amount=40_000)
        self.accept(transaction)
        [credit] = transaction.payment_id.move_id.line_ids.filtered("credit")
        self.assertEqual(credit.amount_residual, -15_000)
        self.assertEqual(transaction.order_id.invoice_ids.payment_state, "paid")

    def test_partial_payments_leave_the_rest_until_it_is_paid(self):
        order = self.make_order()
        first, second = self.make_transaction(order, 10_000), self.make_transaction(order, 15_000)
        self.accept(first)
        self.assertEqual((order.invoice_ids.payment_state, order.invoice_ids.amount_residual), ("partial", 15_000))
        self.accept(second)
        self.assertEqual((len(order.invoice_ids), order.invoice_ids.payment_state), (1, "paid"))

    def test_two_payments_of_one_order_are_accepted_together(self):
        order = self.make_order()
        transactions = self.make_transaction(order, 10_000) | self.make_transaction(order, 15_000)
        self.accept(transactions)
        self.assertEqual(transactions.mapped("state"), ["accepted"] * 2)
        self.assertEqual((len(order.invoice_ids), order.invoice_ids.payment_state), (1, "paid"))

    def test_products_invoiced_on_delivery_are_invoiced_in_full(self):
        self.honey.invoice_policy = "delivery"
        transaction = self.make_transaction(self.make_order(self.soap, self.honey, quantity=2))
        self.accept(transaction)
        self.assertEqual(transaction.order_id.invoice_ids.amount_total, 210_000)
        self.assertEqual(transaction.order_id.invoice_ids.payment_state, "paid")

    def test_draft_invoice_of_a_colleague_is_posted_and_paid(self):
        order = self.make_order()
        order.action_confirm()
        draft = order._create_invoices()
        self.accept(self.make_transaction(order))
        self.assertEqual((order.invoice_ids, draft.payment_state), (draft, "paid"))

    def test_oldest_invoice_is_paid_first(self):
        order = self.make_order()
        order.action_confirm()
        first = order._create_invoices()
        first.invoice_date = fields.Date.today() - timedelta(days=9)
        first.action_post()
        order.order_line = [Command.create({"product_id": self.honey.id, "product_uom_qty": 1})]
        self.accept(self.make_transaction(order, 30_000))
        second = order.invoice_ids - first
        self.assertEqual((first.payment_state, second.amount_residual), ("paid", 75_000))

    def test_order_entered_by_hand_is_verified_the_same_way(self):
        order = self.make_order(user_id=self.salesman.id)
        order.action_confirm()
        transaction = self.env["sale.transaction"].with_user(self.salesman).create({"order_id": order.id, "amount": 25_000})
        self.assertEqual((transaction.source, transaction.user_id, transaction.state), ("manual", self.salesman, "pending"))
        self.accept(transaction)
        self.assertEqual(order.invoice_ids.payment_state, "paid")

    # --- what is refused ---------------------------------------------------------------------

    def assertRefused(self, transaction, words):
        """Check that it is refused in these words, and that nothing changed."""
        order = transaction.order_id
        before = (order.state, order.invoice_ids.ids)
        with self.assertRaisesRegex(UserError, words):
            self.accept(transaction)
        self.assertFalse(transaction.payment_id)
        self.assertEqual((order.state, order.invoice_ids.ids), before)

    def test_second_verifier_is_told_who_accepted_it_and_when(self):
        transaction = self.make_transaction()
        self.accept(transaction)
        payment = transaction.payment_id
        with self.assertRaisesRegex(UserError, re.escape(f"was accepted by {self.verifier.name} on")):
            self.accept(transaction, self.verifier_b)
        self.assertEqual(self.env["account.payment"].search([("memo", "like", transaction.name)]), payment)

    def test_rejected_one_is_not_accepted_any_more(self):
        transaction = self.make_transaction()
        transaction.with_user(self.verifier).action_reject("Uang belum masuk", cancel_order=False)
        self.assertRefused(transaction, "was rejected by .* Uang belum masuk")

    def test_future_is_refused(self):
        transaction = self.make_transaction(paid_at=fields.Datetime.now() + timedelta(hours=1))
        self.assertRefused(transaction, "still to come")

    def test_clock_that_is_a_little_fast_is_tolerated(self):
        transaction = self.make_transaction(paid_at=fields.Datetime.now() + timedelta(minutes=2))
        self.accept(transaction)
        self.assertEqual(transaction.state, "accepted")

    def test_locked_period_is_refused(self):
        transaction = self.make_transaction(days_ago=40)
        self.company.fiscalyear_lock_date = fields.Date.today() - timedelta(days=10)
        self.assertRefused(transaction, "books are closed")

    def test_period_locked_for_sales_is_refused_for_a_new_invoice_only(self):
        order, paid_order = self.make_order(), self.make_order()
        paid_order.action_confirm()
        paid_order._create_invoices().action_post()
        self.company.sale_lock_date = fields.Date.today() - timedelta(days=10)
        self.assertRefused(self.make_transaction(order, days_ago=40), "books are closed")
        late = self.make_transaction(paid_order, days_ago=40)
        self.accept(late)
        self.assertEqual(late.state, "accepted")

    def test_order_without_products_is_refused(self):
        order = self.make_order(order_line=[Command.create({"display_type": "line_note", "name": "Terima kasih"})])
        self.assertRefused(self.make_transaction(order, 10_000), "no product")

    def test_cancelled_order_is_refused(self):
        transaction = self.make_transaction()
        transaction.order_id.action_cancel()
        self.assertRefused(transaction, "is cancelled")

    def test_transaction_without_order_is_refused(self):
        transaction = self.make_transaction()
        transaction.order_id = False
        self.assertRefused(transaction, "neither an order nor an invoice")

    def test_transaction_without_customer_is_refused(self):
        transaction = self.make_transaction()
        transaction.partner_id = False
        self.assertRefused(transaction, "no customer")

    def test_archived_journal_is_refused(self):
        transaction = self.make_transaction()
        transaction.payment_method_id.journal_id.active = False
        self.assertRefused(transaction, "takes no payments any more")

    def test_journal_in_another_currency_is_refused(self):
        transaction = self.make_transaction()
        transaction.payment_method_id.journal_id.currency_id = self.env.ref("base.USD")
        self.assertRefused(transaction, "is kept in USD")

    @mute_logger("odoo.sql_db")
    def test_amount_is_positive(self):
        for amount in (0, -5):
            with self.subTest(amount=amount), self.assertRaises(IntegrityError), self.env.cr.savepoint():
                self.make_transaction(amount=amount)

    def test_rupiah_have_no_cents(self):
        with self.assertRaisesRegex(ValidationError, "no cents"):
            self.make_transaction(amount=10_000.5)

    def test_order_of_somebody_else_is_refused_on_entry(self):
        with self.assertRaisesRegex(ValidationError, "is not one of"):
            self.make_transaction(partner_id=self.other_customer.id)

    # --- who ---------------------------------------------------------------------------------

    def test_only_verifiers_decide(self):
        transaction = self.make_transaction()
        for user in (self.cs_a, self.salesman, self.accountant, self.supervisor):
            mine = transaction.with_user(user)
            for deed in (mine.action_accept, partial(mine.action_reject, "Tidak ada"), partial(mine.action_reverse, "Salah")):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    deed()
        self.assertEqual(transaction.state, "pending")

    def test_verifier_needs_no_rights_on_orders_and_books(self):
        order = self.make_order()
        with self.assertRaises(AccessError):
            order.with_user(self.verifier).read(["name"])
        transaction = self.make_transaction(order)
        self.accept(transaction)
        with self.assertRaises(AccessError):
            transaction.payment_id.with_user(self.verifier).read(["amount"])

    def test_four_eyes_stop_who_entered_it_when_switched_on(self):
        mine, others = self.make_transaction(user_id=self.verifier.id), self.make_transaction(user_id=self.verifier.id)
        self.company.sale_transaction_four_eyes = True
        self.assertRefused(mine, "somebody else has to accept it")
        self.accept(mine, self.verifier_b)
        self.assertEqual(mine.state, "accepted")
        self.company.sale_transaction_four_eyes = False
        self.accept(others)
        self.assertEqual(others.state, "accepted")

    # --- many ----------------------------------------------------------------------------------

    def test_many_at_once_give_a_result_per_row(self):
        good = self.make_transaction() | self.make_transaction()
        decided = self.make_transaction()
        self.accept(decided)
        future = self.make_transaction(paid_at=fields.Datetime.now() + timedelta(days=1))
        rows = self.rows_of(self.accept(good | decided | future))
        self.assertEqual({name for name, (refused, _) in rows.items() if refused}, {decided.name, future.name})
        self.assertIn("was accepted by", rows[decided.name][1])
        self.assertIn("still to come", rows[future.name][1])
        self.assertEqual(good.mapped("state"), ["accepted"] * 2)

    def test_what_goes_wrong_with_one_leaves_it_untouched_and_the_others_accepted(self):
        transactions = self.env["sale.transaction"].union(*(self.make_transaction() for _ in range(5)))
        broken = transactions[2]
        self.patch(
            type(self.env["sale.order"]), "_confirmation_error_message", lambda o: "Rusak" if o == broken.order_id else False
        )
        rows = self.rows_of(self.accept(transactions))
        self.assertEqual(rows[broken.name], (True, "Rusak"))
        self.assertEqual((broken.state, broken.order_id.state, broken.payment_id.id), ("pending", "draft", False))
        self.assertEqual((transactions - broken).mapped("state"), ["accepted"] * 4)
        self.assertEqual((transactions - broken).order_id.invoice_ids.mapped("payment_state"), ["paid"] * 4)

    def test_nothing_that_is_made_follows_the_callers_context(self):
        decided, by_itself = self.make_transaction(), self.make_transaction()
        defaults = {"default_auto_post": "yearly"}
        self.accept(decided.with_context(**defaults))
        by_itself.with_context(**defaults)._accept_by_itself()
        for transaction in decided | by_itself:
            entries = transaction.order_id.invoice_ids | transaction.payment_id.move_id
            self.assertEqual((len(entries), set(entries.mapped("auto_post"))), (2, {"no"}))

    def test_what_is_accepted_by_itself_names_nobody(self):
        transaction = self.make_transaction(payment_method_id=self.cash_method.id)
        transaction.with_user(self.cs_a).sudo()._accept_by_itself()
        self.assertEqual((transaction.state, transaction.decided_by_id.id), ("accepted", False))
        with self.assertRaises(UserError):
            transaction._accept_by_itself()
