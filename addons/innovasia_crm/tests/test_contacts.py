from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.innovasia_whatsapp.tools import payloads

from .common import PeopleCase

NUMBER = "6281234567890"
SPELLINGS = ("081234567890", "0812-3456-7890", "+62 812 3456 7890", "62812.3456.7890", "0062 81234567890", "81234567890")


class ContactCase(PeopleCase):
    """Two Indonesian companies with their people."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.country_id = cls.env.ref("base.id")
        cls.other_company.country_id = cls.env.ref("base.id")
        cls.foreigner = cls._create_user("wa_foreigner", "innovasia_crm.group_cs", company=cls.other_company)

    def contacts(self, user=None):
        return self.env["res.partner"].with_user(user or self.cs_a)

    def contact(self, name="Bu Rini", number=NUMBER, user=None, **values):
        return self.contacts(user).create({"name": name, "wa_phone": number, "company_id": self.company.id, **values})


@tagged("post_install", "-at_install")
class TestContactNumber(ContactCase):
    """A contact's number is one number, however it is typed."""

    def test_every_spelling_is_stored_as_digits_and_shown_for_people(self):
        for typed in SPELLINGS:
            with self.subTest(typed=typed):
                contact = self.contact(number=typed)
                self.assertEqual(contact.wa_number, NUMBER)
                self.assertEqual(contact.wa_phone, "+62 812-3456-7890")
                self.assertEqual(contact.phone, "+62 812-3456-7890")
                contact.active = False

    def test_an_impossible_number_is_refused_with_the_value(self):
        for typed in ("12", "nol delapan", "0812-3456-7890-1234-5678", "@@"):
            with self.subTest(typed=typed), self.assertRaisesRegex(ValidationError, typed):
                self.contact(number=typed)

    def test_the_country_of_the_company_reads_a_national_number(self):
        self.company.country_id = self.env.ref("base.sg")
        self.assertEqual(self.contact(number="9123 4567").wa_number, "6591234567")

    def test_a_number_that_is_written_back_as_it_was_read_stays(self):
        japanese = self.receive(payloads.text(wa_id="81312345678")).partner_id
        japanese.write({"wa_number": japanese.wa_number, "name": "Kenji"})
        self.assertEqual(japanese.wa_number, "81312345678")
        japanese.wa_phone = japanese.wa_phone
        self.assertEqual(japanese.wa_number, "81312345678")

    def test_an_empty_number_is_none(self):
        first, second = self.contact(number=""), self.contact(number="  ".strip())
        self.assertEqual((first.wa_number, second.wa_number), (False, False))
        third = self.contact()
        third.wa_phone = ""
        self.assertFalse(third.wa_number)

    def test_the_phone_follows_the_number_unless_it_is_another(self):
        contact = self.contact()
        contact.wa_phone = "0813 1111 2222"
        self.assertEqual(contact.phone, "+62 813-1111-2222")
        contact.phone = "021 555 0000"
        contact.wa_phone = "0813 1111 3333"
        self.assertEqual(contact.phone, "021 555 0000")

    def test_a_contact_is_found_by_its_number_in_any_spelling(self):
        contact = self.contact()
        for typed in (*SPELLINGS, "3456-7890", "0812 34"):
            with self.subTest(typed=typed):
                self.assertIn(contact, self.contacts().search([("wa_phone", "ilike", typed)]))
                self.assertIn(contact.id, [found[0] for found in self.contacts().name_search(typed)])
        self.assertEqual(self.contacts().search([("wa_phone", "=", "0812-3456-7890")]), contact)
        self.assertFalse(self.contacts().search([("wa_phone", "ilike", "Jalan 812")]))
        self.assertIn(self.contact("Tanpa", False), self.contacts().search([("wa_phone", "=", False)]))

    def test_the_form_says_whose_number_it_is_before_it_is_saved(self):
        taken = self.contact()
        with Form(
            self.contacts().with_context(default_company_id=self.company.id), "innovasia_crm.res_partner_view_form"
        ) as form:
            form.name = "Rini"
            form.wa_phone = "0812 3456 7890"
            self.assertEqual(form.wa_phone, "+62 812-3456-7890")
            self.assertEqual(form.wa_same_number_id, taken)
            form.wa_phone = "0812 3456 7891"
            self.assertFalse(form.wa_same_number_id)


