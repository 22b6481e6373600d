from contextlib import closing
from types import SimpleNamespace
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, Command, api
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.sql_db import db_connect
from odoo.tests import tagged
from odoo.tools import file_open, mute_logger

from .accounts_common import SPELLED, AccountsData
from .common import PeopleCase


@tagged("post_install", "-at_install")
class TestOtpPolicy(AccountsData, PeopleCase):
    """Switching the code on locks nobody out, whoever does it and wherever."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account.write({"state": "connected", "otp_template_id": cls.otp_template.id})
        cls.colleagues = cls.env["res.users"].search([("company_ids", "in", cls.company.ids), ("share", "=", False)])
        for index, user in enumerate(cls.colleagues):
            user.wa_number = f"62812888800{index:02}"

    def test_without_a_device_it_is_not_switched_on(self):
        for values in (
            {"state": "error"},
            {"otp_template_id": False},
            {"active": False},
            {"company_id": self.other_company.id},
        ):
            with self.subTest(**values), self.env.cr.savepoint() as savepoint:
                self.account.write(values)
                with self.assertRaisesRegex(ValidationError, "connected device"):
                    self.company.wa_otp_policy = "cs"
                savepoint.rollback()

    def test_who_has_no_number_is_named(self):
        self.cs_a.write({"name": "Tanpa Nomor", "wa_number": False})
        with self.assertRaisesRegex(ValidationError, "Tanpa Nomor"):
            self.company.wa_otp_policy = "cs"

    def test_authenticator_app_or_never_will_do_without_a_number(self):
        (self.cs_a | self.cs_b).wa_number = False
        self.cs_a.totp_secret = "JBSWY3DPEHPK3PXP"
        self.cs_b.wa_otp_mode = "off"
        self.company.wa_otp_policy = "cs"
        self.assertEqual((self.cs_a.wa_otp_state, self.cs_b.wa_otp_state), ("app", "off"))

    def test_whom_it_is_required_of(self):
        self.assertFalse(any(user._wa_otp_required() for user in self.colleagues))
        self.company.wa_otp_policy = "cs"
        required = self.colleagues.filtered(lambda user: user._wa_otp_required())
        self.assertTrue(required >= self.cs_a | self.cs_b | self.supervisor)
        self.assertFalse(required & (self.admin | self.outsider))
        self.env.ref("base.user_admin").wa_otp_mode = "off"
        self.company.wa_otp_policy = "internal"
        self.assertTrue(all(user._wa_otp_required() for user in self.colleagues))
        self.assertFalse(self.portal._wa_otp_required())

    def test_some_administrator_has_another_way_in(self):
        administrators = self.env.ref("base.group_system").all_user_ids.filtered("active") - self.env.ref("base.user_root")
        for index, administrator in enumerate(administrators):
            administrator.write({"company_ids": [Command.link(self.company.id)], "wa_number": f"62812777700{index:02}"})
        with self.assertRaisesRegex(ValidationError, "authenticator app"):
            self.company.wa_otp_policy = "internal"
        administrators[0].totp_secret = "JBSWY3DPEHPK3PXP"
        self.company.wa_otp_policy = "internal"

    def test_number_that_is_needed_is_not_taken_away(self):
        self.company.wa_otp_policy = "cs"
        with self.assertRaisesRegex(ValidationError, "needs a WhatsApp number"):
            self.cs_a.wa_number = False

    def test_copy_of_a_database_asks_for_no_codes(self):
        self.company.wa_otp_policy = "cs"
        self.cs_a.wa_otp_mode = "on"
        self.own(self.cs_b, "action_wa_otp_enable")
        self.env.flush_all()
        with file_open("innovasia_crm/data/neutralize.sql") as statements:
            self.env.cr.execute(statements.read())
        self.env.invalidate_all()
        self.assertFalse(any(user._wa_otp_required() for user in self.colleagues))

    # --- one's own switch ----------------------------------------------------------------

    def own(self, user, action):
        request = SimpleNamespace(session={"identity-check-last": float("inf")})
        with patch("odoo.addons.base.models.res_users.request", request):
            return getattr(user.with_user(user), action)()

    def test_anybody_takes_part_and_stops(self):
        self.own(self.cs_a, "action_wa_otp_enable")
        self.assertEqual((self.cs_a.wa_otp_state, self.cs_b.wa_otp_state), ("whatsapp", "off"))
        self.own(self.cs_a, "action_wa_otp_disable")
        self.assertEqual(self.cs_a.wa_otp_state, "off")

    def test_nobody_stops_what_the_company_requires(self):
        self.company.wa_otp_policy = "cs"
        with self.assertRaisesRegex(UserError, "requires"):
            self.own(self.cs_a, "action_wa_otp_disable")

    def test_nobody_stops_what_an_administrator_requires(self):
        self.cs_a.wa_otp_mode = "on"
        self.own(self.cs_a, "action_wa_otp_enable")
        with self.assertRaisesRegex(UserError, "requires"):
            self.own(self.cs_a, "action_wa_otp_disable")
        self.assertEqual((self.cs_a.wa_otp_mode, self.cs_a.wa_otp_state), ("on", "whatsapp"))

    def test_an_administrator_lets_in_who_gets_no_codes_any_more(self):
        self.own(self.cs_a, "action_wa_otp_enable")
        self.cs_a.with_user(self.env.ref("base.user_admin")).wa_otp_mode = "off"
        self.assertEqual(self.cs_a.wa_otp_state, "off")

    def test_nobody_switches_for_others_or_redirects_the_codes(self):
        with self.assertRaises(UserError):
            self.cs_b.with_user(self.cs_a)._wa_otp_self()
        for values in ({"wa_number": "6281200000000"}, {"wa_otp_mode": "off"}, {"wa_otp_used": 7}):
            for user in (self.cs_a, self.supervisor):
                with self.subTest(user=user.login, **values), self.assertRaises(AccessError):
                    user.with_user(user).write(values)

    def test_only_administrators_exempt_somebody(self):
        user = self.add()
        with self.assertRaises(AccessError):
            user.with_user(self.supervisor).action_wa_edit_account()
            wizard = self.as_user(self.supervisor, "wa.cs.account").search([], limit=1, order="id desc")
            wizard.otp_mode = "off"
        self.edit(user, by=self.admin, otp_mode="off")
        self.assertEqual(user.wa_otp_mode, "off")

    @mute_logger("odoo.sql_db")
    def test_tries_of_the_same_moment_do_not_slip_past_the_limits(self):
        # Two transactions as of two servers: the one of the test would see everything.
        connection = db_connect(self.env.cr.dbname)
        with closing(connection.cursor()) as first, closing(connection.cursor()) as second:
            users = [api.Environment(cr, SUPERUSER_ID, {}).ref("base.public_user") for cr in (first, second)]
            self.assertEqual(*(user.id for user in users))
            users[0]._wa_otp_one_at_a_time()
            first.commit()
            with self.assertRaises(SerializationFailure):  # Odoo repeats the request, which then counts the first one
                users[1]._wa_otp_one_at_a_time()

    # --- the template --------------------------------------------------------------------

    def test_template_of_another_category_or_business_account_is_refused(self):
        other = self._create_account("Lain", "100000000000909", self.company, waba_id="200000000000009")
        with self.assertRaisesRegex(UserError, "another WhatsApp Business account"):
            other.otp_template_id = self.otp_template
        self.account.otp_template_id = False
        self.otp_template.category = "UTILITY"
        with self.assertRaisesRegex(ValidationError, "category Authentication"):
            self.account.otp_template_id = self.otp_template

    def test_nobody_depends_on_a_template_that_meta_has_not_approved(self):
        for status in ("draft", "pending", "rejected", "paused", "disabled"):
            self.otp_template.status = status
            with self.subTest(status), self.assertRaisesRegex(ValidationError, "that Meta has approved"):
                self.env["res.config.settings"].with_company(self.company).create({"wa_otp_policy": "cs"})
        self.otp_template.status = "approved"
        self.env["res.config.settings"].with_company(self.company).create({"wa_otp_policy": "cs"})
        self.assertEqual(self.company.wa_otp_policy, "cs")

    def test_own_number_is_normalised_and_nobody_elses(self):
        self.cs_a.wa_number = SPELLED
        self.assertEqual(self.cs_a.wa_number, "6281299990001")
