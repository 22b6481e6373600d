from odoo import fields, models


class TransferMatch(models.Model):
    """Money that arrived, and what it was for. It is undone by saying so, never deleted.

    Its purpose says what it did: it paid an order (and made ``transaction_id``), it backs a payment that was accepted before
    the money was seen, it went back by the outgoing mutation ``debit_id``, or it was no order's and was booked to an
    account by ``entry_id``.
    """

    _name = "transfer.match"
    _description = "Matched Transfer"
    _order = "id desc"
    _check_company_auto = True

    mutation_id = fields.Many2one("bank.mutation", readonly=True, index="btree_not_null", ondelete="restrict")
    intent_id = fields.Many2one("transfer.intent", readonly=True, index="btree_not_null", ondelete="restrict")
    transaction_id = fields.Many2one("sale.transaction", readonly=True, index=True, ondelete="restrict")
    debit_id = fields.Many2one(
        "bank.mutation", "Paid back by", readonly=True, index="btree_not_null", ondelete="restrict",
        help="The outgoing mutation by which the money went back.",
    )  # fmt: skip
    entry_id = fields.Many2one(
        "account.move", readonly=True, index="btree_not_null", ondelete="restrict",
        help="By which it was booked to an account, where no order was meant.",
    )  # fmt: skip
    purpose = fields.Selection(
        [
            ("order", "Pays an order"),
            ("backing", "Backs an approved payment"),
            ("refund", "Went back"),
            ("booked", "Booked to an account"),
        ],
        required=True,
        readonly=True,
        default="order",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(required=True, readonly=True)
    kind = fields.Selection([("automatic", "By itself"), ("manual", "By a person")], required=True, readonly=True)
    user_id = fields.Many2one("res.users", "Matched by", readonly=True)
    verification_id = fields.Many2one("transfer.verification", readonly=True, index="btree_not_null", ondelete="restrict")
    matched_at = fields.Datetime(required=True, readonly=True)
    undone_at = fields.Datetime(readonly=True)
    undone_by_id = fields.Many2one("res.users", readonly=True)
    undone_reason = fields.Char(readonly=True)

    _amount_positive = models.Constraint("CHECK (amount > 0)", "What is matched is more than zero.")
    _automatic_once = models.UniqueIndex("(mutation_id) WHERE kind = 'automatic' AND undone_at IS NULL")
    _settled_with = models.Constraint(
        "CHECK ((purpose = 'refund') = (debit_id IS NOT NULL) AND (purpose = 'booked') = (entry_id IS NOT NULL)"
        " AND (purpose IN ('order', 'backing')) = (transaction_id IS NOT NULL))",
        "Money either paid for something, or it went back, or it was booked to an account.",
    )

    def _live(self):
        """:return: those of these matches that were not undone"""
        return self.filtered(lambda match: not match.undone_at)

    def _other_line(self):
        """:return: account.move.line, what on the suspense account the mutation was settled with"""
        booked = self.entry_id.line_ids.filtered(
            lambda line: line.account_id == self.mutation_id.journal_id.suspense_account_id
        )
        return booked or self.debit_id._suspense_line() or self.transaction_id._suspense_line()
