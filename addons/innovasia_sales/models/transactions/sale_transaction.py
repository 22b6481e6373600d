from odoo import api, fields, models
from odoo.exceptions import AccessError

#: Written by the methods of this model only, never by a client.
DECIDED = frozenset(
    (
        "state",
        "decided_at",
        "decided_by_id",
        "reject_reason",
        "payment_id",
        "reversal_reason",
        "reversal_move_id",
        "receipt_number",
        "receipt_attachment_id",
        "receipt_state",
        "receipt_reason",
        "receipt_message_id",
        "source",
    )
)


class SaleTransaction(models.Model):
    """Somebody claims that money was paid for an order; somebody else says whether it was (spec/000)."""

    _name = "sale.transaction"
    _description = "Transaction"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "paid_at desc, id desc"
    _check_company_auto = True

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/", index="trigram")
    company_id = fields.Many2one("res.company", required=True, index=True, default=lambda self: self.env.company)
    currency_id = fields.Many2one(related="company_id.currency_id")
    order_id = fields.Many2one("sale.order", index=True, check_company=True, ondelete="restrict")
    partner_id = fields.Many2one("res.partner", "Customer", index=True, check_company=True, ondelete="restrict", tracking=True)
    wa_channel_id = fields.Many2one("discuss.channel", "Conversation", index="btree_not_null", ondelete="set null")
    amount = fields.Monetary(required=True, tracking=True, help="What was paid, in whole rupiah.")
    paid_at = fields.Datetime(
        "Paid on", required=True, index=True, default=fields.Datetime.now, tracking=True, help="When the customer paid."
    )
    payment_method_id = fields.Many2one("sale.payment.method", required=True, check_company=True, ondelete="restrict")
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
    user_id = fields.Many2one("res.users", "Entered by", readonly=True, index=True, default=lambda self: self.env.user)
    note = fields.Text()
    evidence_ids = fields.Many2many("ir.attachment", string="Evidence", copy=False, help="Pictures that show the payment.")

    decided_at = fields.Datetime("Decided on", readonly=True, copy=False)
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True, copy=False)
    reject_reason = fields.Char(readonly=True, copy=False, tracking=True)
    payment_id = fields.Many2one("account.payment", readonly=True, copy=False, index="btree_not_null", ondelete="restrict")
    reversal_reason = fields.Char(readonly=True, copy=False, tracking=True)
    reversal_move_id = fields.Many2one("account.move", "Reversal entry", readonly=True, copy=False, ondelete="restrict")

    receipt_number = fields.Char(readonly=True, copy=False, index="trigram")
    receipt_attachment_id = fields.Many2one("ir.attachment", "Receipt", readonly=True, copy=False, ondelete="restrict")
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

    @api.model_create_multi
    def create(self, vals_list):
        for values in vals_list:
            self._refuse_decided(values)
            if values.get("name", "/") == "/":
                values["name"] = self.env["ir.sequence"].sudo().next_by_code("sale.transaction")
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_decided(vals)
        return super().write(vals)

    def _refuse_decided(self, values):
        """:raises AccessError: when a client would write what only the methods of this model decide"""
        if not self.env.su and (fields_ := DECIDED & values.keys()):
            names = ", ".join(sorted(self._fields[name].string for name in fields_))
            raise AccessError(self.env._("Only accepting, rejecting or reversing a transaction changes: %s.", names))
