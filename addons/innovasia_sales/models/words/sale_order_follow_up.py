from datetime import timedelta

from odoo import models

#: Of these orders the goods are still expected.
EXPECTED = ("ordered", "processing", "shipped")
DECIDES = frozenset(("estimated_arrival_date", "carrier_id"))


class SaleOrder(models.Model):
    """On the day on which the goods should be there, the customer is asked whether they are (spec/002)."""

    _inherit = "sale.order"

    def write(self, vals):
        before = {order: order.estimated_arrival_date for order in self} if DECIDES & vals.keys() else {}
        result = super().write(vals)
        # Whoever corrects the courier of an order of last year asks nobody anything.
        self.filtered(lambda order: order in before and order.estimated_arrival_date != before[order])._wa_plan_follow_up()
        return result

    def _wa_plan_follow_up(self):
        """Have the customers of these orders asked on the right day; move those that wait for another one."""
        automations = self.env["wa.automation"]
        if not self or not automations._waiting_for("order_followup"):
            return
        expected = self.sudo().filtered(lambda order: order.stage in EXPECTED and not order._is_of_nobody())
        days = {order: day for order in expected if (day := order._wa_follow_up_day())}
        automations._move_due("order_followup", days)
        automations._cancel("order_followup", expected.filtered(lambda order: order not in days), "cancelled")

    def _wa_follow_up_day(self):
        """Tell when to ask for the goods of this order.

        :return: date in the company's time zone: the estimated one, but not before today, and never on the day on which the
            goods leave. False when nothing is expected
        """
        day = self._has_goods() and self.estimated_arrival_date
        if not day:
            return False
        today = self.company_id._ledger_date()
        left = max(self._wa_parcels().mapped("date_done"), default=None)
        earliest = self.company_id._ledger_date(left) + timedelta(days=1) if left else today
        return max(day, earliest, today)
