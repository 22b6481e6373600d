import random
import time
import uuid
from datetime import timedelta

from psycopg2 import OperationalError
from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.service.model import PG_CONCURRENCY_ERRORS_TO_RETRY

from ..tools import delivery
from .wa_account_drain import SLICE
from .wa_outbox_queue import LEASE

#: Messages of one account that are on their way at the same time.
WORKERS = 20
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
        "ir.attachment", "File", index="btree_not_null", ondelete="set null", help="What an outgoing message shows."
    )
    request_key = fields.Char(copy=False, help="The caller's key: the same request is not queued a second time.")
    claimed_at = fields.Datetime(copy=False)

    _request_key_unique = models.UniqueIndex("(account_id, request_key) WHERE request_key IS NOT NULL")

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
        """Send what is due, for a while, as fast as pacing allows; one slow answer keeps nobody else waiting.

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
            until = time.monotonic() + SLICE
            while True:
                is_over = time.monotonic() >= until
                sends = [] if is_over else self._step(self._claim, account, under_way.free, under_way.loaded)
                under_way.start(sends)
                posted += len(sends)
                if under_way.busy:
                    if outcomes := under_way.outcomes(timeout=POLL):
                        self._step(self._record, account, outcomes)
                elif is_over:
                    return posted
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
                cr.commit()  # pylint: disable=invalid-commit
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
        abandoned._notify_ticks()

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
