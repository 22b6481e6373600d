from odoo import api, models
from odoo.tools import SQL

#: A payment that was approved without its money is met by a mutation from the day before it was made until so many days after.
BACKING_DAYS = 7
#: A bank takes money back within so many days.
REVERSAL_DAYS = 30
#: How banks call it when they take money back.
REVERSAL_WORDS = r"\m(reversal|rvsl|rev|koreksi|pembatalan|batal|dibatalkan|retur|error correction)\M"


class TransferMatch(models.Model):
    """What fits by itself, and nothing else (TRANSFERS.md 3): one query for all that arrived at an account."""

    _inherit = "transfer.match"

    @api.model
    def _candidates(self, journal):
        """Find what new money is for. Only certainty counts; all else is for people.

        A credit that is dated and not settled in part, of the amount that exactly one live intent of this account waits for,
        booked between the day before that was opened and its release, by the company's days, and known here no earlier than
        that: nobody can pay an amount before being told of it. No closed intent of the same amount covers the day, for
        then it may be that one's late or second payment.

        :param journal: account.journal
        :return: list of (bank.mutation, transfer.intent), oldest first
        """
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT mutation.id, intent.id
                  FROM bank_mutation AS mutation
                  JOIN transfer_intent AS intent
                    ON intent.journal_id = mutation.journal_id AND intent.payable = mutation.amount
                   AND intent.state IN ('open', 'grace')
                 WHERE %(new)s
                   AND mutation.ingested_at >= intent.opened_at
                   AND mutation.date BETWEEN %(intent_opened)s - 1 AND %(intent_release)s
                   AND NOT EXISTS (
                       SELECT FROM transfer_intent AS closed
                        WHERE closed.journal_id = mutation.journal_id AND closed.payable = mutation.amount
                          AND closed.state NOT IN ('open', 'grace')
                          AND mutation.date BETWEEN %(closed_opened)s - 1 AND %(closed_release)s)
              ORDER BY mutation.date, mutation.id
                """,
                new=self._new_credits(journal),
                intent_opened=self._day(journal, "intent", "opened_at"),
                intent_release=self._day(journal, "intent", "release_at"),
                closed_opened=self._day(journal, "closed", "opened_at"),
                closed_release=self._day(journal, "closed", "release_at"),
            )
        )
        return self._pairs(rows, "transfer.intent")

    @api.model
    def _backing_candidates(self, journal):
        """Find the money of payments that a manual verification approved without it: as much, about that day, and it fits
        only one of them, and no intent that waits.

        :param journal: account.journal
        :return: list of (bank.mutation, sale.transaction), oldest first
        """
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT mutation.id, min(approved.id)
                  FROM bank_mutation AS mutation
                  JOIN sale_transaction AS approved
                    ON approved.unbacked_amount = mutation.amount AND approved.amount = mutation.amount
                   AND approved.unbacked_amount > 0 AND approved.transfer_verification_id IS NOT NULL
                   AND mutation.date BETWEEN %(paid)s - 1 AND %(paid)s + %(days)s
                  JOIN account_payment AS payment
                    ON payment.id = approved.payment_id AND payment.journal_id = mutation.journal_id
                 WHERE %(new)s
                   AND NOT EXISTS (
                       SELECT FROM transfer_intent AS intent
                        WHERE intent.journal_id = mutation.journal_id AND intent.payable = mutation.amount
                          AND intent.state IN ('open', 'grace'))
              GROUP BY mutation.id HAVING count(*) = 1
              ORDER BY mutation.id
                """,
                new=self._new_credits(journal),
                paid=self._day(journal, "approved", "paid_at"),
                days=BACKING_DAYS,
            )
        )
        return self._pairs(rows, "sale.transaction")

    @api.model
    def _reversal_candidates(self, journal):
        """Find money that the bank took back: it went out, the bank calls it so, and as much had come in.

        Of equal money that came, what nobody has explained went back before what paid for something: the other one goes on
        paying for it. Which one of several that paid for something, a person says.

        :param journal: account.journal
        :return: list of (bank.mutation that went out, bank.mutation that had come in), oldest first
        """
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT debit.id, fitting.id
                  FROM bank_mutation AS debit
                  JOIN LATERAL (
                       SELECT mutation.id, mutation.state, count(*) OVER (PARTITION BY mutation.state) AS equals
                         FROM bank_mutation AS mutation
                        WHERE mutation.journal_id = debit.journal_id AND mutation.amount = debit.amount
                          AND mutation.kind = 'credit' AND mutation.state IN ('suspense', 'matched')
                          AND coalesce(mutation.refunded_amount, 0) = 0
                          AND mutation.date BETWEEN debit.date - %(days)s AND debit.date AND %(undecided)s
                     ORDER BY mutation.state = 'matched', mutation.id LIMIT 1
                       ) AS fitting ON fitting.state = 'suspense' OR fitting.equals = 1
                 WHERE debit.journal_id = %(journal)s AND debit.kind = 'debit' AND debit.state = 'outgoing'
                   AND debit.open_amount = debit.amount AND debit.set_aside_at IS NULL AND debit.description ~* %(words)s
                   AND NOT EXISTS (SELECT FROM transfer_match AS decided
                                    WHERE decided.debit_id = debit.id AND decided.undone_at IS NOT NULL)
              ORDER BY debit.id
                """,
                journal=journal.id,
                days=REVERSAL_DAYS,
                words=REVERSAL_WORDS,
                undecided=self._undecided(),
            )
        )
        return self._pairs(rows, "bank.mutation")

    # --- parts of the queries ------------------------------------------------------------------

    def _new_credits(self, journal):
        """:return: SQL that holds for credits which nothing was said about yet"""
        return SQL(
            "mutation.journal_id = %s AND mutation.kind = 'credit' AND mutation.state = 'suspense'"
            " AND mutation.open_amount = mutation.amount AND mutation.set_aside_at IS NULL AND %s",
            journal.id,
            self._undecided(),
        )

    def _undecided(self):
        """:return: SQL that holds for mutations of which no match was undone: from then on, people decide about them"""
        return SQL(
            "NOT EXISTS (SELECT FROM transfer_match AS undone"
            " WHERE undone.mutation_id = mutation.id AND undone.undone_at IS NOT NULL)"
        )

    def _day(self, journal, table, column):
        """:return: SQL of the day on which a moment (UTC) is, in the company's time"""
        zone = journal.company_id._ledger_zone()
        return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", SQL.identifier(table, column), zone)

    def _pairs(self, rows, model):
        mutations, others = self.env["bank.mutation"], self.env[model]
        ids = [(mutation, other) for mutation, other in rows]
        found = mutations.browse(mutation for mutation, _other in ids), others.browse(other for _mutation, other in ids)
        return list(zip(*found, strict=True))
