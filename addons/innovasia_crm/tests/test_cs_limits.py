import json

from odoo.tests import HttpCase, get_db_name, tagged
from odoo.tools import mute_logger

from .accounts_common import NUMBER, PASSWORD, AccountsData
from .common import PeopleData

#: What a CS tries over RPC, and must not get: (model, method, arguments). {…} stands for an id of the test.
REFUSED = [
    # users and rights
    ("res.users", "create", [{"name": "Hantu", "login": "hantu"}]),
    ("res.users", "write", ["{self}", {"group_ids": [[4, "{system}"]]}]),
    ("res.users", "write", ["{self}", {"login": "admin2"}]),
    ("res.users", "write", ["{self}", {"wa_number": "6281299990009"}]),
    ("res.users", "write", ["{self}", {"wa_otp_mode": "off"}]),
    ("res.users", "write", ["{self}", {"company_ids": [[4, "{company}"]]}]),
    ("res.users", "write", ["{colleague}", {"name": "Diganti"}]),
    ("res.users", "write", ["{colleague}", {"password": "diganti-saja"}]),
    ("res.users", "read", ["{colleague}", ["wa_number"]]),
    ("res.users", "read", ["{self}", ["wa_otp_used"]]),
    ("res.users", "unlink", ["{colleague}"]),
    ("res.users", "action_wa_edit_account", ["{colleague}"]),
    ("res.users", "action_wa_deactivate", ["{colleague}"]),
    ("res.users", "action_wa_activate", ["{colleague}"]),
    ("res.users", "action_wa_monitor", [[]]),
    ("wa.cs.account", "create", [{"name": "Hantu", "wa_number": NUMBER, "password": PASSWORD}]),
    ("res.groups", "write", ["{system}", {"user_ids": [[4, "{self_id}"]]}]),
    ("ir.model.access", "search_read", [[]]),
    ("ir.model.access", "create", [{"name": "x", "model_id": 1, "perm_read": True}]),
    ("ir.rule", "search_read", [[]]),
    # settings and apps
    ("res.config.settings", "create", [{}]),
    ("res.company", "write", ["{company}", {"wa_otp_policy": False}]),
    ("ir.config_parameter", "get_param", ["database.secret"]),
    ("ir.config_parameter", "set_param", ["web.base.url", "https://example.com"]),
    ("ir.module.module", "button_immediate_install", [[1]]),
    ("base.module.upgrade", "create", [{}]),
    # technical
    ("ir.actions.server", "search_read", [[]]),
    ("ir.actions.server", "create", [{"name": "x", "model_id": 1, "state": "code", "code": "1"}]),
    ("ir.cron", "search_read", [[]]),
    ("ir.ui.view", "write", [[1], {"arch": "<t/>"}]),
    ("ir.ui.menu", "create", [{"name": "x"}]),
    ("queue.job", "search_read", [[]]),
    ("auth.totp.rate.limit.log", "search_read", [[]]),
    # the wire
    ("wa.account", "read", ["{account}", ["access_token"]]),
    ("wa.account", "read", ["{account}", ["app_secret"]]),
    ("wa.account", "write", ["{account}", {"otp_template_id": False}]),
    ("wa.account", "action_connect", ["{account}"]),
    ("wa.account", "create", [{"name": "x", "phone_number_id": "1", "waba_id": "1"}]),
    ("wa.event", "search_read", [[]]),
    ("wa.message", "create", [{"state": "outgoing"}]),
    ("wa.message", "write", [[1], {"state": "sent"}]),
]
#: What a supervisor tries beyond the accounts of CS.
REFUSED_TO_SUPERVISORS = [
    ("res.users", "create", [{"name": "Hantu", "login": "hantu"}]),
    ("res.users", "write", ["{colleague}", {"name": "Diganti"}]),
    ("res.users", "write", ["{colleague}", {"wa_number": "6281299990009"}]),
    ("res.users", "write", ["{supervisor}", {"group_ids": [[4, "{system}"]]}]),
    *(
        ("res.users", action, [whom])
        for action in ("action_wa_edit_account", "action_wa_deactivate", "action_wa_activate")
        for whom in ("{admin}", "{root}", "{supervisor}")
    ),
    ("wa.cs.account", "write", ["{form}", {"password_hash": "$pbkdf2-sha512$1$x$x"}]),
    ("wa.cs.account", "write", ["{form}", {"otp_mode": "off"}]),
    ("wa.cs.account", "action_save", ["{form}"]),
    ("wa.cs.account", "action_add", ["{form_of_supervisor}"]),
    ("res.company", "write", ["{company}", {"wa_otp_policy": False}]),
    ("res.config.settings", "create", [{}]),
    ("res.groups", "write", ["{system}", {"user_ids": [[4, "{self_id}"]]}]),
    ("wa.account", "write", ["{account}", {"otp_template_id": False}]),
]


