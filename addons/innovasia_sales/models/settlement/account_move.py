from odoo import models
from odoo.exceptions import UserError


class AccountMove(models.Model):
    """Invoices that are ticked are settled together."""

    _inherit = "account.move"

    def action_open_settlement(self):
        """Ask what was paid for these invoices.

        :return: an action that opens the window
        :raises UserError: when nothing is open on any of them
        """
        open_invoices = self.filtered(lambda move: move._is_receivable())
        if not open_invoices:
            raise UserError(self.env._("Tick invoices that are posted and not paid in full."))
        return self.env["sale.settlement"]._open_invoices(open_invoices)

    def _is_receivable(self):
        """:return: whether a customer still owes something on this invoice"""
        return self.state == "posted" and self.move_type == "out_invoice" and self.amount_residual > 0
