from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .verification_common import VerificationCase


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

    def test_form_shows_no_transfer_of_others(self):
        forms = self.env["transfer.verification"].with_user(self.cs_a)
        shown = {"payable": {}, "partner_id": {"fields": {"display_name": {}}}, "intent_id": {}}
        theirs = self.owe(self.cs_b).id
        with self.assertRaises(AccessError):
            forms.onchange({"intent_id": theirs}, ["intent_id"], shown)
        with self.assertRaises(AccessError):
            forms.with_context(default_intent_id=theirs).onchange({}, [], shown)
        told = forms.with_context(default_intent_id=self.intent.id).onchange({}, [], shown)["value"]
        self.assertEqual(told["payable"], self.intent.payable)

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
