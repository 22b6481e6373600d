"""Has it arrived? The question on the estimated day, and what its delivery or its answer does."""

from datetime import datetime, time, timedelta

from pytz import UTC, timezone

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.innovasia_whatsapp.tools import payloads

from .words_common import CUSTOMER, WordsCase


class FollowUpCase(WordsCase):
    def setUp(self):
        super().setUp()
        self.today = self.company._ledger_date()
        for trigger in ("order_created", "order_delivery", "payment_reminder"):
            self.automations[trigger].active = False

    def in_days(self, days):
        return self.today + timedelta(days=days)

    def ask(self, **values):
        """:return: sale.order that was shipped, and whose customer has just been asked"""
        order = self.place(estimated_arrival_date=self.in_days(2), **values)
        self.ship(order)
        self.let_due("order_followup")
        self.assertEqual(self.send(), ["Sudah sampai? JX1234567890"])
        return order

    def due_day(self):
        """:return: the company's (date, hour) on which the question is due"""
        zone = timezone(self.company._ledger_zone())
        local = UTC.localize(self.due("order_followup").due_at).astimezone(zone)
        return local.date(), local.hour


@tagged("post_install", "-at_install")
class TestFollowUpDay(FollowUpCase):
    def test_question_is_due_on_the_estimated_day_at_a_decent_hour(self):
        self.place(estimated_arrival_date=self.in_days(3))
        day, hour = self.due_day()
        self.assertEqual(day, self.in_days(3))
        self.assertTrue(8 <= hour <= 20, hour)

    def test_question_moves_with_the_date_and_is_called_off_without_one(self):
        order = self.place(estimated_arrival_date=self.in_days(3))
        order.estimated_arrival_date = self.in_days(5)
        self.assertEqual(self.due_day()[0], self.in_days(5))
        order.estimated_arrival_date = False
        self.assertEqual(self.due("order_followup").state, "cancelled")
        order.estimated_arrival_date = self.in_days(6)
        self.assertEqual((self.due("order_followup").state, self.due_day()[0]), ("waiting", self.in_days(6)))

    def test_date_that_is_chosen_after_the_order_is_asked_on_as_well(self):
        order = self.place()
        self.assertFalse(self.due("order_followup"))
        order.estimated_arrival_date = self.in_days(4)
        self.assertEqual(self.due_day()[0], self.in_days(4))

    def test_date_that_comes_with_the_courier_at_kirim_is_asked_on(self):
        self.jnt.transit_days = 3
        self.ship(self.place())
        self.assertEqual(self.due_day()[0], self.in_days(3))

    def test_nobody_is_asked_on_the_day_on_which_the_goods_leave(self):
        self.ship(self.place(estimated_arrival_date=self.today))
        self.assertEqual(self.due_day()[0], self.in_days(1))

    def test_correction_of_an_old_order_asks_nothing(self):
        self.automations["order_followup"].active = False
        order = self.place(estimated_arrival_date=self.in_days(3))
        self.ship(order)
        self.automations["order_followup"].active = True
        order.carrier_id = self.env.ref("innovasia_sales.carrier_jne")
        self.assertFalse(self.due("order_followup"))

    def test_order_without_goods_is_not_asked_for(self):
        self.place(self.alms, estimated_arrival_date=self.in_days(3))
        self.assertFalse(self.due("order_followup"))

    def test_order_that_is_not_shipped_is_held_and_its_salesperson_warned_once(self):
        order = self.place(estimated_arrival_date=self.in_days(3))
        for _hour in range(2):
            self.let_due("order_followup")
            self.assertEqual(self.send(), [])
        row = self.due("order_followup")
        self.assertEqual((row.state, row.reason_code), ("waiting", "not_shipped"))
        self.assertEqual(order.activity_ids.user_id, self.salesman)
        self.assertEqual(len(order.activity_ids), 1)
        self.ship(order)
        self.assertFalse(row.reason_code)
        self.assertGreater(self.due_day()[0], self.today)
        self.let_due("order_followup")
        self.assertEqual(self.send(), ["Sudah sampai? JX1234567890"])

    def test_order_that_is_shipped_in_part_is_not_asked_for_yet(self):
        order = self.place(self.soap, self.honey, estimated_arrival_date=self.in_days(3))
        delivery = order._open_deliveries()
        soap = delivery.move_ids.filtered(lambda move: move.product_id == self.soap)
        delivery._ship("JX1234567890", self.jnt, {soap: 1})
        self.let_due("order_followup")
        self.assertEqual(self.send(), [])
        self.assertEqual(self.due("order_followup").reason_code, "not_shipped")

    def test_order_that_was_received_by_hand_before_is_not_asked_for(self):
        order = self.place(estimated_arrival_date=self.in_days(3))
        self.ship(order)
        order.action_receive()
        row = self.due("order_followup")
        self.assertEqual((row.state, row.reason_code), ("cancelled", "already_received"))
        self.assertEqual(self.send(), [f"Bermanfaat? {order.name}"])

    def test_hour_of_the_question_is_one_of_the_companys_clock(self):
        self.company.partner_id.tz = "Asia/Jayapura"
        self.automations["order_followup"].tz = "Asia/Jayapura"
        self.place(estimated_arrival_date=self.in_days(3))
        opening = timezone("Asia/Jayapura").localize(datetime.combine(self.in_days(3), time(7)))
        self.assertGreaterEqual(UTC.localize(self.due("order_followup").due_at), opening)


