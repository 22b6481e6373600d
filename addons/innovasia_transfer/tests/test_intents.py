from datetime import timedelta

from freezegun import freeze_time

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TransferCase


@tagged("post_install", "-at_install")
class TestIntents(TransferCase):
    """An order waits for an amount that only it has, until the money comes or the time is over."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls.make_order(cls.soap, quantity=2)

    def open(self, order=None):
        return (order or self.order)._transfer_open(self.transfer_method)

    def reserved(self, intent):
        return self.env["transfer.code"].search_count(
            [("journal_id", "=", intent.journal_id.id), ("payable", "=", intent.payable)]
        )

    # --- opening -------------------------------------------------------------------------------

    def test_order_of_50000_with_code_9_is_paid_with_50009(self):
        intent = self.open_intent(self.order, code=9)
        told = intent._describe()
        self.assertEqual((told["base"], told["code"], told["payable"]), (50_000, 9, 50_009))
        self.assertEqual((told["bank"], told["account_number"], told["holder"]), ("BCA", "1234567890", "PT Toko Innovasia"))
        self.assertEqual(
            (told["order"], told["state"], told["received"], told["remaining"]), (self.order.name, "open", 0, 50_009)
        )
        self.assertIn(str(intent.id), told["url"])

    def test_time_to_pay_and_of_grace_are_those_of_the_account(self):
        self.journal.write({"transfer_hours": 6, "transfer_grace_days": 2})
        intent = self.open()
        self.assertEqual(intent.expires_at - intent.opened_at, timedelta(hours=6))
        self.assertEqual(intent.release_at - intent.expires_at, timedelta(days=2))

    def test_opening_twice_is_the_same(self):
        first = self.order.with_user(self.salesman).sudo().action_transfer(self.transfer_method.id)
        self.assertEqual(self.order.action_transfer(self.transfer_method.id), first)
        self.assertEqual(len(self.order.transfer_intent_ids), 1)

    def test_what_cannot_be_transferred_is_refused_with_a_sentence(self):
        paid = self.make_order()
        self.accept(self.make_transaction(paid))
        pending = self.make_order()
        self.make_transaction(pending)
        cancelled = self.make_order()
        cancelled.action_cancel()
        closed = self.make_order()
        table = [
            (paid, self.transfer_method, "is paid"),
            (pending, self.transfer_method, "Reject it first"),
            (cancelled, self.transfer_method, "is cancelled"),
            (self.make_order(quantity=0), self.transfer_method, "is paid"),
            (self.env["sale.order"].create({"partner_id": self.customer.id}), self.transfer_method, "no product"),
            (closed, self.other_method, "do not transfer with a unique code"),
        ]
        for order, method, sentence in table:
            with self.subTest(sentence), self.assertRaisesRegex(UserError, sentence):
                order._transfer_open(method)
        self.assertFalse(self.env["transfer.intent"].search([("order_id", "in", [row[0].id for row in table])]))

    def test_what_is_left_of_a_partly_paid_order_is_asked_for(self):
        self.accept(self.make_transaction(self.order, 20_000))
        self.assertEqual(self.open().base, 30_000)

    def test_what_was_paid_ahead_in_the_books_is_not_asked_for_again(self):
        self.order.action_confirm()
        ahead = self.env["sale.advance.payment.inv"].create(
            {"sale_order_ids": self.order.ids, "advance_payment_method": "fixed", "fixed_amount": 20_000}
        )
        ahead.create_invoices()
        self.order.invoice_ids.action_post()
        self.assertEqual(self.order._transfer_due(), 50_000)
        register = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=self.order.invoice_ids.ids
        )
        register.create({"journal_id": self.cash_method.journal_id.id})._create_payments()
        intent = self.open()
        self.assertEqual(intent.base, 30_000)

    def test_cents_are_rounded_up_so_that_the_order_is_paid(self):
        self.company.currency_id.rounding = 0.01  # as some companies keep their rupiah
        self.order.order_line.price_unit = 25_000.2
        self.assertEqual(self.open().base, 50_001)

    # --- the amount changes --------------------------------------------------------------------

    def test_changed_order_says_so_and_gets_a_new_amount(self):
        former = self.open()
        self.assertFalse(self.order.transfer_news)
        self.order.order_line.product_uom_qty = 3
        self.assertIn("75.000", self.order.transfer_news.replace(",", "."))
        self.order.action_renew_transfer()
        self.assertEqual(former.state, "cancelled")
        self.assertEqual(self.order.transfer_intent_id.base, 75_000)
        self.assertFalse(self.order.transfer_news)
        self.assertFalse(self.reserved(former))

    def test_order_that_asks_for_nothing_any_more_is_not_waited_for(self):
        intent = self.open()
        self.order.order_line.price_unit = 0
        self.order.action_renew_transfer()
        self.assertEqual(intent.state, "cancelled")

    def test_another_account_replaces_the_former_one(self):
        other = self.make_method("Transfer Mandiri", self.make_account("Mandiri", "987650", self.bank))
        former = self.open()
        self.order.action_transfer(other.id)
        self.assertEqual((former.state, self.order.transfer_intent_id.journal_id), ("cancelled", other.journal_id))

    # --- the end -------------------------------------------------------------------------------

    def test_time_goes_by(self):
        intent = self.open()
        for at, state in [
            (intent.expires_at - timedelta(minutes=1), "open"),
            (intent.expires_at, "grace"),
            (intent.release_at - timedelta(minutes=1), "grace"),
            (intent.release_at, "released"),
        ]:
            with freeze_time(at):
                self.env["transfer.intent"]._pass_time()
            self.assertEqual(intent.state, state, at)
            self.assertEqual(bool(self.reserved(intent)), state != "released")

    def test_hooks_are_called_once_for_each_turn(self):
        called = []
        for hook in ("_opened", "_expired", "_released", "_cancelled"):
            self.patch(type(self.env["transfer.intent"]), hook, lambda intents, hook=hook: called.append((hook, intents.ids)))
        intent = self.open()
        for at in (intent.expires_at, intent.expires_at, intent.release_at, intent.release_at):
            with freeze_time(at):
                self.env["transfer.intent"]._pass_time()
        other = self.open(self.make_order())
        other.action_cancel()
        self.assertEqual(
            [(hook, ids) for hook, ids in called if ids],
            [
                ("_opened", intent.ids),
                ("_expired", intent.ids),
                ("_released", intent.ids),
                ("_opened", other.ids),
                ("_cancelled", other.ids),
            ],
        )

    def test_late_one_gets_time_anew_with_the_amount_that_the_customer_knows(self):
        intent = self.open_intent(self.order, days_ago=2)
        self.env["transfer.intent"]._pass_time()
        self.assertEqual(intent.state, "grace")
        self.assertEqual(self.open(), intent)
        self.assertEqual(intent.state, "open")
        self.assertGreater(intent.expires_at, fields.Datetime.now())

    def test_cancelled_order_is_not_waited_for(self):
        intent = self.open()
        self.order.action_cancel()
        self.assertEqual(intent.state, "cancelled")
        self.assertFalse(self.reserved(intent))

    def test_order_paid_at_the_counter_is_not_waited_for(self):
        intent = self.open()
        self.accept(self.make_transaction(self.order))
        self.assertEqual(intent.state, "cancelled")

    def test_order_whose_invoice_is_paid_is_not_waited_for(self):
        self.order.action_confirm()
        intent = self.open()
        invoice = self.order._create_invoices()
        invoice.action_post()
        self.assertEqual(intent.state, "open")
        self.env["account.payment.register"].with_context(active_model="account.move", active_ids=invoice.ids).create(
            {}
        )._create_payments()
        self.assertEqual(intent.state, "cancelled")

    def test_order_paid_in_part_is_still_waited_for(self):
        intent = self.open()
        self.accept(self.make_transaction(self.order, 10_000))
        self.assertEqual(intent.state, "open")
        self.assertTrue(self.order.transfer_news)

    def test_order_that_was_waited_for_is_not_deleted(self):
        intent = self.open()
        with self.assertRaisesRegex(UserError, "Cancel the order instead"):
            self.order.unlink()
        intent.action_cancel()
        with self.assertRaisesRegex(UserError, "Cancel the order instead"):
            self.order.unlink()
        self.make_order().unlink()

    def test_closed_one_is_not_cancelled_again(self):
        intent = self.open()
        intent.action_cancel()
        with self.assertRaisesRegex(UserError, "not waited for"):
            intent.action_cancel()

    def test_order_tells_what_happened(self):
        intent = self.open_intent(self.order, code=9)
        intent.action_cancel("salah rekening")
        lines = " ".join(self.order.message_ids.mapped("body"))
        self.assertIn("50,009", lines.replace("50.009", "50,009"))
        self.assertIn("salah rekening", lines)

    # --- money taken back ----------------------------------------------------------------------

    def test_reopened_one_waits_by_its_dates_or_is_given_up_when_its_amount_is_taken(self):
        table = [(0, False, "open"), (2, False, "grace"), (9, False, "released"), (0, True, "released")]
        for days_ago, taken, state in table:
            with self.subTest(days_ago=days_ago, taken=taken), self.env.cr.savepoint() as savepoint:
                intent = self.open_intent(self.make_order(self.honey), days_ago=days_ago)
                intent._close("paid")
                if taken:
                    self.env["transfer.code"]._retake(intent.journal_id, intent.payable, "of another order")
                intent._reopen()
                self.assertEqual(intent.state, state)
                self.assertEqual(bool(self.reserved(intent)), state != "released" or taken)
                self.assertFalse(intent.paid_at)
                savepoint.rollback()

    def test_order_with_two_lines_of_transfers_asks_for_what_no_code_is_part_of(self):
        intent = self.open_intent(self.order, code=9)
        intent.received = 50_009
        intent._close("paid")
        self.accept(self.make_transaction(self.order, 50_009))
        self.order.write({"order_line": [Command.create({"product_id": self.honey.id, "product_uom_qty": 1})]})
        self.assertEqual(self.order._transfer_due(), 80_000)
