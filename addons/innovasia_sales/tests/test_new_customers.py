"""Who is welcomed, where there are suppliers, too."""

from odoo.tests import tagged

from .words_common import WordsCase


@tagged("post_install", "-at_install")
class TestNewCustomers(WordsCase):
    def test_supplier_is_not_welcomed_and_a_customer_is(self):
        wording = self.env["wa.format"].create(
            {"name": "Welcome", "trigger": "contact_created", "body": "Halo {contactname}", "company_id": self.company.id}
        )
        automation = self.env["wa.automation"].create(
            {"name": "Welcome", "trigger": "contact_created", "format_id": wording.id, "account_id": self.account.id}
        )
        contacts = self.env["res.partner"].with_company(self.company)
        for number, (mode, is_welcomed) in enumerate((("supplier", False), ("customer", True), (None, True))):
            with self.subTest(mode=mode):
                saving = contacts.with_context(res_partner_search_mode=mode) if mode else contacts
                contact = saving.create({"name": "Baru", "wa_number": f"628123400090{number}"})
                rows = self.env["wa.scheduled"].search([("automation_id", "=", automation.id), ("partner_id", "=", contact.id)])
                self.assertEqual(bool(rows), is_welcomed)
