from odoo import fields, models


class TransferVerification(models.Model):
    """Transfer belum terverifikasi: a customer paid, and the order did not turn paid (spec/004, SOP)."""

    _name = "transfer.verification"
    _description = "Manual Verification of a Transfer"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "due_at, id"
    _check_company_auto = True

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/", index="trigram")
    intent_id = fields.Many2one("transfer.intent", required=True, index=True, ondelete="restrict")
    order_id = fields.Many2one(related="intent_id.order_id", store=True, index=True)
    company_id = fields.Many2one(related="intent_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary("Transferred", help="What the customer says was transferred, in whole rupiah.")
    account_number = fields.Char("Sender's account number")
    bank_name = fields.Char("Sender's bank")
    holder = fields.Char("Sender's name")
    transferred_at = fields.Datetime("Transferred on")
    proof_ids = fields.Many2many("ir.attachment", string="Proof", copy=False)
    note = fields.Text()
    state = fields.Selection(
        [("draft", "Being filled in"), ("submitted", "With finance"), ("approved", "Approved"), ("rejected", "Rejected")],
        required=True, readonly=True, copy=False, default="draft", index=True, tracking=True,
    )  # fmt: skip
    user_id = fields.Many2one("res.users", "Asked by", readonly=True, copy=False, default=lambda self: self.env.user)
    submitted_at = fields.Datetime(readonly=True, copy=False)
    due_at = fields.Datetime("To be answered until", readonly=True, copy=False, index=True)
    decided_at = fields.Datetime(readonly=True, copy=False)
    decided_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    reject_reason = fields.Char(readonly=True, copy=False)
    mutation_id = fields.Many2one("bank.mutation", readonly=True, copy=False, index="btree_not_null", ondelete="restrict")
    transaction_id = fields.Many2one("sale.transaction", readonly=True, copy=False, ondelete="restrict")
    is_unbacked = fields.Boolean(readonly=True, copy=False, help="Approved, and no mutation has arrived for it yet.")
