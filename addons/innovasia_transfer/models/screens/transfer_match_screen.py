from odoo import fields, models


class TransferMatch(models.Model):
    """A match as people look at it."""

    _inherit = "transfer.match"

    # What a matcher may not open can still be told by its name.
    order_name = fields.Char("Order", related="intent_id.order_id.name")

    def action_open_undo(self):
        """:return: an action: the window that asks why this match is wrong"""
        return self.env["transfer.reason"]._ask(self.env._("Undo this match"), matches=self)
