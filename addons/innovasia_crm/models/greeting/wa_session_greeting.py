import logging
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import api, fields, models

from ..automation.discuss_channel_say import Saying

_logger = logging.getLogger(__name__)

#: A message that comes later than this, after an outage for instance, gets no automatic answer.
FRESH = timedelta(minutes=10)
#: How the keys of these answers begin.
KEYS = ("greeting.", "away.")
#: Who answered so recently is still there, whatever the working hours say.
ANSWERING = timedelta(minutes=30)
#: Kinds that are nothing to answer.
NOT_ANSWERED = ("reaction", "system", "unsupported")


class WaSession(models.Model):
    """What a device answers by itself: each text at most once per session."""

    _inherit = "wa.session"

    greeted_at = fields.Datetime("Greeted", readonly=True)
    away_at = fields.Datetime("Told that nobody is there", readonly=True)

    @api.model
    def _answer_automatically(self, account, rows):
        """Greet who begins a session, and tell who writes outside the working hours.

        These answers are no replies: they claim nothing, and the customer goes on waiting. Costs no query for a device
        that says nothing by itself. What goes wrong here holds up no message of a customer.

        :param rows: wa.message, inbound, just posted
        """
        account = account.sudo()
        if not (account.greeting_active or account.away_active):
            return
        try:
            with self.env.cr.savepoint():
                self.sudo()._answer_fresh(account, rows)
        except OperationalError:
            raise  # the whole batch is tried again
        except Exception:
            _logger.exception("Device %s: no automatic answers", account.id)

    def _answer_fresh(self, account, rows):
        now = fields.Datetime.now()
        fresh = rows.filtered(lambda row: row.mail_message_id and row.kind not in NOT_ANSWERED and row.timestamp > now - FRESH)
        # One of a session is enough: what decides is when the customer wrote, and they are minutes apart.
        latest = {row.channel_id.wa_session_id: row for row in fresh.sorted("timestamp")}
        latest = {s: row for s, row in latest.items() if s and s.expires_at > now and not s.ended_at}
        away = self._to_tell_away(account, latest, now) if account.away_active else self.browse()
        greeted = self._to_greet(account, latest, away, now) if account.greeting_active else self.browse()
        self._say(account, [(session, latest[session]) for session in greeted], "greeting")
        self._say(account, [(session, latest[session]) for session in away], "away")
        greeted.greeted_at = now
        away.away_at = now

    def _to_tell_away(self, account, latest, now):
        """:return: the sessions whose customer is to be told that nobody is there"""
        untold = {session: row for session, row in latest.items() if not session.away_at}
        if not untold:
            return self.browse()
        hours = account._open_intervals(now - FRESH, now + FRESH)
        closed = self.browse().union(
            *(s for s, row in untold.items() if not any(start <= row.timestamp < stop for start, stop in hours))
        )
        return closed - closed._being_answered(now)

    def _to_greet(self, account, latest, away, now):
        """:return: the sessions that have just begun, and in which nothing was said yet"""
        begun = (
            self.browse()
            .union(*latest)
            .filtered(lambda s: s.started_at > now - FRESH and not s.greeted_at and not s.first_reply_at)
        )
        return begun if account.greet_when_away else begun.filtered(lambda s: s not in away and not s.away_at)

    def _being_answered(self, now):
        """:return: those of these sessions in which a person answered a moment ago"""
        if not self:
            return self
        answers = self.env["wa.message"]._read_group(
            [
                ("channel_id", "in", self.channel_id.ids),
                ("direction", "=", "outbound"),
                ("user_id", "!=", False),
                ("mail_message_id.date", ">", now - ANSWERING),
            ],
            ["channel_id"],
        )
        answered = {channel for (channel,) in answers}
        return self.filtered(lambda session: session.channel_id in answered)

    def _say(self, account, answers, purpose):
        """Post an automatic answer in each conversation and queue it.

        :param answers: list of (session, the customer's message)
        :param str purpose: greeting or away; with the session it is the key that lets nothing be sent twice
        """
        if not answers:
            return
        used = account[f"{purpose}_format_id"]
        sessions = self.browse([session.id for session, _row in answers])
        at = min(row.timestamp for _session, row in answers)
        table = self.env["wa.trigger"].with_context(wa_at=at)
        texts = used._render(table._values(used.trigger, sessions, used._variables_used(), account))
        self.env["discuss.channel"]._wa_say_all(
            [
                Saying(session.channel_id, texts[session.id], f"{purpose}.{session.id}", used.attachment_id)
                for session in sessions
            ]
        )
