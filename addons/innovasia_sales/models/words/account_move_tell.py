from odoo import models


class AccountMove(models.Model):
    """An invoice that is paid in full thanks the customer."""

    _inherit = "account.move"

    def _invoice_paid_hook(self):
        result = super()._invoice_paid_hook()
        # sudo: who enters the payment may not see orders
        invoices = self.sudo().filtered(lambda move: move._is_of_customer())
        self.env["wa.automation"]._emit("order_paid", invoices)
        invoices._sale_orders()._wa_forget_reminders()
        return result

    def _is_of_customer(self):
        """:return: whether this charged a customer who has a name; the hook is called for credit notes, too"""
        is_charge = self.move_type == "out_invoice" and self.amount_total > 0
        return is_charge and self.wa_customer_id != self.company_id.walk_in_customer_id
