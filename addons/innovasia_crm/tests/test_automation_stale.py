"""Messages that waited long in the outbox, as while the device was stopped: they are looked at once more before they go."""

from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .automation_common import NUMBER, AutomationCase

ENGINE = "odoo.addons.innovasia_crm.models.automation.wa_scheduled_recall"


@tagged("post_install", "-at_install")
class TestStale(AutomationCase):
    def setUp(self):
        super().setUp()
        self.use_template()
        self.customer = self.contact()
        self.send_due()
        self.row = self.scheduled(self.customer)
        self.message = self.row.message_id

    def outage(self, **delta):
        """Let the device be stopped while time passes, and connect it again."""
        self.account.state = "error"
        self.later(**delta)
        for column in ("create_date", "next_try_at"):
            self.env.cr.execute(
                SQL(
                    "UPDATE wa_message SET %(c)s = %(c)s - %(t)s WHERE id = %(id)s",
                    c=SQL.identifier(column),
                    t=timedelta(**delta),
                    id=self.message.id,
                )
            )
        self.env.invalidate_all()

    def back(self):
        self.account.state = "connected"
        self.drain(purpose="outbox")

    def test_message_that_is_still_wanted_goes_out(self):
        self.outage(hours=5)
        self.back()
        self.assertEqual(len(self.graph.sent), 1)
        self.assertOutcome(self.row, "sent")

    def test_message_of_days_ago_is_too_late(self):
        self.outage(days=4)
        self.back()
        self.assertEqual(self.graph.sent, [])
        self.assertOutcome(self.row, "skipped", "expired")
        self.assertEqual(self.message.state, "skipped")
        self.assertTrue(self.message.display_reason)

    def test_customer_who_wants_no_marketing_meanwhile_gets_none(self):
        self.outage(hours=5)
        self.customer.wa_opt_out = True
        self.back()
        self.assertEqual(self.graph.sent, [])
        self.assertOutcome(self.row, "skipped", "opted_out")

    def test_template_that_is_marketing_by_now_is_not_sent_to_who_wants_none(self):
        self.outage(hours=5)
        self.wording.template_id.sudo().category = "MARKETING"
        self.customer.wa_opt_out = True
        with patch("odoo.addons.innovasia_crm.models.automation.wa_scheduled_check.MARKETING", ()):
            self.back()
        self.assertOutcome(self.row, "skipped", "opted_out")

    def test_condition_that_holds_no_more_stops_it(self):
        self.automation.domain = "[('comment', 'ilike', 'VIP')]"
        self.outage(hours=5)
        self.back()
        self.assertEqual(self.graph.sent, [])
        self.assertOutcome(self.row, "skipped", "condition")

    def test_outside_the_hours_it_waits_until_they_begin_and_lets_others_pass(self):
        local = self.now() + timedelta(hours=7)
        begins = (local.hour + 2) % 23
        self.automation.write({"has_hours": True, "hour_from": begins, "hour_to": begins + 1})
        self.outage(hours=5)
        self.back()
        self.assertEqual(self.graph.sent, [])
        self.assertEqual((self.row.state, self.row.message_id.id), ("waiting", False))
        self.assertGreater(self.row.next_try_at, self.now())
        self.later(days=1)
        self.automation.has_hours = False
        self.send_due()
        self.drain(purpose="outbox")
        self.assertEqual(len(self.graph.sent), 1)
        self.assertOutcome(self.row, "sent")

    def test_what_a_person_sends_again_goes_out_however_old_it_is(self):
        self.graph.script.append(131051)
        self.drain(purpose="outbox")
        self.assertOutcome(self.row, "failed", "meta")
        self.outage(days=4)
        self.account.state = "connected"
        self.message.with_user(self.supervisor).action_retry()
        self.drain(purpose="outbox")
        self.assertOutcome(self.row, "sent")
        self.assertEqual(len(self.graph.sent), 2)

    def test_trouble_with_looking_again_holds_up_nothing(self):
        self.outage(hours=5)
        with (
            patch.object(type(self.row), "_check_business", side_effect=ZeroDivisionError),
            mute_logger(ENGINE),
        ):
            self.back()
        self.assertOutcome(self.row, "sent")

    def test_fresh_messages_cost_no_second_look(self):
        with patch.object(type(self.row), "_recall") as recall:
            self.drain(purpose="outbox")
        recall.assert_not_called()
        self.assertEqual(len(self.graph.sent), 1)


@tagged("post_install", "-at_install")
class TestStaleAnswers(AutomationCase):
    def setUp(self):
        super().setUp()
        self.account.greeting_active = True
        self.writes()
        self.greeting = self.env["wa.message"].search([("request_key", "=like", "greeting.%")])

    def test_greeting_that_waited_while_the_device_was_stopped_greets_nobody(self):
        self.env.cr.execute("UPDATE wa_message SET create_date = create_date - interval '1 hour'")
        self.env.invalidate_all()
        self.drain(purpose="outbox")
        self.assertEqual(self.graph.sent, [])
        self.assertEqual(self.greeting.state, "skipped")
        self.assertIn("too late", self.greeting.display_reason)

    def test_greeting_of_this_moment_goes_out(self):
        self.drain(purpose="outbox")
        self.assertEqual(len(self.graph.sent), 1)


@tagged("post_install", "-at_install")
class TestTriggerStays(AutomationCase):
    def setUp(self):
        super().setUp()
        self.birthday = self._create_format("Birthday", "Happy birthday, {contactname}!", "birthday")
        self.other = {"trigger": "birthday", "format_id": self.birthday.id}

    def test_action_that_has_messages_waits_for_nothing_else(self):
        """Its rows speak of what happened, and hold the keys that keep the same from being sent twice."""
        contact = self.writes(NUMBER).wa_partner_id
        self.env["wa.automation"]._emit("contact_created", contact)
        with self.assertRaisesRegex(UserError, "copy"):
            self.automation.write(self.other)
        self.automation.write({"trigger": "contact_created", "name": "Hello"})
        self.assertEqual(self.automation.name, "Hello")

    def test_action_without_messages_may_wait_for_something_else(self):
        self.automation.write(self.other)
        self.assertEqual(self.automation.trigger, "birthday")
