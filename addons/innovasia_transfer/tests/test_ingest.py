from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .feed_common import FeedCase, row


@tagged("post_install", "-at_install")
class TestIngest(FeedCase):
    """What somebody tells of an account is taken in once, and booked at once (TRANSFERS.md 2 and 5; issue, line 4)."""

    def test_a_credit_becomes_a_statement_line_on_the_suspense_account(self):
        mutation = self.ingest(row(50_009, balance=1_050_009, reference="m1")).mutations
        line = mutation.statement_line_id
        self.assertEqual((mutation.state, mutation.open_amount, mutation.provider_ref), ("suspense", 50_009, "m1"))
        self.assertEqual((line.amount, line.date, line.move_id.state), (50_009, date(2026, 11, 22), "posted"))
        suspense = line.move_id.line_ids.filtered(lambda item: item.account_id == self.journal.suspense_account_id)
        self.assertEqual((suspense.balance, suspense.amount_residual), (-50_009, -50_009))

    def test_the_books_hold_what_odoo_books_for_a_statement_line(self):
        plan = self.env["account.analytic.plan"].create({"name": "Cabang"})
        analytic = self.env["account.analytic.account"].create({"name": "Bandung", "plan_id": plan.id})
        prefix = self.journal.suspense_account_id.code
        self.env["account.analytic.distribution.model"].create(
            {"account_prefix": prefix, "analytic_distribution": {str(analytic.id): 100}}
        )
        told = self.ingest(row(50_009, sender_name="Siti"), row(7_000, kind="debit")).mutations.statement_line_id
        other = self.make_account("BCA 2", "9234567891", self.bank, suspense_account_id=self.journal.suspense_account_id.id)
        plain = self.env["account.bank.statement.line"].create(
            [
                {"journal_id": other.id, "date": line.date, "amount": line.amount, "payment_ref": line.payment_ref,
                 "partner_name": line.partner_name}
                for line in told
            ]
        )  # fmt: skip
        self.env.flush_all()
        self.assertEqual(self.booked(told), self.booked(plain))
        self.assertEqual(len(told.move_id.line_ids.analytic_line_ids), 2)

    def booked(self, lines):
        """:return: all that the books hold of statement lines, without the numbers that are each account's own"""
        lines.env.invalidate_all()
        skipped = {
            "id", "create_date", "write_date", "internal_index", "access_token",
            "sequence_prefix", "move_name", "name", "payment_reference",
        }  # fmt: skip

        def facts(records):
            names = [name for name, field in records._fields.items() if field.store and not field.relational]
            return [{name: record[name] for name in names if name not in skipped} for record in records]

        moves, items = lines.move_id, lines.move_id.line_ids.sorted(lambda item: (item.move_id.id, item.balance))
        for move in moves:
            self.assertEqual(move.name[: len(move.journal_id.code)], move.journal_id.code)
        accounts = [item.account_id == item.journal_id.suspense_account_id for item in items]
        return facts(lines), facts(moves), facts(items), facts(items.analytic_line_ids), accounts

    def test_money_that_goes_out_is_booked_the_other_way_round(self):
        mutation = self.ingest(row(50_009, kind="debit")).mutations
        self.assertEqual((mutation.state, mutation.statement_line_id.amount), ("outgoing", -50_009))

    def test_a_reference_that_is_told_twice_is_one_mutation(self):
        first = self.ingest(row(reference="m1"), row(reference="m1"))
        again = self.ingest(row(reference="m1"), origin="webhook")
        self.assertEqual((len(first.mutations), first.known), (1, 1))
        self.assertEqual((len(again.mutations), again.known), (0, 1))

    def test_equal_rows_of_one_delivery_are_different_money_and_stay_so(self):
        self.assertEqual(len(self.ingest(row(), row(), origin="file").mutations), 2)
        self.assertFalse(self.ingest(row(), row(), origin="file").mutations)
        self.assertFalse(self.ingest(row(), origin="file").mutations)
        self.assertEqual(len(self.ingest(row(), row(), row(), origin="file").mutations), 1)

    def test_a_row_with_another_balance_is_another_transfer(self):
        self.ingest(row(balance=100_000), origin="file")
        self.assertEqual(len(self.ingest(row(balance=150_009), origin="file").mutations), 1)

    def test_spaces_and_case_tell_no_rows_apart(self):
        self.ingest(row(description="TRSF  E-BANKING\tSITI"), origin="file")
        self.assertFalse(self.ingest(row(description="Trsf e-banking Siti "), origin="file").mutations)

    def test_a_file_adds_only_what_the_service_did_not_bring(self):
        self.ingest(row(reference="m1", description="Siti"), row(reference="m2", amount=75_000))
        told = self.ingest(row(description="TRSF 95031"), row(description="TRSF 95032"), row(amount=75_000), origin="file")
        self.assertEqual((len(told.mutations), told.known), (1, 2))
        self.assertEqual(self.money(), {(22, "credit", 50_009): 2, (22, "credit", 75_000): 1})

    def test_the_service_adds_only_what_the_file_did_not_bring_however_it_is_split(self):
        self.ingest(row(), origin="file")
        self.assertFalse(self.ingest(row(reference="m1")).mutations)
        self.assertEqual(len(self.ingest(row(reference="m2")).mutations), 1, "a second one is told apart by its reference")
        self.assertFalse(self.ingest(row(), row(), origin="file").mutations)

    def test_what_was_entered_by_hand_is_known_when_the_bank_tells_it(self):
        self.ingest(row(description="kata nasabah"), origin="manual")
        self.assertFalse(self.ingest(row(reference="m1")).mutations)
        self.assertFalse(self.ingest(row(), origin="file").mutations)

    def test_two_services_may_use_one_reference_for_different_money(self):
        self.ingest(row(amount=10_000, reference="1"))
        self.assertEqual(len(self.ingest(row(amount=20_000, reference="1"), origin="api").mutations), 1)

    def test_another_account_knows_nothing_of_it(self):
        other = self.make_account("Mandiri", "987654321", self.bank)
        self.ingest(row(reference="m1"))
        self.assertEqual(len(self.ingest(row(reference="m1"), journal=other).mutations), 1)

    def test_a_locked_period_keeps_no_money_out(self):
        self.company.fiscalyear_lock_date = date(2026, 10, 31)
        mutation = self.ingest(row().__class__(date(2026, 10, 20), "credit", 50_009)).mutations
        self.assertEqual(mutation.date, date(2026, 10, 20), "the bank's day")
        self.assertGreater(mutation.statement_line_id.date, date(2026, 10, 31), "an open period")

    def test_the_matching_of_the_account_is_woken_after_the_commit(self):
        self.ingest(row(reference="m1"))
        self.assertEqual(self.env.cr.postcommit.data["bank.mutation.match"], {self.journal.id})
        self.env["bank.mutation"]._enqueue_matching(self.journal)
        job = self.env["queue.job"].search([("identity_key", "=", f"transfer.match.{self.journal.id}")])
        self.assertEqual((len(job), job.method_name), (1, "_run"))

    def test_an_account_that_is_no_bank_or_not_in_rupiah_is_refused_with_a_sentence(self):
        cash = self.env["account.journal"].search([("type", "=", "cash"), ("company_id", "=", self.company.id)], limit=1)
        with self.assertRaisesRegex(UserError, "no bank account"):
            self.ingest(row(), journal=cash)
        self.env.ref("base.USD").active = True
        dollars = self.env["account.journal"].create(
            {"name": "USD", "code": "USD", "type": "bank", "currency_id": self.env.ref("base.USD").id}
        )
        with self.assertRaisesRegex(UserError, "not kept in rupiah"):
            self.ingest(row(), journal=dollars)


