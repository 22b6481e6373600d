"""Who reads, writes and sets off what is said by itself: as a table, over the ORM and over XML-RPC."""

from base64 import b64encode

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.innovasia_whatsapp.tests.outbox_common import SpeaksToFakeGraph

from .access_common import REFUSED, AccessCase
from .automation_common import NUMBER, AutomationData

#: r reads, w writes, u deletes. A verifier is a colleague without any right to WhatsApp, as a warehouse clerk is.
#:                     format  quick   own     line    automation row  template variable
TABLE = {
    "cs_a":               ("r",   "r",   "rwu",  "r",    "",    "",   "r",   "r"),
    "cs_b":               ("r",   "r",   "",     "r",    "",    "",   "r",   "r"),
    "supervisor":         ("rwu", "rwu", "",     "rwu",  "rwu", "r",  "rwu", "rwu"),
    "admin":              ("rwu", "rwu", "",     "rwu",  "rwu", "r",  "rwu", "rwu"),
    "foreign":            ("",    "",    "",     "",     "",    "",   "",    ""),
    "foreign_supervisor": ("",    "",    "",     "",     "",    "",   "",    ""),
    "verifier":           ("",    "",    "",     "",     "",    "",   "",    ""),
    "portal":             ("",    "",    "",     "",     "",    "",   "",    ""),
    "public":             ("",    "",    "",     "",     "",    "",   "",    ""),
}  # fmt: skip
RECORDS = ("format", "quick", "own", "line", "automation", "row", "template", "variable")
#: What is read of each, and what a change writes.
CONTENT = {
    "format": ("body", "Hello {nama}"),
    "quick": ("body", "Hi {nama}"),
    "own": ("body", "Hey {nama}"),
    "line": ("text", "Kak {nama}"),
    "automation": ("name", "Another name"),
    "row": ("state", "cancelled"),
    "template": ("body", "Good day {{1}}, welcome."),
    "variable": ("sample", "Budi"),
}

TEAM = {"cs_a", "cs_b", "supervisor", "admin"}
LEADERS = {"supervisor", "admin"}
COLLEAGUES = TEAM | {"verifier"}
NOBODY = set()

FORMAT = {"name": "Baru", "usage": "automatic", "trigger": "contact_created", "body": "Halo {nama}",
          "company_id": "{company}"}  # fmt: skip
AUTOMATION = {"name": "Baru", "trigger": "contact_created", "format_id": "{format}", "account_id": "{account}"}
ROW = {"account_id": "{account}", "company_id": "{company}", "partner_id": "{customer}", "format_id": "{format}",
       "happened_at": "2026-01-01", "due_at": "2026-01-01", "next_try_at": "2026-01-01", "state": "waiting"}  # fmt: skip

