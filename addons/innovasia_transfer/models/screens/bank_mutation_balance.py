from odoo import fields, models
from odoo.tools import SQL


class BankMutation(models.Model):
    """What is on the account after each mutation."""

    _inherit = "bank.mutation"

    running_balance = fields.Monetary(
        "Balance after it", compute="_compute_running_balance",
        help="The bank's own word where it tells the balance, otherwise counted on from there. Provisional ones do not count.",
    )  # fmt: skip

    def _compute_running_balance(self):
        """Whole rupiah. One statement for all of them, over everything that their accounts know."""
        self.flush_model(["journal_id", "date", "kind", "amount", "balance", "has_balance", "is_pending"])
        rows = self.env.execute_query(
            SQL(
                """
                WITH summed AS (
                    SELECT id, journal_id, date, balance, has_balance,
                           sum(CASE kind WHEN 'credit' THEN amount ELSE -amount END) OVER history AS so_far,
                           count(*) FILTER (WHERE has_balance) OVER history AS told
                      FROM bank_mutation
                     WHERE journal_id = ANY(%s) AND NOT coalesce(is_pending, FALSE)
                    WINDOW history AS (PARTITION BY journal_id ORDER BY date, id)
                ), counted AS (
                    SELECT id, so_far + CASE WHEN told > 0
                               THEN first_value(balance - so_far) OVER (PARTITION BY journal_id, told ORDER BY date, id)
                               ELSE 0 END AS running
                      FROM summed
                )
                SELECT id, running FROM counted WHERE id = ANY(%s)
                """,
                self.journal_id.ids,
                self.ids,
            )
        )
        running = dict(rows)
        for mutation in self:
            mutation.running_balance = running.get(mutation.id, False)