@tagged("post_install", "-at_install")
class TestPending(FeedCase):
    """Rows that the bank has not dated: they inform, never settle, and go when they are dated (TRANSFERS.md 2)."""

    def pending(self, day=21, **values):
        return row(day=day, is_pending=True, description="PEND TRSF E-BANKING CR SITI", **values)

    def dated(self, day=23, **values):
        return row(day=day, description="TRSF E-BANKING CR SITI", **values)

    def provisional(self):
        return self.env["bank.mutation"].search([("journal_id", "=", self.journal.id), ("is_pending", "=", True)])

    def test_it_is_not_booked(self):
        mutation = self.ingest(self.pending()).mutations
        self.assertEqual(
            (mutation.state, mutation.statement_line_id.id, mutation.superseded_by_id.id), ("provisional", False, False)
        )
        self.assertNotIn("bank.mutation.match", self.env.cr.postcommit.data, "nothing to match")

    def test_it_is_one_however_often_it_is_told(self):
        self.ingest(self.pending(21), origin="file")
        told = self.ingest(self.pending(22), origin="file")
        self.assertEqual((len(told.mutations), told.known), (0, 1))
        self.assertEqual(len(self.ingest(self.pending(22), self.pending(22), origin="file").mutations), 1)

    def test_it_goes_when_it_is_dated(self):
        self.ingest(self.pending())
        told = self.ingest(self.dated(reference="m1"))
        self.assertEqual(told.superseded, self.provisional())
        self.assertEqual(self.provisional().superseded_by_id, told.mutations)
        self.assertEqual(self.money(), {(23, "credit", 50_009): 1})

    def test_the_order_of_files_does_not_matter(self):
        self.ingest(self.dated(), origin="file")
        self.ingest(self.pending(), origin="file")
        self.assertTrue(self.provisional().superseded_by_id)
        self.assertEqual(self.money(), {(23, "credit", 50_009): 1})

    def test_other_words_or_a_later_week_are_other_money(self):
        self.ingest(self.pending(1))
        self.ingest(row(day=2, description="BUDI"), self.dated(25))
        self.assertFalse(self.provisional().superseded_by_id)

    def test_each_is_dated_by_one(self):
        self.ingest(self.pending(), self.pending())
        self.ingest(self.dated(22, reference="m1"))
        self.assertEqual(len(self.provisional().filtered("superseded_by_id")), 1)
        self.ingest(self.dated(23, reference="m2"))
        self.assertEqual(len(self.provisional().superseded_by_id), 2)
