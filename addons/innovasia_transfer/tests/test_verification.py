from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.innovasia_sales.tests.common import PIXEL

from .verification_common import VerificationCase

EVIDENCE = {
    "account_number": "Sender's account number",
    "bank_name": "Sender's bank",
    "holder": "Sender's name",
    "transferred_at": "Transferred on",
    "proof_ids": "Proof",
}


@tagged("post_install", "-at_install")
class TestVerificationSubmit(VerificationCase):
    """All five pieces of evidence, 15 minutes after the transfer (spec/004, SOP)."""

    def test_each_piece_of_evidence_is_required(self):
        for name, label in EVIDENCE.items():
            with self.subTest(name=name):
                verification = self.ask(**{name: False})
                with self.assertRaisesRegex(UserError, f"^Still missing: {label}. Ask the customer"):
                    verification.action_submit()
                self.assertEqual(verification.state, "draft")

    def test_one_sentence_lists_all_that_is_missing(self):
        verification = self.env["transfer.verification"].with_user(self.cs_a).create({"intent_id": self.intent.id})
        with self.assertRaisesRegex(UserError, "account number, Sender's bank, Sender's name, Transferred on,? and Proof"):
            verification.action_submit()
        self.assertIn("Still missing", verification.obstacle)

    def test_it_waits_for_fifteen_minutes_and_says_for_how_long(self):
        verification = self.ask(minutes=4)
        with self.assertRaisesRegex(UserError, r"from .*, in 11 minutes"):
            verification.action_submit()
        self.assertFalse(verification.obstacle, "What was filled in is right; the countdown tells the rest.")
        verification.transferred_at = fields.Datetime.now() - timedelta(minutes=15)
        verification.action_submit()
        self.assertEqual(verification.state, "submitted")

    def test_what_is_no_transfer_is_refused_with_a_sentence(self):
        for sentence, values in {
            "future": {"minutes": -60},
            "long before the order": {"minutes": 365 * 24 * 60},
            "no account number": {"account_number": "punya ibu"},
            "How much": {"amount": 0},
            "no cents": {"amount": 50_009.5},
            "neither a picture nor a PDF": {"proof": b"<html><script>alert(1)</script></html>"},
        }.items():
            with self.subTest(sentence=sentence):
                verification = self.ask(**values)
                with self.assertRaisesRegex(UserError, sentence):
                    verification.action_submit()

    def test_amount_far_above_what_is_owed_is_asked_about_before_it_is_sent(self):
        verification = self.ask(amount=500_090)
        with self.assertRaisesRegex(UserError, "far more than .* Look at the zeros"):
            verification.action_submit()
        verification.is_amount_read = True
        verification.amount = 5_000_900
        with self.assertRaisesRegex(UserError, "far more than"):
            verification.action_submit()
        verification.write({"amount": 500_090, "is_amount_read": True})
        verification.action_submit()
        self.assertEqual(verification.state, "submitted")

    def test_amount_is_what_was_to_be_transferred_unless_the_customer_says_otherwise(self):
        self.assertEqual(self.ask().amount, 50_009)
        self.assertEqual(self.ask(amount=50_000).amount, 50_000)

    def test_it_goes_to_finance_with_a_due_time_and_a_task_for_each_matcher(self):
        self.company.transfer_answer_minutes = 45
        verification = self.ask(user=self.cs_a)
        notice = verification.action_submit()
        self.assertEqual(verification.due_at - verification.submitted_at, timedelta(minutes=45))
        self.assertIn("to be answered until", notice["params"]["message"])
        tasks = verification.sudo().activity_ids
        self.assertLessEqual(self.finance | self.second, tasks.user_id)
        self.assertNotIn(self.cs_a, tasks.user_id)

    def test_the_same_transfer_is_asked_for_once(self):
        first = self.submit()
        again = self.ask()
        with self.assertRaisesRegex(UserError, f"looking for this transfer already: {first.name}"):
            again.action_submit()

    def test_order_that_is_paid_or_cancelled_is_not_asked_for(self):
        verification = self.ask()
        self.arrive(50_009)
        with self.assertRaisesRegex(UserError, "paid already"):
            verification.action_submit()
        cash = self.owe(self.cs_a)
        self.accept(self.make_transaction(cash.order_id))
        verification = self.ask(cash, proof=PIXEL + b"1")
        with self.assertRaisesRegex(UserError, "nothing is left to transfer"):
            verification.action_submit()
        other = self.owe(self.cs_a)
        other.order_id.action_cancel()
        verification = self.ask(other, proof=PIXEL + b"2")
        with self.assertRaisesRegex(UserError, "is cancelled"):
            verification.action_submit()

    def test_it_is_taken_back_and_corrected(self):
        verification = self.submit().with_user(self.cs_a)
        with self.assertRaisesRegex(UserError, "Take it back first"):
            verification.holder = "Budi"
        verification.action_take_back()
        self.assertFalse(verification.sudo().activity_ids)
        verification.holder = "Budi"
        verification.action_submit()
        self.assertEqual((verification.state, verification.holder), ("submitted", "Budi"))


