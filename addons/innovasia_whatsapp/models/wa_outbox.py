import random
import time
import uuid
from datetime import timedelta

from psycopg2 import OperationalError
from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.service.model import PG_CONCURRENCY_ERRORS_TO_RETRY
from odoo.tools import SQL

from ..tools import delivery
from .wa_throttle import NOW, RECIPIENT_BURST, RECIPIENT_INTERVAL

#: Messages of one account that are on their way at the same time.
WORKERS = 20
#: Files that are in memory at the same time, in bytes; a single one may be larger.
UPLOAD_BUDGET = 32 << 20
#: A message that is in 'sending' for longer than any request takes was left by a dead process.
LEASE = timedelta(minutes=2)
#: Seconds that a drain waits for its pacing instead of ending and coming back.
PATIENCE = 1.0
#: Seconds between two looks at the queue while answers are awaited.
POLL = 0.2
TRIES = 10


class WaMessage(models.Model):
    """The outbox: from a row in state 'outgoing' to a message that Meta has accepted.

    A message is claimed and committed as 'sending' before it is posted, and its outcome is
    recorded in a commit of its own. A process that is killed in between leaves it 'sending';
    nobody can tell whether the post went out, so after the lease it becomes 'unknown' and is
    never sent again by itself. A status webhook, which carries our ``key``, resolves it.
    """

    _inherit = "wa.message"

    attachment_id = fields.Many2one(
        "ir.attachment", "File", ondelete="set null", help="What an outgoing message shows."
    )
    request_key = fields.Char(
        copy=False, help="The caller's key: the same request is not queued a second time."
    )
    claimed_at = fields.Datetime(copy=False)
    media_uploaded_at = fields.Datetime(
        copy=False, help="Set on the message whose file was uploaded; Meta keeps it for 30 days."
    )

    _request_key_unique = models.UniqueIndex(
        "(account_id, request_key) WHERE request_key IS NOT NULL"
    )
    _outbox_recipient_idx = models.Index(
        "(account_id, identity_id, id) WHERE state IN ('outgoing', 'sending')"
    )
    _upload_idx = models.Index(
        "(account_id, attachment_id, media_uploaded_at) WHERE media_uploaded_at IS NOT NULL"
    )
    _conversation_inbound_idx = models.Index("(channel_id, id) WHERE direction = 'inbound'")

    # --- in ------------------------------------------------------------------------------

    @api.model
    def _enqueue(
        self,
        account,
        identity,
        kind,
        body=None,
        data=None,
        attachment=None,
        context_wamid=None,
        mail_message=None,
        channel=None,
        key=None,
    ):
        """Queue one message in the caller's own transaction: a roll-back sends nothing.

        :param str kind: Meta's word: text, image, video, audio, document, sticker, reaction,
            template, interactive, location, contacts
        :param str body: the text or caption in WhatsApp's markup; what a person reads of others
        :param dict data: for a reaction ``{"emoji": ...}``; for kinds without a builder here,
            what a function of :mod:`tools.message_payload` returned
        :param attachment: ir.attachment to send, for media
        :param str context_wamid: the message that is answered or reacted to
        :param mail_message: the message in Discuss that shows it
        :param channel: its conversation, when it is at hand
        :param str key: calling again with the same key returns the message of the first call
        :return: wa.message, in state 'outgoing'
        """
        messages = self.sudo()
        if key:
            asked = [("account_id", "=", account.id), ("request_key", "=", key)]
            if queued := messages.search(asked, limit=1):
                return queued
        values = {
            "account_id": account.id,
            "identity_id": identity.id,
            "partner_id": identity.sudo().partner_id.id,
            "channel_id": channel.id if channel else False,
            "mail_message_id": mail_message.id if mail_message else False,
            "user_id": False if self.env.user._is_superuser() else self.env.uid,
            "direction": "outbound",
            "kind": kind,
            "body": body,
            "data": data,
            "attachment_id": attachment.id if attachment else False,
            "media_mime": attachment.mimetype if attachment else False,
            "media_filename": attachment.name if attachment else False,
            "context_wamid": context_wamid,
            "key": uuid.uuid4().hex,
            "request_key": key,
            "state": "outgoing",
        }
        message = messages._create_once(values)
        account._wake_after_commit("outbox")
        return message

    def _create_once(self, values):
        if not values["request_key"]:
            return self.create(values)
        try:
            with self.env.cr.savepoint():
                return self.create(values)
        except UniqueViolation as error:
            # Queued by a transaction that this one cannot see: begun anew, it finds the message.
            raise ConcurrencyError("The same message was queued at the same time") from error

    # --- out -----------------------------------------------------------------------------

    @api.model
    def _drain_outbox(self, account):
        """Send what is due, as fast as pacing allows; one slow answer keeps nobody else waiting.

        Commits by itself: every claim before its posts, every outcome as it arrives. The
        caller holds the account's lock, so what is 'sending' at the start is abandoned.

        :return: how many messages were posted
        """
        self._step(self._give_up_abandoned, account)
        posted = 0
        if not self._may_send(account):
            return posted
        with (
            account._client() as client,
            delivery.Delivery(client, account.phone_number_id, WORKERS) as under_way,
        ):
            while True:
                sends = self._step(self._claim, account, under_way.free, under_way.loaded)
                under_way.start(sends)
                posted += len(sends)
                if under_way.busy:
                    if outcomes := under_way.outcomes(timeout=POLL):
                        self._step(self._record, account, outcomes)
                elif not sends:
                    wait = self._step(self._seconds_to_next, account)
                    if wait is None or wait > PATIENCE:
                        return posted
                    # What is due and was not claimed is locked by somebody who cancels or retries it.
                    time.sleep(max(wait, 0.05))

    @api.model
    def _has_pending_outbox(self, account):
        """Tell whether something is due now; what is due later gets a delayed job."""
        wait = self._seconds_to_next(account)
        if wait is None:
            return False
        if wait > PATIENCE:
            account._wake("outbox", eta=fields.Datetime.now() + timedelta(seconds=wait + 1))
            return False
        return True

    def _step(self, step, *args):
        """Take one step in a transaction of its own, again when another process was in the way."""
        cr = self.env.cr
        for tries_left in reversed(range(TRIES)):
            try:
                result = step(*args)
                cr.commit()
                return result
            except OperationalError as error:
                cr.rollback()
                if not tries_left or error.pgcode not in PG_CONCURRENCY_ERRORS_TO_RETRY:
                    raise
                time.sleep(random.uniform(0.01, 0.1))
            finally:
                self.env.clear()

    def _give_up_abandoned(self, account):
        """Let messages of a killed process become 'unknown' when their lease is over."""
        abandoned = self.search(
            [
                ("account_id", "=", account.id),
                ("state", "=", "sending"),
                ("claimed_at", "<", fields.Datetime.now() - LEASE),
            ]
        )
        abandoned._lose_track("The server stopped while this message was being sent.")

    @staticmethod
    def _may_send(account):
        return account.active and account.state != "error"

    def _claim(self, account, free, loaded):
        """Take the next messages that may go and mark them as 'sending'.

        :param int free: how many at most
        :param int loaded: bytes of files that are in memory already
        :return: list of :class:`delivery.Send`, at most one for each recipient
        """
        count, _wait = self.env["wa.throttle"]._allowance(account)
        if not min(count, free) or not self._may_send(account):
            return []
        rows = self.env.execute_query(
            SQL(
                """
                SELECT m.id FROM %(candidates)s AND COALESCE(%(due)s, %(now)s) <= %(now)s
                 ORDER BY m.id LIMIT %(limit)s
                   FOR UPDATE OF m SKIP LOCKED
                """,
                candidates=self._candidates(account),
                due=self._due(account),
                now=NOW,
                limit=min(count, free),
            )
        )
        claimed = self.browse(message_id for (message_id,) in rows)._within_upload_budget(loaded)
        sends = claimed._prepare_sends()
        sending = self.browse(send.id for send in sends)
        if not sending:
            return []
        sending.write({"state": "sending", "claimed_at": fields.Datetime.now()})
        self.env["wa.throttle"]._spend(account, sending.identity_id.ids)
        return sends

    def _seconds_to_next(self, account):
        """:return: seconds until a message may go or is given up, None when there is none"""
        leases = SQL(
            "SELECT min(claimed_at) + %s FROM wa_message WHERE account_id = %s AND state = 'sending'",
            LEASE,
            account.id,
        )
        if self._may_send(account):
            turns = SQL(
                "SELECT min(COALESCE(%(due)s, %(now)s)) FROM %(candidates)s",
                due=self._due(account),
                now=NOW,
                candidates=self._candidates(account),
            )
        else:
            turns = SQL("NULL")
        [(lease, turn)] = self.env.execute_query(
            SQL(
                "SELECT EXTRACT(EPOCH FROM (%(leases)s) - %(now)s)::float,"
                " EXTRACT(EPOCH FROM (%(turns)s)::timestamp - %(now)s)::float",
                leases=leases,
                turns=turns,
                now=NOW,
            )
        )
        if turn is not None:
            _count, wait = self.env["wa.throttle"]._allowance(account)
            turn = max(turn, wait)
        waits = [seconds for seconds in (lease, turn) if seconds is not None]
        return max(min(waits), 0.0) if waits else None

    @staticmethod
    def _candidates(account):
        """The first message of each recipient: whatever is before it in the queue goes first."""
        return SQL(
            """
            wa_message m
              LEFT JOIN wa_throttle t
                ON t.account_id = m.account_id AND COALESCE(t.identity_id, 0) = m.identity_id
             WHERE m.account_id = %s AND m.state = 'outgoing'
               AND NOT EXISTS (
                   SELECT 1 FROM wa_message earlier
                    WHERE earlier.account_id = m.account_id
                      AND earlier.identity_id = m.identity_id
                      AND earlier.state IN ('outgoing', 'sending')
                      AND earlier.id < m.id)
            """,
            account.id,
        )

    @staticmethod
    def _due(account):
        """When a candidate may go; NULL is at once."""
        return SQL(
            """
            greatest(m.next_try_at, t.blocked_until,
                     t.spent_until - %s * interval '1 second',
                     CASE WHEN m.kind = 'template' THEN %s::timestamp END)
            """,
            (RECIPIENT_BURST - 1) * RECIPIENT_INTERVAL,
            account.paused_until or None,
        )

    # --- what came of it -----------------------------------------------------------------

    def _record(self, account, outcomes):
        """Keep what became of messages that were posted."""
        accepted = self.browse()
        for outcome in outcomes:
            message = self.browse(outcome.id)
            if outcome.media_id:
                message.write({"media_id": outcome.media_id, "media_uploaded_at": fields.Datetime.now()})
            if outcome.error:
                message._refused(outcome.error)
            else:
                message._accepted(outcome.wamid)
                accepted += message
        if accepted:
            self.env["wa.throttle"]._forgive(account, accepted.identity_id.ids)
            accepted._apply_waiting_statuses()
        self.browse(outcome.id for outcome in outcomes)._notify_ticks()

    def _accepted(self, wamid):
        """Note Meta's 200; a status webhook may have been here before us and know more."""
        values = {"wamid": wamid} if not self.wamid else {}
        if self.state in ("sending", "unknown"):
            values |= {"state": "sent", "reason": False, "reason_code": 0, "reason_policy": False}
        if not self.sent_at:
            values["sent_at"] = fields.Datetime.now()
        self.write({**values, "attempts": self.attempts + 1})
