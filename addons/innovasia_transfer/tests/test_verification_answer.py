from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.innovasia_sales.tests.common import PIXEL

from .verification_common import VerificationCase


@tagged("post_install", "-at_install")
class TestVerificationAnswer(VerificationCase):
    """Finance names the mutation, or a second person answers for it; whoever asked hears of it (TRANSFERS.md 7)."""

    def setUp(self):
        super().setUp()
        self.verification = self.submit()

    def test_named_mutation_pays_the_order(self):
        mutation = self.told(50_090)
        self.verification.action_approve(mutation.id)
        self.assertEqual((self.verification.state, self.verification.mutation_id), ("approved", mutation))
        self.assertEqual((self.intent.state, mutation.state), ("paid", "matched"))
        [match] = mutation.match_ids
        self.assertEqual((match.kind, match.user_id, match.verification_id), ("manual", self.finance, self.verification))
        self.assertEqual(self.verification.transaction_id, match.transaction_id)
        self.assertFalse(self.verification.is_unbacked or self.verification.sudo().activity_ids)
        self.check_books()

    def test_proof_shows_with_the_transaction(self):
        self.verification.action_approve(self.told(50_009, text="SITI").id)
        evidence = self.verification.sudo().transaction_id.evidence_ids
        self.assertEqual(evidence.checksum, self.verification.proof_ids.checksum)
        self.assertEqual(evidence.res_model, "sale.transaction")

    def test_too_little_is_a_part_and_the_order_goes_on_waiting(self):
        self.verification.action_approve(self.told(20_000).id)
        self.assertEqual((self.intent.state, self.intent.received), ("open", 20_000))
        self.assertEqual(self.verification.state, "approved")
        self.check_books()

    def test_spent_mutation_is_refused_and_nothing_is_answered(self):
        mutation = self.arrive(int(self.owe(self.cs_a, code=7).payable))
        with self.assertRaisesRegex(UserError, "settled already"), self.env.cr.savepoint():
            self.verification.action_approve(mutation.id)
        self.assertEqual(self.verification.state, "submitted")

    def test_approval_without_a_mutation_pays_and_stays_unbacked_until_it_arrives(self):
        self.verification.action_approve()
        self.assertTrue(self.verification.is_unbacked)
        self.assertEqual((self.intent.state, self.verification.transaction_id.sudo().state), ("paid", "accepted"))
        self.check_books()
        mutation = self.arrive(50_009)
        self.assertFalse(self.verification.is_unbacked)
        self.assertEqual((self.verification.mutation_id, mutation.state), (mutation, "matched"))
        self.assertIn("has arrived", self.verification.message_ids[0].body)
        self.check_books()

    def test_reversed_approval_waits_for_no_mutation(self):
        self.verification.action_approve()
        self.verification.sudo().transaction_id.with_user(self.verifier).action_reverse("Never came")
        self.assertFalse(self.verification.is_unbacked)
        self.assertIn("was reversed", self.verification.message_ids[0].body)

    def test_who_asked_needs_a_second_person_unless_the_mutation_is_named(self):
        own = self.submit(intent=self.owe(self.finance), user=self.finance, proof=PIXEL + b"2")
        with self.assertRaisesRegex(UserError, "somebody else has to approve it"), self.env.cr.savepoint():
            own.with_user(self.finance).action_approve()
        own.with_user(self.finance).action_approve(self.told(60_000).id)
        self.assertEqual(own.state, "approved")

    def test_rejection_tells_who_asked_and_the_conversation(self):
        conversation = self.hear("Sudah transfer kak")
        self.reply(conversation, self.cs_a)
        order = self.make_order(self.soap, quantity=2, user_id=self.cs_a.id, wa_channel_id=conversation.id)
        verification = self.submit(intent=self.open_intent(order), proof=PIXEL + b"2")
        sent = self.env["wa.message"].search_count([("channel_id", "=", conversation.id)])
        with self.assertRaisesRegex(UserError, "Write down the reason"):
            verification.action_reject(" ")
        verification.action_reject("The account is not ours")
        self.assertEqual((verification.state, verification.reject_reason), ("rejected", "The account is not ours"))
        [task] = verification.sudo().activity_ids
        self.assertEqual(task.user_id, self.cs_a)
        self.assertIn("The account is not ours", conversation.message_ids.sorted("id")[-1].body)
        self.assertEqual(self.env["wa.message"].search_count([("channel_id", "=", conversation.id)]), sent)

    def test_it_is_asked_again_with_what_was_told(self):
        self.verification.action_reject("The picture is cut off")
        action = self.verification.with_user(self.cs_a).action_ask_again()
        again = self.env["transfer.verification"].browse(action["res_id"])
        self.assertEqual(
            (again.state, again.holder, again.proof_ids.checksum), ("draft", "Siti Rahmawati", self.picture().checksum)
        )

    def test_it_is_answered_once(self):
        self.verification.action_reject("No")
        for answer in (lambda case: case.action_approve(), lambda case: case.action_reject("No")):
            with self.assertRaisesRegex(UserError, "was rejected by .*: No"):
                answer(self.verification.with_user(self.second))

    def test_money_that_comes_by_itself_answers_it(self):
        mutation = self.arrive(50_009)
        self.assertEqual((self.verification.state, self.verification.mutation_id), ("approved", mutation))
        self.assertFalse(self.verification.decided_by_id or self.verification.sudo().activity_ids)

    def test_likely_mutations_are_offered_the_best_first_with_reasons(self):
        exact, near = self.told(50_000), self.told(50_090)
        self.told(50_009, kind="debit")
        self.told(1_234_567, text="GAJI")
        rows = self.verification.action_suggest()
        self.assertEqual({row["id"] for row in rows}, {exact.id, near.id})
        self.assertEqual(rows, sorted(rows, key=lambda row: -row["score"]))
        self.assertTrue(all(row["reasons"] for row in rows))


