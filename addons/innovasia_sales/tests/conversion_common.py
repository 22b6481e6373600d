"""A customer who wrote, the CS who serves them, and what the window of a conversion sends."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError

from .common import SalesCase


class ConversionCase(SalesCase):
    """A customer who wrote, and the CS who serves them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.alms.is_donation = True

    def setUp(self):
        super().setUp()
        self.conversation = self.hear("Sudah saya transfer ya kak")
        self.reply(self.conversation, self.cs_a)
        self.siti = self.conversation.wa_partner_id

    def values(self, *lines, **more):
        """:return: what the window sends"""
        return {
            "key": "test-key-0001",
            "lines": list(lines) or [{"product_id": self.soap.id, "quantity": 2}],
            "payment_method_id": self.other_method.id,
            "paid_at": fields.Datetime.to_string(fields.Datetime.now() - timedelta(hours=1)),
            **more,
        }

    def convert(self, *lines, user=None, **more):
        """:return: the transaction that a CS entered"""
        told = self.conversation.with_user(user or self.cs_a).wa_convert(self.values(*lines, **more))
        return self.env["sale.transaction"].browse(told["id"])

    def refuses(self, sentence, *lines, **more):
        """Check that a conversion is refused with this sentence and leaves nothing behind."""
        before = self.env["sale.order"].search_count([])
        with self.assertRaisesRegex(UserError, sentence), self.env.cr.savepoint():
            self.convert(*lines, **more)
        self.assertEqual(self.env["sale.order"].search_count([]), before)
