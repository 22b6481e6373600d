from odoo import fields, models


class BankMutationTurn(models.Model):
    """Whose turn it is to take in mutations of an account: one transaction at a time.

    Two tellers of the same money share no unique name, so nothing else would keep them from counting it twice.
    """

    _name = "bank.mutation.turn"
    _description = "Turn to Take In Mutations"
    _log_access = False

    journal_id = fields.Many2one("account.journal", required=True, ondelete="cascade")
    taken_at = fields.Datetime(required=True)

    _journal_unique = models.UniqueIndex("(journal_id)")

    def _take(self, journal):
        """Wait for the account's turn, until the end of the transaction.

        :raises psycopg2.errors.SerializationFailure: somebody took something in since this transaction's snapshot;
            the whole transaction has to be repeated, as Odoo does with requests
        """
        self.env.cr.execute(
            """
            INSERT INTO bank_mutation_turn (journal_id, taken_at) VALUES (%s, clock_timestamp() AT TIME ZONE 'UTC')
            ON CONFLICT (journal_id) DO UPDATE SET taken_at = EXCLUDED.taken_at
            """,
            [journal.id],
        )
