from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.innovasia_whatsapp.tests.common import OTHER_PHONE_NUMBER_ID
from odoo.addons.innovasia_whatsapp.tools import payloads

from .test_contacts import NUMBER, ContactCase

OTHER_NUMBER = "6281299999999"


class MergeCase(ContactCase):
    def merge(self, kept, *others, user=None):
        """Make these contacts one, as a supervisor does."""
        wizard = self.env["wa.contact.merge"].with_user(user or self.supervisor)
        partners = kept.union(*others)
        record = wizard.create({"partner_ids": [(6, 0, partners.ids)], "kept_id": kept.id})
        record.action_merge()
        self.env.invalidate_all()

    def duplicates(self, user=None):
        """:return: {(why, the contacts)}, of contacts that these tests made"""
        model = self.env["wa.contact.merge"].with_user(user or self.supervisor)
        rows = model.search(model.action_find_duplicates()["domain"])
        return {(row.reason, row.partner_ids.sudo()) for row in rows if row.partner_ids.company_id == self.company}


@tagged("post_install", "-at_install")
class TestContactMerge(MergeCase):
    """Two contacts are one person: everything goes to the one that stays."""

    def test_conversations_messages_and_their_author_come_along(self):
        first = self.hear("satu", wa_id=NUMBER)
        second = self.hear("dua", wa_id=OTHER_NUMBER)
        kept, other = first.wa_partner_id, second.wa_partner_id
        sessions = second.wa_session_ids
        self.merge(kept, other)
        self.assertFalse(other.exists())
        self.assertEqual((first | second).wa_partner_id, kept)
        self.assertEqual((first | second).wa_identity_id.partner_id, kept)
        self.assertEqual((first | second).message_ids.author_id, kept)
        self.assertEqual(sessions.partner_id, kept)
        said = self.env["wa.message"].search([("channel_id", "in", (first | second).ids)])
        self.assertEqual((said.partner_id, len(said)), (kept, 2))
        self.assertEqual((first.wa_identity_id.wa_id, second.wa_identity_id.wa_id), (NUMBER, OTHER_NUMBER))

    def test_conversations_stay_apart_and_go_on(self):
        first = self.hear("satu", wa_id=NUMBER)
        second = self.hear("dua", wa_id=OTHER_NUMBER)
        other_device = self._create_account("Kedua", OTHER_PHONE_NUMBER_ID, self.company)
        third = self.receive(payloads.text("tiga", wa_id=OTHER_NUMBER), account=other_device).channel_id
        self.merge(first.wa_partner_id, second.wa_partner_id)
        for channel, wa_id, account in (
            (first, NUMBER, None),
            (second, OTHER_NUMBER, None),
            (third, OTHER_NUMBER, other_device),
        ):
            row = self.receive(payloads.text("lagi", wa_id=wa_id), account=account or self.account)
            self.assertEqual((row.channel_id, row.partner_id), (channel, first.wa_partner_id))

    def test_who_serves_a_conversation_keeps_it(self):
        first, second = self.hear(wa_id=NUMBER), self.hear(wa_id=OTHER_NUMBER)
        self.reply(first, self.cs_a)
        self.reply(second, self.cs_b)
        self.merge(first.wa_partner_id, second.wa_partner_id)
        self.assertEqual((first.wa_agent_id, second.wa_agent_id), (self.cs_a, self.cs_b))
        self.assertFalse(self.sees(self.cs_a, second))

    def test_what_the_one_that_stays_does_not_know_is_filled_in(self):
        group = self.env["res.partner.group"].create({"name": "Sleman"})
        kept = self.contact("Bu Rini", NUMBER, category_id=[(0, 0, {"name": "VIP"})], comment="<p>a</p>")
        other = self.contact(
            "Rini",
            False,
            email="r@example.com",
            partner_group_id=group.id,
            category_id=[(0, 0, {"name": "Madu"})],
            comment="<p>b</p>",
        )
        other.action_wa_opt_out()
        since, source = other.wa_opt_out_date, other.wa_opt_out_source
        self.merge(kept, other)
        self.assertEqual((kept.name, kept.wa_number, kept.email), ("Bu Rini", NUMBER, "r@example.com"))
        self.assertEqual(kept.partner_group_id, group)
        self.assertEqual(set(kept.category_id.mapped("name")), {"VIP", "Madu"})
        self.assertEqual(kept.comment, "<p>a</p><p>b</p>")
        self.assertEqual((kept.wa_opt_out, kept.wa_opt_out_date, kept.wa_opt_out_source), (True, since, source))

    def test_the_number_comes_along_where_there_was_none(self):
        kept, other = self.contact("Bu Rini", False), self.contact("Rini", "+81 3-1234-5678")
        self.merge(kept, other)
        self.assertEqual(kept.wa_number, "81312345678")

    def test_five_become_one(self):
        first, *others = [self.contact("Rini", f"0812 1111 000{i}") for i in range(5)]
        self.merge(first, *others)
        self.assertEqual(self.env["res.partner"].search([("wa_number", "like", "6281211110")]), first)

    def test_the_contact_of_the_latest_conversation_stays_unless_one_chooses_another(self):
        silent, speaking = self.contact("Rini", "0812 1111 0001"), self.hear(wa_id=NUMBER).wa_partner_id
        record = (
            self.env["wa.contact.merge"].with_user(self.supervisor).create({"partner_ids": [(6, 0, [silent.id, speaking.id])]})
        )
        self.assertEqual(record.kept_id, speaking)
        self.assertIn(speaking.name, record.preview)

    def test_only_supervisors_merge(self):
        kept, other = self.contact("Rini", NUMBER), self.contact("Bu Rini", False)
        with self.assertRaises(AccessError):
            self.merge(kept, other, user=self.cs_a)
        with self.assertRaises(AccessError):
            (kept | other).with_user(self.cs_a).action_wa_merge()

    def test_accounts_companies_and_contacts_of_different_companies_are_not_merged(self):
        contact = self.contact()
        for other, error in (
            (self.cs_a.partner_id, AccessError),
            (self.company.partner_id, AccessError),
            (self.portal.partner_id, UserError),
        ):
            with self.subTest(other=other.name), self.assertRaises(error):
                self.merge(contact, other)
        both = self.company | self.other_company
        self.supervisor.company_ids = both
        foreign = self.contact("Asing", company_id=self.other_company.id, user=self.foreigner)
        wizard = self.env["wa.contact.merge"].with_user(self.supervisor).with_context(allowed_company_ids=both.ids)
        with self.assertRaisesRegex(UserError, "different companies"):
            wizard.create({"partner_ids": [(6, 0, [contact.id, foreign.id])]}).action_merge()

    def test_one_contact_is_not_merged_with_nothing(self):
        with self.assertRaisesRegex(UserError, "two"):
            self.contact().with_user(self.supervisor).action_wa_merge()


