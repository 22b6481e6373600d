from odoo import models

ENTERED = frozenset(("account_id", "partner_id", "debit", "credit", "balance", "amount_currency", "currency_id", "date"))


class AccountMoveLine(models.Model):
    """The lines of an accepted transaction's entry say what was received, and go on saying it."""

    _inherit = "account.move.line"

    def write(self, vals):
        if not self.env.su and ENTERED & vals.keys():
            self.move_id._check_no_transaction()
        return super().write(vals)