@tagged("post_install", "-at_install")
class TestVerificationDue(VerificationCase):
    """Escalation with a due time, and a list of what was late (TRANSFERS.md 8)."""

    def setUp(self):
        super().setUp()
        self.verification = self.submit()

    def overdue(self):
        return self.env["transfer.verification"].search([("is_overdue", "=", True)])

    def test_overdue_is_marked_and_told_once(self):
        self.env["transfer.verification"]._cron_overdue()
        self.assertFalse(self.verification.breached_at or self.overdue())
        self.verification.sudo().due_at = fields.Datetime.now() - timedelta(minutes=1)
        self.assertEqual(self.overdue(), self.verification)
        before = len(self.verification.message_ids)
        for _time in range(2):
            self.env["transfer.verification"]._cron_overdue()
        self.assertEqual(self.verification.breached_at, self.verification.due_at)
        self.assertEqual(len(self.verification.message_ids), before + 1)
        self.assertIn("Overdue", self.verification.sudo().activity_ids[0].summary)

    def test_late_answer_stays_in_the_list_of_breaches(self):
        self.verification.sudo().write(
            {
                "submitted_at": fields.Datetime.now() - timedelta(minutes=90),
                "due_at": fields.Datetime.now() - timedelta(minutes=30),
            }
        )
        self.verification.action_reject("No")
        self.assertEqual(self.verification.breached_at, self.verification.due_at)
        self.assertAlmostEqual(self.verification.minutes_to_answer, 90, delta=1)
        self.assertFalse(self.overdue())

    def test_answer_in_time_is_no_breach(self):
        self.verification.action_reject("No")
        self.assertFalse(self.verification.breached_at)

    def test_time_to_answer_has_limits(self):
        for minutes in (0, 7 * 24 * 60 + 1):
            refused = self.assertRaises(CheckViolation)
            with self.subTest(minutes=minutes), mute_logger("odoo.sql_db"), refused, self.env.cr.savepoint():
                self.company.transfer_answer_minutes = minutes


