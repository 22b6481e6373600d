from datetime import datetime, timedelta

from odoo.tests import tagged

from .common import PeopleCase


@tagged("post_install", "-at_install")
class TestJoining(PeopleCase):
    """Two conversations turn out to be with one person: the older goes on, with everything of the other."""

    def setUp(self):
        super().setUp()
        self.kept = self.hear(wa_id="6281211110001", at=datetime.now() - timedelta(hours=3))
        self.other = self.hear(wa_id="6281211110002", at=datetime.now() - timedelta(hours=1))

    def _join(self):
        self.kept._wa_absorb(self.other)
        self.env.invalidate_all()
        self.assertEqual((self.other.wa_state, self.other.active), ("inactive", False))
        self.assertFalse(self.other.wa_agent_id or self.other.channel_member_ids or self.other.wa_session_ids)
        self.assertEqual(self.kept.wa_session_ids.filtered(lambda session: not session.ended_at), self.kept.wa_session_id)

    def test_a_running_session_goes_on_as_long_as_the_longer_of_the_two(self):
        self.reply(self.kept, self.cs_a)
        self.reply(self.other, self.cs_b)
        ends, asked = self.other.wa_session_expires_at, self.hear(wa_id="6281211110002").wa_waiting_since
        self._join()
        self.assertEqual((self.kept.wa_state, self.kept.wa_agent_id), ("assigned", self.cs_a))
        self.assertEqual(self.kept.channel_partner_ids, self.cs_a.partner_id)
        self.assertGreater(self.kept.wa_session_expires_at, ends)
        self.assertEqual(self.kept.wa_session_id.expires_at, self.kept.wa_session_expires_at)
        self.assertEqual(self.kept.wa_waiting_since, asked)
        self.assertEqual(set(self.kept.wa_session_ids.mapped("end_reason")), {False, "merged"})
        self.assertEqual(self.kept.wa_assignment_ids.sorted("id").mapped("reason"), ["reply", "reply", "merged"])

    def test_who_serves_the_other_one_goes_on_where_the_kept_one_is_over(self):
        self.kept.with_user(self.supervisor).wa_archive()
        self.reply(self.other, self.cs_b)
        session, ends = self.other.wa_session_id, self.other.wa_session_expires_at
        self._join()
        self.assertEqual((self.kept.wa_state, self.kept.wa_agent_id), ("assigned", self.cs_b))
        self.assertEqual((self.kept.wa_session_id, self.kept.wa_session_expires_at), (session, ends))
        self.assertEqual(self.kept.channel_partner_ids, self.cs_b.partner_id)
        self.assertTrue(self.sees(self.cs_b, self.kept))
        self.assertFalse(self.sees(self.cs_a, self.kept))

    def test_nothing_comes_back_to_life_when_both_are_over(self):
        (self.kept | self.other).with_user(self.supervisor).wa_archive()
        self.kept._wa_absorb(self.other)
        self.env.invalidate_all()
        self.assertEqual(self.kept.wa_state, "archived")
        self.assertEqual(len(self.kept.wa_session_ids), 2)
        self.assertFalse(self.kept.wa_session_id)
