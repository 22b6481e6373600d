from odoo import models


class AccountMove(models.Model):
    """An invoice that is paid in full thanks the customer."""

    _inherit = "account.move"

    def _invoice_paid_hook(self):
        result = super()._invoice_paid_hook()
        # Also called for credit notes that come to nothing, which are no payments of a customer.
        paid = self.filtered(lambda move: move.move_type == "out_invoice" and move.amount_total > 0)
        self.env["wa.automation"]._emit("order_paid", paid)
        # sudo: who enters the payment may not see orders
        paid.sudo()._sale_orders()._wa_forget_reminders()
        return result
