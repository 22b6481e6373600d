from odoo import fields, models
from odoo.exceptions import UserError


class AccountMove(models.Model):
    """The credit note of a return stays in the books, as the goods are back in the stock."""

    _inherit = "account.move"

    sale_return_id = fields.Many2one("sale.return", "Return", readonly=True, copy=False, index="btree_not_null")

    def action_view_sale_return(self):
        """:return: an action that shows the returns of these credit notes"""
        return self.sale_return_id._get_records_action(name=self.env._("Returns"))

    def _post(self, soft=True):
        self.origin_payment_id._check_not_undone()
        return super()._post(soft=soft)

    def button_draft(self):
        self._check_no_return()
        return super().button_draft()

    def button_cancel(self):
        self._check_no_return()
        return super().button_cancel()

    def unlink(self):
        self._check_no_return()
        return super().unlink()

    def _check_no_return(self):
        """:raises UserError: when one of these is the credit note of a return"""
        # sudo: whoever may not see the return may not undo it either
        if found := self.sudo().sale_return_id[:1]:
            raise UserError(self.env._("This belongs to return %s: its goods are back, and stay credited.", found.name))

    def _settled_against(self, order):
        """:return: list of how much of each of these credit notes reduced the order's own invoices"""
        invoices = order._invoiced()
        amounts = []
        for note in self:
            lines = note.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
            partials = lines.matched_debit_ids.filtered(lambda part: part.debit_move_id.move_id in invoices)
            amounts.append(sum(partials.mapped("amount")))
        return amounts
