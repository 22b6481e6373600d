from odoo import models


class IrAttachment(models.Model):
    """The proof that finance was shown stays what it was."""

    _inherit = "ir.attachment"

    def _kept(self):
        refusal = self.env._("A proof that was sent to finance is neither changed nor deleted.")
        return self._kept_besides(super()._kept(), self._of_sent_verifications(), refusal)

    def _of_sent_verifications(self):
        """:return: those of these files that are proofs of a verification that was sent to finance"""
        # sudo: only where a file belongs is looked at
        placed = self.sudo().filtered(lambda file: file.res_model == "transfer.verification" and file.res_id)
        if not placed:
            return placed.sudo(self.env.su)
        verifications = self.env["transfer.verification"].sudo().browse(placed.mapped("res_id")).exists()
        sent = verifications.filtered(lambda verification: verification.state != "draft")
        return (placed & sent.proof_ids).sudo(self.env.su)
