from odoo import models


class SalePaymentMethod(models.Model):
    """Who chooses Transfer Bank says nothing of the payment: it is still to come."""

    _inherit = "sale.payment.method"

    def _offered(self):
        offered = super()._offered()
        if not self.is_transfer:
            return offered
        hint = self.env._(
            "The customer gets an amount with a unique code, and the order turns paid by itself when the money arrives."
        )
        return {**offered, "is_awaited": True, "hint": hint}
