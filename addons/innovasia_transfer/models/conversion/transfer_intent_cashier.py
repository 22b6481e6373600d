from odoo import models

from ...tools.labels import label


class TransferIntent(models.Model):
    """A customer at the counter pays by transfer: the goods go when the money is there."""

    _inherit = "transfer.intent"

    def _sell_at_counter(self, received):
        """Nothing is paid yet, and nothing is given; the order stays a quotation.

        :param received: cash, of which there is none
        """

    def _cashier_receipt(self):
        """Tell the counter what is to be transferred.

        :return: as ``sale.transaction._cashier_receipt``, with ``state`` ``awaited`` and ``transfer``, see :meth:`_describe`;
            once the money is there, the receipt of the transaction
        """
        self.ensure_one()
        order, transaction = self.order_id, self._cashier_paid()
        if transaction:
            return transaction._cashier_receipt()
        return {
            "id": self.id,
            "name": self.name,
            "order": order.name,
            "state": "awaited" if self._live() else self.state,
            "total": self.payable,
            "cash_received": 0,
            "change": 0,
            "transfer": {**self._describe(), "state_label": label(self, "state")},
        }

    def _cashier_hand_over(self):
        """:return: as :meth:`_cashier_receipt`; what is paid is handed over first, once"""
        self.ensure_one()
        if self._cashier_paid() and self.order_id._open_deliveries():
            self.order_id._hand_over()
        return self._cashier_receipt()

    def _cashier_paid(self):
        """:return: the sale.transaction that paid for all of it"""
        return self._accepted().sorted("id")[-1:] if self.state == "paid" else self._accepted().browse()
