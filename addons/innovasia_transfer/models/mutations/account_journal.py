from odoo import models
from odoo.exceptions import UserError


class AccountJournal(models.Model):
    """The money of mutations waits on one suspense account, on which all that settles it is looked for."""

    _inherit = "account.journal"

    def write(self, vals):
        """:raises UserError: for another suspense account than that of the mutations that are booked"""
        if "suspense_account_id" in vals:
            changed = self.filtered(lambda journal: journal.suspense_account_id.id != vals["suspense_account_id"])
            booked = [("journal_id", "in", changed.ids), ("statement_line_id", "!=", False)]
            if changed and (mutation := self.env["bank.mutation"].sudo().search(booked, limit=1)):
                raise UserError(
                    self.env._(
                        "The mutations of %(journal)s are booked on suspense account %(account)s, which stays theirs.",
                        journal=mutation.journal_id.display_name,
                        account=mutation.journal_id.suspense_account_id.display_name,
                    )
                )
        return super().write(vals)
