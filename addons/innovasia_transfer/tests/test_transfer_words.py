"""What an expected transfer writes to its customer, once each, and what it does not."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.innovasia_crm.tools.diagnosis import GOOD

from ..models.words.trigger_names import NAMES
from ..models.words.wa_trigger import READERS
from .words_common import TransferWordsCase


@tagged("post_install", "-at_install")
class TestTransferWords(TransferWordsCase):
    def test_example_of_the_spec_is_told_with_its_code(self):
        self.owe(code=9)
        self.assertEqual(self.send(), ["Transfer *Rp 50.009*"])

    def test_asking_twice_tells_once(self):
        intent = self.owe()
        intent.order_id._transfer_open(self.transfer_method)
        self.assertEqual(self.send(), ["Transfer *Rp 50.009*"])

    def test_screens_follow_what_becomes_of_the_instructions(self):
        intent = self.owe()
        chat = self.conversation.with_user(self.cs_a)
        self.reply(self.conversation, self.cs_a, "Siap kak")
        self.assertEqual(chat.wa_intent(intent.id)["told"], "waiting")
        self.env.cr.precommit.run()
        self.env["bus.bus"].sudo().search([]).unlink()
        self.send()
        self.env.cr.precommit.run()
        told = self.env["bus.bus"].sudo().search([]).filtered(lambda notice: "wa_purchases_at" in notice.message)
        self.assertTrue(told)
        self.assertEqual(chat.wa_intent(intent.id)["told"], "sent")
        stranger = self.open_intent(self.make_order(self.soap, customer=self.other_customer), code=8)
        self.assertFalse(chat.wa_intent(stranger.id), "another customer's is none of this conversation")

    def test_amount_is_told_in_the_conversation_in_which_the_sale_was_made(self):
        other, there = self.writes_to_another_device()
        order = self.make_order(self.soap, quantity=2, customer=self.customer, wa_channel_id=there.id)
        self.open_intent(order)
        self.send()
        row = self.due("transfer_instructions")
        self.assertEqual((row.account_id, row.message_id.channel_id), (other, there))

    def test_new_amount_is_told_and_the_former_one_is_hushed(self):
        intent = self.owe()
        intent.order_id.order_line.product_uom_qty = 4
        with self.subTest("the former is not sent any more"):
            intent.order_id._transfer_open(self.transfer_method)
            self.assertEqual(intent.state, "cancelled")
            [text] = self.send()
            self.assertTrue(text.startswith("Transfer *Rp 100."), text)
        row = self.env["wa.scheduled"].search([("res_model", "=", "transfer.intent"), ("res_id", "=", intent.id)])
        self.assertEqual(set(row.mapped("reason_code")), {"transfer_closed"})

    def test_reminder_is_due_so_long_before_the_time_is_over(self):
        intent = self.owe()
        self.assertEqual(self.due("transfer_reminder").due_at, intent.expires_at - timedelta(hours=3))

    def test_reminder_goes_out_while_the_transfer_is_waited_for(self):
        intent = self.owe()
        self.send()
        self.long_ago(intent, hours=22)
        self.let_due("transfer_reminder")
        [text] = self.send()
        self.assertRegex(text, r"^Batas \d+ \w+ 20\d\d, \d\d:\d\d WIB$")

    def test_one_payment_is_reminded_of_once_with_the_exact_amount(self):
        self.automations["payment_reminder"].active = True
        intent = self.owe()
        intent.order_id.action_confirm()
        self.send()
        self.let_due("payment_reminder")
        self.assertEqual(self.send(), [])
        row = self.due("payment_reminder")
        self.assertEqual((row.state, row.reason_code), ("skipped", "transfer_reminded"))
        answer = self.env["wa.diagnosis"].diagnose("sale.order", intent.order_id.id)
        steps = [step for section in answer["sections"] for step in section["steps"]]
        self.assertTrue(any("says the same" in step["text"] for step in steps), steps)

    def test_payment_is_reminded_of_where_no_transfer_is(self):
        self.automations["payment_reminder"].active = True
        for case in ("no transfer", "not waited for", "nobody reminds of transfers"):
            order = self.make_order(self.soap, quantity=2, customer=self.customer, user_id=self.salesman.id)
            if case != "no transfer":
                self.automations["transfer_reminder"].active = case == "not waited for"
                intent = self.open_intent(order)
                if case == "not waited for":
                    intent._cancel("test")
            order.action_confirm()
            self.send()
            self.let_due("payment_reminder")
            with self.subTest(case):
                self.assertEqual([text.split(":")[0] for text in self.send()], ["Belum dibayar"])

    def test_reminder_that_would_come_with_the_instructions_is_left_out(self):
        self.journal.transfer_hours = 2
        self.owe()
        self.assertEqual(self.send(), ["Transfer *Rp 50.009*"])
        self.assertEqual(self.due("transfer_reminder").reason_code, "transfer_new")

    def test_who_has_sent_a_proof_is_not_reminded_until_it_was_refused(self):
        intent = self.owe()
        self.send()
        self.long_ago(intent, hours=22)
        intent.write({"proof_ids": [(4, self.make_evidence().id)], "proof_at": fields.Datetime.now()})
        self.let_due("transfer_reminder")
        self.assertEqual(self.send(), [])
        row = self.due("transfer_reminder")
        self.assertEqual((row.state, row.reason_code), ("waiting", "transfer_claimed"))
        self.env["transfer.verification"].create(
            {"intent_id": intent.id, "state": "rejected", "decided_at": fields.Datetime.now() + timedelta(seconds=1)}
        )
        self.let_due("transfer_reminder")
        self.assertEqual(len(self.send()), 1)

    def test_time_that_is_over_is_told_once_and_ends_the_reminder(self):
        intent = self.owe()
        self.send()
        self.long_ago(intent, hours=25)
        self.env["transfer.intent"]._pass_time()
        self.assertEqual((intent.state, self.send()), ("grace", ["Lewat Rp 50.009"]))
        self.assertEqual(self.due("transfer_reminder").state, "cancelled")
        self.env["transfer.intent"]._pass_time()
        self.assertEqual(self.send(), [])

    def test_who_gets_time_anew_is_reminded_again(self):
        intent = self.owe()
        self.send()
        self.long_ago(intent, hours=25)
        self.env["transfer.intent"]._pass_time()
        intent.order_id._transfer_open(self.transfer_method)
        self.assertEqual(intent.state, "open")
        self.assertEqual(self.send(), [])
        reminder = self.due("transfer_reminder")
        self.assertEqual((reminder.state, reminder.due_at), ("waiting", intent.expires_at - timedelta(hours=3)))

    def test_cancelled_order_is_told_nothing_more(self):
        intent = self.owe()
        intent.order_id._action_cancel()
        self.assertEqual(self.send(), [])
        self.assertEqual(set(self.due(order=intent.order_id).mapped("state")), {"cancelled"})

    def test_money_is_told_by_what_came_of_it(self):
        for more, state, text in (
            (0, "paid", "Diterima Rp 50.0"),
            (-10_009, "open", "Kurang Rp 10.009"),
            (10_000, "paid", "Lebih Rp 10.000"),
        ):
            with self.subTest(text):
                intent = self.owe()
                self.send()
                match = self.take(intent, round(intent.payable) + more)
                intent._money_came(match, intent._outcome())
                [told] = self.send()
                self.assertEqual(intent.state, state)
                self.assertTrue(told.startswith(text), told)
                if state == "paid":
                    self.assertEqual(self.due("transfer_reminder", intent.order_id).reason_code, "already_paid")
                intent._live()._cancel("test")

    def test_two_mutations_that_pay_it_together_are_told_once(self):
        intent = self.owe()
        self.send()
        intent._settle({self.told(amount): amount for amount in (50_000, 9)}, "manual", self.finance)
        self.assertEqual(self.send(), ["Diterima Rp 50.009"])

    def test_each_part_of_the_money_is_told(self):
        intent = self.owe()
        self.send()
        self.take(intent, 20_000)
        self.assertEqual(self.send(), ["Kurang Rp 30.009"])
        self.take(intent, 10_000)
        self.assertEqual(self.send(), ["Kurang Rp 20.009"])

    def test_who_pays_before_the_instructions_went_out_does_not_get_them(self):
        self.automations["transfer_instructions"].delay_number = 10
        intent = self.owe()
        self.take(intent, 50_009)
        self.let_due("transfer_instructions")
        self.assertEqual(self.send(), ["Diterima Rp 50.009"])
        self.assertEqual(self.due("transfer_instructions").reason_code, "already_paid")

    def test_quiet_sales_channel_is_told_nothing(self):
        market = self.env.ref("innovasia_sales.channel_marketplace")
        market.is_quiet = True
        intent = self.owe(sales_channel_id=market.id)
        self.assertEqual(self.send(), [])
        self.assertEqual(self.due("transfer_instructions", intent.order_id).reason_code, "quiet_channel")

    def test_who_walks_in_is_of_no_interest(self):
        order = self.make_order(self.soap, quantity=2, customer=self.company._walk_in_customer())
        self.open_intent(order)
        self.assertFalse(self.due())

    # --- what the texts may name ---------------------------------------------------------------

    def test_each_variable_is_filled_with_what_it_names(self):
        intent = self.owe(code=9)
        self.take(intent, 40_000)
        intent.expires_at = self.at("2099-11-24 07:30")
        expected = {
            "contactname": "Siti Aminah",
            "username": self.salesman.name,
            "productname": self.soap.name,
            "documentnumber": intent.order_id.name,
            "nopesanan": intent.order_id.name,
            "totaltransfer": "Rp 50.009",
            "kodeunik": "9",
            "namabank": "BCA",
            "norekening": "1234567890",
            "atasnama": "PT Toko Innovasia",
            "bataswaktu": "24 November 2099, 14:30 WIB",
            "linkbayar": intent._page_url(),
            "diterima": "Rp 40.000",
            "kekurangan": "Rp 10.009",
            "kelebihan": "Rp 0",
        }
        record = intent.with_context(lang="id_ID")
        for trigger in NAMES:
            values = self.env["wa.trigger"]._values(trigger, record, expected)
            self.assertEqual(values[intent.id], expected, trigger)

    def test_each_variable_is_described_with_an_example(self):
        told = {each["label"] for each in self.env["wa.trigger"]._describe("transfer_under")}
        self.assertLessEqual({self.env._(reader.label) for reader in READERS.values()}, told)

    def test_agent_answers_with_the_amount_that_the_customer_owes(self):
        intent = self.owe()
        names = ["namabank", "totaltransfer", "linkbayar"]
        conversation = self.conversation.with_context(lang="id_ID")
        values = self.env["wa.trigger"]._values("quick", conversation, names)[conversation.id]
        self.assertEqual(values, {"namabank": "BCA", "totaltransfer": "Rp 50.009", "linkbayar": intent._page_url()})
        intent._cancel("test")
        values = self.env["wa.trigger"]._values("quick", conversation, names)[conversation.id]
        self.assertEqual(set(values.values()), {""})

    def test_prepared_texts_name_only_what_they_may(self):
        self.env["wa.automation"].search([("trigger", "in", NAMES)]).unlink()
        self.env["wa.automation"].action_create_starters()
        made = self.env["wa.automation"].with_context(active_test=False).search([("trigger", "in", NAMES)])
        self.assertEqual(set(made.filtered(lambda each: not each.active).mapped("trigger")), set(NAMES))
        told = made.filtered(lambda each: each.trigger == "transfer_instructions").format_id.body
        self.assertIn("{totaltransfer}*", told)

    def test_delay_that_counts_back_is_said_so(self):
        reminder = self.automations["transfer_reminder"].with_context(lang="en_US")
        self.assertIn("runs out, 3 hours before", reminder.sentence)

    # --- people ---------------------------------------------------------------------------------

    def test_instructions_are_sent_once_more_when_somebody_asks(self):
        intent = self.owe()
        self.send()
        intent.with_user(self.salesman).action_send_instructions()
        self.assertEqual(self.send(), ["Transfer *Rp 50.009*"])

    def test_instructions_are_for_who_serves_and_while_it_is_waited_for(self):
        intent = self.owe()
        stranger = self._create_user("transfer_stranger", "stock.group_stock_user")
        with self.assertRaises(AccessError):
            intent.with_user(stranger).action_send_instructions()
        self.automations["transfer_instructions"].active = False
        with self.assertRaisesRegex(UserError, "copy the link"):
            intent.action_send_instructions()
        intent._cancel("test")
        with self.assertRaisesRegex(UserError, "not waited for any more"):
            intent.action_send_instructions()

    def test_diagnosis_of_an_order_tells_of_its_transfer(self):
        intent = self.owe()
        self.send()
        for document in (intent, intent.order_id):
            answer = self.env["wa.diagnosis"].diagnose(document._name, document.id)
            steps = [step for section in answer["sections"] for step in section["steps"]]
            [told] = [step for step in steps if step["title"].startswith("transfer_instructions")]
            self.assertEqual(told["color"], GOOD)

    def test_messages_of_an_order_include_those_of_its_transfer(self):
        intent = self.owe()
        self.assertEqual(intent.wa_scheduled_count, 2)
        self.assertEqual(intent.order_id.wa_scheduled_count, 2)
