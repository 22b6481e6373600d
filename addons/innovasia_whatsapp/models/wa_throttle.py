from odoo import fields, models
from odoo.tools import SQL

#: Meta takes one message per 6 seconds to one recipient, after a burst of 45 (error 131056).
RECIPIENT_INTERVAL = 6.0
RECIPIENT_BURST = 45

#: One clock for all nodes, which moves on within a transaction.
NOW = SQL("(statement_timestamp() AT TIME ZONE 'UTC')")


class WaThrottle(models.Model):
    """Pacing shared by all server processes: one row per account, and per recipient of it.

    ``spent_until`` is the moment until which the allowance is used up: every message moves it
    on by one interval, and another may go while it is less than a burst ahead of now.
    """

    _name = "wa.throttle"
    _description = "WhatsApp Pacing"

    account_id = fields.Many2one("wa.account", required=True, ondelete="cascade")
    identity_id = fields.Many2one("wa.identity", ondelete="cascade")
    spent_until = fields.Datetime()
    blocked_until = fields.Datetime()
    strikes = fields.Integer(help="How often in a row Meta asked to slow down.")
    typing_at = fields.Datetime(help="When this customer was last shown that someone types.")

    _target_unique = models.UniqueIndex("(account_id, COALESCE(identity_id, 0))")

    def _allowance(self, account):
        """Tell how much of an account's throughput is left: a second's worth at most.

        After a refusal one message probes the way before the rest follows.

        :return: (how many messages may go now, seconds until the next one may)
        """
        row = self.env.execute_query(
            SQL(
                """
                SELECT COALESCE(strikes, 0),
                       COALESCE(EXTRACT(EPOCH FROM blocked_until - %(now)s), 0)::float,
                       COALESCE(EXTRACT(EPOCH FROM spent_until - %(now)s), 0)::float
                  FROM wa_throttle WHERE account_id = %(account)s AND identity_id IS NULL
                """,
                now=NOW,
                account=account.id,
            )
        )
        strikes, blocked, ahead = row[0] if row else (0, 0.0, 0.0)
        rate = max(account.messages_per_second, 1)
        count = int((1 - max(ahead, 0)) * rate)
        if blocked > 0 or count < 1:
            return 0, max(blocked, ahead - 1 + 1 / rate, 0.001)
        return 1 if strikes else count, 0.0

    def _spend(self, account, identity_ids):
        """Use up the allowance for one message to each of these recipients."""
        seconds = dict.fromkeys(identity_ids, RECIPIENT_INTERVAL)
        seconds[0] = len(identity_ids) / max(account.messages_per_second, 1)
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO wa_throttle AS t (account_id, identity_id, spent_until)
                SELECT %(account)s, NULLIF(target.id, 0),
                       %(now)s + target.seconds * interval '1 second'
                  FROM unnest(%(ids)s::int[], %(seconds)s::float[]) AS target(id, seconds)
                 ORDER BY target.id
                    ON CONFLICT (account_id, COALESCE(identity_id, 0)) DO UPDATE
                   SET spent_until = greatest(t.spent_until, %(now)s)
                                     + (EXCLUDED.spent_until - %(now)s)
                """,
                now=NOW,
                account=account.id,
                ids=list(seconds),
                seconds=list(seconds.values()),
            )
        )

    def _block(self, account, identity_id, delay):
        """Send nothing to a target for a while.

        Refusals that come back while it is blocked already belong to the same strike.

        :param int identity_id: 0 for the whole account
        :param delay: function from the number of strikes to seconds
        """
        struck = self.env.execute_query(
            SQL(
                """
                INSERT INTO wa_throttle AS t (account_id, identity_id, strikes)
                VALUES (%(account)s, NULLIF(%(identity)s, 0), 1)
                    ON CONFLICT (account_id, COALESCE(identity_id, 0)) DO UPDATE
                   SET strikes = COALESCE(t.strikes, 0) + 1
                 WHERE t.blocked_until IS NULL OR t.blocked_until <= %(now)s
                RETURNING id, strikes
                """,
                now=NOW,
                account=account.id,
                identity=identity_id,
            )
        )
        for throttle_id, strikes in struck:
            self.env.cr.execute(
                SQL(
                    "UPDATE wa_throttle SET blocked_until = %s + %s * interval '1 second' WHERE id = %s",
                    NOW,
                    delay(strikes),
                    throttle_id,
                )
            )

    def _forgive(self, account, identity_ids):
        """Forget the strikes of an account and of these recipients: a message went through."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE wa_throttle SET strikes = 0, blocked_until = NULL
                 WHERE account_id = %(account)s AND COALESCE(identity_id, 0) = ANY(%(ids)s)
                   AND strikes > 0 AND (blocked_until IS NULL OR blocked_until <= %(now)s)
                """,
                now=NOW,
                account=account.id,
                ids=[0, *identity_ids],
            )
        )
