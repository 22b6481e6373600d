from odoo.tests import HttpCase, tagged

from .common import SalesData


@tagged("post_install", "-at_install")
class TestCashierTours(SalesData, HttpCase):
    """Mode Kasir in a browser."""

    def test_sells_at_the_counter(self):
        self.soap.barcode = "8991234500017"
        cashier = self._create_user("sales_cashier", "innovasia_sales.group_cashier")
        self.start_tour("/odoo/cashier", "innovasia_sales.sell_at_the_counter", login="sales_cashier")
        sold = self.env["sale.transaction"].search([("user_id", "=", cashier.id)])
        self.assertEqual((sold.amount, sold.cash_received, sold.state), (105_000, 150_000, "accepted"))
        self.assertEqual(sold.order_id.stage, "done")
