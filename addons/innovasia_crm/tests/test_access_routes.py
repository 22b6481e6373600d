"""What the table says of seeing, asked through the routes of Discuss and through links."""

from odoo.tests import tagged
from odoo.tools import mute_logger

from .access_common import AccessCase, words
from .access_table import ALLOWED, CONVERSATIONS

CHANNEL = {"thread_model": "discuss.channel", "thread_id": "{channel}"}

#: (route, parameters): the answer holds the customer's words exactly for who sees the conversation.
TELLING = [
    ("/discuss/channel/messages", {"channel_id": "{channel}"}),
    ("/mail/thread/messages", CHANNEL),
    ("/discuss/channel/attachments", {"channel_id": "{channel}"}),
    ("/mail/data", {"fetch_params": [["/innovasia_whatsapp/conversations", {"ids": ["{channel}"]}]]}),
    ("/mail/data", {"fetch_params": [["/innovasia_whatsapp/conversations", {"term": "{customer}"}]]}),
    ("/mail/data", {"fetch_params": [["discuss.channel", ["{channel}"]]]}),
    ("/mail/starred/messages", {}),
]

#: Of these, the answer never holds what one does not see; who sees it may get nothing either.
HARMLESS = [
    ("/discuss/channel/members", {"channel_id": "{channel}", "known_member_ids": []}),
    ("/discuss/channel/pinned_messages", {"channel_id": "{channel}"}),
    ("/discuss/channel/sub_channel/create", {"parent_channel_id": "{channel}", "from_message_id": "{mail}"}),
    ("/discuss/channel/sub_channel/fetch", {"parent_channel_id": "{channel}"}),
    ("/discuss/channel/ping", {"channel_id": "{channel}"}),
    ("/discuss/channel/mark_as_read", {"channel_id": "{channel}", "last_message_id": "{mail}"}),
    ("/discuss/channel/notify_typing", {"channel_id": "{channel}", "is_typing": True}),
    ("/discuss/channel/join", {"channel_id": "{channel}"}),
    ("/discuss/search", {"term": "{customer}"}),
    ("/mail/data", {"fetch_params": ["channels_as_member", "init_messaging"]}),
    ("/mail/data", {"fetch_params": [["mail.thread", {**CHANNEL, "request_list": ["attachments", "followers"]}]]}),
    ("/mail/inbox/messages", {}),
    ("/mail/history/messages", {}),
    ("/mail/message/reaction", {"message_id": "{mail}", "content": "👍", "action": "add"}),
    ("/mail/message/update_content", {"message_id": "{answer}", "update_data": {"body": "x"}}),
    ("/mail/message/translate", {"message_id": "{mail}"}),
    ("/mail/link_preview", {"message_id": "{mail}"}),
    ("/mail/rtc/channel/join_call", {"channel_id": "{channel}"}),
    ("/mail/attachment/delete", {"attachment_id": "{file}"}),
]

#: Pages and files; the same rule as for TELLING.
LINKS = ["/web/content/{file}", "/web/content/ir.attachment/{file}/raw", "/web/content/{file}?download=1"]

OF_OTHERS = [
    (who, name) for who in ALLOWED for name in CONVERSATIONS if "s" not in ALLOWED[who][name]
]  # fmt: skip


@tagged("post_install", "-at_install")
class TestAccessRoutes(AccessCase):
    def answer(self, who, name, route, parameters):
        """:return: the text that a route answers, refusals included"""
        response = self.url_open(route, json={"params": self.fill(parameters, who, name)}, timeout=60)
        return response.text

    @mute_logger("odoo.http")
    def test_discuss_tells_of_a_conversation_to_who_sees_it(self):
        for who in ALLOWED:
            self.login(who)
            for name in CONVERSATIONS:
                for route, parameters in TELLING:
                    with self.subTest(who=who, conversation=name, route=route, parameters=parameters):
                        answer = self.answer(who, name, route, parameters)
                        seen = self._tells(answer, route, name)
                        if route == "/mail/starred/messages" and who not in ("cs_a", "cs_b"):
                            self.assertFalse(seen)  # they have starred nothing
                        else:
                            self.assertEqual(seen, "s" in ALLOWED[who][name], answer)

    def _tells(self, answer, route, name):
        if "attachments" in route:
            return f"{name}.txt" in answer
        if route == "/mail/data":
            return f"Pelanggan {name}" in answer
        return words(name) in answer

    @mute_logger("odoo.http", "odoo.sql_db")
    def test_no_route_of_discuss_tells_or_changes_what_one_does_not_see(self):
        for who, name in OF_OTHERS:
            self.login(who)
            for route, parameters in HARMLESS:
                with self.subTest(who=who, conversation=name, route=route), self.undone():
                    answer = self.answer(who, name, route, parameters)
                    self.assertNotIn(words(name), answer)
                    self.assertNotIn(f"Pelanggan {name}", answer)
                    self.assertNotIn(f"{name}.txt", answer)
                    self.env.invalidate_all()
                    channel = self.conversations[name]
                    self.assertFalse(channel.message_ids.reaction_ids)
                    self.assertFalse(channel.sub_channel_ids)
                    self.assertNotIn(self.people[who].partner_id, channel.channel_partner_ids)
                    self.assertTrue(self.env["ir.attachment"].browse(self.names[name]["file"]).exists())

    @mute_logger("odoo.http")
    def test_links_open_files_for_who_sees_the_conversation(self):
        for who in ALLOWED:
            self.login(who)
            for name in CONVERSATIONS:
                for link in LINKS:
                    with self.subTest(who=who, conversation=name, link=link):
                        response = self.url_open(link.format(**self.names[name]))
                        self.assertEqual(words(name) in response.text, "s" in ALLOWED[who][name])

    @mute_logger("odoo.http")
    def test_a_late_reply_from_discuss_is_refused_with_the_name_to_a_colleague_only(self):
        owner = self.cs_a.name
        post = {"body": "terlambat", "message_type": "comment", "subtype_xmlid": "mail.mt_comment"}
        for who, name in OF_OTHERS:
            self.login(who)
            with self.subTest(who=who, conversation=name):
                answer = self.answer(who, name, "/mail/message/post", {**CHANNEL, "post_data": post})
                self.assertEqual(owner in answer, (who, name) == ("cs_b", "of_a"), answer)
                self.assertNotIn("terlambat", str(self.conversations[name].message_ids.mapped("body")))
