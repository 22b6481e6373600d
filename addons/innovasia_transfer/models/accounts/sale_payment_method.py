from odoo import fields, models


class SalePaymentMethod(models.Model):
    """Transfer Bank: who chooses it is told an amount, and the order turns paid when that amount arrives (spec/004)."""

    _inherit = "sale.payment.method"

    is_transfer = fields.Boolean(
        "Transfer with a unique code", help="The customer is told an amount that only this order has, and pays it by transfer."
    )
