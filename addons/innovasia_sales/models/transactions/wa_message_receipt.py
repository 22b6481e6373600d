from odoo import models


class WaMessage(models.Model):
    """What becomes of the message with a receipt is what becomes of the receipt."""

    _inherit = "wa.message"

    def _outcome_changed(self):
        """Note at the transactions whether their receipt is under way; what failed waits, with its reason."""
        result = super()._outcome_changed()
        receipts = self.env["sale.transaction"].sudo().search([("receipt_message_id", "in", self.ids)])
        for receipt in receipts:
            message = receipt.receipt_message_id
            if message.state == "failed":
                told = message.with_context(lang=receipt.company_id._language())
                receipt.write({"receipt_state": "waiting", "receipt_reason": told._explanation(told.env.lang)})
            elif message.state == "outgoing":
                receipt.write({"receipt_state": "sent", "receipt_reason": False})
        return result
