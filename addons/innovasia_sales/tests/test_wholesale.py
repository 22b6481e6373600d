from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import SalesCase


@tagged("post_install", "-at_install")
class TestWholesale(SalesCase):
    """Wholesale prices by quantity and customer group are applied by themselves (spec/001, Harga Grosir)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.retail = cls.env["product.pricelist"].create({"name": "Eceran", "company_id": cls.company.id, "sequence": -1})
        cls.reseller = cls.env["product.pricelist"].create({"name": "Reseller", "company_id": cls.company.id, "sequence": 50})
        cls.group = cls.env["res.partner.group"].create({"name": "Reseller Bandung", "pricelist_id": cls.reseller.id})
        cls.template = cls.soap.product_tmpl_id
        cls.keep({1: {cls.reseller: 22_000}, 12: {cls.retail: 23_000, cls.reseller: 20_000}, 144: {cls.reseller: 18_000}})

    @classmethod
    def keep(cls, rows, product=None):
        (product or cls.template).wholesale_prices = {
            "rows": [
                {"quantity": quantity, "prices": {str(pricelist.id): price for pricelist, price in prices.items()}}
                for quantity, prices in rows.items()
            ]
        }

    def prices(self):
        self.template.invalidate_recordset(["wholesale_prices"])
        return {
            row["quantity"]: {int(pricelist): price for pricelist, price in row["prices"].items()}
            for row in self.template.wholesale_prices["rows"]
        }

    def price(self, quantity, customer=None):
        return self.make_order(quantity=quantity, customer=customer).order_line.price_unit

    def test_the_price_follows_the_quantity(self):
        self.assertEqual([self.price(quantity) for quantity in (1, 11, 12, 200)], [25_000, 25_000, 23_000, 23_000])

    def test_a_customer_of_a_group_gets_the_prices_of_the_group(self):
        self.customer.partner_group_id = self.group
        self.assertEqual(self.customer.property_product_pricelist, self.reseller)
        self.assertEqual([self.price(quantity) for quantity in (1, 12, 144)], [22_000, 20_000, 18_000])

    def test_a_person_of_a_company_gets_the_prices_of_the_companys_group(self):
        shop = self.env["res.partner"].create({"name": "Toko Maju", "is_company": True, "partner_group_id": self.group.id})
        buyer = self.env["res.partner"].create({"name": "Rina", "parent_id": shop.id})
        self.assertEqual(buyer.property_product_pricelist, self.reseller)

    def test_a_customers_own_price_list_goes_before_the_groups(self):
        own = self.env["product.pricelist"].create({"name": "Khusus Siti", "company_id": self.company.id})
        self.customer.partner_group_id = self.group
        self.customer.property_product_pricelist = own
        self.assertEqual(self.make_order().pricelist_id, own)
        self.customer.property_product_pricelist = self.reseller
        self.group.pricelist_id = self.retail
        self.assertEqual(self.customer.property_product_pricelist, self.retail, "the group's own choice is no choice")

    def test_the_usual_prices_may_be_chosen_for_somebody_of_a_group(self):
        self.customer.partner_group_id = self.group
        self.customer.property_product_pricelist = self.retail
        self.customer.invalidate_recordset()
        self.assertEqual(self.customer.property_product_pricelist, self.retail)

    def test_a_group_whose_price_list_is_archived_buys_at_the_usual_prices(self):
        self.customer.partner_group_id = self.group
        self.reseller.active = False
        self.assertEqual(self.customer.property_product_pricelist, self.retail)

    def test_the_price_follows_while_an_order_is_typed(self):
        self.customer.partner_group_id = self.group
        with Form(self.env["sale.order"].with_user(self.salesman)) as form:
            form.partner_id = self.customer
            with form.order_line.new() as line:
                line.product_id = self.soap
                self.assertEqual((line.price_unit, line.price_hint[:2]), (22_000, "12"))
                line.product_uom_qty = 12
                self.assertEqual((line.price_unit, line.price_hint[:3]), (20_000, "144"))
                line.product_uom_qty = 144
                self.assertEqual((line.price_unit, line.price_hint), (18_000, False))

    def test_the_hint_names_quantity_unit_and_price(self):
        line = self.make_order(quantity=3).order_line
        self.assertEqual(line.price_hint.replace("\xa0", " "), "12 or more: Rp 23,000")
        line.order_id.action_confirm()
        self.assertFalse(line.price_hint, "an order that is confirmed is not argued with")

    def test_the_hint_counts_in_the_products_unit(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        order = self.make_order()
        order.order_line.write({"product_uom_id": dozen.id, "product_uom_qty": 1})
        self.assertFalse(order.order_line.price_hint)

    def test_the_table_shows_and_keeps_prices(self):
        self.assertEqual(
            self.prices(),
            {
                1: {self.reseller.id: 22_000},
                12: {self.retail.id: 23_000, self.reseller.id: 20_000},
                144: {self.reseller.id: 18_000},
            },
        )
        self.keep({1: {}, 6: {self.retail: 24_000}})
        self.assertEqual(self.prices(), {1: {}, 6: {self.retail.id: 24_000}})
        self.assertEqual(self.price(6), 24_000)
        columns = self.template.wholesale_prices["columns"]
        self.assertIn({"id": self.reseller.id, "name": "Reseller", "groups": "Reseller Bandung"}, columns)

    def test_rules_that_a_table_cannot_show_stay(self):
        rule = self.env["product.pricelist.item"].create(
            {
                "pricelist_id": self.retail.id,
                "applied_on": "1_product",
                "product_tmpl_id": self.template.id,
                "compute_price": "percentage",
                "percent_price": 10,
            }
        )
        self.template.invalidate_recordset(["wholesale_prices"])
        self.assertEqual(self.template.wholesale_prices["others"], 1)
        self.keep({})
        self.assertTrue(rule.exists())

    def test_what_is_no_price_is_refused_with_a_sentence(self):
        for rows, words in (
            ([{"quantity": 12, "prices": {str(self.retail.id): "murah"}}], "not a number"),
            ([{"quantity": 0, "prices": {str(self.retail.id): 1}}], "quantities from 1"),
            ([{"quantity": 2, "prices": {str(self.retail.id): -1}}], "not negative"),
            ([{"quantity": 2, "prices": {str(self.retail.id): 1}}] * 2, "two rows from 2"),
            ([{"prices": {}}], "not a number"),
        ):
            with self.subTest(rows=rows), self.assertRaisesRegex(UserError, words):
                self.template.wholesale_prices = {"rows": rows}
        self.assertEqual(self.price(12), 23_000)

    def test_who_sells_sees_the_table_and_does_not_change_it(self):
        product = self.template.with_user(self.salesman)
        self.assertEqual(len(product.wholesale_prices["rows"]), 3)
        with self.assertRaises(AccessError):
            self.keep({}, product)

    def test_tiers_are_told_for_other_screens(self):
        tiers = self.reseller._price_tiers(self.soap | self.honey)
        self.assertEqual(tiers, {self.soap: [(12, 20_000), (144, 18_000)], self.honey: []})

    def test_tiers_of_many_products_take_one_look(self):
        products = self.env["product.product"].create([{"name": f"Produk {n}", "list_price": 1000} for n in range(40)])
        self.reseller._price_tiers(products)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(15):
            self.reseller._price_tiers(products)

    def test_the_point_of_sale_offers_the_groups_prices(self):
        self.customer.partner_group_id = self.group
        config = self.env["pos.config"].create({"name": "Toko", "company_id": self.company.id})
        row = self.env["res.partner"]._load_pos_data_read(self.customer, config)[0]
        self.assertEqual(row["property_product_pricelist"], self.reseller.id)

    def test_products_are_invoiced_as_ordered_unless_somebody_says_otherwise(self):
        goods = self.env["product.template"].create({"name": "Kurma"})
        service = self.env["product.template"].create({"name": "Jasa Kirim", "type": "service"})
        self.assertEqual((goods | service).mapped("invoice_policy"), ["order", "order"])

    def test_orders_without_products_have_no_hint(self):
        order = self.make_order(order_line=[Command.create({"display_type": "line_note", "name": "Terima kasih"})])
        self.assertFalse(order.order_line.price_hint)
