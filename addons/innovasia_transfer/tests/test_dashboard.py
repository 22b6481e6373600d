from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .money_common import MoneyCase


@tagged("post_install", "-at_install")
class TestDashboard(MoneyCase):
    """Each number is right, and its list holds what it counts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dashboard = cls.env["transfer.dashboard"].with_user(cls.finance).with_context(tz="Asia/Jakarta")
        cls.now = fields.Datetime.now()
        # Two by themselves, one of them late; one by a person; one undone; one unmatched of old, one of today, one aside.
        cls.quick, cls.slow, cls.swapped = (cls.open_intent(code=code) for code in (9, 120, 345))
        cls.arrive(50_009, booked_at=cls.now - timedelta(minutes=4))
        cls.arrive(50_120, booked_at=cls.now - timedelta(minutes=40))
        cls.told(50_354, booked_at=cls.now - timedelta(minutes=10)).with_user(cls.finance).action_match(cls.swapped.id)
        undone = cls.open_intent(code=500)
        cls.arrive(50_500).match_ids.with_user(cls.finance).action_undo("Wrong")
        undone._cancel("Not wanted")
        cls.old = cls.told(12_000, day=cls.company._ledger_date() - timedelta(days=5))
        cls.told(1_250).with_user(cls.finance).action_set_aside("Interest")
        cls.waiting = cls.open_intent(code=7)
        cls.unbacked = cls.approve(cls.open_intent(code=8))

    def show(self, **filters):
        return self.dashboard.get_dashboard(filters)

    def listed(self, measure, step=None, **filters):
        action = self.dashboard.get_list(measure, filters, step)
        return self.env[action["res_model"]].with_user(self.finance).search(action["domain"])

    def test_share_minutes_and_breaches_of_the_period(self):
        matched = self.show(period="30d")["matched"]
        self.assertEqual((matched["automatic"], matched["manual"], matched["share"]), (2, 1, 66.7))
        self.assertEqual(matched["amount"], 50_009 + 50_120 + 50_354)
        self.assertAlmostEqual(matched["median"], 10, delta=1)
        self.assertAlmostEqual(matched["p95"], 37, delta=1)
        self.assertEqual(matched["late"], 1)
        self.assertEqual(self.show(period="yesterday")["matched"], self.dashboard._nothing_matched())

    def test_what_waits_now(self):
        now = self.show()["now"]
        self.assertEqual((now["unmatched"], now["unmatched_sum"]), (2, 50_500 + 12_000))
        self.assertEqual(now["unmatched_since"], fields.Date.to_string(self.old.date))
        self.assertEqual((now["aside"], now["aside_sum"]), (1, 1_250))
        self.assertEqual((now["expected"], now["expected_sum"]), (1, 50_007))
        self.assertEqual((now["unbacked"], now["unbacked_sum"]), (1, 50_008))
        self.assertEqual(
            [(age["name"], age["count"]) for age in now["ages"]], [("fresh", 1), ("days", 0), ("week", 1), ("older", 0)]
        )

    def test_every_number_leads_to_what_it_counts(self):
        shown = self.show(period="30d")
        now, matched = shown["now"], shown["matched"]
        for measure, count in (
            *((name, matched[name]) for name in ("automatic", "manual", "late")),
            ("matched", matched["automatic"] + matched["manual"]),
            *((name, now[name]) for name in ("unmatched", "aside", "expected")),
            *((age["name"], age["count"]) for age in now["ages"]),
            ("waiting", sum(shown["charts"]["waiting"])),
        ):
            with self.subTest(measure):
                self.assertEqual(len(self.listed(measure, period="30d")), count)
        self.assertEqual(self.listed("late", period="30d").intent_id, self.slow)
        self.assertEqual(self.dashboard.get_list("unbacked")["params"], {"unpaid": "unbacked"})
        with self.assertRaises(UserError):
            self.dashboard.get_list("everything")

    def test_overdue_verifications_are_counted_and_listed(self):
        case = self.env["transfer.verification"].create({"intent_id": self.waiting.id, "user_id": self.cs_a.id})
        case.write({"state": "submitted", "due_at": self.now - timedelta(minutes=5)})
        now = self.show()["now"]
        self.assertEqual((now["asked"], now["overdue"]), (1, 1))
        self.assertEqual(self.listed("overdue"), case)
        case.due_at = self.now + timedelta(minutes=5)
        self.assertEqual((self.show()["now"]["overdue"], self.listed("asked")), (0, case))

    def test_charts_add_up_to_the_numbers_and_a_step_leads_to_its_list(self):
        shown = self.show(period="7d")
        charts = shown["charts"]
        self.assertEqual(len(charts["steps"]), 7)
        self.assertEqual(sum(charts["automatic"]), shown["matched"]["automatic"])
        self.assertEqual(sum(charts["manual"]), shown["matched"]["manual"])
        self.assertEqual(sum(charts["waiting"]), 2)
        for step, count in zip(charts["steps"], charts["automatic"], strict=True):
            self.assertEqual(len(self.listed("automatic", step, period="7d")), count)

    def test_feeds_and_codes_in_use_are_shown_per_account(self):
        feed = self.env["bank.feed"].create({"name": "Moota BCA", "journal_id": self.journal.id})
        shown = self.show()
        self.assertEqual([(row["id"], row["state"], row["heard_at"]) for row in shown["feeds"]], [(feed.id, "new", False)])
        [pool] = [row for row in shown["pools"] if row["id"] == self.journal.id]
        self.assertEqual((pool["taken"], pool["size"], pool["base"]), (1, 999, 50_000))

    def test_one_account_alone(self):
        mandiri = self.make_account("Mandiri", "9876543210", self.bank)
        self.told(80_000, journal=mandiri)
        shown = self.show(account_id=mandiri.id, period="30d")
        self.assertEqual(
            (shown["now"]["unmatched_sum"], shown["now"]["expected"], shown["matched"]["automatic"]), (80_000, 0, 0)
        )
        self.assertEqual([row["id"] for row in shown["pools"]], [mandiri.id])
        with self.assertRaises(UserError):
            self.show(account_id=self.journal.id + 10_000)

    def test_only_who_matches_money_sees_it(self):
        for user in (self.cs_a, self.salesman):
            dashboard = self.env["transfer.dashboard"].with_user(user)
            for call in (dashboard.get_dashboard, lambda d=dashboard: d.get_list("unmatched")):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    call()
