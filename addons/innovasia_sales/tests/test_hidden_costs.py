from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import SalesCase


@tagged("post_install", "-at_install")
class TestHiddenCosts(SalesCase):
    """What goods cost is hidden from those who sell, on every way in; what they do with the goods goes on working."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.soap.standard_price = 11_111
        cls.stockman = cls._create_user("sales_stockman", "stock.group_stock_user")
        cls.cashier = cls._create_user("sales_cashier", "innovasia_sales.group_cashier", "point_of_sale.group_pos_user")
        for user in cls.cs_a | cls.salesman:
            user.group_ids += cls.env.ref("base.group_allow_export")
        cls.sellers = cls.cs_a | cls.salesman | cls.cashier | cls.stockman | cls.verifier
        cls.warehouse = cls.env["stock.warehouse"].search([("company_id", "=", cls.company.id)], limit=1)

    def stock(self, product, quantity):
        self.env["stock.quant"].with_context(inventory_mode=True).create(
            {"product_id": product.id, "inventory_quantity": quantity, "location_id": self.warehouse.lot_stock_id.id}
        ).action_apply_inventory()

    def refused(self, model, user, *questions):
        for question in questions:
            with self.subTest(user=user.login, model=model), self.assertRaises(AccessError):
                question(self.env[model].with_user(user))

    def test_costs_of_products_are_hidden_from_who_sells(self):
        for user in self.sellers:
            for model, product in (("product.product", self.soap), ("product.template", self.soap.product_tmpl_id)):
                self.refused(
                    model,
                    user,
                    lambda products, product=product: products.browse(product.id).read(["standard_price"]),
                    lambda products: products.search([("standard_price", ">", 11_000)]),
                    lambda products: products.search([("standard_price", "!=", False)], order="standard_price"),
                    lambda products: products.formatted_read_group([], ["categ_id"], ["standard_price:sum"]),
                    lambda products, product=product: products.browse(product.id).web_read({"standard_price": {}}),
                    lambda products, product=product: products.browse(product.id).write({"standard_price": 1}),
                )
                self.assertNotIn("standard_price", self.env[model].with_user(user).fields_get())

    def test_costs_are_not_exported(self):
        for user in self.cs_a | self.salesman:
            self.refused(
                "product.product", user, lambda products: products.browse(self.soap.id).export_data(["standard_price"])
            )

    def test_costs_are_not_found_by_way_of_other_records(self):
        order = self.make_order(user_id=self.salesman.id)
        for path in ("order_line.product_id.standard_price", "order_line.product_template_id.standard_price"):
            self.refused(
                "sale.order",
                self.salesman,
                lambda orders, path=path: orders.search([(path, ">", 1)]),
                lambda orders, path=path: orders.browse(order.id).export_data([path.replace(".", "/")]),
            )
        self.refused("product.product", self.stockman, lambda products: products.browse(self.soap.id).read(["avg_cost"]))
        self.refused("product.product", self.stockman, lambda products: products.browse(self.soap.id).read(["total_value"]))

    def test_who_may_see_costs_sees_them(self):
        for user in (self.accountant, self._create_user("sales_costs", "innovasia_sales.group_cost")):
            self.assertEqual(self.soap.with_user(user).read(["standard_price"])[0]["standard_price"], 11_111)

    def test_the_form_of_a_product_opens_without_costs(self):
        for user in (self.salesman, self.stockman, self.accountant):
            arch = self.env["product.template"].with_user(user).get_view(view_type="form")["arch"]
            self.assertEqual('name="standard_price"' in arch, user == self.accountant, user.login)

    def test_supplier_prices_are_hidden(self):
        supplier = self.env["product.supplierinfo"].create(
            {"partner_id": self.other_customer.id, "product_tmpl_id": self.soap.product_tmpl_id.id, "price": 9_999}
        )
        self.assertFalse(self.env["product.supplierinfo"].with_user(self.salesman).search([]))
        self.assertFalse(self.soap.with_user(self.salesman).seller_ids)
        self.assertIn(supplier, self.env["product.supplierinfo"].with_user(self.accountant).search([]))

    def test_the_cost_of_what_was_sold_is_not_read_from_the_invoice(self):
        self.company.write({"inventory_valuation": "real_time", "cost_method": "average"})
        self.stock(self.soap, 5)
        order = self.make_order(user_id=self.salesman.id)
        order.action_confirm()
        order.picking_ids.carrier_id = self.env["delivery.carrier"].search([("is_pickup", "=", True)], limit=1)
        order.picking_ids.button_validate()
        invoice = order._create_invoices()
        invoice.invoice_user_id = self.salesman
        invoice.action_post()
        costs = invoice.line_ids.filtered(lambda line: line.display_type == "cogs")
        self.assertTrue(costs, "the invoice books what the goods cost")
        lines = self.env["account.move.line"].with_user(self.salesman)
        self.assertTrue(lines.search([("move_id", "=", invoice.id)]))
        self.assertFalse(lines.search([("id", "in", costs.ids)]))
        self.env.invalidate_all()
        self.assertFalse(invoice.with_user(self.salesman).line_ids & costs)
        self.assertEqual(invoice.with_user(self.salesman).read(["amount_total"])[0]["amount_total"], 25_000)
        self.assertTrue(costs.with_user(self.accountant).read(["balance"]))

    def test_a_warehouse_without_costs_ships_and_receives(self):
        self.company.cost_method = "average"
        move = self.env["stock.move"].create(
            {
                "product_id": self.soap.id,
                "product_uom_qty": 4,
                "location_id": self.env.ref("stock.stock_location_suppliers").id,
                "location_dest_id": self.warehouse.lot_stock_id.id,
                "price_unit": 12_000,
            }
        )
        move._action_confirm()
        move.with_user(self.stockman).write({"quantity": 4, "picked": True})
        move.with_user(self.stockman)._action_done()
        self.assertEqual(move.state, "done")
        self.assertTrue(move.value)
        self.refused("stock.move", self.stockman, lambda moves: moves.browse(move.id).read(["value"]))
        self.refused("stock.move", self.salesman, lambda moves: moves.browse(move.id).read(["price_unit"]))
        self.refused("stock.move", self.stockman, lambda moves: moves.search([("standard_price", ">", 0)]))
        quant = self.env["stock.quant"].search([("product_id", "=", self.soap.id), ("location_id.usage", "=", "internal")])
        counted = quant.with_user(self.stockman).with_context(inventory_mode=True)
        counted.inventory_quantity = 3
        counted.action_apply_inventory()
        self.assertEqual(quant.quantity, 3)

    def test_products_are_made_by_who_does_not_see_costs(self):
        maker = self._create_user("sales_maker", "product.group_product_manager", "sales_team.group_sale_manager")
        product = self.env["product.template"].with_user(maker).create({"name": "Teh Melati", "list_price": 9_000})
        self.assertTrue(product.product_variant_id)
        with Form(self.env["product.template"].with_user(maker)) as form:
            form.name = "Kopi Robusta"
        for model in ("product.product", "product.template"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(maker).create({"name": "Gula", "standard_price": 5_000})

    def test_a_price_list_made_from_costs_is_for_who_sees_them(self):
        manager = self._create_user("sales_manager", "sales_team.group_sale_manager")
        pricelist = self.env["product.pricelist"].create({"name": "Modal", "company_id": self.company.id})
        values = {"pricelist_id": pricelist.id, "base": "standard_price", "compute_price": "formula"}
        with self.assertRaises(AccessError):
            self.env["product.pricelist.item"].with_user(manager).create(values)
        rule = self.env["product.pricelist.item"].with_user(manager).create({**values, "base": "list_price"})
        with self.assertRaises(AccessError):
            rule.write({"base": "standard_price"})

    def test_how_a_price_is_made_from_the_cost_is_hidden_and_the_price_is_not(self):
        formula = {"base": "standard_price", "compute_price": "formula", "price_markup": 10}
        pricelist = self.env["product.pricelist"].create(
            {"name": "Modal", "company_id": self.company.id, "item_ids": [Command.create(formula)]}
        )
        rule = pricelist.item_ids
        manager = self._create_user("sales_manager", "sales_team.group_sale_manager")
        for user in self.sellers | manager:
            self.refused(
                "product.pricelist.item",
                user,
                lambda rules: rules.browse(rule.id).read(["price_markup"]),
                lambda rules: rules.browse(rule.id).web_read({"price": {}, "rule_tip": {}}),
                lambda rules: rules.browse(rule.id).write({"price_markup": 0}),
            )
            rules = self.env["product.pricelist.item"].with_user(user)
            self.assertFalse(rules.search_read([("pricelist_id", "=", pricelist.id)], ["price_discount"]))
            lists = self.env["product.pricelist"].with_user(user)
            self.assertFalse(lists.search([("item_ids.price_discount", "=", -10)]))
            self.assertTrue(lists.browse(pricelist.id).has_hidden_rules)
        order = self.env["sale.order"].with_user(self.salesman)
        order = order.create({"partner_id": self.customer.id, "pricelist_id": pricelist.id, "user_id": self.salesman.id})
        line = self.env["sale.order.line"].with_user(self.salesman)
        line = line.create({"order_id": order.id, "product_id": self.soap.id, "product_uom_qty": 3})
        self.assertEqual(line.price_unit, 12_222.1)
        self.env.invalidate_all()
        line.product_uom_qty = 4
        self.assertEqual(line.price_unit, 12_222.1)
        seen = rule.with_user(self.accountant).read(["price_markup"])
        self.assertEqual(seen[0]["price_markup"], 10)
        self.assertFalse(pricelist.with_user(self.accountant).has_hidden_rules)

    def test_the_point_of_sale_loads_for_a_cashier_without_costs(self):
        config = self.env["pos.config"].create({"name": "Toko", "company_id": self.company.id})
        products = self.soap | self.honey
        products.write({"available_in_pos": True})
        for model, records in (("product.product", products), ("product.template", products.product_tmpl_id)):
            rows = self.env[model].with_user(self.cashier)._load_pos_data_read(records.with_user(self.cashier), config)
            self.assertEqual([row["standard_price"] for row in rows], [0, 0])
            rows = self.env[model].with_user(self.accountant).sudo()._load_pos_data_read(records, config)
            self.assertIn(11_111, [row["standard_price"] for row in rows])

    def test_a_till_with_prices_made_from_costs_sells_at_the_right_price(self):
        pricelist = self.env["product.pricelist"].create(
            {
                "name": "Karyawan",
                "company_id": self.company.id,
                "item_ids": [Command.create({"base": "standard_price", "compute_price": "formula", "price_markup": 10})],
            }
        )
        config = self.env["pos.config"].create(
            {
                "name": "Toko",
                "company_id": self.company.id,
                "use_pricelist": True,
                "pricelist_id": pricelist.id,
                "available_pricelist_ids": [Command.set(pricelist.ids)],
            }
        )
        products = self.soap.with_user(self.cashier)
        self.assertEqual(products._load_pos_data_read(products, config)[0]["standard_price"], 11_111)
        rules = self.env["product.pricelist.item"].with_user(self.cashier)
        data = {"product.pricelist": [{"id": pricelist.id}], "product.category": []}
        data["product.product"] = [{"id": self.soap.id, "product_tmpl_id": self.soap.product_tmpl_id.id}]
        rows = rules._load_pos_data_search_read(data, config.with_user(self.cashier))
        self.assertEqual([row["price_discount"] for row in rows], [-10])
