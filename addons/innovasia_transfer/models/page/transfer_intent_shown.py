import re
from urllib.parse import quote

from markupsafe import Markup

from odoo import fields, models
from odoo.tools import format_datetime

from odoo.addons.innovasia_crm.models.automation.wa_automation_sentence import ZONES
from odoo.addons.innovasia_sales.tools.money import money

from .transfer_intent_proof import MOST_PROOFS

#: Products of an order that the page names.
NAMED = 5


class TransferIntent(models.Model):
    """What the customer's page shows: nothing of other orders, and of this one no name, number or address of anybody."""

    _inherit = "transfer.intent"

    def _page_state(self):
        """:return: ``open``, ``grace``, ``paid``, ``released`` or ``cancelled``, as the clock says it at this moment"""
        self.ensure_one()
        if self.state not in ("open", "grace"):
            return self.state
        now = fields.Datetime.now()
        if now < self.expires_at:
            return "open"
        return "grace" if now < self.release_at else "released"

    def _page_status(self):
        """:return: dict of what may change while somebody looks: ``state``, ``received`` and ``remaining`` (rupiah),
        ``seconds`` that are left, number of ``proofs``, and ``version``, which differs when the page looks different"""
        self.ensure_one()
        state, received, remaining = self._page_state(), round(self.received), max(0, self._still_due())
        until = {"open": self.expires_at, "grace": self.release_at}.get(state)
        seconds = max(0, int((until - fields.Datetime.now()).total_seconds())) if until else 0
        looks = (state, received, remaining, self.expires_at.isoformat(), self._page_successor().id, bool(self.qr_paid_at))
        return {
            "state": state,
            "received": received,
            "remaining": remaining,
            "seconds": seconds,
            "proofs": len(self.proof_ids),
            "version": "-".join(map(str, looks)),
        }

    def _page_values(self):
        """:return: dict of what the template of the page shows"""
        self.ensure_one()
        status = self._page_status()
        told = self._describe()
        head, tail = self._page_amount(status["remaining"])
        return {
            **status,
            "intent": self,
            "order": self.order_id,
            "company": self.company_id,
            "path": self._page_path(),
            **{name: told[name] for name in ("bank", "account_number", "holder")},
            # What is left of a part has no code that could be emphasised.
            "amount": head + tail if status["received"] else Markup("%s<mark>%s</mark>") % (head, tail),
            "digits": sum(letter.isdigit() for letter in tail),
            "received_text": self._page_money(status["received"]),
            "excess": self._page_money(self.received - self.payable) if self.received > self.payable else "",
            "until": self._page_time(self.expires_at if status["state"] == "open" else self.release_at),
            "paid_on": self._page_time(self.paid_at) if self.paid_at else "",
            "successor": self._page_successor(),
            "is_paid_otherwise": self._is_paid_otherwise(),
            "takes_proof": self._takes_proof(),
            "most_proofs": MOST_PROOFS,
            "has_qr": self._shows_qr(),
            "chat": self._page_chat(),
            "goods": self._page_goods(),
        }

    def _is_paid_otherwise(self):
        """:return: whether this is not waited for because the order was paid in another way"""
        return self.state == "cancelled" and self.order_id.state == "sale" and self.order_id._is_paid()

    def _page_successor(self):
        """:return: the live intent of the same order that took this one's place; empty when there is none"""
        if self.state not in ("cancelled", "released"):
            return self.browse()
        live = [("order_id", "=", self.order_id.id), ("state", "in", ("open", "grace")), ("id", "!=", self.id)]
        return self.search(live, limit=1)

    def _page_amount(self, amount):
        """:return: the amount as people write it, and apart its end that holds the unique code: ``Rp 50.``, ``009``"""
        text = self._page_money(amount)
        last = max(3, len(str(self.code)))
        places = [match.start() for match in re.finditer(r"\d", text)]
        begin = places[-last] if len(places) > last else places[0]
        return text[:begin], text[begin:]

    def _page_money(self, amount):
        return money(self.env, amount, self.currency_id)

    def _page_time(self, at):
        zone = self.env.context.get("tz")
        text = format_datetime(self.env, at, tz=zone, dt_format="EEEE, d MMMM y, HH:mm")
        return f"{text} {ZONES.get(zone, '')}".rstrip()

    def _page_chat(self):
        """:return: a link that opens a chat with the shop about this order; None when the shop has no number"""
        accounts = self.wa_channel_id.wa_account_id or self.env["wa.account"].search(
            [("company_id", "=", self.company_id.id), ("phone_number", "!=", False)], limit=1
        )
        digits = re.sub(r"\D", "", accounts.phone_number or "")
        text = self.env._("Hello, about the payment of order %s", self.order_id.name)
        return f"https://wa.me/{digits}?text={quote(text)}" if digits else None

    def _page_goods(self):
        """:return: {"lines": [(product, quantity)], "more": number of lines that are not named}"""
        lines = self.order_id.order_line.filtered(
            lambda line: line.product_id and not line.display_type and not line.is_delivery
        )
        plain = lines.with_context(display_default_code=False)
        named = [(line.product_id.display_name, f"{line.product_uom_qty:g}") for line in plain[:NAMED]]
        return {"lines": named, "more": max(0, len(lines) - NAMED)}
