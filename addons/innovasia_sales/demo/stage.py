"""Plays what is sold with the product's own methods, on a clock that is turned back for all of Odoo."""

from base64 import b64encode
from itertools import count
from random import Random
from unittest.mock import patch

from freezegun import freeze_time

from odoo.fields import Command

from odoo.addons.innovasia_crm.demo import stage
from odoo.addons.innovasia_crm.demo.cast import CUSTOMERS
from odoo.addons.innovasia_whatsapp.tools.webhook_types import Media, Message

from . import basket, goods, places, shop, slips, words

SALESMAN, VERIFIER, WAREHOUSE, CASHIER = "sales", "verifikator", "gudang", "kasir"
#: How the numbers of couriers look.
NUMBERS = {
    "JNE": "88251120{:08}",
    "JNT": "JP{:010}",
    "SICEPAT": "0012{:08}",
    "ANTERAJA": "1000{:010}",
    "POS": "P26112{:08}",
}


class ShopStage(stage.Stage):
    """The stage of the conversations, on which is also sold, paid, verified and shipped."""

    templates = words.TEMPLATES

    def __init__(self, env, devices):
        super().__init__(env, devices)
        people = env["res.users"].search([("login", "in", (SALESMAN, VERIFIER, WAREHOUSE, CASHIER))])
        self.users |= people.grouped("login")
        self.numbers, self.random = count(1), Random(4)
        self.cast = {one.name: one for one in CUSTOMERS}
        #: By customer: the latest sale.transaction, sale.order and slip (its picture and amount).
        self.transactions, self.orders, self.slips = {}, {}, {}

    def play(self, steps, until):
        self.now = steps[0].at
        with freeze_time(self.now) as self.clock, patch.object(self.env.cr, "now", lambda: self.now):
            shop.prepare(self.env)
            goods.prepare(self.env)
            return super().play(steps, until)

    def turn(self, now):
        result = super().turn(now)
        self.clock.move_to(now)
        return result

    # --- paying and buying ---------------------------------------------------------------

    def _slip(self, step):
        method, amount = step.text.split()
        picture = self._draw(step, method, int(amount), step.at)
        wamid = f"wamid.demo.{next(self.wamids)}"
        media = Media(id=f"demo.{wamid}", mime_type="image/png")
        message = Message(wamid, "image", step.at, self.contacts[step.customer], media=media)
        received = self.env["wa.message"]._receive(self.device_of[step.customer], [message])
        row = received or self.env["wa.message"].search([("wamid", "=", wamid)])
        row._store_media(picture, "image/png")
        self.slips[step.customer] = (row.mail_message_id.attachment_ids, int(amount), step.at)

    def _draw(self, step, method, amount, at):
        """:return: bytes of a picture of a transfer"""
        payee = self.device_of[step.customer].name
        account = slips.ACCOUNTS[self.cast[step.customer].device]
        reference = f"{self.random.randrange(10**12, 10**13)}"
        return slips.png(method, amount, step.customer, payee, account, at, reference)

    def _sell(self, step):
        channel = self.channels[self.contacts[step.customer].wa_id]
        agent = channel.wa_agent_id or self.users[step.agent]
        answer = channel.with_user(agent).wa_convert(self._sale(step))
        self._sold(step, answer["id"])

    def _enter(self, step):
        transactions = self.env["sale.transaction"].with_user(self.users[SALESMAN])
        answer = transactions.entry_save(self._sale(step), {"id": self._partner(step).id})
        self._sold(step, answer["id"])

    def _counter(self, step):
        sale = basket.read(self.env, step.text)
        key, orders = f"demo-{next(self.numbers):06}", self.env["sale.order"].with_user(self.users[CASHIER])
        orders.cashier_sell({"key": key, "lines": sale["lines"], "payment_method_id": sale["method"].id})

    def _sale(self, step):
        """:return: what the window or the page for manual entry would send"""
        sale = basket.read(self.env, step.text)
        sent, amount, paid_at = self.slips.pop(step.customer, (None, sale["paid"], step.at))
        values = {
            "key": f"demo-{next(self.numbers):06}",
            "lines": sale["lines"],
            "payment_method_id": sale["method"].id,
            "paid_at": f"{paid_at:%Y-%m-%d %H:%M:%S}",
            "carrier_id": sale["carrier"].id,
            "shipping_cost": sale["shipping"],
            "address": sale["carrier"] and places.address(self.cast[step.customer]),
        }
        if amount:
            values |= {"amount": amount, "differs": True}
        if sent:
            values["evidence_ids"] = sent.ids
        elif sale["word"] in slips.BANKS:
            picture = self._draw(step, sale["word"], amount or self._price(step, values), paid_at)
            values["uploads"] = [{"name": "bukti transfer.png", "content": b64encode(picture).decode()}]
        return values

    def _price(self, step, values):
        entries = self.env["sale.transaction"].with_user(self.users[SALESMAN])
        return int(entries.entry_quote(values, self._partner(step).id)["total"])

    def _partner(self, step):
        return self.channels[self.contacts[step.customer].wa_id].wa_partner_id

    def _sold(self, step, transaction_id):
        transaction = self.env["sale.transaction"].browse(transaction_id)
        self.transactions[step.customer], self.orders[step.customer] = transaction, transaction.order_id

    def _owe(self, step):
        sale = basket.read(self.env, f"Lainnya {step.text}")
        lines = [{"product_id": line["product_id"], "product_uom_qty": line["quantity"]} for line in sale["lines"]]
        orders = self.env["sale.order"].with_user(self.users[SALESMAN])
        order = orders.create({"partner_id": self._partner(step).id, "order_line": [*map(Command.create, lines)]})
        order.action_confirm()
        self.orders[step.customer] = order.sudo()

    # --- verifying -----------------------------------------------------------------------

    def _c(self, step, **data):
        result = super()._c(step, **data)
        self._send_due_receipts()  # those that waited for the customer to write
        return result

    def _send_receipts(self, _step):
        self.env.company.receipt_auto_send = True

    def _send_due_receipts(self):
        due = self.env["sale.transaction"]
        while due := due._next_due_receipt(due.id or 0):
            due._deliver_receipt()

    def _accept(self, step):
        self.transactions[step.customer].with_user(self.users[VERIFIER]).action_accept()
        self._send_due_receipts()

    def _reject(self, step):
        self.transactions[step.customer].with_user(self.users[VERIFIER]).action_reject(step.text)

    def _reverse(self, step):
        self.transactions[step.customer].with_user(self.users[VERIFIER]).action_reverse(step.text)

    # --- shipping ------------------------------------------------------------------------

    def _of_warehouse(self, step):
        return self.orders[step.customer].with_user(self.users[WAREHOUSE])

    def _process(self, step):
        self._of_warehouse(step).action_process()

    def _ship(self, step):
        order = self.orders[step.customer]
        carrier = order.carrier_id or self.env.ref("innovasia_sales.carrier_pickup")
        self._of_warehouse(step).action_ship(self._number(carrier), carrier.id)
        if not order.invoice_ids:
            order._create_invoices().action_post()

    def _part(self, step):
        order = self.orders[step.customer]
        window = self._of_warehouse(step).action_open_ship()
        ship = self.env[window["res_model"]].with_user(self.users[WAREHOUSE]).browse(window["res_id"])
        ship.tracking = self._number(order.carrier_id)
        for line, quantity in zip(ship.line_ids, (int(step.text), *[0] * len(ship.line_ids)), strict=False):
            line.quantity = quantity
        ship.action_ship()

    def _receive(self, step):
        self._of_warehouse(step).action_receive()

    def _bring_back(self, step):
        code, condition, reason = step.text.split()
        code, _colon, quantity = code.partition(":")
        returns = self.env["sale.return"].with_user(self.users[WAREHOUSE])
        document = returns.create(
            {
                "order_id": self.orders[step.customer].id,
                "reason_id": self.env.ref(f"innovasia_sales.return_reason_{reason}").id,
            }
        )
        line = document.line_ids.filtered(lambda line: line.product_id.default_code == code)
        line.write({"quantity": int(quantity), "condition": condition})
        document.action_process()

    def _number(self, carrier):
        return carrier.code in NUMBERS and NUMBERS[carrier.code].format(self.random.randrange(10**7, 10**8))
