"""A device whose Graph API is a recording fake, and conversations to answer in."""

import itertools
import json
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

import requests

from odoo import fields
from odoo.tests import TransactionCase
from odoo.tools import SQL

from odoo.addons.innovasia_whatsapp.models.wa_account import OUTBOX
from odoo.addons.innovasia_whatsapp.tools.graph_client import GraphClient


class FakeGraph:
    """Stands in for a ``requests.Session``: records what was posted, answers as it is told.

    ``script`` holds answers for the next messages: a Graph error code, an HTTP status as
    ``"http 503"``, an exception to raise, or None for success. Afterwards all succeed.
    """

    def __init__(self):
        self.sent, self.uploads, self.script = [], [], []
        self._ids = itertools.count(1)

    def request(self, method, url, **options):
        if url.endswith("/media"):
            self.uploads.append(options["files"]["file"])
            return _answer(200, {"id": f"media-{next(self._ids)}"})
        self.sent.append(options["json"])
        answer = self.script.pop(0) if self.script else None
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, str):
            return _answer(int(answer.split()[1]), None)
        if answer is not None:
            error = {"message": "Refused", "code": answer, "error_data": {"details": "As told"}}
            return _answer(400, {"error": error})
        return _answer(200, {"messages": [{"id": f"wamid.{next(self._ids)}"}]})

    def close(self):
        """Nothing is open."""

    @property
    def texts(self):
        return [payload["text"]["body"] for payload in self.sent if payload.get("type") == "text"]


def _answer(status, content):
    response = requests.Response()
    response.status_code = status
    response._content = json.dumps(content).encode() if content is not None else b"<html>"
    return response


class SpeaksToFakeGraph:
    """Posts of every device go to ``self.graph``; mix it in before TransactionCase or HttpCase."""

    def setUp(self):
        super().setUp()
        self.graph = FakeGraph()
        self.startPatcher(
            patch.object(
                type(self.env["wa.account"]),
                "_client",
                lambda account: GraphClient("https://graph", "v23.0", "token", session=self.graph),
            )
        )


class OutboxCase(SpeaksToFakeGraph, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account = cls._new_account("Toko", "900000000000001")
        cls.siti = cls._new_conversation("Siti", "6281200000001")
        cls.budi = cls._new_conversation("Budi", "6281200000002")
        cls.agent = cls._new_user("agent", "innovasia_whatsapp.group_user")
        cls.partner_siti = cls.siti.wa_partner_id

    @classmethod
    def _new_account(cls, name, phone_number_id):
        account = cls.env["wa.account"].create(
            {
                "name": name,
                "phone_number_id": phone_number_id,
                "waba_id": "900000000000000",
                "app_secret": "secret",
                "access_token": "token",
            }
        )
        account.state = "connected"
        return account

    @classmethod
    def _new_user(cls, login, group):
        return cls.env["res.users"].create({"name": login, "login": login, "group_ids": [(6, 0, [cls.env.ref(group).id])]})

    @classmethod
    def _new_conversation(cls, name, wa_id, account=None):
        """A conversation whose customer wrote a minute ago."""
        account = account or cls.account
        partner = cls.env["res.partner"].create({"name": name, "wa_number": wa_id})
        identity = cls.env["wa.identity"].create({"account_id": account.id, "wa_id": wa_id, "partner_id": partner.id})
        channel = cls.env["discuss.channel"]._wa_create(identity)
        channel.wa_window_expires_at = fields.Datetime.now() + timedelta(hours=23, minutes=59)
        return channel

    @contextmanager
    def _waking(self):
        """Record which accounts are woken, and when."""
        woken = []
        with patch.object(
            type(self.env["wa.account"]),
            "_wake",
            lambda accounts, purpose, eta=None: woken.append((accounts.ids, purpose, eta)),
        ):
            yield woken

    def drain(self, account=None):
        """Run the outbox of an account as its job does; returns when delayed jobs were asked for."""
        self.env.flush_all()
        with self.enter_registry_test_mode(), self._waking() as woken:
            (account or self.account)._run(OUTBOX)
        self.env.invalidate_all()
        return [eta for _ids, purpose, eta in woken if purpose == OUTBOX and eta]

    def queue(self, channel=None, text="Halo", **values):
        """Queue a message without a conversation's checks."""
        channel = channel or self.siti
        values = {"kind": "text", "body": text, "channel": channel, **values}
        return self.env["wa.message"]._enqueue(self.account, channel.wa_identity_id, **values)

    def let_time_pass(self, seconds):
        """Move everything that waits for a time into the past by so many seconds."""
        self.env.flush_all()
        for table, columns in (
            ("wa_message", ("next_try_at", "claimed_at", "failed_at")),
            ("wa_throttle", ("spent_until", "blocked_until", "typing_at")),
        ):
            for column in map(SQL.identifier, columns):
                self.env.cr.execute(
                    SQL(
                        "UPDATE %s SET %s = %s - %s * interval '1 second'",
                        SQL.identifier(table),
                        column,
                        column,
                        seconds,
                    )
                )
        self.env.invalidate_all()
