import json

from odoo.tests import get_db_name, tagged
from odoo.tools import mute_logger

from odoo.addons.innovasia_whatsapp.models.wa_account import OUTBOX

from .accounts_common import NUMBER, PASSWORD, SPELLED
from .otp_common import PAGE, OtpCase


@tagged("post_install", "-at_install")
class TestOtp(OtpCase):
    """Logging in with a code by WhatsApp."""

    def test_code_by_whatsapp_logs_in(self):
        page = self.give_password()
        self.assertIn("•••• 0001", page.text)
        self.assertFalse(self.is_in())
        self.assertEqual(self.enter(self.receive_code()).status_code, 303)
        self.assertTrue(self.is_in())
        [message] = self.graph.sent
        self.assertEqual(message["to"], NUMBER)
        self.assertEqual(message["template"]["name"], "kode_uji")
        button = message["template"]["components"][1]
        self.assertEqual((button["sub_type"], button["index"]), ("url", "0"))
        self.assertEqual(button["parameters"], message["template"]["components"][0]["parameters"])

    def test_code_is_nowhere_but_in_the_message(self):
        with self.assertLogs(level="DEBUG") as log:
            self.give_password()
            code = self.receive_code()
        self.assertNotIn(code, "\n".join(line for line in log.output if "sql_db" not in line))
        for table in ("wa_message", "queue_job", "res_users", "auth_totp_rate_limit_log", "mail_message"):
            self.env.cr.execute(f"SELECT count(*) FROM {table} AS t WHERE to_jsonb(t)::text ~ %s", [rf"\y{code}\y"])
            self.assertEqual(self.env.cr.fetchone(), (0,), table)

    def test_no_conversation_comes_of_it(self):
        before = self.conversations()
        self.give_password()
        self.receive_code()
        self.assertEqual(self.conversations(), before)
        for user in (self.user, self.supervisor, self.admin):
            seen = self.env["wa.message"].with_user(user).search([("identity_id.wa_id", "=", NUMBER)])
            self.assertFalse(seen, user.login)

    def test_wrong_code_is_refused(self):
        self.give_password()
        code = self.receive_code()
        answer = self.enter(f"{(int(code) + 1) % 1000000:06}")
        self.assertIn("wrong or too old", answer.text)
        self.assertFalse(self.is_in())
        self.assertEqual(self.codes(), [code], "a wrong code sends no other")

    def test_code_works_once(self):
        self.give_password()
        code = self.receive_code()
        self.enter(code)
        self.log_out()
        self.give_password()
        self.assertIn("wrong or too old", self.enter(code).text)
        self.assertFalse(self.is_in())

    def test_code_is_good_for_five_minutes_at_least(self):
        self.give_password()
        code = self.receive_code()
        with self.later(1):
            self.assertEqual(self.enter(code).status_code, 303)

    def test_code_is_not_good_after_ten_minutes(self):
        self.give_password()
        code = self.receive_code()
        with self.later(2):
            self.assertIn("wrong or too old", self.enter(code).text)
        self.assertFalse(self.is_in())

    def test_code_of_another_person_is_refused(self):
        self.add(name="Bunga", number="0812-9999-0002")
        self.give_password("081299990002")
        code = self.receive_code()
        self.log_out()
        self.give_password()
        self.assertIn("wrong or too old", self.enter(code).text)

    def test_after_five_wrong_codes_even_the_right_one_is_refused(self):
        self.give_password()
        code = self.receive_code()
        for _try in range(5):
            self.enter("1" if code != "000001" else "2")
        self.assertEqual(self.enter(code).status_code, 200)
        self.assertFalse(self.is_in())

    def test_who_is_deactivated_meanwhile_gets_not_in(self):
        self.give_password()
        code = self.receive_code()
        self.user.with_user(self.supervisor).action_wa_deactivate()
        self.assertEqual(self.enter(code).headers["Location"].rsplit("/web/", 1)[1], "login")
        self.assertFalse(self.is_in())

    def test_code_is_no_first_factor(self):
        self.give_password()
        code = self.receive_code()
        self.log_out()
        for token in ({}, {"token": code}, {"totp_token": code}):
            answer = self.submit("/web/login", login=SPELLED, type="totp_whatsapp", **token)
            self.assertIn("Wrong login/password", answer.text)
        self.assertFalse(self.is_in())

    def test_reload_sends_no_second_code(self):
        self.give_password()
        self.url_open(PAGE)
        self.assertEqual(len(self.codes()), 1)

    def test_password_given_twice_sends_one_code_that_is_good_for_both(self):
        self.give_password()
        self.log_out()
        page = self.give_password()
        self.assertIn("a moment ago", page.text)
        self.assertNotIn("alert-danger", page.text)
        [code] = self.codes()
        self.assertEqual(self.enter(code).status_code, 303)

    def test_another_code_is_sent_after_a_minute(self):
        self.give_password()
        self.assertIn("just sent", self.submit(PAGE, wa_code="again").text)
        self.assertEqual(len(self.codes()), 1)
        self.let_cool_down()
        self.submit(PAGE, wa_code="again")
        self.assertEqual(len(self.codes()), 2)
        self.assertEqual(self.enter(self.receive_code()).status_code, 303)

    def test_no_more_than_five_codes_an_hour(self):
        self.give_password()
        for _try in range(5):
            self.let_cool_down()
            answer = self.submit(PAGE, wa_code="again")
        self.assertIn("Too many codes", answer.text)
        self.assertEqual(len(self.codes()), 5)

    def test_device_that_is_trusted_needs_no_code(self):
        self.give_password()
        self.opener.headers["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
        answer = self.enter(self.receive_code(), remember="1")
        self.assertIn("td_id", answer.cookies)
        self.log_out()
        self.opener.cookies["td_id"] = answer.cookies["td_id"]
        self.give_password()
        self.assertTrue(self.is_in())
        self.assertEqual(len(self.codes()), 1)

    def test_code_that_waited_too_long_is_not_sent(self):
        self.give_password()
        message = self.env["wa.message"].search([("identity_id.wa_id", "=", NUMBER)])
        self.env.cr.execute(
            "UPDATE wa_message SET create_date = create_date - interval '6 minutes' WHERE id = %s", [message.id]
        )
        self.env.invalidate_all()
        self.assertEqual(self.codes(), [])
        self.assertEqual(message.state, "failed")

    def test_number_that_changed_gets_no_code_for_the_old_one(self):
        self.give_password()
        self.edit(self.user, wa_number="0812-9999-0009")
        self.assertEqual(self.codes(), [])

    # --- what stands in ------------------------------------------------------------------

    def set_up_app(self):
        self.user.sudo().totp_secret = "JBSWY3DPEHPK3PXP"

    def test_authenticator_app_can_be_used_instead(self):
        self.set_up_app()
        page = self.give_password()
        self.assertIn("Use the authenticator app", page.text)
        page = self.submit(PAGE, wa_code="app")
        self.assertIn("Authenticator app", page.text)
        self.assertIn("Send a code by WhatsApp", page.text)
        self.let_cool_down()
        page = self.submit(PAGE, wa_code="whatsapp")
        self.assertEqual(self.enter(self.receive_code()).status_code, 303)

    def test_app_stands_in_when_no_device_can_send(self):
        self.set_up_app()
        self.account.state = "error"
        page = self.give_password()
        self.assertIn("Authenticator app", page.text)
        self.assertFalse(self.is_in())

    def test_without_device_and_app_a_sentence_says_so(self):
        self.account.otp_template_id = False
        page = self.give_password()
        self.assertIn("tell your administrator", page.text)
        self.assertFalse(self.is_in())

    def test_device_that_breaks_meanwhile_is_told_beside_the_code_that_is_still_good(self):
        self.give_password()
        code = self.receive_code()
        self.account.state = "error"
        self.let_cool_down()
        page = self.submit(PAGE, wa_code="again")
        self.assertIn("tell your administrator", page.text)
        self.assertEqual(self.enter(code).status_code, 303)

    def test_without_number_a_sentence_says_so(self):
        self.company.wa_otp_policy = False
        self.user.wa_number = False
        self.env.flush_all()
        self.env.cr.execute("UPDATE res_company SET wa_otp_policy = 'cs' WHERE id = %s", [self.company.id])
        self.env.invalidate_all()
        page = self.give_password(NUMBER)
        self.assertIn("no WhatsApp number", page.text)
        self.assertFalse(self.is_in())

    @mute_logger("odoo.addons.innovasia_whatsapp.models.wa_outbox_policy")
    def test_failure_to_send_is_told(self):
        self.graph.script = [132001]
        self.give_password()
        self.drain(purpose=OUTBOX)
        answer = self.make_jsonrpc_request("/web/login/totp/whatsapp", {})
        self.assertEqual(answer["state"], "failed")
        self.assertIn("could not be sent", self.url_open(PAGE).text)

    def test_nobody_else_is_told_how_far_a_code_is(self):
        self.assertEqual(self.make_jsonrpc_request("/web/login/totp/whatsapp", {})["state"], "over")

    def test_page_speaks_the_persons_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.user.lang = "fr_FR"
        self.env.ref("innovasia_crm.login_code").update_field_translations("arch_db", {"fr_FR": {"Log in": "Entrer"}})
        self.assertRegex(self.give_password().text, r"Entrer\s*</button>")

    # --- programs ------------------------------------------------------------------------

    @mute_logger("odoo.addons.rpc.controllers.xmlrpc")
    def test_password_alone_opens_no_xmlrpc(self):
        database = get_db_name()
        self.assertFalse(self.xmlrpc_common.authenticate(database, NUMBER, PASSWORD, {}))
        key = self.env["res.users.apikeys"].with_user(self.user).sudo()._generate(None, "rpc", False)
        self.assertEqual(self.xmlrpc_common.authenticate(database, NUMBER, key, {}), self.user.id)

    @mute_logger("odoo.addons.rpc.controllers.jsonrpc", "odoo.http")
    def test_code_is_not_computed_for_programs(self):
        key = self.env["res.users.apikeys"].with_user(self.user).sudo()._generate(None, "rpc", False)
        for method in ("_wa_otp_code", "_wa_otp_key", "_wa_otp_send", "_wa_add_account", "_wa_change_account"):
            body = {"service": "object", "method": "execute_kw"}
            body["args"] = [get_db_name(), self.user.id, key, "res.users", method, [[self.user.id]]]
            answer = self.url_open(
                "/jsonrpc",
                data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": body}),
                headers={"Content-Type": "application/json"},
            ).json()
            self.assertIn("error", answer, method)

    def test_policy_is_the_strictest_of_ones_companies(self):
        self.user.write({"company_ids": [(4, self.other_company.id)], "company_id": self.other_company.id})
        self.assertEqual(self.user._mfa_type(), "totp_whatsapp")
        self.user.wa_otp_mode = "off"
        self.assertFalse(self.user._wa_otp_required())