@tagged("post_install", "-at_install")
class TestVerificationProof(VerificationCase):
    """One picture proves one payment."""

    def refused(self, verification, name):
        with self.assertRaisesRegex(UserError, "One picture proves one payment") as refusal:
            verification.action_submit()
        self.assertIn(name, refusal.exception.args[0])

    def test_picture_of_another_order_is_refused_naming_it(self):
        self.submit()
        other = self.ask(self.owe(self.cs_a))
        self.refused(other, self.intent.order_id.name)

    def test_picture_that_was_rejected_for_another_order_stays_used(self):
        self.submit().action_reject("Not ours")
        self.refused(self.ask(self.owe(self.cs_a)), self.intent.name)

    def test_picture_that_is_evidence_of_another_transaction_is_refused(self):
        transaction = self.make_transaction()
        transaction.evidence_ids = [Command.set(self.make_evidence(res_model=transaction._name, res_id=transaction.id).ids)]
        self.refused(self.ask(), transaction.name)

    def test_picture_that_came_by_the_customers_page_proves_that_order_only(self):
        self.assertEqual(self.intent.sudo()._take_proof("bukti.png", PIXEL), "kept")
        self.refused(self.ask(self.owe(self.cs_a)), self.intent.name)
        self.assertEqual(self.submit().state, "submitted")

    def test_the_same_picture_serves_a_new_amount_of_the_same_order(self):
        self.submit().action_reject("Another amount")
        self.intent.order_id.order_line.product_uom_qty = 3
        intent = self.intent.order_id._transfer_open(self.transfer_method)
        self.assertNotEqual(intent, self.intent)
        self.assertEqual(self.submit(intent=intent).state, "submitted")

    def test_proof_is_a_copy_that_finance_sees_without_the_conversation(self):
        conversation = self.hear("Sudah transfer kak")
        self.reply(conversation, self.cs_a)
        sent = self.make_evidence(res_model="discuss.channel", res_id=conversation.id)
        verification = self.ask(proof=None, proof_ids=[Command.set(sent.ids)])
        verification.action_submit()
        kept = verification.proof_ids.sudo()
        self.assertEqual((kept.res_model, kept.res_id), ("transfer.verification", verification.id))
        self.assertEqual(kept.checksum, sent.checksum)
        self.assertTrue(kept.with_user(self.finance).has_access("read"))
        self.assertFalse(sent.with_user(self.finance).has_access("read"))

    def test_proof_that_finance_was_shown_stays(self):
        proof = self.submit().proof_ids.with_user(self.cs_a)
        self.assertFalse(proof.has_access("write") or proof.has_access("unlink"))

    def test_pictures_of_the_page_are_offered_with_what_they_were_used_for(self):
        self.intent.sudo()._take_proof("bukti.png", PIXEL)
        offer = self.env["transfer.verification"].with_user(self.cs_a).proof_offer(self.intent.id)
        self.assertEqual([(file["id"], file["used"]) for file in offer], [(self.intent.proof_ids.id, False)])
        action = self.intent.with_user(self.cs_a).action_verify()
        self.assertEqual(action["context"]["default_proof_ids"], self.intent.proof_ids.ids)

    def test_what_the_customer_told_the_last_time_is_filled_in(self):
        self.submit()
        other = self.owe(self.cs_a)
        context = other.with_user(self.cs_a).action_verify()["context"]
        self.assertEqual((context["default_bank_name"], context["default_holder"]), ("Mandiri", "Siti Rahmawati"))

    def test_what_was_begun_is_gone_on_with(self):
        draft = self.ask()
        self.assertEqual(self.intent.with_user(self.cs_a).action_verify()["res_id"], draft.id)
        draft.action_discard()
        self.assertFalse(draft.exists())
