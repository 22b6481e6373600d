from odoo import models


class SalePaymentMethod(models.Model):
    """Money of a bank account with unique codes is entered when the bank tells of it: payments meet it on the way."""

    _inherit = "sale.payment.method"

    def _liquidity_account(self):
        journal = self.journal_id
        if journal.transfer_open and journal.suspense_account_id:
            return journal.suspense_account_id
        return super()._liquidity_account()
