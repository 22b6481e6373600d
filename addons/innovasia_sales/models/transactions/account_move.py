from odoo import fields, models
from odoo.exceptions import UserError

#: Whoever holds this object may reverse the entry of an accepted transaction: no client can send it in a context.
REVERSAL = object()
#: What nobody but the transaction changes of the entry of its payment.
ENTERED = frozenset(("state", "date", "journal_id", "partner_id", "line_ids", "name", "origin_payment_id"))


class AccountMove(models.Model):
    """The entry of an accepted transaction is undone by reversing the transaction, and in no other way."""

    _inherit = "account.move"

    sale_transaction_count = fields.Integer(
        "Number of transactions", compute="_compute_sale_transaction_count", compute_sudo=True
    )

    def _compute_sale_transaction_count(self):
        for move in self:
            move.sale_transaction_count = len(move._sale_transactions())

    def action_view_sale_transactions(self):
        """:return: an action that shows the transactions by which these invoices were paid, or whose entries these are"""
        # sudo: to find them; who may not see them is told so on opening
        return self.sudo()._sale_transactions().sudo(self.env.su)._action_show()

    def _sale_orders(self):
        """:return: sale.order that these invoices are for"""
        return self.line_ids.sale_line_ids.order_id

    def _sale_transactions(self):
        """:return: sale.transaction of these invoices' orders, those that were settled with them, and of these entries"""
        transactions = self._sale_orders().sale_transaction_ids | self.origin_payment_id.sale_transaction_ids
        allocations = self.env["sale.transaction.allocation"].search([("invoice_id", "in", self.ids)])
        reversed_by = self.env["sale.transaction"].search([("reversal_move_id", "in", self.ids)])
        return transactions | allocations.transaction_id | reversed_by

    def _receivable_lines(self, accounts=None):
        """:return: account.move.line, what customers owe or have paid by these entries and is not settled

        :param accounts: account.account, when only those are meant
        """
        return self.line_ids.filtered(
            lambda line: (
                line.account_type == "asset_receivable"
                and not line.reconciled
                and (not accounts or line.account_id in accounts)
            )
        )

    # --- what stays as it is -------------------------------------------------------------------

    def button_draft(self):
        self._check_stays_booked()
        return super().button_draft()

    def button_cancel(self):
        self._check_stays_booked()
        return super().button_cancel()

    def unlink(self):
        self._check_stays_booked()
        return super().unlink()

    def write(self, vals):
        if not self.env.su and ENTERED & vals.keys():
            self._check_no_transaction()
        return super().write(vals)

    def _reverse_moves(self, default_values_list=None, cancel=False):
        if self.env.context.get("sale_transaction_reversal") is not REVERSAL:
            self._check_no_transaction()
        return super()._reverse_moves(default_values_list=default_values_list, cancel=cancel)

    def _check_stays_booked(self):
        """Hook: what stands for something that happened is not taken out of the books.

        :raises UserError: when one of these does
        """
        self._check_no_transaction()

    def _check_no_transaction(self):
        """:raises UserError: when one of these is the entry of a decided transaction, or the one that reversed it"""
        entries = self.filtered(lambda move: move.move_type == "entry")
        if not entries:
            return
        transactions = self.env["sale.transaction"].sudo()
        domain = ["|", ("payment_id.move_id", "in", entries.ids), ("reversal_move_id", "in", entries.ids)]
        if found := transactions.search(domain, limit=1):
            raise UserError(found._why_entered())
