import logging
from collections import defaultdict

from psycopg2 import OperationalError

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from ..tools import webhook_payload
from ..tools.webhook_types import UnknownSender
from .background import clean
from .raw_body import store_once
from .wa_account import INBOX

_logger = logging.getLogger(__name__)

#: Statuses are cheap in great numbers; messages are not, and somebody waits for them on a screen.
BATCH = 1000
BATCH_MESSAGES = 200
BATCH_BYTES = 8 * 1024 * 1024
KEEP_DONE_DAYS = 14


class WaEvent(models.Model):
    """A signed webhook post as it came: the inbox.

    The controller inserts, a job drains. A post that cannot be understood stays as 'dead'
    with its reason until somebody replays it; drained ones are kept for two weeks, longer
    than Meta's seven days of redelivery.
    """

    _name = "wa.event"
    _description = "WhatsApp Webhook Event"
    _order = "id desc"
    _rec_name = "account_id"

    account_id = fields.Many2one("wa.account", "Device", required=True, ondelete="cascade", readonly=True)
    company_id = fields.Many2one(related="account_id.company_id")
    body = fields.Text(required=True, readonly=True)
    digest = fields.Char(required=True, readonly=True)
    state = fields.Selection(
        [("pending", "Pending"), ("done", "Done"), ("dead", "Not understood")],
        default="pending",
        required=True,
        readonly=True,
    )
    error = fields.Text("Reason", readonly=True)

    _digest_unique = models.UniqueIndex("(account_id, digest)")
    _pending_idx = models.Index("(account_id, id) WHERE state = 'pending'")
    _dead_idx = models.Index("(account_id, id) WHERE state = 'dead'")
    _done_idx = models.Index("(create_date) WHERE state = 'done'")

    # --- storing -------------------------------------------------------------------------

    def _store(self, account_id, body):
        """Insert one post with a single statement; the same bytes a second time are no-op.

        :param bytes body: as signed
        """
        store_once(self.env.cr, self._table, {"account_id": account_id}, body)

    def action_replay(self):
        """Drain these events once more; whatever they said before is a no-op then."""
        self.check_access("read")
        self.env["wa.account"].check_access("write")
        events = self.sudo().filtered(lambda event: event.state == "dead")
        events.write({"state": "pending", "error": False})
        events.account_id._wake_after_commit(INBOX)
        return True

    # --- draining ------------------------------------------------------------------------

    def _has_pending_inbox(self, account):
        self.env.cr.execute(
            "SELECT EXISTS (SELECT FROM wa_event WHERE account_id = %s AND state = 'pending')",
            [account.id],
        )
        return self.env.cr.fetchone()[0]

    def _drain_inbox(self, account):
        """Work off the next batch of an account's events, oldest first.

        :return: how many there were; 0 when nothing is pending
        """
        batch = self._next_batch(account)
        if not batch:
            return 0
        parsed = self._parse_batch(batch)
        self._resolve_senders(account, parsed)
        self.env.cr.execute(
            "SELECT id FROM wa_event WHERE id = ANY(%s) AND state = 'pending' ORDER BY id FOR UPDATE SKIP LOCKED",
            [list(parsed)],
        )
        claimed = [event_id for (event_id,) in self.env.cr.fetchall()]
        errors = self._apply_together(account, {i: parsed[i] for i in claimed})
        dead = {event_id: error for event_id, error in errors.items() if error}
        self._close([event_id for event_id in errors if event_id not in dead], dead)
        return len(parsed)

    def _resolve_senders(self, account, parsed):
        """Have identities for who wrote to this device; event by event when one of them spoils it."""
        identities = self.env["wa.identity"]
        changes = [change for changes, _error in parsed.values() for change in changes if _is_for(account, change)]
        messages = [message for change in changes for message in change.messages]
        forwarded = iter(identities._forward(account, messages))
        for change in changes:
            change.messages[:] = [next(forwarded) for _message in change.messages]
        try:
            identities._resolve(account, _senders(changes))
        except OperationalError:
            raise
        except Exception:
            _logger.warning("Inbox of device %s: senders failed", account.id, exc_info=True)
            for event_id, (event_changes, _error) in parsed.items():
                try:
                    identities._resolve(account, _senders(change for change in event_changes if _is_for(account, change)))
                except OperationalError:
                    raise
                except Exception as error:
                    parsed[event_id] = [], f"{type(error).__name__}: {error}"

    def _next_batch(self, account):
        """:return: list of (id, body), at most BATCH rows and about BATCH_BYTES"""
        self.env.cr.execute(
            """
            SELECT id, body FROM wa_event WHERE id IN (
                SELECT id FROM (
                    SELECT id, sum(octet_length(body)) OVER (ORDER BY id) - octet_length(body) AS before
                      FROM (SELECT id, body FROM wa_event
                             WHERE account_id = %s AND state = 'pending'
                          ORDER BY id LIMIT %s) AS oldest
                ) AS sized WHERE before < %s
            ) ORDER BY id
            """,
            [account.id, BATCH, BATCH_BYTES],
        )
        return self.env.cr.fetchall()

    def _parse_batch(self, batch):
        """:return: {event id: what `_parse` makes of it}, of as many as make up BATCH_MESSAGES"""
        parsed, messages = {}, 0
        for event_id, body in batch:
            parsed[event_id] = self._parse(body)
            messages += sum(len(change.messages) for change in parsed[event_id][0])
            if messages >= BATCH_MESSAGES:
                break
        return parsed

    @staticmethod
    def _parse(body):
        """:return: (list of Change, why the whole post was not understood)"""
        try:
            return webhook_payload.parse(body), None
        except webhook_payload.PayloadError as error:
            return [], str(error)
        except Exception as error:
            # A defect of the parser must not stop the device's inbox.
            _logger.exception("A webhook post could not be parsed")
            return [], f"{type(error).__name__}: {error}"

    def _apply_together(self, account, parsed):
        """Apply a batch at once, or event by event when one of them spoils it.

        :return: {event id: reason why it is dead, or None}; what is not in it is looked at once more
        """
        try:
            with self.env.cr.savepoint():
                return self._apply(account, parsed)
        except OperationalError:
            raise  # serialization, lost connection: the whole batch is tried again
        except Exception:
            _logger.warning("Inbox of device %s: a batch failed", account.id, exc_info=True)
        errors = {}
        for event_id, content in parsed.items():
            try:
                with self.env.cr.savepoint():
                    errors.update(self._apply(account, {event_id: content}))
            except OperationalError:
                raise
            except Exception as error:
                if isinstance(error, UnknownSender) and len(parsed) > 1:
                    continue  # another event of the batch changed the number: in the next round the sender is found anew
                _logger.exception("Inbox of device %s: event %s failed", account.id, event_id)
                errors[event_id] = f"{type(error).__name__}: {error}"
        return errors

    def _apply(self, account, parsed):
        messages, statuses, notices, errors = [], [], [], {}
        siblings, handed = self._siblings(account, parsed), defaultdict(list)
        for event_id, (changes, error) in parsed.items():
            reasons = [error] if error else []
            for change in changes:
                reasons += change.skipped
                if _is_for(account, change):
                    messages += change.messages
                    statuses += change.statuses
                    notices += change.notices
                elif change.phone_number_id in siblings:
                    handed[siblings[change.phone_number_id]].append(event_id)
                else:
                    told = account.with_context(lang=account.company_id._language())
                    reasons.append(told.env._("No device here has the phone number ID %s.", change.phone_number_id))
            errors[event_id] = "\n".join(reasons)
        WaMessage = self.env["wa.message"]
        WaMessage._receive(account, messages)
        WaMessage._apply_statuses(account, statuses)
        account._take_notices(notices)
        for device, event_ids in handed.items():
            self._hand_over(device, event_ids)
        return errors

    def _siblings(self, account, parsed):
        """:return: {phone number ID: device} of the other numbers of the same app that these posts speak of"""
        changes = (change for changes, _error in parsed.values() for change in changes)
        numbers = {change.phone_number_id for change in changes if not _is_for(account, change)}
        if not numbers:
            return {}
        devices = account.sudo().search(
            [("phone_number_id", "in", list(numbers)), ("app_secret", "=", account.sudo().app_secret)]
        )
        return {device.phone_number_id: device for device in devices}

    def _hand_over(self, device, event_ids):
        """Give posts that speak of another number to that number's device."""
        self.env.cr.execute(
            """
            INSERT INTO wa_event (account_id, body, digest, state, create_uid, create_date)
                 SELECT %s, body, digest, 'pending', %s, now() AT TIME ZONE 'UTC'
                   FROM wa_event WHERE id = ANY(%s) ORDER BY id
            ON CONFLICT (account_id, digest) DO NOTHING
            """,
            [device.id, SUPERUSER_ID, event_ids],
        )
        device._wake_after_commit(INBOX)

    def _close(self, done, dead):
        self.env.cr.execute("UPDATE wa_event SET state = 'done' WHERE id = ANY(%s)", [done])
        if dead:
            self.env.cr.execute(
                """
                UPDATE wa_event SET state = 'dead', error = reasons.error
                  FROM unnest(%s, %s) AS reasons(id, error) WHERE wa_event.id = reasons.id
                """,
                [list(dead), list(dead.values())],
            )
        self.invalidate_model(["state", "error"])

    @api.autovacuum
    def _gc_done(self):
        limit = fields.Datetime.subtract(fields.Datetime.now(), days=KEEP_DONE_DAYS)
        return clean(self, SQL("state = 'done' AND create_date < %s", limit))


def _is_for(account, change):
    """Tell whether a change speaks of this device, and not of another number of the same app."""
    return change.phone_number_id in (None, account.phone_number_id)


def _senders(changes):
    return [message.sender for change in changes for message in change.messages]
