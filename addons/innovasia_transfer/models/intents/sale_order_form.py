from odoo import api, fields, models

from odoo.addons.innovasia_sales.tools.money import money

from .transfer_intent import LIVE, STATES


class SaleOrder(models.Model):
    """The order's form: what is expected, whether it still is what the order asks for, and the way to ask anew."""

    _inherit = "sale.order"

    transfer_intent_id = fields.Many2one(
        "transfer.intent", "Expected transfer", compute="_compute_transfer", compute_sudo=True,
        help="The one that is waited for, otherwise the last one.",
    )  # fmt: skip
    transfer_state = fields.Selection(STATES, "Bank transfer", compute="_compute_transfer", compute_sudo=True)
    transfer_payable = fields.Monetary("To be transferred", compute="_compute_transfer", compute_sudo=True)
    transfer_is_live = fields.Boolean(compute="_compute_transfer", compute_sudo=True)
    transfer_news = fields.Char(
        compute="_compute_transfer_news", help="What changed about the order since the customer was told what to transfer."
    )
    can_transfer = fields.Boolean(compute="_compute_can_transfer", help="The customer can be asked for a transfer now.")

    @api.depends("transfer_intent_ids.state")
    def _compute_transfer(self):
        for order in self:
            intents = order.transfer_intent_ids.sorted("id", reverse=True)
            intent = (intents._live() or intents)[:1]
            order.transfer_intent_id, order.transfer_state, order.transfer_payable = intent, intent.state, intent.payable
            order.transfer_is_live = intent.state in LIVE

    @api.depends("amount_total", "transfer_intent_ids.state", "transfer_intent_ids.received", "sale_transaction_ids.state")
    def _compute_transfer_news(self):
        for order in self:
            intent = order.sudo().transfer_intent_ids._live()[:1]
            due = intent and order._transfer_due()
            if not intent or due == intent._owed():
                order.transfer_news = False
                continue
            order.transfer_news = self.env._(
                "The customer was told to transfer %(asked)s, for %(owed)s. The order asks for %(due)s now.",
                asked=money(self.env, intent._still_due(), order.currency_id),
                owed=money(self.env, intent._owed(), order.currency_id),
                due=money(self.env, due, order.currency_id),
            )

    @api.depends("state", "amount_total", "order_line", "transfer_intent_ids.state", "sale_transaction_ids.state")
    @api.depends_context("uid")
    def _compute_can_transfer(self):
        companies = self.env["sale.payment.method"].sudo().search([("is_transfer", "=", True)]).company_id
        for order in self:
            live = order.sudo().transfer_intent_ids._live()
            order.can_transfer = bool(
                order.company_id in companies and order._origin.id and not live and not order._why_not_transfer()
            )

    def action_open_transfer(self):
        """Ask for a transfer: at once where there is one account for it, otherwise a window asks which.

        :return: an action that shows what is expected
        """
        self.ensure_one()
        self._check_transfer_rights()
        methods = self._transfer_methods()
        if len(methods) == 1:
            self.action_transfer(methods.id)
            return self.action_view_transfer()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Bank transfer"),
            "res_model": "transfer.open",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_order_id": self.id},
        }

    def action_renew_transfer(self):
        """Ask for what the order owes by now; when it owes nothing, stop waiting.

        :return: an action that shows what is expected
        """
        self.ensure_one()
        self._check_transfer_rights()
        live = self.sudo().transfer_intent_ids._live()
        if live and not self._transfer_due():
            live.sudo(self.env.su).action_cancel(self.env._("the order asks for nothing any more"))
            return True
        self.action_transfer((live or self.transfer_intent_id.sudo()).payment_method_id.id)
        return self.action_view_transfer()

    def action_view_transfer(self):
        """:return: an action that shows what is expected for this order, and what was"""
        intents = self.transfer_intent_ids
        if len(intents) > 1 and self.transfer_is_live:
            intents = self.transfer_intent_id.sudo(self.env.su)
        return intents._get_records_action(name=self.env._("Expected transfers"))
