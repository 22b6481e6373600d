"""What an automated action does not let people save, and who may save one."""

from datetime import timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .automation_common import AutomationCase

#: (values, what the refusal says)
REFUSED = (
    ({"delay_number": 400, "delay_unit": "days"}, "at most"),
    ({"has_hours": True, "hour_from": 20, "hour_to": 8}, "end after they begin"),
    ({"has_hours": True, "hour_from": -1, "hour_to": 8}, "end after they begin"),
    ({"has_hours": True, "hour_from": 8, "hour_to": 25}, "end after they begin"),
    ({"domain": "[('nothing', '=', 1)]"}, "condition"),
    ({"domain": "[(1, 2"}, "condition"),
    ({"domain": "__import__('os').system('true')"}, "condition"),
    ({"domain": "[('name', '=', (lambda: 1)())]"}, "condition"),
    ({"domain": "5"}, "condition"),
)


@tagged("post_install", "-at_install")
class TestAutomationForm(AutomationCase):
    def test_what_cannot_work_is_refused_with_a_sentence(self):
        for values, reason in REFUSED:
            with self.subTest(values=values), self.assertRaisesRegex(ValidationError, reason):
                self.automation.write(values)

    @mute_logger("odoo.sql_db")
    def test_negative_delay_and_no_patience_are_refused(self):
        for values in ({"delay_number": -1}, {"patience_days": 0}):
            with self.subTest(values=values), self.assertRaises(IntegrityError), self.env.cr.savepoint():
                self.automation.write(values)
                self.env.flush_all()

    def test_format_of_another_occasion_is_refused(self):
        for wording in (
            self._create_format("Birthday", "Happy birthday!", trigger="birthday"),
            self._create_format("Broadcast", "Hello.", trigger=False, usage="broadcast"),
        ):
            with self.subTest(wording=wording.name), self.assertRaisesRegex(ValidationError, "another occasion"):
                self.automation.format_id = wording

    def test_condition_asks_nothing_that_its_author_may_not_read(self):
        secret = "[('user_ids.totp_secret', '!=', False)]"
        with self.assertRaisesRegex(ValidationError, "condition"):
            self.automation.with_user(self.supervisor).domain = secret

    def test_supervisors_make_them_and_cs_do_not(self):
        values = {
            "name": "Mine",
            "trigger": "contact_created",
            "account_id": self.account.id,
            "format_id": self.wording.id,
        }
        made = self.env["wa.automation"].with_user(self.supervisor).create(values)
        self.assertEqual(made.company_id, self.company)
        for user in (self.cs_a, self.outsider, self.portal):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["wa.automation"].with_user(user).create(values)

    def test_time_zone_is_one_of_the_companys_country(self):
        automations = self.env["wa.automation"].with_company(self.company)
        for country, company_tz, user_tz, expected in (
            ("base.id", False, "Europe/Brussels", "Asia/Jakarta"),
            ("base.id", "Europe/Brussels", "Asia/Jayapura", "Asia/Jayapura"),
            ("base.id", "Asia/Makassar", "Asia/Jayapura", "Asia/Makassar"),
            ("base.be", False, False, "Europe/Brussels"),
            (False, False, "Europe/Brussels", "Asia/Jakarta"),
        ):
            with self.subTest(country=country, company_tz=company_tz, user_tz=user_tz):
                self.company.country_id = country and self.env.ref(country)
                self.company.partner_id.tz, self.env.user.tz = company_tz, user_tz
                self.assertEqual(automations._default_tz(), expected)

    def test_switching_it_on_begins_anew(self):
        self.automation.write({"active": False, "active_from": self.now() - timedelta(days=9)})
        self.automation.with_user(self.supervisor).active = True
        self.assertAlmostEqual(self.automation.active_from, self.now(), delta=timedelta(seconds=5))

    def test_saving_one_that_is_on_changes_nothing_about_when_it_began(self):
        began = self.now() - timedelta(days=9)
        self.automation.active_from = began
        self.automation.write({"active": True, "name": "Still on"})
        self.assertEqual(self.automation.active_from, began)
