from odoo import api, fields, models


class BankMutation(models.Model):
    """A line of the bank's own account of what came and went. Written once, never changed, never deleted.

    Each dated one is a bank statement line, which Odoo posts to the journal's suspense account at once; what it is settled
    with afterwards takes it from there. Amounts are positive whole rupiah, ``kind`` tells the direction.
    """

    _name = "bank.mutation"
    _description = "Bank Mutation"
    _order = "date desc, id desc"
    _check_company_auto = True

    journal_id = fields.Many2one("account.journal", "Bank account", required=True, readonly=True, ondelete="restrict")
    company_id = fields.Many2one(related="journal_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date("Booked on", required=True, readonly=True)
    booked_at = fields.Datetime(readonly=True, help="With the hour, where the bank tells it (UTC).")
    ingested_at = fields.Datetime("Known since", required=True, readonly=True)
    kind = fields.Selection([("credit", "In"), ("debit", "Out")], required=True, readonly=True)
    amount = fields.Monetary(required=True, readonly=True)
    description = fields.Char(readonly=True, index="trigram")
    balance = fields.Monetary(readonly=True, help="The account's balance after it, where the bank tells it.")
    has_balance = fields.Boolean(readonly=True)
    sender_name = fields.Char(readonly=True)
    sender_account = fields.Char(readonly=True)
    is_pending = fields.Boolean(
        "Provisional", readonly=True, help="The bank has not dated it yet: it may inform, and never settles."
    )
    origin = fields.Selection(
        [("webhook", "Posted by the service"), ("poll", "Asked from the service"), ("file", "File"), ("manual", "By hand"),
         ("api", "Integration")],
        required=True, readonly=True,
    )  # fmt: skip
    provider_ref = fields.Char("Reference at the service", readonly=True)
    fingerprint = fields.Char(required=True, readonly=True)
    ordinal = fields.Integer(required=True, readonly=True, default=0, help="Equal ones of one day are counted from 0.")
    event_id = fields.Many2one("bank.feed.event", readonly=True, index="btree_not_null", ondelete="restrict")
    import_id = fields.Many2one("bank.file.import", "File", readonly=True, index="btree_not_null", ondelete="restrict")
    superseded_by_id = fields.Many2one(
        "bank.mutation", "Dated as", readonly=True, index="btree_not_null", ondelete="restrict",
        help="The dated mutation that a provisional one became.",
    )  # fmt: skip
    statement_line_id = fields.Many2one(
        "account.bank.statement.line", "Statement line", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    state = fields.Selection(
        [
            ("provisional", "Provisional"),
            ("suspense", "Unmatched"),
            ("matched", "Matched"),
            ("refunded", "Paid back"),
            ("outgoing", "Outgoing"),
        ],
        required=True,
        readonly=True,
        index=True,
    )
    matched_amount = fields.Monetary(readonly=True)
    refunded_amount = fields.Monetary(readonly=True)
    open_amount = fields.Monetary(compute="_compute_open_amount", store=True, help="What of it nothing was settled with yet.")
    match_ids = fields.One2many("transfer.match", "mutation_id", "Settled with", readonly=True)
    set_aside_at = fields.Datetime(readonly=True, help="Since when it is not shown among the unmatched ones.")
    set_aside_reason = fields.Char(readonly=True)
    set_aside_by_id = fields.Many2one("res.users", readonly=True)

    _amount_positive = models.Constraint("CHECK (amount > 0)", "The amount of a mutation is more than zero.")
    _matched_within = models.Constraint(
        "CHECK (matched_amount >= 0 AND refunded_amount >= 0 AND matched_amount + refunded_amount <= amount)",
        "More than the mutation's amount cannot be settled with it.",
    )
    _reference_unique = models.UniqueIndex("(journal_id, provider_ref) WHERE provider_ref IS NOT NULL")
    _fingerprint_unique = models.UniqueIndex("(journal_id, fingerprint, ordinal)")
    _list_idx = models.Index("(journal_id, date desc, id desc)")
    _suspense_idx = models.Index("(journal_id, amount, date) WHERE state = 'suspense' AND kind = 'credit'")

    @api.depends("amount", "matched_amount", "refunded_amount")
    def _compute_open_amount(self):
        for mutation in self:
            mutation.open_amount = mutation.amount - mutation.matched_amount - mutation.refunded_amount
