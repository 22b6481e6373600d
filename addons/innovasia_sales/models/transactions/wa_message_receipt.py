from odoo import models

PREFIX = "receipt."


class WaMessage(models.Model):
    """What becomes of the message with a receipt is what becomes of the receipt."""

    _inherit = "wa.message"

    def _fail(self, reason):
        result = super()._fail(reason)
        self._tell_receipts()
        return result

    def _take_consequences(self, policy, code, reason):
        result = super()._take_consequences(policy, code, reason)
        self._tell_receipts()
        return result

    def _requeue(self):
        result = super()._requeue()
        self._tell_receipts()
        return result

    def _tell_receipts(self):
        """Note at the transactions whether their receipt is under way; what failed waits, with its reason."""
        sent = self.filtered(lambda message: (message.request_key or "").startswith(PREFIX))
        if not sent:
            return
        receipts = self.env["sale.transaction"].sudo().search([("receipt_message_id", "in", sent.ids)])
        for receipt in receipts:
            message = receipt.receipt_message_id
            if message.state == "failed":
                told = message.with_context(lang=receipt.company_id.partner_id.lang)
                receipt.write({"receipt_state": "waiting", "receipt_reason": told._explanation(told.env.lang)})
            elif message.state == "outgoing":
                receipt.write({"receipt_state": "sent", "receipt_reason": False})
