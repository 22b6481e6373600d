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

    def _check_stays_booked(self):
        # sudo: whoever may not see the return may not undo it either
        if found := self.sudo().sale_return_id[:1]:
            raise UserError(found._why_entered())
        return super()._check_stays_booked()

    def _settled_against(self, order):
        """:return: list of how much of each of these credit notes reduced the order's own invoices"""
        invoices = order._invoiced()
        amounts = []
        for note in self:
            lines = note.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
            partials = lines.matched_debit_ids.filtered(lambda part: part.debit_move_id.move_id in invoices)
            amounts.append(sum(partials.mapped("amount")))
        return amounts
