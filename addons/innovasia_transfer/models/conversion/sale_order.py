from odoo import api, models
from odoo.exceptions import UserError

from ...tools.given import one_id


class SaleOrder(models.Model):
    """An order that a transfer is expected for, as the panel and the counter tell of it."""

    _inherit = "sale.order"

    def _wa_payment(self):
        payment = super()._wa_payment()
        if payment in ("none", "partial") and self.sudo().transfer_intent_ids._live():
            return "transfer"
        return payment

    @api.model
    def cashier_transfer(self, intent_id):
        """Tell the counter whether the money of a sale has arrived; once it has, the goods are given.

        :param int intent_id: transfer.intent, as ``cashier_sell`` told it
        :return: as ``sale.transaction._cashier_receipt``; ``state`` is ``awaited`` until the money is there
        :raises AccessError: for others than cashiers
        :raises UserError: for what this cashier has not sold
        """
        self._check_cashier()
        intents = self.env["transfer.intent"].sudo()
        intent = intents.browse(one_id(intent_id)).exists()
        if not intent or intent.user_id != self.env.user or not intent.client_key:
            raise UserError(self.env._("This was not sold at the counter."))
        return intent._cashier_hand_over()
