from odoo import api, models


class AccountMove(models.Model):
    """The entry of a mutation's statement line is the bank's word: it is not taken back by hand."""

    _inherit = "account.move"

    def write(self, vals):
        """:raises UserError: it would take the entry of a bank mutation out of the books, or away from the bank's line"""
        if vals.get("state", "posted") != "posted" or "statement_line_id" in vals:
            self.statement_line_id._check_not_a_mutation()
        return super().write(vals)

    def button_draft(self):
        """:raises UserError: it is the entry of a bank mutation"""
        self.statement_line_id._check_not_a_mutation()
        return super().button_draft()

    def button_cancel(self):
        """:raises UserError: it is the entry of a bank mutation"""
        self.statement_line_id._check_not_a_mutation()
        return super().button_cancel()

    @api.ondelete(at_uninstall=False)
    def _unlink_not_a_mutation(self):
        self.statement_line_id._check_not_a_mutation()
