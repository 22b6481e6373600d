from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import SalesCase


@tagged("post_install", "-at_install")
class TestTransactionReject(SalesCase):
    """Tolak: nothing is entered in the books, and the order is cancelled where nothing else speaks for it."""

    def reject(self, transactions, reason="Uang belum masuk", **options):
        return transactions.with_user(self.verifier).action_reject(reason, **options)

    def test_rejecting_notes_who_when_and_why_and_cancels_the_order(self):
        transaction = self.make_transaction()
        self.reject(transaction, "  Jumlah berbeda ")
        self.assertEqual(
            (transaction.state, transaction.decided_by_id, transaction.reject_reason),
            ("rejected", self.verifier, "Jumlah berbeda"),
        )
        self.assertEqual(transaction.order_id.state, "cancel")
        self.assertFalse(transaction.payment_id)

    def test_order_is_kept_on_request(self):
        transaction = self.make_transaction()
        self.reject(transaction, cancel_order=False)
        self.assertEqual(transaction.order_id.state, "draft")

    def test_order_stays_with_another_transaction_or_an_invoice(self):
        order, invoiced = self.make_order(), self.make_order()
        first, second = self.make_transaction(order, 10_000), self.make_transaction(order, 15_000)
        invoiced.action_confirm()
        invoiced._create_invoices().action_post()
        third = self.make_transaction(invoiced)
        rows = self.rows_of(self.reject(first | third))
        self.assertIn(second.name, rows[first.name][1])
        self.assertIn("it is invoiced", rows[third.name][1])
        self.assertEqual((order.state, invoiced.state), ("draft", "sale"))
        self.reject(second)
        self.assertEqual(order.state, "cancel")

    def test_reason_is_required(self):
        transaction = self.make_transaction()
        for reason in (False, "", "  ", 5, ["x"], {"x": 1}, True):
            with self.subTest(reason=reason), self.assertRaisesRegex(UserError, "reason"):
                self.reject(transaction, reason)
            with self.subTest(reversing=reason), self.assertRaisesRegex(UserError, "reason"):
                transaction.with_user(self.verifier).action_reverse(reason)
        self.assertEqual(transaction.state, "pending")

    def test_accepted_one_is_not_rejected(self):
        transaction = self.make_transaction()
        self.accept(transaction)
        with self.assertRaisesRegex(UserError, "was accepted by"):
            self.reject(transaction)

    def test_window_fills_in_the_chosen_reason(self):
        transaction = self.make_transaction()
        action = transaction.with_user(self.verifier).action_open_reject()
        with Form(self.env[action["res_model"]].with_user(self.verifier).with_context(**action["context"])) as form:
            form.choice = "unreadable"
            self.assertEqual(form.reason, "Picture unreadable")
            form.choice = "other"
            self.assertFalse(form.reason)
            form.reason = "Rekening lain"
        form.save().action_confirm()
        self.assertEqual((transaction.state, transaction.reject_reason), ("rejected", "Rekening lain"))

    # --- telling the customer ----------------------------------------------------------------

    def outbox(self, conversation):
        return self.env["wa.message"].search([("channel_id", "=", conversation.id), ("direction", "=", "outbound")])

    def test_customer_is_told_in_the_conversation_when_wished(self):
        conversation = self.hear("Sudah saya transfer")
        order = self.make_order(customer=conversation.wa_partner_id)
        told = self.make_transaction(order, 10_000, wa_channel_id=conversation.id)
        untold = self.make_transaction(order, 15_000, wa_channel_id=conversation.id)
        self.reject(untold, cancel_order=False)
        self.assertFalse(self.outbox(conversation))
        notice = self.reject(told, "Gambar tidak terbaca", tell_customer=True)
        [message] = self.outbox(conversation)
        self.assertIn("Gambar tidak terbaca", message.body)
        self.assertIn("10.000" if "10.000" in message.body else "10,000", message.body)
        self.assertEqual((message.state, message.kind), ("outgoing", "text"))
        self.assertIn("The customer is told", notice["params"]["message"])
        self.assertFalse(conversation.wa_agent_id, "a message of the system claims nothing")
        self.assertFalse(message.user_id, "nor is it the answer of a person")

    def test_customer_is_not_told_when_the_window_is_closed_and_the_verifier_reads_why(self):
        conversation = self.hear(at=fields.Datetime.now() - timedelta(hours=30))
        order = self.make_order(customer=conversation.wa_partner_id)
        transaction = self.make_transaction(order, wa_channel_id=conversation.id)
        notice = self.reject(transaction, tell_customer=True)
        self.assertEqual(transaction.state, "rejected")
        self.assertIn("24-hour window is closed", notice["params"]["message"])
        self.assertFalse(self.outbox(conversation))


