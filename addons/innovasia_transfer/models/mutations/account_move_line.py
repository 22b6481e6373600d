from odoo import models

#: What an entry says of the bank's money.
SAID = {"account_id", "move_id", "balance", "debit", "credit", "amount_currency", "currency_id"}


class AccountMoveLine(models.Model):
    """What a mutation is in the books stays: on the bank's account, and on the suspense account until it is settled."""

    _inherit = "account.move.line"

    def write(self, vals):
        """:raises UserError: for what the entry of a bank mutation says"""
        if SAID & vals.keys():
            self.move_id.statement_line_id._check_not_a_mutation()
        return super().write(vals)
