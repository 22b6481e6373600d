from odoo.exceptions import UserError

from .common import SalesCase


class ReturnsCase(SalesCase):
    """A shop with goods in stock, valued perpetually at average cost, and people who take goods back."""

    PEOPLE = {
        **SalesCase.PEOPLE,
        "seller": ("returns_seller", "sales_team.group_sale_salesman"),
        "finance": ("returns_finance", "account.group_account_invoice", "innovasia_sales.group_verifier"),
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reason = cls.env.ref("innovasia_sales.return_reason_quality")
        cls.pickup = cls.env.ref("innovasia_sales.carrier_pickup")
        cls.stock = cls.env["stock.warehouse"].search([("company_id", "=", cls.company.id)], limit=1).lot_stock_id
        cls.stock_account = cls.company.account_stock_valuation_id or cls.env["account.account"].create(
            {"name": "Stock", "code": "199990", "account_type": "asset_current"}
        )
        goods = cls.env["product.category"].create(
            {
                "name": "Valued goods",
                "property_valuation": "real_time",
                "property_cost_method": "average",
                "property_stock_valuation_account_id": cls.stock_account.id,
            }
        )
        for product, cost in ((cls.soap, 10_000), (cls.honey, 40_000)):
            product.categ_id = goods
            product.standard_price = cost
            # Counted, not only put there: average costs are reckoned from moves.
            counted = cls.env["stock.quant"].create(
                {"product_id": product.id, "location_id": cls.stock.id, "inventory_quantity": 100}
            )
            counted.action_apply_inventory()

    def sold(self, *products, quantity=4, paid=None, shipped=None, customer=None):
        """:param paid: amount of an accepted transaction; nothing by default
        :param shipped: whether the goods have left, or how much of the first product
        :return: sale.order of the seller, confirmed"""
        order = self.make_order(*products, quantity=quantity, customer=customer, user_id=self.seller.id)
        order.action_confirm()
        if shipped is True:
            order.action_ship(False, self.pickup.id)
        elif shipped:
            delivery = order._open_deliveries()
            moves = dict.fromkeys(delivery.move_ids, 0) | {delivery.move_ids[0]: shipped}
            delivery._ship(False, self.pickup, quantities=moves)
        if paid:
            self.accept(self.make_transaction(order, amount=paid))
        return order

    def take(self, order, quantity, user=None, process=True, condition="good", **values):
        """Return some of each product of an order, as somebody does on the form.

        :return: sale.return"""
        document = (
            self.env["sale.return"]
            .with_user(user or self.seller)
            .create({"order_id": order.id, "reason_id": self.reason.id, **values})
        )
        for line in document.line_ids:
            if line.condition == "good" and condition == "damaged":
                line.condition = condition
            line.quantity = quantity if line.condition == condition else 0
        if process:
            document.action_process()
        return document

    def on_hand(self, product, location=None):
        return self.env["stock.quant"]._get_available_quantity(product, location or self.stock)

    def refused(self, words, deed):
        with self.assertRaisesRegex(UserError, words), self.env.cr.savepoint():
            deed()
        self.env.invalidate_all()

    def balance(self, account, records):
        """:return: what entries of these moves changed on an account"""
        return sum(records.line_ids.filtered(lambda line: line.account_id == account).mapped("balance"))