#: (who may, model, method, ids, keywords)
DEEDS = [
    (LEADERS, "wa.format", "create", [], {"vals_list": FORMAT}),
    (LEADERS, "wa.format", "create", [], {"vals_list": {**FORMAT, "usage": "broadcast", "trigger": False}}),
    (LEADERS, "wa.format", "create", [], {"vals_list": {**FORMAT, "usage": "quick", "shortcut": "x", "user_id": False}}),
    (LEADERS, "wa.format", "copy", ["{format}"], {}),
    (LEADERS, "wa.format", "action_archive", ["{spare}"], {}),
    (LEADERS, "wa.automation", "create", [], {"vals_list": AUTOMATION}),
    (LEADERS, "wa.automation", "copy", ["{automation}"], {}),
    (LEADERS, "wa.automation", "action_toggle", ["{automation}"], {}),
    (LEADERS, "wa.automation", "action_test", ["{automation}"], {}),
    (LEADERS, "wa.automation", "action_create_starters", ["{automation}"], {}),
    (LEADERS, "wa.scheduled", "action_retry", ["{skipped}"], {}),
    (LEADERS, "wa.scheduled", "action_cancel", ["{row}"], {}),
    (LEADERS, "wa.scheduled", "action_document", ["{row}"], {}),
    (LEADERS, "wa.scheduled", "action_diagnose", ["{row}"], {}),
    (LEADERS, "wa.scheduled", "search_read", [], {"domain": [["id", "=", "{row}"]], "fields": ["explanation"]}),
    (LEADERS, "wa.scheduled", "formatted_read_group", [],
     {"domain": [["id", "=", "{row}"]], "groupby": ["partner_id"], "aggregates": ["__count"]}),
    (LEADERS, "wa.template", "copy", ["{template}"], {}),
    (COLLEAGUES, "wa.diagnosis", "diagnose", [], {"model_name": "res.partner", "record_id": "{customer}"}),
    (NOBODY, "wa.diagnosis", "diagnose", [], {"model_name": "res.users.apikeys", "record_id": 1}),
    (NOBODY, "wa.diagnosis", "diagnose", [], {"model_name": "no.such.model", "record_id": 1}),
    (TEAM - {"cs_b"}, "wa.format", "wa_suggest", [], {"term": "hi", "channel_id": "{conversation}"}),
    ({"cs_a"}, "wa.format", "wa_attach", ["{own}"], {}),
    # What nobody does from outside: the rows are the engine's, and what sends is private.
    (NOBODY, "wa.scheduled", "create", [], {"vals_list": ROW}),
    (NOBODY, "wa.scheduled", "write", ["{skipped}"], {"vals": {"state": "waiting"}}),
    (NOBODY, "wa.scheduled", "write", ["{row}"], {"vals": {"partner_id": "{stranger}"}}),
    (NOBODY, "wa.scheduled", "unlink", ["{row}"], {}),
    (NOBODY, "wa.scheduled", "_send_due", [], {}),
    (NOBODY, "wa.scheduled", "_make_due", ["{skipped}"], {}),
    (NOBODY, "wa.scheduled", "_queue", [], {"wording": "{format}", "account": "{account}", "records": ["{customer}"]}),
    (NOBODY, "wa.automation", "_emit", [], {"trigger_name": "contact_created", "records": ["{customer}"]}),
    (NOBODY, "wa.automation", "_move_due", [], {"trigger_name": "contact_created", "due": {}}),
    (NOBODY, "wa.trigger", "_values", [], {"trigger_name": "contact_created", "records": ["{customer}"], "names": ["nama"]}),
    (NOBODY, "wa.diagnosis", "_open", [], {"document": "{customer}"}),
    (NOBODY, "discuss.channel", "_wa_say_all", [], {"sayings": []}),
    (NOBODY, "wa.format", "write", ["{own}"], {"vals": {"user_id": "{stranger_user}"}}),
    (NOBODY, "ir.actions.server", "create", [],
     {"vals_list": {"name": "X", "model_id": "{partner_model}", "state": "whatsapp", "wa_format_id": "{record_format}"}}),
]  # fmt: skip


