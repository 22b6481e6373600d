from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.innovasia_whatsapp.tests.outbox_common import SpeaksToFakeGraph

from .accounts_common import AccountsData
from .common import PeopleCase


@tagged("post_install", "-at_install")
class TestTemplateUse(SpeaksToFakeGraph, AccountsData, PeopleCase):
    """A template that something is sent with is not deleted at Meta."""

    def make_template(self):
        return self.env["wa.template"].create(
            {
                "name": "selamat_uji",
                "account_id": self.account.id,
                "status": "approved",
                "meta_id": "1",
                "body": "Halo, nomor Anda sudah kami simpan.",
            }
        )

    def test_template_of_a_format_stays_at_meta(self):
        template = self.make_template()
        self.env["wa.format"].create(
            {
                "name": "Sambutan",
                "trigger": "contact_created",
                "body": "Halo",
                "template_id": template.id,
                "company_id": self.company.id,
            }
        )
        self.assertEqual(template.format_count, 1)
        with self.assertRaisesRegex(UserError, "Sambutan"):
            template.action_delete()
        self.assertFalse(self.graph.sent)
        template.meta_id = False
        with self.assertRaisesRegex(UserError, "Sambutan"):
            template.unlink()

    def test_template_of_login_codes_stays_at_meta(self):
        self.account.otp_template_id = self.otp_template
        with self.assertRaisesRegex(UserError, self.account.name):
            self.otp_template.action_delete()

    def test_supervisors_write_templates(self):
        template = (
            self.env["wa.template"]
            .with_user(self.supervisor)
            .create({"name": "promo_uji", "account_id": self.account.id, "body": "Halo {{1}}, ada yang baru di toko kami."})
        )
        self.assertEqual(template.variable_ids.mapped("name"), ["1"])

    def test_names_of_templates_become_templates(self):
        known = self.make_template()
        self.env.cr.execute("ALTER TABLE wa_account ADD otp_template_name varchar, ADD otp_template_language varchar")
        for name, language, expected in (
            ("kode_lama", None, ("kode_lama", "id", "approved")),
            (known.name, known.language, (known.name, known.language, "approved")),
        ):
            self.account.otp_template_id = False
            self.env.cr.execute(
                "UPDATE wa_account SET otp_template_name = %s, otp_template_language = %s WHERE id = %s",
                [name, language, self.account.id],
            )
            known.category = "AUTHENTICATION"
            with self.subTest(name):
                self.env["wa.account"]._adopt_template_names(
                    "otp", lambda language: {"category": "AUTHENTICATION", "body": language}
                )
                template = self.account.otp_template_id
                self.assertEqual((template.name, template.language, template.status), expected)
        self.assertEqual(template, known, "what is there already is taken")
