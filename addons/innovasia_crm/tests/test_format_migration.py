"""Quick replies and answers of devices from before there were formats."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo.modules.module import get_module_path
from odoo.tests import tagged

from .common import PeopleCase

SCRIPT = Path(get_module_path("innovasia_crm")) / "migrations" / "19.0.1.1.0" / "post-migration.py"


@tagged("post_install", "-at_install")
class TestFormatMigration(PeopleCase):
    def migrate(self):
        spec = spec_from_file_location("post_migration", SCRIPT)
        script = module_from_spec(spec)
        spec.loader.exec_module(script)
        self.env.flush_all()
        script.migrate(self.env.cr, "19.0.1.0.0")
        self.env.invalidate_all()

    def test_quick_replies_become_quick_formats_with_their_owners(self):
        self.env.cr.execute(
            """
            DROP TABLE IF EXISTS wa_quick_reply;
            CREATE TABLE wa_quick_reply (id int, name varchar, shortcut varchar, body text, active bool, user_id int,
                company_id int, create_uid int, create_date timestamp, write_uid int, write_date timestamp);
            INSERT INTO wa_quick_reply VALUES
                (1, 'Salam', 'salam', 'Halo {contactname}', true, NULL, %(company)s, 2, now(), 2, now()),
                (2, 'Punya', 'saya', 'Salam {cs}', false, %(user)s, %(company)s, 2, now(), 2, now())
            """,
            {"company": self.company.id, "user": self.cs_a.id},
        )
        self.migrate()
        formats = self.env["wa.format"].with_context(active_test=False)
        made = formats.search([("usage", "=", "quick"), ("company_id", "=", self.company.id)], order="shortcut")
        self.assertEqual(
            [(text.name, text.shortcut, text.body, text.user_id, text.active) for text in made],
            [
                ("Salam", "salam", "Halo {contactname}", self.env["res.users"], True),
                ("Punya", "saya", "Salam {cs}", self.cs_a, False),
            ],
        )

    def test_devices_go_on_saying_what_they_said_and_share_what_is_the_same(self):
        second = self._create_account("Kedua", "100000000000904", self.company)
        silent = self._create_account("Diam", "100000000000905", self.company)
        self.env.cr.execute(
            """
            ALTER TABLE wa_account
                ADD COLUMN IF NOT EXISTS greeting_text text, ADD COLUMN IF NOT EXISTS away_text text;
            UPDATE wa_account SET greeting_text = 'Halo {contactname}, {device}' WHERE id = ANY(%s);
            UPDATE wa_account SET away_text = ' ' WHERE id = ANY(%s)
            """,
            [[self.account.id, second.id], [silent.id]],
        )
        self.migrate()
        self.assertEqual(self.account.greeting_format_id.body, "Halo {contactname}, {device}")
        self.assertEqual(self.account.greeting_format_id, second.greeting_format_id)
        self.assertFalse(silent.greeting_format_id or silent.away_format_id)
