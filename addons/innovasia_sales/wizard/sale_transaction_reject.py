from odoo import api, fields, models


class SaleTransactionReject(models.TransientModel):
    """Why transactions are rejected, and what becomes of their orders."""

    _name = "sale.transaction.reject"
    _description = "Reject Transactions"

    transaction_ids = fields.Many2many("sale.transaction", string="Chosen", required=True, readonly=True)
    summary = fields.Char("Transactions", compute="_compute_summary")
    choice = fields.Selection(
        [
            ("missing", "Money not received"),
            ("amount", "Amount differs"),
            ("unreadable", "Picture unreadable"),
            ("duplicate", "Duplicate"),
            ("other", "Another reason"),
        ],
        "Reason",
        required=True,
        default="missing",
    )
    reason = fields.Char("In words", compute="_compute_reason", store=True, precompute=True, readonly=False, required=True)
    has_order = fields.Boolean(compute="_compute_summary")
    cancel_order = fields.Boolean(
        "Cancel the order",
        default=True,
        help="An order with another transaction, or one that is invoiced or shipped, stays in any case.",
    )
    has_conversation = fields.Boolean(compute="_compute_summary")
    tell_customer = fields.Boolean("Tell the customer", help="By WhatsApp, where the customer wrote within 24 hours.")
    preview = fields.Text("The customer reads", compute="_compute_preview")

    @api.depends("transaction_ids")
    def _compute_summary(self):
        for window in self:
            transactions = window.transaction_ids
            names = ", ".join(f"{each.name} ({each._money()})" for each in transactions[:3])
            more = len(transactions) - 3
            window.summary = self.env._("%(names)s and %(count)s more", names=names, count=more) if more > 0 else names
            window.has_order = bool(transactions.order_id)
            window.has_conversation = bool(transactions.wa_channel_id)

    @api.depends("choice")
    def _compute_reason(self):
        labels = dict(self._fields["choice"]._description_selection(self.env))
        for window in self:
            window.reason = False if window.choice == "other" else labels.get(window.choice)

    @api.depends("reason", "transaction_ids")
    def _compute_preview(self):
        for window in self:
            first = window.transaction_ids.filtered("wa_channel_id")[:1]
            window.preview = first.sudo()._rejection_text(window.reason) if first and window.reason else False

    def action_confirm(self):
        """Reject them.

        :return: an action that tells what came of it
        """
        self.ensure_one()
        transactions = self.transaction_ids
        reason = transactions._check_reason(self.reason)
        return transactions._decide_selected("reject", reason, self.cancel_order, self.tell_customer)
