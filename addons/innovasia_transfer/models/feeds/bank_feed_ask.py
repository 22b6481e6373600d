from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError
from odoo.service.model import retrying
from odoo.tools.misc import format_date

from odoo.addons.innovasia_whatsapp.tools.masking import mask

from ...tools.feed_exchange import ask_all, read_all
from ...tools.providers import PROVIDERS
from ...tools.providers.reading import NotUnderstood
from .feed_texts import sentence

#: Banks book late, and services see it later: each time the last days are asked for again.
OVERLAP_DAYS = 3


class BankFeed(models.Model):
    """Asking the service, every few minutes and on demand (TRANSFERS.md 8)."""

    _inherit = "bank.feed"

    @api.model
    def _cron_ask(self):
        """Have a job ask each feed whose time has come, and see to those that went silent."""
        self._cron_sweep()
        now = fields.Datetime.now()
        for feed in self.sudo().search([]).filtered("api_token"):  # pylint: disable=no-search-all
            if not feed.asked_at or feed.asked_at + timedelta(minutes=feed.interval_minutes) <= now:
                feed.with_user(SUPERUSER_ID).with_delay(
                    channel="root.transfer",
                    identity_key=f"bank.feed.ask.{feed.id}",
                    description=f"Bank feed: ask {feed.name}",
                )._ask()
        self._watch(now)

    def action_ask(self):
        """Button "Ask now": ask the service at once, and say what it told.

        :raises AccessError: for who may not match
        """
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group("innovasia_transfer.group_matcher") and not self.env.user.has_group("base.group_system"):
            raise AccessError(self.env._("Only who matches bank transfers may ask the bank."))
        told = self.sudo()._ask()
        since = format_date(self.env, told["since"])
        kind = "danger" if told["error"] else "success"
        if told["error"]:
            message = told["error"]
        elif not told["rows"]:
            message = self.env._("The service answered: no mutations since %s.", since)
        else:
            message = self.env._(
                "The service answered: %(rows)s mutations since %(since)s, %(new)s of them new.",
                rows=told["rows"], since=since, new=told["new"],
            )  # fmt: skip
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": self.name,
                "message": message,
                "type": kind,
                "sticky": bool(told["error"]),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _ask(self):
        """Ask the service and take in what it tells; the body of a queue job.

        Nothing is held while the service is waited for, and nothing that is repeated asks again.

        :return: {"rows", "new": counts, "since": first day asked for, "error": sentence or False}
        """
        self.ensure_one()
        lang = self.env.lang
        first, token, provider, since = self._apart(lambda feed: feed._begin_asking())
        try:
            if isinstance(first, NotUnderstood):
                raise first
            body = ask_all(PROVIDERS[provider], first)
            # Only to know whether it is an answer, and how long.
            rows = len(read_all(PROVIDERS[provider], body, "UTC", fields.Date.today()).told)
        except NotUnderstood as error:
            reason, detail = error.reason, mask(error.detail, token)
            self._apart(lambda feed: feed._note_silence(reason, detail))
            return {"rows": 0, "new": 0, "since": since, "error": sentence(self.with_context(lang=lang).env, reason, detail)}
        new, error = self._apart(lambda feed: feed._end_asking(body))
        return {"rows": rows, "new": new, "since": since, "error": error}

    def _begin_asking(self):
        """Note that it is asked.

        :return: (Ask or NotUnderstood, API token, provider's key, first day)
        """
        self.asked_at = fields.Datetime.now()
        provider = PROVIDERS[self.provider]
        today = datetime.now(ZoneInfo(self.company_id._ledger_zone())).date()
        answered = self.answered_at.date() if self.answered_at else today
        since = max(min(answered, today) - timedelta(days=OVERLAP_DAYS), today - provider.longest_span())
        if not self.api_token or not self.account_ref:
            return NotUnderstood("no_account_ref" if self.api_token else "no_token"), "", self.provider, since
        url = (self.api_url or provider.API_URL).rstrip("/")
        ask = provider.first_ask(url, self.api_token, self.account_ref.strip(), since, today + timedelta(days=1))
        return ask, self.api_token, self.provider, since

    def _end_asking(self, body):
        """Store an answer and take it in.

        :return: (number of new mutations, sentences about rows that were not understood or False)
        """
        events = self.env["bank.feed.event"]
        events._store(self.id, body.encode(), "poll")
        domain = [("feed_id", "=", self.id), ("state", "=", "pending"), ("origin", "=", "poll")]
        pending = events.search(domain, order="id")
        for event in pending:
            event._take_in()
        error = next((event.error for event in pending if event.error), False)
        self._note_answer(error)
        return sum(pending.mapped("mutation_count")), error

    def _apart(self, deed):
        """Do something with this feed in a transaction of its own, again after a conflict.

        :param deed: function of the feed
        :return: what it returns
        """
        with self.env.registry.cursor() as cr:
            feed = self.with_env(api.Environment(cr, SUPERUSER_ID, {}))
            return retrying(lambda: deed(feed), feed.env)
