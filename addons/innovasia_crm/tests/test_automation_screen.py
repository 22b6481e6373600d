"""What the owner of a shop sees of an automated action: in words, in numbers, on the phone; the usual ones; a test."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .automation_common import NUMBER, AutomationCase

#: (values of the automated action, what it is in words)
SENTENCES = (
    ({}, "When a contact with a WhatsApp number is saved: send “Welcome” from Uji."),
    ({"delay_number": 1, "delay_unit": "hours"}, "… saved, after one hour: send …"),
    ({"delay_number": 10, "delay_unit": "minutes"}, "… saved, after 10 minutes: send …"),
    ({"domain": "[('city', '=', 'Bogor')]"}, "… saved, where the condition holds: send …"),
    ({"has_hours": True, "hour_from": 8.5, "hour_to": 20}, "… saved, between 08:30 and 20:00 WIB: send …"),
    ({"has_hours": True, "tz": "Asia/Makassar"}, "… saved, between 08:00 and 20:00 WITA: send …"),
    ({"has_hours": True, "tz": "Asia/Jayapura"}, "… saved, between 08:00 and 20:00 WIT: send …"),
    ({"has_hours": True, "tz": "Europe/Rome"}, "… saved, between 08:00 and 20:00 Europe/Rome: send …"),
)


@tagged("post_install", "-at_install")
class TestAutomationScreen(AutomationCase):
    # --- in words and numbers ------------------------------------------------------------

    def test_sentence_says_when_what_is_sent_from_where(self):
        for values, expected in SENTENCES:
            with self.subTest(values=values):
                automation = self.automation.copy({"name": "Welcome", **values})
                for part in expected.split("…"):
                    self.assertIn(part, automation.sentence)

    def test_numbers_are_those_of_its_own_messages(self):
        other = self._create_automation("Other", self.wording)
        self._make(self.automation, "sent", "sent", "skipped", "failed", "waiting", "cancelled")
        self._make(other, "sent")
        counts = [self.automation[f"{state}_count"] for state in ("sent", "waiting", "skipped", "failed")]
        self.assertEqual(counts, [2, 1, 1, 1])

    def test_chart_has_a_bar_for_each_of_thirty_days(self):
        self._make(self.automation, "sent", "skipped")
        self._make(self.automation, "sent", ago=timedelta(days=29))
        self._make(self.automation, "sent", ago=timedelta(days=31))
        chart = self.automation.with_context(tz="UTC").chart
        values = {series["id"]: series["values"] for series in chart["series"]}
        self.assertEqual(len(chart["labels"]), 30)
        self.assertEqual((values["sent"][0], values["sent"][-1], sum(values["sent"])), (1, 1, 2))
        self.assertEqual((values["skipped"][-1], sum(values["failed"])), (1, 0))

    def test_bar_leads_to_the_messages_of_its_day_as_the_user_counts_days(self):
        self._make(self.automation, "sent", "skipped")
        self._make(self.automation, "sent", ago=timedelta(days=2))
        for tz in ("UTC", "Asia/Jakarta", "America/Los_Angeles"):
            with self.subTest(tz=tz):
                automation = self.automation.with_context(tz=tz)
                sent = automation.chart["series"][0]
                for day, count in zip(automation.chart["days"], sent["values"], strict=True):
                    action = automation.action_day(sent["id"], day)
                    self.assertEqual(self.env["wa.scheduled"].search_count(action["domain"]), count)
                self.assertEqual(sum(sent["values"]), 2)

    def test_number_leads_to_its_messages(self):
        action = self.automation.with_context(wa_state="failed").action_scheduled()
        self.assertEqual(action["context"], {"search_default_automation_id": self.automation.id, "search_default_failed": 1})

    def _make(self, automation, *states, ago=timedelta()):
        at = fields.Datetime.now() - ago
        row = {
            "automation_id": automation.id,
            "account_id": self.account.id,
            "company_id": self.company.id,
            "happened_at": at,
            "due_at": at,
            "next_try_at": at,
        }
        self.env["wa.scheduled"].sudo().create([{**row, "state": state} for state in states])
        self.env.invalidate_all()

    # --- the form ------------------------------------------------------------------------

    def test_form_needs_no_more_than_trigger_and_format(self):
        form = Form(self.env["wa.automation"].with_company(self.company).with_user(self.supervisor))
        form.trigger = "contact_created"
        form.format_id = self.wording
        automation = form.save()
        self.assertEqual((automation.name, automation.account_id), ("Contact Created", self.account))

    def test_other_trigger_takes_format_and_condition_along(self):
        with Form(self.automation) as form:
            form.domain = "[('city', '=', 'Bogor')]"
            form.trigger = "birthday"
            self.assertFalse(form.format_id)
            self.assertEqual((form.domain, form.name), ("[]", "Welcome"))
            form.format_id = self._create_format("Wishes", "Happy birthday!", trigger="birthday")

    def test_preview_is_filled_with_the_latest_contact(self):
        self.contact("Rina")
        self.assertIn("Hello Rina, welcome to", self.automation.preview["html"])
        self.assertEqual(self.automation.preview["sender"], "Uji")

    def test_name_of_a_customer_is_no_markup_of_the_page(self):
        self.contact("<img src=x onerror=alert(1)>a")
        self.assertNotIn("<img", self.automation.preview["html"])

    def test_warnings_say_what_would_keep_messages_from_going_out(self):
        self.assertIn("Window closed, no template", self.automation.warning)
        self.use_template(status="paused")
        self.assertIn("Template paused", self.automation.warning)
        self.wording.template_id.sudo().status = "approved"
        self.assertFalse(self.automation.warning)
        self.account.state = "error"
        self.assertIn("is not connected", self.automation.warning)

    def test_copy_is_paused(self):
        copied = self.automation.copy()
        self.assertEqual((copied.name, copied.active), ("Welcome (copy)", False))

    def test_switch(self):
        self.automation.action_toggle()
        self.assertFalse(self.automation.active)
        self.automation.action_toggle()
        self.assertTrue(self.automation.active)

    # --- the usual ones ------------------------------------------------------------------

    def test_usual_ones_come_with_formats_and_are_paused(self):
        self.automation.unlink()
        created = self._create_starters()
        self.assertEqual(created.mapped("trigger"), [each["trigger"] for each in created._starters()])
        self.assertFalse(any(created.mapped("active")))
        self.assertEqual(created.account_id, self.account)
        welcome = created.filtered(lambda automation: automation.trigger == "contact_created")
        self.assertIn("{contactname}", welcome.format_id.body)

    def test_what_exists_is_left_alone(self):
        self.assertNotIn("contact_created", self._create_starters().mapped("trigger"))
        self.assertFalse(self._create_starters())

    def test_texts_are_in_the_company_language(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.company.partner_id.lang = "id_ID"
        self.automation.unlink()  # of its trigger, too
        spoken = {}
        starters = type(self.env["wa.automation"])._prepare_starter_format

        def listen(automation, starter):
            spoken[starter["trigger"]] = automation.env.lang
            return starters(automation, starter)

        self.patch(type(self.env["wa.automation"]), "_prepare_starter_format", listen)
        self._create_starters()
        self.assertEqual(set(spoken.values()), {"id_ID"})

    def test_without_a_device_it_says_so(self):
        other = self.env["res.company"].create({"name": "Without"})
        with self.assertRaisesRegex(UserError, "device"):
            self.env["wa.automation"].with_company(other).action_create_starters()

    def _create_starters(self):
        before = self.env["wa.automation"].with_context(active_test=False).search([])
        self.env["wa.automation"].with_company(self.company).action_create_starters()
        return self.env["wa.automation"].with_context(active_test=False).search([]) - before

    # --- a test --------------------------------------------------------------------------

    def test_test_goes_to_my_number_and_counts_nowhere(self):
        self.writes("6281299990000")
        contact = self.contact("Rina")
        rows = self.scheduled()
        wizard = self._wizard()
        self.assertEqual(wizard.res_id, contact.id)
        wizard.action_send()
        self.assertEqual(self.said("6281299990000"), ["Hello Rina, welcome to Uji."])
        self.assertFalse(self.said(NUMBER), "the customer of the record gets nothing")
        self.assertEqual(self.scheduled(), rows)

    def test_test_can_be_sent_again(self):
        self.writes("6281299990000")
        wizard = self._wizard()
        wizard.action_send()
        wizard.action_send()
        self.assertEqual(len(self.said("6281299990000")), 2)

    def test_test_goes_out_as_the_template_where_the_window_is_closed(self):
        self.use_template()
        contact = self.contact("Rina")
        self._wizard(recipient="contact", partner_id=contact.id).action_send()
        self.assertEqual(self.said(), ["Hello Rina, welcome."])

    def test_without_a_template_it_says_how_to_open_the_window(self):
        with self.assertRaisesRegex(UserError, "Write any message from that phone to Uji first"):
            self._wizard().action_send()

    def test_test_goes_to_no_number_that_somebody_types(self):
        self.writes("6281299990000")
        self.writes("6281234567891")
        self._wizard(number="0812-3456-7891").action_send()
        self.assertTrue(self.said("6281299990000"))
        self.assertFalse(self.said("6281234567891"))

    def test_who_has_no_number_is_told_to_write_one(self):
        wizard = self._wizard()
        self.supervisor.wa_number = False
        with self.assertRaisesRegex(UserError, "has no WhatsApp number"):
            wizard.action_send()

    def test_only_supervisors_test(self):
        with self.assertRaises(AccessError):
            self.env["wa.automation.test"].with_user(self.cs_a).create({"automation_id": self.automation.id})

    def _wizard(self, **values):
        self.supervisor.wa_number = "6281299990000"
        tests = self.env["wa.automation.test"].with_user(self.supervisor)
        return tests.with_context(default_automation_id=self.automation.id).create(values)
