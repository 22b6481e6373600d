"""Each row of the exception table (TRANSFERS.md 6): what came, and where it ends. The books are looked at after each."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .money_common import MoneyCase


@tagged("post_install", "-at_install")
class TestExceptionTable(MoneyCase):
    """What does not match by itself is shown to a person, with what speaks for it; no rupiah is lost on the way."""

    def setUp(self):
        super().setUp()
        self.intent = self.open_intent(code=9)
        self.order = self.intent.order_id

    def ends(self, mutation, state, intent="open", received=0, matched=0):
        self.assertEqual(
            (mutation.state, mutation.matched_amount, self.intent.state, self.intent.received),
            (state, matched, intent, received),
        )

    def first_guess(self, mutation):
        """:return: what the best suggestion for money is, and why"""
        [best, *_others] = mutation._suggest()[mutation]
        return best.target, best.reasons

    def decide(self, mutations, amount=None, intent=None):
        """A person of finance says that it was for this order."""
        return mutations.with_user(self.finance).action_match((intent or self.intent).id, amount)

    def credit_of(self, customer):
        """:return: what is booked to a customer's account and nobody owes"""
        lines = self.env["account.move.line"].search(
            [
                ("partner_id", "=", customer.id),
                ("account_id.account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted"),
            ]
        )
        return -sum(lines.mapped("balance"))

    # --- the amount is another one -------------------------------------------------------------

    def test_similar_amounts_wait_for_a_person_and_are_guessed(self):
        table = [
            (50_000, "base", 0, 0),
            (50_090, "swapped", 9, 81),
            (50_008, "other_code", 8, 0),
            (50_019, "other_code", 9, 10),
            (50_109, "other_code", 9, 100),
            (60_009, "mistyped", 9, 10_000),
            (500_009, "digit_extra", 9, 450_000),
        ]
        for number, (amount, reason, code, credit) in enumerate(table):
            with self.subTest(amount=amount):
                if number:
                    self.intent = self.open_intent(code=9, customer=self.other_customer)
                customer, before = self.intent.partner_id, self.credit_of(self.intent.partner_id)
                mutation = self.arrive(amount)
                self.ends(mutation, "suspense")
                target, reasons = self.first_guess(mutation)
                self.assertEqual((target, reasons[0]), (self.intent, reason))
                self.decide(mutation)
                self.ends(mutation, "matched", "paid", amount, amount)
                self.assertEqual(self.intent.order_id.invoice_ids.payment_state, "paid")
                self.assertEqual(self.intent.transaction_ids.transfer_code_amount, code)
                self.assertEqual(self.credit_of(customer) - before, credit)
                # Its code would be another one, as this one's last transfer may still come.
                self.intent.write({"release_at": self.intent.opened_at - timedelta(days=3)})

    def test_too_little_pays_a_part_and_the_rest_pays_the_order(self):
        part = self.arrive(20_000)
        self.ends(part, "suspense")
        self.decide(part)
        self.ends(part, "matched", "open", 20_000, 20_000)
        invoice = self.order.invoice_ids
        self.assertEqual((invoice.payment_state, invoice.amount_residual), ("partial", 30_000))
        self.assertEqual(self.intent._still_due(), 30_009)
        rest = self.arrive(30_009)
        self.assertEqual(rest.state, "suspense", "only the whole amount is one that nobody else owes")
        self.assertEqual(self.first_guess(rest)[1][0], "rest")
        self.decide(rest)
        self.ends(rest, "matched", "paid", 50_009, 30_009)
        self.assertEqual(invoice.payment_state, "paid")
        self.assertEqual(self.intent.transaction_ids.sorted("id").mapped("transfer_code_amount"), [0, 9])

    def test_too_much_pays_the_order_and_the_rest_is_the_customers_credit(self):
        mutation = self.arrive(60_000)
        notice = self.decide(mutation)
        self.ends(mutation, "matched", "paid", 60_000, 60_000)
        self.assertEqual(self.order.invoice_ids.payment_state, "paid")
        self.assertEqual(self.credit_of(self.customer), 9_991)
        self.assertIn("more than was asked for", notice["params"]["message"])

    # --- the time is another one ---------------------------------------------------------------

    def test_in_grace_it_still_counts_by_itself(self):
        self.intent.expires_at = fields.Datetime.now() - timedelta(minutes=1)
        self.env["transfer.intent"]._pass_time()
        self.assertEqual(self.intent.state, "grace")
        self.ends(self.arrive(50_009), "matched", "paid", 50_009, 50_009)

    def test_after_release_it_waits_for_a_person(self):
        now = fields.Datetime.now()
        self.intent.write({"expires_at": now - timedelta(days=8), "release_at": now - timedelta(days=1)})
        self.env["transfer.intent"]._pass_time()
        self.env["transfer.intent"]._pass_time()
        mutation = self.arrive(50_009)
        self.ends(mutation, "suspense", "released")
        target, reasons = self.first_guess(mutation)
        self.assertEqual((target, {"exact", "released"} <= set(reasons)), (self.intent, True))
        self.decide(mutation)
        self.ends(mutation, "matched", "paid", 50_009, 50_009)
        self.assertEqual(self.order.invoice_ids.payment_state, "paid")

    def test_money_known_before_anybody_was_told_the_amount_is_not_for_it(self):
        early = self.told(60_009)
        later = fields.Datetime.now() + timedelta(seconds=2)
        self.patch(fields.Datetime, "now", lambda: later)
        intent = self.open_intent(self.make_order(self.soap, quantity=2, customer=self.other_customer), code=10)
        intent.write({"code": 10_009, "payable": 60_009})
        self.match()
        self.assertEqual((early.state, intent.state), ("suspense", "open"))
        # The code was changed to make the same amount: give it back as it was.
        intent.write({"code": 10, "payable": 50_010})

    def test_booked_before_the_day_before_opening_is_not_for_it(self):
        today = self.company._ledger_date()
        self.ends(self.arrive(50_009, day=today - timedelta(days=2)), "suspense")
        self.ends(self.arrive(50_009, day=today - timedelta(days=1)), "matched", "paid", 50_009, 50_009)

    # --- the order is another one --------------------------------------------------------------

    def test_second_payment_of_a_paid_order_waits_and_is_paid_back(self):
        self.arrive(50_009)
        second = self.arrive(50_009)
        self.ends(second, "suspense", "paid", 50_009)
        self.assertIn("paid", self.first_guess(second)[1])
        debit = self.told(50_009, kind="debit", text="TRSF KE SITI RAHMAWATI")
        second.with_user(self.finance).action_refund(debit.id)
        self.assertEqual((second.state, second.refunded_amount, debit.open_amount), ("refunded", 50_009, 0))
        self.assertEqual(self.intent.received, 50_009)

    def test_money_with_an_amount_that_a_former_order_had_waits_for_a_person(self):
        self.intent._cancel("coba")
        other = self.open_intent(self.make_order(self.soap, quantity=2, customer=self.other_customer), code=10)
        self.env["transfer.code"]._give_back([other.token])
        other.write({"code": 9, "payable": 50_009})
        self.env["transfer.code"]._retake(other.journal_id, 50_009, other.token)
        mutation = self.arrive(50_009)
        self.assertEqual((mutation.state, other.state), ("suspense", "open"), "it may be the first one's, who did not hear")

    def test_unrelated_money_is_set_aside_and_taken_back(self):
        mutation = self.arrive(1_234_567, text="BUNGA")
        self.ends(mutation, "suspense")
        mine = mutation.with_user(self.finance)
        mine.action_set_aside("Bunga tabungan")
        self.assertEqual((mutation.set_aside_reason, mutation.set_aside_by_id), ("Bunga tabungan", self.finance))
        self.assertEqual(mutation.state, "suspense", "the money stays where it is")
        mine.action_take_back()
        self.assertFalse(mutation.set_aside_at)

    def test_what_is_set_aside_matches_nothing_by_itself(self):
        mutation = self.told(50_009)
        mutation.with_user(self.finance).action_set_aside("Bukan untuk kita")
        self.match()
        self.ends(mutation, "suspense")

    def test_one_transfer_for_two_orders(self):
        other = self.open_intent(self.make_order(self.honey), code=5)
        mutation = self.arrive(130_014)
        self.decide(mutation, 50_009)
        self.assertEqual((mutation.state, mutation.open_amount), ("suspense", 80_005))
        self.decide(mutation, intent=other)
        self.assertEqual((mutation.state, mutation.matched_amount), ("matched", 130_014))
        self.assertEqual((self.intent | other).mapped("state"), ["paid"] * 2)
        self.assertEqual((self.order | other.order_id).invoice_ids.mapped("payment_state"), ["paid"] * 2)

    def test_two_transfers_for_one_order_in_one_decision(self):
        both = self.arrive(30_000) | self.arrive(20_009)
        self.decide(both)
        self.assertEqual((self.intent.state, self.intent.received, both.mapped("state")), ("paid", 50_009, ["matched"] * 2))
        self.assertEqual(self.order.invoice_ids.payment_state, "paid")

    def test_money_on_another_account_of_the_shop(self):
        other = self.make_account("Mandiri", "9876543210", self.bank)
        mutation = self.arrive(50_009, journal=other)
        self.ends(mutation, "suspense")
        self.assertIn("other_account", self.first_guess(mutation)[1])
        with self.assertRaisesRegex(UserError, "No payment method is of the account"):
            self.decide(mutation)
        self.make_method("Transfer Mandiri", other)
        self.decide(mutation)
        self.ends(mutation, "matched", "paid", 50_009, 50_009)
        self.assertEqual(self.intent.transaction_ids.payment_id.journal_id, other)

    def test_provisional_money_informs_and_never_settles(self):
        mutation = self.told(50_009, is_pending=True)
        self.match()
        self.ends(mutation, "provisional")
        with self.assertRaisesRegex(UserError, "not dated"):
            self.decide(mutation)

    # --- the bank takes it back ----------------------------------------------------------------

    def taken_back(self):
        """The money came, and the bank takes it back.

        :return: bank.mutation, in and out"""
        money = self.arrive(50_009)
        return money, self.arrive(50_009, kind="debit", text="KOREKSI TRSF E-BANKING")

    def test_reversal_before_shipping_lets_the_order_wait_again_and_alerts(self):
        money, out = self.taken_back()
        self.ends(money, "refunded", "open")
        self.assertEqual((money.refunded_amount, out.open_amount), (50_009, 0))
        self.assertEqual((self.order.state, self.order.invoice_ids.payment_state), ("sale", "not_paid"))
        self.assertEqual(self.intent.transaction_ids.state, "reversed")
        self.assertTrue(self.intent.match_ids.undone_at)
        alerted = self.intent.activity_ids.user_id
        self.assertIn(self.finance, alerted)
        self.assertIn("still here", self.intent.activity_ids[0].note)
        self.assertIn("The order was not cancelled", self.order.message_ids[0].body)

    def test_order_is_paid_anew_after_a_reversal(self):
        self.taken_back()
        again = self.arrive(50_009)
        self.ends(again, "matched", "paid", 50_009, 50_009)
        self.assertEqual(self.order.invoice_ids.payment_state, "paid")

    def test_reversal_after_shipping_leaves_the_order_shipped(self):
        self.put_in_stock(self.soap, 5, cost=10_000)
        money = self.arrive(50_009)
        self.order.action_ship("JP0000000001", self.env.ref("innovasia_sales.carrier_jnt").id)
        self.arrive(50_009, kind="debit", text="REVERSAL")
        self.assertEqual((money.state, self.order.stage, self.order.state), ("refunded", "shipped", "sale"))
        self.assertIn("left the house", self.intent.activity_ids[0].note)

    def test_a_debit_that_no_bank_calls_a_reversal_takes_nothing_back(self):
        money = self.arrive(50_009)
        self.arrive(50_009, kind="debit", text="TRSF KE PEMASOK")
        self.ends(money, "matched", "paid", 50_009, 50_009)

    def test_of_two_equal_ones_the_one_that_paid_nothing_went_back(self):
        first = self.arrive(50_009)
        second = self.arrive(50_009)
        self.arrive(50_009, kind="debit", text="KOREKSI")
        self.ends(first, "matched", "paid", 50_009, 50_009)
        self.assertEqual(second.state, "refunded")

    def test_of_two_that_paid_for_something_a_person_says_which_went_back(self):
        first = self.arrive(50_009)
        other = self.open_intent(self.make_order(self.soap, customer=self.other_customer))
        second = self.told(50_009)
        self.decide(second, intent=other)
        out = self.arrive(50_009, kind="debit", text="KOREKSI")
        self.assertEqual((first.state, second.state, out.open_amount), ("matched", "matched", 50_009))
        first.with_user(self.finance).action_reversed(out.id)
        self.ends(first, "refunded", "open")
        self.assertEqual(other.state, "paid")

    # --- paid on the word of two people ---------------------------------------------------------

    def test_approved_without_money_is_paid_and_backed_when_it_comes(self):
        transaction = self.approve(self.intent)
        self.assertEqual((self.intent.state, transaction.unbacked_amount), ("paid", 50_009))
        self.assertEqual(self.order.invoice_ids.payment_state, "paid")
        mutation = self.arrive(50_009)
        self.ends(mutation, "matched", "paid", 50_009, 50_009)
        self.assertEqual((transaction.unbacked_amount, transaction.transfer_match_ids.purpose), (0, "backing"))
        case = transaction.transfer_verification_id
        self.assertEqual((case.is_unbacked, case.mutation_id), (False, mutation))

    def test_money_that_fits_two_approved_payments_waits_for_a_person(self):
        first = self.approve(self.intent)
        other = self.open_intent(customer=self.other_customer)
        second = self.approve(other, 50_009)
        mutation = self.arrive(50_009)
        self.assertEqual((mutation.state, first.unbacked_amount, second.unbacked_amount), ("suspense", 50_009, 50_009))
        mutation.with_user(self.finance).action_back(second.id)
        self.assertEqual((mutation.state, first.unbacked_amount, second.unbacked_amount), ("matched", 50_009, 0))

    def test_ordinary_payment_to_the_account_is_backed_by_a_person(self):
        method = self.make_method("BCA", self.journal, is_transfer=False)
        transaction = self.make_transaction(payment_method_id=method.id)
        self.accept(transaction)
        self.assertEqual(transaction.unbacked_amount, 25_000)
        mutation = self.arrive(25_000)
        self.assertEqual(mutation.state, "suspense", "nobody of finance has seen it")
        self.assertEqual(self.first_guess(mutation)[0], transaction)
        mutation.with_user(self.finance).action_back(transaction.id)
        self.assertEqual((mutation.state, transaction.unbacked_amount), ("matched", 0))
