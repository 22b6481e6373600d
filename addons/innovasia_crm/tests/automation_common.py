"""What the tests of automated actions share: a device whose Graph API is a fake, a format, and an automated action."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import TransactionCase
from odoo.tools import SQL

from odoo.addons.innovasia_whatsapp.tests.outbox_common import SpeaksToFakeGraph

from .common import PeopleData

NUMBER = "6281234500001"


class AutomationData(PeopleData):
    """A company that welcomes its contacts; mix it in before TransactionCase."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account.state = "connected"
        cls.company.partner_id.lang = "en_US"
        cls.env = cls.env(context={**cls.env.context, "allowed_company_ids": cls.company.ids})
        cls.env["wa.automation"].search([]).active = False  # those of the demo
        cls.wording = cls._create_format("Welcome", "Hello {contactname}, welcome to {perangkat}.")
        cls.automation = cls._create_automation("Welcome", cls.wording)

    @classmethod
    def _create_format(cls, name, body, trigger="contact_created", **values):
        return cls.env["wa.format"].create(
            {"name": name, "body": body, "trigger": trigger, "company_id": cls.company.id, **values}
        )

    @classmethod
    def _create_automation(cls, name, wording, **values):
        return cls.env["wa.automation"].create(
            {
                "name": name,
                "trigger": wording.trigger,
                "account_id": cls.account.id,
                "format_id": wording.id,
                "tz": "Asia/Jakarta",
                **values,
            }
        )

    @classmethod
    def _create_template(cls, body="Hello {{1}}, welcome.", status="approved", **values):
        """A template of the device; with its variables and their samples."""
        template = cls.env["wa.template"].create(
            {"name": "welcome", "language": "en", "account_id": cls.account.id, "body": body, **values}
        )
        template.sudo().status = status
        return template

    def use_template(self, **values):
        """Let the format have a template for when the window is closed."""
        template = self._create_template(**values)
        texts = [(0, 0, {"variable_id": variable.id, "text": "{contactname}"}) for variable in template.variable_ids]
        self.wording.write({"template_id": template.id, "parameter_ids": texts})
        return template

    def contact(self, name="Siti", number=NUMBER, user=None, **values):
        """Save a contact as somebody does in the contact book."""
        contacts = self.env["res.partner"].with_user(user or self.supervisor).with_context(**self.env.context)
        return contacts.create({"name": name, "wa_number": number, "company_id": self.company.id, **values}).sudo()

    def writes(self, wa_id=NUMBER, text="Halo"):
        """Let a customer write now: the window opens."""
        return self.hear(text, wa_id=wa_id)

    def scheduled(self, record=None, automation=None):
        """The rows of an automated action, about a record, oldest first."""
        self.env.invalidate_all()
        domain = [("automation_id", "=", (automation or self.automation).id)]
        if record:
            domain += [("res_model", "=", record._name), ("res_id", "=", record.id)]
        return self.env["wa.scheduled"].search(domain, order="id")

    def send_due(self):
        """Do what the job does."""
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env["wa.scheduled"]._send_due()
        self.env.invalidate_all()

    def said(self, number=NUMBER):
        """What the system queued for a number, oldest first."""
        rows = self.env["wa.message"].search([("direction", "=", "outbound"), ("identity_id.wa_id", "=", number)], order="id")
        return rows.mapped("body")

    def later(self, **delta):
        """Let time pass for what is due."""
        self.env.flush_all()
        for column in ("happened_at", "due_at", "next_try_at"):
            self.env.cr.execute(
                SQL("UPDATE wa_scheduled SET %(c)s = %(c)s - %(t)s", c=SQL.identifier(column), t=timedelta(**delta))
            )
        self.env.invalidate_all()

    def queries(self, deed):
        """Count the queries of a deed, without what waits to be written before and after it."""
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        deed()
        return self.env.cr.sql_log_count - before

    def assertOutcome(self, rows, state, reason_code=False):
        self.assertEqual([(row.state, row.reason_code) for row in rows], [(state, reason_code)] * len(rows))
        self.assertTrue(rows)

    def waking(self):
        """Record who wakes the job."""
        return patch.object(type(self.env["wa.scheduled"]), "_wake_after_commit")

    def now(self):
        return fields.Datetime.now()


class AutomationCase(SpeaksToFakeGraph, AutomationData, TransactionCase):
    """A test of automated actions on one cursor; posts to Meta are in ``self.graph``."""
