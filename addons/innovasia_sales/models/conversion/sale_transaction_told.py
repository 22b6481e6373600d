from odoo import api, models


class SaleTransaction(models.Model):
    """The panel beside a conversation follows what becomes of a transaction."""

    _inherit = "sale.transaction"

    @api.model_create_multi
    def create(self, vals_list):
        transactions = super().create(vals_list)
        transactions._wa_tell_purchases()
        return transactions

    def _accepted(self):
        result = super()._accepted()
        self._wa_tell_purchases()
        return result

    def _rejected(self):
        result = super()._rejected()
        self._wa_tell_purchases()
        return result

    def _reversed(self):
        result = super()._reversed()
        self._wa_tell_purchases()
        return result

    def _wa_tell_purchases(self):
        self.env["discuss.channel"]._wa_tell_purchases(self.partner_id)

    def _wa_pending(self):
        """:return: list of dict of ``id``, ``name``, ``amount``, ``date`` (entered, UTC), ``order`` and ``may_open``"""
        readable = self.sudo(False)._filtered_access("read")
        return [
            {
                "id": transaction.id,
                "name": transaction.name,
                "amount": transaction.amount,
                "date": transaction.create_date,
                "order": transaction.order_id.name,
                "may_open": transaction in readable,
            }
            for transaction in self
        ]

    def action_wa_open(self):
        """Open a transaction.

        :return: an action
        """
        self.ensure_one()
        self.check_access("read")
        return self._get_records_action(name=self.name, context={})
