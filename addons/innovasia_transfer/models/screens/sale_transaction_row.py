from odoo import models
from odoo.fields import Datetime


class SaleTransaction(models.Model):
    """An approved payment that no mutation backs yet, as the left list of the board tells it."""

    _inherit = "sale.transaction"

    def _board_rows(self):
        """:return: list of dict as those of intents: approved payments that wait for the bank's word"""
        return [
            {
                "key": f"{transaction._name}-{transaction.id}",
                "model": transaction._name,
                "id": transaction.id,
                "name": transaction.name,
                "order": transaction.order_id.name or "",
                "order_id": transaction.order_id.id,
                "partner": transaction.partner_id.name or "",
                "account": transaction.payment_method_id.journal_id.name,
                "account_id": transaction.payment_method_id.journal_id.id,
                "amount": int(transaction.unbacked_amount),
                "base": int(transaction.amount),
                "code": 0,
                "received": 0,
                "state": "unbacked",
                "since": Datetime.to_string(transaction.paid_at),
                "until": False,
                "has_proof": bool(transaction.evidence_ids),
                "is_open": transaction._is_open_for_match(),
            }
            for transaction in self
        ]

    def _is_open_for_match(self):
        """:return: whether the bank's word is still missing"""
        return self.unbacked_amount > 0
