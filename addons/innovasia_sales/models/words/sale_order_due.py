from odoo import models

from odoo.addons.innovasia_crm.models.automation.wa_scheduled_check import SKIP, WAIT


class SaleOrder(models.Model):
    """Looked at when a message is due: may it still be sent?"""

    _inherit = "sale.order"

    def _wa_why_not(self, trigger):
        """
        :param str trigger: of one of the messages about an order
        :return: None when it may be sent, otherwise (reason_code, details or None, skip or wait)
        """
        self.ensure_one()
        if self.stage == "cancelled":
            return "cancelled", None, SKIP
        if self.sales_channel_id.is_quiet:
            return "quiet_channel", self.sales_channel_id.name, SKIP
        return getattr(self, f"_wa_why_not_{trigger}")()

    def _wa_why_not_order_created(self):
        return ("fetched", None, SKIP) if self._is_counter_sale() else None

    def _wa_why_not_order_followup(self):
        if self._is_counter_sale():
            return "fetched", None, SKIP
        if self.stage in ("received", "done"):
            return "already_received", None, SKIP
        if self.return_state == "full":
            return "returned", None, SKIP
        if self.stage != "shipped" or self._open_deliveries():
            return "not_shipped", None, WAIT
        return None

    def _wa_why_not_order_received(self):
        return ("returned", None, SKIP) if self.return_state == "full" else None

    def _wa_why_not_payment_reminder(self):
        if self._is_paid() or self.currency_id.is_zero(self._owed()):
            return "already_paid", None, SKIP
        if pending := self.sale_transaction_ids.filtered(lambda transaction: transaction.state == "pending"):
            return "payment_pending", ", ".join(pending.mapped("name")), WAIT
        return None


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _wa_why_not(self, _trigger):
        """:return: see ``sale.order._wa_why_not``"""
        self.ensure_one()
        order = self.sale_id
        if self.carrier_id.is_pickup or order._is_counter_sale():
            return "fetched", None, SKIP
        return ("quiet_channel", order.sales_channel_id.name, SKIP) if order.sales_channel_id.is_quiet else None


class AccountMove(models.Model):
    _inherit = "account.move"

    def _wa_why_not(self, _trigger):
        """:return: see ``sale.order._wa_why_not``"""
        self.ensure_one()
        if self.state != "posted" or self.payment_state not in ("paid", "in_payment"):
            return "cancelled", None, SKIP
        quiet = self._sale_orders().sales_channel_id.filtered("is_quiet")
        return ("quiet_channel", quiet[0].name, SKIP) if quiet else None
