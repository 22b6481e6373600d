from odoo import models

from ...tools.own_files import own_files


class SaleTransaction(models.Model):
    """Evidence belongs to its transaction: a verifier sees the picture, and needs not see the conversation it came from."""

    _inherit = "sale.transaction"

    def _own_evidence(self):
        """Make the evidence the transactions' own, see ``own_files``.

        :raises AccessError: when somebody shows a file that is not for them to see
        """
        for transaction in self.filtered("evidence_ids"):
            files = transaction.sudo().evidence_ids
            if (own := own_files(transaction, files)) != files:
                transaction.sudo().evidence_ids = own
