from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..tools import payloads
from .common import OTHER_PHONE_NUMBER_ID, PHONE_NUMBER_ID, SECRET
from .webhook_common import WebhookCase


@tagged("post_install", "-at_install")
class TestDeadEvents(WebhookCase):
    """What is signed and cannot be understood is kept with its reason, and can be replayed."""

    def test_signed_garbage_is_kept_with_its_reason(self):
        deep = b'{"object": "whatsapp_business_account", "entry": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
        for body, reason in (
            (b"not json", "not JSON"),
            (b"", "not JSON"),
            (b"[]", "not a JSON object"),
            (b'{"object": "page"}', "not about a WhatsApp account"),
            (b'{"object": "whatsapp_business_account", "entry": {}}', "entry"),
            (deep, "too deep"),
            (b'{"object": "whatsapp_\xff\xfe"}', ""),
            (b'{"object": "a\x00b"}', "not JSON"),
            (b'{"object": "a\\u0000b"}', "not about a WhatsApp account"),
            (b'{"object": "\\ud800"}', "not about a WhatsApp account"),
            (b'{"n": ' + b"9" * 5_000 + b"}", ""),
        ):
            with self.subTest(body=body[:40]):
                before = self.events()
                self.assertEqual(self.send(body).status_code, 200)
                event = self.events() - before
                self.assertEqual(len(event), 1)
                self.drain()
                self.assertEqual(event.state, "dead")
                self.assertTrue(event.error)
                self.assertIn(reason, event.error)

    def test_garbage_does_not_hold_up_what_comes_after_it(self):
        message = payloads.text("tetap sampai")
        self.send(b"garbage")
        self.send(payloads.body(payloads.inbound(message, phone_number_id=PHONE_NUMBER_ID)))
        self.drain()
        self.assertEqual(self.rows(message["id"]).body, "tetap sampai")

    def test_a_defect_of_the_parser_does_not_hold_up_the_inbox(self):
        event = self.post(payloads.text())
        parser = "odoo.addons.innovasia_whatsapp.tools.webhook_payload.parse"
        with patch(parser, side_effect=TypeError("a defect")), mute_logger("odoo.addons.innovasia_whatsapp.models.wa_event"):
            self.drain()
        self.assertEqual((event.state, event.error), ("dead", "TypeError: a defect"))

    def test_a_post_for_an_unknown_number_is_kept_with_its_reason(self):
        message = payloads.text()
        self.send(payloads.body(payloads.inbound(message, phone_number_id="999")))
        self.drain()
        self.assertEqual(self.events().state, "dead")
        self.assertIn("999", self.events().error)
        self.assertFalse(self.env["wa.message"].search([("wamid", "=", message["id"])]))

    def test_a_post_for_another_number_of_the_same_app_goes_to_that_device(self):
        other = self._create_account("Kedua", OTHER_PHONE_NUMBER_ID, self.company)
        message = payloads.text()
        body = payloads.body(payloads.inbound(message, phone_number_id=OTHER_PHONE_NUMBER_ID))
        self.send(body)
        self.drain()
        self.drain(other)
        self.assertEqual(self.events().mapped("state"), ["done", "done"])
        self.assertFalse(self.rows(message["id"]))
        self.assertEqual(len(self.rows(message["id"], account=other).mail_message_id), 1)
        self.assertFalse(self.conversations())

    def test_a_post_for_a_device_with_another_secret_stays_here(self):
        self._create_account("Kedua", OTHER_PHONE_NUMBER_ID, self.company, app_secret="another")
        self.send(payloads.body(payloads.inbound(payloads.text(), phone_number_id=OTHER_PHONE_NUMBER_ID)))
        self.drain()
        self.assertEqual(self.events().mapped("state"), ["dead"])
        self.assertFalse(self.env["wa.identity"].search([("account_id", "=", self.account.id)]))

    def test_an_administrator_replays_a_dead_post_and_nobody_else(self):
        message = payloads.text("setelah didaftarkan")
        self.send(payloads.body(payloads.inbound(message, phone_number_id=OTHER_PHONE_NUMBER_ID)))
        self.drain()
        event = self.events()
        self.assertEqual(event.state, "dead")
        other = self._create_account("Kedua", OTHER_PHONE_NUMBER_ID, self.company)
        for user in (self.cs_a, self.outsider, self.portal):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                event.with_user(user).action_replay()
        event.with_user(self.admin).action_replay()
        self.assertEqual((event.state, event.error), ("pending", False))
        self.drain()
        self.drain(other)
        self.assertEqual(event.state, "done")
        self.assertEqual(self.rows(message["id"], account=other).body, "setelah didaftarkan")

    def test_a_refusal_and_a_failure_log_no_secret(self):
        body = payloads.body(payloads.inbound(payloads.text("isi rahasia")))
        with self.assertLogs("odoo", "INFO") as logs:
            self.send(body, "sha256=" + "0" * 64)
            self.send(b"garbage")
            self.drain()
            with patch.object(type(self.env["wa.message"]), "_receive", side_effect=ValueError("broken")):
                self.post(payloads.text("isi rahasia"))
                self.drain()
        written = "\n".join(logs.output)
        self.assertIn("wrong signature", written)
        self.assertIn("broken", written)
        for secret in (SECRET, "test-access-token", self.account.verify_token, "isi rahasia"):
            self.assertNotIn(secret, written)
