"""A customer who pays in a conversation, a device whose Graph API is a fake, and a printer that is quick."""

from unittest.mock import patch

from odoo.addons.innovasia_whatsapp.models.wa_account import OUTBOX
from odoo.addons.innovasia_whatsapp.tests.outbox_common import SpeaksToFakeGraph

from .common import SalesCase

PDF = b"%PDF-1.4 a receipt"


class ReceiptCase(SpeaksToFakeGraph, SalesCase):
    def setUp(self):
        super().setUp()
        self.printed = []
        transactions = type(self.env["sale.transaction"])
        self.startPatcher(patch.object(transactions, "_print_receipt", lambda t: self.printed.append(t.id) or PDF))

    def pay_in_conversation(self, accept=True, **values):
        """Let a customer write, and a CS note the payment.

        :return: sale.transaction, accepted
        """
        conversation = self.hear()
        order = self.make_order(customer=conversation.wa_partner_id)
        transaction = self.make_transaction(order, wa_channel_id=conversation.id, **values)
        if accept:
            self.accept(transaction)
        return transaction

    def close_window(self, transaction):
        """Let a day pass since the customer wrote."""
        transaction.wa_channel_id.wa_window_expires_at = self.at("2020-01-01 00:00")

    def run_job(self):
        """Do what is queued after the commit, then send what is in the outbox."""
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env["sale.transaction"]._job_receipts()
        self.env.invalidate_all()
        self.drain(purpose=OUTBOX)

    @property
    def documents(self):
        return [payload for payload in self.graph.sent if payload["type"] == "document"]
