from odoo.exceptions import AccessError
from odoo.tests import tagged

from .returns_common import ReturnsCase


@tagged("post_install", "-at_install")
class TestReturnUndo(ReturnsCase):
    """A return that was entered by mistake is undone by documents of its own, and all is as before."""

    def undo(self, document, user=None):
        document.with_user(user or self.finance).action_undo("Salah pilih pesanan")

    def owed(self, order):
        return sum(order._invoiced().mapped("amount_residual"))

    def test_goods_and_money_are_as_if_nothing_had_come_back(self):
        for paid, settlement, damaged in [
            (100_000, "deposit", False),
            (100_000, "refund", False),
            (None, "refund", False),
            (60_000, "deposit", True),
        ]:
            with self.subTest(paid=paid, settlement=settlement, damaged=damaged):
                order = self.sold(paid=paid, shipped=True)
                if not paid:
                    order._invoice_whole({order: self.company._ledger_date()})
                stage, stock, value, owed = order.stage, self.on_hand(self.soap), self.soap.total_value, self.owed(order)
                condition = "damaged" if damaged else "good"
                document = self.take(order, 3, settlement=settlement, condition=condition)
                self.undo(document)
                self.assertEqual((document.state, document.undone_by_id), ("undone", self.finance))
                self.assertEqual((self.on_hand(self.soap), self.soap.total_value), (stock, value))
                self.assertEqual((self.owed(order), document.credit_open), (owed, 0))
                self.assertEqual((order.stage, order.return_state), (stage, "none"))
                line = order.order_line
                self.assertEqual((line.qty_delivered, line.qty_invoiced, line.returned_quantity), (4, 4, 0))
                self.assertEqual((order.invoice_status, line.qty_to_invoice), ("invoiced", 0))
                self.check_books()

    def test_both_documents_stay_and_name_each_other(self):
        document = self.take(self.sold(paid=100_000, shipped=True), 3, settlement="deposit")
        note = document.credit_note_ids
        self.undo(document)
        self.assertEqual((document.credit_note_ids, note.state, note.amount_residual), (note, "posted", 0))
        charge = document.charge_ids
        self.assertEqual((charge.state, charge.amount_total, charge.reversed_entry_id), ("posted", 75_000, note))
        self.assertIn("Salah pilih pesanan", charge.ref)
        self.assertEqual(len(document.picking_ids), 2)
        self.refused("stay in the books", charge.with_user(self.accountant).button_draft)
        self.refused("was undone by", lambda: self.undo(document))
        self.refused("is processed", document.unlink)
        self.refused("is processed", document.action_cancel)

    def test_what_was_undone_can_come_back_once_more(self):
        order = self.sold(paid=100_000, shipped=3)
        self.undo(self.take(order, 3, settlement="deposit"))
        self.assertEqual(order.order_line._returnable()["unsent"], 1)
        document = self.take(order, 2, settlement="deposit")
        self.assertEqual((document.state, document.credit_open, self.on_hand(self.soap)), ("done", 50_000, 98), "1 is reserved")
        self.assertEqual((order.return_state, order.order_line.qty_delivered), ("partial", 1))

    def test_credit_that_paid_something_else_is_owed_on_the_order_again(self):
        other = self.sold(self.honey, quantity=1)
        other._create_invoices().action_post()
        document = self.take(self.sold(paid=100_000, shipped=True), 2, settlement="invoice")
        self.undo(document)
        self.assertEqual((self.owed(other), self.owed(document.order_id)), (30_000, 50_000))
        self.accept(self.make_transaction(document.order_id, amount=50_000))
        self.assertEqual(self.owed(document.order_id), 0)

    def test_money_that_left_is_not_undone(self):
        document = self.take(self.sold(paid=100_000, shipped=True), 1, user=self.finance)
        self.refused(r"25[.,]000.*was paid back.*new order", lambda: self.undo(document))
        self.refused("was paid back", document.with_user(self.finance).action_open_undo)
        document.refund_payment_id.action_draft()
        payment = self.env["account.payment"].search([("undone_return_id", "=", document.id)])
        self.undo(document)
        self.assertEqual((document.state, self.owed(document.order_id)), ("undone", 0))
        self.refused("was undone: nothing is paid back", payment.action_post)

    def test_goods_that_were_sold_meanwhile_are_not_sent_again(self):
        document = self.take(self.sold(paid=100_000, shipped=True), 3, settlement="deposit")
        self.sold(quantity=98, shipped=True)
        self.refused(r"1 of 3 .* is still free", lambda: self.undo(document))
        self.assertEqual((document.state, document.charge_ids.ids, len(document.picking_ids)), ("done", [], 1))

    def test_order_that_was_cancelled_by_it_is_taken_up_again(self):
        order = self.sold(paid=100_000)
        ordered = order.date_order
        document = self.take(order, 4, condition="unsent", settlement="deposit")
        self.assertEqual(order.stage, "cancelled")
        self.undo(document)
        self.assertEqual((order.stage, order.state, order.date_order), ("ordered", "sale", ordered))
        self.assertEqual((order._open_deliveries().move_ids.product_uom_qty, self.owed(order)), (4, 0))

    def test_only_what_this_return_held_back_is_shipped_again(self):
        order = self.sold(paid=100_000)
        self.take(order, 1, condition="unsent", settlement="deposit")
        second = self.take(order, 1, condition="unsent", settlement="deposit")
        self.undo(second)
        self.assertEqual(sum(order._open_deliveries().move_ids.mapped("product_uom_qty")), 3)

    def test_goods_that_came_back_meanwhile_are_not_shipped_again(self):
        order = self.make_order(quantity=4, user_id=self.seller.id)
        order.action_confirm()
        delivery = order._open_deliveries()
        delivery._ship("JP1234567890", self.env.ref("innovasia_sales.carrier_jnt"), quantities={delivery.move_ids: 3})
        self.accept(self.make_transaction(order, amount=100_000))
        held_back = self.take(order, 1, condition="unsent", settlement="deposit")
        self.take(order, 2, settlement="deposit")
        self.undo(held_back)
        self.assertEqual(sum(order._open_deliveries().move_ids.mapped("product_uom_qty")), 1)

    def test_what_was_not_sent_does_not_leave_with_an_order_that_is_over(self):
        order = self.sold(paid=100_000, shipped=3)
        document = self.take(order, 1, condition="unsent", settlement="deposit")
        order.stage in ("received", "done") or order.action_receive()
        self.refused("does not leave with it any more", lambda: self.undo(document))

    def test_exchange_is_undone_when_what_was_sent_instead_is_back(self):
        document = self.take(self.sold(paid=100_000, shipped=True), 2, settlement="exchange")
        instead = document.replacement_order_id
        self.refused(f"{instead.name} was sent instead", lambda: self.undo(document))
        self.take(instead, 2, condition="unsent", settlement="deposit")
        self.undo(document)
        self.assertEqual((self.owed(document.order_id), self.owed(instead)), (0, 0))

    def test_it_takes_a_reason_and_somebody_of_the_books_or_who_manages_sales(self):
        document = self.take(self.sold(paid=100_000, shipped=True), 1, settlement="deposit")
        self.refused("reason", lambda: document.with_user(self.finance).action_undo("  "))
        storeman = self._create_user("undo_storeman", "stock.group_stock_user")
        for user in (self.seller, storeman, self.verifier):
            with self.subTest(user=user.login), self.assertRaises(AccessError), self.env.cr.savepoint():
                self.undo(document, user)
        manager = self._create_user("undo_manager", "sales_team.group_sale_manager")
        action = document.with_user(manager).action_open_undo()
        window = self.env[action["res_model"]].with_user(manager).with_context(**action["context"])
        window.create({"reason": "Salah"}).action_confirm()
        self.assertEqual((document.state, document.undone_by_id, document.undo_reason), ("undone", manager, "Salah"))

    def test_no_client_says_that_a_return_is_undone(self):
        document = self.take(self.sold(paid=100_000, shipped=True), 1, settlement="deposit")
        for values in ({"state": "undone"}, {"undo_reason": "x"}, {"undone_by_id": self.finance.id}):
            with self.subTest(values=values), self.assertRaises(AccessError), self.env.cr.savepoint():
                document.with_user(self.finance).write(values)
        waiting = self.sold()._open_deliveries().with_user(self._create_user("undo_keeper", "stock.group_stock_user"))
        self.refused("leaves with its tracking number", lambda: waiting.write({"sale_return_id": document.id}))
