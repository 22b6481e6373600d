from datetime import datetime, timedelta

from odoo.tests import tagged

from .common import PeopleCase


@tagged("post_install", "-at_install")
class TestHandOver(PeopleCase):
    """What a colleague gets with a conversation."""

    def setUp(self):
        super().setUp()
        self.conversation = self.hear("Halo", at=datetime.now() - timedelta(hours=3))
        self.reply(self.conversation, self.cs_a)

    def _unread(self):
        member = self.conversation.channel_member_ids
        return self.conversation.message_ids.filtered(lambda m: m.id >= member.new_message_separator).sorted("id")

    def _told(self, user):
        """:return: [(title, message)] of the notifications on somebody's screen"""
        calls = []
        self.patch(
            type(self.env["bus.bus"]),
            "_sendone",
            lambda bus, target, kind, message: (
                kind == "simple_notification"
                and target in (user, user.partner_id)
                and calls.append((message["title"], message["message"]))
            ),
        )
        return calls

    def test_what_waits_for_an_answer_is_unread_and_nothing_older(self):
        self.hear("Jadi berapa?", at=datetime.now() - timedelta(hours=1))
        self.conversation.with_user(self.cs_a).wa_transfer(self.cs_b.id, "Minta diskon")
        bodies = [message.body.striptags() for message in self._unread()]
        self.assertEqual(bodies, ["Jadi berapa?", f"To {self.cs_b.name}: Minta diskon"])

    def test_what_is_answered_comes_with_the_note_unread_or_with_nothing(self):
        self.conversation.with_user(self.cs_a).wa_transfer(self.cs_b.id, "Minta diskon")
        self.assertEqual([message.body.striptags() for message in self._unread()], [f"To {self.cs_b.name}: Minta diskon"])
        self.conversation.with_user(self.supervisor).wa_assign(self.cs_a.id)
        self.assertFalse(self._unread())

    def test_the_colleague_is_told_who_hands_over_and_why(self):
        told = self._told(self.cs_b)
        self.conversation.with_user(self.cs_a).wa_transfer(self.cs_b.id, "Minta diskon")
        ((title, message),) = told
        self.assertIn("crm_cs_a", title)
        self.assertIn(self.conversation.wa_partner_id.name, title)
        self.assertEqual(message, "Minta diskon")

    def test_who_takes_over_is_told_nothing(self):
        told = self._told(self.supervisor)
        self.conversation.with_user(self.supervisor).wa_assign(self.supervisor.id)
        self.assertFalse(told)
