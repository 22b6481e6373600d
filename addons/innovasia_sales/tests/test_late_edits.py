from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import SalesCase


@tagged("post_install", "-at_install")
class TestLateEdits(SalesCase):
    """What was invoiced or shipped does not change any more; the sentence says why, and what to do instead."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls._create_user("sales_manager", "sales_team.group_sale_manager", "stock.group_stock_user")
        cls.order = cls.make_order(cls.soap, cls.honey, quantity=2)
        cls.order.action_confirm()

    def edits(self, order):
        """What somebody might try, as (what, callable)."""
        order = order.with_user(self.manager)
        line = order.order_line[0]
        return {
            "quantity": lambda: line.write({"product_uom_qty": 5}),
            "price": lambda: line.write({"price_unit": 1}),
            "discount": lambda: line.write({"discount": 50}),
            "through the order": lambda: order.write({"order_line": [Command.update(line.id, {"price_unit": 1})]}),
            "new line": lambda: order.write({"order_line": [Command.create({"product_id": self.soap.id})]}),
            "new line alone": lambda: line.create({"order_id": order.id, "product_id": self.soap.id}),
            "customer": lambda: order.write({"partner_id": self.other_customer.id}),
        }

    def refused(self, order, words):
        for what, edit in self.edits(order).items():
            with self.subTest(what=what), self.assertRaisesRegex(UserError, words), self.env.cr.savepoint():
                edit()

    def invoiced(self):
        self.order._create_invoices().action_post()
        return self.order

    def shipped(self):
        self.order.picking_ids.carrier_id = self.env["delivery.carrier"].search([("is_pickup", "=", True)], limit=1)
        self.order.picking_ids.move_ids.write({"quantity": 2, "picked": True})
        self.order.picking_ids.button_validate()
        return self.order

    def test_an_invoiced_order_is_fixed(self):
        order = self.invoiced()
        self.refused(order, order.invoice_ids.name)
        self.assertEqual(order.order_line.mapped("product_uom_qty"), [2, 2])

    def test_a_shipped_order_is_fixed(self):
        self.refused(self.shipped(), "is shipped.*\\n*.*Make a return|cannot change")

    def test_the_refusal_names_what_was_not_changed(self):
        order = self.invoiced()
        with self.assertRaisesRegex(UserError, "Not changed: Quantity"):
            order.order_line[0].with_user(self.manager).product_uom_qty = 4

    def test_before_that_an_order_may_be_edited(self):
        for what, edit in self.edits(self.order).items():
            with self.subTest(what=what):
                edit()

    def test_an_invoice_that_is_a_draft_fixes_nothing(self):
        self.order._create_invoices()
        self.order.order_line[0].with_user(self.manager).price_unit = 24_000

    def test_notes_tags_and_seller_stay_open(self):
        order = self.invoiced().with_user(self.manager)
        order.write({"note": "Titip di satpam", "tag_ids": [Command.create({"name": "Penting"})], "user_id": self.manager.id})
        order.order_line[0].name = "Sabun, bungkus kado"
        order.write({"order_line": [Command.create({"display_type": "line_note", "name": "Kartu ucapan"})]})
        order.write({"client_order_ref": "PO-1", "sales_channel_id": self.env["sale.channel"]._of("store").id})

    def test_the_address_changes_until_the_goods_leave(self):
        address = self.env["res.partner"].create({"name": "Kantor", "parent_id": self.customer.id, "type": "delivery"})
        order = self.invoiced()
        order.with_user(self.manager).partner_shipping_id = address
        self.shipped()
        with self.assertRaisesRegex(UserError, "is shipped"):
            order.with_user(self.manager).partner_shipping_id = self.customer

    def test_writing_what_is_there_already_is_no_edit(self):
        order = self.invoiced()
        order.order_line[0].with_user(self.manager).write({"product_uom_qty": 2, "price_unit": 25_000})

    def test_odoo_goes_on_counting_what_was_delivered_and_invoiced(self):
        order = self.invoiced()
        self.assertEqual(order.order_line.mapped("qty_invoiced"), [2, 2])
        picking = order.picking_ids.with_user(self.manager)
        picking.carrier_id = self.env["delivery.carrier"].search([("is_pickup", "=", True)], limit=1)
        picking.move_ids.write({"quantity": 2, "picked": True})
        picking.button_validate()
        self.assertEqual(order.order_line.mapped("qty_delivered"), [2, 2])

    def test_the_system_may_do_what_its_methods_decided(self):
        order = self.invoiced()
        order.sudo().order_line[0].product_uom_qty = 1
        self.assertEqual(order.change_ids.mapped("new_value"), ["1"])
