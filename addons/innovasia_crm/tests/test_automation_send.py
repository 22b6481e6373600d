"""From what is due to messages in the outbox, and why not."""

from datetime import datetime, timedelta
from unittest.mock import patch

from odoo.exceptions import ConcurrencyError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.innovasia_whatsapp.tools import payloads

from .automation_common import NUMBER, AutomationCase


@tagged("post_install", "-at_install")
class TestSend(AutomationCase):
    def test_inside_the_window_the_text_goes_out_free_form(self):
        self.writes()
        contact = self.env["res.partner"].search([("wa_number", "=", NUMBER)])
        contact.name = "Siti"
        self.env["wa.automation"]._emit("contact_created", contact)
        self.send_due()
        row = self.scheduled(contact)
        self.assertEqual(row.message_id.body, "Hello Siti, welcome to Uji.")
        self.assertEqual((row.message_id.kind, row.message_id.state, row.state), ("text", "outgoing", "waiting"))
        self.assertEqual(row.message_id.request_key, f"scheduled.{row.id}")

    def test_outside_the_template_goes_out_to_who_never_wrote(self):
        self.use_template()
        contact = self.contact()
        self.send_due()
        message = self.scheduled(contact).message_id
        self.assertEqual((message.kind, message.body), ("template", "Hello Siti, welcome."))
        self.assertEqual(message.data["template"]["components"][0]["parameters"], [{"type": "text", "text": "Siti"}])
        conversation = message.channel_id
        self.assertEqual((conversation.wa_state, conversation.wa_agent_id.id), ("inactive", False))
        self.assertIn("Hello Siti, welcome.", self.spoken(conversation).body)

    def test_who_writes_for_the_first_time_while_welcomed_is_the_same_customer(self):
        self.use_template()
        contact = self.contact()
        self.send_due()
        conversation = self.writes()
        self.assertEqual(conversation, self.scheduled(contact).message_id.channel_id)
        self.assertEqual((conversation.wa_partner_id, conversation.wa_state), (contact, "new"))

    def test_automatic_message_claims_nothing_and_the_customer_goes_on_waiting(self):
        conversation = self.writes()
        self.env["wa.automation"]._emit("contact_created", conversation.wa_partner_id)
        self.send_due()
        self.assertEqual((conversation.wa_state, conversation.wa_agent_id.id), ("new", False))
        self.assertTrue(conversation.wa_waiting_since)
        self.assertEqual(conversation.wa_session_id.reply_count, 0)
        self.assertFalse(self.scheduled().message_id.user_id)

    def test_running_again_sends_nothing_more(self):
        self.use_template()
        self.contact()
        for _again in range(3):
            self.send_due()
        self.assertEqual(len(self.said()), 1)

    def test_one_that_cannot_be_written_holds_up_no_other(self):
        self.use_template()
        contacts = [self.contact(name=name, number=f"628123450010{n}") for n, name in enumerate(("Ani", "Budi", "Cici"))]
        render = type(self.wording)._template_values

        def sometimes(wording, values):
            if "Budi" in values.values():
                raise ZeroDivisionError("Budi")
            return render(wording, values)

        with (
            patch.object(type(self.wording), "_template_values", sometimes),
            mute_logger("odoo.addons.innovasia_crm.models.automation.wa_scheduled_send"),
        ):
            self.send_due()
        rows = [self.scheduled(contact) for contact in contacts]
        self.assertEqual([bool(row.message_id) for row in rows], [True, False, True])
        self.assertOutcome(rows[1], "failed", "broken")
        self.assertIn("Budi", rows[1].reason)

    def test_header_goes_along_and_is_uploaded_once(self):
        picture = self.env["ir.attachment"].create({"name": "halo.png", "raw": b"\x89PNG\r\n\x1a\n", "mimetype": "image/png"})
        self.wording.attachment_id = picture
        for number in ("6281234500201", "6281234500202"):
            self.env["wa.automation"]._emit("contact_created", self.writes(number).wa_partner_id)
        self.send_due()
        messages = self.scheduled().message_id
        self.assertEqual(messages.mapped("kind"), ["image", "image"])
        self.assertEqual(messages.attachment_id, self.wording.attachment_id)
        self.assertEqual(messages.mail_message_id.attachment_ids, self.wording.attachment_id)
        self.drain(purpose="outbox")
        self.assertEqual(len(self.graph.uploads), 1)

    def test_customers_are_written_to_in_their_language(self):
        self.env["res.lang"]._activate_lang("id_ID")
        contact = self.writes().wa_partner_id
        contact.lang = "id_ID"
        seen = []
        read = type(self.env["wa.trigger"])._read_customer
        with patch.object(
            type(self.env["wa.trigger"]),
            "_read_customer",
            lambda table, records: seen.append(records.env.lang) or read(table, records),
        ):
            self.env["wa.automation"]._emit("contact_created", contact)
            self.send_due()
        self.assertEqual(seen, ["id_ID"])

    def test_automated_action_that_was_changed_meanwhile_sends_what_it_says_now(self):
        contact = self.writes().wa_partner_id
        self.env["wa.automation"]._emit("contact_created", contact)
        self.automation.format_id = self._create_format("Other", "Another text.")
        self.send_due()
        self.assertEqual(self.said(), ["Another text."])
        self.assertEqual(self.scheduled().format_id, self.automation.format_id)

    def test_customer_without_a_number_is_written_to_where_the_conversation_is(self):
        message = payloads.text("Halo", user_id="ID.rahasia", timestamp=int(datetime.now().timestamp()))
        conversation = self.receive(message).channel_id
        self.env["wa.automation"]._emit("contact_created", conversation.wa_partner_id)
        self.send_due()
        self.assertOutcome(self.scheduled(), "waiting")
        self.assertEqual(self.scheduled().message_id.channel_id, conversation)