@tagged("post_install", "-at_install")
class TestReceivedByFollowUp(FollowUpCase):
    """The literal rule of spec/002: the question has arrived, so have the goods."""

    def test_delivery_of_the_question_makes_the_order_received_and_writes_the_last_message_once(self):
        order = self.ask()
        self.assertEqual(order.stage, "shipped")
        self.deliver(self.due("order_followup"))
        self.assertEqual(order.stage, "received")
        self.assertTrue(order.step_ids[:1].reason)
        self.assertEqual(self.send(), [f"Bermanfaat? {order.name}"])
        self.deliver(self.due("order_followup"))
        self.assertEqual(self.send(), [])

    def test_paid_order_is_done_with_it_and_asked_all_the_same(self):
        order = self.ask()
        self.automations["order_paid"].active = False
        self.pay(order)
        self.deliver(self.due("order_followup"))
        self.assertEqual(order.stage, "done")
        self.assertEqual(self.send(), [f"Bermanfaat? {order.name}"])

    def test_order_that_was_returned_meanwhile_is_not_asked_how_it_is_liked(self):
        order = self.ask()
        self.deliver(self.due("order_followup"))
        self.bring_back(order._wa_parcels())
        self.assertEqual(self.send(), [])
        self.assertEqual(self.due("order_received").reason_code, "returned")


@tagged("post_install", "-at_install")
class TestReceivedByHand(FollowUpCase):
    def test_delivery_of_the_question_changes_nothing_and_the_button_does(self):
        self.company.order_received_by = "hand"
        order = self.ask()
        self.deliver(self.due("order_followup"))
        self.assertEqual(order.stage, "shipped")
        self.assertEqual(self.send(), [])
        order.action_receive()
        self.assertEqual(self.send(), [f"Bermanfaat? {order.name}"])


@tagged("post_install", "-at_install")
class TestReceivedByAnswer(FollowUpCase):
    def setUp(self):
        super().setUp()
        self.company.order_received_by = "answer"
        self.automations["order_received"].active = False

    def test_question_has_two_buttons_and_its_delivery_alone_says_nothing(self):
        order = self.ask()
        buttons = self.graph.sent[-1]["interactive"]["action"]["buttons"]
        self.assertEqual(len(buttons), 2)
        self.deliver(self.due("order_followup"))
        self.assertEqual(order.stage, "shipped")

    def test_button_sudah_receives_the_order(self):
        order = self.ask()
        wamid = self.due("order_followup").message_id.wamid
        self.receive(payloads.button_reply("Sudah", f"arrived.{order.id}", wa_id=CUSTOMER, context_id=wamid))
        self.assertEqual(order.stage, "received")

    def test_button_of_the_template_receives_the_order(self):
        order = self.ask()
        wamid = self.due("order_followup").message_id.wamid
        self.receive(payloads.button("Sudah", "Sudah", wa_id=CUSTOMER, context_id=wamid))
        self.assertEqual(order.stage, "received")

    def test_template_of_the_question_has_the_answers_as_quick_replies(self):
        automation, wording = self.automations["order_followup"], self.formats["order_followup"]
        for replies, is_taken in (
            ((), False),
            (("Sudah", "Bagus"), False),
            (("Bantuan", "Belum"), False),
            (("Sudah sampai", "Belum"), True),
            (("Belum", "Sudah", "Tanya CS"), True),
        ):
            with self.subTest(replies):
                template = self._create_template(replies)
                automation.active = False
                wording.template_id = template
                self.assertEqual("quick replies" in (automation.warning or ""), not is_taken)
                if is_taken:
                    automation.active = True
                    continue
                with self.assertRaisesRegex(ValidationError, template.name):
                    automation.active = True
                wording.template_id = False
                automation.active = True
                with self.assertRaisesRegex(ValidationError, template.name):
                    wording.template_id = template
                self.company.order_received_by = "follow_up"
                wording.template_id = template
                self.company.order_received_by = "answer"

    def _create_template(self, replies):
        return self.env["wa.template"].create(
            {
                "name": f"sudah_sampai_{len(self.env['wa.template'].search([]))}",
                "account_id": self.account.id,
                "status": "approved",
                "body": "Apakah pesanan Anda sudah sampai?",
                "button_ids": [Command.create({"type": "QUICK_REPLY", "text": reply}) for reply in replies],
            }
        )

    def test_words_are_an_answer_too(self):
        order = self.ask()
        self.receive(payloads.text("Sudah sampai kak, makasih", wa_id=CUSTOMER))
        self.assertEqual(order.stage, "received")

    def test_belum_gives_the_salesperson_a_task_once_and_writes_nothing(self):
        order = self.ask()
        for _time in range(2):
            self.receive(payloads.text("Belum kak", wa_id=CUSTOMER))
        self.assertEqual(order.stage, "shipped")
        self.assertEqual(order.activity_ids.user_id, self.salesman)
        self.assertEqual(len(order.activity_ids), 1)
        self.assertEqual(self.send(), [])

    def test_anything_else_is_left_to_a_person(self):
        order = self.ask()
        self.receive(payloads.text("Sudah saya transfer ya", wa_id=CUSTOMER))
        self.assertEqual(order.stage, "shipped")
        self.assertFalse(order.activity_ids)

    def test_stranger_who_writes_sudah_receives_nothing(self):
        order = self.ask()
        self.receive(payloads.text("Sudah", wa_id="6281299998888"))
        self.assertEqual(order.stage, "shipped")

    def test_bare_answer_about_two_orders_is_left_to_a_person_and_a_quoted_one_is_not(self):
        first = self.ask()
        second = self.ask()
        self.receive(payloads.text("Sudah", wa_id=CUSTOMER))
        self.assertEqual((first.stage, second.stage), ("shipped", "shipped"))
        wamid = self.due("order_followup", second).message_id.wamid
        self.receive(payloads.reply("Sudah", wamid, wa_id=CUSTOMER))
        self.assertEqual((first.stage, second.stage), ("shipped", "received"))
