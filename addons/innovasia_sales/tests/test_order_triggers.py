"""What an order writes to its customer, once each, and what it does not."""

from datetime import timedelta

from odoo import Command, fields
from odoo.tests import tagged

from .words_common import WordsCase


@tagged("post_install", "-at_install")
class TestOrderTriggers(WordsCase):
    def test_confirmed_order_writes_once_with_its_number(self):
        order = self.place()
        self.assertEqual(self.send(), [f"Diproses: {order.name}"])
        order._wa_ordered()
        self.assertEqual(self.send(), [])

    def test_quotation_writes_nothing(self):
        self.make_order(customer=self.customer)
        self.assertFalse(self.due())

    def test_order_that_is_confirmed_again_writes_no_second_time(self):
        order = self.place()
        self.send()
        order.action_cancel()
        order.action_draft()
        order.action_confirm()
        self.assertEqual(self.send(), [])

    def test_order_that_was_cancelled_in_time_writes_when_it_is_confirmed_after_all(self):
        self.automations["order_created"].delay_number = 10
        order = self.place()
        order.action_cancel()
        self.assertEqual(self.due("order_created").state, "cancelled")
        order.action_draft()
        order.action_confirm()
        self.let_due("order_created")
        self.assertEqual(self.send(), [f"Diproses: {order.name}"])

    def test_order_that_is_cancelled_before_the_message_is_due_writes_nothing(self):
        self.automations["order_created"].delay_number = 10
        order = self.place(estimated_arrival_date=fields.Date.today() + timedelta(days=3))
        order.action_cancel()
        self.assertEqual(set(self.due(order=order).mapped("state")), {"cancelled"})

    def test_verified_payment_writes_the_invoice_number_once_also_when_it_is_taken_back_and_paid_again(self):
        order = self.place()
        invoice = self.pay(order)
        self.assertEqual(self.send(), [f"Diproses: {order.name}", f"Lunas: {invoice.name}"])
        invoice._invoice_paid_hook()
        transaction = order.sale_transaction_ids
        transaction.with_user(self.verifier).action_reverse("Salah")
        self.pay(order)
        self.assertEqual(invoice.payment_state, "paid")
        self.assertEqual(self.send(), [])

    def test_part_of_the_money_writes_nothing(self):
        order = self.place()
        self.pay(order, amount=5_000)
        self.assertFalse(self.due("order_paid"))

    def test_paid_credit_note_and_bill_write_nothing(self):
        order = self.place()
        invoice = self.pay(order)
        credit = invoice._reverse_moves()
        credit.action_post()
        credit._invoice_paid_hook()
        self.assertEqual(len(self.due("order_paid")), 1)

    def test_invoice_without_an_order_writes_to_its_customer(self):
        invoice = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": self.customer.id,
                "invoice_line_ids": [Command.create({"product_id": self.soap.id, "price_unit": 1000, "tax_ids": False})],
            }
        )
        invoice.action_post()
        register = self.env["account.payment.register"].with_context(active_model="account.move", active_ids=invoice.ids)
        register.create({})._create_payments()
        self.assertEqual(self.send(), [f"Lunas: {invoice.name}"])

    def test_each_parcel_writes_its_own_number(self):
        order = self.place(self.soap, self.honey)
        self.send()
        delivery = order._open_deliveries()
        soap = delivery.move_ids.filtered(lambda move: move.product_id == self.soap)
        delivery._ship("JX1234567890", self.jnt, {soap: 1})
        self.assertEqual(self.send(), ["Dikirim: JX1234567890"])
        order._open_deliveries()._ship("JX1234567891", self.jnt)
        self.assertEqual(self.send(), ["Dikirim: JX1234567891"])

    def test_goods_that_come_back_write_nothing(self):
        order = self.place()
        parcel = self.ship(order)
        self.send()
        self.bring_back(parcel)
        self.assertEqual(self.send(), [])

    def test_parcel_without_number_is_not_told_by_a_text_that_names_it(self):
        values = {"name": "Kurir Toko", "product_id": self.jnt.product_id.id, "requires_tracking": False}
        courier = self.env["delivery.carrier"].create(values)
        self.ship(self.place(), False, courier)
        self.assertEqual(self.send()[1:], [])
        self.assertEqual(self.due("order_delivery").reason_code, "no_tracking")
        self.formats["order_delivery"].body = "Dikirim dengan {kurir}"
        self.due("order_delivery").action_retry()
        self.assertEqual(self.send(), ["Dikirim dengan Kurir Toko"])

    def test_reminder_comes_only_to_who_has_not_paid_and_names_what_is_left(self):
        paid, unpaid = self.place(), self.place(self.honey)
        self.pay(paid)
        self.send()
        self.let_due("payment_reminder")
        self.assertEqual(self.send(), ["Belum dibayar: Rp 80.000"])
        self.assertEqual(self.due("payment_reminder", paid).reason_code, "already_paid")
        self.assertEqual(self.due("payment_reminder", unpaid).state, "sent")

    def test_reminder_waits_while_a_payment_is_being_verified(self):
        order = self.place()
        transaction = self.make_transaction(order)
        self.send()
        self.let_due("payment_reminder")
        self.assertEqual(self.send(), [])
        row = self.due("payment_reminder")
        self.assertEqual((row.state, row.reason_code), ("waiting", "payment_pending"))
        transaction.with_user(self.verifier).action_reject("Belum masuk", cancel_order=False)
        self.let_due("payment_reminder")
        self.assertEqual(self.send(), ["Belum dibayar: Rp 25.000"])

    def test_quiet_sales_channel_writes_nothing_and_says_so(self):
        market = self.env.ref("innovasia_sales.channel_marketplace")
        market.is_quiet = True
        order = self.place(sales_channel_id=market.id)
        self.ship(order)
        self.pay(order)
        self.assertEqual(self.send(), [])
        self.assertEqual(
            set(self.due(order=order).filtered(lambda r: r.state == "skipped").mapped("reason_code")), {"quiet_channel"}
        )

    def test_import_writes_nothing_and_says_so(self):
        order = self.make_order(customer=self.customer)
        order.with_context(import_file=True).action_confirm()
        self.assertEqual(self.send(), [])
        self.assertEqual(self.due("order_created").reason_code, "silent")

    def test_who_walks_in_is_of_no_interest(self):
        order = self.make_order(customer=self.company._walk_in_customer())
        order.action_confirm()
        self.ship(order)
        self.pay(order)
        self.assertFalse(self.due())

    def test_customer_at_the_counter_hears_of_the_payment_only(self):
        cashier = self._create_user("words_cashier", "innovasia_sales.group_cashier")
        self.env["sale.order"].with_user(cashier).cashier_sell(
            {
                "key": "kasir-0001",
                "lines": [{"product_id": self.soap.id, "quantity": 1}],
                "payment_method_id": self.cash_method.id,
            },
            self.customer.id,
        )
        order = self.env["sale.order"].search([("partner_id", "=", self.customer.id)])
        self.automations["order_received"].active = False
        self.assertEqual(self.send(), [f"Lunas: {order.invoice_ids.name}"])
        self.assertEqual(self.due("order_created").reason_code, "fetched")
        self.assertEqual(self.due("order_delivery").reason_code, "fetched")

    def test_many_due_messages_are_looked_at_with_as_many_queries_as_two(self):
        for _order in range(6):
            self.place(estimated_arrival_date=self.company._ledger_date())
        rows = self.due().filtered(lambda row: row.trigger in ("order_created", "payment_reminder"))

        def queries(some):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["wa.scheduled"]._check_due(some)
            return self.env.cr.sql_log_count - before

        queries(rows)
        self.assertEqual(len(rows), 12)
        self.assertLessEqual(queries(rows), queries(rows[:2] | rows[-2:]) + 2)

    def test_supplier_who_is_saved_is_not_welcomed(self):
        wording = self.env["wa.format"].create({"name": "Halo", "trigger": "contact_created", "body": "Halo {contactname}"})
        values = {"name": "Halo", "trigger": "contact_created", "format_id": wording.id, "account_id": self.account.id}
        welcome = self.env["wa.automation"].create(values)
        self.env["res.partner"].create({"name": "PT Pemasok", "wa_number": "6281299990001", "supplier_rank": 1})
        customer = self.env["res.partner"].create({"name": "Budi", "wa_number": "6281299990002"})
        welcomed = self.env["wa.scheduled"].search([("automation_id", "=", welcome.id)])
        self.assertEqual(welcomed.partner_id, customer)

    def test_what_happened_before_the_automated_action_was_switched_on_stays_unwritten(self):
        self.automations["order_created"].active = False
        self.place()
        self.automations["order_created"].active = True
        self.assertFalse(self.due("order_created"))

    def test_sale_goes_on_when_its_message_cannot_be_noted(self):
        self.env["ir.config_parameter"].flush_model()
        self.patch(type(self.env["wa.automation"]), "_prepare_rows", lambda *_: 1 / 0)
        with self.assertLogs("odoo.addons.innovasia_crm", "ERROR"):
            order = self.place()
        self.assertEqual(order.state, "sale")

    def test_storeman_who_sees_no_orders_ships_and_the_customer_is_told(self):
        order = self.place()
        storeman = self._create_user("words_storeman", "stock.group_stock_user")
        delivery = order._open_deliveries()
        delivery.write({"carrier_id": self.jnt.id, "carrier_tracking_ref": "JX1234567890"})
        delivery.with_user(storeman).with_context(skip_backorder=True).button_validate()
        self.assertIn("Dikirim: JX1234567890", self.send())

    def test_order_of_a_conversation_writes_there_while_its_window_is_open(self):
        other, there = self.writes_to_another_device()
        order = self.place(wa_channel_id=there.id)
        self.send()
        row = self.due("order_created", order)
        self.assertEqual((row.account_id, row.message_id.channel_id), (other, there))

    def test_order_of_a_conversation_whose_window_is_closed_writes_from_the_device_of_the_automated_action(self):
        _other, there = self.writes_to_another_device()
        there.wa_window_expires_at = fields.Datetime.now()
        order = self.place(wa_channel_id=there.id)
        self.send()
        row = self.due("order_created", order)
        self.assertEqual((row.account_id, row.message_id.channel_id), (self.account, self.conversation))
