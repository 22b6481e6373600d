from unittest.mock import MagicMock, patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import PeopleCase


@tagged("post_install", "-at_install")
class TestRouting(PeopleCase):
    def setUp(self):
        super().setUp()
        self.conversation = self.hear()

    def _history(self):
        rows = self.conversation.wa_assignment_ids.sorted("id")
        return [
            (row.reason, row.former_agent_id.login or "", row.agent_id.login or "", row.user_id.login or "") for row in rows
        ]

    def test_a_new_lead_is_seen_by_every_cs(self):
        self.assertEqual(self.conversation.wa_state, "new")
        for user in (self.cs_a, self.cs_b, self.supervisor, self.admin):
            self.assertTrue(self.sees(user, self.conversation))

    def test_opening_and_noting_take_nothing(self):
        seen = self.conversation.with_user(self.cs_a)
        seen.read(["name", "wa_state"])
        seen._find_or_create_member_for_self()
        seen.message_post(body="VIP", message_type="comment", subtype_xmlid="mail.mt_note")
        self.assertEqual((self.conversation.wa_state, self.conversation.wa_agent_id.id), ("new", False))
        self.assertTrue(self.sees(self.cs_b, self.conversation))
        self.assertTrue(self.conversation.wa_waiting_since)

    def test_the_first_reply_takes_the_conversation(self):
        self.reply(self.conversation, self.cs_a)
        self.assertEqual((self.conversation.wa_state, self.conversation.wa_agent_id), ("assigned", self.cs_a))
        self.assertEqual(self.conversation.channel_partner_ids, self.cs_a.partner_id)
        self.assertFalse(self.sees(self.cs_b, self.conversation))
        self.assertTrue(self.sees(self.supervisor, self.conversation))
        self.assertEqual(self._history(), [("reply", "", "crm_cs_a", "crm_cs_a")])

    def test_the_second_reply_is_refused_with_the_owners_name(self):
        self.reply(self.conversation, self.cs_a)
        for user in (self.cs_b, self.supervisor):
            before = self.conversation.message_ids
            with self.subTest(user=user.login), self.assertRaisesRegex(UserError, "crm_cs_a"):
                self.reply(self.conversation, user, "Saya saja")
            self.assertEqual(self.conversation.message_ids, before)
        self.assertEqual(self.conversation.wa_agent_id, self.cs_a)

    def test_the_administrator_alone_needs_no_set_up(self):
        self.reply(self.conversation, self.admin)
        self.assertEqual(self.conversation.wa_agent_id, self.admin)

    def test_the_systems_own_messages_take_nothing(self):
        self.conversation.with_user(self.env.ref("base.user_root")).sudo().message_post(
            body="Kami tutup", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.assertEqual(self.conversation.wa_state, "new")
        self.assertTrue(self.conversation.wa_waiting_since)

    def test_given_back_it_is_new_again_in_the_same_session(self):
        self.reply(self.conversation, self.cs_a)
        session = self.conversation.wa_session_id
        self.conversation.with_user(self.cs_a).wa_release()
        self.assertEqual((self.conversation.wa_state, self.conversation.wa_session_id), ("new", session))
        self.assertFalse(self.conversation.channel_member_ids)
        self.assertTrue(self.sees(self.cs_b, self.conversation))
        self.assertEqual(self._history()[-1], ("released", "crm_cs_a", "", "crm_cs_a"))

    def test_handed_over_it_is_the_colleagues_with_a_note_that_is_not_sent(self):
        self.reply(self.conversation, self.cs_a)
        sent = self.env["wa.message"].search_count([("direction", "=", "outbound")])
        self.conversation.with_user(self.cs_a).wa_transfer(self.cs_b.id, "Minta diskon")
        self.assertEqual(self.conversation.wa_agent_id, self.cs_b)
        self.assertEqual(self.conversation.channel_partner_ids, self.cs_b.partner_id)
        self.assertFalse(self.sees(self.cs_a, self.conversation))
        self.assertEqual(self._history()[-1], ("transferred", "crm_cs_a", "crm_cs_b", "crm_cs_a"))
        self.assertEqual(self.conversation.wa_assignment_ids[0].note, "Minta diskon")
        note = self.spoken(self.conversation)[-1]
        self.assertIn("Minta diskon", note.body)
        self.assertEqual((note.author_id, note.subtype_id), (self.cs_a.partner_id, self.env.ref("mail.mt_note")))
        self.assertEqual(self.env["wa.message"].search_count([("direction", "=", "outbound")]), sent)

    def test_a_supervisor_assigns_whoever_has_it(self):
        for agent in (self.cs_a, self.cs_b):
            self.conversation.with_user(self.supervisor).wa_assign(agent.id)
            self.assertEqual(self.conversation.wa_agent_id, agent)
        self.assertEqual(self._history()[-1], ("assigned", "crm_cs_a", "crm_cs_b", "crm_supervisor"))
        with self.assertRaises(AccessError):
            self.conversation.with_user(self.cs_b).wa_assign(self.cs_a.id)

    def test_what_is_not_ones_own_is_not_moved(self):
        self.reply(self.conversation, self.cs_a)
        stranger = self.conversation.with_user(self.cs_b)
        for call in (stranger.wa_release, stranger.wa_archive, lambda: stranger.wa_transfer(self.cs_b.id)):
            with self.assertRaises(AccessError):
                call()
        self.assertEqual(self.conversation.wa_agent_id, self.cs_a)

    def test_only_who_serves_whatsapp_gets_conversations(self):
        leaver = self._create_user("crm_leaver", "innovasia_crm.group_cs")
        leaver.active = False
        elsewhere = self._create_user("crm_elsewhere", "innovasia_crm.group_cs", company=self.other_company)
        for user in (self.outsider, self.portal, leaver, elsewhere):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                self.conversation.with_user(self.supervisor).wa_assign(user.id)

    def test_archived_it_comes_back_with_the_next_message(self):
        self.reply(self.conversation, self.cs_a)
        self.conversation.with_user(self.cs_a).wa_archive()
        self.assertEqual((self.conversation.wa_state, self.conversation.wa_agent_id.id), ("archived", False))
        self.assertEqual(self.conversation.wa_session_ids.end_reason, "archived")
        self.hear("Masih di sana?")
        self.assertEqual(self.conversation.wa_state, "new")
        self.assertEqual(len(self.conversation.wa_session_ids), 2)

    def test_restored_within_its_time_it_is_new_else_inactive(self):
        self.conversation.with_user(self.cs_a).wa_archive()
        self.conversation.with_user(self.cs_b).wa_restore()
        self.assertEqual(self.conversation.wa_state, "new")
        self.conversation.with_user(self.cs_a).wa_archive()
        self.conversation.wa_session_expires_at = "2020-01-01"
        self.conversation.with_user(self.cs_b).wa_restore()
        self.assertEqual(self.conversation.wa_state, "inactive")

    def test_restored_a_customer_waits_as_long_as_before(self):
        since = self.conversation.wa_waiting_since
        self.assertTrue(since)
        self.conversation.with_user(self.cs_a).wa_archive()
        self.conversation.with_user(self.cs_a).wa_restore()
        self.assertEqual(self.conversation.wa_waiting_since, since)
        self.reply(self.conversation, self.cs_a)
        self.conversation.with_user(self.cs_a).wa_archive()
        self.conversation.with_user(self.cs_a).wa_restore()
        self.assertEqual((self.conversation.wa_state, self.conversation.wa_waiting_since), ("new", False))

    def test_nothing_is_handed_over_once_the_session_is_over(self):
        self.conversation.wa_session_expires_at = "2020-01-01"
        for swept in (False, True):
            if swept:
                self.release_ended()
            with self.subTest(swept=swept), self.assertRaises(UserError):
                self.conversation.with_user(self.supervisor).wa_assign(self.cs_a.id)

    def test_what_somebody_served_who_left_goes_back_to_the_queue(self):
        self.reply(self.conversation, self.cs_a)
        self.env["discuss.channel"]._wa_release_agent(self.cs_a)
        self.assertEqual(self.conversation.wa_state, "new")
        self.assertEqual(self._history()[-1][0], "deactivated")

    def test_what_was_claimed_while_the_account_was_deactivated_goes_back_with_the_next_sweep(self):
        self.reply(self.conversation, self.cs_a)
        self.env.cr.execute("UPDATE res_users SET active = FALSE WHERE id = %s", [self.cs_a.id])
        self.env["discuss.channel"]._wa_release_orphans()
        self.env.invalidate_all()
        self.assertEqual(self.conversation.wa_state, "new")

    def test_nobody_else_becomes_a_member(self):
        self.reply(self.conversation, self.cs_a)
        with self.assertRaises(ValidationError):
            self.conversation.with_user(self.cs_a).add_members(partner_ids=self.cs_b.partner_id.ids)

    def test_a_hand_over_takes_the_bus_along(self):
        audience = self.env["bus.bus"]._wa_audience
        before = audience(self.conversation)
        self.reply(self.conversation, self.cs_a)
        served = audience(self.conversation)
        self.conversation.with_user(self.cs_a).wa_transfer(self.cs_b.id)
        self.assertEqual(len({before, served, audience(self.conversation)}), 3)
        for user, hears in ((self.cs_a, False), (self.cs_b, True), (self.supervisor, True), (self.outsider, False)):
            with self.subTest(user=user.login):
                asked = [f"discuss.channel_{self.conversation.id}"]
                with patch("odoo.addons.bus.models.ir_websocket.wsrequest", MagicMock()):
                    found = self.env["ir.websocket"].with_user(user)._build_bus_channel_list(asked)
                self.assertEqual(audience(self.conversation) in [c for c in found if isinstance(c, tuple)], hears)
                plain = [c.id for c in found if getattr(c, "_name", None) == "discuss.channel"]
                self.assertNotIn(self.conversation.id, plain)

    def test_conversations_of_before_the_routing_are_adopted(self):
        self.reply(self.conversation, self.cs_a)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE discuss_channel SET wa_state = NULL, wa_agent_id = NULL, wa_session_id = NULL WHERE id = %s",
            [self.conversation.id],
        )
        self.env.cr.execute("DELETE FROM wa_session WHERE channel_id = %s", [self.conversation.id])
        self.env.invalidate_all()
        self.env["discuss.channel"]._wa_adopt()
        self.assertEqual(self.conversation.wa_state, "new")
        self.assertEqual(self.conversation.wa_session_ids.expires_at, self.conversation.wa_window_expires_at)
        self.assertFalse(self.conversation.channel_member_ids, "nobody serves it, so nobody takes part")
