from datetime import timedelta

from odoo import api, fields, models

#: Until then the bank may still tell by itself (spec/004: more than 15 minutes after the transfer).
WAIT = timedelta(minutes=15)


class TransferVerification(models.Model):
    """Transfer belum terverifikasi: a customer paid, and the order did not turn paid (spec/004, SOP).

    Who serves the customer gathers the evidence and sends it to finance, where somebody names the mutation it was, or
    approves it without one; or says why not. Its state is changed by its methods only.
    """

    _name = "transfer.verification"
    _description = "Manual Verification of a Transfer"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "due_at, id"
    _check_company_auto = True

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/", index="trigram")
    # Its company is the case's, so there is none yet by which to choose one.
    intent_id = fields.Many2one("transfer.intent", "Expected transfer", required=True, index=True, ondelete="restrict")
    order_id = fields.Many2one(related="intent_id.order_id", store=True, index=True)
    partner_id = fields.Many2one(related="intent_id.partner_id", store=True, index=True)
    company_id = fields.Many2one(related="intent_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    payable = fields.Monetary("Was to be transferred", related="intent_id.payable")
    amount = fields.Monetary(
        "Transferred",
        compute="_compute_amount",
        store=True,
        readonly=False,
        precompute=True,
        help="What the customer says was transferred, in whole rupiah.",
    )
    account_number = fields.Char("Sender's account number")
    bank_name = fields.Char("Sender's bank")
    holder = fields.Char("Sender's name", help="The owner of the account, as the proof shows it.")
    transferred_at = fields.Datetime("Transferred on")
    submit_at = fields.Datetime(
        "To be sent from", compute="_compute_submit_at", help="15 minutes after the transfer: until then it may come by itself."
    )
    proof_ids = fields.Many2many("ir.attachment", copy=False)
    note = fields.Text()
    state = fields.Selection(
        [("draft", "Being filled in"), ("submitted", "With finance"), ("approved", "Approved"), ("rejected", "Rejected")],
        required=True, readonly=True, copy=False, default="draft", index=True, tracking=True,
    )  # fmt: skip
    user_id = fields.Many2one(
        "res.users", "Asked by", readonly=True, copy=False, index=True, default=lambda self: self.env.user
    )
    submitted_at = fields.Datetime("Sent on", readonly=True, copy=False)
    due_at = fields.Datetime("To be answered until", readonly=True, copy=False, index=True)
    decided_at = fields.Datetime("Answered on", readonly=True, copy=False)
    decided_by_id = fields.Many2one(
        "res.users", "Answered by", readonly=True, copy=False, help="Empty: the money came by itself."
    )
    reject_reason = fields.Char(readonly=True, copy=False, tracking=True)
    mutation_id = fields.Many2one(
        "bank.mutation", "Bank mutation", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    transaction_id = fields.Many2one("sale.transaction", readonly=True, copy=False, index="btree_not_null", ondelete="restrict")
    is_unbacked = fields.Boolean(
        "Without a mutation", readonly=True, copy=False, help="Approved, and no mutation has arrived for it yet."
    )

    _amount_positive = models.Constraint("CHECK (amount >= 0)", "The amount of a transfer is more than zero.")
    _intent_unique = models.UniqueIndex(
        "(intent_id) WHERE state = 'submitted'", "Finance is looking for this transfer already."
    )
    _unbacked_idx = models.Index("(transaction_id) WHERE is_unbacked")

    @api.depends("intent_id")
    def _compute_amount(self):
        for verification in self:
            intent = verification.intent_id
            verification.amount = verification.amount or intent.payable - intent.received

    @api.depends("transferred_at")
    def _compute_submit_at(self):
        for verification in self:
            verification.submit_at = verification.transferred_at and verification.transferred_at + WAIT

    def _is_matcher(self):
        return self.env.su or self.env.user.has_group("innovasia_transfer.group_matcher")
