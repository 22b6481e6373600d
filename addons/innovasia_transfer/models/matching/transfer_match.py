from odoo import fields, models


class TransferMatch(models.Model):
    """Money that arrived, and what it was for. It is undone by saying so, never deleted."""

    _name = "transfer.match"
    _description = "Matched Transfer"
    _order = "id desc"
    _check_company_auto = True

    mutation_id = fields.Many2one("bank.mutation", readonly=True, index="btree_not_null", ondelete="restrict")
    intent_id = fields.Many2one("transfer.intent", readonly=True, index="btree_not_null", ondelete="restrict")
    transaction_id = fields.Many2one("sale.transaction", readonly=True, index=True, ondelete="restrict")
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
