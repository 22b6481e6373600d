from datetime import datetime, timedelta

from odoo.exceptions import AccessError

from .common import PeopleCase


class TestPanel(PeopleCase):
    """What stands beside a conversation."""

    def setUp(self):
        super().setUp()
        self.conversation = self.hear(at=datetime.now() - timedelta(minutes=3))
        self.reply(self.conversation, self.cs_a)

    def panel(self, user):
        return self.conversation.with_user(user).wa_panel()

    def test_history_says_who_served_and_why_latest_first(self):
        self.conversation.with_user(self.cs_a).wa_transfer(self.cs_b.id, "Minta diskon")
        handed, answered = self.panel(self.cs_b)["history"]
        self.assertEqual((handed["agent"], handed["former"]), (self.cs_b.name, self.cs_a.name))
        self.assertEqual((handed["reason"], handed["note"]), ("Handed over", "Minta diskon"))
        self.assertEqual((answered["agent"], answered["former"]), (self.cs_a.name, False))

    def test_history_is_told_in_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("id_ID")
        reason = self.env["ir.model.fields.selection"].search(
            [("field_id.model", "=", "wa.assignment"), ("value", "=", "reply")]
        )
        reason.with_context(lang="id_ID").name = "Membalas pelanggan"
        panel = self.conversation.with_user(self.cs_a).with_context(lang="id_ID").wa_panel()
        self.assertEqual(panel["history"][0]["reason"], "Membalas pelanggan")

    def test_notes_of_colleagues_are_there_and_answers_are_not(self):
        self.conversation.with_user(self.cs_a).message_post(
            body="Pelanggan lama", message_type="comment", subtype_xmlid="mail.mt_note"
        )
        [note] = self.panel(self.cs_a)["notes"]
        self.assertEqual((note["text"], note["author"]), ("Pelanggan lama", self.cs_a.name))

    def test_contact_tells_group_type_and_tags(self):
        partner = self.conversation.wa_partner_id
        partner.partner_group_id = self.env["res.partner.group"].create({"name": "Jawa Barat"})
        partner.partner_type_id = self.env["res.partner.type"].create({"name": "Reseller Uji"})
        partner.category_id = self.env["res.partner.category"].create({"name": "Setia"})
        contact = self.panel(self.cs_a)["contact"]
        self.assertEqual((contact["group"], contact["type"]), ("Jawa Barat", "Reseller Uji"))
        self.assertEqual([tag["name"] for tag in contact["tags"]], ["Setia"])

    def test_sessions_are_counted(self):
        self.assertEqual(self.panel(self.cs_a)["sessions"], 1)

    def test_colleagues_learn_nothing_of_what_they_do_not_see(self):
        for method in ("wa_panel", "wa_colleagues"):
            with self.subTest(method=method), self.assertRaises(AccessError):
                getattr(self.conversation.with_user(self.cs_b), method)()

    def test_colleagues_who_could_serve_it_are_found_by_name(self):
        self.cs_b.name = "Bunga Lestari"
        found = self.conversation.with_user(self.cs_a).wa_colleagues("bunga")
        self.assertEqual(found["users"], self.cs_b.ids)
        self.assertEqual(found["data"]["res.partner"][0]["name"], "Bunga Lestari")

    def test_colleagues_of_other_companies_and_other_work_are_not_offered(self):
        stranger = self._create_user("crm_stranger", "innovasia_crm.group_cs", company=self.other_company)
        found = self.conversation.with_user(self.cs_a).wa_colleagues()["users"]
        self.assertIn(self.cs_b.id, found)
        for user in (self.cs_a, stranger, self.outsider, self.portal):
            self.assertNotIn(user.id, found)
