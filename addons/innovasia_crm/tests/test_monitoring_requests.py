"""Who may ask Monitoring what, in which form, and what is behind its numbers."""

import json
from datetime import date, datetime
from unittest.mock import MagicMock, patch
from xmlrpc.client import dumps

import pytz

from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import BaseCase, tagged

from ..tools.periods import Period
from .monitoring_common import DAY, MORNING, WEEK, MonitoringCase


@tagged("post_install", "-at_install")
class TestMonitoringRequests(MonitoringCase):
    def test_only_supervisors_see_how_colleagues_are_doing(self):
        for user in (self.cs_a, self.outsider, self.portal):
            with self.assertRaises(AccessError):
                self.env["wa.monitoring"].with_user(user).get_dashboard(DAY)
            with self.assertRaises(AccessError):
                self.env["wa.monitoring"].with_user(user).get_drilldown("open", DAY)
        self.assertTrue(self.env["wa.monitoring"].with_user(self.admin).get_dashboard(DAY))

    def test_company_without_a_device_has_nothing_to_show_yet(self):
        user = self._create_user("crm_new_supervisor", "innovasia_crm.group_cs_supervisor", company=self.other_company)
        data = self.env["wa.monitoring"].with_user(user).get_dashboard()
        self.assertEqual((data["accounts"], data["agents"], data["totals"]["begun"]), ([], [], 0))

    def test_dates_that_make_no_sense_are_refused(self):
        for wrong in (
            {"period": "custom"},
            {"period": "custom", "date_from": "2026-03-10"},
            {"period": "custom", "date_from": "yesterday", "date_to": "2026-03-10"},
            {"period": "custom", "date_from": "2026-03-11", "date_to": "2026-03-10"},
            {"period": "custom", "date_from": "2020-01-01", "date_to": "2026-03-10"},
            {"period": "century"},
        ):
            with self.subTest(wrong), self.assertRaises(UserError):
                self.monitoring.get_dashboard(wrong)

    def test_periods_end_today_in_the_users_time_zone(self):
        for name, days in (("today", 1), ("yesterday", 1), ("7d", 7), ("30d", 30)):
            filters = self.dashboard({"period": name})["filters"]
            first, last = (datetime.fromisoformat(filters[bound]) for bound in ("date_from", "date_to"))
            self.assertEqual((last - first).days + 1, days, name)

    def test_answer_passes_every_protocol(self):
        self.session(seconds=60)
        data = self.dashboard()
        json.dumps(data)
        dumps((data,), allow_none=False)

    def test_number_of_statements_does_not_depend_on_the_number_of_cs(self):
        def statements():
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.dashboard(WEEK)
            return self.env.cr.sql_log_count - before

        self.session(seconds=60)
        self.written(self.cs_a, MORNING)
        statements()
        few = statements()
        for number in range(10):
            user = self._create_user(f"crm_cs_{number}", "innovasia_crm.group_cs")
            self.session(seconds=60, first_agent_id=user.id)
            self.written(user, MORNING)
        statements()
        self.assertLessEqual(statements(), few)

    def test_every_number_opens_as_many_as_it_counts(self):
        session = self.session(seconds=60, ended_at="2026-03-10 05:00:00", unanswered=1, ended_agent_id=self.cs_b.id)
        self.session(ended_at="2026-03-10 05:00:00", unanswered=1)
        self.session(seconds=60, first_reply_at="2026-03-12 05:00:00", started_at="2026-03-12 05:00:00")
        self.assigned(session, self.cs_a)
        self.assigned(session, self.cs_b, reason="transferred")
        self.written(self.cs_a, MORNING)
        self.reply(self.hear(wa_id="6281211110001"), self.cs_a)
        self.hear("Halo?", wa_id="6281211110001")
        self.hear(wa_id="6281211110002")
        for filters in (DAY, WEEK, {}):
            data = self.dashboard(filters)
            rows = [(row["id"], row) for row in data["agents"]] + [("queue", data["queue"]), ("all", data["totals"])]
            for agent, row in rows:
                for measure in ("open", "waiting", "answered", "unanswered", "served", "replies", "begun"):
                    if measure in row:
                        with self.subTest(filters=filters, agent=agent, measure=measure):
                            self.assertEqual(self.count(measure, filters, agent), row[measure])

    def count(self, measure, filters, agent="all", step=False):
        action = self.monitoring.get_drilldown(measure, filters, agent, step)
        model = self.env[action["res_model"]].with_user(self.supervisor)
        return model.with_context(**action["context"]).search_count(Domain(action["domain"]))

    def test_step_of_a_chart_opens_what_it_counts(self):
        self.session(seconds=60, first_reply_at="2026-03-10 16:30:00")
        self.session(seconds=60, first_reply_at="2026-03-10 02:00:00")
        self.assertEqual(self.count("answered", DAY, step="2026-03-10 23:00:00"), 1)
        self.assertEqual(self.count("answered", DAY, step="2026-03-10 10:00:00"), 0)
        self.assertEqual(self.count("answered", WEEK, step="2026-03-10 00:00:00"), 2)

    def test_unknown_number_is_refused(self):
        with self.assertRaises(UserError):
            self.monitoring.get_drilldown("salary", DAY)

    def test_monitoring_hears_what_the_sidebar_hears(self):
        group = self.env.ref("innovasia_whatsapp.group_user")
        for user, hears in ((self.supervisor, True), (self.outsider, False)):
            with patch("odoo.addons.bus.models.ir_websocket.wsrequest", MagicMock()):
                channels = self.env["ir.websocket"].with_user(user)._build_bus_channel_list(["innovasia_crm.monitoring"])
            self.assertEqual((group, "WHATSAPP") in [target for target in channels if isinstance(target, tuple)], hears)
            self.assertNotIn("innovasia_crm.monitoring", [target for target in channels if isinstance(target, str)])


@tagged("post_install", "-at_install")
class TestPeriods(BaseCase):
    def test_day_is_cut_by_the_clock_of_its_zone(self):
        period = Period(date(2026, 3, 10), date(2026, 3, 10), pytz.timezone("Asia/Jayapura"))
        self.assertEqual((period.start, period.end), (datetime(2026, 3, 9, 15), datetime(2026, 3, 10, 15)))
        self.assertEqual(period.narrow(period.buckets[-1]), (datetime(2026, 3, 10, 14), datetime(2026, 3, 10, 15)))

    def test_days_of_a_zone_with_summer_time_have_no_gap(self):
        period = Period(date(2026, 3, 28), date(2026, 3, 31), pytz.timezone("Europe/Amsterdam"))
        bounds = [period.narrow(bucket) for bucket in period.buckets]
        self.assertEqual([end for _start, end in bounds[:-1]], [start for start, _end in bounds[1:]])
        self.assertEqual((bounds[0][0], bounds[-1][1]), (period.start, period.end))
