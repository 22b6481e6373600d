import json
import logging
import socket

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..controllers.webhook import MAX_BODY
from ..tools import payloads
from ..tools.signature import sign
from .common import OTHER_PHONE_NUMBER_ID, PHONE_NUMBER_ID, SECRET
from .webhook_common import WebhookCase

CONTROLLER = "odoo.addons.innovasia_whatsapp.controllers.webhook"


@tagged("post_install", "-at_install")
class TestHandshake(WebhookCase):
    def _verify(self, **query):
        given = {"hub.mode": "subscribe", "hub.verify_token": self.account.verify_token, "hub.challenge": "1158201444"}
        return self.url_open(self.path, params={**given, **query})

    def test_several_devices_tell_an_address_each(self):
        other = self._create_account("Lain", OTHER_PHONE_NUMBER_ID, self.company)
        urls = (self.account + other).mapped("webhook_url")
        self.assertEqual(len(set(urls)), 2)
        self.assertTrue(all("/whatsapp/webhook/" in url for url in urls))

    def test_the_challenge_comes_back_as_plain_text(self):
        response = self._verify()
        self.assertEqual((response.status_code, response.text), (200, "1158201444"))
        self.assertTrue(response.headers["Content-Type"].startswith("text/plain"))

    def test_a_wrong_or_missing_verify_token_is_refused(self):
        for token in ("wrong", "", "é\N{SNOWMAN}"):
            with self.subTest(token=token):
                self.assertEqual(self._verify(**{"hub.verify_token": token}).status_code, 403)

    def test_another_mode_an_unknown_address_and_an_archived_device_are_not_found(self):
        self.assertEqual(self._verify(**{"hub.mode": "unsubscribe"}).status_code, 404)
        self.assertEqual(self.url_open("/whatsapp/webhook/unknown").status_code, 404)
        self.account.active = False
        self.assertEqual(self._verify().status_code, 404)

    def test_a_device_without_verify_token_verifies_nobody(self):
        self.account.verify_token = False
        self.assertEqual(self._verify(**{"hub.verify_token": ""}).status_code, 404)

    def test_a_script_as_challenge_is_no_page(self):
        response = self._verify(**{"hub.challenge": "<script>alert(1)</script>"})
        self.assertTrue(response.headers["Content-Type"].startswith("text/plain"))
        self.assertEqual(response.headers.get("X-Content-Type-Options"), "nosniff")

    def test_the_verify_token_does_not_reach_the_log(self):
        logger = logging.getLogger("werkzeug")
        line = f"GET {self.path}?hub.mode=subscribe&hub.verify_token=geheim&x=1 HTTP/1.1"
        record = logger.makeRecord("werkzeug", logging.INFO, "", 0, '"%s" %s', (line, 200), None)
        logger.filter(record)
        self.assertIn("hub.mode=subscribe", record.getMessage())
        self.assertNotIn("geheim", record.getMessage())


