"""A customer who writes, a shop whose automated actions wait for everything, and a fake Graph that keeps what was sent."""

from datetime import datetime, timedelta

from odoo import fields

from odoo.addons.innovasia_crm.tests.common import CUSTOMER
from odoo.addons.innovasia_whatsapp.models.wa_account import OUTBOX
from odoo.addons.innovasia_whatsapp.tests.outbox_common import SpeaksToFakeGraph
from odoo.addons.innovasia_whatsapp.tools import payloads

from .common import SalesCase

#: What each automated action says; the numbers are what the table of spec/001 means.
TEXTS = {
    "order_created": "Diproses: {documentnumber}",
    "order_paid": "Lunas: {documentnumber}",
    "order_delivery": "Dikirim: {documentnumber}",
    "order_followup": "Sudah sampai? {documentnumber}",
    "order_received": "Bermanfaat? {documentnumber}",
    "payment_reminder": "Belum dibayar: {sisa}",
}


class WordsCase(SpeaksToFakeGraph, SalesCase):
    """One order's way, with what it writes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account.state = "connected"
        cls.jnt = cls.env.ref("innovasia_sales.carrier_jnt")
        cls.pickup = cls.env.ref("innovasia_sales.carrier_pickup")
        cls.put_in_stock(cls.soap, 100)
        cls.put_in_stock(cls.honey, 100)
        # What the demo data have waiting is not of these tests.
        cls.env["wa.automation"].search([]).active = False
        cls.formats, cls.automations = {}, {}
        for trigger, text in TEXTS.items():
            values = {"name": trigger, "trigger": trigger, "body": text, "company_id": cls.company.id}
            wording = cls.formats[trigger] = cls.env["wa.format"].create(values)
            cls.automations[trigger] = cls.env["wa.automation"].create(
                {"name": trigger, "trigger": trigger, "format_id": wording.id, "account_id": cls.account.id}
            )
        cls.automations["payment_reminder"].write({"delay_number": 1, "delay_unit": "days"})

    def setUp(self):
        super().setUp()
        self.conversation = self.hear()
        self.customer = self.conversation.wa_partner_id
        self.customer.write({"name": "Siti Aminah", "lang": "id_ID"})

    # --- what people do ----------------------------------------------------------------------

    def place(self, *products, **values):
        """:return: sale.order of the customer who writes, confirmed"""
        order = self.make_order(*products, customer=self.customer, user_id=self.salesman.id, **values)
        order.action_confirm()
        return order

    def ship(self, order, number="JX1234567890", carrier=None):
        """:return: stock.picking that has left"""
        order.action_ship(number, (carrier or self.jnt).id)
        return order._wa_parcels()

    def bring_back(self, parcel):
        """The customer sends all of a parcel back."""
        wizard = self.env["stock.return.picking"].with_context(active_id=parcel.id, active_model="stock.picking").create({})
        for line in wizard.product_return_moves:
            line.quantity = line.move_quantity
        self.env["stock.picking"].browse(wizard.action_create_returns()["res_id"]).button_validate()

    def pay(self, order, amount=None):
        """:return: account.move, paid by a verified transaction"""
        self.accept(self.make_transaction(order, amount))
        return order.invoice_ids

    def writes_to_another_device(self):
        """:return: (wa.account, its conversation with the same customer)"""
        other = self._create_account("Donasi", "100000000000903", self.company, state="connected")
        said = payloads.text("Halo", wa_id=self.customer.wa_number, timestamp=int(datetime.now().timestamp()))
        return other, self.receive(said, account=other).channel_id

    # --- what becomes of it ------------------------------------------------------------------

    def due(self, trigger=None, order=None):
        """:return: wa.scheduled, the oldest first; of all of an order's documents when given"""
        domain = [("automation_id", "in", [automation.id for automation in self.automations.values()])]
        if trigger:
            domain.append(("trigger", "=", trigger))
        rows = self.env["wa.scheduled"].search(domain, order="id")
        return rows.filtered(lambda row: order in self.orders_of(row)) if order else rows

    def orders_of(self, row):
        return self.env[row.res_model].browse(row.res_id)._wa_orders()

    def let_due(self, *triggers):
        """Turn the clock to where these messages are due."""
        rows = self.env["wa.scheduled"].search([("trigger", "in", triggers), ("state", "=", "waiting")])
        now = fields.Datetime.now() - timedelta(seconds=1)
        rows.write({"due_at": now, "next_try_at": now})

    def send(self):
        """Send what is due, and post what is in the outbox.

        :return: list of the texts that went out
        """
        before = len(self.graph.sent)
        self.env.flush_all()
        self.env["wa.scheduled"]._send_batch()
        self.drain(purpose=OUTBOX)
        return [self.said(payload) for payload in self.graph.sent[before:]]

    @staticmethod
    def said(payload):
        if payload["type"] == "interactive":
            return payload["interactive"]["body"]["text"]
        return payload["text"]["body"]

    def deliver(self, row):
        """Let a message arrive on the customer's phone."""
        self.post_statuses(payloads.status(row.message_id.wamid, "delivered", wa_id=CUSTOMER))
        self.drain()
