"""What happens in the business becomes rows of what is due."""

from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.tests import tagged
from odoo.tools import mute_logger

from .automation_common import AutomationCase


@tagged("post_install", "-at_install")
class TestEmit(AutomationCase):
    def test_contact_that_is_saved_with_a_number_is_due_to_be_welcomed(self):
        contact = self.contact()
        row = self.scheduled(contact)
        self.assertOutcome(row, "waiting")
        self.assertEqual((row.partner_id, row.user_id, row.format_id), (contact, self.supervisor, self.wording))
        self.assertEqual((row.trigger, row.company_id, row.account_id), ("contact_created", self.company, self.account))
        self.assertAlmostEqual(row.due_at, self.now(), delta=timedelta(seconds=5))

    def test_delay_counts_from_what_happened(self):
        self.automation.write({"delay_number": 10, "delay_unit": "minutes"})
        row = self.scheduled(self.contact())
        self.assertEqual(row.due_at - row.happened_at, timedelta(minutes=10))

    def test_same_event_again_makes_no_second_row(self):
        contact = self.contact()
        for _again in range(3):
            contact._wa_emit_created()
            self.env["wa.automation"]._emit("contact_created", contact, extra=contact.wa_number)
        self.assertEqual(len(self.scheduled(contact)), 1)

    def test_several_events_of_one_record_are_told_apart_by_what_is_extra(self):
        contact = self.contact()
        for year in ("2026", "2027"):
            self.env["wa.automation"]._emit("contact_created", contact, extra=year)
        self.assertEqual(len(self.scheduled(contact)), 3)

    def test_two_automated_actions_make_a_row_each(self):
        second = self._create_automation("Second", self.wording)
        contact = self.contact()
        self.assertEqual([len(self.scheduled(contact, each)) for each in (self.automation, second)], [1, 1])

    def test_what_happened_before_activation_or_while_off_is_not_written_about(self):
        self.automation.active_from = self.now() + timedelta(hours=1)
        early = self.contact(number="6281234500011")
        self.automation.active_from = self.now()
        self.automation.active = False
        paused = self.contact(number="6281234500012")
        self.automation.active = True
        self.assertFalse(self.scheduled(early) | self.scheduled(paused))
        self.assertAlmostEqual(self.automation.active_from, self.now(), delta=timedelta(seconds=5))
        self.assertTrue(self.scheduled(self.contact(number="6281234500013")))

    def test_what_is_off_stays_off_for_who_looks_at_archived_records(self):
        self.automation.active = False
        contacts = self.env["res.partner"].with_company(self.company).with_context(active_test=False)
        self.assertFalse(self.scheduled(contacts.create({"name": "Siti", "wa_number": "6281234500014"})))

    def test_only_automated_actions_of_the_records_company_wait(self):
        stranger = self.env["res.partner"].create(
            {"name": "Wati", "wa_number": "6281234500021", "company_id": self.other_company.id}
        )
        self.assertFalse(self.scheduled(stranger))

    def test_record_without_a_company_is_of_the_company_at_work(self):
        shared = self.env["res.partner"].with_company(self.company).create({"name": "Wati", "wa_number": "6281234500022"})
        self.assertTrue(self.scheduled(shared))
        other = self.env["res.partner"].with_company(self.other_company).create({"name": "Wawan", "wa_number": "6281234500023"})
        self.assertFalse(self.scheduled(other))

    def test_silent_imports_leave_a_row_that_says_so(self):
        contacts = self.env["res.partner"].with_company(self.company)
        for number, context in enumerate(({"wa_silent": True}, {"import_file": True})):
            with self.subTest(context=context):
                contact = contacts.with_context(**context).create({"name": "Impor", "wa_number": f"628123450003{number}"})
                self.assertOutcome(self.scheduled(contact), "skipped", "silent")
        loud = contacts.with_context(wa_silent=False, import_file=True).create({"name": "Impor", "wa_number": "6281234500039"})
        self.assertOutcome(self.scheduled(loud), "waiting")

    def test_nothing_that_waits_costs_no_query(self):
        contact = self.contact()
        self.automation.active = False
        self.env["wa.automation"]._emit("contact_created", contact)  # asks once
        self.assertEqual(self.queries(lambda: self.env["wa.automation"]._emit("contact_created", contact)), 0)

    def test_many_records_are_one_statement(self):
        contacts = self.env["res.partner"].with_company(self.company).with_context(wa_no_new_customer=True)
        contacts = contacts.create([{"name": f"Siti {n}", "wa_number": f"62812345{n:05}"} for n in range(50)])
        self.env.flush_all()
        self.env["wa.automation"]._waiting_for("contact_created")
        self.env["wa.trigger"]._get("contact_created")
        # The rows, a savepoint before, and its release.
        self.assertEqual(self.queries(lambda: self.env["wa.automation"]._emit("contact_created", contacts)), 3)
        self.assertEqual(len(self.scheduled()), 50)

    @mute_logger("odoo.addons.innovasia_crm.models.automation.wa_automation_emit")
    def test_trouble_does_not_reach_the_business(self):
        with patch.object(type(self.env["wa.automation"]), "_prepare_rows", side_effect=ValueError("broken")):
            contact = self.contact()
        self.assertTrue(contact.exists())
        self.assertFalse(self.scheduled(contact))

    def test_conflict_goes_on_so_that_the_whole_is_repeated(self):
        with (
            patch.object(type(self.env["wa.automation"]), "_insert_rows", side_effect=SerializationFailure()),
            self.assertRaises(SerializationFailure),
        ):
            self.contact()

    def test_business_that_is_rolled_back_leaves_nothing(self):
        class Undone(Exception):
            pass

        with self.assertRaises(Undone), self.env.cr.savepoint():
            self.contact()
            raise Undone
        self.assertFalse(self.scheduled())

    def test_who_has_no_rights_on_messages_emits_all_the_same(self):
        self.assertOutcome(self.scheduled(self.contact(user=self.cs_a)), "waiting")

    def test_what_is_due_now_wakes_the_job_and_what_is_due_later_does_not(self):
        with self.waking() as woken:
            self.contact()
            self.assertTrue(woken.called)
        self.automation.write({"delay_number": 2, "delay_unit": "hours"})
        with self.waking() as woken:
            self.contact(number="6281234500041")
            self.assertFalse(woken.called)


