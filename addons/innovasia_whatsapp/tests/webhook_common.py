"""Posting to the webhook over HTTP, signed as Meta does."""

from odoo.tests import HttpCase

from ..tools.signature import sign
from .common import SECRET, WireData


class WebhookCase(WireData, HttpCase):
    def setUp(self):
        super().setUp()
        self.path = f"/whatsapp/webhook/{self.account.webhook_token}"

    def send(self, body, signature="", path=None, **headers):
        """Post bytes; signed as Meta does unless a signature (or None for no header) is given."""
        headers = {"Content-Type": "application/json", **headers}
        signature = sign(body, SECRET) if signature == "" else signature
        if signature is not None:
            headers["X-Hub-Signature-256"] = signature
        return self.url_open(path or self.path, data=body, headers=headers, timeout=60, method="POST")

    def events(self):
        return self.env["wa.event"].search([("account_id.company_id", "=", self.company.id)])

    def assertRefused(self, response, status):
        self.assertEqual(response.status_code, status)
        self.assertFalse(self.events())
        self.assertNotIn(SECRET, response.text)
