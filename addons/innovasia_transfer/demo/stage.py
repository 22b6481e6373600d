"""Plays the transfers with the product's own methods, on a clock that is turned back for all of Odoo."""

from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time
from pytz import UTC, timezone

from odoo.fields import Command

from odoo.addons.innovasia_crm.demo.cast import CUSTOMERS
from odoo.addons.innovasia_sales.demo import slips
from odoo.addons.innovasia_sales.demo.stage import VERIFIER

from ..tools.mutation_row import Row
from . import scenes

ACCOUNT, NUMBER = "BCA Kode Unik", "5220304050"
ZONE = timezone("Asia/Jakarta")
TEXT = "TRSF E-BANKING CR {:%d%m}/FTSCY/WS95031 {}.00 {}"


class TransferStage:
    """A bank account with unique codes, and what happens on it."""

    def __init__(self, env):
        self.env, self.intents, self.balance, self.number = env, {}, scenes.BEGIN, 0
        partners = env["res.partner"].search([("wa_number", "in", [one.number for one in CUSTOMERS])]).grouped("wa_number")
        self.partners = {one.name: partners[one.number] for one in CUSTOMERS}
        self.users = env["res.users"].search([("login", "in", ("cs_a", "cs_b", "cs_c", VERIFIER))]).grouped("login")

    def play(self, now):
        """Let everything happen until now (UTC), in its order and at its time."""
        company = self.env.company
        sends, company.receipt_auto_send = company.receipt_auto_send, False
        begin = min(at for at, *_deed in self.timeline(now)) - timedelta(hours=1)
        with freeze_time(begin) as clock, patch.object(self.env.cr, "now", lambda: clock().replace(tzinfo=None)):
            self.open_account()
            self.settle_down()
            for at, deed, *arguments in sorted(self.timeline(now), key=lambda step: step[0]):
                clock.move_to(at)
                self.env["transfer.intent"]._pass_time()
                getattr(self, f"_{deed}")(*arguments)
                self.settle_down()
            clock.move_to(now)
            self.env["transfer.intent"]._pass_time()
        company.receipt_auto_send = sends

    def settle_down(self):
        """Keep what happened: codes are reserved in transactions of their own, which see nothing else."""
        self.env.cr.commit()  # pylint: disable=invalid-commit

    def timeline(self, now):
        """:return: what happens when: (time, method, arguments)"""
        for scene in scenes.SCENES:
            opened_at = now - timedelta(hours=scene.hours)
            yield opened_at, "ask", scene
            for minutes, how in scene.paid:
                booked_at = opened_at + timedelta(minutes=minutes)
                yield booked_at + timedelta(minutes=scene.told), "transfer", scene, how, booked_at
            if scene.proof:
                yield opened_at + timedelta(minutes=10), "prove", scene
            if scene.asked:
                yield opened_at + timedelta(minutes=scene.asked), "verify", scene
            if scene.end:
                yield opened_at + timedelta(hours=3), "cancel", scene
        for line in scenes.LINES:
            booked_at = now - timedelta(hours=line.hours)
            yield booked_at + timedelta(minutes=2), "line", line, booked_at
        yield now - timedelta(hours=scenes.PENDING.hours), "pending", scenes.PENDING

    def open_account(self):
        """Open the account, and the way to pay by it."""
        env, company = self.env, self.env.company
        bank = env["res.bank"].search([("name", "=", "BCA")], limit=1) or env["res.bank"].create({"name": "BCA"})
        account = env["res.partner.bank"].create(
            {
                "acc_number": NUMBER,
                "bank_id": bank.id,
                "partner_id": company.partner_id.id,
                "acc_holder_name": company.name,
            }
        )
        self.journal = env["account.journal"].create(
            {
                "name": ACCOUNT,
                "code": "BCAU",
                "type": "bank",
                "company_id": company.id,
                "bank_account_id": account.id,
                "transfer_open": True,
            }
        )
        self.method = env["sale.payment.method"].create(
            {"name": "Transfer Bank", "journal_id": self.journal.id, "is_transfer": True, "sequence": 4}
        )

    # --- what happens ----------------------------------------------------------------------------

    def _ask(self, scene):
        """An order, and the amount that its customer is to transfer."""
        agent, partner = self.users[scene.agent], self.partners[scene.customer]
        lines = [part.split(":") for part in scene.basket.split()]
        products = self.env["product.product"].search([("default_code", "in", [code for code, _ in lines])])
        by_code = products.grouped("default_code")
        order = self.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "user_id": agent.id,
                "wa_channel_id": self.env["discuss.channel"].search([("wa_partner_id", "=", partner.id)], limit=1).id,
                "order_line": [
                    Command.create({"product_id": by_code[code].id, "product_uom_qty": int(number)}) for code, number in lines
                ],
            }
        )
        told = order.with_user(agent).action_transfer(self.method.id)
        self.intents[scene] = self.env["transfer.intent"].browse(told["id"])

    def _transfer(self, scene, how, booked_at):
        """What the customer transferred, when the bank's feed tells it."""
        intent = self.intents[scene]
        sender = scene.customer.upper()
        told = self.tell(booked_at, "credit", self.amount(intent, how.rstrip("!")), TEXT, sender)
        if how.endswith("!"):
            told.with_user(self.users[VERIFIER]).action_match(intent.id)

    def amount(self, intent, how):
        """:return: rupiah, as :mod:`scenes` says them"""
        payable = round(intent.payable)
        match how:
            case "=":
                return payable
            case "base":
                return round(intent.base)
            case "rest":
                return intent._still_due()
            case "swap":
                *head, tens, ones = str(payable)
                return int("".join([*head, ones, tens])) if tens != ones else payable + 9
        return payable + int(how)

    def _prove(self, scene):
        intent = self.intents[scene]
        paid_at = intent.opened_at + timedelta(minutes=9)
        amount = self.amount(intent, scene.paid[0][1].rstrip("!") if scene.paid else "=")
        picture = slips.png("BCA", amount, scene.customer, intent.company_id.name, NUMBER, paid_at, f"{intent.id:010}")
        intent.sudo()._take_proof("bukti transfer.png", picture)

    def _verify(self, scene):
        """The customer says to have paid: whoever serves them asks finance for the money."""
        intent, agent = self.intents[scene], self.users[scene.agent]
        window = intent.with_user(agent).action_verify()
        told = {
            "account_number": f"6041{intent.id:06}",
            "bank_name": "BCA",
            "holder": scene.customer.upper(),
            "transferred_at": intent.opened_at + timedelta(minutes=scene.paid[0][0]),
        }
        verifications = self.env["transfer.verification"].with_user(agent).with_context(**window["context"])
        verifications.create(told).action_submit()

    def _cancel(self, scene):
        self.intents[scene].with_user(self.users[scene.agent]).action_cancel(scene.end)

    def _line(self, line, booked_at):
        self.tell(booked_at, line.kind, line.amount, line.text, line.sender)

    def _pending(self, line):
        row = Row(self.day(self.env.cr.now()), line.kind, line.amount, line.text, is_pending=True, sender_name=line.sender)
        self.env["bank.mutation"]._ingest(self.journal, [row], "api")

    def tell(self, booked_at, kind, amount, text, sender):
        """Take in a line of the account, and match what is certain, as the feed's job does.

        :return: bank.mutation
        """
        self.number += 1
        self.balance += amount if kind == "credit" else -amount
        row = Row(
            date=self.day(booked_at),
            kind=kind,
            amount=amount,
            description=text.format(booked_at, amount, sender),
            balance=self.balance,
            booked_at=booked_at,
            reference=f"demo-{self.number:04}",
            sender_name=sender,
        )
        told = self.env["bank.mutation"]._ingest(self.journal, [row], "api").mutations
        for _batch in self.env["transfer.match"]._match(self.journal):
            self.env.flush_all()
        return told

    def day(self, at):
        """:return: the bank's day of a time (UTC)"""
        return UTC.localize(at).astimezone(ZONE).date()
