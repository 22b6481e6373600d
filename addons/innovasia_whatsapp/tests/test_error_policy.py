from datetime import datetime, timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.innovasia_whatsapp.tools.graph_errors import GraphError, NotSent
from odoo.addons.innovasia_whatsapp.tools.webhook_types import Contact, Status

from .outbox_common import OutboxCase

TEMPLATE = {"type": "template", "template": {"name": "promo", "language": {"code": "id"}}}


@tagged("post_install", "-at_install", "wa_outbox")
class TestErrorPolicy(OutboxCase):
    """Every row of the error table, when Meta answers with it and when it comes as a status."""

    def answered(self, code, **values):
        """:return: a message to Siti that Meta answered with an error code"""
        self.graph.script = [code]
        message = self.queue(**values)
        self.drain()
        return message

    def failed_later(self, code, message=None):
        """:return: a message that Meta took and then reported as failed"""
        message = message or self.queue()
        self.drain()
        status = Status(message.wamid, "failed", datetime.now(), Contact(), code=code, reason="Later")
        self.env["wa.message"]._apply_statuses(self.account, [status])
        self.env.invalidate_all()
        return message

    def throttle(self, identity=None):
        identity_id = identity.id if identity else False
        domain = [("account_id", "=", self.account.id), ("identity_id", "=", identity_id)]
        return self.env["wa.throttle"].search(domain)

    # --- connecting ----------------------------------------------------------------------

    def test_connecting_says_what_is_wrong_with_the_device(self):
        for error, said in (
            (NotSent("HTTPSConnectionPool(host='graph.facebook.com')"), "could not be reached"),
            (GraphError("Unsupported get request", code=33, subcode=33), "knows no number or account of this ID"),
            (GraphError("Cannot parse access token", code=190), "access token is invalid"),
        ):
            with self.subTest(said=said), patch.object(self.registry["wa.account"], "_read_number", side_effect=error):
                self.account.action_test_connection()
                self.assertEqual(self.account.state, "error")
                self.assertIn(said, self.account.last_error)
                self.assertNotIn("HTTPSConnectionPool", self.account.last_error)

    # --- slow down -----------------------------------------------------------------------

    def test_number_is_slowed_and_the_message_tried_again(self):
        for code in (130429, 4, 80007, 131016, 131057, 1, 2, "http 503"):
            with self.subTest(code=code):
                message = self.answered(code)
                other = self.queue(self.budi)
                self.drain()
                self.assertEqual((message.state, other.state), ("outgoing", "outgoing"))
                self.assertGreater(self.throttle().blocked_until, fields.Datetime.now())
                self.let_time_pass(20)
                self.drain()
                self.assertEqual((message.state, other.state), ("sent", "sent"))
                self.assertEqual(self.throttle().strikes, 0)

    def test_slowed_number_probes_with_one_message(self):
        self.answered(130429)
        self.queue(self.budi)
        self.let_time_pass(20)
        self.graph.script = [130429]
        before = len(self.graph.sent)
        self.drain()
        self.assertEqual(len(self.graph.sent), before + 1)

    def test_waiting_grows_with_every_attempt_and_ends_in_failure(self):
        message = self.answered(130429)
        delays = []
        for _attempt in range(20):
            if message.state == "failed":
                break
            delays.append((message.next_try_at - fields.Datetime.now()).total_seconds())
            self.let_time_pass(1200)
            self.graph.script = [130429]
            self.drain()
        self.assertEqual(message.state, "failed")
        self.assertEqual(message.attempts, 13)
        self.assertLess(delays[0], 8)
        self.assertGreater(delays[-1], 890)
        self.assertIn("Press Retry", message.display_reason)

    def test_recipient_is_delayed_by_powers_of_four(self):
        message = self.answered(131056)
        other = self.queue(self.budi)
        self.drain()
        self.assertEqual((message.state, other.state), ("outgoing", "sent"))
        first = (message.next_try_at - fields.Datetime.now()).total_seconds()
        self.let_time_pass(10)
        self.graph.script = [131056]
        self.drain()
        second = (message.next_try_at - fields.Datetime.now()).total_seconds()
        self.assertTrue(2 <= first <= 6 and 14 <= second <= 21, (first, second))

    # --- pause and stop ------------------------------------------------------------------

    def test_warning_of_meta_pauses_templates_but_not_answers(self):
        for code in (131048, 131064, 368, 131031):
            with self.subTest(code=code):
                promo = self.answered(code, kind="template", data=TEMPLATE)
                self.assertEqual((promo.state, self.account.state), ("outgoing", "connected"))
                self.assertGreater(self.account.paused_until, fields.Datetime.now())
                self.assertTrue(self.account.last_error)
                answers = self.queue(self.budi) + self.queue(self.siti)
                self.drain()
                self.assertEqual((promo.state, answers.mapped("state")), ("outgoing", ["sent", "sent"]))
                self.let_time_pass(600)
                self.account.action_resume()
                self.drain()
                self.assertEqual(promo.state, "sent")

    def test_answer_refused_with_a_warning_fails(self):
        self.assertEqual(self.answered(131048).state, "failed")

    def test_billing_token_or_permission_stops_the_account_until_it_is_tested(self):
        for code in (131042, 190, 10, 3, 33, 200, 299, 133010):
            with self.subTest(code=code):
                self.account.write({"state": "connected", "last_error": False})
                message = self.answered(code)
                self.assertEqual((message.state, self.account.state), ("outgoing", "error"))
                self.assertTrue(self.account.last_error)
                before = len(self.graph.sent)
                self.let_time_pass(3600)
                self.drain()
                self.assertEqual(len(self.graph.sent), before)
                self.account.state = "connected"
                self.drain()
                self.assertEqual(message.state, "sent")

    # --- the customer --------------------------------------------------------------------

    def test_closed_window_fails_the_message_and_closes_ours(self):
        for way in (self.answered, self.failed_later):
            with self.subTest(way=way.__name__):
                self.siti.wa_window_expires_at = fields.Datetime.now() + timedelta(hours=2)
                message = way(131047)
                self.assertEqual(message.state, "failed")
                self.assertLessEqual(self.siti.wa_window_expires_at, fields.Datetime.now())
                with self.assertRaisesRegex(UserError, "template"):
                    message.action_retry()

    def test_window_opened_by_a_later_message_of_the_customer_stays_open(self):
        message = self.queue()
        self.drain()
        message.claimed_at -= timedelta(minutes=5)
        later = fields.Datetime.now() + timedelta(hours=24)
        self.siti.wa_window_expires_at = later
        self.failed_later(131047, message)
        self.assertEqual(self.siti.wa_window_expires_at, later)

    def test_protected_customer_is_not_written_to_again_within_24_hours(self):
        for code in (131049, 130472):
            with self.subTest(code=code):
                message = self.answered(code)
                self.assertEqual(message.state, "failed")
                with self.assertRaisesRegex(UserError, "Try again after"):
                    message.action_retry()
                self.let_time_pass(25 * 3600)
                message.action_retry()
                self.assertEqual(message.state, "outgoing")
                self.drain()

    def test_opt_out_is_noted_on_the_partner(self):
        for way in (self.answered, self.failed_later):
            with self.subTest(way=way.__name__):
                self.partner_siti.wa_opt_out = False
                self.assertEqual(way(131050).state, "failed")
                self.assertTrue(self.partner_siti.wa_opt_out)

    def test_three_undeliverable_messages_make_a_customer_unreachable_until_one_arrives(self):
        identity = self.siti.wa_identity_id
        self.failed_later(131026)
        self.failed_later(131026)
        self.assertFalse(identity.unreachable)
        self.failed_later(131026)
        self.assertTrue(identity.unreachable)
        message = self.queue()
        self.drain()
        delivered = Status(message.wamid, "delivered", datetime.now(), Contact())
        self.env["wa.message"]._apply_statuses(self.account, [delivered])
        self.assertFalse(identity.unreachable)

    # --- to be fixed ---------------------------------------------------------------------

    def test_faulty_message_fails_at_once_with_an_explanation_in_both_languages(self):
        self.env["res.lang"]._activate_lang("id_ID")
        codes = (132000, 132005, 132007, 132008, 132012, 132001, 132015, 132016, 132068, 132069)
        for code in (*codes, 131051, 131052, 131053, 131000):
            with self.subTest(code=code):
                message = self.answered(code)
                self.assertEqual((message.state, message.reason_code), ("failed", code))
                english = message.with_context(lang="en_US").display_reason
                indonesian = message.with_context(lang="id_ID").display_reason
                self.assertNotEqual(english, indonesian)
                self.assertIn("As told", english)

    # --- people --------------------------------------------------------------------------

    def test_retry_sends_a_failed_message_under_a_new_key(self):
        message = self.answered(131051)
        old_key = message.key
        message.with_user(self.agent).action_retry()
        self.assertFalse(message.display_reason)
        self.drain()
        self.assertEqual((message.state, len(self.graph.sent)), ("sent", 2))
        self.assertNotEqual(message.key, old_key)

    def test_retry_uploads_the_file_again(self):
        attachment = self.env["ir.attachment"].create({"name": "a.pdf", "raw": b"%PDF-1.4 x", "mimetype": "application/pdf"})
        message = self.answered(131053, kind="document", text=None, attachment=attachment)
        message.action_retry()
        self.drain()
        self.assertEqual((message.state, len(self.graph.uploads)), ("sent", 2))

    def test_retry_of_a_message_that_did_not_fail_is_refused(self):
        message = self.queue()
        self.drain()
        with self.assertRaisesRegex(UserError, "Only failed"):
            message.action_retry()

    def test_unknown_message_is_sent_again_only_on_demand(self):
        message = self.queue()
        message._lose_track("killed")
        with self.assertRaises(UserError):
            message.action_retry()
        message.with_user(self.agent).action_resend_unknown()
        self.drain()
        self.assertEqual(message.state, "sent")

    def test_cancelled_message_is_skipped(self):
        message = self.queue()
        message.with_user(self.agent).action_cancel()
        self.drain()
        self.assertEqual((message.state, self.graph.sent), ("skipped", []))
        with self.assertRaisesRegex(UserError, "queued"):
            message.action_cancel()

    def test_actions_are_refused_to_whoever_may_not_see_the_conversation(self):
        message = self.answered(131051)
        stranger = self._new_user("stranger", "base.group_user")
        with self.assertRaises(AccessError):
            message.with_user(stranger).action_retry()
        elsewhere = self._new_user("elsewhere", "innovasia_whatsapp.group_user")
        company = self.env["res.company"].create({"name": "Lain"})
        elsewhere.write({"company_ids": [(6, 0, company.ids)], "company_id": company.id})
        with self.assertRaises(AccessError):
            message.with_user(elsewhere).action_retry()

    def test_state_of_a_message_cannot_be_written_by_rpc(self):
        message = self.queue()
        with self.assertRaises(AccessError):
            message.with_user(self.agent).write({"state": "sent"})
