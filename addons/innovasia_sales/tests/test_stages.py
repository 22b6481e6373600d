from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .stages_common import StagesCase


@tagged("post_install", "-at_install")
class TestStages(StagesCase):
    """Pesanan, diproses, Kirim, Diterima, Selesai (spec/002): by buttons only, each step kept."""

    def test_an_order_walks_from_ordered_to_done_and_every_step_is_kept(self):
        order = self.order(confirm=False)
        self.assertEqual(order.stage, "draft")
        order.with_user(self.seller).action_confirm()
        order.with_user(self.storeman).action_process()
        order.with_user(self.storeman).action_ship("JP1234567890", self.jnt.id)
        order.with_user(self.seller).action_receive()
        self.assertEqual(order.stage, "received")
        self.pay(order)
        self.assertEqual(order.stage, "done")
        steps = order.step_ids.sorted("id")
        self.assertEqual(steps.mapped("stage"), ["ordered", "processing", "shipped", "received", "done"])
        self.assertEqual(steps.mapped("former_stage"), ["draft", "ordered", "processing", "shipped", "received"])
        self.assertEqual(steps[:4].user_id.ids, [self.seller.id, self.storeman.id])
        self.assertTrue(all(steps.mapped("date")))
        self.assertEqual(steps[2].reason, "J&T Express JP1234567890")

    def test_paid_before_it_is_shipped_becomes_done_when_received(self):
        order = self.order()
        self.pay(order)
        self.assertEqual(order.stage, "ordered")
        order.action_ship("JP1234567890", self.jnt.id)
        self.assertEqual(order.stage, "shipped")
        order.action_receive()
        self.assertEqual(order.stage, "done")

    def test_part_of_the_money_is_not_done(self):
        order = self.order((self.honey, 2))
        order.action_ship("JP1234567890", self.jnt.id)
        order.action_receive()
        self.pay(order, 60000)
        self.assertEqual(order.stage, "received")
        self.pay(order)
        self.assertEqual(order.stage, "done")

    def test_an_invoice_that_comes_open_again_takes_the_order_back(self):
        order = self.order()
        invoice = self.pay(order)
        order.action_ship("JP1234567890", self.jnt.id)
        order.action_receive()
        self.assertEqual(order.stage, "done")
        invoice.line_ids.remove_move_reconcile()
        self.assertEqual(order.stage, "received")
        self.assertEqual(order.step_ids[0].reason, "Not fully paid any more")

    def test_a_credit_note_for_returned_goods_leaves_a_paid_order_done(self):
        order = self.order((self.soap, 5))
        invoice = self.pay(order)
        order.action_ship("JP1234567890", self.jnt.id)
        order.action_receive()
        credit = invoice._reverse_moves([{"invoice_date": fields.Date.today()}])
        credit.invoice_line_ids.quantity = 2
        credit.action_post()
        self.assertEqual(order.stage, "done")

    def test_an_unpaid_order_whose_invoice_is_credited_in_full_is_settled(self):
        order = self.order()
        order.action_ship("JP1234567890", self.jnt.id)
        order.action_receive()
        invoice = order._create_invoices()
        invoice.action_post()
        self.assertEqual(order.stage, "received")
        invoice._reverse_moves([{"invoice_date": fields.Date.today()}], cancel=True)
        self.assertEqual(order.stage, "done")

    def test_a_donation_is_done_when_it_is_paid_and_back_where_it_was_when_not(self):
        order = self.order((self.service, 1))
        invoice = self.pay(order)
        self.assertEqual(order.stage, "done")
        invoice.line_ids.remove_move_reconcile()
        self.assertEqual(order.stage, "ordered")

    def test_nobody_receives_what_was_not_shipped(self):
        order = self.order()
        with self.assertRaisesRegex(UserError, "has not been shipped yet"):
            order.action_receive()
        self.assertEqual(order.stage, "ordered")

    def test_one_order_that_cannot_move_stops_the_others_of_the_same_button(self):
        orders = self.order() | self.order(confirm=False)
        with self.assertRaisesRegex(UserError, "not ordered yet"):
            orders.action_process()
        self.assertEqual(orders.mapped("stage"), ["ordered", "draft"])

    def test_cancelled_and_set_back_is_a_draft_again(self):
        order = self.order()
        order.action_cancel()
        self.assertEqual(order.stage, "cancelled")
        order.action_draft()
        order.action_confirm()
        self.assertEqual(order.stage, "ordered")

    def test_what_was_shipped_is_not_cancelled(self):
        order = self.order((self.soap, 5))
        order.action_ship("JP1234567890", self.jnt.id)
        for cancel in (order.action_cancel, lambda: order.write({"state": "cancel"}), lambda: order.write({"state": "draft"})):
            with self.assertRaisesRegex(UserError, "Make a return"), self.cr.savepoint():
                cancel()
        self.assertEqual((order.state, order.stage), ("sale", "shipped"))

    def test_an_order_whose_invoice_claims_money_is_not_cancelled(self):
        order = self.order()
        invoice = order._create_invoices()
        invoice.action_post()
        with self.assertRaisesRegex(UserError, "has been invoiced"), self.cr.savepoint():
            order.action_cancel()
        invoice._reverse_moves([{"invoice_date": fields.Date.today()}], cancel=True)
        order.action_cancel()
        self.assertEqual(order.stage, "cancelled")

    def test_a_client_writes_no_stage(self):
        order = self.order().with_user(self.seller)
        for values in ({"stage": "done"}, {"return_state": "full"}, {"step_ids": [(5, 0, 0)]}):
            with self.assertRaises(AccessError):
                order.write(values)
        with self.assertRaises(AccessError):
            order.create({"partner_id": self.customer.id, "stage": "done"})
        copy = order.with_context(default_stage="done", default_return_state="full").create({"partner_id": self.customer.id})
        self.assertEqual((copy.stage, copy.return_state), ("draft", "none"))
        with self.assertRaises(AccessError):
            order.step_ids.unlink()

    def test_who_neither_sells_nor_works_in_the_warehouse_moves_nothing(self):
        order = self.order()
        for button in ("action_process", "action_receive", "action_open_ship"):
            with self.assertRaises(AccessError):
                getattr(order.with_user(self.nobody), button)()
        with self.assertRaises(AccessError):
            order.with_user(self.nobody).action_ship("JP1234567890")

    def test_a_seller_moves_no_order_that_they_may_not_see(self):
        order = self.order(user_id=self.env.uid)
        with self.assertRaises(AccessError):
            order.with_user(self.seller).action_process()

    def test_a_copy_begins_anew(self):
        order = self.order()
        order.action_process()
        copy = order.copy()
        self.assertEqual(copy.stage, "draft")
        self.assertFalse(copy.step_ids)

    def test_many_orders_move_without_a_query_for_each(self):
        many = self.env["sale.order"].concat(*(self.order((self.service, 1)) for _index in range(20)))
        self.env.flush_all()
        before = self.cr.sql_log_count
        many._stage_move("processing")
        self.env.flush_all()
        self.assertLess(self.cr.sql_log_count - before, 20)
        self.assertEqual(len(many.step_ids.filtered(lambda step: step.stage == "processing")), 20)
