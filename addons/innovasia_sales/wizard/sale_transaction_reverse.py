from odoo import api, fields, models


class SaleTransactionReverse(models.TransientModel):
    """Why accepted transactions are undone."""

    _name = "sale.transaction.reverse"
    _description = "Reverse Transactions"

    transaction_ids = fields.Many2many("sale.transaction", string="Chosen", required=True, readonly=True)
    summary = fields.Char("Transactions", compute="_compute_summary")
    reason = fields.Char(required=True)

    @api.depends("transaction_ids")
    def _compute_summary(self):
        for window in self:
            transactions = window.transaction_ids
            names = ", ".join(f"{each.name} ({each._money()})" for each in transactions[:3])
            more = len(transactions) - 3
            window.summary = self.env._("%(names)s and %(count)s more", names=names, count=more) if more > 0 else names

    def action_confirm(self):
        """Reverse them.

        :return: an action that tells what came of it
        """
        self.ensure_one()
        return self.transaction_ids._decide_selected("reverse", self.transaction_ids._check_reason(self.reason))
