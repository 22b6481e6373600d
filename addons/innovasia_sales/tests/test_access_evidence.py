from odoo import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .access_common import MoneyAccessCase
from .common import PIXEL

SECRET = "rahasia keluarga"


@tagged("post_install", "-at_install")
class TestAccessEvidence(MoneyAccessCase):
    """A verifier sees the picture of a payment, and nothing of the conversation that it comes from."""

    def setUp(self):
        super().setUp()
        self.conversation = self.hear(SECRET)
        self.picture = self.make_evidence(res_model="discuss.channel", res_id=self.conversation.id)
        self.token = self.picture.generate_access_token()[0]
        order = self.make_order(customer=self.conversation.wa_partner_id, wa_channel_id=self.conversation.id)
        self.transaction = self.make_transaction(
            order, wa_channel_id=self.conversation.id, evidence_ids=[Command.set(self.picture.ids)]
        )
        self.evidence = self.transaction.evidence_ids
        self.login(self.verifier)

    def test_the_evidence_is_seen(self):
        self.assertEqual(self.url_open(f"/web/content/{self.evidence.id}").content, PIXEL)
        self.assertEqual(self.ask("sale.transaction", "read", self.transaction.ids, ["amount"])[0]["amount"], 25_000)

    def test_the_conversation_is_not(self):
        channel, transaction = self.conversation, self.transaction
        messages = {"message_ids": {"fields": {"body": {}}}}
        mail = self.env["mail.message"].search([("model", "=", "discuss.channel"), ("res_id", "=", channel.id)])
        texts = self.env["wa.message"].search([("channel_id", "=", channel.id)])
        self.assertTrue(mail and texts)
        for what, arguments in {
            "conversation": ("discuss.channel", "read", channel.ids, ["name"]),
            "all conversations": ("discuss.channel", "search_read", [("channel_type", "=", "whatsapp")], ["name"]),
            "messages": ("mail.message", "read", mail.ids, ["body"]),
            "all messages": (
                "mail.message",
                "search_read",
                [("model", "=", "discuss.channel"), ("res_id", "=", channel.id)],
                ["body"],
            ),
            "texts": ("wa.message", "read", texts.ids, ["body"]),
            "by way of the transaction": (
                "sale.transaction",
                "web_read",
                transaction.ids,
                {"wa_channel_id": {"fields": {"description": {}, **messages}}},
            ),
            "by way of the order": ("sale.order", "read", transaction.order_id.ids, ["wa_channel_id"]),
            "file": ("ir.attachment", "read", self.picture.ids, ["datas", "access_token"]),
            "files": ("ir.attachment", "search_read", [("res_model", "=", "discuss.channel")], ["name", "access_token"]),
            "purchases": ("discuss.channel", "wa_purchases", channel.ids),
            "conversion": ("discuss.channel", "wa_conversion", channel.ids),
            "opening it": ("sale.order", "action_open_conversation", transaction.order_id.ids),
            "writing into it": ("discuss.channel", "message_subscribe", channel.ids, self.verifier.partner_id.ids),
        }.items():
            with self.subTest(what=what):
                answer = str(self.ask(*arguments))
                self.assertNotIn(SECRET, answer)
                self.assertNotIn(self.token, answer)
                self.assertNotIn("iVBOR", answer)
                self.assertRegex(answer, r"^refused|^\[\]$|^False$", "neither refused nor empty")

    def test_words_of_the_conversation_are_not_guessed_by_searching(self):
        for path in (
            "wa_channel_id.message_ids.body",
            "wa_channel_id.wa_message_ids.body",
            "order_id.wa_channel_id.description",
        ):
            for words in (SECRET, "nobody said this"):
                with self.subTest(path=path, words=words):
                    answer = str(self.ask("sale.transaction", "search_count", [(path, "ilike", words)]))
                    self.assertRegex(answer, "^refused|^0$")

    def test_routes_of_discuss_tell_nothing(self):
        channel = self.conversation.id
        thread = {"thread_model": "discuss.channel", "thread_id": channel}
        for route, parameters in (
            ("/discuss/channel/messages", {"channel_id": channel}),
            ("/mail/thread/messages", thread),
            ("/discuss/channel/attachments", {"channel_id": channel}),
            ("/mail/data", {"fetch_params": [["discuss.channel", [channel]]]}),
            ("/mail/data", {"fetch_params": [["/innovasia_whatsapp/conversations", {"ids": [channel]}]]}),
            ("/mail/thread/messages", {"thread_model": "sale.transaction", "thread_id": self.transaction.id}),
        ):
            with self.subTest(route=route, parameters=parameters), mute_logger("odoo.http"):
                answer = self.url_open(route, json={"params": parameters}, timeout=60).text
                self.assertNotIn(SECRET, answer)
                self.assertNotIn(self.picture.name, answer)

    def test_no_token_leads_from_the_evidence_to_the_conversation(self):
        self.assertNotEqual(self.evidence, self.picture)
        self.assertNotIn(self.token, str(self.ask("ir.attachment", "read", self.evidence.ids)))
        for link in (f"/web/content/{self.picture.id}", f"/web/content/{self.picture.id}?access_token={self.token}"):
            with self.subTest(link=link), mute_logger("odoo.http"):
                self.assertNotIn(PIXEL, self.url_open(link).content)

    def test_who_left_the_conversation_does_not_see_the_evidence_by_its_old_token(self):
        self.login(self.outsider)
        for query in ("", f"?access_token={self.token}"):
            with mute_logger("odoo.http"):
                self.assertNotIn(PIXEL, self.url_open(f"/web/content/{self.evidence.id}{query}").content)
