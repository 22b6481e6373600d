import json
from datetime import timedelta
from unittest.mock import MagicMock, patch

from odoo import fields
from odoo.exceptions import AccessError

from odoo.addons.mail.tools.discuss import Store

from ..models.discuss_channel_inbox import MOST_COUNTED
from ..models.ir_websocket import SUBSCRIPTION
from ..tools.errors import BY_POLICY, Policy, explain
from .common import OTHER_PHONE_NUMBER_ID, WireCase, WireData


class DiscussData(WireData):
    """Conversations as Discuss shows them."""

    @classmethod
    def _create_conversation(cls, name, wa_id=None, minutes_ago=0, account=None, **values):
        account = account or cls.account
        partner = cls.env["res.partner"].create({"name": name, "wa_number": wa_id})
        identity = cls.env["wa.identity"].create({"account_id": account.id, "wa_id": wa_id, "partner_id": partner.id})
        identity.write({key: values.pop(key) for key in ("username", "bsuid") if key in values})
        conversation = cls.env["discuss.channel"]._wa_create(identity)
        now = fields.Datetime.now()
        conversation.write(
            {
                "last_interest_dt": now - timedelta(minutes=minutes_ago),
                "wa_window_expires_at": now + timedelta(hours=23, minutes=30),
                **values,
            }
        )
        return conversation

    @classmethod
    def _create_message(cls, conversation, author, body, *states, **values):
        """A message that went over WhatsApp in one part for each of the states."""
        message = cls.env["mail.message"].create(
            {
                "model": "discuss.channel",
                "res_id": conversation.id,
                "author_id": author.id,
                "body": body,
                "message_type": "whatsapp_message",
                "subtype_id": cls.env.ref("mail.mt_comment").id,
            }
        )
        cls.env["wa.message"].create(
            [
                {
                    "account_id": conversation.wa_account_id.id,
                    "identity_id": conversation.wa_identity_id.id,
                    "channel_id": conversation.id,
                    "partner_id": conversation.wa_partner_id.id,
                    "mail_message_id": message.id,
                    "direction": "inbound" if state == "received" else "outbound",
                    "kind": "text",
                    "body": body,
                    "state": state,
                    **values,
                }
                for state in states
            ]
        )
        return message


