from odoo import models


class SaleTransaction(models.Model):
    """What was approved without a mutation and is reversed waits for none any more."""

    _inherit = "sale.transaction"

    def _reversed(self):
        result = super()._reversed()
        verifications = self.env["transfer.verification"].sudo()
        unbacked = verifications.search([("transaction_id", "in", self.ids), ("is_unbacked", "=", True)])
        unbacked.is_unbacked = False
        for verification in unbacked:
            verification.message_post(body=verification.env._("%s was reversed.", verification.transaction_id.name))
        return result
