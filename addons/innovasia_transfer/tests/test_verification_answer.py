from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from odoo.addons.innovasia_sales.tests.common import PIXEL

from .verification_common import VerificationCase


@tagged("post_install", "-at_install")
class TestVerificationAnswer(VerificationCase):
    """Finance names the mutation, or a second person answers for it; whoever asked hears of it (TRANSFERS.md 7)."""

    def setUp(self):
        super().setUp()
        self.verification = self.submit()

    def test_named_mutation_pays_the_order(self):
        mutation = self.told(50_000)
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

    def test_what_is_over_stays_open_or_becomes_credit_as_finance_says(self):
        other = self.submit(intent=self.owe(self.cs_a), proof=PIXEL + b"3")
        for case, goes, left, state in (
            (self.verification, "open", 9_991, "suspense"),
            (other, "credit", 0, "matched"),
        ):
            asked = int(case.intent_id.payable)
            money = self.told(asked + 9_991)
            action = case.action_open_approval(money.id)
            window = self.env[action["res_model"]].with_user(self.finance).with_context(**action["context"])
            with self.subTest(goes=goes), Form(window) as form:
                self.assertEqual(form.over, 9_991)
                self.assertIn(case.order_id.sudo().name, form.told)
                form.over_goes = goes
                form.save().action_confirm()
                self.assertEqual((money.open_amount, money.state), (left, state))
                self.assertEqual((case.intent_id.received, case.intent_id.state), (asked + 9_991 - left, "paid"))
                self.check_books()

    def test_window_says_that_too_little_pays_a_part(self):
        action = self.verification.action_open_approval(self.told(20_000).id)
        window = self.env[action["res_model"]].with_user(self.finance).with_context(**action["context"])
        self.assertRegex(Form(window).told, "a part of .* it goes on waiting for")
        self.assertFalse(Form(window).over)

    def test_no_more_than_was_asked_for_is_approved_without_a_mutation(self):
        case = self.submit(intent=self.owe(self.cs_a, code=7), amount=90_000, proof=PIXEL + b"3")
        case.action_approve()
        self.assertEqual(case.transaction_id.sudo().amount, 50_007)
        self.check_books()

    def test_what_is_no_mutation_is_refused_with_a_sentence(self):
        for wrong in (True, -1, 2**40, "1", [1], 2**31 - 1):
            for deed in (self.verification.action_approve, self.verification.action_open_approval):
                with self.subTest(wrong=wrong), self.assertRaisesRegex(UserError, "not there any more"):
                    deed(wrong)
        self.assertEqual(self.verification.state, "submitted")

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
