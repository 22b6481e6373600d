from odoo import models
from odoo.exceptions import AccessError


class IrAttachment(models.Model):
    """The proof that finance was shown stays what it was."""

    _inherit = "ir.attachment"

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if operation in ("write", "unlink") and not self.env.su:
            rest = self - result[0] if result else self
            if kept := rest._of_sent_verifications():
                refusal = self.env._("A proof that was sent to finance is neither changed nor deleted.")
                return (result[0] + kept, result[1]) if result else (kept, lambda: AccessError(refusal))
        return result

    def _of_sent_verifications(self):
        """:return: those of these files that are proofs of a verification that was sent to finance"""
        # sudo: only where a file belongs is looked at
        placed = self.sudo().filtered(lambda file: file.res_model == "transfer.verification" and file.res_id)
        if not placed:
            return placed.sudo(self.env.su)
        verifications = self.env["transfer.verification"].sudo().browse(placed.mapped("res_id")).exists()
        sent = verifications.filtered(lambda verification: verification.state != "draft")
        return (placed & sent.proof_ids).sudo(self.env.su)
