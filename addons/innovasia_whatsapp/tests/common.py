"""What the tests of the wire share: two devices, the people around them, and posts of Meta to drain."""

from contextlib import nullcontext

from odoo import Command
from odoo.tests import TransactionCase

from ..models.wa_account import INBOX, MEDIA
from ..tools import payloads

SECRET = "test-app-secret"
PHONE_NUMBER_ID = "100000000000901"
OTHER_PHONE_NUMBER_ID = "100000000000902"


class WireData:
    """The data of a test class; mix it in before TransactionCase or HttpCase."""

    #: Who is there: an attribute of the class, the log-in, and groups. Made in one go: one by one they take longer than
    #: most tests do.
    PEOPLE = {
        "cs_a": ("wa_cs_a", "innovasia_whatsapp.group_user"),
        "cs_b": ("wa_cs_b", "innovasia_whatsapp.group_user"),
        "admin": ("wa_admin", "innovasia_whatsapp.group_admin"),
        "outsider": ("wa_outsider", "base.group_user"),
        "portal": ("wa_portal", "base.group_portal"),
    }
    #: With stock and accounts a company takes seconds: there only those who need a second one have it.
    HAS_OTHER_COMPANY = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls._create_company()
        if cls.HAS_OTHER_COMPANY:
            cls.other_company = cls.env["res.company"].create({"name": "Toko Lain"})
        cls.account = cls._create_account("Uji", PHONE_NUMBER_ID, cls.company)
        users = cls._create_users(cls.company, *cls.PEOPLE.values())
        for name, user in zip(cls.PEOPLE, users, strict=True):
            setattr(cls, name, user)

    @classmethod
    def _create_company(cls):
        return cls.env["res.company"].create({"name": "Toko Uji"})

    @classmethod
    def _create_account(cls, name, phone_number_id, company, **values):
        return cls.env["wa.account"].create(
            {
                "name": name,
                "company_id": company.id,
                "phone_number_id": phone_number_id,
                "waba_id": payloads.WABA_ID,
                "app_secret": SECRET,
                "access_token": "test-access-token",
                **values,
            }
        )

    @classmethod
    def _create_user(cls, login, *groups, company=None):
        """:return: a user of these groups, as Odoo's `new_test_user` makes it"""
        return cls._create_users(company or cls.company, (login, *groups))

    @classmethod
    def _create_users(cls, company, *people):
        """:param people: log-in and groups of each
        :return: res.users, nobody of whom was invited by e-mail"""
        values = [
            {
                "login": login,
                "name": f"{login} ({','.join(groups)})",
                "password": login.ljust(8, "x"),
                "email": f"{login[0]}.{login[0]}@example.com",
                "group_ids": [Command.set([cls.env.ref(group).id for group in groups])],
                "company_id": company.id,
                "company_ids": [Command.set(company.ids)],
            }
            for login, *groups in people
        ]
        return cls.env["res.users"].with_context(no_reset_password=True).create(values).with_env(cls.env)

    # --- posts ---------------------------------------------------------------------------

    def post(self, *messages, account=None, **options):
        """Store one post with these messages as the webhook does.

        :return: its wa.event
        """
        account = account or self.account
        options.setdefault("phone_number_id", account.phone_number_id)
        return self.store(payloads.inbound(*messages, **options), account)

    def post_statuses(self, *statuses, account=None):
        """Store one post with these statuses."""
        account = account or self.account
        content = payloads.outcomes(*statuses, phone_number_id=account.phone_number_id)
        return self.store(content, account)

    def store(self, content, account=None):
        """Store a post, given as an object or as bytes."""
        account = account or self.account
        body = content if isinstance(content, bytes) else payloads.body(content)
        self.env["wa.event"]._store(account.id, body)
        return self.env["wa.event"].search([("account_id", "=", account.id)], limit=1)

    def drain(self, account=None, purpose=INBOX):
        """Work off what is pending, through the same door as the queue job."""
        self.env.flush_all()
        # An HttpCase is in that mode from the beginning.
        with nullcontext() if self._registry_patched else self.enter_registry_test_mode():
            (account or self.account)._run(purpose)
        self.env.invalidate_all()

    def drain_media(self, account=None):
        """Fetch the files that are due."""
        self.drain(account, MEDIA)

    def receive(self, *messages, **options):
        """Store a post with these messages and drain it.

        :return: the wa.message rows, in the order of ``messages``
        """
        event = self.post(*messages, **options)
        self.drain(options.get("account"))
        self.assertEqual((event.state, event.error or ""), ("done", ""))
        return self.rows(*(message["id"] for message in messages), account=options.get("account"))

    # --- what came of them ---------------------------------------------------------------

    def rows(self, *wamids, account=None):
        """The wa.message rows of these wamids, in their order; missing ones are missing."""
        found = self.env["wa.message"].search([("account_id", "=", (account or self.account).id), ("wamid", "in", wamids)])
        return found.sorted(lambda row: wamids.index(row.wamid))

    def conversations(self, account=None):
        """The conversations of a device that are not archived."""
        return self.env["discuss.channel"].search([("wa_account_id", "=", (account or self.account).id)])

    def spoken(self, conversation):
        """What stands in a conversation, oldest first."""
        return conversation.message_ids.sorted("id")


class WireCase(WireData, TransactionCase):
    """A test of the wire on one cursor."""
