from odoo import fields, models

STATES = [
    ("open", "Waiting"),
    ("grace", "Late"),
    ("paid", "Paid"),
    ("released", "Given up"),
    ("cancelled", "Cancelled"),
]
LIVE = ("open", "grace")


class TransferIntent(models.Model):
    """An order waits for an amount that nobody else owes on this account (spec/004).

    ``payable`` = ``base`` + ``code``, in whole rupiah. Its states go one way:
    open -> grace -> released, and from each of them to paid or cancelled. Only a reversal leads back from paid, and asking
    again for a late one gives it time anew.
    """

    _name = "transfer.intent"
    _description = "Expected Bank Transfer"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "opened_at desc, id desc"
    _check_company_auto = True
    _mail_post_access = "read"

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/", index="trigram")
    order_id = fields.Many2one("sale.order", required=True, readonly=True, index=True, ondelete="restrict", check_company=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one("res.partner", "Customer", required=True, readonly=True, index=True, ondelete="restrict")
    journal_id = fields.Many2one(
        "account.journal", "Bank account", required=True, readonly=True, ondelete="restrict", check_company=True
    )
    payment_method_id = fields.Many2one(
        "sale.payment.method", required=True, readonly=True, ondelete="restrict", check_company=True
    )
    wa_channel_id = fields.Many2one(
        "discuss.channel", "Conversation", readonly=True, index="btree_not_null", ondelete="set null"
    )
    user_id = fields.Many2one("res.users", "Opened by", readonly=True, index=True, ondelete="restrict")
    base = fields.Monetary("Order amount", required=True, readonly=True, help="What the order owed when this was opened.")
    code = fields.Integer("Unique code", required=True, readonly=True)
    payable = fields.Monetary("To be transferred", required=True, readonly=True)
    token = fields.Char(required=True, readonly=True, copy=False, groups="base.group_system")
    state = fields.Selection(
        STATES,
        required=True,
        readonly=True,
        copy=False,
        default="open",
        tracking=True,
    )
    opened_at = fields.Datetime("Opened on", required=True, readonly=True)
    expires_at = fields.Datetime("To be paid until", required=True, readonly=True)
    release_at = fields.Datetime("Code kept until", required=True, readonly=True)
    paid_at = fields.Datetime("Paid on", readonly=True, copy=False, help="When the order turned paid (UTC).")
    closed_at = fields.Datetime("Closed on", readonly=True, copy=False, help="When the code was given back (UTC).")
    match_ids = fields.One2many("transfer.match", "intent_id", "Money", readonly=True)
    received = fields.Monetary(readonly=True, copy=False, help="What arrived for it and was matched so far.")
    proof_ids = fields.Many2many("ir.attachment", string="Proofs", readonly=True, copy=False)
    proof_at = fields.Datetime("Proof uploaded on", readonly=True, copy=False)

    _payable_unique = models.UniqueIndex(
        "(journal_id, payable) WHERE state IN ('open', 'grace')", "This amount is expected on this account already."
    )
    _order_unique = models.UniqueIndex(
        "(order_id) WHERE state IN ('open', 'grace')", "This order waits for a transfer already."
    )
    _payable_sum = models.Constraint("CHECK (payable = base + code AND base > 0 AND code > 0)", "An amount is base and code.")
    _expires_idx = models.Index("(expires_at) WHERE state = 'open'")
    _release_idx = models.Index("(release_at) WHERE state = 'grace'")
    _history_idx = models.Index("(journal_id, payable, opened_at)")
