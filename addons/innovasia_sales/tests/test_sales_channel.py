from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import SalesCase


@tagged("post_install", "-at_install")
class TestSalesChannel(SalesCase):
    """Each order says where it comes from (spec/001, Sales Channel)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chat_channel, cls.shop_channel = (cls.env["sale.channel"]._of(code) for code in ("whatsapp", "store"))

    def test_what_comes_from_a_conversation_comes_from_whatsapp(self):
        conversation = self.hear()
        self.assertEqual(self.make_order(wa_channel_id=conversation.id).sales_channel_id, self.chat_channel)
        self.assertFalse(self.make_order().sales_channel_id)

    def test_a_channel_that_was_chosen_stays(self):
        order = self.make_order(sales_channel_id=self.shop_channel.id)
        order.wa_channel_id = self.hear()
        self.assertEqual(order.sales_channel_id, self.shop_channel)

    def test_a_company_may_have_a_channel_of_its_own_in_place_of_everybodys(self):
        own = self.env["sale.channel"].create({"name": "Toko Sleman", "code": "store", "company_id": self.company.id})
        self.assertEqual(self.env["sale.channel"]._of("store"), own)
        own.active = False
        self.assertEqual(self.env["sale.channel"]._of("store"), self.shop_channel)
        own.unlink()
        self.assertFalse(self.env["sale.channel"]._of("shopee"))

    def test_a_channel_has_its_team_and_prices(self):
        team = self.env["crm.team"].create({"name": "Tim Toko", "company_id": self.company.id})
        pricelist = self.env["product.pricelist"].create({"name": "Toko", "company_id": self.company.id})
        self.shop_channel.write({"team_id": team.id, "pricelist_id": pricelist.id})
        order = self.make_order(sales_channel_id=self.shop_channel.id)
        self.assertEqual((order.team_id, order.pricelist_id), (team, pricelist))
        own = self.env["product.pricelist"].create({"name": "Siti", "company_id": self.company.id})
        self.customer.property_product_pricelist = own
        self.assertEqual(self.make_order(sales_channel_id=self.shop_channel.id).pricelist_id, own)

    def test_sales_are_analysed_by_channel(self):
        order = self.make_order(sales_channel_id=self.shop_channel.id, quantity=3)
        order.action_confirm()
        self.env.flush_all()
        groups = self.env["sale.report"].formatted_read_group(
            [("name", "=", order.name)], ["sales_channel_id"], ["product_uom_qty:sum"]
        )
        self.assertEqual(
            [(group["sales_channel_id"][0], group["product_uom_qty:sum"]) for group in groups], [(self.shop_channel.id, 3)]
        )

    def test_sales_are_analysed_by_stage(self):
        orders = self.make_order(quantity=3) | self.make_order(quantity=2)
        orders[0].action_confirm()
        self.env.flush_all()
        groups = self.env["sale.report"].formatted_read_group(
            [("name", "in", orders.mapped("name"))], ["stage"], ["product_uom_qty:sum"]
        )
        found = {group["stage"]: group["product_uom_qty:sum"] for group in groups}
        self.assertEqual(found, {"ordered": 3, "draft": 2})

    @mute_logger("odoo.sql_db")
    def test_a_code_is_plain_and_its_own(self):
        for code, error in (("store", UniqueViolation), ("Toko Baru", CheckViolation)):
            with self.assertRaises(error), self.env.cr.savepoint():
                self.env["sale.channel"].create({"name": "Lain", "code": code})