@tagged("post_install", "-at_install")
class TestAccessWords(AutomationData, SpeaksToFakeGraph, AccessCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foreign_supervisor = cls._create_user(
            "crm_foreign_2", "innovasia_crm.group_cs_supervisor", company=cls.other_company
        )
        cls.people = {who: getattr(cls, who) for who in TABLE}
        cls.env = cls.env(context={})  # everybody works in the own company
        cls.customer = cls.env["res.partner"].create({"name": "Siti", "wa_number": NUMBER, "company_id": cls.company.id})
        template = cls._create_template()
        body = {"variable_id": template.variable_ids.id, "text": "{nama}"}
        with_template = {"template_id": template.id, "parameter_ids": [(0, 0, body)]}
        formats = {
            "format": cls._create_format("Bound", "Hello {contactname}", **with_template),
            "quick": cls._create_quick(cls.supervisor, "hi"),
            "own": cls._create_quick(cls.cs_a, "hey", header_file=b64encode(b"%PDF-1.4"), header_name="daftar.pdf"),
            "spare": cls._create_format("Spare", "Hello"),
            "record_format": cls._create_format("Any", "Hello", trigger="record"),
        }
        row, skipped = cls.env["wa.scheduled"]._queue(formats["format"], cls.account, cls.customer | cls.customer.copy())
        skipped._skip("window_closed")
        cls.records = {
            **{name: record.sudo() for name, record in formats.items()},
            "line": formats["format"].parameter_ids,
            "automation": cls.automation,
            "row": row,
            "skipped": skipped,
            "template": cls._create_template(name="spare", status="draft"),
            "customer": cls.customer,
            "account": cls.account,
            "company": cls.company,
            "conversation": cls.conversations["of_a"],
            "stranger": cls.outsider.partner_id,
            "stranger_user": cls.outsider,
            "partner_model": cls.env["ir.model"]._get("res.partner"),
        }
        cls.records["variable"] = cls.records["template"].variable_ids
        cls.env.flush_all()

    @classmethod
    def _create_quick(cls, user, shortcut, **values):
        values |= {"usage": "quick", "name": shortcut, "shortcut": shortcut, "body": "Halo", "company_id": cls.company.id}
        return cls.env["wa.format"].with_user(user).create(values)

    def fill(self, value, who=None, name=None):
        if isinstance(value, str) and value[:1] == "{" and value[1:-1] in self.records:
            return self.records[value[1:-1]].id
        if isinstance(value, dict):
            return {key: self.fill(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.fill(item) for item in value]
        return value

    # --- whose they are ------------------------------------------------------------------

    def test_over_the_orm(self):
        self._check_table(self.ask_orm, TABLE)
        self._check_deeds(self.ask_orm, TABLE)

    @mute_logger("odoo.http", "odoo.addons.rpc.controllers.xmlrpc")
    def test_over_xml_rpc(self):
        people = [who for who in TABLE if who != "public"]  # the public has no password
        self._check_table(self.ask_xml_rpc, people)
        self._check_deeds(self.ask_xml_rpc, people)

    def ask_xml_rpc(self, who, model, method, ids, keywords):
        if method == "create":  # takes no keywords from outside
            ids, keywords = keywords["vals_list"], {}
        return super().ask_xml_rpc(who, model, method, ids, keywords)

    def _check_table(self, ask, people):
        for who in people:
            for name, allowed in zip(RECORDS, TABLE[who], strict=True):
                record = self.records[name]
                field, value = CONTENT[name]
                with self.subTest(who=who, record=name), self.undone():
                    self._check(ask, who, "r" in allowed, record._name, "read", record.ids, {"fields": [field]})
                    found = ask(who, record._name, "search", [], {"domain": [["id", "=", record.id]]})
                    self.assertEqual(found == record.ids, "r" in allowed, found)
                    self._check(ask, who, "w" in allowed, record._name, "write", record.ids, {"vals": {field: value}})
                    written = record.with_context(prefetch_fields=False)[field] == value
                    self.assertEqual(written, "w" in allowed)
                with self.subTest(who=who, record=name, operation="unlink"), self.undone():
                    self._let_go(name)
                    self._check(ask, who, "u" in allowed, record._name, "unlink", record.ids, {})
                    self.assertEqual(not record.exists(), "u" in allowed)

    def _let_go(self, name):
        """Nothing uses what is deleted here."""
        if name == "format":
            self.records["row"].sudo().unlink()

    def _check_deeds(self, ask, people):
        for who in people:
            for may, model, method, ids, keywords in DEEDS:
                with self.subTest(who=who, model=model, method=method, keywords=keywords), self.undone():
                    self._check(ask, who, who in may, model, method, self.fill(ids), self.fill(keywords))

    def _check(self, ask, who, is_allowed, model, method, ids, keywords):
        """Ask; an empty answer gives nothing away, so it counts as refused."""
        answer = ask(who, model, method, ids, keywords)
        refused = answer == [] or (isinstance(answer, str) and answer.startswith(REFUSED))
        self.assertEqual(not refused, is_allowed, answer)
        if refused:
            self.assertNotIn(NUMBER, str(answer))

    # --- nobody is told what is somebody else's ------------------------------------------

    def test_a_customer_with_a_log_in_is_not_told_what_lies_behind_the_own_messages(self):
        own = {"model_name": "res.partner", "record_id": self.portal.partner_id.id}
        self.portal.partner_id.company_id = self.company
        self._check(self.ask_orm, "portal", True, "res.partner", "read", [own["record_id"]], {"fields": ["name"]})
        self._check(self.ask_orm, "portal", False, "wa.diagnosis", "diagnose", [], own)

    def test_a_test_is_not_sent_for_an_automated_action_of_another_company(self):
        self.automation.format_id = self.records["format"]
        for who, is_allowed in (("supervisor", True), ("foreign_supervisor", False)):
            user = self.people[who]
            user.wa_number = f"6281111222{user.id:03}"
            test = self.env["wa.automation.test"].with_user(user).create({"automation_id": self.automation.id})
            with self.subTest(who=who), self.undone():
                self._check(self.ask_orm, who, is_allowed, test._name, "action_send", test.ids, {})
