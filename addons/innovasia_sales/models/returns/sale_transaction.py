from odoo import models


class SaleTransaction(models.Model):
    """What came back is not to be paid."""

    _inherit = "sale.transaction"

    def _expected_amount(self, accepted, paid):
        if self.state == "pending" and self.order_id.return_ids:
            return self.order_id._owed()
        return super()._expected_amount(accepted, paid)
