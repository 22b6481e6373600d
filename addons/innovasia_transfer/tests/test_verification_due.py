from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

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
