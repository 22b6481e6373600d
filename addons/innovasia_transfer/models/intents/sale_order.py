from math import ceil

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

#: Who opens and closes expected transfers; portal users those of their own orders.
GROUPS = (
    "sales_team.group_sale_salesman",
    "innovasia_whatsapp.group_user",
    "innovasia_sales.group_cashier",
    "innovasia_transfer.group_matcher",
    "base.group_portal",
)


class SaleOrder(models.Model):
    """What an order still asks for, and the transfers by which it is expected."""

    _inherit = "sale.order"

    transfer_intent_ids = fields.One2many("transfer.intent", "order_id", "Expected transfers", readonly=True, copy=False)

    def _transfer_due(self):
        """Tell what a transfer would have to bring: what no transaction speaks of, and no payment has settled.

        :return: whole rupiah, rounded up; 0 when nothing is owed
        """
        self.ensure_one()
        order = self.sudo()
        claims = order.sale_transaction_ids.filtered(lambda transaction: transaction.state in ("pending", "accepted"))
        codes = sum(intent._code_share() for intent in order.transfer_intent_ids)
        claimed = sum(claims.mapped("amount")) - codes
        return max(0, ceil(round(min(order.amount_total - claimed, order._owed()), 2)))

    def _transfer_methods(self):
        """:return: sale.payment.method by which this order can be paid with a code of its own"""
        self.ensure_one()
        domain = [("company_id", "=", self.company_id.id), ("is_transfer", "=", True)]
        methods = self.env["sale.payment.method"].sudo().search(domain)
        return methods.filtered(lambda method: not method._why_not_transfer())

    def _why_not_transfer(self):
        """:return: the sentence that says why no transfer can be expected for this order, or None"""
        self.ensure_one()
        order = self.sudo()
        if order.state == "cancel":
            return self.env._("Order %s is cancelled: there is nothing to transfer for it.", order.name)
        if not order._has_products():
            return self.env._("Order %s has no product.", order.name)
        if order.currency_id != order.company_id.currency_id:
            return self.env._(
                "Order %(order)s is in %(currency)s: a transfer with a unique code is not.",
                order=order.name,
                currency=order.currency_id.name,
            )
        if not order._transfer_due():
            pending = order.sale_transaction_ids.filtered(lambda transaction: transaction.state == "pending")[:1]
            if pending:
                return self.env._(
                    "Transaction %(transaction)s says that %(order)s is paid, and waits to be verified."
                    " Reject it first when the customer is to transfer.",
                    transaction=pending.name,
                    order=order.name,
                )
            return self.env._("Order %s is paid: nothing is left to transfer.", order.name)
        return None

    @api.model
    def _check_transfer_group(self):
        """:raises AccessError: when this person neither sells, nor serves, nor matches"""
        if not self.env.su and not any(self.env.user.has_group(group) for group in GROUPS):
            raise AccessError(self.env._("Only people who serve customers, sell or match ask for transfers."))

    def _check_transfer_rights(self):
        """:raises AccessError: unless this person may ask the customers of these orders for a transfer"""
        self.check_access("read")
        self._check_transfer_group()

    @api.ondelete(at_uninstall=False)
    def _unlink_without_transfers(self):
        """An order that was waited for stays, with all that was told the customer."""
        if waited := self.filtered(lambda order: order.sudo().transfer_intent_ids)[:1]:
            raise UserError(
                self.env._(
                    "A transfer of %(amount)s was asked for order %(order)s. Cancel the order instead of deleting it.",
                    amount=waited.sudo().transfer_intent_ids[0]._money(waited.sudo().transfer_intent_ids[0].payable),
                    order=waited.name,
                )
            )
