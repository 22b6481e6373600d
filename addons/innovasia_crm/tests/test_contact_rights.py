from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.innovasia_whatsapp.tools import payloads

from .test_contacts import NUMBER, ContactCase


@tagged("post_install", "-at_install")
class TestContactRights(ContactCase):
    """Contacts are everybody's work; accounts are not."""

    def test_an_agent_adds_and_edits_contacts_and_deletes_none(self):
        contact = self.contact()
        contact.write({"name": "Bu Rini Sleman", "category_id": [(0, 0, {"name": "VIP"})]})
        with self.assertRaises(AccessError):
            contact.unlink()
        contact.with_user(self.supervisor).unlink()

    def test_groups_and_types_are_the_supervisors(self):
        for model in ("res.partner.group", "res.partner.type"):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(self.cs_a).create({"name": "Baru"})
            self.env[model].with_user(self.supervisor).create({"name": "Baru"})

    def test_nobody_who_serves_customers_edits_colleagues_or_the_company(self):
        gone = self._create_user("wa_gone", "innovasia_crm.group_cs")
        gone.active = False
        others = self.admin | self.supervisor | gone | self.outsider | self.cs_a
        for user in (self.cs_a, self.supervisor):
            for partner in others.partner_id | self.company.partner_id | self.other_company.partner_id:
                with self.subTest(user=user.login, partner=partner.name), self.assertRaises(AccessError):
                    partner.with_user(user).write({"email": "thief@example.com"})
                with self.subTest(user=user.login, partner=partner.name), self.assertRaises(AccessError):
                    partner.with_user(user).write({"wa_phone": "0812 0000 0001"})

    def test_the_address_to_which_a_portal_users_password_is_sent_stays(self):
        customer = self.portal.partner_id
        customer.with_user(self.cs_a).write({"name": "Portal", "email": customer.email})
        with self.assertRaisesRegex(AccessError, "administrator"):
            customer.with_user(self.cs_a).write({"email": "thief@example.com"})

    def test_who_administers_contacts_still_edits_all_of_them(self):
        manager = self._create_user("wa_manager", "innovasia_whatsapp.group_admin", "base.group_partner_manager")
        manager.partner_id.with_user(manager).name = "Pengelola"
        self.company.partner_id.with_user(manager).street = "Jalan Malioboro 1"

    def test_an_agent_takes_no_contacts_along(self):
        both = self.contact() | self.contact("Siti", "0812 1111 0001")
        with self.assertRaises(UserError):
            both.export_data(["name", "wa_number"])

    def test_groups_and_types_are_named_once(self):
        self.env["res.partner.group"].create({"name": "Yogya"})
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.env["res.partner.group"].create({"name": "yogya"})
        with self.assertRaisesRegex(ValidationError, "reseller"):
            self.env["res.partner.type"].create({"name": "reseller"})


@tagged("post_install", "-at_install")
class TestOptOut(ContactCase):
    """Who wants no marketing, since when, and how we know."""

    def test_a_colleague_sets_it_by_hand(self):
        contact = self.contact()
        contact.action_wa_opt_out()
        self.assertTrue(contact.wa_opt_out and contact.wa_opt_out_date)
        self.assertEqual(contact.wa_opt_out_source, "staff")
        contact.action_wa_opt_in()
        self.assertFalse(contact.wa_opt_out or contact.wa_opt_out_date or contact.wa_opt_out_source)

    def test_a_customer_who_writes_stop_gets_no_marketing_until_mulai(self):
        for word, wish in (("STOP", True), ("mulai", False), ("Berhenti.", True), ("start", False), ("*stop*", True)):
            with self.subTest(word=word):
                contact = self.receive(payloads.text(word, wa_id=NUMBER)).partner_id
                self.assertEqual(contact.wa_opt_out, wish)
                self.assertEqual(contact.wa_opt_out_source, "customer" if wish else False)
                self.assertEqual(contact.wa_opt_out_reason, word if wish else False)

    def test_stop_within_a_sentence_is_a_word(self):
        row = self.receive(payloads.text("Kak, stop dulu pesanan saya ya", wa_id=NUMBER))
        self.assertFalse(row.partner_id.wa_opt_out)

    def test_a_device_that_does_not_heed_stop(self):
        self.account.heed_stop = False
        self.assertFalse(self.receive(payloads.text("STOP", wa_id=NUMBER)).partner_id.wa_opt_out)

    def test_a_later_source_does_not_overwrite_the_first(self):
        contact = self.receive(payloads.text("STOP", wa_id=NUMBER)).partner_id
        contact.with_user(self.cs_a).action_wa_opt_out()
        self.assertEqual(contact.wa_opt_out_source, "customer")


@tagged("post_install", "-at_install")
class TestContactCards(HttpCase):
    """Odoo gives any colleague the cards of any number of contacts."""

    def test_several_cards_are_an_export(self):
        contacts = self.env["res.partner"].create([{"name": "Siti"}, {"name": "Ani"}])
        ids = ",".join(map(str, contacts.ids))
        for login, groups, status in (
            ("wa_card_cs", "innovasia_crm.group_cs", 403),
            ("wa_card_exporter", "innovasia_crm.group_cs_supervisor,base.group_allow_export", 200),
        ):
            new_test_user(self.env, login, groups=groups)
            self.authenticate(login, login)
            with self.subTest(login=login), mute_logger("odoo.http"):
                self.assertEqual(self.url_open(f"/web/partner/vcard?partner_ids={ids}").status_code, status)
                self.assertEqual(self.url_open(f"/web/partner/vcard?partner_ids={contacts[0].id}").status_code, 200)
