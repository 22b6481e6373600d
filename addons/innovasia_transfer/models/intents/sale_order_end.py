from odoo import models


class SaleOrder(models.Model):
    """Nobody waits for money of an order that is cancelled, or paid otherwise: the code is free at once."""

    _inherit = "sale.order"

    def _action_cancel(self):
        self.sudo().transfer_intent_ids._cancel(self.env._("the order is cancelled"))
        return super()._action_cancel()

    def _stage_settle(self):
        result = super()._stage_settle()
        # sudo: whoever settles the invoice need not see what was expected
        self.sudo()._transfer_settle()
        return result

    def _transfer_settle(self):
        """Stop waiting for the orders among these that owe nothing any more."""
        waiting = self.filtered(lambda order: order.transfer_intent_ids._live())
        paid = waiting.filtered(lambda order: order._is_paid())
        paid.transfer_intent_ids._live()._cancel(self.env._("the order is paid otherwise"))
