from odoo import models


class IrAttachment(models.Model):
    """The evidence of a decided transaction stays what it was when it was decided."""

    _inherit = "ir.attachment"

    def _kept(self):
        refusal = self.env._("The evidence of a transaction that is decided is neither changed nor deleted.")
        return self._kept_besides(super()._kept(), self._of_decided_transactions(), refusal)

    def _of_decided_transactions(self):
        """:return: those of these files that are evidence or receipt of a transaction that is accepted, rejected or reversed"""
        # sudo: only where a file belongs is looked at
        placed = self.sudo().filtered(lambda file: file.res_model == "sale.transaction" and file.res_id)
        if not placed:
            return placed.sudo(self.env.su)
        transactions = self.env["sale.transaction"].sudo().browse(placed.mapped("res_id")).exists()
        decided = transactions.filtered(lambda transaction: transaction.state != "pending")
        return (placed & (decided.evidence_ids | decided.receipt_attachment_id)).sudo(self.env.su)
