from odoo import api, fields, models
from odoo.exceptions import ValidationError


class SalePaymentMethod(models.Model):
    """Transfer Bank: who chooses it is told an amount, and the order turns paid when that amount arrives (spec/004)."""

    _inherit = "sale.payment.method"

    is_transfer = fields.Boolean(
        "Transfer with a unique code", help="The customer is told an amount that only this order has, and pays it by transfer."
    )

    @api.constrains("is_transfer", "journal_id", "active")
    def _check_transfer(self):
        # sudo: whoever names a payment method need not see the account's settings
        for method in self.sudo().filtered(lambda method: method.is_transfer and method.active):
            if problem := method.journal_id._transfer_problem():
                raise ValidationError(problem)

    def _why_not_transfer(self):
        """:return: the sentence that says why nobody can be asked for a transfer by this method, or None"""
        self.ensure_one()
        method = self.sudo()
        if not method.is_transfer or not method.active:
            return self.env._("Customers do not transfer with a unique code by “%s”.", method.display_name)
        return method.journal_id._transfer_problem()
