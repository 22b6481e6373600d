from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import Command, fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.innovasia_sales.tests.common import PIXEL

from .verification_common import VerificationCase


@tagged("post_install", "-at_install")
class TestVerificationDue(VerificationCase):
    """Escalation with a due time, and a list of what was late (TRANSFERS.md 8)."""

    def setUp(self):
        super().setUp()
        self.verification = self.submit()

    def overdue(self):
        return self.env["transfer.verification"].search([("is_overdue", "=", True)])

    def test_overdue_is_marked_and_told_once(self):
        self.env["transfer.verification"]._cron_overdue()
        self.assertFalse(self.verification.breached_at or self.overdue())
        self.verification.sudo().due_at = fields.Datetime.now() - timedelta(minutes=1)
        self.assertEqual(self.overdue(), self.verification)
        before = len(self.verification.message_ids)
        for _time in range(2):
            self.env["transfer.verification"]._cron_overdue()
        self.assertEqual(self.verification.breached_at, self.verification.due_at)
        self.assertEqual(len(self.verification.message_ids), before + 1)
        self.assertIn("Overdue", self.verification.sudo().activity_ids[0].summary)

    def test_late_answer_stays_in_the_list_of_breaches(self):
        self.verification.sudo().write(
            {
                "submitted_at": fields.Datetime.now() - timedelta(minutes=90),
                "due_at": fields.Datetime.now() - timedelta(minutes=30),
            }
        )
        self.verification.action_reject("No")
        self.assertEqual(self.verification.breached_at, self.verification.due_at)
        self.assertAlmostEqual(self.verification.minutes_to_answer, 90, delta=1)
        self.assertFalse(self.overdue())

    def test_answer_in_time_is_no_breach(self):
        self.verification.action_reject("No")
        self.assertFalse(self.verification.breached_at)

    def test_due_time_is_counted_within_the_working_hours_of_finance(self):
        self.company.transfer_answer_minutes = 90
        jakarta = {"name": "Keuangan", "tz": "Asia/Jakarta", "company_id": self.company.id}
        calendar, nothing = self.env["resource.calendar"].create([jakarta, jakarta])
        (calendar | nothing).attendance_ids.unlink()
        hours = {"hour_from": 8, "hour_to": 16, "day_period": "morning"}
        calendar.attendance_ids = [Command.create({"name": f"{day}", "dayofweek": f"{day}", **hours}) for day in range(6)]
        monday = {"date_from": "2026-11-23 00:00:00", "date_to": "2026-11-23 16:59:59", "calendar_id": calendar.id}
        # 2026-11-21 is a Saturday; Jakarta is seven hours ahead of UTC.
        for hours, asked, due, holiday in (
            (calendar, "2026-11-21 02:00", "2026-11-21 03:30", False),
            (calendar, "2026-11-21 08:30", "2026-11-23 02:00", False),
            (calendar, "2026-11-21 23:30", "2026-11-23 02:30", False),
            (calendar, "2026-11-21 23:30", "2026-11-24 02:30", True),
            (calendar.browse(), "2026-11-21 23:30", "2026-11-22 01:00", False),
            (nothing, "2026-11-21 23:30", "2026-11-22 01:00", False),
        ):
            self.company.transfer_answer_calendar_id = hours
            leave = self.env["resource.calendar.leaves"].create({"name": "Libur", **monday}) if holiday else hours.leave_ids
            with self.subTest(asked=asked, hours=hours.name, holiday=holiday):
                asked_at, until = (fields.Datetime.to_datetime(f"{at}:00") for at in (asked, due))
                self.assertEqual(self.company._transfer_answer_until(asked_at), until)
            leave.unlink()

    def test_only_those_chosen_are_asked_while_one_of_them_may_answer(self):
        self.company.transfer_answer_user_ids = self.second | self.cs_a
        asked = self.submit(intent=self.owe(self.cs_a), proof=PIXEL + b"2")
        self.assertEqual(asked.sudo().activity_ids.user_id, self.second)
        # Whoever asks does not answer, and somebody has to.
        own = self.submit(intent=self.owe(self.second), user=self.second, proof=PIXEL + b"3")
        self.assertIn(self.finance, own.sudo().activity_ids.user_id)
        self.assertNotIn(self.second, own.sudo().activity_ids.user_id)

    def test_time_to_answer_has_limits(self):
        for minutes in (0, 7 * 24 * 60 + 1):
            refused = self.assertRaises(CheckViolation)
            with self.subTest(minutes=minutes), mute_logger("odoo.sql_db"), refused, self.env.cr.savepoint():
                self.company.transfer_answer_minutes = minutes


@tagged("post_install", "-at_install")
class TestMinutes(VerificationCase):
    """Booked, known and paid times are stored; what took longer than 15 minutes is a list (TRANSFERS.md 8)."""

    def test_minutes_from_booking_to_known_and_paid(self):
        booked = fields.Datetime.now().replace(microsecond=0) - timedelta(minutes=20)
        [match] = self.arrive(50_009, booked_at=booked).match_ids
        self.assertEqual(match.booked_at, booked)
        self.assertAlmostEqual(match.minutes_to_known, 20, delta=1)
        self.assertAlmostEqual(match.minutes_to_paid, 20, delta=1)
        self.assertTrue(match.is_late)

    def test_bank_that_tells_no_hour_is_counted_from_when_it_is_known(self):
        [match] = self.arrive(50_009).match_ids
        self.assertAlmostEqual(match.minutes_to_paid, 0, delta=1)
        self.assertFalse(match.is_late)

    def test_money_for_what_was_paid_on_somebodys_word_is_not_waited_for(self):
        self.submit().action_approve()
        booked = fields.Datetime.now() - timedelta(hours=5)
        [match] = self.arrive(50_009, booked_at=booked).match_ids
        self.assertEqual((match.purpose, match.is_late), ("backing", False))
