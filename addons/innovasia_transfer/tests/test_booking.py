from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from odoo.addons.innovasia_sales.tests.returns_common import ReturnsCase

from .money_common import MoneyCase, MoneyData


@tagged("post_install", "-at_install")
class TestBooking(MoneyCase):
    """Money that is no order's goes to an account of the books, and can come back from there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        accounts = cls.env["account.account"].with_company(cls.company)
        mine = [("company_ids", "in", cls.company.ids)]
        cls.fees = accounts.search([*mine, ("account_type", "=", "expense")], limit=1)
        cls.receivable = accounts.search([*mine, ("account_type", "=", "asset_receivable")], limit=1)

    def balance(self, account):
        return sum(self.env["account.move.line"].search([("account_id", "=", account.id)]).mapped("balance"))

    def suspense_of(self, mutation):
        return mutation._suspense_line().amount_residual

    def test_fees_and_interest_reach_their_account_and_leave_suspense(self):
        before = self.balance(self.fees)
        for kind, amount, change in (("debit", 6_500, 6_500), ("credit", 1_200, -1_200)):
            with self.subTest(kind=kind):
                mutation = self.arrive(amount, kind=kind, text="BIAYA ADM")
                mutation.with_user(self.accountant).action_book(self.fees.id)
                before += change
                self.assertEqual(self.balance(self.fees), before)
                self.assertEqual((mutation.open_amount, self.suspense_of(mutation)), (0, 0))
                self.check_books()

    def test_it_can_be_undone_and_booked_anew(self):
        mutation, before = self.arrive(6_500, kind="debit"), self.balance(self.fees)
        mutation.with_user(self.accountant).action_book(self.fees.id, "Biaya admin")
        mutation.match_ids.with_user(self.verifier).action_undo("Salah akun")
        self.assertEqual((mutation.open_amount, self.balance(self.fees)), (6_500, before))
        self.check_books()
        mutation.with_user(self.accountant).action_book(self.fees.id)
        self.assertEqual((mutation.open_amount, self.balance(self.fees)), (0, before + 6_500))
        self.check_books()

    def test_what_is_left_of_a_matched_one_is_booked(self):
        mutation = self.arrive(80_000)
        mutation.with_user(self.verifier).action_match(self.open_intent().id, 50_000)
        mutation.with_user(self.accountant).action_book(self.fees.id)
        self.assertEqual((mutation.state, mutation.open_amount), ("matched", 0))
        self.check_books()

    def test_refused_with_a_sentence(self):
        mutation, settled = self.arrive(5_000), self.arrive(6_000)
        settled.with_user(self.accountant).action_book(self.fees.id)
        cases = {
            "settled already": lambda: settled.with_user(self.accountant).action_book(self.fees.id),
            "Choose the account": lambda: mutation.with_user(self.accountant).action_book(10**6),
            "never by hand": lambda: mutation.with_user(self.accountant).action_book(self.receivable.id),
        }
        for words, deed in cases.items():
            with self.subTest(words=words), self.assertRaisesRegex(UserError, words):
                deed()
        for user in (self.verifier, self.salesman, self.cs_a):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                mutation.with_user(user).action_book(self.fees.id)

    def test_settled_money_is_not_taken_apart_in_the_books_alone(self):
        intent = self.open_intent()
        mutation = self.arrive(int(intent.payable))
        self.match()
        for lines in (mutation._suspense_line(), intent.transaction_ids.payment_id.move_id.line_ids):
            with self.assertRaisesRegex(UserError, "bank mutation"):
                lines.with_user(self.accountant).remove_move_reconcile()
        self.assertEqual(intent.state, "paid")
        self.check_books()

    def test_the_banks_entry_is_not_rewritten_in_the_books(self):
        mutation = self.arrive(5_000)
        entry, suspense = mutation.statement_line_id.move_id, mutation._suspense_line()
        deeds = {
            "on another account": (suspense, {"account_id": self.fees.id}),
            "another amount": (entry.line_ids, {"balance": 0}),
            "draft": (entry, {"state": "draft"}),
            "cancelled": (entry, {"state": "cancel"}),
            "without the bank's line": (entry, {"statement_line_id": False}),
        }
        for name, (records, values) in deeds.items():
            with self.subTest(name=name), self.assertRaisesRegex(UserError, "bank mutation"):
                records.with_user(self.accountant).write(values)
        self.assertEqual((entry.state, self.suspense_of(mutation)), ("posted", -5_000))

    def test_booked_money_keeps_its_suspense_account(self):
        journal = self.arrive(5_000).journal_id
        other = journal.suspense_account_id.copy({"code": "999111"})
        with self.assertRaisesRegex(UserError, "stays theirs"):
            journal.suspense_account_id = other


@tagged("post_install", "-at_install")
class TestPaidBack(MoneyData, ReturnsCase):
    """What a return pays back by transfer leaves the bank's account once: when the bank tells of it."""

    def setUp(self):
        super().setUp()
        self.seller = self.payer = self._create_user("transfer_payer", "account.group_account_manager")
        self.payer.group_ids |= self.env.ref("innovasia_sales.group_verifier")
        order = self.sold(self.soap, paid=100_000)
        self.document = self.take(
            order, 4, user=self.payer, condition="unsent", settlement="refund", payment_method_id=self.transfer_method.id
        )

    def bank_holds(self):
        lines = self.env["account.move.line"].search([("account_id", "=", self.journal.default_account_id.id)])
        return sum(lines.mapped("balance"))

    def test_refund_waits_for_the_bank_and_is_proposed_for_its_mutation(self):
        payment = self.document.refund_payment_id
        waiting = payment.move_id.line_ids.filtered(lambda line: line.account_id == payment.outstanding_account_id)
        self.assertEqual((self.document.state, self.bank_holds(), waiting.amount_residual), ("done", 0, -100_000))
        mutation = self.told(100_000, kind="debit", text="TRSF RETUR SITI")
        window = Form(self.env["bank.mutation.booking"].with_user(self.payer).with_context(default_mutation_ids=mutation.ids))
        self.assertEqual(window.account_id, waiting.account_id)
        window.save().action_confirm()
        self.assertEqual((mutation.open_amount, self.bank_holds(), waiting.reconciled), (0, -100_000, True))
        self.assertEqual(payment.state, "paid")
        self.check_books()

    def test_undone_it_waits_again(self):
        payment = self.document.refund_payment_id
        mutation = self.told(100_000, kind="debit", text="TRSF RETUR SITI")
        mutation.with_user(self.payer).action_book(payment.outstanding_account_id.id)
        mutation.match_ids.with_user(self.payer).action_undo("Bukan retur ini")
        self.assertEqual((mutation._payments_waiting().payment_id, mutation.open_amount), (payment, 100_000))
        self.check_books()

    def test_payment_that_was_registered_on_an_invoice_is_proposed_for_its_money(self):
        invoice = self.sold(self.honey, quantity=1)._create_invoices()
        invoice.action_post()
        register = self.env["account.payment.register"].with_context(active_model="account.move", active_ids=invoice.ids)
        payment = register.create({"journal_id": self.journal.id})._create_payments()
        mutation = self.told(80_000)
        window = Form(self.env["bank.mutation.booking"].with_user(self.payer).with_context(default_mutation_ids=mutation.ids))
        self.assertEqual(window.account_id, payment.outstanding_account_id)
        window.save().action_confirm()
        self.assertEqual((mutation.open_amount, payment.state, self.bank_holds()), (0, "paid", 80_000))
        self.check_books()

    def test_other_money_that_went_out_proposes_nothing(self):
        for mutation in (self.told(99_999, kind="debit"), self.told(100_000)):
            window = Form(
                self.env["bank.mutation.booking"].with_user(self.payer).with_context(default_mutation_ids=mutation.ids)
            )
            self.assertFalse(window.account_id)
