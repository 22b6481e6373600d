from odoo import api, fields, models


class TransferMatch(models.Model):
    """A match as people look at it."""

    _inherit = "transfer.match"

    # What a matcher may not open can still be told by its name.
    order_name = fields.Char("Order", compute="_compute_order_name", compute_sudo=True)

    @api.depends("intent_id", "transaction_id")
    def _compute_order_name(self):
        for match in self:
            match.order_name = (match.intent_id.order_id or match.transaction_id.order_id).name

    def action_open_undo(self):
        """:return: an action: the window that asks why this match is wrong"""
        return self.env["transfer.reason"]._ask(self.env._("Undo this match"), matches=self)
