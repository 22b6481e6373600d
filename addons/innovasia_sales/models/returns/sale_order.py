from odoo import api, fields, models
from odoo.exceptions import UserError


class SaleOrder(models.Model):
    """What has come back of an order."""

    _inherit = "sale.order"

    return_ids = fields.One2many("sale.return", "order_id", "Returns", copy=False)
    return_count = fields.Integer("Number of returns", compute="_compute_return_count", compute_sudo=True)
    can_return = fields.Boolean(compute="_compute_can_return", compute_sudo=True)

    @api.depends("return_ids.state")
    def _compute_return_count(self):
        for order in self:
            order.return_count = len(order.return_ids.filtered(lambda document: document.state != "cancelled"))

    def _compute_can_return(self):
        for order in self:
            order.can_return = order.state == "sale" and bool(order._invoiced() or order.order_line._moves_gone())

    def action_return(self):
        """Begin a return of this order.

        :return: an action that shows the return that is begun already, otherwise a new one
        :raises UserError: when nothing of the order can come back
        """
        self.ensure_one()
        begun = self.return_ids.filtered(lambda document: document.state == "draft")[:1]
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Return"),
            "res_model": "sale.return",
            "views": [(False, "form")],
        }
        if begun:
            return action | {"res_id": begun.id}
        if not self.can_return:
            raise UserError(self.env._("Nothing of order %s is shipped or invoiced yet, so nothing can come back.", self.name))
        return action | {"context": {"default_order_id": self.id}}

    def action_view_returns(self):
        """:return: an action that shows the returns of these orders"""
        return self.return_ids._get_records_action(name=self.env._("Returns"))

    def _invoiced(self):
        """:return: account.move, the posted customer invoices of these orders"""
        return self.invoice_ids.filtered(lambda move: move.state == "posted" and move.move_type == "out_invoice")

    def _is_invoiced_whole(self):
        """:return: whether an invoice charges all that was ordered, whatever was credited later"""
        invoices = self._invoiced()
        return all(
            line.product_uom_id.compare(
                sum(quantity for _charged, quantity in line._charged_ever(invoices)), line.product_uom_qty
            )
            >= 0
            for line in self.order_line._lines_that_charge()
        )

    def _owed(self):
        """:return: what the customer still owes for this order: open invoices, and what is neither invoiced nor paid yet"""
        invoices = self._invoiced()
        owed = sum(invoices.mapped("amount_residual"))
        if self.state == "cancel":
            return owed
        later = sum(line._not_charged() * line._price_per_unit() for line in self.order_line._lines_that_charge())
        # A final invoice takes off what was invoiced ahead, which adds up to nothing then.
        ahead = self.order_line.filtered("is_downpayment").invoice_lines.filtered(lambda line: line.move_id in invoices)
        total = owed + max(later - sum(ahead.mapped("price_total")), 0)
        return self.currency_id.round(total) if self.currency_id else total

    def _is_taken_back(self):
        """:return: whether nothing is left of what was ordered, and nothing of it has left the house"""
        lines = self.order_line._lines_that_charge()
        return not lines._moves_gone() and all(
            line.product_uom_id.compare(line.returned_quantity, line.product_uom_qty) >= 0 for line in lines
        )

    def _return_state_update(self):
        """Money that was given back for what is not shipped counts as well, as no goods can come back."""
        result = super()._return_state_update()
        for order in self.filtered(lambda order: not order._has_goods()):
            lines = order.order_line._lines_that_charge()
            back = [line for line in lines if line.product_uom_id.compare(line.returned_quantity, line.product_uom_qty) >= 0]
            if any(lines.mapped("returned_quantity")):
                order.return_state = "full" if len(back) == len(lines) else "partial"
        return result

    def _compute_unpaid_amount(self):
        result = super()._compute_unpaid_amount()
        for order in self.filtered("return_ids"):
            pending = order.sale_transaction_ids.filtered(lambda transaction: transaction.state == "pending")
            order.unpaid_amount = max(0, order._owed() - sum(pending.mapped("amount")))
        return result

    def _force_lines_to_invoice_policy_order(self):
        result = super()._force_lines_to_invoice_policy_order()
        # What came back was credited: it is not charged once more.
        for line in self.order_line.filtered(lambda line: line.state == "sale" and line.returned_quantity):
            line.qty_to_invoice -= line.returned_quantity
        return result
