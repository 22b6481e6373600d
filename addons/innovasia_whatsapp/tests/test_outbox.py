from datetime import timedelta
from unittest.mock import patch

import requests

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.wa_account import OUTBOX
from ..models.wa_account_drain import SLICE
from .outbox_common import OutboxCase

PAYLOAD = "odoo.addons.innovasia_whatsapp.models.wa_outbox_payload"


@tagged("post_install", "-at_install", "wa_outbox")
class TestOutbox(OutboxCase):
    def test_queued_message_is_posted_with_recipient_and_key(self):
        message = self.queue(text="Apa kabar?")
        self.drain()
        [payload] = self.graph.sent
        self.assertEqual(payload["to"], "6281200000001")
        self.assertEqual(payload["text"]["body"], "Apa kabar?")
        self.assertEqual(payload["biz_opaque_callback_data"], message.key)

    def test_accepted_message_is_sent_and_knows_its_wamid(self):
        message = self.queue()
        self.drain()
        self.assertEqual(message.state, "sent")
        self.assertTrue(message.wamid.startswith("wamid."))
        self.assertTrue(message.sent_at)

    def test_customer_without_number_is_addressed_by_user_id(self):
        self.siti.wa_identity_id.sudo().write({"wa_id": False, "bsuid": "ID.abc123"})
        self.queue()
        self.drain()
        self.assertEqual(self.graph.sent[0]["recipient"], "ID.abc123")
        self.assertNotIn("to", self.graph.sent[0])

    def test_same_request_is_queued_once(self):
        first = self.queue(key="order,7,shipped")
        self.assertEqual(self.queue(key="order,7,shipped"), first)
        self.drain()
        self.assertEqual(len(self.graph.sent), 1)

    def test_messages_of_one_recipient_keep_their_order(self):
        for number in range(5):
            self.queue(text=f"{number}")
        self.drain()
        self.assertEqual(self.graph.texts, ["0", "1", "2", "3", "4"])

    def test_message_waiting_for_its_retry_blocks_later_ones_of_its_recipient_only(self):
        self.graph.script = [131056]
        first, second = self.queue(text="1"), self.queue(text="2")
        self.drain()
        other = self.queue(self.budi, text="other")
        self.drain()
        self.assertEqual(self.graph.texts, ["1", "other"])
        self.assertEqual((first.state, second.state, other.state), ("outgoing", "outgoing", "sent"))

    def test_run_that_takes_too_long_goes_on_in_a_job_of_its_own(self):
        first, second = self.queue(text="1"), self.queue(text="2")
        self.env.flush_all()
        claim = type(first)._claim

        def late(messages, *args):
            slow.return_value += SLICE
            return claim(messages, *args)

        with (
            self.enter_registry_test_mode(),
            self._waking() as woken,
            patch.object(type(first), "_claim", late),
            patch("odoo.addons.innovasia_whatsapp.models.wa_outbox.time.monotonic", return_value=0.0) as slow,
        ):
            self.account._run(OUTBOX)
        self.env.invalidate_all()
        self.assertEqual((first.state, second.state), ("sent", "outgoing"))
        self.assertEqual(woken, [(self.account.ids, OUTBOX, None)])

    def test_message_whose_file_is_gone_fails_with_what_to_do_in_the_language_of_the_company(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.account.company_id.partner_id.lang = "id_ID"
        attachment = self.env["ir.attachment"].create({"name": "a.pdf", "raw": b"%PDF-1.4 x"})
        message = self.queue(text=None, kind="document", attachment=attachment)
        attachment.unlink()
        self.drain()
        self.assertEqual(message.state, "failed")
        self.assertIn("lampirkan", message.display_reason)

    def test_failed_message_does_not_block_later_ones(self):
        self.graph.script = [131051]
        failed, second = self.queue(text="1"), self.queue(text="2")
        self.drain()
        self.assertEqual((failed.state, second.state), ("failed", "sent"))

    def test_burst_to_one_recipient_ends_after_45_messages(self):
        for number in range(47):
            self.queue(text=f"{number}")
        later = self.drain()
        self.assertEqual(len(self.graph.sent), 45)
        [eta] = later
        self.assertLess(abs((eta - fields.Datetime.now()).total_seconds() - 7), 5)
        self.let_time_pass(6)
        self.drain()
        self.assertEqual(len(self.graph.sent), 46)

    def test_number_sends_no_more_than_its_messages_per_second(self):
        self.account.messages_per_second = 4
        channels = [self._new_conversation(f"C{n}", f"62813000000{n}") for n in range(8)]
        for channel in channels:
            self.queue(channel)
        start = fields.Datetime.now()
        self.drain()
        self.assertEqual(len(self.graph.sent), 8)
        own = [("account_id", "=", self.account.id), ("identity_id", "=", False)]
        spent = self.env["wa.throttle"].search(own).spent_until
        self.assertGreaterEqual(spent, start + timedelta(seconds=1))

    def test_account_in_error_keeps_its_messages_queued(self):
        self.account.state = "error"
        message = self.queue()
        self.assertFalse(self.drain())
        self.assertFalse(self.graph.sent)
        self.assertEqual(message.state, "outgoing")

    def test_message_abandoned_in_sending_becomes_unknown_and_is_not_sent_again(self):
        message = self.queue()
        message.write({"state": "sending", "claimed_at": fields.Datetime.now()})
        [eta] = self.drain()
        self.assertEqual(message.state, "sending")
        self.assertGreater(eta, fields.Datetime.now() + timedelta(seconds=100))
        self.let_time_pass(121)
        self.drain()
        self.assertEqual(message.state, "unknown")
        self.assertFalse(self.graph.sent)

    def test_answer_that_never_came_makes_the_message_unknown_and_never_sends_it_twice(self):
        self.graph.script = [requests.exceptions.ReadTimeout("no answer")]
        message = self.queue()
        self.drain()
        self.let_time_pass(3600)
        self.drain()
        self.assertEqual(message.state, "unknown")
        self.assertEqual(len(self.graph.sent), 1)

    def test_connection_that_was_never_made_is_tried_again(self):
        self.graph.script = [requests.exceptions.ConnectTimeout("nobody there")]
        message = self.queue()
        [eta] = self.drain()
        self.assertEqual((message.state, message.attempts), ("outgoing", 1))
        self.assertGreater(eta, fields.Datetime.now() + timedelta(seconds=4))
        self.let_time_pass(10)
        self.drain()
        self.assertEqual((message.state, len(self.graph.sent)), ("sent", 2))

    def test_message_against_the_rules_fails_without_a_post_and_says_why(self):
        message = self.queue(text="x" * 5000)
        self.drain()
        self.assertFalse(self.graph.sent)
        self.assertEqual(message.state, "failed")
        self.assertIn("4096", message.display_reason)

    def test_message_that_cannot_be_built_fails_and_holds_up_no_other(self):
        broken, fine = self.queue(text="1"), self.queue(self.budi, text="2")
        build = type(broken)._prepare_body

        def spoiled(message, *args):
            if message == broken:
                raise KeyError("type")
            return build(message, *args)

        with patch.object(type(broken), "_prepare_body", spoiled), mute_logger(PAYLOAD):
            self.drain()
        self.assertEqual((broken.state, fine.state), ("failed", "sent"))

    def test_one_file_for_many_recipients_is_uploaded_once(self):
        attachment = self.env["ir.attachment"].create({"name": "a.pdf", "raw": b"%PDF-1.4 x", "mimetype": "application/pdf"})
        for channel in (self.siti, self.budi):
            self.queue(channel, text=None, kind="document", attachment=attachment)
        self.drain()
        self.queue(self.siti, text=None, kind="document", attachment=attachment)
        self.drain()
        self.assertEqual(len(self.graph.uploads), 1)
        self.assertEqual({p["document"]["id"] for p in self.graph.sent}, {"media-1"})
        self.assertEqual(len(self.graph.sent), 3)

    def test_file_uploaded_a_month_ago_is_uploaded_again(self):
        attachment = self.env["ir.attachment"].create({"name": "a.pdf", "raw": b"%PDF-1.4 x", "mimetype": "application/pdf"})
        old = self.queue(text=None, kind="document", attachment=attachment)
        self.drain()
        old.media_uploaded_at = fields.Datetime.now() - timedelta(days=30)
        self.queue(text=None, kind="document", attachment=attachment)
        self.drain()
        self.assertEqual(len(self.graph.uploads), 2)

    def test_prepared_kinds_go_out_as_they_are(self):
        data = {"type": "location", "location": {"latitude": -6.2, "longitude": 106.8}}
        self.queue(kind="location", text="Toko", data=data)
        self.drain()
        self.assertEqual(self.graph.sent[0]["location"], data["location"])

    def test_status_that_came_before_the_answer_is_not_taken_back(self):
        message = self.queue()
        message.write({"state": "sending", "claimed_at": fields.Datetime.now()})
        message.write({"state": "delivered", "wamid": "wamid.early"})
        message._accepted("wamid.early")
        self.assertEqual(message.state, "delivered")

    def test_second_drain_leaves_while_another_holds_the_account(self):
        message = self.queue()
        self.env.flush_all()
        with self.registry.cursor() as cr:
            cr.execute("SELECT pg_advisory_lock(%s, %s)", [0x574102, self.account.id])
            self.drain()
        self.assertEqual(message.state, "outgoing")
