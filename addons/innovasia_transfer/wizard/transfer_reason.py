from odoo import fields, models


class TransferReason(models.TransientModel):
    """Why finance rejects a manual verification."""

    _inherit = "transfer.reason"

    verification_ids = fields.Many2many("transfer.verification", readonly=True)

    def action_confirm(self):
        result = super().action_confirm()
        for verification in self.verification_ids:
            result = verification.action_reject(self.reason)
        return result


class TransferVerification(models.Model):
    _inherit = "transfer.verification"

    def action_open_reject(self):
        """:return: an action: the window that asks why these are rejected"""
        self._check_matcher()
        action = self.env["transfer.reason"]._ask(self.env._("Reject"))
        return {**action, "context": {**action["context"], "default_verification_ids": [(6, 0, self.ids)]}}