@tagged("post_install", "-at_install")
class TestMinutes(VerificationCase):
    """Booked, known and paid times are stored; what took longer than 15 minutes is a list (TRANSFERS.md 8)."""

    def test_minutes_from_booking_to_known_and_paid(self):
        booked = fields.Datetime.now().replace(microsecond=0) - timedelta(minutes=20)
        [match] = self.arrive(50_009, booked_at=booked).match_ids
        self.assertEqual(match.booked_at, booked)
        self.assertAlmostEqual(match.minutes_to_known, 20, delta=1)
        self.assertAlmostEqual(match.minutes_to_paid, 20, delta=1)
        self.assertTrue(match.is_late)

    def test_bank_that_tells_no_hour_is_counted_from_when_it_is_known(self):
        [match] = self.arrive(50_009).match_ids
        self.assertAlmostEqual(match.minutes_to_paid, 0, delta=1)
        self.assertFalse(match.is_late)

    def test_money_for_what_was_paid_on_somebodys_word_is_not_waited_for(self):
        self.submit().action_approve()
        booked = fields.Datetime.now() - timedelta(hours=5)
        [match] = self.arrive(50_009, booked_at=booked).match_ids
        self.assertEqual((match.purpose, match.is_late), ("backing", False))


@tagged("post_install", "-at_install")
class TestVerificationAccess(VerificationCase):
    """Who asks sees the own ones; finance sees all and answers; nobody writes a state."""

    def test_who_may_read_and_answer(self):
        verification = self.submit()
        for user, reads, answers in (
            (self.cs_a, True, False),
            (self.cs_b, False, False),
            (self.salesman, False, False),
            (self.finance, True, True),
            (self.verifier, True, True),
            (self.outsider, False, False),
        ):
            with self.subTest(user=user.login):
                case = verification.with_user(user)
                self.assertEqual(case.has_access("read"), reads)
                for deed in (lambda c: c.action_suggest(), lambda c: c._check_matcher(), lambda c: c.action_open_reject()):
                    if not answers:
                        self.assertRaises(AccessError, deed, case)
                    else:
                        deed(case)
                if not answers:
                    self.assertRaises(AccessError, case.action_approve)
                    self.assertRaises(AccessError, case.action_reject, "No")

    def test_state_is_changed_by_methods_only(self):
        draft = self.ask()
        for values in (
            {"state": "approved"},
            {"is_unbacked": False},
            {"due_at": fields.Datetime.now() + timedelta(days=9)},
            {"user_id": self.cs_b.id},
            {"breached_at": False},
        ):
            for user in (self.cs_a, self.finance):
                with self.subTest(values=values, user=user.login), self.assertRaises(AccessError):
                    draft.with_user(user).write(values)
            with self.assertRaises(AccessError):
                self.ask(**values)

    def test_context_of_the_client_decides_nothing(self):
        verifications = self.env["transfer.verification"].with_user(self.cs_a)
        draft = verifications.with_context(default_state="approved", default_is_unbacked=True, default_user_id=self.cs_b.id)
        made = draft.create({"intent_id": self.intent.id})
        self.assertEqual((made.state, made.is_unbacked, made.user_id), ("draft", False, self.cs_a))

    def test_transfers_of_others_are_not_asked_for(self):
        with self.assertRaises(AccessError):
            self.ask(self.owe(self.cs_b), user=self.cs_a)
        with self.assertRaises(AccessError):
            self.owe(self.cs_b).with_user(self.cs_a).action_verify()

    def test_drafts_are_filled_in_and_sent_by_who_began_them(self):
        draft = self.ask()
        for deed in (
            lambda case: case.write({"holder": "X"}),
            lambda case: case.action_submit(),
            lambda case: case.action_discard(),
        ):
            self.assertRaises(AccessError, deed, draft.with_user(self.finance))

    def test_what_was_sent_is_not_deleted(self):
        verification = self.submit()
        with self.assertRaisesRegex(UserError, "not deleted"):
            verification.sudo().unlink()
        with self.assertRaises(AccessError):
            verification.with_user(self.cs_a).unlink()