@tagged("post_install", "-at_install")
class TestWebhook(WebhookCase):
    def test_a_signed_post_is_stored_as_it_came(self):
        body = json.dumps(payloads.inbound(payloads.text("Halo 👋")), indent=3).encode()
        response = self.send(body)
        self.assertEqual((response.status_code, response.text), (200, ""))
        event = self.events()
        self.assertEqual((event.account_id, event.state, event.body), (self.account, "pending", body.decode()))

    def test_the_same_post_is_stored_once_and_shown_once(self):
        message = payloads.text("sekali saja")
        body = payloads.body(payloads.inbound(message, phone_number_id=PHONE_NUMBER_ID))
        for _delivery in range(3):
            self.assertEqual(self.send(body).status_code, 200)
        self.assertEqual(len(self.events()), 1)
        self.drain()
        self.assertEqual(self.send(body).status_code, 200)
        self.drain()
        self.assertEqual(self.events().mapped("state"), ["done"])
        self.assertEqual(len(self.rows(message["id"]).channel_id.message_ids), 1)

    def test_a_post_wakes_the_job_of_its_device_once(self):
        for number in range(3):
            self.send(payloads.body(payloads.inbound(payloads.text(str(number)))))
        jobs = self.env["queue.job"].search([("identity_key", "=", f"wa.inbox.{self.account.id}")])
        self.assertEqual((len(jobs), jobs.state), (1, "pending"))

    @mute_logger(CONTROLLER)
    def test_what_is_not_signed_with_the_secret_is_refused(self):
        body, other = b'{"object": "whatsapp_business_account"}', b'{"object": "another"}'
        good = sign(body, SECRET)
        for signature in (
            None,
            "sha256=",
            "sha256=" + "0" * 64,
            sign(body, "another secret"),
            sign(body, ""),
            sign(other, SECRET),
            sign(body + b"\n", SECRET),
            good.replace("sha256=", "sha1="),
            good[:-1],
            good + "0",
            "é" * 71,
        ):
            with self.subTest(signature=signature):
                header = signature and signature.encode("latin-1")
                self.assertRefused(self.send(body, header), 401)

    @mute_logger(CONTROLLER)
    def test_a_device_whose_secret_does_not_fit_says_so_until_a_post_does(self):
        body = payloads.body(payloads.inbound(payloads.text()))
        self.send(body, sign(body, "mistyped"))
        refused_at = self.account.refused_at
        self.assertTrue(refused_at)
        self.send(body, sign(body, "mistyped"))
        self.assertEqual(self.account.refused_at, refused_at, "once a minute is enough")
        self.send(body)
        self.account.invalidate_recordset()
        self.assertFalse(self.account.refused_at)

    @mute_logger(CONTROLLER)
    def test_another_secret_is_not_blamed_for_the_one_before(self):
        self.send(b"{}", sign(b"{}", "mistyped"))
        self.assertTrue(self.account.refused_at)
        self.account.app_secret = "the right one"
        self.assertFalse(self.account.refused_at)

    @mute_logger(CONTROLLER)
    def test_a_device_without_secret_takes_nothing(self):
        body = payloads.body(payloads.inbound(payloads.text()))
        for secret in (False, ""):
            self.account.app_secret = secret
            for signature in (sign(body, ""), sign(body, "False"), sign(body, "None"), None):
                with self.subTest(secret=secret, signature=signature):
                    self.assertRefused(self.send(body, signature), 401)

    @mute_logger(CONTROLLER)
    def test_an_unknown_address_and_an_archived_device_are_not_found(self):
        body = payloads.body(payloads.inbound(payloads.text()))
        for token in ("unknown", "%00", "%ff%fe", "a" * 5000, "' OR 1=1 --"):
            with self.subTest(token=token[:20]):
                self.assertRefused(self.send(body, path=f"/whatsapp/webhook/{token}"), 404)
        self.account.active = False
        self.assertRefused(self.send(body), 404)

    @mute_logger(CONTROLLER)
    def test_the_secret_of_another_device_is_a_wrong_secret(self):
        other = self._create_account("Kedua", OTHER_PHONE_NUMBER_ID, self.company, app_secret="another")
        body = payloads.body(payloads.inbound(payloads.text()))
        self.assertRefused(self.send(body, sign(body, other.app_secret)), 401)

    @mute_logger(CONTROLLER)
    def test_a_form_is_no_post_of_meta(self):
        for content_type, body in (
            ("application/x-www-form-urlencoded", b"token=other&a=1"),
            ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n'),
        ):
            with self.subTest(content_type=content_type):
                response = self.send(body, **{"Content-Type": content_type})
                self.assertRefused(response, 401)

    def test_the_content_type_of_json_does_not_matter(self):
        for number, content_type in enumerate(
            ("text/plain", "application/octet-stream", "application/json; charset=x", "multipart/form-data")
        ):
            with self.subTest(content_type=content_type):
                body = payloads.body(payloads.inbound(payloads.text(str(number))))
                self.assertEqual(self.send(body, **{"Content-Type": content_type}).status_code, 200)
                self.assertEqual(len(self.events()), number + 1)

    # --- size ----------------------------------------------------------------------------

    def test_the_largest_post_of_meta_is_taken(self):
        body = b'{"filler": "' + b"x" * (MAX_BODY - 14) + b'"}'
        self.assertEqual(len(body), MAX_BODY)
        self.assertEqual(self.send(body).status_code, 200)
        self.assertEqual(len(self.events()), 1)

    def _raw(self, head, body):
        """Speak HTTP by hand; returns the status line."""
        with self.allow_requests(all_requests=True), socket.create_connection(("127.0.0.1", self.http_port()), 60) as peer:
            lines = [f"POST {self.path} HTTP/1.1", f"Host: 127.0.0.1:{self.http_port()}", "Connection: close", *head]
            peer.sendall("\r\n".join([*lines, "", ""]).encode())
            try:
                for part in body:
                    peer.sendall(part)
            except OSError as error:  # refused before all was sent
                self._logger.info("The server closed the connection: %s", error)
            return peer.makefile("rb").readline().decode().strip()

    @mute_logger(CONTROLLER, "odoo.http")
    def test_a_post_that_says_it_is_too_large_is_refused(self):
        body = b"x" * (MAX_BODY + 1)
        head = [f"Content-Length: {len(body)}", f"X-Hub-Signature-256: {sign(body, SECRET)}"]
        self.assertIn(" 413", self._raw(head, [body]))
        self.assertFalse(self.events())

    @mute_logger(CONTROLLER, "odoo.http")
    def test_a_chunked_post_that_is_too_large_is_refused(self):
        body = b"x" * (MAX_BODY + 1)
        head = ["Transfer-Encoding: chunked", f"X-Hub-Signature-256: {sign(body, SECRET)}"]
        chunks = [b"%x\r\n%s\r\n" % (len(body), body), b"0\r\n\r\n"]
        self.assertIn(" 413", self._raw(head, chunks))
        self.assertFalse(self.events())

    def test_a_chunked_post_is_taken_whole(self):
        body = payloads.body(payloads.inbound(payloads.text("x" * 5000)))
        head = ["Transfer-Encoding: chunked", f"X-Hub-Signature-256: {sign(body, SECRET)}"]
        parts = [body[at : at + 700] for at in range(0, len(body), 700)]
        chunks = [b"%x\r\n%s\r\n" % (len(part), part) for part in parts] + [b"0\r\n\r\n"]
        self.assertIn(" 200", self._raw(head, chunks))
        self.assertEqual(self.events().body, body.decode())
