"""The numbers of Monitoring, against numbers worked out by hand."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.innovasia_whatsapp.tools import payloads

from .monitoring_common import DAY, MORNING, WEEK, MonitoringCase


@tagged("post_install", "-at_install")
class TestMonitoringNumbers(MonitoringCase):
    def test_first_response_is_median_and_ninety_percent(self):
        for seconds in (300, 60, 120):
            self.session(seconds=seconds)
        self.session(seconds=600, first_agent_id=self.cs_b.id)
        data = self.dashboard()
        # 60, 120, 300: the middle; 90 % lies at 0.8 between the second and the third: 120 + 0.8 * 180
        row = self.row(self.cs_a, data)
        self.assertEqual((row["answered"], row["response_median"], row["response_p90"]), (3, 120, 264))
        row = self.row(self.cs_b, data)
        self.assertEqual((row["answered"], row["response_median"], row["response_p90"]), (1, 600, 600))
        # 60, 120, 300, 600: half-way between 120 and 300; 90 % at 0.7 between 300 and 600
        totals = data["totals"]
        self.assertEqual((totals["answered"], totals["response_median"], totals["response_p90"]), (4, 210, 510))

    def test_nothing_answered_is_unknown_and_not_zero(self):
        self.session()
        data = self.dashboard()
        self.assertIs(data["totals"]["response_median"], False)
        self.assertEqual((data["totals"]["begun"], data["totals"]["answered"]), (1, 0))
        self.assertIs(self.row(self.cs_a, data)["response_p90"], False)

    def test_first_response_counts_on_the_day_of_the_answer_in_the_users_time_zone(self):
        self.session(seconds=60, started_at="2026-03-09 16:59:00", first_reply_at="2026-03-09 17:00:00")  # midnight
        self.session(seconds=30, started_at="2026-03-10 16:59:29", first_reply_at="2026-03-10 16:59:59")  # 23:59:59
        self.session(seconds=90, started_at="2026-03-10 16:59:00", first_reply_at="2026-03-10 17:00:30")  # the 11th
        data = self.dashboard()
        self.assertEqual((data["totals"]["answered"], data["totals"]["begun"]), (2, 2))
        self.assertEqual(len(data["charts"]["steps"]), 24)
        answered = dict(zip(data["charts"]["steps"], data["charts"]["answered"], strict=True))
        self.assertEqual({step: count for step, count in answered.items() if count}, {
            "2026-03-10 00:00:00": 1,
            "2026-03-10 23:00:00": 1,
        })  # fmt: skip
        self.assertEqual(data["charts"]["median"][0], 60)
        self.assertIs(data["charts"]["median"][1], False)
        utc = self.monitoring.with_context(tz="UTC").get_dashboard(DAY)
        self.assertEqual((utc["totals"]["answered"], utc["totals"]["begun"]), (2, 2))
        self.assertEqual(utc["charts"]["answered"][16:18], [1, 1])

    def test_longer_periods_are_charted_by_day(self):
        self.session(seconds=10, first_reply_at="2026-03-09 16:00:00")
        self.session(seconds=20, first_reply_at="2026-03-09 18:00:00")
        charts = self.dashboard(WEEK)["charts"]
        self.assertEqual(charts["unit"], "day")
        self.assertEqual(charts["steps"][0], "2026-03-09 00:00:00")
        self.assertEqual(charts["answered"], [1, 1, 0, 0, 0, 0, 0])
        self.assertEqual(charts["median"][:2], [10, 20])

    def test_transferred_session_credits_the_first_answer_to_who_gave_it(self):
        session = self.session(seconds=45, first_agent_id=self.cs_a.id, agent_id=self.cs_b.id, ended_at="2026-03-10 10:00:00")
        session.write({"ended_agent_id": self.cs_b.id, "unanswered": 1})
        self.assigned(session, self.cs_a)
        self.assigned(session, self.cs_b, "2026-03-10 03:00:00", "transferred")
        self.assigned(session, self.cs_b, "2026-03-10 04:00:00", "transferred")
        data = self.dashboard()
        row = self.row(self.cs_a, data)
        self.assertEqual((row["answered"], row["served"], row["unanswered"]), (1, 1, 0))
        row = self.row(self.cs_b, data)
        self.assertEqual((row["answered"], row["served"], row["unanswered"]), (0, 1, 1))

    def test_unanswered_of_nobody_belongs_to_the_queue(self):
        self.session(ended_at="2026-03-10 10:00:00", unanswered=1)
        self.session(ended_at="2026-03-10 10:00:00", unanswered=1, ended_agent_id=self.cs_a.id)
        self.session(ended_at="2026-03-10 17:00:00", unanswered=1)  # the 11th
        self.session(ended_at="2026-03-10 10:00:00")
        data = self.dashboard()
        self.assertEqual(data["queue"]["unanswered"], 1)
        self.assertEqual(self.row(self.cs_a, data)["unanswered"], 1)
        self.assertEqual(data["totals"]["unanswered"], 2)
        self.assertEqual(data["charts"]["unanswered"][17], 2)

    def test_replies_are_what_people_write(self):
        self.written(self.cs_a, MORNING)
        self.written(self.cs_a, "2026-03-10 16:59:59")
        self.written(self.cs_a, "2026-03-10 17:00:00")  # the 11th
        self.written(self.cs_a, MORNING, kind="reaction")
        self.written(self.cs_b, MORNING)
        self.written(None, MORNING)  # an automatic one
        self.written(None, MORNING, direction="inbound")
        data = self.dashboard()
        self.assertEqual(self.row(self.cs_a, data)["replies"], 2)
        self.assertEqual(self.row(self.cs_b, data)["replies"], 1)
        self.assertEqual(data["totals"]["replies"], 3)
        (of_a, of_b) = data["charts"]["replies"]
        self.assertEqual((of_a["id"], of_a["counts"][9], of_a["counts"][23], sum(of_a["counts"])), (self.cs_a.id, 1, 1, 2))
        self.assertEqual((of_b["name"], of_b["counts"][9]), (self.cs_b.name, 1))

    def test_load_is_an_average_day_by_the_hour_of_the_customers_clock(self):
        for day in ("09", "10", "10"):
            self.written(None, f"2026-03-{day} 02:30:00", direction="inbound")
        self.written(None, "2026-03-10 02:30:00", direction="inbound", kind="reaction")
        hours = self.dashboard()["charts"]["hours"]
        self.assertEqual((hours[9], sum(hours)), (2, 2))
        self.assertEqual(self.dashboard(WEEK)["charts"]["hours"][9], 0.4)  # 3 in 7 days

    def test_other_devices_are_left_out_when_one_is_chosen(self):
        other = self._create_account("Kedua", "100000000000903", self.company)
        self.session(seconds=60)
        self.session(seconds=600, account_id=other.id)
        self.assertEqual(self.dashboard()["totals"]["response_median"], 330)
        self.assertEqual(self.dashboard(account_id=other.id)["totals"]["response_median"], 600)

    def test_another_companys_numbers_stay_there(self):
        foreign = self._create_account("Lain", "100000000000904", self.other_company)
        self.session(seconds=600, account_id=foreign.id, company_id=self.other_company.id)
        data = self.dashboard()
        self.assertEqual(data["totals"]["answered"], 0)
        self.assertNotIn(foreign.id, [account["id"] for account in data["accounts"]])
        with self.assertRaisesRegex(UserError, "another company"):
            self.dashboard(account_id=foreign.id)

    def test_last_activity_is_the_last_reply_or_presence(self):
        self.written(self.cs_a, MORNING)
        self.written(self.cs_b, MORNING)
        self.env["mail.presence"].create(
            {
                "user_id": self.cs_b.id,
                "last_presence": "2026-03-10 05:00:00",
                "last_poll": "2026-03-10 05:00:00",
                "status": "away",
            }
        )
        data = self.dashboard()
        row = self.row(self.cs_a, data)
        self.assertEqual((row["last_activity"], row["im_status"]), (MORNING, "offline"))
        row = self.row(self.cs_b, data)
        self.assertEqual((row["last_activity"], row["im_status"]), ("2026-03-10 05:00:00", "away"))
        self.assertEqual(data["totals"]["online"], 1)

    def test_deactivated_cs_is_listed_as_long_as_there_is_something_to_show(self):
        self.session(seconds=60)
        self.cs_a.active = self.cs_b.active = False
        data = self.dashboard()
        self.assertIs(self.row(self.cs_a, data)["active"], False)
        self.assertIsNone(self.row(self.cs_b, data))

    def test_supervisors_are_listed_once_they_serve(self):
        self.assertIsNone(self.row(self.supervisor))
        self.session(seconds=60, first_agent_id=self.supervisor.id)
        self.assertEqual(self.row(self.supervisor)["answered"], 1)


@tagged("post_install", "-at_install")
class TestMonitoringNow(MonitoringCase):
    def test_waiting_and_open_follow_the_conversations(self):
        waiting = self.hear(wa_id="6281211110001")
        first = self.hear(wa_id="6281211110002")
        second = self.hear(wa_id="6281211110003")
        self.reply(first, self.cs_a)
        self.reply(second, self.cs_a)
        self.hear("Satu lagi", wa_id="6281211110003")
        data = self.dashboard({})
        row = self.row(self.cs_a, data)
        self.assertEqual((row["open"], row["waiting"], row["replies"], row["served"], row["answered"]), (2, 1, 2, 2, 2))
        self.assertTrue(row["waiting_since"])
        self.assertEqual((data["queue"]["open"], data["queue"]["waiting"]), (1, 1))
        self.assertEqual((data["totals"]["open"], data["totals"]["waiting"], data["totals"]["begun"]), (3, 2, 3))
        self.assertEqual(data["totals"]["waiting_since"], str(min(waiting.wa_waiting_since, second.wa_waiting_since)))

    def test_session_that_ends_without_an_answer_is_unanswered(self):
        asked = self.hear(wa_id="6281211110001")
        thanked = self.hear(wa_id="6281211110002")
        assigned = self.hear(wa_id="6281211110003")
        self.reply(thanked, self.cs_a)
        self.hear("Terima kasih", wa_id="6281211110002")
        assigned.with_user(self.supervisor).wa_assign(self.cs_b.id)
        sessions = (asked | thanked | assigned).wa_session_id
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE discuss_channel SET wa_session_expires_at = now() - interval '1 minute' WHERE wa_session_id = ANY(%s)",
            [sessions.ids],
        )
        self.env.invalidate_all()
        self.release_ended()
        self.assertEqual(sessions.mapped("unanswered"), [1, 0, 1])
        data = self.dashboard({})
        self.assertEqual((data["totals"]["open"], data["totals"]["waiting"], data["totals"]["unanswered"]), (0, 0, 2))
        self.assertEqual(data["queue"]["unanswered"], 1)
        self.assertEqual(self.row(self.cs_b, data)["unanswered"], 1)
        self.assertEqual(self.row(self.cs_a, data)["unanswered"], 0)

    def test_archiving_a_waiting_customer_is_unanswered_and_merging_is_not(self):
        archived = self.hear(wa_id="6281211110001")
        merged = self.hear(wa_id="6281211110002")
        sessions = (archived | merged).wa_session_id
        archived.with_user(self.supervisor).wa_archive()
        merged._wa_lock()
        merged._wa_route("inactive", "merged")
        self.assertEqual(sessions.mapped("unanswered"), [1, 0])

    def test_given_back_and_never_answered_is_nobodys(self):
        conversation = self.hear()
        session = conversation.wa_session_id
        conversation.with_user(self.supervisor).wa_assign(self.cs_a.id)
        conversation.with_user(self.cs_a).wa_release()
        conversation.with_user(self.supervisor).wa_archive()
        self.assertEqual((session.agent_id, session.ended_agent_id, session.unanswered), (self.cs_a, self.env["res.users"], 1))

    def test_customers_reaction_alone_waits_for_no_answer(self):
        conversation = self.hear()
        self.reply(conversation, self.cs_a)
        self.receive(payloads.reaction(message_id="wamid.reacted", wa_id="6281234567890"))
        self.assertEqual(self.row(self.cs_a, self.dashboard({}))["waiting"], 0)
