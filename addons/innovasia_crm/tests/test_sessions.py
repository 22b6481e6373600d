from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.innovasia_whatsapp.tools import payloads

from .common import PeopleCase

BEGIN = datetime(2026, 11, 2, 9, 0)
AD = payloads.ad_click()["referral"]

#: (what the customer wrote: hours after the beginning and whether it came from an ad), when we look, whether it is over
CLOCK = [
    ([(0, False)], timedelta(hours=23, minutes=59), False),
    ([(0, False)], timedelta(hours=24), True),
    ([(0, False)], timedelta(hours=24, minutes=1), True),
    ([(0, True)], timedelta(hours=24, minutes=1), False),
    ([(0, True)], timedelta(hours=71, minutes=59), False),
    ([(0, True)], timedelta(hours=72, minutes=1), True),
    # A message just before the end lengthens it.
    ([(0, False), (23.9, False)], timedelta(hours=24, minutes=1), False),
    ([(0, False), (23.9, False)], timedelta(hours=47, minutes=53), False),
    ([(0, False), (23.9, False)], timedelta(hours=47, minutes=55), True),
    # The later of the two counts: the last message, and the ad.
    ([(0, True), (71, False)], timedelta(hours=94, minutes=59), False),
    ([(0, True), (71, False)], timedelta(hours=95, minutes=1), True),
    ([(0, True), (10, False)], timedelta(hours=71, minutes=59), False),
    ([(0, True), (10, False)], timedelta(hours=72, minutes=1), True),
    ([(0, False), (10, True)], timedelta(hours=81, minutes=59), False),
]


