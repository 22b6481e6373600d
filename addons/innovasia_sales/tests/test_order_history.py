from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged
from odoo.tools import format_date

from .common import SalesCase


@tagged("post_install", "-at_install")
class TestOrderHistory(SalesCase):
    """Who changed what in an order, from what to what (spec/001, Edit History)."""

    def history(self, order):
        """:return: [(line, label, before, after)], the oldest first"""
        return [
            (change.line_name or "", change.label, change.old_value or "", (change.new_value or "").replace("\xa0", " "))
            for change in order.change_ids.sorted("id")
        ]

    def confirmed(self, *products, **values):
        order = self.make_order(*products, user_id=self.salesman.id, **values)
        order.action_confirm()
        return order

    def test_changes_of_lines_are_kept_with_old_and_new_value(self):
        order = self.confirmed(self.soap, self.honey)
        soap = order.order_line[0]
        order.with_user(self.salesman).write(
            {"order_line": [Command.update(soap.id, {"product_uom_qty": 3, "price_unit": 24_500})]}
        )
        name = self.soap.display_name
        self.assertEqual(self.history(order), [(name, "Quantity", "1", "3"), (name, "Unit Price", "Rp\xa025,000", "Rp 24,500")])
        self.assertEqual(order.change_ids.user_id, self.salesman)

    def test_a_price_that_follows_the_quantity_is_kept_too(self):
        pricelist = self.env["product.pricelist"].create(
            {
                "name": "Grosir",
                "company_id": self.company.id,
                "item_ids": [
                    Command.create(
                        {
                            "applied_on": "1_product",
                            "product_tmpl_id": self.soap.product_tmpl_id.id,
                            "min_quantity": 12,
                            "fixed_price": 20_000,
                        }
                    )
                ],
            }
        )
        order = self.confirmed(pricelist_id=pricelist.id)
        order.order_line.with_user(self.salesman).product_uom_qty = 12
        self.assertEqual([label for _, label, *_ in self.history(order)], ["Quantity", "Unit Price"])

    def test_an_hour_is_kept_as_its_reader_reads_clocks(self):
        order = self.confirmed(self.soap)
        self.salesman.tz = "Asia/Jakarta"
        order.date_order = "2026-11-15 06:38:00"
        order.with_user(self.salesman).date_order = "2026-11-15 07:41:00"
        (_, label, before, after), *_ = self.history(order)[-1:]
        self.assertEqual((label, "1:38" in before, "2:41" in after), ("Order Date", True, True))

    def test_lines_that_come_and_go_are_kept(self):
        order = self.make_order()
        self.make_transaction(order)
        order.write({"order_line": [Command.create({"product_id": self.honey.id, "product_uom_qty": 2})]})
        order.order_line[0].unlink()
        self.assertEqual([change.kind for change in order.change_ids.sorted("id")], ["added", "removed"])
        self.assertIn("2", order.change_ids.filtered(lambda change: change.kind == "added").new_value)

    def test_changes_of_the_order_are_kept(self):
        order = self.confirmed()
        day = fields.Date.add(fields.Date.today(), days=9)
        order.with_user(self.salesman).estimated_arrival_date = day
        order.sales_channel_id = self.env["sale.channel"]._of("store")
        labels = {label: after for _, label, _, after in self.history(order)}
        self.assertEqual(labels["Estimated arrival"], format_date(self.env, day))
        self.assertEqual(labels["Sales Channel"], "Store")

    def test_a_draft_that_nobody_relies_on_has_no_history(self):
        order = self.make_order()
        order.order_line.product_uom_qty = 5
        self.assertFalse(order.change_ids)
        order.action_confirm()
        self.assertFalse(order.change_ids, "confirming is a step, not an edit")

    def test_a_draft_for_which_a_payment_is_claimed_has_one(self):
        transaction = self.make_transaction()
        transaction.order_id.order_line.product_uom_qty = 5
        self.assertEqual([(before, after) for *_, before, after in self.history(transaction.order_id)], [("1", "5")])

    def test_what_stays_the_same_is_no_change(self):
        order = self.confirmed()
        order.order_line.write({"product_uom_qty": 1, "price_unit": 25_000, "product_id": self.soap.id})
        self.assertFalse(order.change_ids)

    def test_making_orders_writes_no_history(self):
        self.confirmed(self.soap, self.honey, quantity=2)
        self.assertFalse(self.env["sale.order.change"].search_count([("order_id.partner_id", "=", self.customer.id)]))

    def test_the_history_is_nobodys_to_change(self):
        order = self.confirmed()
        order.order_line.product_uom_qty = 2
        for user in (self.salesman, self.accountant):
            changes = order.change_ids.with_user(user)
            self.assertTrue(changes.read(["old_value"]))
            for touch in (
                lambda changes=changes: changes.write({"old_value": "9"}),
                changes.unlink,
                lambda changes=changes: changes.create({"order_id": order.id}),
                lambda user=user: order.with_user(user).write({"change_ids": [Command.clear()]}),
            ):
                with self.assertRaises(AccessError):
                    touch()

    def test_the_history_is_for_who_sees_the_order(self):
        order = self.confirmed()
        order.order_line.product_uom_qty = 2
        other = self._create_user("sales_other", "sales_team.group_sale_salesman")
        self.assertFalse(self.env["sale.order.change"].with_user(other).search([("order_id", "=", order.id)]))

    def test_the_form_shows_the_history(self):
        order = self.confirmed()
        order.order_line.product_uom_qty = 2
        with Form(order.with_user(self.salesman)) as form:
            self.assertEqual(len(form.change_ids), 1)
