from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .returns_common import ReturnsCase


@tagged("post_install", "-at_install")
class TestReturns(ReturnsCase):
    """Goods come back, are credited against their invoice, and the money goes where it was said."""

    # --- money -------------------------------------------------------------------------------

    def test_until_it_has_a_number_it_is_called_a_new_one(self):
        for model, name in (("sale.return", "New Return"), ("sale.return.bulk", "New Bulk Return")):
            self.assertEqual(Form(self.env[model].with_user(self.seller)).display_name, name)

    def test_paid_goods_come_back_and_the_money_is_paid_back(self):
        order = self.sold(paid=100_000, shipped=True)
        document = self.take(order, 3, user=self.finance, settlement="refund", payment_method_id=self.cash_method.id)
        self.assertEqual(document.state, "done")
        self.assertRegex(document.name, r"^RET/\d{4}/\d{5}$")
        note = document.credit_note_ids
        self.assertEqual((note.amount_total, note.amount_residual, note.state), (75_000, 0, "posted"))
        self.assertEqual(note.reversed_entry_id, order._invoiced())
        payment = document.refund_payment_id
        self.assertEqual(
            (payment.payment_type, payment.amount, payment.journal_id), ("outbound", 75_000, self.cash_method.journal_id)
        )
        self.assertEqual(self.balance(self.cash_method.journal_id.default_account_id, payment.move_id), -75_000)
        self.assertEqual(document.refunded_by_id, self.finance)
        self.assertEqual(self.on_hand(self.soap), 99)
        self.assertEqual((order.return_state, order.order_line.returned_quantity), ("partial", 3))
        self.assertEqual((document.amount_total, document.amount_owed, document.amount_back), (75_000, 0, 75_000))

    def test_who_may_not_pay_leaves_the_refund_to_somebody_who_may(self):
        document = self.take(self.sold(paid=100_000, shipped=True), 1)
        self.assertEqual((document.state, document.credit_open), ("refunding", 25_000))
        self.assertFalse(document.refund_payment_id)
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            document.action_refund()
        document.with_user(self.verifier).action_refund()
        self.assertEqual((document.state, document.credit_open, document.refund_payment_id.amount), ("done", 0, 25_000))
        self.refused("was paid back by", document.with_user(self.verifier).action_refund)

    def test_unpaid_goods_that_come_back_are_not_owed_any_more(self):
        order = self.sold(shipped=True)
        order._create_invoices().action_post()
        document = self.take(order, 3)
        self.assertEqual(document.state, "done", "nothing was paid, so nothing is paid back")
        self.assertEqual((document.amount_owed, document.amount_back), (75_000, 0))
        self.assertEqual(order._invoiced().amount_residual, 25_000)
        self.assertFalse(document.refund_payment_id)

    def test_an_order_that_is_not_invoiced_is_charged_without_what_came_back(self):
        order = self.sold(shipped=True)
        self.take(order, 1)
        self.assertEqual((order._invoiced().amount_total, order._invoiced().amount_residual), (100_000, 75_000))
        self.assertEqual(order.invoice_status, "invoiced")

    def test_partly_paid_order_owes_less_first_and_pays_back_the_rest(self):
        order = self.sold(paid=60_000, shipped=True)
        document = self.take(order, 3, user=self.finance)
        self.assertEqual((document.amount_owed, document.amount_back), (40_000, 35_000))
        self.assertEqual((order._invoiced().amount_residual, document.refund_payment_id.amount), (0, 35_000))

    def test_what_came_back_is_not_charged_again(self):
        order = self.sold(paid=50_000, shipped=True)
        self.take(order, 1)
        self.assertEqual((order.invoice_status, order.order_line.qty_to_invoice), ("invoiced", 0))
        self.accept(self.make_transaction(order, amount=25_000))
        self.assertEqual(len(order._invoiced()), 1)
        self.assertEqual(order._invoiced().amount_residual, 0)

    def test_deposit_stays_open_credit_of_the_customer(self):
        document = self.take(self.sold(paid=100_000, shipped=True), 2, settlement="deposit")
        self.assertEqual((document.state, document.credit_open), ("done", 50_000))

    def test_credit_is_set_off_against_other_invoices_oldest_first(self):
        old, new = self.sold(self.honey, quantity=1), self.sold(self.honey, quantity=1)
        for order in (old, new):
            order._create_invoices().action_post()
        old.invoice_ids.invoice_date_due = "2026-01-01"
        document = self.take(self.sold(paid=100_000, shipped=True), 4, settlement="invoice")
        self.assertEqual((old.invoice_ids.amount_residual, new.invoice_ids.amount_residual), (0, 60_000))
        self.assertEqual((document.state, document.credit_open), ("done", 0))

    def test_credit_is_never_set_off_against_somebody_elses_invoice(self):
        strange = self.sold(customer=self.other_customer)
        strange._create_invoices().action_post()
        document = self.take(
            self.sold(paid=100_000, shipped=True), 1, settlement="invoice", settled_invoice_ids=strange.invoice_ids.ids
        )
        self.assertEqual((strange.invoice_ids.amount_residual, document.credit_open), (100_000, 25_000))

    def test_exchange_orders_the_same_goods_once_more_and_pays_them_by_the_credit(self):
        document = self.take(self.sold(paid=100_000, shipped=True), 2, settlement="exchange")
        order = document.replacement_order_id
        self.assertEqual((order.state, order.stage, order.amount_total), ("sale", "ordered", 50_000))
        self.assertEqual((order.order_line.product_id, order.order_line.product_uom_qty), (self.soap, 2))
        self.assertEqual((order._invoiced().amount_residual, document.credit_open), (0, 0))

    def test_exchange_for_dearer_goods_leaves_the_difference_to_pay(self):
        with Form(self.env["sale.return"].with_user(self.seller)) as form:
            form.order_id = self.sold(paid=100_000, shipped=True)
            form.reason_id = self.reason
            with form.line_ids.edit(0) as line:
                line.quantity = 2
            form.settlement = "exchange"
            with form.replacement_ids.edit(0) as instead:
                instead.product_id = self.honey
                instead.quantity = 1
        document = form.record
        document.action_process()
        self.assertEqual(document.replacement_order_id.amount_total, 80_000)
        self.assertEqual(document.replacement_order_id._invoiced().amount_residual, 30_000)

    def test_discount_and_tax_are_credited_as_charged(self):
        tax = self.env["account.tax"].create({"name": "PPN test", "amount": 10, "company_id": self.company.id})
        order = self.make_order(self.soap, quantity=4, user_id=self.seller.id)
        order.order_line.write({"discount": 20, "tax_ids": tax.ids})
        order.action_confirm()
        order.action_ship(False, self.pickup.id)
        self.accept(self.make_transaction(order))
        document = self.take(order, 1, settlement="deposit")
        self.assertEqual(document.credit_note_ids.amount_total, 22_000)
        self.assertEqual(document.amount_total, 22_000)

    # --- goods -------------------------------------------------------------------------------

    def test_damaged_goods_are_kept_apart_and_stay_valued(self):
        document = self.take(self.sold(paid=100_000, shipped=True), 1, condition="damaged")
        self.assertEqual(self.on_hand(self.soap), 96)
        damaged = self.company.damaged_location_id
        self.assertEqual((self.on_hand(self.soap, damaged), damaged.usage), (1, "internal"))
        self.assertEqual(self.soap.qty_available, 96, "what is damaged is not on hand for sale")
        self.assertEqual(document.picking_ids.state, "done")

    def test_what_arrived_damaged_is_not_offered_for_sale_again(self):
        order, damaged = self.sold(paid=100_000, shipped=True), self.env.ref("innovasia_sales.return_reason_damaged")
        for fields_in_turn in ({"order_id": order, "reason_id": damaged}, {"reason_id": damaged, "order_id": order}):
            with Form(self.env["sale.return"].with_user(self.seller)) as form:
                for name, value in fields_in_turn.items():
                    setattr(form, name, value)
            self.assertEqual(form.record.line_ids.mapped("condition"), ["damaged"])

    def test_good_and_damaged_of_one_product_come_back_together(self):
        order = self.sold(paid=100_000, shipped=True)
        document = self.take(order, 2, process=False)
        document.write({"line_ids": [(0, 0, {"order_line_id": order.order_line.id, "condition": "damaged", "quantity": 1})]})
        document.action_process()
        self.assertEqual(self.on_hand(self.soap), 98)
        self.assertEqual(self.on_hand(self.soap, self.company.damaged_location_id), 1)
        self.assertEqual(document.credit_note_ids.amount_total, 75_000)

    def test_stock_and_cost_of_sales_are_as_if_it_had_not_been_sold(self):
        order = self.sold(paid=100_000, shipped=True)
        value = self.soap.total_value
        document = self.take(order, 4, settlement="deposit")
        self.assertEqual(self.soap.total_value - value, 40_000)
        entries = order._invoiced() | document.credit_note_ids
        self.assertEqual(self.balance(self.stock_account, entries), 0)
        self.assertEqual(self.balance(self.stock_account, document.credit_note_ids), 40_000)
        self.assertEqual(order.return_state, "full")

    def test_goods_come_back_to_the_deliveries_they_left_with(self):
        order = self.sold(paid=100_000, shipped=3)
        order.action_ship(False, self.pickup.id)
        document = self.take(order, 3)
        backs = document.picking_ids
        self.assertEqual({back.return_id for back in backs}, set(order.picking_ids - backs))
        self.assertEqual(order.order_line.qty_delivered, 1)

    # --- how much ----------------------------------------------------------------------------

    def test_never_more_than_the_customer_has(self):
        order = self.sold(paid=100_000, shipped=3)
        document = self.take(order, 4, process=False)
        self.refused(r"at most 3 .*, not 4", document.action_process)
        self.assertEqual((document.state, order.return_state), ("draft", "none"))
        self.assertFalse(document.credit_note_ids)

    def test_nothing_comes_back_twice(self):
        order = self.sold(paid=100_000, shipped=True)
        first, second = self.take(order, 3, process=False), self.take(order, 2, process=False)
        first.action_process()
        self.refused("at most 1", second.action_process)
        self.refused("was processed by", first.action_process)

    def test_two_rows_of_one_product_are_added_up(self):
        order = self.sold(paid=100_000, shipped=True)
        document = self.take(order, 3, process=False)
        document.write({"line_ids": [(0, 0, {"order_line_id": order.order_line.id, "condition": "damaged", "quantity": 2})]})
        self.refused("at most 4", document.action_process)

    def test_the_form_offers_all_that_can_come_back(self):
        document = self.take(self.sold(self.soap, self.honey, shipped=3), 0, process=False)
        offered = {(line.product_id, line.condition): line.available for line in document.line_ids}
        self.assertEqual(offered, {(self.soap, "good"): 3, (self.soap, "unsent"): 1, (self.honey, "unsent"): 4})
        document.action_take_all()
        self.assertEqual(sum(document.line_ids.mapped("quantity")), 8)

    def test_what_was_not_shipped_is_credited_and_stays_in_the_house(self):
        order = self.sold(paid=100_000, shipped=1)
        document = self.take(order, 2, condition="unsent", user=self.finance)
        self.assertEqual(order._open_deliveries().move_ids.product_uom_qty, 1)
        self.assertEqual(document.refund_payment_id.amount, 50_000)
        order.action_ship(False, self.pickup.id)
        self.assertEqual((order.order_line.qty_delivered, order.stage), (2, "done"))

    def test_paid_order_that_is_not_shipped_at_all_is_cancelled_with_its_money_back(self):
        order = self.sold(paid=100_000)
        document = self.take(order, 4, condition="unsent", user=self.finance)
        self.assertEqual((order.stage, order.state), ("cancelled", "cancel"))
        self.assertEqual((document.refund_payment_id.amount, order._invoiced().amount_residual), (100_000, 0))
        self.assertFalse(order._open_deliveries())

    def test_donation_is_paid_back_without_goods(self):
        order = self.make_order(self.alms, quantity=50_000, user_id=self.seller.id)
        self.accept(self.make_transaction(order))
        self.assertEqual(order.stage, "done")
        document = self.take(order, 50_000, condition="none", user=self.finance)
        self.assertEqual((document.refund_payment_id.amount, order.return_state), (50_000, "full"))
        self.assertFalse(document.picking_ids)

    def test_goods_that_the_warehouse_took_back_by_itself_are_credited_once(self):
        order = self.sold(paid=100_000, shipped=True)
        wizard = self.env["stock.return.picking"].with_context(active_model="stock.picking", active_id=order.picking_ids.id)
        back = wizard.create({})
        back.product_return_moves.quantity = 2
        back._create_return().button_validate()
        self.take(order, 2, condition="none")
        self.assertEqual(self.on_hand(self.soap), 98)
        again = self.take(order, 0, process=False)
        self.assertEqual({line.condition: line.available for line in again.line_ids}, {"good": 2})

    # --- who, and how late -------------------------------------------------------------------

    def test_nothing_of_a_draft_order_comes_back(self):
        self.refused("Nothing of order", self.make_order().action_return)

    def test_order_with_neither_goods_nor_invoice_is_changed_instead(self):
        document = self.take(self.sold(), 1, condition="unsent", process=False)
        self.refused("change the order itself", document.action_process)

    def test_without_a_quantity_nothing_happens(self):
        document = self.take(self.sold(paid=100_000, shipped=True), 0, process=False)
        self.refused("how much", document.action_process)

    def test_books_that_are_closed_refuse_with_a_sentence(self):
        document = self.take(self.sold(paid=100_000, shipped=True), 1, process=False)
        self.company.fiscalyear_lock_date = self.company._ledger_date()
        self.refused("books are closed", document.action_process)

    def test_clients_write_nothing_that_is_decided(self):
        order = self.sold(paid=100_000, shipped=True)
        document = self.take(order, 1, process=False)
        for values in ({"state": "done"}, {"refund_payment_id": 1}, {"processed_by_id": self.seller.id}):
            with self.subTest(values=values), self.assertRaises(AccessError), self.env.cr.savepoint():
                document.write(values)
        forged = self.env["sale.return"].with_user(self.seller).with_context(default_state="done", default_user_id=1)
        made = forged.create({"order_id": order.id, "reason_id": self.reason.id})
        self.assertEqual((made.state, made.user_id), ("draft", self.seller))

    def test_processed_return_stays_as_it_is(self):
        document = self.take(self.sold(paid=100_000, shipped=True), 1, settlement="deposit")
        self.refused("does not change", lambda: document.line_ids.write({"quantity": 2}))
        self.refused("does not change", lambda: document.write({"settlement": "refund"}))
        self.refused("in the books", document.action_cancel)
        self.refused("not deleted", document.unlink)
        self.refused("belongs to return", document.credit_note_ids.sudo().button_draft)
        document.write({"note": "Photo sent by chat"})

    def test_people_without_a_part_in_it_take_nothing_back(self):
        document = self.take(self.sold(paid=100_000, shipped=True), 1, process=False)
        for user in (self.cs_a, self.verifier):
            with self.subTest(user=user.login), self.assertRaises(AccessError), self.env.cr.savepoint():
                document.with_user(user).action_process()

    def test_refund_that_is_taken_back_in_the_books_is_paid_once_more(self):
        document = self.take(self.sold(paid=100_000, shipped=True), 1, user=self.finance)
        document.refund_payment_id.action_draft()
        self.assertEqual((document.state, document.credit_open), ("refunding", 25_000))
        document.action_refund()
        self.assertEqual((document.state, document.credit_open), ("done", 0))

    def test_refund_that_was_taken_back_is_not_posted_again_beside_its_successor(self):
        document = self.take(self.sold(paid=100_000, shipped=True), 1, user=self.finance)
        first = document.refund_payment_id
        first.action_draft()
        books = first.with_user(self.accountant)
        for moment in ("to be paid back", "paid back anew"):
            with self.subTest(moment=moment):
                for deed in (books.action_post, lambda: books.write({"state": "paid"}), books.move_id.action_post):
                    self.refused(f"taken back.*{document.name}.*twice", deed)
                self.refused("twice", lambda: books.write({"undone_return_id": False}))
                self.assertEqual((first.state, first.move_id.state), ("draft", "draft"))
            if document.state == "refunding":
                document.action_refund()
        self.assertEqual((document.state, document.refund_payment_id.amount), ("done", 25_000))
        books.unlink()
        self.assertFalse(first.exists())

    def test_nothing_of_a_return_follows_the_callers_context(self):
        document = self.take(self.sold(paid=100_000, shipped=True), 1, user=self.finance, process=False)
        seen = {}
        self.patch(type(document), "_returned", lambda processed: seen.update(processed.env.context))
        document.with_context(default_note="Hadiah", wa_silent=True).action_process()
        self.assertEqual((document.state, seen["wa_silent"], "default_note" in seen), ("done", True, False))

    def test_button_of_the_order_goes_on_with_the_return_that_was_begun(self):
        order = self.sold(paid=100_000, shipped=True).with_user(self.seller)
        self.assertEqual(order.action_return()["context"], {"default_order_id": order.id})
        begun = self.take(order, 0, process=False)
        self.assertEqual(order.action_return()["res_id"], begun.id)

    def test_order_tells_what_came_back(self):
        order = self.sold(paid=100_000, shipped=True)
        document = self.take(order, 1)
        self.assertTrue(order.message_ids.filtered(lambda message: document.name in (message.body or "")))

    def test_everybody_with_a_part_in_it_opens_the_page(self):
        document = self.take(self.sold(paid=100_000, shipped=True), 1)
        storeman = self._create_user("returns_storeman", "stock.group_stock_user")
        for user in (self.seller, storeman, self.verifier, self.finance):
            with self.subTest(user=user.login):
                self.env.invalidate_all()
                form = Form(document.with_user(user))
                self.assertEqual((form.credit_open, form.credit_note_count, form.picking_count), (25_000, 1, 1))

    def test_storeman_takes_goods_back(self):
        storeman = self._create_user("returns_storeman", "stock.group_stock_user")
        document = self.take(self.sold(paid=100_000, shipped=True), 1, user=storeman)
        self.assertEqual((document.state, document.processed_by_id), ("refunding", storeman))
