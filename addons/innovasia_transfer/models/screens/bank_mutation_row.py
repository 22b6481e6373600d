from odoo import models
from odoo.fields import Date, Datetime


class BankMutation(models.Model):
    """A mutation, as the right list of the board tells it."""

    _inherit = "bank.mutation"

    def _board_rows(self):
        """:return: list of dict, what the right list tells about each; amounts in whole rupiah, moments UTC"""
        return [
            {
                "key": f"{mutation._name}-{mutation.id}",
                "model": mutation._name,
                "id": mutation.id,
                "date": Date.to_string(mutation.date),
                "booked_at": Datetime.to_string(mutation.booked_at) if mutation.booked_at else False,
                "account": mutation.journal_id.sudo().name,
                "account_id": mutation.journal_id.id,
                "amount": int(mutation.open_amount),
                "whole": int(mutation.amount),
                "description": mutation.description or "",
                "sender": mutation.sender_name or "",
                "sender_account": mutation.sender_account or "",
                "state": mutation.state,
                "aside": mutation.set_aside_reason or "",
                "problem": mutation.match_problem or "",
                "is_open": mutation._is_open_for_match(),
            }
            for mutation in self
        ]

    def _is_open_for_match(self):
        """:return: whether something of it can still be matched"""
        return self.state == "suspense" and self.kind == "credit" and self.open_amount > 0
