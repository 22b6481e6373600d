from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_datetime

from ...tools.money import money
from .res_company import DEFAULT_ZONE


class SaleTransaction(models.Model):
    """Somebody claims that money was paid; somebody else says whether it was (spec/000).

    It concerns one order, or, when it settles receivables, the invoices in ``allocation_ids``. Once it is accepted there
    is a payment in the books, reconciled with the invoices; once reversed, an entry that undoes it. Nothing is ever deleted.
    """

    _name = "sale.transaction"
    _description = "Transaction"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "paid_at desc, id desc"
    _check_company_auto = True

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/", index="trigram")
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, precompute=True, readonly=False, required=True, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    order_id = fields.Many2one("sale.order", index=True, check_company=True, ondelete="restrict")
    allocation_ids = fields.One2many("sale.transaction.allocation", "transaction_id", "Invoices", copy=False)
    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        compute="_compute_partner_id",
        store=True,
        precompute=True,
        readonly=False,
        index=True,
        check_company=True,
        ondelete="restrict",
        tracking=True,
    )
    wa_channel_id = fields.Many2one("discuss.channel", "Conversation", index="btree_not_null", ondelete="set null")
    amount = fields.Monetary(required=True, tracking=True, help="What was paid, in whole rupiah.")
    paid_at = fields.Datetime(
        "Paid on", required=True, index=True, default=fields.Datetime.now, tracking=True, help="When the customer paid."
    )
    payment_method_id = fields.Many2one(
        "sale.payment.method",
        compute="_compute_payment_method_id",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        check_company=True,
        ondelete="restrict",
        tracking=True,
    )
    source = fields.Selection(
        [
            ("conversion", "Conversion"),
            ("manual", "Manual entry"),
            ("cashier", "Cashier"),
            ("import", "Import"),
            ("transfer", "Bank transfer"),
        ],
        required=True,
        readonly=True,
        copy=False,
        default="manual",
        index=True,
    )
    state = fields.Selection(
        [("pending", "Pending"), ("accepted", "Successful"), ("rejected", "Failed"), ("reversed", "Reversed")],
        required=True,
        readonly=True,
        copy=False,
        default="pending",
        index=True,
        tracking=True,
    )
    user_id = fields.Many2one(
        "res.users", "Entered by", readonly=True, copy=False, index=True, default=lambda self: self.env.user
    )
    note = fields.Text()
    evidence_ids = fields.Many2many("ir.attachment", copy=False, help="Pictures that show the payment.")

    decided_at = fields.Datetime("Decided on", readonly=True, copy=False)
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True, copy=False, help="Empty: by itself.")
    reject_reason = fields.Char(readonly=True, copy=False, tracking=True)
    payment_id = fields.Many2one("account.payment", readonly=True, copy=False, index="btree_not_null", ondelete="restrict")
    reversed_at = fields.Datetime("Reversed on", readonly=True, copy=False)
    reversed_by_id = fields.Many2one("res.users", "Reversed by", readonly=True, copy=False)
    reversal_reason = fields.Char(readonly=True, copy=False, tracking=True)
    reversal_move_id = fields.Many2one(
        "account.move", "Reversal entry", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )

    receipt_number = fields.Char(readonly=True, copy=False, index="trigram")
    receipt_attachment_id = fields.Many2one(
        "ir.attachment", "Receipt", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    receipt_state = fields.Selection(
        [("waiting", "Waiting"), ("sent", "Sent"), ("skipped", "Not sent")], readonly=True, copy=False, index="btree_not_null"
    )
    receipt_reason = fields.Char("Why the receipt was not sent", readonly=True, copy=False)
    receipt_message_id = fields.Many2one("wa.message", readonly=True, copy=False, ondelete="set null")

    _amount_positive = models.Constraint("CHECK (amount > 0)", "The amount of a transaction must be more than zero.")
    _receipt_number_unique = models.UniqueIndex(
        "(company_id, receipt_number) WHERE receipt_number IS NOT NULL", "This receipt number is used already."
    )
    _payment_unique = models.UniqueIndex("(payment_id) WHERE payment_id IS NOT NULL", "One payment belongs to one transaction.")

    @api.depends("order_id")
    def _compute_company_id(self):
        for transaction in self:
            transaction.company_id = transaction.order_id.company_id or transaction.company_id or self.env.company

    @api.depends("order_id")
    def _compute_partner_id(self):
        for transaction in self:
            transaction.partner_id = transaction.order_id.partner_id or transaction.partner_id

    @api.depends("company_id")
    def _compute_payment_method_id(self):
        for company, transactions in self.grouped("company_id").items():
            default = self.env["sale.payment.method"]._default_for(company)
            for transaction in transactions.filtered(lambda t, c=company: t.payment_method_id.company_id != c):
                transaction.payment_method_id = default

    @api.constrains("order_id", "partner_id")
    def _check_customer(self):
        for transaction in self.filtered(lambda t: t.order_id and t.partner_id):
            customers = transaction.partner_id | transaction.order_id.partner_id
            if len(customers.commercial_partner_id) > 1:
                raise ValidationError(
                    self.env._(
                        "Order %(order)s is not one of %(customer)s.",
                        order=transaction.order_id.name,
                        customer=transaction.partner_id.display_name,
                    )
                )

    # --- how others speak of it ----------------------------------------------------------------

    def action_view_order(self):
        """:return: an action that shows the orders of these transactions"""
        return self.order_id._get_records_action(name=self.env._("Orders"))

    def _action_show(self):
        """:return: an action that shows these transactions"""
        return self._get_records_action(name=self.env._("Transactions"))

    def _clock(self, at):
        """:return: a time (UTC) as the user reads it; the company's time when the user has no time zone"""
        zone = self.env.context.get("tz") or self.env.user.tz or DEFAULT_ZONE
        return format_datetime(self.env, at, tz=zone, dt_format="short")

    def _money(self):
        """:return: the amount as people write it: Rp 250.000"""
        self.ensure_one()
        return money(self.env, self.amount, self.currency_id)