@tagged("post_install", "-at_install")
class TestSessions(PeopleCase):
    def _at(self, offset):
        return freeze_time(BEGIN + offset)

    def test_the_session_ends_by_the_clock(self):
        for number, (messages, look, is_over) in enumerate(CLOCK):
            with self.subTest(messages=messages, look=look):
                for hours, from_ad in messages:
                    with self._at(timedelta(hours=hours)):
                        conversation = self.hear(wa_id=f"62812000{number:04}", **({"referral": AD} if from_ad else {}))
                        if not hours:
                            self.reply(conversation, self.cs_a)
                with self._at(look):
                    self.release_ended()
                self.assertEqual(conversation.wa_state, "inactive" if is_over else "assigned")
                self.assertEqual(self.sees(self.cs_b, conversation), is_over)
                self.assertEqual(bool(conversation.wa_session_ids.ended_at), is_over)

    def test_who_served_it_is_no_member_any_more(self):
        with self._at(timedelta()):
            conversation = self.hear()
            self.reply(conversation, self.cs_a)
        with self._at(timedelta(hours=25)):
            self.release_ended()
        self.assertFalse(conversation.channel_member_ids)
        self.assertEqual(conversation.wa_assignment_ids.mapped("reason"), ["expired", "reply"])
        self.assertFalse(conversation.wa_assignment_ids[0].user_id)

    def test_visits_that_arrive_together_after_an_outage_are_kept_apart(self):
        for hours, from_ad, is_new in ((23, False, False), (25, False, True), (60, True, False), (75, True, True)):
            with self.subTest(hours=hours, from_ad=from_ad):
                number = f"62812111{hours:04}"
                with self._at(timedelta()):
                    conversation = self.hear(wa_id=number)
                    self.reply(conversation, self.cs_a)
                late = [BEGIN + timedelta(hours=1), BEGIN + timedelta(hours=1 + hours)]
                with self._at(timedelta(hours=2 + hours)):
                    first, second = (
                        payloads.text("Halo?", wa_id=number, timestamp=int((at - datetime(1970, 1, 1)).total_seconds()), **more)
                        for at, more in zip(late, ({"referral": AD} if from_ad else {}, {}), strict=True)
                    )
                    self.receive(first, second)
                self.assertEqual(conversation.wa_state, "new" if is_new else "assigned")
                self.assertEqual(len(conversation.wa_session_ids), 2 if is_new else 1)
                self.assertEqual(conversation.wa_session_expires_at, late[1] + timedelta(hours=24))

    def test_a_returning_customer_starts_from_the_beginning(self):
        with self._at(timedelta()):
            conversation = self.hear()
            self.reply(conversation, self.cs_a)
        for released in (True, False):
            with self.subTest(released=released), self._at(timedelta(hours=30 if released else 60)):
                if released:
                    self.release_ended()
                self.hear("Saya datang lagi")
                self.assertEqual((conversation.wa_state, conversation.wa_agent_id.id), ("new", False))
                self.assertTrue(self.sees(self.cs_b, conversation))
                self.reply(conversation, self.cs_b)
                self.assertEqual(conversation.wa_agent_id, self.cs_b)
        self.assertEqual(len(conversation.wa_session_ids), 3)
        self.assertEqual(len(conversation.wa_session_ids.filtered(lambda session: not session.ended_at)), 1)

    def test_a_message_of_before_the_end_that_comes_after_the_release_makes_a_new_lead(self):
        with self._at(timedelta()):
            conversation = self.hear()
            self.reply(conversation, self.cs_a)
        with self._at(timedelta(hours=24, minutes=1)):
            self.release_ended()
            self.hear(at=BEGIN + timedelta(hours=23, minutes=59))
        self.assertEqual(conversation.wa_state, "new")
        self.assertEqual(conversation.wa_session_expires_at, BEGIN + timedelta(hours=47, minutes=59))

    def test_a_message_of_before_the_end_keeps_who_serves_when_nothing_was_released_yet(self):
        with self._at(timedelta()):
            conversation = self.hear()
            self.reply(conversation, self.cs_a)
        with self._at(timedelta(hours=24, minutes=1)):
            self.hear(at=BEGIN + timedelta(hours=23, minutes=59))
            self.release_ended()
        self.assertEqual(conversation.wa_agent_id, self.cs_a)

    def test_a_reply_after_the_end_is_refused_and_takes_nothing(self):
        with self._at(timedelta()):
            conversation = self.hear()
        with self._at(timedelta(hours=24, minutes=1)), self.assertRaises(UserError):
            self.reply(conversation, self.cs_a)
        self.assertFalse(conversation.wa_agent_id)
        self.assertFalse(conversation.wa_assignment_ids)

    def test_a_session_that_nobody_answered_ends_as_such(self):
        with self._at(timedelta()):
            conversation = self.hear()
            self.assertEqual(conversation.wa_waiting_since, BEGIN)
        with self._at(timedelta(hours=24)):
            self.release_ended()
        session = conversation.wa_session_ids
        self.assertEqual((session.end_reason, session.first_reply_at, session.reply_count), ("expired", False, 0))
        self.assertFalse(conversation.wa_waiting_since)

    def test_the_first_response_is_measured_once(self):
        with self._at(timedelta()):
            conversation = self.hear()
        with self._at(timedelta(minutes=2)):
            self.reply(conversation, self.cs_a)
        with self._at(timedelta(minutes=3)):
            self.hear("Berapa?")
            self.assertEqual(conversation.wa_waiting_since, BEGIN + timedelta(minutes=3))
        with self._at(timedelta(minutes=9)):
            self.reply(conversation, self.cs_a)
        session = conversation.wa_session_ids
        self.assertEqual((session.first_response_seconds, session.reply_count), (120, 2))
        self.assertEqual((session.first_agent_id, session.agent_id), (self.cs_a, self.cs_a))
        self.assertFalse(conversation.wa_waiting_since)

    def test_a_reaction_waits_for_no_answer(self):
        with self._at(timedelta()):
            conversation = self.hear()
            sent = self.reply(conversation, self.cs_a)
            sent.sudo().wa_message_ids.wamid = "wamid.ours"
            self.receive(payloads.message("reaction", {"message_id": "wamid.ours", "emoji": "👍"}, wa_id="6281234567890"))
        self.assertFalse(conversation.wa_waiting_since)

    def test_thousands_end_in_few_statements(self):
        with self._at(timedelta()):
            for number in range(3):
                self.hear(wa_id=f"6281300000{number}")
        with self._at(timedelta(hours=25)), self.assertQueryCount(__system__=20):
            self.env["discuss.channel"]._wa_release_ended()
            self.env.flush_all()
