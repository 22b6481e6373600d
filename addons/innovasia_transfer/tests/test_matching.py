from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .money_common import MoneyCase


@tagged("post_install", "-at_install")
class TestMatching(MoneyCase):
    """The job settles what is certain, leaves the rest with a reason, and a person can take it all back."""

    def undo(self, matches, reason="Salah pesanan"):
        return matches.with_user(self.finance).action_undo(reason)

    # --- the job -------------------------------------------------------------------------------

    def test_running_it_again_settles_nothing_twice(self):
        intent = self.open_intent(code=9)
        self.arrive(50_009)
        self.assertEqual(self.match(), 0)
        self.assertEqual((len(intent.match_ids), len(intent.transaction_ids)), (1, 1))

    def test_of_two_equal_transfers_one_pays_and_the_other_waits(self):
        intent = self.open_intent(code=9)
        both = self.told(50_009) | self.told(50_009)
        self.match()
        self.assertEqual((intent.state, intent.received), ("paid", 50_009))
        self.assertEqual(sorted(both.mapped("state")), ["matched", "suspense"])

    def test_what_cannot_be_settled_waits_with_the_reason_and_stops_nothing(self):
        first, second = self.open_intent(code=9), self.open_intent(code=10)
        first.order_id.with_context(disable_cancel_warning=True).order_line.unlink()
        broken, fine = self.told(50_009), self.told(50_010)
        self.match()
        self.assertEqual((broken.state, fine.state, first.state, second.state), ("suspense", "matched", "open", "paid"))
        self.assertIn("has no product", broken.match_problem)
        self.assertFalse(first.transaction_ids)

    def test_locked_period_keeps_the_money_until_it_is_open_again(self):
        intent = self.open_intent(code=9)
        mutation = self.told(50_009)
        self.company.sale_lock_date = fields.Date.today() + timedelta(days=1)
        self.match()
        self.assertEqual((mutation.state, intent.state), ("suspense", "open"))
        self.assertIn("books are closed", mutation.match_problem)
        self.company.sale_lock_date = False
        self.match()
        self.assertEqual((mutation.state, intent.state, mutation.match_problem), ("matched", "paid", False))

    def test_money_of_a_closed_month_is_entered_on_the_first_open_day(self):
        today = self.company._ledger_date()
        intent = self.open_intent(code=9, days_ago=4)
        self.company.fiscalyear_lock_date = today - timedelta(days=2)
        mutation = self.arrive(50_009, day=today - timedelta(days=3))
        self.assertEqual((mutation.state, intent.state), ("matched", "paid"))
        payment, invoice = intent.transaction_ids.payment_id, intent.order_id.invoice_ids
        self.assertEqual((payment.date, invoice.date), (today - timedelta(days=1), today - timedelta(days=1)))
        self.assertEqual(mutation.date, today - timedelta(days=3), "the bank's day")
        self.check_books()

    def test_order_that_was_confirmed_and_invoiced_before_is_paid_as_well(self):
        intent = self.open_intent(code=9)
        intent.order_id.action_confirm()
        intent.order_id._create_invoices().action_post()
        self.arrive(50_009)
        self.assertEqual((intent.state, intent.order_id.invoice_ids.mapped("payment_state")), ("paid", ["paid"]))

    def test_day_of_the_payment_is_the_banks(self):
        intent = self.open_intent(code=9, days_ago=3)
        day = self.company._ledger_date() - timedelta(days=2)
        self.arrive(50_009, day=day)
        self.assertEqual(intent.transaction_ids.payment_id.date, day)
        at = fields.Datetime.now() - timedelta(hours=5)
        other = self.open_intent(code=10, days_ago=3)
        self.arrive(50_010, booked_at=at, day=self.company._ledger_date(at))
        self.assertEqual(other.transaction_ids.paid_at, at)

    def test_another_customers_order_is_not_paid_by_the_amount_of_another_account(self):
        other = self.make_account("Mandiri", "9876543210", self.bank)
        intent = self.open_intent(code=9)
        mutation = self.arrive(50_009, journal=other)
        self.assertEqual((mutation.state, intent.state), ("suspense", "open"))

    def test_cron_wakes_only_accounts_where_something_is_certain(self):
        self.open_intent(code=9)
        quiet = self.make_account("Mandiri", "9876543210", self.bank)
        self.told(77_777, journal=quiet)
        woken = []
        self.patch(type(self.env["bank.mutation"]), "_enqueue_matching", lambda _self, journals: woken.append(journals))
        self.env["transfer.match"]._cron_match()
        self.told(50_009)
        self.env["transfer.match"]._cron_match()
        self.assertEqual([self.journal in journals for journals in woken], [False, True])
        self.assertFalse(any(quiet in journals for journals in woken))

    def test_what_somebody_has_in_hand_is_left_to_them_and_looked_at_again(self):
        intent = self.open_intent(code=9)
        mutation = self.told(50_009)
        later = []
        matches = type(self.env["transfer.match"])
        self.patch(matches, "_try", lambda *_arguments: "held")
        self.patch(matches, "_match_again", lambda _self, journal: later.append(journal))
        self.assertEqual((self.match(), later), (0, [self.journal]))
        self.assertEqual((mutation.state, intent.state, mutation.match_problem), ("suspense", "open", False))

    @mute_logger("odoo.sql_db")
    def test_first_numbers_of_a_year_that_two_begin_at_once_are_tried_again_by_the_same_job(self):
        intent, tries = self.open_intent(code=9), []
        mutation = self.told(50_009)
        sequence = self.env["ir.sequence"].create({"name": "Numbers", "use_date_range": True})
        year = {"sequence_id": sequence.id, "date_from": "2099-01-01", "date_to": "2099-12-31"}
        matches = type(self.env["transfer.match"])
        settle = matches._settle_one

        def collide(run, *pair):
            tries.append(pair)
            if len(tries) == 1:
                run.env["ir.sequence.date_range"].create([year, year])
            return settle(run, *pair)

        self.patch(matches, "_settle_one", collide)
        self.assertEqual(self.match(), 1)
        self.assertEqual((len(tries), intent.state, mutation.match_problem), (2, "paid", False))

    # --- taking back ---------------------------------------------------------------------------

    def test_undoing_lets_money_and_order_wait_again(self):
        intent = self.open_intent(code=9)
        mutation = self.arrive(50_009)
        match = intent.match_ids
        self.undo(match)
        self.assertEqual((mutation.state, intent.state, intent.received), ("suspense", "open", 0))
        self.assertEqual((match.undone_by_id, match.undone_reason), (self.finance, "Salah pesanan"))
        self.assertEqual(intent.order_id.invoice_ids.payment_state, "not_paid")
        self.assertEqual(match.transaction_id.state, "reversed")
        with self.assertRaisesRegex(UserError, "undone already"):
            self.undo(match)

    def test_money_can_be_matched_anew_after_undoing(self):
        wrong, right = self.open_intent(code=9), self.open_intent(code=10)
        mutation = self.arrive(50_009)
        self.undo(wrong.match_ids)
        mutation.with_user(self.finance).action_match(right.id)
        self.assertEqual((wrong.state, right.state, mutation.state), ("open", "paid", "matched"))

    def test_what_a_person_undid_is_not_matched_by_itself_again(self):
        intent = self.open_intent(code=9)
        mutation = self.arrive(50_009)
        self.undo(intent.match_ids)
        self.match()
        self.assertEqual((mutation.state, intent.state), ("suspense", "open"))
        self.arrive(50_009)
        self.assertEqual((mutation.state, intent.state), ("suspense", "paid"), "other money still counts by itself")

    def test_undone_after_the_code_went_to_somebody_else_is_given_up(self):
        intent = self.open_intent(code=9)
        self.arrive(50_009)
        other = self.open_intent(code=9, customer=self.other_customer)
        if other.payable != 50_009:
            self.env["transfer.code"]._give_back([other.token])
            other.write({"code": 9, "payable": 50_009})
            self.env["transfer.code"]._retake(other.journal_id, 50_009, other.token)
        self.undo(intent.match_ids)
        self.assertEqual((intent.state, other.state), ("released", "open"))

    def test_verifier_who_reverses_the_transaction_undoes_the_match(self):
        intent = self.open_intent(code=9)
        mutation = self.arrive(50_009)
        intent.transaction_ids.with_user(self.verifier).action_reverse("Dibatalkan")
        self.assertEqual((mutation.state, intent.state, intent.match_ids.undone_reason), ("suspense", "open", "Dibatalkan"))
        self.assertEqual(intent.match_ids.undone_by_id, self.verifier)

    def test_backing_is_undone_without_touching_the_payment(self):
        transaction = self.approve(self.open_intent(code=9))
        mutation = self.arrive(50_009)
        self.undo(transaction.transfer_match_ids)
        self.assertEqual((mutation.state, transaction.state, transaction.unbacked_amount), ("suspense", "accepted", 50_009))
        self.assertTrue(transaction.transfer_verification_id.is_unbacked)

    def test_refund_is_undone(self):
        money, out = self.told(70_000), self.told(70_000, kind="debit")
        notice = money.with_user(self.finance).action_refund(out.id)
        self.undo(self.env["transfer.match"].browse(notice["params"]["match_ids"]))
        self.assertEqual((money.state, money.open_amount, out.open_amount), ("suspense", 70_000, 70_000))

    def test_part_of_money_is_paid_back_and_the_rest_pays_an_order(self):
        intent = self.open_intent(code=9)
        money, out = self.told(60_009), self.told(10_000, kind="debit")
        money.with_user(self.finance).action_refund(out.id)
        self.assertEqual((money.state, money.open_amount), ("suspense", 50_009))
        money.with_user(self.finance).action_match(intent.id)
        self.assertEqual((money.state, money.matched_amount, money.refunded_amount), ("matched", 50_009, 10_000))

    def test_first_part_taken_back_leaves_the_second_with_its_code(self):
        intent = self.open_intent(code=9)
        first, second = self.told(20_000), self.told(30_009)
        (first | second).with_user(self.finance).action_match(intent.id)
        self.undo(intent.match_ids.filtered(lambda match: match.mutation_id == first))
        self.assertEqual((intent.state, intent.received, first.state), ("open", 30_009, "suspense"))
        first.with_user(self.finance).action_match(intent.id)
        self.assertEqual((intent.state, intent.order_id.invoice_ids.payment_state), ("paid", "paid"))

    # --- what is refused -----------------------------------------------------------------------

    def test_more_than_is_open_is_not_matched(self):
        intent, mutation = self.open_intent(code=9), self.told(50_009)
        debit, mine = self.told(5_000, kind="debit"), mutation.with_user(self.finance)
        for amount in (50_010, 0, -5, 0.5, "50009", [1]):
            with self.subTest(amount=amount), self.assertRaises(UserError):
                mine.action_match(intent.id, amount)
        for deed in (
            lambda: debit.with_user(self.finance).action_match(intent.id),
            lambda: mine.action_match(0),
            lambda: mine.action_back(0),
            lambda: mine.action_refund(mutation.id),
            lambda: mine.action_set_aside(" "),
            lambda: mine.action_refund(10**9),
        ):
            with self.assertRaises(UserError):
                deed()
        self.assertEqual((mutation.state, mutation.open_amount, intent.received), ("suspense", 50_009, 0))

    def test_payment_to_another_account_is_not_backed(self):
        transaction = self.approve(self.open_intent(code=9))
        other = self.told(50_009, journal=self.make_account("Mandiri", "9876543210", self.bank))
        with self.assertRaisesRegex(UserError, "no payment to Mandiri"):
            other.with_user(self.finance).action_back(transaction.id)
        unpaid = self.make_transaction()
        with self.assertRaisesRegex(UserError, "no payment to BCA"):
            self.told(25_000).with_user(self.finance).action_back(unpaid.id)
        self.assertEqual(transaction.unbacked_amount, 50_009)

    def test_cancelled_order_takes_no_money(self):
        intent = self.open_intent(code=9)
        intent.order_id.action_cancel()
        mutation = self.arrive(50_009)
        with self.assertRaisesRegex(UserError, "is cancelled"):
            mutation.with_user(self.finance).action_match(intent.id)
        self.assertEqual((intent.state, mutation.state), ("cancelled", "suspense"))

    def test_claim_by_transfer_is_not_accepted_by_hand(self):
        transaction = self.make_transaction(payment_method_id=self.transfer_method.id)
        with self.assertRaisesRegex(UserError, "accepted by itself when the money arrives"):
            self.accept(transaction)

    def test_money_is_not_entered_twice_on_an_account_that_takes_no_transfers(self):
        """The bank's account has it already, by the bank's own word."""
        other = self.env["account.journal"].create(
            {"name": "Mandiri", "type": "bank", "code": "MDR", "company_id": self.company.id}
        )
        self.env["sale.payment.method"].create({"name": "Mandiri", "journal_id": other.id, "company_id": self.company.id})
        intent, mutation = self.open_intent(code=9), self.told(50_000, journal=other)
        with self.assertRaisesRegex(UserError, "Switch on .* for Mandiri"):
            mutation.with_user(self.finance).action_match(intent.id)
        late = self.told(50_009)
        intent._close("released")
        self.transfer_method.active = False
        self.journal.transfer_open = False
        with self.assertRaisesRegex(UserError, "Switch on .* for BCA"):
            late.with_user(self.finance).action_match(intent.id)
        self.check_books()
        self.journal.transfer_open = True
        late.with_user(self.finance).action_match(intent.id)
        self.assertEqual((late.state, intent.state), ("matched", "paid"))

    def test_client_cannot_say_that_a_transaction_came_by_transfer(self):
        intent = self.open_intent(code=9)
        transaction = self.make_transaction(self.make_order(), user_id=self.salesman.id)
        for values in ({"transfer_intent_id": intent.id}, {"transfer_code_amount": 5}, {"transfer_verification_id": 1}):
            with self.assertRaises(AccessError):
                transaction.with_user(self.salesman).write(values)
        order = self.make_order(user_id=self.salesman.id)
        entered = (
            self.env["sale.transaction"]
            .with_user(self.salesman)
            .with_context(default_transfer_intent_id=intent.id, default_transfer_code_amount=5)
            .create({"order_id": order.id, "amount": 5_000})
        )
        self.assertFalse(entered.sudo().transfer_intent_id or entered.sudo().transfer_code_amount)

    # --- who may -------------------------------------------------------------------------------

    def test_only_matchers_say_what_money_was_for(self):
        intent, mutation, debit = self.open_intent(code=9), self.told(50_000), self.told(50_000, kind="debit")
        paid = self.open_intent(code=10)
        self.arrive(50_010)
        deeds = {
            "match": lambda user: mutation.with_user(user).action_match(intent.id),
            "back": lambda user: mutation.with_user(user).action_back(paid.transaction_ids.id),
            "refund": lambda user: mutation.with_user(user).action_refund(debit.id),
            "reversed": lambda user: mutation.with_user(user).action_reversed(debit.id),
            "aside": lambda user: mutation.with_user(user).action_set_aside("x"),
            "take back": lambda user: mutation.with_user(user).action_take_back(),
            "undo": lambda user: paid.match_ids.with_user(user).action_undo("x"),
        }
        for user in (self.cs_a, self.salesman, self.accountant):
            for name, deed in deeds.items():
                with self.subTest(user=user.login, deed=name), self.assertRaises(AccessError):
                    deed(user)
        self.assertEqual((mutation.state, paid.state), ("suspense", "paid"))

    def test_nobody_writes_matches_and_only_some_read_them(self):
        intent = self.open_intent(code=9)
        self.arrive(50_009)
        match = intent.match_ids
        reader = self._create_user("transfer_reader", "account.group_account_readonly")
        table = [(self.finance, True), (reader, True), (self.cs_a, False), (self.salesman, False)]
        for user, reads in table:
            mine = match.with_user(user)
            with self.subTest(user=user.login):
                self.assertEqual(mine.has_access("read"), reads)
                for operation in ("write", "unlink"):
                    self.assertFalse(mine.has_access(operation))
                self.assertFalse(mine.browse().has_access("create"))

    def test_money_of_another_company_is_not_seen_and_not_matched(self):
        intent, mutation = self.open_intent(code=9), self.told(50_000)
        stranger = self._create_user("transfer_stranger", "innovasia_transfer.group_matcher")
        other = self.env["res.company"].create({"name": "Toko Transfer Lain"})
        stranger.write({"company_ids": [fields.Command.set(other.ids)], "company_id": other.id})
        with self.assertRaises(AccessError):
            mutation.with_user(stranger).action_match(intent.id)
