from odoo import api, fields, models
from odoo.exceptions import UserError


class TransferOpen(models.TransientModel):
    """To which account the customer of an order is to transfer."""

    _name = "transfer.open"
    _description = "Ask for a Bank Transfer"

    order_id = fields.Many2one("sale.order", required=True, readonly=True, ondelete="cascade")
    currency_id = fields.Many2one(related="order_id.currency_id")
    amount = fields.Monetary("Order asks for", compute="_compute_amount")
    method_ids = fields.Many2many("sale.payment.method", compute="_compute_methods")
    method_id = fields.Many2one(
        "sale.payment.method", "Transfer to", compute="_compute_method_id", store=True, readonly=False,
        domain="[('id', 'in', method_ids)]",
    )  # fmt: skip
    problem = fields.Char(compute="_compute_methods", help="Why nobody can be asked for a transfer.")

    @api.depends("order_id")
    def _compute_amount(self):
        self.order_id.check_access("read")
        for window in self:
            window.amount = window.order_id._transfer_due()

    @api.depends("order_id")
    def _compute_methods(self):
        for window in self:
            # sudo: names only; the account's settings are nothing that salespeople read
            methods = window.order_id._transfer_methods().sudo(self.env.su)
            window.method_ids = methods
            window.problem = False
            if not methods:
                window.problem = self.env._(
                    "No account takes transfers yet. Switch on “Transfers with a unique code” for a bank account, and for a"
                    " payment method with it."
                )

    @api.depends("order_id")
    def _compute_method_id(self):
        for window in self:
            window.method_id = window.method_ids[:1]

    def action_open(self):
        """Ask for the transfer.

        :return: an action that shows what is expected
        :raises UserError: when none can be asked for, with the reason
        """
        self.ensure_one()
        if not self.method_id:
            raise UserError(self.problem or self.env._("Choose to which account the customer is to transfer."))
        self.order_id.action_transfer(self.method_id.id)
        return self.order_id.action_view_transfer()
