from datetime import datetime, timedelta

from odoo.addons.mail.tools.discuss import Store

from .common import PeopleCase


class TestInboxSections(PeopleCase):
    """What each person finds in which part of the inbox."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.now = datetime.now()

    def setUp(self):
        super().setUp()
        self.late = self.hear("Halo?", "6281200000001", self.now - timedelta(minutes=40))
        self.early = self.hear("Permisi", "6281200000002", self.now - timedelta(minutes=5))
        self.of_a = self.hear("Ada stok?", "6281200000003", self.now - timedelta(minutes=20))
        self.reply(self.of_a, self.cs_a)
        self.of_b = self.hear("Berapa harganya?", "6281200000004", self.now - timedelta(minutes=30))
        self.reply(self.of_b, self.cs_b)
        self.over = self.hear("Kemarin", "6281200000005", self.now - timedelta(hours=25))
        self.release_ended()

    def inbox(self, user):
        return self.env["discuss.channel"].with_user(user)

    def page(self, user, section, **values):
        return self.inbox(user)._wa_inbox_page(section, **values)

    def listed(self, user):
        inbox = self.inbox(user)
        return {section: inbox._wa_inbox_page(section)[0].ids for section in inbox._wa_inbox_sections()}

    def test_cs_find_new_own_and_inactive_conversations(self):
        self.assertEqual(
            self.listed(self.cs_a),
            {"new": [self.late.id, self.early.id], "mine": self.of_a.ids, "inactive": self.over.ids},
        )

    def test_supervisor_finds_those_of_the_team_as_well(self):
        self.reply(self.early, self.supervisor)
        listed = self.listed(self.supervisor)
        self.assertEqual(list(listed), ["new", "mine", "inactive", "team"])
        self.assertEqual(listed["mine"], self.early.ids)
        self.assertCountEqual(listed["team"], [self.of_a.id, self.of_b.id])

    def test_what_waiting_customers_asked_is_shown_not_the_greeting_after_it(self):
        self.account.greeting_active = True
        self.account.greeting_format_id.body = "Selamat datang"
        new, mine = self.hear("Ada madu?", "6281200000006"), self.of_a
        self.assertIn("Selamat datang", str(self.spoken(new).mapped("body")))
        shown = (new | mine).with_user(self.cs_a)._wa_last_messages()
        self.assertEqual([message.body.striptags() for message in shown.sorted("res_id")], ["Halo juga", "Ada madu?"])

    def test_who_waits_longest_comes_first_and_who_was_answered_last(self):
        self.of_b.with_user(self.cs_b).wa_release()
        self.assertEqual(self.page(self.cs_a, "new")[0], self.late + self.early + self.of_b)

    def test_more_of_those_who_wait_follow_in_their_order(self):
        first, rest = self.page(self.cs_a, "new", limit=1)
        self.assertEqual((first, rest), (self.late, 1))
        self.assertEqual(self.page(self.cs_a, "new", known_ids=first.ids, limit=1), (self.early, 0))

    def test_archived_conversations_are_in_no_section_but_found_by_a_search(self):
        self.over.with_user(self.cs_a).wa_archive()
        self.assertFalse(self.listed(self.cs_a)["inactive"])
        self.assertEqual(self.inbox(self.cs_a)._wa_inbox_search("0812 0000 0005"), self.over)

    def test_a_search_does_not_find_what_a_colleague_serves(self):
        self.assertFalse(self.inbox(self.cs_a)._wa_inbox_search("0812 0000 0004"))
        self.assertEqual(self.inbox(self.supervisor)._wa_inbox_search("0812 0000 0004"), self.of_b)

    def test_screens_keep_only_what_one_may_still_see(self):
        asked = self.of_a + self.of_b + self.late
        self.assertEqual(self.inbox(self.cs_a)._wa_inbox_filter(asked.ids), self.of_a + self.late)

    def test_who_loses_sight_of_a_conversation_is_told_who_serves_it(self):
        reasons = self.inbox(self.cs_a)._wa_gone_reasons(self.of_b.ids)
        self.assertIn(self.cs_b.name, reasons[self.of_b.id])

    def test_nobody_is_told_who_serves_customers_of_another_company(self):
        stranger = self._create_user("crm_stranger", "innovasia_crm.group_cs", company=self.other_company)
        reasons = self.inbox(stranger)._wa_gone_reasons(self.of_b.ids)
        self.assertNotIn(self.cs_b.name, reasons[self.of_b.id])

    def test_a_page_costs_as_many_queries_as_one_conversation(self):
        self.page(self.cs_a, "new")  # fills the caches of rules
        Store().add(self.late.with_user(self.cs_a)).get_result()
        counts = []
        for more in (0, 20):
            for number in range(more):
                self.hear("Halo", f"62812111{number:05}", self.now)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            page, _rest = self.page(self.cs_a, "new")
            Store().add(page).get_result()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)


class TestConversationStore(PeopleCase):
    """What screens are told of whose a conversation is."""

    def data(self, conversation, user):
        return Store().add(conversation.with_user(user)).get_result()

    def test_conversation_tells_state_owner_session_and_labels(self):
        conversation = self.hear()
        self.reply(conversation, self.cs_a)
        label = self.env["wa.label"].create({"name": "Grosir", "color": 3, "company_id": self.company.id})
        conversation.with_user(self.cs_a).wa_set_labels(label.ids)
        data = self.data(conversation, self.cs_a)
        [channel] = data["discuss.channel"]
        self.assertEqual(channel["wa_state"], "assigned")
        self.assertEqual(channel["wa_agent_id"], self.cs_a.id)
        self.assertFalse(channel["wa_waiting_since"])
        self.assertTrue(channel["wa_session_expires_at"])
        self.assertEqual(channel["wa_label_ids"], label.ids)
        self.assertIn({"id": label.id, "name": "Grosir", "color": 3}, data["wa.label"])
        partners = {user["id"]: user["partner_id"] for user in data["res.users"]}
        self.assertEqual(partners[self.cs_a.id], self.cs_a.partner_id.id)

    def test_other_channels_are_left_as_they_are(self):
        channel = self.env["discuss.channel"]._create_channel(name="General", group_id=None)
        [values] = self.data(channel, self.env.user)["discuss.channel"]
        self.assertFalse([name for name in values if name.startswith("wa_")])

    def test_only_supervisors_are_offered_the_team(self):
        for user, sees_team in ((self.cs_a, False), (self.supervisor, True), (self.admin, True)):
            with self.subTest(user=user.login):
                store = Store()
                self.env["res.users"].with_user(user)._init_store_data(store)
                self.assertEqual(store.get_result()["Store"]["has_access_wa_team"], sees_team)
