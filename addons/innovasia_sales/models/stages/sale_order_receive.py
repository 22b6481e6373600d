from odoo import models
from odoo.exceptions import UserError


class SaleOrder(models.Model):
    """The buttons of an order before and after it is shipped."""

    _inherit = "sale.order"

    def action_process(self):
        """Ordered becomes Processing: somebody prepares the goods.

        :raises UserError: when one of the orders is somewhere else; then none moves
        :raises AccessError: for who neither sells nor works in the warehouse
        """
        self._stage_lock()
        if late := self.filtered(lambda order: order.stage not in ("ordered", "processing"))[:1]:
            raise UserError(late._stage_refusal("processing"))
        self._stage_move("processing")
        return True

    def action_receive(self):
        """Shipped becomes Received: the customer has the goods; and Done when it is paid.

        :raises UserError: when one of the orders has not been shipped, or not all of it; then none moves
        :raises AccessError: for who neither sells nor works in the warehouse
        """
        self._stage_lock()
        self._receive()
        return True

    def _receive(self, reason=None):
        """See `action_receive`; for code that has checked who may do so.

        :param str reason: how we know that the goods have come, kept with the step
        """
        for order in self.sudo().filtered(lambda order: order.stage == "shipped"):
            if deliveries := order._open_deliveries():
                raise UserError(
                    self.env._(
                        "Only %(delivered)s of %(order)s has been shipped. Ship %(deliveries)s first, or cancel it.",
                        delivered=order.delivered_text,
                        order=order.name,
                        deliveries=", ".join(deliveries.mapped("name")),
                    )
                )
        if late := self.filtered(lambda order: order.stage not in ("shipped", "received"))[:1]:
            raise UserError(late._stage_refusal("received"))
        self._stage_move("received", reason)
        self._stage_settle()
