from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from ..tools import payloads
from .common import SECRET, WireData

TOKEN = "test-access-token"
EVERYBODY = {"cs_a", "foreign", "admin", "outsider", "portal", None}
OF_THE_COMPANY = {"cs_a", "admin"}
ADMIN = {"admin"}

#: (model, method, arguments, who gets something); {names} stand for the ids of setUp.
READS = [
    ("discuss.channel", "read", [["{channel}"], ["name", "wa_partner_id"]], OF_THE_COMPANY),
    ("discuss.channel", "search", [[("id", "=", "{channel}")]], OF_THE_COMPANY),
    ("discuss.channel", "search_read", [[("name", "=", "Rahasia")], ["name"]], OF_THE_COMPANY),
    ("discuss.channel", "name_search", ["Rahasia"], OF_THE_COMPANY),
    ("discuss.channel", "formatted_read_group", [[("id", "=", "{channel}")], ["wa_account_id"]], OF_THE_COMPANY),
    ("mail.message", "search", [[("id", "=", "{mail}")]], OF_THE_COMPANY),
    ("mail.message", "read", [["{mail}"], ["body"]], OF_THE_COMPANY),
    (
        "mail.message",
        "search_read",
        [[("model", "=", "discuss.channel"), ("res_id", "=", "{channel}")], ["body"]],
        OF_THE_COMPANY,
    ),
    ("wa.message", "search_read", [[("id", "=", "{message}")], ["body"]], OF_THE_COMPANY),
    ("wa.message", "read", [["{message}"], ["body"]], OF_THE_COMPANY),
    ("wa.message", "formatted_read_group", [[("id", "=", "{message}")], ["state"]], OF_THE_COMPANY),
    ("wa.identity", "search_read", [[("id", "=", "{identity}")], ["wa_id"]], OF_THE_COMPANY),
    ("wa.identity", "name_search", ["Rahasia"], OF_THE_COMPANY),
    ("wa.account", "search_read", [[("id", "=", "{account}")], ["name"]], OF_THE_COMPANY),
    ("ir.attachment", "search_read", [[("id", "=", "{file}")], ["name"]], OF_THE_COMPANY),
    ("ir.attachment", "read", [["{file}"], ["raw"]], OF_THE_COMPANY),
    ("discuss.channel.member", "search_read", [[("channel_id", "=", "{channel}")], ["partner_id"]], OF_THE_COMPANY),
    ("wa.event", "search_read", [[("id", "=", "{event}")], ["body"]], ADMIN),
    ("wa.event", "formatted_read_group", [[("id", "=", "{event}")], ["state"]], ADMIN),
    ("wa.status", "search_read", [[("account_id", "=", "{account}")], ["wamid"]], ADMIN),
]

#: The secrets of a device: whatever is tried, they are the administrator's.
SECRETS = [
    ("wa.account", "read", [["{account}"], [name]], ADMIN)
    for name in ("app_secret", "access_token", "verify_token", "webhook_token", "webhook_url")
] + [
    ("wa.account", "search", [[("app_secret", "=like", "test%")]], ADMIN),
    ("wa.account", "search", [[("id", "=", "{account}")], 0, 5, "access_token"], ADMIN),
    ("wa.account", "formatted_read_group", [[("id", "=", "{account}")], ["app_secret"]], ADMIN),
    ("discuss.channel", "search", [[("wa_account_id.app_secret", "=like", "test%")]], ADMIN),
    ("discuss.channel", "formatted_read_group", [[("id", "=", "{channel}")], ["wa_account_id.app_secret"]], ADMIN),
]

