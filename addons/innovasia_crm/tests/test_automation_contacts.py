"""Who counts as a new customer, and whose birthday it is."""

from datetime import date, timedelta

from odoo.tests import freeze_time, new_test_user, tagged

from .automation_common import NUMBER, AutomationCase


@tagged("post_install", "-at_install")
class TestContactCreated(AutomationCase):
    """spec/002: a contact that is saved is welcomed. FEATURES 4.1 says who is none."""

    def welcomed(self, partner):
        return bool(self.scheduled(partner))

    def test_number_that_is_filled_in_later_counts_and_only_the_first_time(self):
        contact = self.contact(number=False)
        self.assertFalse(self.welcomed(contact))
        contact.with_user(self.cs_a).wa_phone = "0812-3450-0001"
        self.assertTrue(self.welcomed(contact))
        contact.wa_number = "6281234500002"
        contact.write({"wa_number": "6281234500002", "name": "Siti A."})
        self.assertEqual(len(self.scheduled(contact)), 1)

    def test_who_wrote_first_is_a_customer_already(self):
        contact = self.writes().wa_partner_id
        self.assertFalse(self.welcomed(contact))
        contact.with_user(self.supervisor).name = "Siti Rahma"
        self.assertFalse(self.welcomed(contact))

    def test_who_wrote_without_a_number_is_not_welcomed_when_it_becomes_known(self):
        contact = self.writes().wa_partner_id
        contact.wa_number = False
        contact.wa_number = NUMBER
        self.assertFalse(self.welcomed(contact))

    def test_colleague_is_no_customer(self):
        user = new_test_user(self.env, "wa_new_cs", groups="innovasia_crm.group_cs", company_id=self.company.id,
                             company_ids=[(6, 0, self.company.ids)])  # fmt: skip
        user.partner_id.wa_number = NUMBER
        self.assertFalse(self.welcomed(user.partner_id))

    def test_contact_that_is_created_with_its_log_in_is_no_customer(self):
        user = self.env["res.users"].create({"name": "Baru", "login": "baru", "phone": "0812", "company_id": self.company.id,
                                             "company_ids": [(6, 0, self.company.ids)], "partner_id": False})  # fmt: skip
        self.assertNotIn("wa_no_new_customer", user.env.context)
        self.assertFalse(self.welcomed(user.partner_id))

    def test_customer_of_the_web_shop_is_one(self):
        self.assertTrue(self.welcomed(self.contact()))
        self.portal.partner_id.write({"company_id": self.company.id})
        self.portal.partner_id.with_company(self.company).wa_number = "6281234500003"
        self.assertTrue(self.welcomed(self.portal.partner_id))

    def test_addresses_and_people_of_a_contact_are_not(self):
        parent = self.contact()
        for number, kind in enumerate(("delivery", "invoice", "contact", "other")):
            with self.subTest(kind=kind):
                child = self.contact(number=f"628123450050{number}", parent_id=parent.id, type=kind)
                self.assertFalse(self.welcomed(child))

    def test_company_itself_and_archived_contacts_are_not(self):
        own = self.company.partner_id
        own.wa_number = NUMBER
        archived = self.contact(number="6281234500004", active=False)
        self.assertFalse(self.welcomed(own) or self.welcomed(archived))

    def test_contacts_that_are_merged_make_no_new_customer(self):
        known, stays = self.contact(), self.contact(name="Siti Aminah", number=False)
        self.env["wa.contact.merge"].with_user(self.supervisor).create(
            {"partner_ids": [(6, 0, (known | stays).ids)], "kept_id": stays.id}
        ).action_merge()
        self.assertEqual(stays.wa_number, NUMBER)
        self.assertFalse(self.welcomed(stays))
        self.assertEqual(self.scheduled().partner_id, stays)

    def test_import_welcomes_when_asked_to(self):
        contacts = self.env["res.partner"].with_company(self.company)
        silent = contacts.with_context(wa_silent=True).create({"name": "A", "wa_number": "6281234500005"})
        loud = contacts.with_context(wa_silent=False).create({"name": "B", "wa_number": "6281234500006"})
        self.assertOutcome(self.scheduled(silent), "skipped", "silent")
        self.assertOutcome(self.scheduled(loud), "waiting")


@tagged("post_install", "-at_install")
class TestBirthday(AutomationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.automation.active = False
        cls.automation = cls._create_automation(
            "Birthday", cls._create_format("Birthday", "Happy birthday {contactname}!", trigger="birthday"),
            active_from="2020-01-01 00:00:00",
        )  # fmt: skip

    def born(self, day, number=NUMBER, **values):
        return self.contact(number=number, birth_date=day, **values)

    def celebrate(self, at):
        """Do what the cron does at this time (UTC)."""
        with freeze_time(at):
            self.env["res.partner"]._wa_cron_birthdays()

    def test_birthday_is_written_about_in_the_morning_once_a_year(self):
        contact = self.born("1990-06-15")
        for at in ("2026-06-14 16:59", "2026-06-14 17:01", "2026-06-14 18:01", "2026-06-15 12:00"):
            self.celebrate(at)
        row = self.scheduled(contact)
        self.assertEqual(f"{row.due_at:%Y-%m-%d %H:%M}", "2026-06-15 02:00")  # 09:00 in Jakarta
        self.celebrate("2027-06-15 01:00")
        self.assertEqual(len(self.scheduled(contact)), 2)

    def test_day_is_that_of_the_time_zone(self):
        contact = self.born("1990-06-15")
        self.celebrate("2026-06-14 16:59")  # 23:59 in Jakarta
        self.assertFalse(self.scheduled(contact))
        self.celebrate("2026-06-14 17:00")
        self.assertTrue(self.scheduled(contact))

    def test_29_february_is_celebrated_on_the_28th_in_other_years(self):
        contact = self.born("2000-02-29")
        self.celebrate("2027-02-28 03:00")
        self.celebrate("2028-02-28 03:00")
        self.celebrate("2028-02-29 03:00")
        self.assertEqual([f"{row.due_at:%Y-%m-%d}" for row in self.scheduled(contact)], ["2027-02-28", "2028-02-29"])

    def test_who_has_no_number_or_is_of_another_company_is_left_alone(self):
        nobody = self.born("1990-06-15", number=False)
        stranger = self.env["res.partner"].create(
            {"name": "X", "wa_number": "6281234500009", "company_id": self.other_company.id, "birth_date": "1990-06-15"}
        )
        self.celebrate("2026-06-15 03:00")
        self.assertFalse(self.scheduled(nobody) | self.scheduled(stranger))

    def test_nothing_is_searched_where_nobody_congratulates(self):
        self.automation.active = False
        self.env["res.partner"]._wa_cron_birthdays()
        self.assertEqual(self.queries(self.env["res.partner"]._wa_cron_birthdays), 0)

    def test_message_of_today_is_sent_in_time(self):
        today = date.today()
        contact = self.born(f"1990-{today:%m-%d}")
        self.env["res.partner"]._wa_cron_birthdays()
        for row in self.scheduled(contact):
            self.assertLess(row.due_at - self.now(), timedelta(days=1))