@tagged("post_install", "-at_install")
class TestDuplicates(MergeCase):
    """Which contacts may be one person."""

    def _known_by_phone(self, phone, name="Rini", **values):
        return self.env["res.partner"].create({"name": name, "phone": phone, "company_id": self.company.id, **values})

    def test_a_phone_in_another_spelling_is_the_same_number(self):
        contact = self.contact("Bu Rini", NUMBER)
        for phone in ("081234567890", "62812 3456 7890", "+62 812-3456-7890", "0062-81234567890", "81234567890"):
            with self.subTest(phone=phone):
                other = self._known_by_phone(phone)
                self.assertIn(("number", contact | other), self.duplicates())
                other.active = False

    def test_a_number_of_another_country_is_another_number(self):
        contact, other = self.contact("Rini", "0813 1234 5678"), self._known_by_phone("+81 312345678", "Kenji")
        self.assertFalse([ids for _why, ids in self.duplicates() if contact in ids or other in ids])

    def test_the_same_address_and_a_name_without_number_are_found_too(self):
        email = self.contact("A", "0812 1111 0001", email="s@example.com") | self.contact(
            "B", "0812 1111 0002", email="S@example.com"
        )
        name = self.contact("Siti Aminah", "0812 1111 0003") | self.contact("siti aminah", False)
        namesakes = self.contact("Budi", "0812 1111 0004") | self.contact("Budi", "0812 1111 0005")
        found = self.duplicates()
        self.assertIn(("email", email), found)
        self.assertIn(("name", name), found)
        self.assertNotIn(namesakes, [partners for _why, partners in found])

    def test_accounts_and_archived_contacts_are_no_duplicates(self):
        self.cs_a.partner_id.write({"phone": "081234567890"})
        self.contact("Bu Rini", NUMBER)
        self._known_by_phone("081234567890").active = False
        self.assertFalse(self.duplicates())

    def test_merging_ends_it(self):
        contact, other = self.contact("Bu Rini", NUMBER), self._known_by_phone("081234567890")
        self.merge(contact, other)
        self.assertFalse(self.duplicates())
