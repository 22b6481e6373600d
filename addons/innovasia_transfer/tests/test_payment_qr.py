import json
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.l10n_id.models import res_bank

from ..controllers import payment_page
from ..tools.rate import Rate
from .page_common import PageCase

JAKARTA = timedelta(hours=7)


class FakeQris(HTTPServer):
    """QRIS's API as l10n_id talks to it: notes what was asked, answers what it is told to."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked, self.answer = [], "good"
        Thread(target=self.serve_forever, daemon=True).start()

    def url(self, _base, endpoint):
        return f"http://127.0.0.1:{self.server_port}/{endpoint}"

    def close(self):
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        qris, url = self.server, urlsplit(self.path)
        qris.asked.append((url.path, {name: value for name, [value] in parse_qs(url.query).items()}))
        number = len(qris.asked)
        now = (fields.Datetime.now() + JAKARTA).isoformat(" ", "seconds")
        good = {"qris_content": f"00020101-{number}", "qris_request_date": now, "qris_invoiceid": str(number)}
        payer = {"qris_payment_customername": "Zainal Arief", "qris_payment_methodby": "Sakuku"}
        answers = {
            "paid": (200, json.dumps({"status": "success", "data": {"qris_status": "paid", **payer}})),
            "unpaid": (200, json.dumps({"status": "failed", "data": {"qris_status": "unpaid"}})),
            "good": (200, json.dumps({"status": "success", "data": good})),
            "refusal": (200, json.dumps({"status": "failed", "data": "wrong key"})),
            "nothing": (200, json.dumps({"status": "success", "data": {}})),
            "list": (200, "[]"),
            "no json": (200, "<html>busy</html>"),
            "error": (500, "down"),
        }
        status, body = answers[qris.answer]
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_arguments):
        """Say nothing."""


@tagged("post_install", "-at_install")
class TestPaymentQr(PageCase):
    """The amount as a QRIS code, where the account takes QRIS."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.country_id = cls.env.ref("base.id")
        cls.account = cls.journal.bank_account_id
        cls.account.write({"l10n_id_qris_api_key": "kunci", "l10n_id_qris_mid": "195"})
        cls.intent = cls.open_intent(code=9)
        cls.qris = FakeQris()
        cls.addClassCleanup(cls.qris.close)
        cls.classPatch(res_bank, "urljoin", cls.qris.url)

    def setUp(self):
        super().setUp()
        self.qris.asked.clear()
        self.qris.answer = "good"

    def test_code_asks_for_exactly_the_amount(self):
        answer = self.look(self.intent, "/qr")
        self.assertEqual((answer.status_code, answer.headers["Content-Type"]), (200, "image/svg+xml"))
        self.assertIn("<rect", answer.text)
        [(path, asked)] = self.qris.asked
        self.assertEqual(path, "/show_qris.php")
        self.assertEqual(
            asked,
            {
                "do": "create-invoice",
                "apikey": "kunci",
                "mID": "195",
                "cliTrxNumber": self.intent.name,
                "cliTrxAmount": "50009",
            },
        )
        self.assertEqual(self.intent.l10n_id_qris_transaction_ids.qris_content, "00020101-1")
        self.assertEqual(self.intent.l10n_id_qris_transaction_ids._get_record(), self.intent)

    def test_page_shows_a_code_only_where_there_is_one(self):
        self.assertIn("data-src=", self.look(self.intent).text)
        self.assertNotIn("kunci", self.look(self.intent).text)
        self.account.l10n_id_qris_mid = False
        self.assertNotIn("data-src=", self.look(self.intent).text)
        self.assertEqual(self.look(self.intent, "/qr").status_code, 404)
        self.assertFalse(self.qris.asked)

    def test_a_code_is_shown_for_25_minutes(self):
        first = self.look(self.intent, "/qr").content
        self.assertEqual(self.look(self.intent, "/qr").content, first)
        self.assertEqual(len(self.qris.asked), 1)
        self.intent.l10n_id_qris_transaction_ids.qris_creation_datetime -= timedelta(minutes=25, seconds=1)
        self.assertNotEqual(self.look(self.intent, "/qr").content, first)
        self.assertEqual(len(self.qris.asked), 2)

    def test_each_page_has_its_own_code(self):
        other = self.open_intent(self.make_order(self.honey))
        self.assertNotEqual(self.look(other, "/qr").content, self.look(self.intent, "/qr").content)

    def test_trouble_with_qris_leaves_the_transfer(self):
        for trouble in ("refusal", "nothing", "list", "no json", "error"):
            self.qris.answer = trouble
            with self.subTest(trouble), mute_logger("odoo.addons.innovasia_transfer.controllers.payment_page"):
                answer = self.look(self.intent, "/qr")
                self.assertEqual((answer.status_code, answer.content), (404, b""))
        self.assertFalse(self.intent.l10n_id_qris_transaction_ids)
        self.assertEqual(self.look(self.intent).status_code, 200)

    def test_the_key_is_not_logged(self):
        self.qris.answer = "error"
        page, job = "controllers.payment_page", "models.page.transfer_intent_qr_paid"
        with self.assertLogs(f"odoo.addons.innovasia_transfer.{page}", "WARNING") as logged:
            self.look(self.intent, "/qr")
        self.assertIn("500 Server Error", logged.output[0])
        self.assertNotIn("kunci", logged.output[0])
        self.qris.answer = "good"
        self.look(self.intent, "/qr")
        self.qris.answer = "error"
        with self.assertLogs(f"odoo.addons.innovasia_transfer.{job}", "WARNING") as logged, mute_logger("odoo.tools.translate"):
            self.env.ref("innovasia_transfer.cron_qr_paid").method_direct_trigger()
        self.assertNotIn("kunci", logged.output[0])

    def test_qris_is_not_asked_for_what_is_over(self):
        for state in ("paid", "released", "cancelled"):
            self.intent.state = state
            self.assertEqual(self.look(self.intent, "/qr").status_code, 404)
        self.assertFalse(self.qris.asked)

    def test_qris_is_not_asked_without_end(self):
        self.qris.answer = "error"
        with (
            patch.object(payment_page, "CODES", Rate(2, seconds=600)),
            mute_logger("odoo.addons.innovasia_transfer.controllers.payment_page"),
        ):
            for _time in range(4):
                self.look(self.intent, "/qr")
        self.assertEqual(len(self.qris.asked), 2)

    # --- what QRIS says afterwards -------------------------------------------------------------

    def ask(self, answer):
        """Let the scheduled action ask, and QRIS answer."""
        self.qris.asked.clear()
        self.qris.answer = answer
        with mute_logger("odoo.addons.innovasia_transfer.models.page.transfer_intent_qr_paid", "odoo.tools.translate"):
            self.env.ref("innovasia_transfer.cron_qr_paid").method_direct_trigger()
        return [path for path, _asked in self.qris.asked]

    def test_qris_says_paid_and_finance_is_told(self):
        self.look(self.intent, "/qr")
        self.assertEqual(self.ask("unpaid"), ["/checkpaid_qris.php"])
        self.assertFalse(self.intent.qr_paid_at)
        self.ask("paid")
        self.assertTrue(self.intent.qr_paid_at)
        self.assertEqual(self.intent.state, "open", "its word informs, and settles nothing")
        self.assertIn(self.verifier, self.intent.activity_ids.user_id)
        self.assertIn("Zainal Arief", "".join(self.intent.order_id.message_ids.mapped("body")))
        page = self.look(self.intent).text
        self.assertIn("please do not pay once more", page)
        self.assertNotIn('id="amount"', page)
        self.assertEqual(self.look(self.intent, "/qr").status_code, 404)
        self.assertFalse(self.ask("paid"), "it is told once")

    def test_qris_is_asked_only_about_what_may_be_paid(self):
        self.look(self.intent, "/qr")
        self.assertEqual(len(self.ask("error")), 1)
        self.assertFalse(self.intent.qr_paid_at)
        self.intent.l10n_id_qris_transaction_ids.qris_creation_datetime -= timedelta(minutes=36)
        self.assertFalse(self.ask("paid"))
