"""What the tests of the wire share: two devices, the people around them, and posts of Meta to drain."""

from contextlib import nullcontext

from odoo.tests import TransactionCase, new_test_user

from ..models.wa_account import INBOX, MEDIA
from ..tools import payloads

SECRET = "test-app-secret"
PHONE_NUMBER_ID = "100000000000901"
OTHER_PHONE_NUMBER_ID = "100000000000902"


class WireData:
    """The data of a test class; mix it in before TransactionCase or HttpCase."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls._create_company()
        cls.other_company = cls.env["res.company"].create({"name": "Toko Lain"})
        cls.account = cls._create_account("Uji", PHONE_NUMBER_ID, cls.company)
        cls.cs_a = cls._create_user("wa_cs_a", "innovasia_whatsapp.group_user")
        cls.cs_b = cls._create_user("wa_cs_b", "innovasia_whatsapp.group_user")
        cls.admin = cls._create_user("wa_admin", "innovasia_whatsapp.group_admin")
        cls.outsider = cls._create_user("wa_outsider", "base.group_user")
        cls.portal = cls._create_user("wa_portal", "base.group_portal")

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
    def _create_user(cls, login, group, company=None):
        company = company or cls.company
        return new_test_user(cls.env, login, groups=group, company_id=company.id, company_ids=[(6, 0, company.ids)])

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
