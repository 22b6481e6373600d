from odoo import api, fields, models
from odoo.exceptions import UserError

#: Goods have come back and are credited.
CREDITED = ("refunding", "done")
#: It is in the books, and stays there, also when it was undone.
BOOKED = (*CREDITED, "undone")


class SaleReturn(models.Model):
    """What a customer brings back of one order, why, in which condition, and what becomes of the money (spec/001, Retur)."""

    _name = "sale.return"
    _description = "Return"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/", index="trigram")
    # Its company is the return's, so there is none yet by which to choose one.
    order_id = fields.Many2one("sale.order", required=True, index=True, ondelete="restrict", domain="[('state', '=', 'sale')]")
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="order_id.currency_id")
    partner_id = fields.Many2one(related="order_id.partner_id", string="Customer", store=True, index=True)
    commercial_partner_id = fields.Many2one(related="partner_id.commercial_partner_id", string="Who pays")
    user_id = fields.Many2one(
        "res.users", "Entered by", readonly=True, copy=False, index=True, default=lambda self: self.env.user
    )
    reason_id = fields.Many2one("sale.return.reason", required=True, ondelete="restrict", index=True, tracking=True)
    note = fields.Text()
    line_ids = fields.One2many(
        "sale.return.line", "return_id", "Products", compute="_compute_line_ids", store=True, readonly=False, copy=False
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("refunding", "To pay back"),
            ("done", "Done"),
            ("undone", "Undone"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        copy=False,
        default="draft",
        index=True,
        tracking=True,
    )
    settlement = fields.Selection(
        [
            ("refund", "Pay the money back"),
            ("deposit", "Keep it as the customer's credit"),
            ("invoice", "Set it off against other invoices"),
            ("exchange", "Send other goods"),
        ],
        required=True,
        default="refund",
        tracking=True,
        help="What becomes of money that was paid for what comes back. What the order still owes is reduced first.",
    )
    payment_method_id = fields.Many2one(
        "sale.payment.method",
        "Paid back by",
        compute="_compute_payment_method_id",
        store=True,
        readonly=False,
        check_company=True,
        domain="[('company_id', '=', company_id)]",
    )
    settled_invoice_ids = fields.Many2many(
        "account.move",
        string="Invoices",
        check_company=True,
        copy=False,
        help="The customer's invoices that are reduced. Empty: all open ones, oldest first.",
    )
    replacement_ids = fields.One2many("sale.return.replacement", "return_id", "Sent instead", copy=False)

    amount_total = fields.Monetary(
        "Worth", compute="_compute_amounts", compute_sudo=True, help="What was charged for all this."
    )
    amount_owed = fields.Monetary(
        "Reduces what is owed", compute="_compute_amounts", compute_sudo=True, help="This much of it the order still owes."
    )
    amount_back = fields.Monetary(
        "To settle", compute="_compute_amounts", compute_sudo=True, help="This much of it was paid, and is settled."
    )

    processed_at = fields.Datetime("Processed on", readonly=True, copy=False)
    processed_by_id = fields.Many2one("res.users", "Processed by", readonly=True, copy=False)
    picking_ids = fields.One2many("stock.picking", "sale_return_id", "Transfers", readonly=True)
    credit_note_ids = fields.One2many(
        "account.move", "sale_return_id", "Credit notes", readonly=True, domain=[("move_type", "=", "out_refund")]
    )
    credit_open = fields.Monetary("Not settled yet", compute="_compute_credit", compute_sudo=True)
    credit_note_count = fields.Integer("Number of credit notes", compute="_compute_credit", compute_sudo=True)
    picking_count = fields.Integer("Number of transfers", compute="_compute_picking_count", compute_sudo=True)
    refund_payment_id = fields.Many2one("account.payment", "Payment", readonly=True, copy=False, index="btree_not_null")
    refunded_at = fields.Datetime("Paid back on", readonly=True, copy=False)
    refunded_by_id = fields.Many2one("res.users", "Paid back by whom", readonly=True, copy=False)
    replacement_order_id = fields.Many2one(
        "sale.order", "Order sent instead", readonly=True, copy=False, index="btree_not_null"
    )

    @api.depends("name")
    def _compute_display_name(self):
        new = self.filtered(lambda document: document.name == "/")
        new.display_name = self.env._("New Return")
        return super(SaleReturn, self - new)._compute_display_name()

    @api.depends("order_id")
    def _compute_line_ids(self):
        """Offer all that can come back of the order, with nothing taken yet."""
        for document in self:
            condition_of = {"good": "damaged"} if document.reason_id.is_damaged else {}
            document.line_ids = [fields.Command.clear()] + [
                fields.Command.create({"order_line_id": line.id, "condition": condition_of.get(condition, condition)})
                for line in document.order_id.order_line
                for condition, available in line.sudo()._returnable().items()
                if condition != "damaged" and not line.product_uom_id.is_zero(available)
            ]

    @api.onchange("reason_id")
    def _onchange_reason(self):
        """Goods that arrived damaged are not for sale again, unless somebody says so afterwards."""
        if self.reason_id.is_damaged:
            self.line_ids.filtered(lambda line: line.condition == "good").condition = "damaged"

    @api.depends("order_id")
    def _compute_payment_method_id(self):
        for document in self:
            # sudo: how the customer paid tells how the money goes back; nothing else of the transactions is seen
            paid = document.order_id.sudo().sale_transaction_ids.filtered(lambda t: t.state == "accepted")[:1]
            default = paid.payment_method_id or self.env["sale.payment.method"]._default_for(document.company_id)
            document.payment_method_id = default.sudo(self.env.su)

    @api.depends("line_ids.amount", "order_id.invoice_ids.amount_residual", "state", "credit_note_ids.amount_total")
    def _compute_amounts(self):
        for document in self:
            document.amount_total = sum(document.line_ids.mapped("amount"))
            if document.state in CREDITED:
                credited = document.credit_note_ids
                owed = sum(credited._settled_against(document.order_id))
            elif document.state == "undone":
                owed = document.amount_total
            else:
                owed = min(document.order_id._owed(), document.amount_total)
            document.amount_owed = owed
            document.amount_back = document.amount_total - owed

    @api.depends("credit_note_ids.amount_residual")
    def _compute_credit(self):
        # Asked anew: what is known of the credit notes may be only those that somebody else may see.
        found = self.env["account.move"]._read_group(
            [("sale_return_id", "in", self.ids), ("move_type", "=", "out_refund")],
            ["sale_return_id"],
            ["amount_residual:sum", "__count"],
        )
        credit = {document.id: (amount, count) for document, amount, count in found}
        for document in self:
            document.credit_open, document.credit_note_count = credit.get(document._origin.id, (0, 0))

    @api.depends("picking_ids")
    def _compute_picking_count(self):
        found = self.env["stock.picking"]._read_group([("sale_return_id", "in", self.ids)], ["sale_return_id"], ["__count"])
        counts = {document.id: count for document, count in found}
        for document in self:
            document.picking_count = counts.get(document._origin.id, 0)

    @api.onchange("settlement")
    def _onchange_settlement(self):
        """The same goods once more is what an exchange most often is."""
        if self.settlement == "exchange" and not self.replacement_ids:
            self.replacement_ids = [fields.Command.create(values) for values in self._same_again()]

    def action_take_all(self):
        """Take back all that can come back."""
        for line in self.line_ids:
            line.quantity = line.available
        return True

    def action_cancel(self):
        """Give up a return that was not processed.

        :raises UserError: when one was: that is undone, see ``action_undo``
        """
        self.check_access("write")
        if processed := self.filtered(lambda document: document.state in BOOKED)[:1]:
            raise UserError(self.env._("Return %s is processed: goods and credit note are in the books.", processed.name))
        self.sudo().state = "cancelled"
        return True

    def action_view_order(self):
        """:return: an action that shows the orders"""
        return self.order_id._get_records_action(name=self.env._("Orders"))

    def action_view_replacement(self):
        """:return: an action that shows the orders of what is sent instead"""
        return self.replacement_order_id._get_records_action(name=self.env._("Orders"))

    def action_view_credit_notes(self):
        """:return: an action that shows the credit notes"""
        return self.credit_note_ids._get_records_action(name=self.env._("Credit Notes"))

    def action_view_charges(self):
        """:return: an action that shows the invoices that charge again what was credited"""
        return self.charge_ids._get_records_action(name=self.env._("Invoices"))

    def action_view_transfers(self):
        """:return: an action that shows the goods that came back"""
        return self.picking_ids._get_records_action(name=self.env._("Transfers"))
