from odoo import api, fields, models
from odoo.exceptions import UserError

#: What the bank said, and the entry that says so.
THE_BANKS = {
    "journal_id", "date", "amount", "amount_currency", "foreign_currency_id", "currency_id", "payment_ref", "line_ids",
    "move_id", "state",
}  # fmt: skip


class AccountBankStatementLine(models.Model):
    """The bookkeeping's side of a mutation. What it was for is said by matching, not by changing the bank's word."""

    _inherit = "account.bank.statement.line"

    mutation_ids = fields.One2many("bank.mutation", "statement_line_id", readonly=True)

    def write(self, vals):
        """:raises UserError: for what the bank said of a mutation"""
        if THE_BANKS & vals.keys():
            self._check_not_a_mutation()
        return super().write(vals)

    def action_undo_reconciliation(self):
        """:raises UserError: a mutation's match is undone in the mutation"""
        self._check_not_a_mutation()
        return super().action_undo_reconciliation()

    @api.ondelete(at_uninstall=False)
    def _unlink_not_a_mutation(self):
        self._check_not_a_mutation()

    def _check_not_a_mutation(self):
        """:raises UserError: one of these stands for a bank mutation"""
        if self.sudo().mutation_ids:
            raise UserError(
                self.env._("This line is a bank mutation: it stays as the bank said. Match it, or undo its match, there.")
            )
