from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .accounts_common import NUMBER, PASSWORD, SPELLED, AccountsData
from .common import PeopleCase


@tagged("post_install", "-at_install")
class TestCsAccounts(AccountsData, PeopleCase):
    """Kelola Akun: what supervisors do to accounts, and what becomes of conversations."""

    def password_is(self, user, password):
        credential = {"type": "password", "login": user.login, "password": password}
        return user.with_user(user)._check_credentials(credential, {"interactive": True})["uid"] == user.id

    # --- adding --------------------------------------------------------------------------

    def test_supervisor_adds_an_account_that_is_cs_and_nothing_more(self):
        user = self.add()
        self.assertEqual(user.group_ids, self.env.ref("innovasia_crm.group_cs"))
        self.assertEqual((user.login, user.wa_number, user.company_ids), (NUMBER, NUMBER, self.company))
        self.assertTrue(self.password_is(user, PASSWORD))
        self.assertEqual(
            user.action_id, self.env["ir.actions.actions"].browse(self.env.ref("innovasia_whatsapp.action_conversations").id)
        )

    def test_password_is_nowhere_in_clear(self):
        wizard = self.as_user(self.supervisor, "wa.cs.account").create(
            {"name": "Andi", "wa_number": NUMBER, "password": PASSWORD}
        )
        self.env.flush_all()
        self.env.invalidate_all()
        self.env.cr.execute("SELECT row_to_json(w)::text FROM wa_cs_account AS w WHERE id = %s", [wizard.id])
        self.assertNotIn(PASSWORD, self.env.cr.fetchone()[0])
        self.assertFalse(wizard.password)

    def test_new_cs_answers_a_customer(self):
        user = self.add()
        conversation = self.hear()
        self.reply(conversation, user)
        self.assertEqual(conversation.wa_agent_id, user)

    def test_no_bot_stands_before_the_inbox_at_the_first_log_in(self):
        user = self.add()
        user.with_user(user)._on_webclient_bootstrap()
        chats = self.env["discuss.channel"].search([("channel_partner_ids", "in", user.partner_id.id)])
        self.assertFalse(chats.filtered(lambda channel: channel.channel_type == "chat"))

    def test_short_password_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "at least 8"):
            self.add(password="pendek")

    def test_what_is_no_number_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "not a phone number"):
            self.add(number="halo")

    def test_taken_number_is_refused_with_the_owners_name(self):
        self.add()
        with self.assertRaisesRegex(UserError, "Andi Pratama"):
            self.add(name="Bunga", number="+62 812 9999 0001")

    def test_number_of_a_deactivated_account_says_so(self):
        self.add().with_user(self.supervisor).action_wa_deactivate()
        with self.assertRaisesRegex(UserError, "deactivated"):
            self.add(name="Bunga")

    def test_number_of_another_company_names_nobody(self):
        stranger = self._create_user("stranger", "innovasia_crm.group_cs", company=self.other_company)
        stranger.write({"name": "Orang Lain", "wa_number": NUMBER})
        with self.assertRaises(UserError) as refusal:
            self.add()
        self.assertNotIn("Orang Lain", str(refusal.exception))

    def test_only_administrators_make_supervisors(self):
        with self.assertRaises(AccessError):
            wizard = self.as_user(self.supervisor, "wa.cs.account").create(
                {"name": "Andi", "wa_number": NUMBER, "password": PASSWORD, "role": "supervisor"}
            )
            wizard.action_add()
        user = self.add(by=self.admin, role="supervisor")
        self.assertEqual(user.group_ids, self.env.ref("innovasia_crm.group_cs_supervisor"))

    def test_cs_adds_nobody(self):
        with self.assertRaises(AccessError):
            self.as_user(self.cs_a, "wa.cs.account").create({"name": "Andi", "wa_number": NUMBER, "password": PASSWORD})
        with self.assertRaises(AccessError):
            self.as_user(self.cs_a, "res.users")._wa_add_account("Andi", NUMBER, "$x$", "cs")

    # --- changing ------------------------------------------------------------------------

    def test_new_number_is_the_new_login(self):
        user = self.add()
        self.edit(user, name="Andi P.", wa_number="0812 9999 0002")
        self.assertEqual((user.name, user.login, user.wa_number), ("Andi P.", "6281299990002", "6281299990002"))
        self.assertTrue(self.password_is(user, PASSWORD))

    def test_login_by_name_stays_when_the_number_changes(self):
        self.edit(self.cs_a, wa_number=SPELLED)
        self.assertEqual((self.cs_a.login, self.cs_a.wa_number), ("crm_cs_a", NUMBER))

    def test_new_password_ends_trusted_devices(self):
        user = self.add()
        self.env["auth_totp.device"].with_user(user).sudo()._generate("browser", "Chrome", False)
        self.assertTrue(user.totp_trusted_device_ids)
        self.edit(user, password="lebih-rahasia")
        self.assertTrue(self.password_is(user, "lebih-rahasia"))
        self.env.invalidate_all()
        self.assertFalse(user.totp_trusted_device_ids)

    def test_administrator_makes_a_cs_supervisor_and_back(self):
        user = self.add()
        self.edit(user, by=self.admin, role="supervisor")
        self.assertEqual(user.wa_role, "supervisor")
        self.edit(user, by=self.admin, role="cs")
        self.assertEqual((user.wa_role, user.group_ids), ("cs", self.env.ref("innovasia_crm.group_cs")))

    def test_supervisor_manages_nobody_who_is_more_than_cs(self):
        more = self.add(name="Lebih")
        self.lend_group(more, "base.group_partner_manager")
        stranger = self._create_user("stranger", "innovasia_crm.group_cs", company=self.other_company)
        colleague = self._create_user("crm_supervisor_2", "innovasia_crm.group_cs_supervisor")
        someone = (
            self.admin,
            self.env.ref("base.user_admin"),
            colleague,
            self.supervisor,
            more,
            stranger,
            self.outsider,
            self.portal,
        )
        for user in someone:
            for action in ("action_wa_edit_account", "action_wa_deactivate", "action_wa_activate"):
                with self.subTest(user=user.login, action=action), self.assertRaises(AccessError):
                    getattr(user.with_user(self.supervisor), action)()

    def test_list_offers_only_what_one_may_do(self):
        users = self.add() | self.cs_a | self.supervisor | self.admin | self.outsider
        self.assertEqual(users.with_user(self.supervisor).filtered("wa_is_managed").sudo(), (users[0] | self.cs_a).sudo())
        self.assertFalse(users.with_user(self.cs_a).filtered("wa_is_managed"))

    def test_form_of_a_colleague_changes_nobody_else(self):
        wizard = self.as_user(self.supervisor, "wa.cs.account").create({"name": "Andi", "wa_number": NUMBER})
        wizard.user_id = self.admin
        with self.assertRaises(AccessError):
            wizard.action_save()

    def test_plain_whatsapp_user_is_managed_as_cs(self):
        plain = self._create_user("plain", "innovasia_whatsapp.group_user")
        self.edit(plain, name="Polos", wa_number=SPELLED)
        self.assertEqual((plain.name, plain.wa_number), ("Polos", NUMBER))

    def test_supervisor_lifts_nobody_to_supervisor(self):
        user = self.add()
        action = user.with_user(self.supervisor).action_wa_edit_account()
        wizard = self.as_user(self.supervisor, "wa.cs.account").browse(action["res_id"])
        wizard.role = "supervisor"
        with self.assertRaises(AccessError):
            wizard.action_save()

    # --- leaving -------------------------------------------------------------------------

    def given_back(self, conversation):
        self.env.invalidate_all()
        return conversation.wa_state == "new" and not conversation.wa_agent_id

    def serving(self, user):
        conversation = self.hear()
        self.reply(conversation, user)
        self.assertEqual(conversation.wa_agent_id, user)
        return conversation

    def test_deactivated_persons_conversations_go_back_to_the_queue(self):
        user = self.add()
        conversation = self.serving(user)
        user.with_user(self.supervisor).action_wa_deactivate()
        self.assertFalse(user.active)
        self.assertTrue(self.given_back(conversation))
        self.assertEqual(conversation.wa_assignment_ids[0].reason, "deactivated")

    def test_deactivation_in_the_settings_gives_back_as_well(self):
        conversation = self.serving(self.cs_a)
        self.cs_a.active = False
        self.assertTrue(self.given_back(conversation))

    def test_who_loses_the_group_gives_back(self):
        conversation = self.serving(self.cs_a)
        self.cs_a.group_ids = [Command.set(self.env.ref("base.group_user").ids)]
        self.assertTrue(self.given_back(conversation))

    def test_who_is_taken_out_of_the_group_gives_back(self):
        conversation = self.serving(self.cs_a)
        self.env.ref("innovasia_crm.group_cs").user_ids = [Command.unlink(self.cs_a.id)]
        self.assertTrue(self.given_back(conversation))

    def test_who_leaves_the_company_gives_back(self):
        conversation = self.serving(self.cs_a)
        self.cs_a.write({"company_ids": [Command.set(self.other_company.ids)], "company_id": self.other_company.id})
        self.assertTrue(self.given_back(conversation))

    def test_deactivated_person_has_no_key_left(self):
        user = self.add()
        user = user.with_user(user)
        key = self.env["res.users.apikeys"].with_user(user).sudo()._generate(None, "rpc", False)
        self.env["auth_totp.device"].with_user(user).sudo()._generate("browser", "Chrome", False)
        user.with_user(self.supervisor).action_wa_deactivate()
        user.with_user(self.supervisor).action_wa_activate()
        self.env.invalidate_all()
        self.assertTrue(user.active)
        self.assertFalse(user.sudo().api_key_ids)
        self.assertFalse(user.sudo().totp_trusted_device_ids)
        self.assertFalse(self.env["res.users.apikeys"]._check_credentials(scope="rpc", key=key))
        self.assertTrue(self.password_is(user.with_env(self.env), PASSWORD))

    # --- the list ------------------------------------------------------------------------

    def test_list_counts_what_is_open_and_waiting(self):
        conversation = self.serving(self.cs_a)
        user = self.as_user(self.supervisor, "res.users").browse(self.cs_a.id)
        self.assertEqual((user.wa_open_count, user.wa_waiting_count), (1, 0))
        self.hear("Halo?")
        user.invalidate_recordset()
        self.assertEqual((user.wa_open_count, user.wa_waiting_count), (1, 1))
        conversation.with_user(self.supervisor).wa_release()
        user.invalidate_recordset()
        self.assertEqual((user.wa_open_count, user.wa_waiting_count), (0, 0))

    def test_colleagues_do_not_read_each_others_number(self):
        user = self.add()
        self.assertEqual(user.with_user(user).read(["wa_number"])[0]["wa_number"], NUMBER)
        with self.assertRaises(AccessError):
            user.with_user(self.cs_a).read(["wa_number"])

    def test_number_in_the_contact_is_not_the_one_of_log_ins(self):
        user = self.add()
        user.partner_id.wa_number = "+6281299990007"
        self.assertEqual(user.wa_number, NUMBER)

    # --- logging in ----------------------------------------------------------------------

    def test_any_spelling_of_the_number_finds_the_account(self):
        user = self.add()
        users = self.env["res.users"]
        for spelling in (NUMBER, SPELLED, "+62 812 9999 0001", "081299990001", "(+62) 812.9999.0001", " 0062812-99990001 "):
            with self.subTest(spelling=spelling):
                self.assertEqual(users.search(users._get_login_domain(spelling)), user)
        for other in ("0812-9999-0002", "andi81299990001", "", "0", "%", "crm"):
            with self.subTest(other=other):
                self.assertFalse(users.search(users._get_login_domain(other)))
        self.assertEqual(users.search(users._get_login_domain("crm_cs_a")), self.cs_a)

    def test_somebodys_login_goes_before_anothers_number(self):
        self.cs_a.login = SPELLED
        self.add()
        users = self.env["res.users"]
        self.assertEqual(users.search(users._get_login_domain(SPELLED)), self.cs_a)
