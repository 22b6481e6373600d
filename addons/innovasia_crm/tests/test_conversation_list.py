from datetime import datetime, timedelta
from unittest.mock import MagicMock, patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from .common import PeopleCase

SITI, BUDI, CITRA = "6281200000001", "6281300000002", "6285600000003"


@tagged("post_install", "-at_install")
class TestConversationList(PeopleCase):
    def setUp(self):
        super().setUp()
        self.siti = self._hear("Siti Rahma", SITI, hours_ago=3)
        self.budi = self._hear("Budi Santoso", BUDI, hours_ago=2)
        self.citra = self._hear("Citra Ayu", CITRA, hours_ago=1)
        self.all = self.siti | self.budi | self.citra

    def _hear(self, name, number, hours_ago):
        conversation = self.hear(f"Halo dari {name}", number, at=datetime.now() - timedelta(hours=hours_ago))
        conversation.wa_partner_id.name = name
        return conversation

    def _list(self, user=None, action="action_conversation_list", domain=(), order="last_interest_dt desc, id desc"):
        """What the list of an action shows to somebody."""
        action = self.env["ir.actions.actions"]._for_xml_id(f"innovasia_crm.{action}")
        context = {"wa_hide_archived": True} if "wa_hide_archived" in action["context"] else {}
        channels = self.env["discuss.channel"].with_user(user or self.cs_a).with_context(**context)
        shown = safe_eval(action["domain"])
        return channels.search([("wa_account_id", "=", self.account.id), *shown, *domain], order=order)

    # --- what is listed --------------------------------------------------------------------

    def test_a_cs_lists_what_a_cs_sees(self):
        self.reply(self.siti, self.cs_b)
        self.assertEqual(set(self._list()), set(self.budi | self.citra))
        self.assertEqual(set(self._list(self.cs_b)), set(self.all))
        self.assertEqual(set(self._list(self.supervisor)), set(self.all))

    def test_archived_ones_are_hidden_unless_asked_for(self):
        self.siti.with_user(self.cs_a).wa_archive()
        self.assertEqual(set(self._list()), set(self.budi | self.citra))
        self.assertEqual(set(self._list(domain=[("wa_state", "=", "archived")])), set(self.siti))

    def test_the_board_has_its_columns_also_when_they_are_empty(self):
        self.siti.with_user(self.cs_a).wa_archive()
        channels = self.env["discuss.channel"].with_user(self.cs_a).with_context(wa_hide_archived=True, read_group_expand=True)
        groups = channels.web_read_group([("id", "in", self.all.ids)], ["wa_state"], ["__count"])["groups"]
        counted = [(group["wa_state"], group["__count"]) for group in groups]
        self.assertEqual(counted, [("new", 2), ("assigned", 0), ("inactive", 0)])

    def test_who_waits_longest_comes_first(self):
        self.reply(self.budi, self.cs_a)
        order = self.env.ref("innovasia_crm.conversation_view_list_waiting")._get_combined_arch().get("default_order")
        waiting = self._list(action="action_conversation_waiting", order=order)
        self.assertEqual(waiting.mapped("wa_partner_id.name"), ["Siti Rahma", "Citra Ayu"])

    # --- what is found ---------------------------------------------------------------------

    def test_the_search_finds_names_and_numbers_in_any_spelling(self):
        for term in ("siti", "0812 0000 0001", "+62 812-0000-0001", "62812000", "0000-0001"):
            with self.subTest(term):
                self.assertEqual(set(self._list(domain=[("wa_contact", "ilike", term)])), set(self.siti))

    def test_every_filter_of_the_search_works(self):
        search = self.env.ref("innovasia_crm.conversation_view_search")._get_combined_arch()
        self.reply(self.budi, self.cs_a)
        self.siti.wa_set_labels(self.env["wa.label"].create({"name": "Grosir", "company_id": False}).ids)
        expected = {
            "new": self.siti | self.citra,
            "mine": self.budi,
            "served": self.budi,
            "inactive": self.siti.browse(),
            "archived": self.siti.browse(),
            "unanswered": self.siti | self.citra,
            "waiting_long": self.siti | self.citra,
            "from_ad": self.siti.browse(),
            "unlabelled": self.budi | self.citra,
        }
        filters = {node.get("name"): node.get("domain") for node in search.iter("filter") if node.get("domain")}
        self.assertEqual(set(filters), set(expected))
        for name, domain in filters.items():
            with self.subTest(name):
                found = self._list(domain=safe_eval(domain, {"uid": self.cs_a.id}))
                self.assertEqual(set(found), set(expected[name]))

    # --- what is shown ---------------------------------------------------------------------

    def test_number_and_last_message_cost_the_same_for_one_and_for_many(self):
        def read(conversations):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            rows = conversations.with_user(self.cs_a).read(["wa_contact", "wa_preview"])
            return rows, self.env.cr.sql_log_count - before

        read(self.siti)  # fills the caches of the rules
        _rows, one = read(self.siti)
        rows, many = read(self.all)
        self.assertEqual(one, many)
        self.assertEqual(rows[0]["wa_contact"], "+62 812-0000-0001")
        self.assertEqual(rows[0]["wa_preview"], "Halo dari Siti Rahma")

    def test_the_last_message_is_the_answer_or_the_note(self):
        self.reply(self.siti, self.cs_a, "Sudah dikirim")
        self.assertEqual(self.siti.wa_preview, "Sudah dikirim")
        self.siti.with_user(self.cs_a).message_post(body="Marah", message_type="comment", subtype_xmlid="mail.mt_note")
        self.siti.invalidate_recordset()
        self.assertEqual(self.siti.wa_preview, "Note: Marah")

    # --- buttons ---------------------------------------------------------------------------

    def test_a_row_opens_in_discuss(self):
        action = self.siti.with_user(self.cs_a).action_wa_open()
        self.assertEqual(action["tag"], "mail.action_discuss")
        self.assertEqual(action["context"]["active_id"], f"discuss.channel_{self.siti.id}")

    def test_the_history_of_a_row_shows_who_served(self):
        self.reply(self.siti, self.cs_a)
        self.reply(self.budi, self.cs_a)
        action = self.siti.with_user(self.cs_a).action_wa_history()
        rows = self.env[action["res_model"]].with_user(self.cs_a).search(action["domain"])
        self.assertEqual((rows.channel_id, rows.agent_id, rows.reason), (self.siti, self.cs_a, "reply"))

    def test_archiving_and_unarchiving_route(self):
        self.siti.with_user(self.cs_a).action_archive()
        self.assertEqual((self.siti.wa_state, self.siti.active), ("archived", True))
        self.siti.with_user(self.cs_a).action_unarchive()
        self.assertEqual(self.siti.wa_state, "new")
        self.assertEqual(self.siti.wa_assignment_ids.sorted("id").mapped("reason"), ["archived", "restored"])

    def test_other_channels_are_archived_as_ever(self):
        channel = self.env["discuss.channel"].with_user(self.outsider)._create_channel("Umum", False)
        channel.action_archive()
        self.assertFalse(channel.active)
        channel.action_unarchive()
        self.assertTrue(channel.active)
        (channel.with_env(self.env) | self.siti).action_archive()
        self.assertEqual((channel.active, self.siti.wa_state), (False, "archived"))

    def test_giving_back_many_leaves_out_what_nobody_serves(self):
        self.reply(self.siti, self.cs_a)
        self.all.with_user(self.cs_a).action_wa_release()
        self.assertEqual(self.all.mapped("wa_state"), ["new", "new", "new"])
        self.assertEqual(self.all.wa_assignment_ids.mapped("reason").count("released"), 1)
        with self.assertRaisesRegex(UserError, "Nobody serves"):
            self.all.with_user(self.cs_a).action_wa_release()

    # --- handing over ----------------------------------------------------------------------

    def _hand_over(self, user, conversations, to, note=False):
        action = conversations.with_user(user).action_wa_hand_over()
        form = Form(self.env[action["res_model"]].with_user(user).with_context(**action["context"]))
        form.user_id, form.note = to, note
        return form.save().action_hand_over()

    def test_a_cs_hands_over_with_a_note_that_stays_inside(self):
        self.reply(self.siti, self.cs_a)
        self._hand_over(self.cs_a, self.siti, self.cs_b, "Mau grosir")
        self.assertEqual(self.siti.wa_agent_id, self.cs_b)
        row = self.siti.wa_assignment_ids.sorted("id")[-1]
        self.assertEqual((row.reason, row.note, row.user_id), ("transferred", "Mau grosir", self.cs_a))
        self.assertFalse(self.sees(self.cs_a, self.siti))
        self.assertNotIn("Mau grosir", self.env["wa.message"].search([("channel_id", "=", self.siti.id)]).mapped("body"))

    def test_a_supervisor_assigns_many_at_once(self):
        self.reply(self.siti, self.cs_a)
        self._hand_over(self.supervisor, self.all, self.cs_b, "Tolong")
        self.assertEqual(self.all.wa_agent_id, self.cs_b)
        rows = self.all.wa_assignment_ids.filtered(lambda row: row.agent_id == self.cs_b)
        self.assertEqual(rows.mapped("reason"), ["assigned"] * 3)
        self.assertEqual(rows.mapped("note"), ["Tolong"] * 3)

    def test_a_cs_does_not_hand_over_what_is_not_taken(self):
        with self.assertRaises(UserError):
            self._hand_over(self.cs_a, self.citra, self.cs_b)
        self.assertFalse(self.citra.wa_agent_id)

    def test_what_somebody_else_serves_is_not_handed_over_by_its_id(self):
        self.reply(self.siti, self.cs_a)
        wizard = self.env["wa.transfer"].with_user(self.cs_b)
        with self.assertRaises(AccessError):
            wizard.create({"channel_ids": [(6, 0, self.siti.ids)], "user_id": self.cs_b.id}).action_hand_over()
        self.assertEqual(self.siti.wa_agent_id, self.cs_a)

    def test_what_is_over_is_not_handed_over(self):
        self.siti.wa_archive()
        with self.assertRaisesRegex(UserError, "over"):
            self.siti.with_user(self.supervisor).action_wa_hand_over()
        self._hand_over(self.supervisor, self.siti | self.citra, self.cs_b)
        self.assertEqual((self.siti.wa_state, self.citra.wa_agent_id), ("archived", self.cs_b))

    # --- live ------------------------------------------------------------------------------

    def test_the_list_hears_of_changes_and_strangers_do_not(self):
        queue = (self.env.ref("innovasia_whatsapp.group_user"), "WHATSAPP")
        for user, hears in ((self.cs_a, True), (self.supervisor, True), (self.outsider, False), (self.portal, False)):
            with patch("odoo.addons.bus.models.ir_websocket.wsrequest", MagicMock()):
                channels = self.env["ir.websocket"].with_user(user)._build_bus_channel_list(["innovasia_crm.conversations"])
            with self.subTest(user=user.login):
                self.assertEqual(queue in channels, hears)

    # --- menus -----------------------------------------------------------------------------

    def test_a_cs_sees_the_menus_of_cs_work_only(self):
        def menus(user):
            loaded = self.env["ir.ui.menu"].with_user(user).load_menus(False)
            shown, waiting = set(), [self.env.ref("innovasia_whatsapp.menu_root").id]
            while waiting:
                menu = loaded[waiting.pop()]
                shown.add(menu["xmlid"])
                waiting += menu["children"]
            return shown

        for_cs = {
            "innovasia_whatsapp.menu_conversations",
            "innovasia_crm.menu_conversation_list",
            "innovasia_crm.menu_conversation_waiting",
            "innovasia_crm.menu_quick_replies",
            "innovasia_crm.menu_labels",
        }
        for_supervisors = {
            "innovasia_crm.menu_assignments",
            "innovasia_crm.menu_sessions",
            "innovasia_whatsapp.menu_messages",
        }
        for_administrators = {"innovasia_whatsapp.menu_accounts", "innovasia_whatsapp.menu_events"}
        for user, seen, unseen in (
            (self.cs_a, for_cs, for_supervisors | for_administrators),
            (self.supervisor, for_cs | for_supervisors, for_administrators),
            (self.admin, for_cs | for_supervisors | for_administrators, set()),
        ):
            with self.subTest(user=user.login):
                self.assertLessEqual(seen, menus(user))
                self.assertFalse(unseen & menus(user))
