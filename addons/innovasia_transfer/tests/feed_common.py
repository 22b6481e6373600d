"""What the tests of mutations and feeds share: rows, deliveries, a service that answers what a test tells it."""

import hashlib
import hmac
import json
from collections import Counter
from contextlib import contextmanager
from datetime import date, datetime
from unittest.mock import patch

from odoo.tests import HttpCase, TransactionCase

from ..tools.mutation_row import Row
from .common import TransferData

SECRET = "rahasia-webhook"
TOKEN = "token-api"


def row(amount=50_009, day=22, kind="credit", description="TRSF E-BANKING CR SITI RAHMAWATI", **values):
    """:return: Row of November 2026"""
    return Row(date(2026, 11, day), kind, amount, description, **values)


def moota(amount=50_009, day=22, id=None, type="CR", bank="bca-1", **values):
    """:return: a mutation in Moota's form"""
    return {
        "account_number": "1234567890",
        "date": f"2026-11-{day:02} 00:00:00",
        "description": "TRSF E-BANKING CR SITI RAHMAWATI",
        "amount": f"{amount}.00",
        "type": type,
        "balance": "0.00",
        "mutation_id": id or f"m{amount}-{day}",
        "bank_id": bank,
        **values,
    }


def sign(body, secret=SECRET):
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


class FeedData(TransferData):
    """The data of a test class: an account with a feed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.feed = cls.make_feed(cls.journal)

    @classmethod
    def make_feed(cls, journal, **values):
        """:return: bank.feed, Moota's unless told otherwise"""
        return cls.env["bank.feed"].create(
            {
                "name": f"{journal.name} Moota",
                "journal_id": journal.id,
                "account_ref": "bca-1",
                "secret": SECRET,
                "api_token": TOKEN,
                "user_id": cls.verifier.id,
                **values,
            }
        )

    def ingest(self, *rows, origin="poll", journal=None, **sources):
        return self.env["bank.mutation"]._ingest(journal or self.journal, rows, origin, **sources)

    def money(self, journal=None):
        """:return: Counter of (day, kind, amount) of the account's dated mutations"""
        domain = [("journal_id", "=", (journal or self.journal).id), ("is_pending", "=", False)]
        return Counter((m.date.day, m.kind, int(m.amount)) for m in self.env["bank.mutation"].search(domain))

    def event(self, body, origin="webhook", feed=None):
        """Store a body as the webhook does, and drain it.

        :return: bank.feed.event"""
        feed = feed or self.feed
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.env["bank.feed.event"]._store(feed.id, body, origin)
        self.drain(feed)
        return self.env["bank.feed.event"].search(
            [("digest", "=", hashlib.sha256(body).hexdigest()), ("feed_id", "=", feed.id)]
        )

    def drain(self, feed=None):
        """Do what the job does, on the test's cursor."""
        while (feed or self.feed)._drain_next():
            pass
        self.env.invalidate_all()

    @contextmanager
    def service(self, *answers, status=200):
        """Answer requests one after the other; an exception is raised instead. Yields the list of Asks."""
        asked, waiting = [], list(answers)

        def exchange(_session, ask):
            asked.append(ask)
            answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            if isinstance(answer, Exception):
                raise answer
            return answer if isinstance(answer, str) else json.dumps(answer)

        def apart(feed, deed):
            answer = deed(feed.with_user(1).with_context(lang="en_US"))
            feed.env.flush_all()
            return answer

        with (
            patch("odoo.addons.innovasia_transfer.tools.feed_exchange._exchange", exchange),
            patch.object(self.env.registry["bank.feed"], "_apart", apart),
        ):
            yield asked

    def at(self, text):
        return datetime.strptime(text, "%Y-%m-%d %H:%M")


class FeedCase(FeedData, TransactionCase):
    """A test of feeds on one cursor."""


class FeedHttpCase(FeedData, HttpCase):
    """A test of the webhook over HTTP."""

    def send(self, body, signature="", token=None, **headers):
        """Post bytes; signed as Moota does unless a signature (or None for no header) is given."""
        body = body if isinstance(body, (bytes, bytearray)) else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", **headers}
        signature = sign(body) if signature == "" else signature
        if signature is not None:
            headers["Signature"] = signature
        path = f"/transfer/feed/{token or self.feed.webhook_token}"
        return self.url_open(path, data=body, headers=headers, timeout=60, method="POST")
