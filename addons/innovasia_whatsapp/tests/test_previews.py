from odoo.addons.mail.tools.discuss import Store

from .common import WireCase
from .test_discuss import DiscussData


class TestPreviews(DiscussData, WireCase):
    """What lists get of the last message of a conversation."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.conversation = cls._create_conversation("Siti", "6281200000001")

    def test_lists_get_of_the_last_message_what_one_line_shows(self):
        self._create_message(self.conversation, self.conversation.wa_partner_id, "Halo", "received")
        last = self._create_message(self.conversation, self.cs_b.partner_id, "Halo juga", "read")
        store = Store()
        self.conversation.with_user(self.cs_a)._wa_add_previews(store)
        data = store.get_result()
        [values] = data["mail.message"]
        self.assertEqual((values["id"], values["author_id"], values["wa_state"]), (last.id, self.cs_b.partner_id.id, "read"))
        self.assertIn("Halo juga", str(values["body"]))
        self.assertEqual(values["thread"], {"id": self.conversation.id, "model": "discuss.channel"})
        self.assertEqual([partner["name"] for partner in data["res.partner"]], [self.cs_b.name])
        self.assertNotIn("reactions", values)  # who opens the conversation fetches the message

    def test_last_messages_of_other_channels_are_told_whole(self):
        channel = self.env["discuss.channel"]._create_channel(name="General", group_id=None)
        said = channel.message_post(body="Rapat jam dua", message_type="comment", subtype_xmlid="mail.mt_comment")
        self._create_message(self.conversation, self.cs_b.partner_id, "Halo", "read")
        self.assertEqual((channel | self.conversation)._get_last_messages(), said)

    def test_previews_of_a_page_cost_as_many_queries_as_one(self):
        page = self.conversation
        for number in range(20):
            page |= self._create_conversation(f"Pelanggan {number}", f"62812111{number:05}")
        for conversation in page:
            self._create_message(conversation, conversation.wa_partner_id, "Halo", "received")
        page._wa_add_previews(Store())  # fills the caches
        counts = []
        for conversations in (page[:1], page):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            conversations.with_user(self.cs_a)._wa_add_previews(Store())
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
