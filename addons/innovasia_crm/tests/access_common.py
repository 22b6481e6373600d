"""A conversation in every state, with a past, and the ways in which a person asks for it."""

from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from xmlrpc.client import Fault

from odoo.exceptions import UserError
from odoo.tests import HttpCase

from odoo.addons.innovasia_whatsapp.tools import payloads

from .access_table import ALLOWED, CONVERSATIONS
from .common import PeopleData

REFUSED = "refused"


class Undo(Exception):
    """Ends a block whose changes are to be forgotten."""


class AccessCase(PeopleData, HttpCase):
    PEOPLE = {
        **PeopleData.PEOPLE,
        "verifier": ("crm_verifier", "base.group_user"),
        "colleague": ("crm_colleague", "innovasia_crm.group_cs"),
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foreign = cls._create_user("crm_foreign", "innovasia_crm.group_cs", company=cls.other_company)
        cls.public = cls.env.ref("base.public_user")
        cls.people = {who: getattr(cls, who) for who in ALLOWED}
        cls.label = cls.env["wa.label"].create({"name": "Grosir", "company_id": cls.company.id})
        cls.group = cls.env["discuss.channel"].create({"name": "Ours", "channel_type": "group"})
        cls.group._add_members(users=cls.env["res.users"].concat(*cls.people.values()))
        cls.conversations = {name: cls._converse(name, number) for number, name in enumerate(CONVERSATIONS)}
        agents = (cls.cs_a, cls.cs_b)
        for agent, name in zip(agents, ("of_a", "of_b"), strict=True):
            cls._answer(cls.conversations[name], agent)
        cls.conversations["archived"].with_user(cls.supervisor).wa_archive()
        past = datetime.now() - timedelta(minutes=1)
        cls.conversations["inactive"].sudo().write({"wa_session_expires_at": past, "wa_window_expires_at": past})
        cls.env["discuss.channel"]._wa_release_ended()
        cls.env.flush_all()
        cls.env.invalidate_all()
        cls.answers = {name: cls._answers_of(channel, agents) for name, channel in cls.conversations.items()}
        cls.own = {
            (who, name): {
                "answer": answers.get(user, answers[cls.cs_a]).id,
                "self": user.id,
                "own_partner": user.partner_id.id,
            }
            for who, user in cls.people.items()
            for name, answers in cls.answers.items()
        }
        cls.names = {name: cls._names(channel, name) for name, channel in cls.conversations.items()}

    @classmethod
    def _converse(cls, name, number):
        """Let a customer write, and both CS serve the conversation once."""
        now = int(datetime.now().timestamp())
        message = payloads.text(words(name), wa_id=f"628120000000{number}", timestamp=now, wamid=f"wamid.{name}")
        content = payloads.inbound(message, name=customer(name), phone_number_id=cls.account.phone_number_id)
        cls.env["wa.event"]._store(cls.account.id, payloads.body(content))
        cls.account._run("inbox")
        cls.env.invalidate_all()
        channel = cls.env["wa.message"].search([("wamid", "=", message["id"])]).channel_id
        cls.env["ir.attachment"].create(
            {"name": f"{name}.txt", "raw": words(name).encode(), "res_model": "discuss.channel", "res_id": channel.id}
        )
        for agent in (cls.cs_a, cls.cs_b):
            question = channel.message_ids.sorted("id")[0]
            for mail in (question, cls._answer(channel, agent, parent_id=question.id)):
                mail.with_user(agent).toggle_message_starred()
            channel.with_user(agent).wa_release()
        return channel

    @classmethod
    def _answer(cls, channel, agent, **options):
        return channel.with_user(agent).message_post(
            body=f"jawaban {words(channel.name)}", message_type="comment", subtype_xmlid="mail.mt_comment", **options
        )

    @classmethod
    def _answers_of(cls, channel, agents):
        by_author = channel.message_ids.grouped("author_id")
        return {agent: by_author[agent.partner_id][0] for agent in agents}

    @classmethod
    def _names(cls, channel, name):
        """What stands for the {names} of the table."""
        message = cls.env["wa.message"].search([("channel_id", "=", channel.id), ("direction", "=", "inbound")])
        return {
            "channel": channel.id, "message": message.id, "mail": message.mail_message_id.id,
            "identity": channel.wa_identity_id.id, "session": channel.wa_session_ids.ids[0],
            "assignment": channel.wa_assignment_ids.ids[0],
            "file": cls.env["ir.attachment"].search([("name", "=", f"{name}.txt")]).id,
            "account": cls.account.id, "group": cls.group.id, "colleague": cls.colleague.id, "label": cls.label.id,
            "stranger": cls.outsider.partner_id.id, "customer": customer(name), "words": words(name),
        }  # fmt: skip

    def fill(self, value, who, name):
        """Put what is meant in the place of the {names}."""
        if isinstance(value, str):
            return {**self.names[name], **self.own[who, name]}[value[1:-1]] if value.startswith("{") else value
        if isinstance(value, dict):
            return {key: self.fill(item, who, name) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.fill(item, who, name) for item in value]
        return value

    @contextmanager
    def undone(self):
        """Forget what happens in this block, also what requests of it did."""
        with suppress(Undo), self.env.cr.savepoint():
            yield
            self.env.flush_all()
            raise Undo
        self.env.invalidate_all()

    # --- the ways to ask; each gives back the answer, or a text that begins with REFUSED -----

    def ask_orm(self, who, model, method, ids, keywords):
        """Call a method as that user, in Python. Private ones are not called: nobody is kept from that in Python."""
        if method.startswith("_"):
            return REFUSED
        records = self.env(user=self.people[who].id, su=False)[model].browse(ids)
        try:
            with self.env.cr.savepoint():
                answer = getattr(records, method)(**keywords)
                self.env.flush_all()
        except UserError as refusal:
            return f"{REFUSED}: {refusal}"
        finally:
            self.env.invalidate_all()
        return answer.ids if hasattr(answer, "ids") else answer

    def ask_json_rpc(self, who, model, method, ids, keywords):
        """Call it as the web client does; the caller has logged in as that user."""
        call = {"model": model, "method": method, "args": [ids] if ids else [], "kwargs": keywords}
        response = self.url_open("/web/dataset/call_kw", json={"params": call}, timeout=60).json()
        return f"{REFUSED}: {self._known(response['error'])}" if "error" in response else response.get("result")

    def ask_xml_rpc(self, who, model, method, ids, keywords):
        """Call it with log-in and password."""
        user = self.people[who]
        arguments = [ids] if ids else []
        try:
            return self.xmlrpc_object.execute_kw(
                self.env.cr.dbname, user.id, self.password(user), model, method, arguments, keywords
            )
        except Fault as fault:
            if "cannot marshal None" in fault.faultString:  # done, and it had nothing to say
                return None
            # A refusal is a short sentence; anything else comes as a traceback.
            self.assertNotIn("Traceback", fault.faultString)
            return f"{REFUSED}: {fault.faultString}"

    def ask_json_2(self, who, model, method, ids, keywords):
        """Call it with an API key."""
        headers = {"Authorization": f"Bearer {self.keys[who]}"}
        content = {**keywords, **({"ids": ids} if ids else {})}
        response = self.url_open(f"/json/2/{model}/{method}", json=content, headers=headers, timeout=60)
        self.assertLess(response.status_code, 500, response.text)
        return response.json() if response.ok else f"{REFUSED}: {response.text}"

    @staticmethod
    def password(user):
        return user.login + "x" * (8 - len(user.login))  # of new_test_user

    def _known(self, error):
        data = error.get("data") or {}
        self.assertRegex(data.get("name", ""), r"^odoo\.(exceptions|http)\.|werkzeug.exceptions", data)
        return f"{data['name']} {data.get('message')}"

    def login(self, who):
        """Log in to the web client; "public" is nobody."""
        self.authenticate(self.people[who].login if who != "public" else None, None)


def words(name):
    """What the customer of a conversation said."""
    return f"rahasia {name}"


def customer(name):
    """The customer's name."""
    return f"Pelanggan {name}"