@tagged("post_install", "-at_install")
class TestCsLimits(AccountsData, PeopleData, HttpCase):
    """The account of a CS does the work of a CS and nothing else."""

    def setUp(self):
        super().setUp()
        self.user = self.add()
        values = {"name": "Hantu", "wa_number": "0812-9999-0008", "password": PASSWORD}
        forms = self.as_user(self.supervisor, "wa.cs.account")
        self.forms = forms.create([{**values, "user_id": self.admin.id}, {**values, "role": "supervisor"}])

    def rpc(self, model, method, *arguments, login=None, **keywords):
        """Call as an integrator with the password of the CS does, or of somebody whose log-in is the password."""
        user = self.env["res.users"].search([("login", "=", login)]) if login else self.user
        parameters = [get_db_name(), user.id, login or PASSWORD, model, method, arguments, keywords]
        body = {"jsonrpc": "2.0", "method": "call", "params": {"service": "object", "method": "execute_kw", "args": parameters}}
        headers = {"Content-Type": "application/json"}
        return self.url_open("/jsonrpc", data=json.dumps(body), headers=headers).json()

    def fill(self, value):
        """Put the ids of the test into arguments."""
        ids = {
            "{self}": [self.user.id],
            "{self_id}": self.user.id,
            "{colleague}": [self.cs_a.id],
            "{system}": self.env.ref("base.group_system").id,
            "{company}": self.company.id,
            "{account}": [self.account.id],
            "{supervisor}": [self.supervisor.id],
            "{admin}": [self.admin.id],
            "{root}": [self.env.ref("base.user_admin").id],
            "{form}": self.forms[:1].ids,
            "{form_of_supervisor}": self.forms[1:].ids,
        }
        if isinstance(value, list):
            return [self.fill(item) for item in value]
        if isinstance(value, dict):
            return {key: self.fill(item) for key, item in value.items()}
        return ids.get(value, value) if isinstance(value, str) else value

    @mute_logger("odoo.http", "odoo.addons.rpc.controllers.jsonrpc", "odoo.models", "odoo.addons.base.models.ir_model")
    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_rpc_refuses_what_is_not_the_work_of_a_cs(self):
        for model, method, arguments in REFUSED:
            if model not in self.env:
                continue
            with self.subTest(model=model, method=method, arguments=arguments):
                answer = self.rpc(model, method, *self.fill(arguments))
                self.assertIn("error", answer)
                self.assertIn(
                    answer["error"]["data"]["name"],
                    ("odoo.exceptions.AccessError", "odoo.exceptions.UserError", "odoo.exceptions.AccessDenied"),
                    answer["error"]["data"]["message"],
                )
        self.env.invalidate_all()
        self.assertEqual(self.user.group_ids, self.env.ref("innovasia_crm.group_cs"))

    @mute_logger("odoo.http", "odoo.addons.rpc.controllers.jsonrpc", "odoo.models", "odoo.addons.base.models.ir_model")
    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_rpc_refuses_supervisors_what_lifts_them_or_others(self):
        before = self.admin.read(["name", "login", "wa_number", "active"])
        for model, method, arguments in REFUSED_TO_SUPERVISORS:
            with self.subTest(model=model, method=method, arguments=arguments):
                answer = self.rpc(model, method, *self.fill(arguments), login="crm_supervisor")
                self.assertEqual(answer.get("error", {}).get("data", {}).get("name"), "odoo.exceptions.AccessError", answer)
        self.env.invalidate_all()
        self.assertEqual(self.admin.read(["name", "login", "wa_number", "active"]), before)
        self.assertEqual(self.supervisor.group_ids, self.env.ref("innovasia_crm.group_cs_supervisor"))

    def test_deactivated_person_is_out_at_once(self):
        self.authenticate(NUMBER, PASSWORD)
        self.assertEqual(self.url_open("/odoo", allow_redirects=False).status_code, 200)
        self.user.with_user(self.supervisor).action_wa_deactivate()
        self.assertIn("/web/login", self.url_open("/odoo", allow_redirects=False).headers["Location"])

    @mute_logger("odoo.addons.rpc.controllers.jsonrpc")
    def test_rpc_lets_a_cs_work(self):
        conversation = self.hear()
        found = self.rpc("discuss.channel", "search", [["channel_type", "=", "whatsapp"]])
        self.assertIn(conversation.id, found["result"])
        self.rpc("discuss.channel", "message_post", [conversation.id], body="Halo", message_type="comment")
        self.env.invalidate_all()
        self.assertEqual(conversation.wa_agent_id, self.user)
        self.assertIn("result", self.rpc("res.users", "write", [self.user.id], {"lang": "en_US"}))

    def test_apps_of_a_cs_are_discuss_and_whatsapp(self):
        menus = self.env["ir.ui.menu"].with_user(self.user)
        roots = menus.browse(menus._visible_menu_ids()).filtered(lambda menu: not menu.parent_id)
        others = {
            self.env.ref("base.menu_administration"),
            self.env.ref("base.menu_management"),
        }
        self.assertIn(self.env.ref("innovasia_whatsapp.menu_root"), roots)
        self.assertFalse(others & set(roots))
        for xml_id in ("menu_cs_accounts", "menu_settings", "menu_history", "menu_monitoring"):
            self.assertNotIn(self.env.ref(f"innovasia_crm.{xml_id}").id, menus._visible_menu_ids(), xml_id)

    def test_preferences_grant_nothing(self):
        views = (
            self.env["res.users"]
            .with_user(self.user)
            .get_views([(self.env.ref("base.view_users_form_simple_modif").id, "form")])
        )
        arch = views["views"]["form"]["arch"]
        for field in ("group_ids", "role", "wa_otp_mode", "company_ids"):
            self.assertNotIn(f'name="{field}"', arch)
        self.assertIn('name="action_wa_otp_enable"', arch)

    def test_cs_exports_nothing(self):
        self.assertFalse(self.user.has_group("base.group_allow_export"))
        self.authenticate(NUMBER, PASSWORD)
        answer = self.url_open(
            "/web/export/csv",
            data={
                "data": json.dumps(
                    {
                        "model": "wa.label",
                        "fields": [{"name": "name", "label": "Name"}],
                        "ids": [],
                        "domain": [],
                        "import_compat": False,
                    }
                )
            },
        )
        self.assertNotEqual(answer.status_code, 200)
