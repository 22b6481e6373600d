from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..tools.shares import shares
from .money_common import MoneyCase


@tagged("post_install", "-at_install")
class TestSum(MoneyCase):
    """QRIS pays out the payments of a day as one sum, less the bank's fee (spec/004)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fees = cls.env["account.account"].search(
            [("company_ids", "in", cls.company.ids), ("account_type", "=", "expense")], limit=1
        )
        cls.journal.transfer_fee_account_id = cls.fees
        cls.qris = cls.make_method("QRIS", cls.journal, is_transfer=False)

    def paid(self, quantity=2, days_ago=1):
        """:return: sale.transaction by QRIS that a verifier accepted, of Rp 25.000 each"""
        order = self.make_order(self.soap, quantity=quantity)
        transaction = self.make_transaction(order, days_ago=days_ago, payment_method_id=self.qris.id)
        self.accept(transaction)
        return transaction

    def scanned(self):
        """:return: transfer.intent of Rp 50.000 and a code, of which QRIS says that it is paid"""
        intent = self.open_intent()
        intent.qr_paid_at = fields.Datetime.now() - timedelta(days=1)
        return intent

    def window(self, money):
        action = money.with_user(self.finance).action_open_sum()
        return self.env[action["res_model"]].with_user(self.finance).browse(action["res_id"])

    def fee_booked(self):
        domain = [("account_id", "=", self.fees.id), ("parent_state", "=", "posted")]
        return sum(self.env["account.move.line"].search(domain).mapped("balance"))

    def test_payments_of_the_day_and_the_fee_are_what_arrived(self):
        before, earlier = self.fee_booked(), self.paid(days_ago=3)
        payments, intent = self.paid() | self.paid(3), self.scanned()
        total = 125_000 + int(intent.payable)
        money = self.told(total - 1_225)
        window = self.window(money)
        chosen = window.line_ids.filtered("is_part")
        self.assertEqual((chosen.sudo().transaction_id, chosen.intent_id), (payments, intent))
        self.assertEqual((window.total, window.fee), (total, 1_225))
        window.action_confirm()
        self.assertEqual((money.state, money.open_amount, intent.state), ("matched", 0, "paid"))
        self.assertEqual((payments | intent.transaction_ids).mapped("unbacked_amount"), [0, 0, 0])
        self.assertEqual(self.fee_booked() - before, 1_225)
        orders = (payments | intent.transaction_ids).order_id
        self.assertEqual(set(money.match_ids.with_user(self.finance).mapped("order_name")), set(orders.mapped("name")))
        self.assertTrue(earlier.unbacked_amount)
        self.check_books()

    def test_window_counts_what_is_chosen(self):
        self.paid()
        self.paid(3)
        window = self.window(self.told(74_500))
        self.assertFalse(window.line_ids.filtered("is_part"), "Both together are more than a fee away")
        with Form(window) as form:
            with form.line_ids.edit(1) as line:
                line.is_part = True
            self.assertEqual((form.total, form.fee), (75_000, 500))

    def test_it_is_undone_one_by_one_and_matched_anew(self):
        before, payment, intent = self.fee_booked(), self.paid(), self.scanned()
        total = 50_000 + int(intent.payable)
        money = self.told(total - 700)
        self.window(money).action_confirm()
        by_intent = money.match_ids.filtered("intent_id")
        by_intent.with_user(self.finance).action_undo("Another customer")
        self.assertEqual((intent.state, intent.transaction_ids.state), ("open", "reversed"))
        self.check_books()
        money.match_ids._live().with_user(self.finance).action_undo("All of it")
        self.assertEqual((money.state, money.open_amount), ("suspense", total - 700))
        self.check_books()
        self.window(money).action_confirm()
        self.assertEqual((money.state, intent.state, payment.unbacked_amount), ("matched", "paid", 0))
        self.assertEqual(self.fee_booked() - before, 700)
        self.check_books()

    def test_reversed_payment_takes_its_share_of_the_fee_back(self):
        before, payment = self.fee_booked(), self.paid()
        money = self.told(49_650)
        self.window(money).action_confirm()
        payment.with_user(self.verifier).action_reverse("Wrong order")
        self.assertEqual((money.open_amount, self.fee_booked()), (49_650, before))
        self.check_books()

    def test_what_is_no_sum_of_them_is_refused_and_nothing_is_booked(self):
        payments = self.paid() | self.paid()
        for amount, chosen, sentence in (
            (99_300, payments.browse(), "Choose the payments"),
            (99_300, payments[0], "choose more of them"),
            (60_000, payments, "more than a fee"),
        ):
            money = self.told(amount)
            with self.subTest(sentence), self.assertRaisesRegex(UserError, sentence), self.env.cr.savepoint():
                money.with_user(self.finance).action_match_sum(chosen.ids)
            self.assertEqual(money.open_amount, amount)
        money = self.told(99_300).with_user(self.finance)
        self.journal.transfer_fee_account_id = False
        with self.assertRaisesRegex(UserError, "account of the bank's fees"), self.env.cr.savepoint():
            money.action_match_sum(payments.ids)
        for user in (self.cs_a, self.salesman):
            with self.assertRaises(AccessError):
                money.with_user(user).action_match_sum(payments.ids)
        elsewhere = self.paid()
        elsewhere.payment_id.journal_id.transfer_fee_account_id = self.fees
        other = self.told(49_650, journal=self.make_account("Mandiri", "9876543210", self.bank))
        with self.assertRaisesRegex(UserError, "Choose payments to Mandiri"), self.env.cr.savepoint():
            other.with_user(self.finance).action_match_sum(elsewhere.ids)
        self.assertFalse(payments.transfer_match_ids)
        self.check_books()

    def test_shares_are_whole_and_nothing_is_lost(self):
        for amount, weights in ((1_000, [1, 1, 1]), (875, [50_000, 75_000]), (0, [5]), (7, [10_000] * 30), (1, [1, 10**9])):
            with self.subTest(amount=amount, weights=weights):
                parts = shares(amount, weights)
                self.assertEqual((sum(parts), len(parts)), (amount, len(weights)))
                for part, weight in zip(parts, weights, strict=True):
                    self.assertLessEqual(abs(part - amount * weight / sum(weights)), 1)