@tagged("post_install", "-at_install")
class TestOneContactPerNumber(ContactCase):
    """A number is one contact's, in each company."""

    def test_a_second_contact_with_the_number_is_refused_with_the_name_of_the_first(self):
        self.contact("Bu Rini")
        for typed in SPELLINGS:
            with self.subTest(typed=typed), self.assertRaisesRegex(ValidationError, "Bu Rini"):
                self.contact("Rini", typed)
        other = self.contact("Rini", "0813 1111 2222")
        with self.assertRaisesRegex(ValidationError, "Bu Rini"):
            other.wa_phone = NUMBER

    def test_two_of_one_batch_are_refused(self):
        values = {"wa_phone": NUMBER, "company_id": self.company.id}
        with self.assertRaisesRegex(ValidationError, "Bu Rini"):
            self.contacts().create([{"name": "Bu Rini", **values}, {"name": "Rini", **values}])

    def test_companies_have_contacts_of_their_own(self):
        self.contact()
        self.contact(company_id=self.other_company.id, user=self.foreigner)
        self.assertEqual(self.env["res.partner"].search_count([("wa_number", "=", NUMBER)]), 2)

    def test_a_contact_of_all_companies_is_every_companys(self):
        shared = self.contact("Bu Rini", company_id=False)
        with self.assertRaisesRegex(ValidationError, "Bu Rini"):
            self.contact("Rini")
        shared.active = False
        self.contact("Rini")
        with self.assertRaisesRegex(ValidationError, "Rini"):
            self.contact("Rini bersama", company_id=False)

    def test_whom_one_may_not_see_is_not_named(self):
        self.contact("Rahasia", company_id=self.other_company.id, user=self.foreigner)
        with self.assertRaises(ValidationError) as refused:
            self.contact("Rini", company_id=False)
        self.assertNotIn("Rahasia", str(refused.exception))
        self.assertIn("may not see", str(refused.exception))

    def test_the_number_of_an_archived_contact_is_free_until_it_comes_back(self):
        archived = self.contact("Lama", user=self.supervisor)
        archived.active = False
        self.contact("Baru")
        with self.assertRaisesRegex(ValidationError, "Baru"):
            archived.active = True

    def test_the_database_decides_when_two_save_at_once(self):
        self.contact()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.env.cr.execute(
                "INSERT INTO res_partner (name, complete_name, active, wa_number, company_id, type)"
                " VALUES ('x', 'x', TRUE, %s, %s, 'contact')",
                [NUMBER, self.company.id],
            )

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(["812", "813"]), st.integers(0, 3), st.integers(0, 2)), max_size=6))
    def test_no_two_active_contacts_that_meet_have_one_number(self, steps):
        """Whatever is created in whatever company, with whatever number."""
        companies = (False, self.company.id, self.other_company.id)
        contacts = self.env["res.partner"]
        with self.env.cr.savepoint() as savepoint:
            for prefix, tail, company in steps:
                with suppress(ValidationError):
                    contacts.create({"name": "x", "wa_phone": f"0{prefix}3333000{tail}", "company_id": companies[company]})
            for same in contacts.search([("wa_number", "like", "3333000")]).grouped("wa_number").values():
                owners = [contact.company_id.id for contact in same]
                self.assertEqual(len(set(owners)), len(owners))
                self.assertTrue(False not in owners or len(owners) == 1)
            savepoint.rollback()