@tagged("post_install", "-at_install")
class TestTransactionReverse(SalesCase):
    """What was accepted is undone by an entry of today, and in no other way."""

    def reverse(self, transactions, reason="Transfer dibatalkan bank"):
        return transactions.with_user(self.verifier).action_reverse(reason)

    def test_reversing_opens_the_invoice_again_and_keeps_both_entries(self):
        transaction = self.make_transaction(days_ago=5)
        self.accept(transaction)
        entry, invoice = transaction.payment_id.move_id, transaction.order_id.invoice_ids
        self.reverse(transaction)
        counter = transaction.reversal_move_id
        self.assertEqual((entry.state, counter.state, counter.date), ("posted", "posted", self.company._ledger_date()))
        for line in entry.line_ids:
            [opposite] = counter.line_ids.filtered(lambda other, account=line.account_id: other.account_id == account)
            self.assertEqual(opposite.balance, -line.balance)
        self.assertEqual((invoice.payment_state, invoice.amount_residual), ("not_paid", 25_000))
        self.assertTrue(all(line.reconciled for line in (entry | counter).line_ids if line.account_id.reconcile))
        self.assertEqual(
            (transaction.state, transaction.reversed_by_id, transaction.reversal_reason, transaction.payment_id.state),
            ("reversed", self.verifier, "Transfer dibatalkan bank", "canceled"),
        )
        self.assertEqual(transaction.decided_by_id, self.verifier, "who accepted it stays known")

    def test_order_can_be_paid_anew_after_a_reversal(self):
        order = self.make_order()
        wrong = self.make_transaction(order)
        self.accept(wrong)
        self.reverse(wrong)
        right = self.make_transaction(order)
        self.accept(right)
        self.assertEqual((len(order.invoice_ids), order.invoice_ids.payment_state), (1, "paid"))

    def test_what_another_payment_has_over_pays_the_invoice_that_is_open_again(self):
        order = self.make_order()
        wrong, right = self.make_transaction(order), self.make_transaction(order)
        self.accept(wrong)
        self.accept(right)
        self.reverse(wrong)
        self.assertEqual((order.invoice_ids.payment_state, order.invoice_ids.amount_residual), ("paid", 0))
        self.assertFalse(right.payment_id.move_id._receivable_lines())

    def test_only_accepted_ones_are_reversed_and_once(self):
        transaction = self.make_transaction()
        with self.assertRaisesRegex(UserError, "still pending"):
            self.reverse(transaction)
        self.accept(transaction)
        self.reverse(transaction)
        with self.assertRaisesRegex(UserError, "was reversed by"):
            self.reverse(transaction)

    def test_reversal_needs_an_open_period(self):
        transaction = self.make_transaction()
        self.accept(transaction)
        self.company.fiscalyear_lock_date = fields.Date.today() + timedelta(days=1)
        with self.assertRaisesRegex(UserError, "books are closed"):
            self.reverse(transaction)
        self.assertEqual(transaction.state, "accepted")

    def test_many_are_reversed_with_a_result_per_row(self):
        transactions = self.make_transaction() | self.make_transaction()
        pending = self.make_transaction()
        self.accept(transactions)
        rows = self.rows_of(self.reverse(transactions | pending))
        self.assertTrue(rows[pending.name][0])
        self.assertEqual(transactions.mapped("state"), ["reversed"] * 2)
        self.assertEqual(transactions.order_id.invoice_ids.mapped("payment_state"), ["not_paid"] * 2)

    # --- no other way ----------------------------------------------------------------------------

    def test_payment_and_entries_are_changed_by_nobody_else(self):
        transaction = self.make_transaction()
        self.accept(transaction)
        payment = transaction.payment_id.with_user(self.accountant)
        entry, invoice = payment.move_id, transaction.order_id.invoice_ids
        wizard = (
            self.env["account.move.reversal"]
            .with_user(self.accountant)
            .with_context(active_model="account.move", active_ids=entry.ids, sale_transaction_reversal=True)
            .create({"journal_id": entry.journal_id.id, "move_ids": [Command.set(entry.ids)]})
        )
        deeds = {
            "draft": payment.action_draft,
            "cancel": payment.action_cancel,
            "unlink": payment.unlink,
            "state": lambda: payment.write({"state": "rejected"}),
            "amount": lambda: payment.write({"amount": 1}),
            "entry draft": entry.button_draft,
            "entry cancel": entry.button_cancel,
            "entry unlink": entry.unlink,
            "entry date": lambda: entry.write({"date": "2026-01-01"}),
            "entry state": lambda: entry.write({"state": "draft"}),
            "account": lambda: entry.line_ids[0].write({"account_id": invoice.line_ids[0].account_id.id}),
            "reversal": wizard.refund_moves,
        }
        for name, deed in deeds.items():
            with self.subTest(deed=name), self.assertRaisesRegex(UserError, "Reverse the transaction instead"):
                deed()
        self.assertEqual((payment.state, entry.state, invoice.payment_state), ("paid", "posted", "paid"))

    def test_both_entries_of_a_reversed_one_stay(self):
        transaction = self.make_transaction()
        self.accept(transaction)
        self.reverse(transaction)
        for entry in (transaction.payment_id.move_id, transaction.reversal_move_id):
            with self.assertRaisesRegex(UserError, "both entries stay in the books"):
                entry.with_user(self.accountant).button_draft()

    def test_entries_of_others_are_as_free_as_ever(self):
        payment = (
            self.env["account.payment"]
            .with_user(self.accountant)
            .create({"payment_type": "inbound", "partner_type": "customer", "partner_id": self.customer.id, "amount": 5_000})
        )
        payment.action_post()
        payment.action_draft()
        payment.unlink()
        self.assertFalse(payment.exists())
