from odoo import api, fields, models


class TransferIntent(models.Model):
    """What the form and the lists show beside the stored fields, and their buttons."""

    _inherit = "transfer.intent"

    remaining = fields.Monetary("Left to pay", compute="_compute_remaining")
    account_text = fields.Char("Account", compute="_compute_account_text", compute_sudo=True)
    page_url = fields.Char("Customer's page", compute="_compute_page_url", compute_sudo=True)
    payable_text = fields.Char("Amount to write", compute="_compute_payable_text", help="As the customer types it at the bank.")

    can_renew = fields.Boolean(compute="_compute_can_renew", help="The order still asks for money, and nobody waits for it.")

    @api.depends("state", "order_id.state")
    def _compute_can_renew(self):
        for intent in self:
            order = intent.order_id.sudo()
            intent.can_renew = not order.transfer_intent_ids._live() and not order._why_not_transfer()

    @api.depends("payable", "received")
    def _compute_remaining(self):
        for intent in self:
            intent.remaining = intent._still_due()

    @api.depends("journal_id")
    def _compute_account_text(self):
        for intent in self:
            intent.account_text = intent.journal_id._transfer_account_text()

    def _compute_page_url(self):
        for intent in self:
            intent.page_url = intent._page_url()

    @api.depends("payable")
    def _compute_payable_text(self):
        for intent in self:
            intent.payable_text = str(round(intent.payable))

    def action_view_order(self):
        """:return: an action that shows the orders that these are for"""
        return self.order_id._get_records_action(name=self.env._("Orders"))

    def action_open_page(self):
        """:return: an action that opens the customer's page in another tab"""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": self.page_url, "target": "new"}

    def action_renew(self):
        """Ask for what the order owes by now, at the same account.

        :return: an action that shows the new one
        """
        self.ensure_one()
        order = self.order_id
        order.action_transfer(self.payment_method_id.id)
        return order.action_view_transfer()
