from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import PeopleCase


@tagged("post_install", "-at_install")
class TestAccessWindows(PeopleCase):
    """What somebody fills in is nobody else's, until it is done: Odoo itself opens such records to whoever has the model."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls._create_user("crm_supervisor_2", "innovasia_crm.group_cs_supervisor")

    def test_a_form_that_somebody_fills_in_is_closed_to_everybody_else(self):
        conversation = self.hear()
        partners = self.env["res.partner"].create([{"name": "Ani"}, {"name": "Anni"}])
        values = {
            "wa.transfer": {"channel_ids": conversation.ids, "user_id": self.cs_b.id, "note": "Sudah bayar"},
            "wa.labelling": {"channel_ids": conversation.ids},
            "wa.cs.account": {"name": "Andi", "wa_number": "0812-9999-0001"},
            "wa.contact.import": {"filename": "kontak.xlsx"},
            "wa.contact.merge": {"partner_ids": partners.ids},
        }
        values["wa.contact.import.refusal"] = {
            "import_id": self.env["wa.contact.import"].with_user(self.supervisor).create({}).id
        }
        values["wa.automation.test"] = {"automation_id": self._create_automation().id}
        ours = {name for name, model in self.registry.items() if model._transient and model._original_module == "innovasia_crm"}
        self.assertEqual(ours, values.keys())
        for name, content in values.items():
            with self.subTest(model=name):
                window = self.env[name].with_user(self.supervisor).create(content)
                window.read()
                others = window.with_user(self.other)
                self.assertFalse(others.search([("id", "=", window.id)]))
                for touch in (others.read, others.unlink, lambda others=others: others.write({"id": others.id})):
                    with self.assertRaises(AccessError):
                        touch()

    def _create_automation(self):
        automatic = {"name": "Halo", "trigger": "contact_created"}
        wording = self.env["wa.format"].create({**automatic, "body": "Halo", "company_id": self.company.id})
        return self.env["wa.automation"].create({**automatic, "format_id": wording.id, "account_id": self.account.id})
