import secrets
from contextlib import contextmanager
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.innovasia_sales.tools.money import money

#: How often an amount is looked for, when others take the same ones at the same instant.
TRIES = 5
#: A reservation whose intent has not been seen for as long was made by somebody who failed or died.
ORPHANED = timedelta(minutes=15)


class TransferCode(models.Model):
    """An amount that is taken on an account: reserved in a transaction of its own, before the intent is seen by others.

    The row is deleted in the transaction that closes the intent. What nobody's intent stands for is reaped by a cron.
    """

    _name = "transfer.code"
    _description = "Reserved Transfer Amount"
    _log_access = False

    journal_id = fields.Many2one("account.journal", required=True, ondelete="cascade")
    payable = fields.Float(required=True, digits=(16, 0))
    token = fields.Char(required=True, help="Names the intent that it was reserved for.")
    reserved_at = fields.Datetime(required=True)

    _payable_unique = models.UniqueIndex("(journal_id, payable)")
    _token_idx = models.Index("(token)")

    @api.model
    def _reserve(self, journal, base):
        """Take an amount that nobody else owes on this account (TRANSFERS.md 1).

        :param journal: account.journal, committed
        :param int base: what the order owes, in rupiah
        :return: the unique code, and the token of its reservation, which the intent carries from now on
        :raises UserError: when all amounts are taken; the same one is never given to two
        """
        token = secrets.token_hex(16)
        with self._apart() as codes:
            for _try in range(TRIES):
                if code := codes._take_free(journal, base, token):
                    return code, token
        raise UserError(
            self.env._(
                "All %(count)s unique codes for %(amount)s are in use on %(account)s. Raise the highest unique code of this"
                " account, or let the customer transfer to another account.",
                count=journal.transfer_code_max,
                amount=money(self.env, base, journal.company_id.currency_id),
                account=journal.display_name,
            )
        )

    @contextmanager
    def _apart(self):
        """:return: these in a short transaction of its own: others see at once what is reserved in it"""
        with self.env.registry.cursor() as cr:
            # Each statement sees what others have committed until then.
            cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            yield self.with_env(self.env(cr=cr))

    def _take_free(self, journal, base, token):
        """Reserve the first free amount after a random one.

        What somebody else is just taking is passed over, by an advisory lock on the amount; amounts that an earlier intent
        still covers come last, since money for them is never matched by itself (TRANSFERS.md 3).

        :return: the code, or None when there is no free one, or somebody else was faster
        """
        highest = journal.transfer_code_max
        rows = self.env.execute_query(
            SQL(
                """
                WITH free AS MATERIALIZED (
                    SELECT code FROM generate_series(1, %(highest)s) AS code
                     WHERE code NOT IN (SELECT (payable - %(base)s)::int FROM transfer_code
                                         WHERE journal_id = %(journal)s
                                           AND payable BETWEEN %(base)s + 1 AND %(base)s + %(highest)s)
                  ORDER BY code IN (SELECT (payable - %(base)s)::int FROM transfer_intent
                                     WHERE journal_id = %(journal)s AND release_at > %(now)s
                                       AND payable BETWEEN %(base)s + 1 AND %(base)s + %(highest)s),
                           (code + %(start)s) %% %(highest)s
                )
                INSERT INTO transfer_code (journal_id, payable, token, reserved_at)
                SELECT %(journal)s, %(base)s + code, %(token)s, %(now)s FROM free
                 WHERE pg_try_advisory_xact_lock(
                           hashtextextended(concat_ws('/', 'transfer_code', %(journal)s, %(base)s + code), 0))
                 LIMIT 1
                    ON CONFLICT DO NOTHING
             RETURNING (payable - %(base)s)::int
                """,
                highest=highest,
                base=base,
                journal=journal.id,
                start=secrets.randbelow(highest),
                token=token,
                now=fields.Datetime.now(),
            )
        )
        return rows[0][0] if rows else None

    @api.model
    def _retake(self, journal, payable, token):
        """Take this very amount once more in the caller's own transaction, as when paid money is taken back.

        :return: whether nobody else has it
        """
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO transfer_code AS taken (journal_id, payable, token, reserved_at) VALUES (%s, %s, %s, %s)
                    ON CONFLICT (journal_id, payable) DO UPDATE SET reserved_at = EXCLUDED.reserved_at
                 WHERE taken.token = EXCLUDED.token
             RETURNING id
                """,
                journal.id,
                payable,
                token,
                fields.Datetime.now(),
            )
        )
        return bool(rows)

    @api.model
    def _give_back(self, tokens):
        """Free the amounts of these reservations, together with the transaction that asks for it."""
        self.env.cr.execute(SQL("DELETE FROM transfer_code WHERE token = ANY(%s)", list(tokens)))

    @api.model
    def _reap(self):
        """Free what was reserved for an intent that never came, or is closed.

        :return: how many
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM transfer_code AS code WHERE reserved_at < %s AND NOT EXISTS (
                    SELECT FROM transfer_intent AS intent WHERE intent.token = code.token AND intent.state IN ('open', 'grace'))
                """,
                fields.Datetime.now() - ORPHANED,
            )
        )
        return self.env.cr.rowcount
