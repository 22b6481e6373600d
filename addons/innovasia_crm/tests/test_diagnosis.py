"""Diagnosa: why did this customer get nothing? Also where there is no message to look at."""

from datetime import timedelta
from xmlrpc.client import dumps

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .automation_common import NUMBER, AutomationCase


class DiagnosisCase(AutomationCase):
    def diagnose(self, record, user=None):
        self.env.invalidate_all()
        answer = self.env["wa.diagnosis"].with_user(user or self.supervisor).diagnose(record._name, record.id)
        dumps((answer,), methodresponse=True)  # integrators read it, too
        return answer

    def steps(self, record, user=None):
        return [step for section in self.diagnose(record, user)["sections"] for step in section["steps"]]

    def about(self, record, automation=None, user=None):
        """The steps that an automated action has in the diagnosis."""
        name = (automation or self.automation).name
        return [step for step in self.steps(record, user) if step["title"].split(" · ")[0] == name]


@tagged("post_install", "-at_install")
class TestDiagnosis(DiagnosisCase):
    # --- there is a message --------------------------------------------------------------

    def test_skipped_message_is_explained_with_what_to_do_and_where(self):
        contact = self.contact()
        self.send_due()
        [step] = self.about(contact)
        self.assertEqual((step["color"], step["code"]), ("danger", "window_closed"))
        self.assertIn("Window closed, no template", step["title"])
        self.assertIn("24 hours", step["text"])
        self.assertIn("approved template", step["advice"])
        self.assertEqual((step["link"]["res_model"], step["link"]["res_id"]), ("wa.format", self.wording.id))
        self.assertEqual(self.diagnose(contact)["verdict"], step)

    def test_sent_message_is_green_and_the_verdict_says_so(self):
        self.writes(NUMBER)
        contact = self.env["res.partner"].search([("wa_number", "=", NUMBER)])
        self.env["wa.automation"]._emit("contact_created", contact)
        self.send_due()
        self.scheduled(contact).message_id.state = "delivered"
        self.scheduled(contact).state = "sent"
        [step] = self.about(contact)
        self.assertEqual((step["color"], step["text"]), ("success", "It has arrived on the customer's phone."))
        self.assertEqual(self.diagnose(contact)["verdict"]["color"], "success")

    def test_paused_action_beside_one_that_sent_alarms_nobody(self):
        paused = self.automation.copy({"name": "Paused"})
        contact = self.contact()
        self.scheduled(contact).state = "sent"
        [step] = self.about(contact, paused)
        self.assertEqual(step["color"], "secondary")
        self.assertEqual(self.diagnose(contact)["verdict"]["color"], "success")

    def test_verdict_says_that_there_is_more_than_one_may_see(self):
        self.automation.unlink()
        customer = self.env["res.partner"].create({"name": "Siti", "wa_number": NUMBER})
        hidden = customer.copy({"company_id": self.other_company.id})
        self.assertIn("Nothing was due yet", self.diagnose(customer)["verdict"]["title"])
        self.env["wa.scheduled"]._queue(
            self._create_format("Any", "Hello", trigger="record"), self.account, hidden, customers={hidden.id: customer}
        ).state = "sent"
        self.assertIn("not for you to see", self.diagnose(customer)["verdict"]["text"])

    def test_waiting_message_says_when_it_goes_out(self):
        self.automation.write({"delay_number": 2, "delay_unit": "days"})
        contact = self.contact()
        [step] = self.about(contact)
        self.assertEqual(step["color"], "warning")
        self.assertIn("It goes out on", step["text"])

    def test_what_was_not_sent_on_purpose_alarms_nobody(self):
        other = (
            self.env["res.partner"]
            .with_context(wa_silent=True)
            .create({"name": "Imported", "wa_number": "6281234500009", "company_id": self.company.id})
        )
        [step] = self.about(other)
        self.assertEqual((step["color"], step["code"]), ("secondary", "silent"))

    # --- there is none -------------------------------------------------------------------

    def test_without_an_automated_action_it_says_that_nothing_is_sent_then(self):
        self.automation.unlink()
        steps = [step for step in self.steps(self.contact()) if step["title"] == "Contact Created"]
        self.assertEqual([step["text"] for step in steps], ["No automated action sends anything then."])
        self.assertEqual(steps[0]["link"]["context"], {"default_trigger": "contact_created"})

    def test_paused_automated_action_is_named(self):
        self.automation.active = False
        [step] = self.about(self.contact())
        self.assertEqual(step["color"], "warning")
        self.assertIn("paused", step["text"])
        self.assertEqual(step["link"]["res_id"], self.automation.id)

    def test_what_happened_before_activation_is_told_with_both_times(self):
        self.automation.active = False
        contact = self.contact()
        self.env.flush_all()
        self.automation.active = True
        self.automation.active_from = fields.Datetime.now() + timedelta(hours=1)
        [step] = self.about(contact)
        self.assertIn("writes only about what happens from", step["text"])

    def test_what_is_not_kept_any_more_is_not_explained(self):
        contact = self.contact()
        self.scheduled(contact).unlink()
        self.env.cr.execute("UPDATE res_partner SET create_date = now() - interval '2 years' WHERE id = %s", [contact.id])
        [step] = self.about(contact)
        self.assertEqual(step["color"], "secondary")
        self.assertIn("not known any more", step["text"])

    def test_customer_who_wrote_first_gets_the_greeting_instead(self):
        contact = self.writes().wa_partner_id
        [step] = self.about(contact)
        self.assertIn("wrote first", step["text"])

    def test_address_of_a_customer_is_not_welcomed(self):
        parent = self.contact()
        address = self.contact("Warehouse", "6281234500002", parent_id=parent.id)
        [step] = self.about(address)
        self.assertIn("address", step["text"])

    def test_contact_without_a_number_is_told_first(self):
        contact = self.contact(number=False)
        verdict = self.diagnose(contact)["verdict"]
        self.assertEqual((verdict["color"], verdict["title"]), ("danger", "No WhatsApp number"))
        self.assertEqual(verdict["link"]["res_id"], contact.id)
        [step] = self.about(contact)
        self.assertIn("no WhatsApp number yet", step["text"])

    def test_obstacle_is_told_before_anything_happened(self):
        wording = self._create_format("Birthday", "Happy birthday, {contactname}!", trigger="birthday")
        birthday = self._create_automation("Birthday wishes", wording)
        contact = self.contact()
        [step] = self.about(contact, birthday)
        self.assertEqual(step["color"], "warning")
        self.assertIn("no date of birth", step["text"])
        self.assertIn("As things are now, it would not be sent", step["text"])
        self.writes()
        [step] = self.about(contact, birthday)
        self.assertEqual((step["color"], step["text"]), ("secondary", "The contact says no date of birth."))

    def test_window_that_counts_is_that_of_the_device_that_would_write(self):
        wording = self._create_format("Birthday", "Happy birthday, {contactname}!", trigger="birthday")
        birthday = self._create_automation("Birthday wishes", wording)
        contact = self.contact()
        self.writes()
        other = self.account.copy({"name": "Second", "phone_number_id": "900000000000077"})
        other.state = "connected"
        birthday.account_id = other
        [step] = self.about(contact, birthday)
        self.assertIn("As things are now, it would not be sent", step["text"])
        self.assertIn(f"Window open · {self.account.name}", [step["title"] for step in self.steps(contact)])

    # --- the customer and the device -----------------------------------------------------

    def test_device_that_lost_its_connection_is_red(self):
        self.account.write({"state": "error", "last_error": "The token has expired."})
        contact = self.contact()
        step = next(step for step in self.steps(contact) if step["title"] == self.account.name)
        self.assertEqual(step["color"], "danger")
        self.assertIn("The token has expired.", step["text"])

    def test_device_that_meta_warned_says_until_when(self):
        self.account.paused_until = fields.Datetime.now() + timedelta(minutes=30)
        step = next(step for step in self.steps(self.contact()) if step["title"] == self.account.name)
        self.assertEqual(step["color"], "warning")

    def test_unreachable_number_is_red(self):
        contact = self.writes().wa_partner_id
        contact.wa_number = NUMBER
        self.env["wa.identity"].search([("partner_id", "=", contact.id)]).unreachable = True
        self.assertIn("is not reached", self.diagnose(contact)["verdict"]["title"])

    def test_opt_out_is_told_as_what_it_is(self):
        contact = self.contact(wa_opt_out=True)
        step = next(step for step in self.steps(contact) if step["title"] == "Wants no marketing")
        self.assertEqual(step["color"], "warning")

    def test_open_window_is_green(self):
        contact = self.writes().wa_partner_id
        step = next(step for step in self.steps(contact) if step["title"] == "Window open")
        self.assertEqual(step["color"], "success")

    # --- who may ask ---------------------------------------------------------------------

    def test_cs_may_ask_and_is_led_only_where_cs_may_go(self):
        self.automation.active = False
        [step] = self.about(self.contact(), user=self.cs_a)
        self.assertIn("paused", step["text"])
        self.assertFalse(step["link"])

    def test_contact_of_another_company_is_not_diagnosed(self):
        other = self.env["res.company"].create({"name": "Other"})
        contact = self.env["res.partner"].create({"name": "Secret", "company_id": other.id})
        with self.assertRaises(AccessError):
            self.diagnose(contact, self.cs_a)

    def test_the_button_leads_to_the_diagnosis_of_the_document(self):
        contact = self.contact()
        action = self.scheduled(contact).with_user(self.supervisor).action_diagnose()
        self.assertEqual(action["params"], {"about": f"res.partner,{contact.id}"})
        self.assertEqual(contact.with_user(self.cs_a).action_wa_diagnose(), action)
