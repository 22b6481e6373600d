from odoo import models


class AccountPartialReconcile(models.Model):
    """What a mutation was settled with is undone in the mutation, where the order hears of it as well."""

    _inherit = "account.partial.reconcile"

    def unlink(self):
        """:raises UserError: when people would take a bank mutation's money apart in the books alone"""
        if not self.env.su:
            (self.debit_move_id | self.credit_move_id).move_id.statement_line_id._check_not_a_mutation()
        return super().unlink()
