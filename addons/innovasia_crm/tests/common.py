"""What the tests of the people share: CS A and B, a supervisor, and customers who write at a chosen time."""

from datetime import datetime

from odoo.tests import TransactionCase

from odoo.addons.innovasia_whatsapp.tests.common import WireData
from odoo.addons.innovasia_whatsapp.tools import payloads

CUSTOMER = "6281234567890"


class PeopleData(WireData):
    """The data of a test class; mix it in before TransactionCase or HttpCase."""

    PEOPLE = {
        **WireData.PEOPLE,
        "cs_a": ("crm_cs_a", "innovasia_crm.group_cs"),
        "cs_b": ("crm_cs_b", "innovasia_crm.group_cs"),
        "supervisor": ("crm_supervisor", "innovasia_crm.group_cs_supervisor"),
    }

    # --- what customers and colleagues do -------------------------------------------------

    def hear(self, text="Halo", wa_id=CUSTOMER, at=None, **more):
        """Let a customer write.

        :param datetime at: when (UTC); now by default
        :param more: further content of the message, as ``referral``
        :return: the conversation
        """
        at = at or datetime.now()
        message = payloads.text(text, wa_id=wa_id, timestamp=int((at - datetime(1970, 1, 1)).total_seconds()), **more)
        return self.receive(message).channel_id

    def reply(self, conversation, user, text="Halo juga"):
        """Let somebody answer the customer.

        :return: the mail.message
        """
        return conversation.with_user(user).message_post(body=text, message_type="comment", subtype_xmlid="mail.mt_comment")

    def release_ended(self):
        """Do what the cron does each minute."""
        self.env["discuss.channel"]._wa_release_ended()
        self.env.invalidate_all()

    def sees(self, user, conversation):
        """Tell whether somebody sees a conversation."""
        found = self.env["discuss.channel"].with_user(user).search([("id", "=", conversation.id)])
        self.assertEqual(bool(found), conversation.with_user(user).has_access("read"))
        return bool(found)


class PeopleCase(PeopleData, TransactionCase):
    """A test of the people on one cursor."""
