from odoo import models

from ...tools import batch


class SaleOrder(models.Model):
    """Many orders to the next stage, each where that is allowed."""

    _inherit = "sale.order"

    def _stage_each(self, stage):
        """Move those of these orders to a stage that may be moved.

        :param str stage: ordered, processing, received or cancelled; each parcel is shipped with its own number (spec/002)
        :return: ({order: None or the sentence that refuses it}, what happened to the others in a word, {})
        """
        deed = {
            "ordered": lambda orders: orders.action_confirm(),
            "processing": lambda orders: orders.action_process(),
            "received": lambda orders: orders.action_receive(),
            "cancelled": lambda orders: orders.action_cancel(),
        }[stage]
        there = self.filtered(lambda order: order.stage == stage)
        outcome = {order: self.env._("It is there already.") for order in there}
        return outcome | batch.attempt(self - there, deed), self.env._("Moved"), {}
