import logging
import re
from collections import defaultdict
from datetime import datetime
from zoneinfo import ZoneInfo

from psycopg2 import OperationalError

from odoo import models
from odoo.exceptions import UserError

from ...tools.feed_exchange import read_all
from ...tools.providers import PROVIDERS
from ...tools.providers.reading import NotUnderstood
from .feed_texts import sentence

_logger = logging.getLogger(__name__)


class BankFeedEvent(models.Model):
    """Reading an event, and taking in what it tells."""

    _inherit = "bank.feed.event"

    def _take_in(self):
        """Read one event and take in its mutations; keep the good rows where others are not understood.

        :raises psycopg2.OperationalError: the whole transaction has to be repeated
        """
        self.ensure_one()
        event = self.with_context(lang=self.company_id._language())
        feed = event.feed_id
        try:
            with self.env.cr.savepoint():
                problems = event._ingest_reading(feed, event._read(feed))
        except OperationalError:
            raise
        except NotUnderstood as error:
            problems = [sentence(feed.env, error.reason, error.detail)]
        except UserError as error:
            problems = [str(error)]
        except Exception as error:
            # A defect in reading one body must not stop the account's money.
            _logger.exception("Bank feed %s: event %s failed", feed.id, self.id)
            problems = [f"{type(error).__name__}: {error}"]
        self.write({"state": "dead" if problems else "done", "error": "\n".join(problems) or False})
        return not problems

    def _read(self, feed):
        """:return: tools.providers.reading.Reading
        :raises NotUnderstood: it is nothing that the service sends"""
        provider, zone = PROVIDERS[feed.provider], feed.company_id._ledger_zone()
        today = datetime.now(ZoneInfo(zone)).date()
        if self.origin == "poll":
            return read_all(provider, self.body, zone, today)
        return provider.read_post(self.body, zone, today)

    def _ingest_reading(self, feed, reading):
        """Take in the rows, each for the account that it is of.

        :return: list of sentences about the rows that could not be
        """
        problems = [
            self.env._("Row %(number)s: %(reason)s", number=number, reason=sentence(feed.env, reason, detail))
            for number, reason, detail in reading.problems
        ]
        rows, strangers = defaultdict(list), defaultdict(int)
        feeds = feed | feed._siblings()
        for told in reading.told:
            owner = next((one for one in feeds if one._is_about(told.accounts)), None)
            if owner:
                rows[owner].append(told.row)
            else:
                strangers["/".join(sorted(told.accounts))] += 1
        problems += [
            self.env._(
                "%(count)s rows are of the account %(account)s, which no feed here is about.", count=count, account=account
            )
            for account, count in strangers.items()
        ]
        mutations = self.env["bank.mutation"]
        for owner, told in rows.items():
            others = mutations._other_money(owner.journal_id, told, self.origin, self)
            problems += [mutations._why_other_money(row) for row in others]
            mutations._ingest(owner.journal_id, [row for row in told if row not in others], self.origin, event=self)
        return problems


class BankFeed(models.Model):
    _inherit = "bank.feed"

    def _siblings(self):
        """:return: other feeds of the same service and secret: one webhook may tell of all accounts that somebody has there"""
        domain = [("provider", "=", self.provider), ("id", "!=", self.id), ("company_id", "=", self.company_id.id)]
        return self.search(domain).filtered(lambda feed: feed.secret == self.secret and feed.api_token == self.api_token)

    def _is_about(self, accounts):
        """Tell whether one of the service's names of an account is this one's. Without a name, it is the one asked for.

        :param frozenset accounts: the service's id of the account, its number
        """
        if not accounts:
            return True
        if self.account_ref:
            return self.account_ref.strip() in accounts or _digits(self.account_ref) in {_digits(name) for name in accounts}
        number = _digits(self.journal_id.bank_account_id.acc_number)
        return bool(number) and number in {_digits(name) for name in accounts}


def _digits(text):
    """:return: an account's number without what people write between its digits; text that is no number as it is"""
    compact = re.sub(r"[\s.\-]", "", text or "")
    return compact if compact.isdigit() else text