@tagged("post_install", "-at_install")
class TestWhyNot(AutomationCase):
    """Each reason of the catalogue that the engine gives, and what takes it away."""

    def setUp(self):
        super().setUp()
        self.customer = self.contact()
        self.row = self.scheduled(self.customer)

    def test_no_number(self):
        self.customer.wa_number = False
        self.send_due()
        self.assertOutcome(self.row, "skipped", "no_number")

    def test_number_that_three_messages_did_not_reach(self):
        self.writes().wa_identity_id.write({"unreachable": True, "unreachable_count": 3})
        self.send_due()
        self.assertOutcome(self.row, "skipped", "bad_number")

    def test_who_wants_no_marketing_is_not_welcomed(self):
        self.writes()
        self.customer.wa_opt_out = True
        self.send_due()
        self.assertOutcome(self.row, "skipped", "opted_out")

    def test_window_closed_without_a_template(self):
        self.send_due()
        self.assertOutcome(self.row, "skipped", "window_closed")
        self.assertFalse(self.env["wa.identity"].search([("wa_id", "=", NUMBER)]), "nobody was met for nothing")

    def test_window_that_is_about_to_close_counts_as_closed(self):
        self.writes().wa_window_expires_at = self.now() + timedelta(minutes=4)
        self.send_due()
        self.assertOutcome(self.row, "skipped", "window_closed")

    def test_template_that_meta_does_not_take_now(self):
        template = self.use_template()
        for status in ("draft", "pending", "rejected", "paused", "disabled"):
            with self.subTest(status=status):
                template.sudo().status = status
                self.row.write({"state": "waiting", "next_try_at": self.now()})
                self.send_due()
                self.assertOutcome(self.row, "skipped", f"template_{status}")

    def test_template_of_another_business_account(self):
        self.use_template()
        self.account.waba_id = "900000000000777"
        self.use_template_of_other_account()
        self.send_due()
        self.assertOutcome(self.row, "skipped", "template_foreign")

    def use_template_of_other_account(self):
        other = self._create_account("Lain", "100000000000955", self.company, waba_id="900000000000778")
        template = self._create_template(name="foreign", body="Hello.", account_id=other.id)
        self.wording.write({"parameter_ids": [(5,)], "template_id": template.id})

    def test_late_message_waits_for_the_customer_and_goes_out_when_he_writes(self):
        self.wording.is_late_allowed = True
        self.send_due()
        self.assertOutcome(self.row, "waiting", "window_closed")
        self.assertGreater(self.row.next_try_at, self.now())
        with self.waking() as woken:
            self.writes()
            self.assertTrue(woken.called)
        self.send_due()
        self.assertIn("Hello Siti, welcome to Uji.", self.said())
        self.assertOutcome(self.row, "waiting")

    def test_late_message_goes_out_when_meta_approves_the_template(self):
        self.wording.is_late_allowed = True
        template = self.use_template(status="pending")
        self.send_due()
        self.assertOutcome(self.row, "waiting", "template_pending")
        template.sudo().status = "approved"
        template._status_changed()
        self.send_due()
        self.assertEqual(self.row.message_id.kind, "template")

    def test_template_has_a_place_that_nothing_is_known_for(self):
        self.use_template()
        self.customer.name = "+62 812"
        self.send_due()
        self.assertOutcome(self.row, "skipped", "missing_value")
        self.assertIn("{{1}}", self.row.reason)

    def test_device_that_is_not_connected_holds_it_until_it_is(self):
        self.writes()
        self.account.state = "error"
        self.send_due()
        self.assertOutcome(self.row, "waiting", "device_offline")
        self.account.state = "connected"
        self.send_due()
        self.assertTrue(self.row.message_id)

    def test_archived_device(self):
        self.writes()
        self.account.active = False
        self.send_due()
        self.assertOutcome(self.row, "skipped", "device_offline")

    def test_automated_action_was_switched_off(self):
        self.writes()
        self.automation.active = False
        self.send_due()
        self.assertOutcome(self.row, "skipped", "automation_off")

    def test_automated_action_was_deleted(self):
        self.automation.unlink()
        self.assertOutcome(self.row, "skipped", "automation_off")

    def test_condition_does_not_hold_when_it_is_due(self):
        self.writes()
        self.automation.domain = "[('comment', 'ilike', 'VIP')]"
        vip = self.contact(name="Vina", number="6281234500002", comment="VIP")
        self.writes("6281234500002")
        self.send_due()
        self.assertOutcome(self.row, "skipped", "condition")
        self.assertTrue(self.scheduled(vip).message_id)

    def test_document_was_deleted(self):
        self.customer.unlink()
        self.send_due()
        self.assertOutcome(self.row, "skipped", "document_gone")

    def test_archived_contact(self):
        self.customer.active = False
        self.send_due()
        self.assertOutcome(self.row, "skipped", "document_gone")
        self.assertIn("archived", self.row.reason)

    def test_same_text_of_another_automated_action_about_the_same(self):
        second = self._create_automation("Again", self.wording)
        self.env["wa.automation"]._emit("contact_created", self.customer, extra=self.customer.wa_number)
        self.writes()
        self.send_due()
        self.assertTrue(self.row.message_id)
        self.assertOutcome(self.scheduled(self.customer, second), "skipped", "duplicate")

    def test_same_text_at_the_same_instant_is_stopped_by_the_database(self):
        second = self._create_automation("Again", self.wording)
        self.writes()
        self.send_due()
        self.env["wa.automation"]._emit("contact_created", self.customer, extra="again")
        row = self.scheduled(self.customer, second)
        with (
            patch.object(type(row), "_just_said", lambda rows, keys: set()),  # as one who cannot see yet what others do
            self.assertRaises(ConcurrencyError),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            row._send_together()
        self.env.invalidate_all()
        row._send_together()
        self.assertOutcome(row, "skipped", "duplicate")

    def test_same_text_an_hour_later_is_sent(self):
        second = self._create_automation("Again", self.wording)
        self.writes()
        self.send_due()
        self.env.cr.execute("UPDATE wa_message SET create_date = create_date - interval '61 minutes'")
        self.automation.active = False
        self.env["wa.automation"]._emit("contact_created", self.customer, extra="again")
        self.send_due()
        self.assertTrue(self.scheduled(self.customer, second).message_id)

    def test_too_late_after_an_outage(self):
        self.writes()
        self.later(days=3, hours=1)
        self.send_due()
        self.assertOutcome(self.row, "skipped", "expired")

    def test_too_late_says_what_it_waited_for(self):
        self.wording.is_late_allowed = True
        self.send_due()
        self.later(days=3, hours=1)
        self.send_due()
        self.assertOutcome(self.row, "skipped", "expired")
        self.assertIn("Window closed", self.row.reason)

    def test_patience_is_a_choice(self):
        self.writes()
        self.automation.patience_days = 7
        self.later(days=6)
        self.send_due()
        self.assertTrue(self.row.message_id)

    def test_what_is_late_waits_for_the_hours_that_it_was_meant_for(self):
        self.writes()
        local = self.now() + timedelta(hours=7)  # Jakarta
        begins = (local.hour + 2) % 24
        self.automation.write({"has_hours": True, "hour_from": min(begins, 22), "hour_to": min(begins, 22) + 1})
        self.send_due()
        self.assertOutcome(self.row, "waiting")
        self.assertFalse(self.row.message_id)
        self.assertGreater(self.row.next_try_at, self.now())

    def test_merged_contact_is_welcomed_as_the_one_that_stays(self):
        stays = self.contact(name="Siti Aminah", number=False)
        self.env["base.partner.merge.automatic.wizard"]._merge((self.customer | stays).ids, stays)
        self.writes()
        self.send_due()
        self.assertEqual(self.row.message_id.body, "Hello Siti Aminah, welcome to Uji.")
