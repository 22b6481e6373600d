"""What the tests of the money share: a company with accounts, products, payment methods, and the people around them."""

from datetime import datetime, timedelta

from odoo import Command, fields
from odoo.tests import TransactionCase

from odoo.addons.innovasia_crm.tests.common import PeopleData

from .books_common import Books

PIXEL = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89" + bytes(
    (0, 0, 0, 13, 73, 68, 65, 84, 120, 156, 99, 248, 207, 192, 240, 31, 0, 5, 0, 1, 255, 137, 153, 61, 29)
)


class SalesData(Books, PeopleData):
    """The data of a test class; mix it in before TransactionCase or HttpCase."""

    PEOPLE = {
        **PeopleData.PEOPLE,
        "verifier": ("sales_verifier", "innovasia_sales.group_verifier"),
        "verifier_b": ("sales_verifier_b", "innovasia_sales.group_verifier"),
        "salesman": ("sales_salesman", "sales_team.group_sale_salesman"),
        "accountant": ("sales_accountant", "account.group_account_manager"),
    }
    HAS_OTHER_COMPANY = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tz": "Asia/Jakarta"})
        cls.keep_value_of_stock()
        cls.customer = cls.env["res.partner"].create({"name": "Siti Rahmawati", "company_id": cls.company.id})
        cls.other_customer = cls.env["res.partner"].create({"name": "Budi Santoso", "company_id": cls.company.id})
        cls.soap = cls._create_product("Sabun Susu Kambing", 25_000)
        cls.honey = cls._create_product("Madu Hutan", 80_000)
        cls.alms = cls._create_product("Infaq", 1, type="service")
        methods = cls.env["sale.payment.method"].search([("company_id", "=", cls.company.id)])
        cls.other_method = methods.filtered("is_default")
        cls.cash_method = methods.filtered(lambda method: method.journal_id.type == "cash")[:1]

    @classmethod
    def _create_company(cls):
        """The company of the database, which has a chart of accounts: loading one takes a while."""
        company = cls.env.company
        if not company.chart_template:
            cls.env["account.chart.template"].try_loading("id", company, install_demo=False)
        return company

    @classmethod
    def keep_value_of_stock(cls):
        """Let the books follow the stock, at average cost, also where goods are found or lost in an inventory."""
        cls.company.write({"inventory_valuation": "real_time", "cost_method": "average"})
        accounts = cls.env["account.account"].with_company(cls.company)
        expense = accounts.search(
            [("account_type", "=", "expense_direct_cost"), ("company_ids", "in", cls.company.ids)], limit=1
        )
        domain = [("usage", "=", "inventory"), ("company_id", "=", cls.company.id)]
        cls.env["stock.location"].search(domain).valuation_account_id = expense

    @classmethod
    def put_in_stock(cls, product, quantity, cost=None):
        """Find goods in the main warehouse, as an inventory does."""
        if cost is not None:
            product.standard_price = cost
        warehouse = cls.env["stock.warehouse"].search([("company_id", "=", cls.company.id)], limit=1)
        quant = cls.env["stock.quant"].with_context(inventory_mode=True)
        values = {"product_id": product.id, "inventory_quantity": quantity, "location_id": warehouse.lot_stock_id.id}
        quant.create(values).action_apply_inventory()

    @classmethod
    def _create_product(cls, name, price, **values):
        return cls.env["product.product"].create(
            {
                "name": name,
                "list_price": price,
                "type": "consu",
                "is_storable": values.get("type", "consu") == "consu",
                "invoice_policy": "order",
                "taxes_id": [Command.clear()],
                **values,
            }
        )

    # --- what customers buy and say to have paid ----------------------------------------------

    @classmethod
    def make_order(cls, *products, quantity=1, customer=None, **values):
        """:param products: product.product; soap when none is given
        :return: sale.order, a draft"""
        return cls.env["sale.order"].create(
            {
                "partner_id": (customer or cls.customer).id,
                "order_line": [
                    Command.create({"product_id": product.id, "product_uom_qty": quantity})
                    for product in products or [cls.soap]
                ],
                **values,
            }
        )

    @classmethod
    def make_transaction(cls, order=None, amount=None, days_ago=0, **values):
        """:param order: sale.order; a new one when none is given
        :param amount: the order's total by default
        :return: sale.transaction, pending, entered by a CS"""
        order = order or cls.make_order()
        return cls.env["sale.transaction"].create(
            {
                "order_id": order.id,
                "amount": order.amount_total if amount is None else amount,
                "paid_at": fields.Datetime.now() - timedelta(days=days_ago),
                "payment_method_id": cls.other_method.id,
                "source": "conversion",
                "user_id": cls.cs_a.id,
                **values,
            }
        )

    @classmethod
    def make_evidence(cls, content=PIXEL, **values):
        """:return: ir.attachment, a picture"""
        return cls.env["ir.attachment"].create({"name": "bukti.png", "raw": content, "mimetype": "image/png", **values})

    def accept(self, transactions, user=None):
        """Accept as a verifier; returns what the client gets."""
        return transactions.with_user(user or self.verifier).action_accept()

    def rows_of(self, action):
        """:return: {name: (refused?, message)} of a window with a result per row"""
        self.assertEqual(action["res_model"], "sale.transaction.result")
        lines = self.env["sale.transaction.result"].browse(action["res_id"]).line_ids
        return {line.name: (line.state == "refused", line.message) for line in lines}

    def at(self, text):
        """:return: a time (UTC) written as ``2026-11-22 14:35``"""
        return datetime.strptime(text, "%Y-%m-%d %H:%M")


class SalesCase(SalesData, TransactionCase):
    """A test of the money on one cursor."""
