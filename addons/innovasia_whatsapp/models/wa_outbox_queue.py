from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

from .wa_throttle import NOW, RECIPIENT_BURST, RECIPIENT_INTERVAL

#: A message that is in 'sending' for longer than any request takes was left by a dead process.
LEASE = timedelta(minutes=2)


class WaMessage(models.Model):
    """Whose turn it is: strictly in order for each recipient, and no faster than Meta allows."""

    _inherit = "wa.message"

    _outbox_recipient_idx = models.Index("(account_id, identity_id, id) WHERE state IN ('outgoing', 'sending')")

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
        claimed = self.browse(message_id for (message_id,) in rows)._still_wanted()._within_upload_budget(loaded)
        sends = claimed._prepare_sends()
        sending = self.browse(send.id for send in sends)
        if not sending:
            return []
        sending.write({"state": "sending", "claimed_at": fields.Datetime.now()})
        self.env["wa.throttle"]._spend(account, sending.identity_id.ids)
        return sends

    def _still_wanted(self):
        """A hook, called for messages whose turn it is.

        :return: those of them that are to be sent; the others were taken out of the queue
        """
        return self

    def _seconds_to_next(self, account):
        """:return: seconds until a message may go or is given up, None when there is none"""
        count, wait = self.env["wa.throttle"]._allowance(account)
        if not self._may_send(account):
            turn = SQL("NULL")
        elif count:
            turn = SQL(
                "(SELECT min(COALESCE(%(due)s, %(now)s)) FROM %(candidates)s)",
                due=self._due(account),
                now=NOW,
                candidates=self._candidates(account),
            )
        else:
            # The account itself has to wait: whose turn it is then need not be known yet.
            turn = SQL(
                "(SELECT %s + %s * interval '1 second' FROM wa_message WHERE account_id = %s AND state = 'outgoing' LIMIT 1)",
                NOW,
                wait,
                account.id,
            )
        [(seconds,)] = self.env.execute_query(
            SQL(
                """
                SELECT EXTRACT(EPOCH FROM least(
                           (SELECT min(claimed_at) + %(lease)s FROM wa_message
                             WHERE account_id = %(account)s AND state = 'sending'),
                           %(turn)s::timestamp) - %(now)s)::float
                """,
                lease=LEASE,
                account=account.id,
                turn=turn,
                now=NOW,
            )
        )
        return None if seconds is None else max(seconds, 0.0)

    @staticmethod
    def _candidates(account):
        """The first message of each recipient: whatever is before it in the queue goes first.

        Only templates that are paused let answers to the customer pass.
        """
        is_paused = account.paused_until and account.paused_until > fields.Datetime.now()
        passed = SQL("AND (earlier.state = 'sending' OR earlier.kind != 'template')") if is_paused else SQL()
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
                      AND earlier.id < m.id %s)
            """,
            account.id,
            passed,
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