#: What nobody does by RPC, not even an administrator.
FORBIDDEN = [
    ("discuss.channel", "write", [["{channel}"], {"wa_identity_id": False}]),
    ("discuss.channel", "write", [["{channel}"], {"wa_window_expires_at": "2099-01-01 00:00:00"}]),
    ("discuss.channel", "write", [["{channel}"], {"wa_partner_id": "{own}"}]),
    ("discuss.channel", "create", [[{"name": "x", "channel_type": "whatsapp"}]]),
    ("discuss.channel", "create", [[{"name": "x", "channel_type": "channel", "wa_account_id": "{account}"}]]),
    ("discuss.channel", "write", [["{group}"], {"channel_type": "whatsapp"}]),
    ("wa.message", "write", [["{message}"], {"state": "read"}]),
    ("wa.message", "create", [[{"account_id": "{account}", "identity_id": "{identity}", "direction": "outbound",
                               "kind": "text", "state": "outgoing", "body": "x"}]]),
    ("wa.message", "unlink", [["{message}"]]),
    ("wa.identity", "write", [["{identity}"], {"partner_id": "{own}"}]),
    ("wa.identity", "create", [[{"account_id": "{account}", "wa_id": "62800", "partner_id": "{own}"}]]),
    ("wa.event", "write", [["{event}"], {"body": "{}"}]),
    ("wa.event", "create", [[{"account_id": "{account}", "body": "{}", "digest": "x"}]]),
    ("wa.event", "_store", ["{account}", "x"]),
    ("wa.message", "_receive", ["{account}", []]),
]  # fmt: skip

#: What outsiders do not do; (model, method, arguments)
FORBIDDEN_OUTSIDE = [
    ("discuss.channel", "message_post", [["{channel}"]]),
    ("discuss.channel", "add_members", [["{channel}"], ["{own}"]]),
    ("discuss.channel.member", "create", [[{"channel_id": "{channel}", "partner_id": "{own}"}]]),
    ("discuss.channel", "write", [["{channel}"], {"name": "x"}]),
    ("discuss.channel", "unlink", [["{channel}"]]),
    ("discuss.channel", "export_data", [["{channel}"], ["name"]]),
    ("wa.message", "export_data", [["{message}"], ["body"]]),
    ("wa.message", "action_fetch_media", [["{message}"]]),
    ("wa.message", "action_retry", [["{message}"]]),
    ("mail.message", "write", [["{mail}"], {"body": "x"}]),
    ("mail.message", "unlink", [["{mail}"]]),
    ("ir.attachment", "write", [["{file}"], {"name": "x"}]),
    ("wa.account", "write", [["{account}"], {"name": "x"}]),
    ("wa.account", "action_test_connection", [["{account}"]]),
    ("wa.event", "action_replay", [["{event}"]]),
]


