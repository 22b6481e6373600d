from odoo import fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

MATCHER = "innovasia_transfer.group_matcher"


class BankMutation(models.Model):
    """How much of a mutation is settled, and with what."""

    _inherit = "bank.mutation"

    match_problem = fields.Char(
        "Why it was not matched by itself",
        readonly=True,
        help="What stood in the way when it would have been.",
    )
    repaid_ids = fields.One2many("transfer.match", "debit_id", "Pays back", readonly=True)

    def _check_matcher(self):
        """:raises AccessError: unless this person says what money was for"""
        if not self.env.su and not self.env.user.has_group(MATCHER):
            raise AccessError(self.env._("Only people who match transfers say what money was for."))
        self.check_access("read")

    def _lock_rows(self):
        """Wait until nobody else settles these mutations, always in the same order: intents come
        before them, transactions and orders after.
        """
        if self:
            self.env.flush_all()
            self.env.cr.execute(SQL("SELECT id FROM bank_mutation WHERE id IN %s ORDER BY id FOR NO KEY UPDATE", self._ids))

    def _suspense_line(self):
        """:return: account.move.line, these mutations on the journals' suspense account"""
        return self.statement_line_id.move_id.line_ids.filtered(
            lambda line: line.account_id == line.journal_id.suspense_account_id
        )

    def _recount(self):
        """Bring amounts and state to what the matches say."""
        for mutation in self:
            matches = mutation.match_ids._live()
            refunded = matches.filtered("debit_id") | mutation.repaid_ids._live()
            values = {
                "matched_amount": sum((matches - refunded).mapped("amount")),
                "refunded_amount": sum(refunded.mapped("amount")),
            }
            if mutation.kind == "credit" and mutation.state != "provisional":
                values["state"] = mutation._state_of(**values)
            if matches:
                values |= {"set_aside_at": False, "set_aside_reason": False, "set_aside_by_id": False, "match_problem": False}
            mutation.sudo().write(values)

    def _state_of(self, matched_amount, refunded_amount):
        if self.currency_id.compare_amounts(matched_amount + refunded_amount, self.amount) < 0:
            return "suspense"
        return "matched" if matched_amount else "refunded"

    def _reconcile_with(self, line):
        """Settle what is open of these mutations with what is open of another entry on the suspense account.

        :param line: account.move.line
        """
        (self._suspense_line() | line).reconcile()
