from odoo import fields, models


class SaleOrder(models.Model):
    """A payment that was not agreed in a conversation is claimed from its order, and verified like any other (spec/001)."""

    _inherit = "sale.order"

    unpaid_amount = fields.Monetary(
        "To be paid",
        compute="_compute_unpaid_amount",
        compute_sudo=True,
        help="What no transaction, pending or accepted, speaks of yet.",
    )

    def _compute_unpaid_amount(self):
        claimed = self.env["sale.transaction"]._read_group(
            [("order_id", "in", self.ids), ("state", "in", ("pending", "accepted"))], ["order_id"], ["amount:sum"]
        )
        amounts = {order.id: amount for order, amount in claimed}
        for order in self:
            order.unpaid_amount = max(0, order.amount_total - amounts.get(order._origin.id, 0))

    def action_enter_payment(self):
        """Ask what was paid for this order.

        :return: an action that opens a new transaction over the page
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Enter a payment"),
            "res_model": "sale.transaction",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_order_id": self.id,
                "default_partner_id": self.partner_id.id,
                "default_amount": self.unpaid_amount,
            },
        }
