from odoo import api, fields, models
from odoo.exceptions import UserError

#: What nobody but the transaction changes of its payment.
ENTERED = frozenset(
    (
        "amount",
        "currency_id",
        "date",
        "journal_id",
        "move_id",
        "partner_id",
        "partner_type",
        "payment_type",
        "payment_method_line_id",
        "destination_account_id",
        "outstanding_account_id",
        "state",
    )
)


class AccountPayment(models.Model):
    """The payment of an accepted transaction is undone by reversing the transaction, and in no other way."""

    _inherit = "account.payment"

    sale_transaction_ids = fields.One2many("sale.transaction", "payment_id", "Transaction", readonly=True)
    sale_transaction_count = fields.Integer(
        "Number of transactions", compute="_compute_sale_transaction_count", compute_sudo=True
    )

    @api.depends("sale_transaction_ids")
    def _compute_sale_transaction_count(self):
        for payment in self:
            payment.sale_transaction_count = len(payment.sale_transaction_ids)

    def action_view_sale_transactions(self):
        """:return: an action that shows the transaction that these payments were entered for"""
        return self.sale_transaction_ids._action_show()

    def action_draft(self):
        self._check_no_transaction()
        return super().action_draft()

    def action_cancel(self):
        self._check_no_transaction()
        return super().action_cancel()

    def unlink(self):
        self._check_no_transaction()
        return super().unlink()

    def write(self, vals):
        if not self.env.su and ENTERED & vals.keys():
            self._check_no_transaction()
        return super().write(vals)

    def _check_no_transaction(self):
        """:raises UserError: when one of these payments was entered for a transaction"""
        # sudo: whoever may not see the transaction may not undo its payment either
        if found := self.sudo().sale_transaction_ids[:1]:
            raise UserError(found._why_entered())
