from odoo import models


class SaleOrder(models.Model):
    """Customers may pay an order by bank transfer from its page in the portal."""

    _inherit = "sale.order"

    def _portal_transfer_methods(self):
        """:return: sale.payment.method that the customer may choose for this order; none for a draft, which the shop may
        still change, for an offer that is over, and where nothing is owed"""
        self.ensure_one()
        none = self.env["sale.payment.method"]
        if self.state not in ("sent", "sale") or self.is_expired:
            return none
        return none if self._why_not_transfer() else self._transfer_methods()

    def _has_to_be_signed(self):
        """Who is to transfer agrees by paying."""
        return super()._has_to_be_signed() and not self._portal_transfer()

    def _portal_transfer(self):
        """:return: transfer.intent that is waited for, as the system sees it; empty when there is none"""
        self.ensure_one()
        return self.sudo().transfer_intent_ids.filtered(lambda intent: intent.state in ("open", "grace"))[:1]
