from odoo.tests import TransactionCase, new_test_user

from .books_common import Books


class StagesData(Books):
    """A shop with two products in stock, a customer, a seller, and somebody in the warehouse."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context=dict(cls.env.context, tracking_disable=False))
        cls.company = cls.env.company
        cls.seller = new_test_user(cls.env, "stages-seller", "sales_team.group_sale_salesman", tz="Asia/Jakarta")
        cls.storeman = new_test_user(cls.env, "stages-storeman", "stock.group_stock_user", tz="Asia/Jakarta")
        cls.nobody = new_test_user(cls.env, "stages-nobody", "base.group_user")
        cls.customer = cls.env["res.partner"].create({"name": "Siti Aminah"})
        cls.soap, cls.honey, cls.service = cls.env["product.product"].create(
            [
                {"name": "Sabun", "type": "consu", "is_storable": True, "list_price": 10000, "taxes_id": False},
                {"name": "Madu", "type": "consu", "is_storable": True, "list_price": 50000, "taxes_id": False},
                {"name": "Donasi", "type": "service", "list_price": 100000, "taxes_id": False},
            ]
        )
        (cls.soap | cls.honey | cls.service).invoice_policy = "order"
        cls.warehouse = cls.env["stock.warehouse"].search([("company_id", "=", cls.company.id)], limit=1)
        cls.put_in_stock(cls.soap, 20)
        cls.put_in_stock(cls.honey, 20)
        cls.jnt = cls.env.ref("innovasia_sales.carrier_jnt")
        cls.pickup = cls.env.ref("innovasia_sales.carrier_pickup")

    @classmethod
    def put_in_stock(cls, product, quantity):
        cls.env["stock.quant"]._update_available_quantity(product, cls.warehouse.lot_stock_id, quantity)

    def order(self, *lines, confirm=True, **values):
        """:param lines: (product, quantity); one soap without any"""
        order = self.env["sale.order"].create(
            {
                "partner_id": self.customer.id,
                "user_id": self.seller.id,
                "order_line": [
                    (0, 0, {"product_id": product.id, "product_uom_qty": quantity})
                    for product, quantity in lines or [(self.soap, 1)]
                ],
                **values,
            }
        )
        if confirm:
            order.action_confirm()
        return order

    def pay(self, order, amount=None):
        """Invoice the whole order, and register money for it."""
        invoice = order.invoice_ids or order._create_invoices()
        if invoice.state == "draft":
            invoice.action_post()
        register = self.env["account.payment.register"].with_context(active_model="account.move", active_ids=invoice.ids)
        register.create({"amount": amount or invoice.amount_residual})._create_payments()
        return invoice

    def deliver_back(self, picking, quantity):
        """The customer brings back some of the first product of a delivery."""
        wizard = (
            self.env["stock.return.picking"]
            .with_context(active_id=picking.id, active_ids=picking.ids, active_model="stock.picking")
            .create({})
        )
        wizard.product_return_moves[0].quantity = quantity
        wizard.product_return_moves[1:].quantity = 0
        back = self.env["stock.picking"].browse(wizard.action_create_returns()["res_id"])
        back.button_validate()
        return back


class StagesCase(StagesData, TransactionCase):
    pass