class TestInbox(DiscussData, WireCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.old = cls._create_conversation("Budi", "6281200000002", minutes_ago=60)
        cls.new = cls._create_conversation("Siti", "6281200000001", minutes_ago=1)
        cls.named = cls._create_conversation("Andi", minutes_ago=30, username="andi.wijaya", bsuid="ID.andi")
        cls.inbox = cls.env["discuss.channel"].with_user(cls.cs_a)

    def page(self, **values):
        return self.inbox._wa_inbox_page("all", **values)

    def test_latest_conversations_come_first_without_membership(self):
        page, rest = self.page()
        self.assertEqual(page, self.new + self.named + self.old)
        self.assertFalse(rest)
        self.assertFalse(page.channel_member_ids)

    def test_next_page_has_what_the_screen_does_not_list_yet(self):
        page, rest = self.page(limit=2)
        self.assertEqual((page, rest), (self.new + self.named, 1))
        self.assertEqual(self.page(known_ids=page.ids, limit=2), (self.old, 0))

    def test_next_page_keeps_those_of_the_same_second(self):
        self.old.last_interest_dt = self.named.last_interest_dt = self.new.last_interest_dt
        page, _rest = self.page(limit=1)
        rest, _rest = self.page(known_ids=page.ids)
        self.assertEqual(page + rest, page | self.old | self.named | self.new)

    def test_devices_are_merged_by_time(self):
        other = self._create_account("Kedua", OTHER_PHONE_NUMBER_ID, self.company)
        newest = self._create_conversation("Rina", "6281200000003", account=other)
        self.assertEqual(self.page(limit=2), (newest + self.new, 2))

    def test_what_follows_is_counted_up_to_a_hundred(self):
        identities = self.env["wa.identity"].create(
            [
                {
                    "account_id": self.account.id,
                    "wa_id": f"62813{number:08}",
                    "partner_id": self.new.wa_partner_id.id,
                }
                for number in range(120)
            ]
        )
        self.env["discuss.channel"]._wa_create(identities)
        page, rest = self.page()
        self.assertEqual(len(page) + rest, MOST_COUNTED)

    def test_search_finds_by_name_username_and_any_spelling_of_the_number(self):
        for term, found in (
            ("siti", self.new),
            ("@andi.wij", self.named),
            ("0812-0000-0002", self.old),
            ("+62 812 0000 0002", self.old),
            ("0062812 00000002", self.old),
            ("nobody", self.env["discuss.channel"]),
        ):
            with self.subTest(term=term):
                self.assertEqual(self.inbox._wa_inbox_search(term), found)

    def test_reading_an_older_message_leaves_the_own_reply_read(self):
        older = self._create_message(self.new, self.new.wa_partner_id, "Halo", "received")
        self.new._add_members(users=self.cs_a, post_joined_message=False)
        self._create_message(self.new, self.cs_a.partner_id, "Halo juga", "sent")
        member = self.new.channel_member_ids.with_user(self.cs_a)
        member._mark_as_read(older.id + 1)
        member._mark_as_read(older.id)
        self.assertEqual(member.message_unread_counter, 0)

    def test_other_companies_and_other_users_see_nothing(self):
        stranger = self._create_user("wa_stranger", "innovasia_whatsapp.group_user", company=self.other_company)
        for user in (stranger, self.outsider, self.portal):
            with self.subTest(user=user.login):
                inbox = self.env["discuss.channel"].with_user(user)
                self.assertFalse(inbox._wa_inbox_filter(self.new.ids))

    def test_conversations_that_were_merged_into_others_are_left_out(self):
        self.old.active = False
        self.assertEqual(self.inbox._wa_inbox_filter((self.old + self.new).ids), self.new)


class TestStore(DiscussData, WireCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.conversation = cls._create_conversation("Siti", "6281200000001")

    def data(self, records, user=None):
        user = user or self.cs_a
        return Store().add(records.with_user(user)).get_result()

    def test_conversation_tells_customer_device_number_and_window(self):
        data = self.data(self.conversation)
        [channel] = data["discuss.channel"]
        self.assertEqual(channel["wa_phone"], "+62 812-0000-0001")
        self.assertEqual(channel["wa_partner_id"], self.conversation.wa_partner_id.id)
        self.assertEqual(data["wa.account"], [{"id": self.account.id, "name": "Uji"}])
        self.assertTrue(channel["wa_window_expires_at"])
        self.assertFalse(channel["is_editable"])

    def test_other_channels_are_left_as_they_are(self):
        channel = self.env["discuss.channel"]._create_channel(name="General", group_id=None)
        [values] = self.data(channel, self.env.user)["discuss.channel"]
        self.assertFalse([name for name in values if name.startswith("wa_")])

    def test_message_in_parts_shows_the_part_least_far(self):
        author = self.cs_a.partner_id
        for states, shown in (
            (("read", "delivered"), "delivered"),
            (("sent", "outgoing", "read"), "outgoing"),
            (("read", "failed", "sent"), "failed"),
            (("read",), "read"),
        ):
            with self.subTest(states=states):
                message = self._create_message(self.conversation, author, "Halo", *states)
                [values] = self.data(message)["mail.message"]
                self.assertEqual(values["wa_state"], shown)

    def test_failure_is_explained_in_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("id_ID")
        message = self._create_message(self.conversation, self.cs_a.partner_id, "Halo", "failed", reason_code=131026)
        for lang in ("en_US", "id_ID"):
            with self.subTest(lang=lang):
                reader = message.with_user(self.cs_a).with_context(lang=lang)
                expected = explain(131026).text(lang)
                self.assertEqual(reader.wa_explain(), {message.id: expected})

    def test_failure_without_a_code_of_meta_is_explained_too(self):
        self.env["res.lang"]._activate_lang("id_ID")
        author = self.cs_a.partner_id
        values = {"reason": "Read timed out", "reason_policy": Policy.UNKNOWN_OUTCOME.value}
        message = self._create_message(self.conversation, author, "Halo", "unknown", **values)
        reader = message.with_user(self.cs_a).with_context(lang="id_ID")
        self.assertEqual(reader.wa_explain(), {message.id: BY_POLICY[Policy.UNKNOWN_OUTCOME.value].text("id_ID")})

    def test_ticks_of_a_page_cost_the_same_as_of_one_message(self):
        author = self.cs_a.partner_id
        messages = self.env["mail.message"].concat(
            *(self._create_message(self.conversation, author, "Halo", "sent") for _i in range(30))
        )
        counts = []
        for batch in (messages[:1], messages):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            batch._wa_least_far()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_outsiders_learn_nothing_from_explain(self):
        message = self._create_message(self.conversation, self.cs_a.partner_id, "Halo", "failed")
        with self.assertRaises(AccessError):
            message.with_user(self.outsider).wa_explain()

    def test_ticks_of_a_foreign_message_are_not_told_by_a_retry(self):
        message = self._create_message(self.conversation, self.cs_a.partner_id, "Halo", "sent")
        foreign = self._create_user("wa_foreign", "innovasia_whatsapp.group_user", company=self.other_company)
        with self.assertRaises(AccessError):
            message.with_user(foreign).wa_retry()


class TestPulse(DiscussData, WireCase):
    def sent(self):
        self.env.cr.precommit.run()  # writes the notifications
        messages = self.env["bus.bus"].search([], order="id").mapped("message")
        notices = [json.loads(message) for message in messages if "queue_changed" in message]
        return [notice["payload"] for notice in notices]

    def note(self, *channel_ids):
        self.env["wa.pulse"]._note(self.account, channel_ids)

    def wait(self):
        self.env.cr.execute("UPDATE wa_pulse SET notified_at = notified_at - interval '2 seconds'")

    def test_first_change_is_told_at_once(self):
        self.note(1)
        self.assertEqual(self.sent(), [{"channel_ids": [1]}])

    def test_further_changes_within_a_second_are_told_together_by_one_job(self):
        job = [("identity_key", "=", f"wa.pulse.{self.account.id}.queue")]
        self.note(1)
        for channel_id in (2, 3, 2):
            self.note(channel_id)
        self.assertEqual(len(self.sent()), 1)
        self.assertEqual(self.env["queue.job"].search_count(job), 1)
        self.wait()
        self.note()
        self.assertEqual(self.sent()[1:], [{"channel_ids": [2, 3]}])

    def test_nothing_is_told_twice(self):
        self.note(1)
        self.wait()
        self.note()
        self.assertEqual(len(self.sent()), 1)

    def test_many_changes_are_one_short_notice(self):
        self.note(*range(1, 500))
        self.assertEqual(self.sent(), [{"reload": True}])

    def test_only_whatsapp_users_hear_it(self):
        subchannel = (self.env.ref("innovasia_whatsapp.group_user"), "WHATSAPP")
        for user, hears in ((self.cs_a, True), (self.admin, True), (self.outsider, False)):
            with (
                self.subTest(user=user.login),
                patch("odoo.addons.bus.models.ir_websocket.wsrequest", MagicMock()),
            ):
                websocket = self.env["ir.websocket"].with_user(user)
                channels = set(websocket._build_bus_channel_list([SUBSCRIPTION]))
                self.assertEqual(subchannel in channels, hears)
                self.assertNotIn(SUBSCRIPTION, channels)
