from odoo import models


class SaleTransaction(models.Model):
    """What came back is not to be paid, nor what was paid without a transaction."""

    _inherit = "sale.transaction"

    def _expected_amount(self, accepted, paid):
        if self.state == "pending" and (self.order_id.return_ids or self.order_id._invoiced()):
            return self.order_id._owed()
        return super()._expected_amount(accepted, paid)