@tagged("post_install", "-at_install")
class TestContactsAndWhatsApp(ContactCase):
    """What WhatsApp says of numbers meets what stands in the book."""

    def test_who_writes_to_a_device_is_a_contact_of_its_company(self):
        self.assertEqual(self.receive(payloads.text(wa_id=NUMBER)).partner_id.company_id, self.company)

    def test_who_is_in_the_book_is_recognised(self):
        contact = self.contact(number="0812-3456-7890")
        self.assertEqual(self.receive(payloads.text(wa_id=NUMBER)).partner_id, contact)

    def test_a_contact_of_another_company_is_another_contact(self):
        foreign = self.contact(company_id=self.other_company.id, user=self.foreigner)
        partner = self.receive(payloads.text(wa_id=NUMBER)).partner_id
        self.assertNotEqual(partner, foreign)
        self.assertEqual(partner.wa_number, NUMBER)

    def test_the_number_of_a_foreign_customer_is_not_read_as_an_indonesian_one(self):
        self.assertEqual(self.receive(payloads.text(wa_id="81312345678")).partner_id.wa_number, "81312345678")
        brazilian = self.receive(payloads.text(wa_id="551187654321")).partner_id
        brazilian.wa_phone = brazilian.wa_phone  # people read it with the ninth digit that it has not
        self.assertEqual(brazilian.wa_number, "551187654321")

    def test_a_customer_who_changes_to_a_number_of_the_book_takes_it(self):
        customer = self.receive(payloads.text(wa_id=NUMBER)).partner_id
        holder = self.contact("Dari daftar", "0812 9999 9999")
        self.receive(payloads.number_change("6281299999999", wa_id=NUMBER))
        self.assertEqual(customer.wa_number, "6281299999999")
        self.assertFalse(holder.wa_number)
        self.assertTrue(any(customer.name in mail.body for mail in holder.message_ids))

    def test_a_username_that_turns_out_to_have_a_number_of_the_book_is_that_contact(self):
        contact = self.contact()
        self.receive(payloads.text("a", user_id="ID.one"))
        row = self.receive(payloads.text("b", wa_id=NUMBER, user_id="ID.one"))
        self.assertEqual(row.channel_id.wa_partner_id, contact)

    def test_a_contact_shows_the_conversations_that_one_sees(self):
        channel = self.hear(wa_id=NUMBER)
        contact = channel.wa_partner_id
        self.assertEqual(contact.with_user(self.cs_a).wa_conversation_count, 1)
        colleague = self.cs_b
        self.reply(channel, colleague)
        self.env.invalidate_all()
        seen = {user: contact.with_user(user).wa_conversation_count for user in (self.cs_a, colleague, self.supervisor)}
        self.assertEqual(seen, {self.cs_a: 0, colleague: 1, self.supervisor: 1})
        self.assertFalse(contact.with_user(self.cs_a).wa_agent_id)
        self.assertFalse(contact.with_user(self.cs_a).wa_last_conversation)
        self.assertEqual(contact.with_user(self.supervisor).wa_agent_id, colleague)

    def test_the_contact_of_a_conversation_is_saved_from_beside_it(self):
        channel = self.receive(payloads.text(wa_id=NUMBER)).channel_id.with_user(self.cs_a)
        kind = self.env.ref("innovasia_crm.partner_type_reseller")
        channel.wa_save_contact({"name": "Siti Aminah", "partner_type_id": kind.id})
        self.assertEqual((channel.wa_partner_id.name, channel.wa_partner_id.partner_type_id), ("Siti Aminah", kind))
        with self.assertRaisesRegex(UserError, "credit_limit"):
            channel.wa_save_contact({"credit_limit": 1})
        action = channel.action_wa_contact()
        self.assertEqual((action["res_id"], action["target"]), (channel.wa_partner_id.id, "new"))

    def test_the_contact_of_a_conversation_that_one_does_not_see_is_not_saved_from_beside_it(self):
        channel = self.hear(wa_id=NUMBER)
        channel.with_user(self.supervisor).wa_assign(self.supervisor.id)
        with self.assertRaises(AccessError):
            channel.with_user(self.cs_a).wa_save_contact({"name": "x"})
