import json
from datetime import datetime, timedelta

from odoo.tests import tagged

from ..models.routing import discuss_channel_tell
from .common import PeopleCase


@tagged("post_install", "-at_install")
class TestTelling(PeopleCase):
    """However many steps a change takes, the screens are told once, and where the conversation stands then."""

    def setUp(self):
        super().setUp()
        self.conversation = self.hear()
        self._forget()

    def _forget(self):
        self.env.cr.precommit.run()
        self.env.cr.postcommit.clear()
        self.env["bus.bus"].search([]).unlink()

    def _told(self):
        """:return: what the conversation's own bus says of where it stands, one after the other"""
        self.env.cr.precommit.run()  # as the commit does
        said = []
        for row in self.env["bus.bus"].search([], order="id"):
            message = json.loads(row.message)
            about = json.loads(row.channel)[1:3] == ["discuss.channel", self.conversation.id]
            if about and message["type"] == "mail.record/insert":
                said += [data for data in message["payload"].get("discuss.channel", []) if "wa_state" in data]
        return said

    def _pulses(self):
        """:return: {whom the lists' pulse goes to: ids}"""
        changes = self.env.cr.postcommit.data.get("wa.pulse", {})
        return {audience: ids for (_account, audience), ids in changes.items()}

    def test_a_claim_is_told_once_and_everybodys_lists_hear_one_pulse(self):
        self.assertTrue(self.conversation.wa_waiting_since)
        self.reply(self.conversation, self.cs_a)
        (said,) = self._told()
        self.assertEqual((said["wa_state"], said["wa_waiting_since"]), ("assigned", False))
        self.assertEqual(self._pulses(), {"queue": {self.conversation.id}})

    def test_a_further_answer_is_told_once_and_to_the_team_alone(self):
        self.reply(self.conversation, self.cs_a)
        self.hear("Berapa?")
        self._forget()
        self.reply(self.conversation, self.cs_a)
        (said,) = self._told()
        self.assertFalse(said["wa_waiting_since"])
        self.assertEqual(self._pulses(), {"team": {self.conversation.id}})

    def test_an_answer_to_who_waits_for_none_changes_nothing_to_tell(self):
        self.reply(self.conversation, self.cs_a)
        self._forget()
        self.reply(self.conversation, self.cs_a, "Ada lagi?")
        self.assertEqual((self._told(), self._pulses()), ([], {}))

    def test_restored_within_its_session_it_is_told_once_as_new(self):
        self.conversation.with_user(self.cs_a).wa_archive()
        self._forget()
        self.conversation.with_user(self.cs_b).wa_restore()
        (said,) = self._told()
        self.assertEqual(said["wa_state"], "new")
        self.assertTrue(said["wa_waiting_since"])
        self.assertEqual(self._pulses(), {"queue": {self.conversation.id}})

    def test_a_returning_customer_is_told_once_as_new(self):
        conversation = self.conversation = self.hear(wa_id="6281299990001", at=datetime.now() - timedelta(hours=25))
        self.assertEqual(conversation.wa_state, "new")  # the sweep has not come by yet
        self._forget()
        self.hear("Saya lagi", wa_id="6281299990001")
        self.assertIn("expired", conversation.wa_assignment_ids.mapped("reason"))
        states = [said["wa_state"] for said in self._told() if "message_ids" not in said]
        self.assertEqual(states, ["new"])

    def test_thousands_at_once_are_fetched_instead_of_told(self):
        self.patch(discuss_channel_tell, "MOST_TOLD", 2)
        conversations = self.conversation.union(*(self.hear(wa_id=f"62812555000{i}") for i in range(2)))
        self._forget()
        conversations.with_user(self.supervisor).wa_archive()
        self.assertFalse(self._told())
        self.assertEqual(self._pulses(), {"queue": set(conversations.ids)})
