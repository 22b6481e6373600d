"""Send WhatsApp, from Odoo's own Automation Rules: noted with the change, sent later, once for each record."""

from unittest.mock import patch

from odoo.exceptions import ConcurrencyError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .automation_common import AutomationCase


@tagged("post_install", "-at_install")
class TestServerAction(AutomationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.automation.active = False
        cls.format = cls._create_format("Any record", "Hello {contactname}: {documentnumber}.", trigger="record")
        cls.rule = cls._create_rule("res.partner", "city")

    @classmethod
    def _create_rule(cls, model_name, field_name, **values):
        model = cls.env["ir.model"]._get(model_name)
        field = cls.env["ir.model.fields"]._get(model_name, field_name)
        rule = cls.env["base.automation"].create(
            {
                "name": "Rule",
                "model_id": model.id,
                "trigger": "on_create_or_write",
                "trigger_field_ids": [(6, 0, field.ids)],
                "filter_domain": f"[({field_name!r}, '!=', False)]",
            }
        )
        cls.env["ir.actions.server"].create(
            {
                "name": "Send",
                "usage": "base_automation",
                "base_automation_id": rule.id,
                "model_id": model.id,
                "state": "whatsapp",
                "wa_format_id": cls.format.id,
                "wa_account_id": cls.account.id,
                **values,
            }
        )
        return rule

    def noted(self, record):
        self.env.invalidate_all()
        domain = [("res_model", "=", record._name), ("res_id", "=", record.id), ("format_id", "=", self.format.id)]
        return self.env["wa.scheduled"].search(domain)

    def test_change_notes_a_message_and_posts_nothing(self):
        contact = self.contact()
        self.writes()
        contact.with_user(self.supervisor).city = "Bogor"
        row = self.noted(contact)
        self.assertEqual((row.partner_id, row.state, row.message_id.id), (contact, "waiting", False))
        self.assertFalse(self.said())
        self.send_due()
        self.assertEqual(self.said(), [f"Hello Siti: {contact.display_name}."])

    def test_change_that_is_undone_sends_nothing(self):
        contact = self.contact()
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            contact.city = "Bogor"
            self.assertTrue(self.noted(contact))
            raise ZeroDivisionError
        self.assertFalse(self.noted(contact))

    def test_each_record_is_written_about_once(self):
        contact = self.contact()
        contact.city = "Bogor"
        contact.city = "Depok"
        self.assertEqual(len(self.noted(contact)), 1)

    def test_each_record_at_the_same_instant_is_stopped_by_the_database(self):
        contact = self.contact()
        contact.city = "Bogor"
        with (
            patch.object(type(self.env["wa.scheduled"]), "_known_keys", return_value=set()),
            self.assertRaises(ConcurrencyError),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            contact.city = "Depok"
        self.assertEqual(len(self.noted(contact)), 1)

    def test_each_time_where_that_is_wanted(self):
        self.rule.action_server_ids.wa_each_time = True
        contact = self.contact()
        contact.city = "Bogor"
        contact.city = "Depok"
        self.assertEqual(len(self.noted(contact)), 2)

    def test_customer_is_found_by_the_field_that_leads_there(self):
        self._create_rule("res.partner.bank", "acc_holder_name", wa_customer_path="partner_id")
        contact = self.contact()
        bank = self.env["res.partner.bank"].create(
            {"acc_number": "123", "partner_id": contact.id, "acc_holder_name": "Siti", "company_id": self.company.id}
        )
        self.assertEqual(self.noted(bank).partner_id, contact)

    def test_why_it_was_not_sent_is_in_the_diagnosis(self):
        contact = self.contact(number=False)
        contact.city = "Bogor"
        self.send_due()
        told = self.env["wa.diagnosis"].with_user(self.supervisor).diagnose("res.partner", contact.id)
        titles = [step["title"] for section in told["sections"] for step in section["steps"]]
        self.assertIn("Any record · Skipped · No WhatsApp number", titles)

    def test_action_that_cannot_work_says_why(self):
        for values, reason in (
            ({"wa_format_id": False}, "Choose the format"),
            ({"wa_format_id": self.wording.id}, "written for another moment"),
            ({"wa_account_id": False}, "Choose the device"),
            ({"model_id": self.env["ir.model"]._get("res.bank").id, "wa_customer_path": "country"}, "end at a contact"),
        ):
            with self.subTest(values=values):
                action = self._create_action(**values)
                self.assertIn(reason, action.warning)
                with self.assertRaises(UserError):
                    action.with_context(active_model=action.model_id.model, active_id=1).run()

    def test_model_with_a_customer_needs_no_path(self):
        bank = self.env["ir.model"]._get("res.partner.bank")
        action = self._create_action(model_id=bank.id)
        self.assertEqual((action.wa_customer_path, action.warning), ("partner_id", False))

    def test_name_says_what_is_sent(self):
        self.assertEqual(self._create_action()._generate_action_name(), "Send WhatsApp “Any record”")

    def _create_action(self, **values):
        return self.env["ir.actions.server"].create(
            {
                "name": "Send",
                "model_id": self.env["ir.model"]._get("res.partner").id,
                "state": "whatsapp",
                "wa_format_id": self.format.id,
                "wa_account_id": self.account.id,
                **values,
            }
        )