@tagged("post_install", "-at_install")
class TestAccess(WireData, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foreign = cls._create_user("wa_foreign", "innovasia_whatsapp.group_user", company=cls.other_company)
        message = payloads.text("isi rahasia", wa_id="6281234567890")
        content = payloads.inbound(message, name="Rahasia", phone_number_id=cls.account.phone_number_id)
        cls.env["wa.event"]._store(cls.account.id, payloads.body(content))
        cls.account._run("inbox")
        cls.env.invalidate_all()
        cls.message = cls.env["wa.message"].search([("wamid", "=", message["id"])])
        cls.channel = cls.message.channel_id
        cls.channel.sudo().channel_partner_ids += cls.cs_b.partner_id
        cls.event = cls.env["wa.event"].search([("account_id", "=", cls.account.id)])
        cls.env["wa.status"].create({"account_id": cls.account.id, "wamid": "x", "state": "sent", "timestamp": "2026-01-01"})
        cls.file = cls.env["ir.attachment"].create(
            {"name": "bukti.txt", "raw": b"isi rahasia", "res_model": "discuss.channel", "res_id": cls.channel.id}
        )
        cls.people = {name: getattr(cls, name) for name in EVERYBODY if name}
        cls.group = cls.env["discuss.channel"].create({"name": "Ours", "channel_type": "channel"})
        cls.group.channel_partner_ids = [Command.set([user.partner_id.id for user in cls.people.values()])]

    def _become(self, who):
        self.authenticate(self.people[who].login if who else None, None)
        self.names = {
            "channel": self.channel.id, "mail": self.message.mail_message_id.id, "message": self.message.id,
            "identity": self.channel.wa_identity_id.id, "account": self.account.id, "event": self.event.id,
            "file": self.file.id, "group": self.group.id,
            "own": self.people[who].partner_id.id if who else self.env.ref("base.public_partner").id,
        }  # fmt: skip

    def _fill(self, value):
        """Put ids in the place of the {names}."""
        if isinstance(value, str) and value.startswith("{") and len(value) > 2:
            return self.names[value[1:-1]]
        if isinstance(value, dict):
            return {name: self._fill(item) for name, item in value.items()}
        if isinstance(value, list | tuple):
            return [self._fill(item) for item in value]
        return value

    def _call(self, model, method, arguments):
        """:return: what came back over RPC; None when it was refused"""
        parameters = {"model": model, "method": method, "args": self._fill(arguments), "kwargs": {}}
        if method == "formatted_read_group":
            parameters["kwargs"] = {"aggregates": ["__count"]}
        if method == "message_post":
            parameters["kwargs"] = {"body": "x", "message_type": "comment", "subtype_xmlid": "mail.mt_comment"}
        try:
            return self.make_jsonrpc_request("/web/dataset/call_kw", parameters)
        except JsonRpcException as refusal:
            return self.assertNotIn(SECRET, str(refusal))

    @mute_logger("odoo.http")
    def test_each_person_reads_what_is_theirs_and_nothing_else(self):
        for who in EVERYBODY:
            self._become(who)
            for model, method, arguments, allowed in READS + SECRETS:
                with self.subTest(who=who, model=model, method=method, arguments=arguments):
                    found = self._call(model, method, arguments)
                    self.assertEqual(bool(found), who in allowed, found)

    def test_an_administrator_sees_the_devices_of_the_own_companies_only(self):
        foreign = self._create_user("wa_foreign_admin", "innovasia_whatsapp.group_admin", company=self.other_company)
        for model in ("wa.throttle", "wa.pulse"):
            self.env[model].create({"account_id": self.account.id})
        for model in ("wa.account", "wa.event", "wa.status", "wa.throttle", "wa.pulse", "wa.message", "wa.identity"):
            of_device = [("id" if model == "wa.account" else "account_id", "=", self.account.id)]
            with self.subTest(model=model):
                self.assertTrue(self.env[model].with_user(self.admin).search(of_device))
                self.assertFalse(self.env[model].with_user(foreign).search(of_device))

    def test_a_device_stays_with_the_company_whose_customers_wrote_to_it(self):
        other = self.env["res.company"].create({"name": "Cabang"})
        unused = self.account.copy({"phone_number_id": "1999"})
        unused.company_id = other
        with self.assertRaisesRegex(UserError, "stays with its company"):
            self.account.company_id = other
        self.account.company_id = self.account.company_id

    @mute_logger("odoo.http")
    def test_nobody_writes_what_only_the_wire_writes(self):
        for who in EVERYBODY:
            self._become(who)
            for model, method, arguments in FORBIDDEN:
                with self.subTest(who=who, model=model, method=method, arguments=arguments):
                    self.assertIsNone(self._call(model, method, arguments))

    @mute_logger("odoo.http")
    def test_not_even_a_member_turns_a_conversation_to_somebody_else(self):
        self.people["cs_b"] = self.cs_b
        self.addCleanup(self.people.pop, "cs_b")
        self._become("cs_b")
        self.assertTrue(self._call("discuss.channel", "write", [["{channel}"], {"description": "VIP"}]))
        for model, method, arguments in FORBIDDEN:
            with self.subTest(model=model, method=method, arguments=arguments):
                self.assertIsNone(self._call(model, method, arguments))

    @mute_logger("odoo.http")
    def test_a_default_is_no_way_around(self):
        for default in ({"default_channel_type": "whatsapp"}, {"default_wa_identity_id": self.channel.wa_identity_id.id}):
            self._become("cs_a")
            parameters = {"model": "discuss.channel", "method": "create", "args": [[{"name": "x"}]]}
            with self.subTest(default=default), self.assertRaises(JsonRpcException):
                self.make_jsonrpc_request("/web/dataset/call_kw", {**parameters, "kwargs": {"context": default}})

    @mute_logger("odoo.http")
    def test_outsiders_neither_join_nor_change_a_conversation(self):
        for who in EVERYBODY - OF_THE_COMPANY:
            self._become(who)
            for model, method, arguments in FORBIDDEN_OUTSIDE:
                with self.subTest(who=who, model=model, method=method):
                    self.assertIsNone(self._call(model, method, arguments))
        self.assertEqual(self.channel.channel_partner_ids, self.cs_b.partner_id)
        self.assertEqual(len(self.channel.message_ids), 1)

    @mute_logger("odoo.http")
    def test_agents_do_not_change_what_the_customer_said_nor_the_device(self):
        self._become("cs_a")
        for model, method, arguments in (
            ("mail.message", "write", [["{mail}"], {"body": "x"}]),
            ("mail.message", "unlink", [["{mail}"]]),
            ("discuss.channel", "unlink", [["{channel}"]]),
            ("wa.account", "write", [["{account}"], {"api_url": "https://evil.example"}]),
            ("wa.account", "action_test_connection", [["{account}"]]),
            ("wa.event", "action_replay", [["{event}"]]),
        ):
            with self.subTest(model=model, method=method):
                self.assertIsNone(self._call(model, method, arguments))

    @mute_logger("odoo.http")
    def test_a_file_is_downloaded_by_who_sees_its_conversation(self):
        for who in EVERYBODY:
            self._become(who)
            with self.subTest(who=who):
                response = self.url_open(f"/web/content/{self.file.id}")
                self.assertEqual("isi rahasia" in response.text, who in OF_THE_COMPANY)
                response = self.url_open(f"/web/content/{self.file.id}?access_token=x")
                self.assertEqual("isi rahasia" in response.text, who in OF_THE_COMPANY, "a token changes nothing")

    @mute_logger("odoo.http")
    def test_messages_are_fetched_by_who_sees_the_conversation(self):
        for who in EVERYBODY:
            self._become(who)
            with self.subTest(who=who):
                try:
                    found = self.make_jsonrpc_request(
                        "/discuss/channel/messages", {"channel_id": self.channel.id, "fetch_params": {}}
                    )
                except JsonRpcException:
                    found = {"messages": []}
                self.assertEqual(bool(found["messages"]), who in OF_THE_COMPANY)

    @mute_logger("odoo.http")
    def test_an_invitation_link_lets_no_stranger_in(self):
        for who in ("portal", None):
            self._become(who)
            with self.subTest(who=who):
                response = self.url_open(f"/chat/{self.channel.id}/{self.channel.uuid}")
                self.assertEqual(response.status_code, 404)
        self.assertEqual(self.channel.channel_member_ids.partner_id, self.cs_b.partner_id)
        self.assertFalse(self.channel.channel_member_ids.guest_id)

    @mute_logger("odoo.http")
    def test_a_member_brings_no_stranger_in(self):
        member = self.channel.with_user(self.cs_b)
        with self.assertRaises(ValidationError):
            member.add_members(partner_ids=self.portal.partner_id.ids)
        member.add_members(partner_ids=self.cs_a.partner_id.ids)
        self.assertEqual(self.channel.channel_partner_ids, (self.cs_a | self.cs_b).partner_id)

    def test_a_guest_sees_nothing(self):
        guest = self.env["mail.guest"].create({"name": "Guest"})
        env = self.env(user=self.env.ref("base.public_user"), su=False)
        seen = self.channel.with_env(env).with_context(guest=guest)
        self.assertFalse(seen.has_access("read"))
