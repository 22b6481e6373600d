from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .feed_common import FeedCase, row


@tagged("post_install", "-at_install")
class TestMutationFacts(FeedCase):
    """What the bank said stays as it was said, whoever asks (TRANSFERS.md, Data)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mutation = cls.env["bank.mutation"]._ingest(cls.journal, [row()], "poll").mutations
        cls.line = cls.mutation.statement_line_id
        cls.owner = cls._create_user(
            "transfer_owner", "base.group_system", "account.group_account_manager", "innovasia_sales.group_verifier"
        )

        cls.reader = cls._create_user("transfer_reader", "account.group_account_readonly")
        cls.seers = {cls.verifier: True, cls.reader: True, cls.cs_a: False, cls.salesman: False}

    def test_nobody_changes_copies_or_deletes_a_mutation(self):
        for user in (self.owner, self.verifier, self.accountant, self.env.user):
            mutation = self.mutation.with_user(user)
            for values in ({"amount": 1}, {"date": "2026-01-01"}, {"kind": "debit"}, {"statement_line_id": False}):
                with self.subTest(user=user.login, values=values), self.assertRaises(UserError):
                    mutation.write(values)
            with self.subTest(user=user.login), self.assertRaises(UserError):
                mutation.copy()
            with self.subTest(user=user.login), self.assertRaises(UserError if mutation.env.su else AccessError):
                mutation.unlink()

    def test_people_settle_by_deeds_and_not_by_writing(self):
        for user in (self.owner, self.verifier, self.accountant):
            for values in ({"matched_amount": 50_009}, {"state": "matched"}, {"set_aside_reason": "x"}):
                with self.subTest(user=user.login, values=values), self.assertRaises(AccessError):
                    self.mutation.with_user(user).write(values)
            with self.assertRaises(AccessError):
                self.env["bank.mutation"].with_user(user).create({"journal_id": self.journal.id})

    def test_who_sees_mutations(self):
        for user, allowed in self.seers.items():
            with self.subTest(user=user.login):
                self.assertEqual(self.env["bank.mutation"].with_user(user).has_access("read"), allowed)

    def test_its_statement_line_and_entry_stay_too(self):
        line = self.line
        deeds = {
            "amount": lambda: line.write({"amount": 1}),
            "date": lambda: line.write({"date": "2026-01-01"}),
            "account": lambda: line.write({"line_ids": [Command.clear()]}),
            "undo": line.action_undo_reconciliation,
            "unlink": line.unlink,
            "draft": line.move_id.button_draft,
            "cancel": line.move_id.button_cancel,
            "delete the entry": line.move_id.with_context(force_delete=True).unlink,
        }
        for name, deed in deeds.items():
            with self.subTest(deed=name), self.assertRaisesRegex(UserError, "bank mutation"):
                deed()
        self.assertEqual((self.line.amount, self.line.move_id.state), (50_009, "posted"))

    def test_other_statement_lines_are_free(self):
        line = self.env["account.bank.statement.line"].create(
            {"journal_id": self.journal.id, "date": "2026-11-22", "amount": 5, "payment_ref": "Biaya"}
        )
        line.write({"amount": 6})
        line.unlink()
        self.assertFalse(line.exists())


@tagged("post_install", "-at_install")
class TestMutationEntry(FeedCase):
    """A mutation that a person read at the bank."""

    def form(self, user=None, **values):
        form = Form(self.env["bank.mutation.entry"].with_user(user or self.verifier))
        form.journal_id = self.journal
        for name, value in {"amount": 50_009, "description": "TRSF SITI", **values}.items():
            form[name] = value
        return form.save()

    def test_it_is_entered_and_shown(self):
        action = self.form().action_enter()
        mutation = self.env["bank.mutation"].browse(action["res_id"])
        self.assertEqual((mutation.amount, mutation.origin, mutation.state), (50_009, "manual", "suspense"))

    def test_what_is_known_already_is_shown_and_asked_about(self):
        self.form().action_enter()
        again = self.form()
        self.assertEqual(len(again.same_ids), 1)
        with self.assertRaisesRegex(UserError, "another one"):
            again.action_enter()
        again.is_another = True
        first = self.env["bank.mutation"].browse(again.action_enter()["res_id"])
        self.assertEqual(sum(self.money().values()), 2)
        self.assertTrue(first.statement_line_id)

    def test_what_is_no_mutation_is_refused(self):
        self.company.currency_id.rounding = 0.01  # as some companies keep their rupiah
        for values in ({"amount": 0}, {"amount": -5}, {"amount": 0.5}, {"date": "2099-01-01"}):
            with self.subTest(values=values), self.assertRaises(UserError):
                self.form(**values).action_enter()

    def test_account_of_another_company_is_refused(self):
        company = self.env["res.company"].create({"name": "Toko Sebelah", "currency_id": self.company.currency_id.id})
        journal = self.env["account.journal"].create(
            {"name": "BCA Sebelah", "type": "bank", "code": "SBLH", "company_id": company.id}
        )
        window = self.env["bank.mutation.entry"].with_user(self.verifier).create({"journal_id": journal.id, "amount": 5_000})
        with self.assertRaisesRegex(UserError, "of another company"):
            window.action_enter()
        self.assertFalse(self.env["bank.mutation"].search([("journal_id", "=", journal.id)]))

    def test_only_who_matches_may_enter(self):
        for user in (self.cs_a, self.salesman, self.accountant):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["bank.mutation.entry"].with_user(user).create(
                    {"journal_id": self.journal.id, "amount": 5}
                ).action_enter()


@tagged("post_install", "-at_install")
class TestMutationPush(FeedCase):
    """Another system hands over mutations (docs/integration.md)."""

    def push(self, *rows, user=None, journal=None):
        return self.env["bank.mutation"].with_user(user or self.verifier).push((journal or self.journal).id, list(rows))

    def given(self, **values):
        return {"date": "2026-11-22", "kind": "credit", "amount": 50_009, "reference": "a1", **values}

    def test_it_is_taken_in_once(self):
        first = self.push(self.given(), self.given(reference="a2", booked_at="2026-11-22T09:00:00+07:00", balance="5"))
        self.assertEqual((len(first["ids"]), first["known"]), (2, 0))
        self.assertEqual(self.push(self.given()), {"ids": [], "known": 1})
        self.assertEqual(self.env["bank.mutation"].browse(first["ids"][1]).booked_at, self.at("2026-11-22 02:00"))

    def test_a_row_that_is_not_understood_is_named_and_nothing_is_kept(self):
        for values, words in (
            ({"amount": 0}, "more than zero"),
            ({"amount": 5.5}, "not whole rupiah"),
            ({"amount": "lima"}, "no amount"),
            ({"kind": "in"}, "kind is one of"),
            ({"date": "22/11/2026"}, "written as 2026-11-22"),
            ({"booked_at": "kemarin"}, "written as 2026-11-22 14:05:00"),
            ({"booked_at": "9999-12-31T23:59:59-12:00"}, "written as 2026-11-22 14:05:00"),
            ({"date": "2099-01-01"}, "still to come"),
            ({"date": "1900-01-01"}, "ten years ago"),
            ({"date": None}, "no date"),
            ({"id": 5}, "Unknown: id"),
        ):
            with self.subTest(values=values), self.assertRaisesRegex(UserError, f"Mutation 2: .*{words}"):
                self.push(self.given(), self.given(reference="a2", **values))
        self.assertFalse(self.money())

    def test_a_reference_of_another_amount_is_refused_and_loses_no_money(self):
        self.push(self.given())
        other, out = self.given(amount=75_000), self.given(kind="debit")
        fresh = self.given(reference="a2")
        for rows in ([other], [out], [fresh, {**fresh, "amount": 75_000}]):
            with self.subTest(rows=rows), self.assertRaisesRegex(UserError, "is another amount's"):
                self.push(*rows)
        self.assertEqual(self.money(), {(22, "credit", 50_009): 1})
        self.assertEqual(self.push(self.given(date="2026-11-21"))["known"], 1, "a day may be corrected")

    def test_an_account_that_is_none_is_refused(self):
        for journal_id in ("x", None, [1], 0):
            with self.subTest(journal_id=journal_id), self.assertRaisesRegex(UserError, "no bank account"):
                self.env["bank.mutation"].with_user(self.verifier).push(journal_id, [])

    def test_who_may_push(self):
        for user in (self.cs_a, self.salesman, self.accountant):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.push(self.given(), user=user)
        foreign = self.env["res.company"].create({"name": "Toko lain", "currency_id": self.company.currency_id.id})
        journal = self.env["account.journal"].create({"name": "Lain", "code": "LAIN", "type": "bank", "company_id": foreign.id})
        with self.assertRaisesRegex(UserError, "no bank account"):
            self.push(self.given(), journal=journal)