@tagged("post_install", "-at_install")
class TestMoveAndCancel(AutomationCase):
    def setUp(self):
        super().setUp()
        self.customer = self.contact()
        self.day = self.now().date() + timedelta(days=5)

    def move(self, due):
        self.env["wa.automation"]._move_due("contact_created", {self.customer: due}, extra=self.customer.wa_number)

    def test_what_waits_is_moved_and_stays_one_row(self):
        self.move(self.day)
        row = self.scheduled(self.customer)
        self.assertEqual(len(row), 1)
        self.assertEqual(f"{row.due_at:%Y-%m-%d %H:%M}", f"{self.day} 02:00")  # 09:00 in Jakarta
        self.assertEqual(row.next_try_at, row.due_at)

    def test_what_is_missing_is_made(self):
        self.scheduled(self.customer).unlink()
        self.move(self.now() + timedelta(days=2))
        self.assertOutcome(self.scheduled(self.customer), "waiting")

    def test_what_was_called_off_is_due_again(self):
        self.env["wa.automation"]._cancel("contact_created", self.customer)
        self.assertOutcome(self.scheduled(self.customer), "cancelled", "cancelled")
        self.move(self.day)
        self.assertOutcome(self.scheduled(self.customer), "waiting")

    def test_what_a_person_called_off_stays(self):
        row = self.scheduled(self.customer)
        row.with_user(self.supervisor).action_cancel()
        self.move(self.day)
        self.assertOutcome(row, "cancelled", "called_off")

    def test_what_was_skipped_for_another_reason_or_sent_stays(self):
        row = self.scheduled(self.customer)
        for state, reason_code in (("skipped", "silent"), ("sent", False), ("failed", "meta")):
            with self.subTest(state=state):
                row.write({"state": state, "reason_code": reason_code})
                self.move(self.day)
                self.assertOutcome(self.scheduled(self.customer), state, reason_code)

    def test_calling_off_leaves_what_is_on_its_way(self):
        self.writes()
        self.send_due()
        self.env["wa.automation"]._cancel("contact_created", self.customer)
        self.assertOutcome(self.scheduled(self.customer), "waiting")

    def test_calling_off_names_the_reason(self):
        self.env["wa.automation"]._cancel("contact_created", self.customer, "duplicate")
        self.assertOutcome(self.scheduled(self.customer), "cancelled", "duplicate")
