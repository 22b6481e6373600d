from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..tools.providers.reading import NotUnderstood
from .feed_common import TOKEN, FeedCase, moota

DOWN = NotUnderstood("status", 500)


@tagged("post_install", "-at_install")
class TestFeedPolling(FeedCase):
    """The service is asked every few minutes, for days that overlap, and its silence is told (TRANSFERS.md 8)."""

    def ask(self, *answers, user=None):
        with self.service(*answers) as asked:
            told = self.feed.with_user(user or self.verifier).action_ask()["params"]
        return told, asked

    def activities(self):
        return self.feed.activity_ids

    def test_an_answer_is_taken_in_and_said(self):
        told, asked = self.ask({"data": [moota(), moota(75_000)], "next_page_url": None})
        self.assertIn("2 mutations", told["message"])
        self.assertIn("2 of them new", told["message"])
        self.assertEqual((self.feed.state, self.feed.misses, self.feed.last_error), ("ok", 0, False))
        self.assertEqual(len(self.money()), 2)
        self.assertEqual((asked[0].params["bank"], asked[0].headers["Authorization"]), ("bca-1", f"Bearer {TOKEN}"))

    def test_the_same_answer_is_stored_once(self):
        for _time in range(3):
            told, _asked = self.ask({"data": [moota()]})
        self.assertIn("0 of them new", told["message"])
        self.assertEqual(len(self.feed.event_ids), 1)

    def test_days_overlap_so_that_a_late_booking_is_seen(self):
        with freeze_time("2026-11-22 03:00:00"):
            self.feed.answered_at = self.at("2026-11-20 03:00")
            _told, asked = self.ask({"data": []})
        self.assertEqual((asked[0].params["start_date"], asked[0].params["end_date"]), ("2026-11-17", "2026-11-23"))
        with freeze_time("2026-11-22 03:00:00"):
            self.feed.answered_at = self.at("2026-01-01 03:00")
            _told, asked = self.ask({"data": []})
        self.assertEqual(asked[0].params["start_date"], "2026-10-22", "as far back as may be asked for")

    def test_further_pages_are_asked_for_by_number_and_read_as_one(self):
        first = {"data": [moota(1)], "next_page_url": "https://elsewhere.example/steal?page=2"}
        _told, asked = self.ask(first, {"data": [moota(2)], "next_page_url": None})
        self.assertEqual([ask.params["page"] for ask in asked], [1, 2])
        self.assertEqual({ask.url for ask in asked}, {"https://app.moota.co/api/v2/mutation"})
        self.assertEqual(len(self.money()), 2)

    def test_two_missed_intervals_raise_one_alert_and_an_answer_closes_it(self):
        self.ask({"data": []})
        self.ask(DOWN)
        self.assertEqual((self.feed.state, len(self.activities())), ("ok", 0), "one may happen")
        told, _asked = self.ask(DOWN)
        self.assertEqual((told["type"], self.feed.state), ("danger", "down"))
        self.assertEqual(self.activities().user_id, self.verifier)
        self.ask(DOWN)
        self.assertEqual(len(self.activities()), 1, "told once")
        self.ask({"data": [moota()]})
        self.assertEqual((self.feed.state, len(self.activities()), self.feed.last_error), ("ok", 0, False))

    def test_a_feed_that_nobody_asked_is_found_by_its_age(self):
        self.ask({"data": []})
        now = self.feed.answered_at
        self.env["bank.feed"]._watch(now + timedelta(minutes=11))
        self.assertEqual(self.feed.state, "ok")
        self.env["bank.feed"]._watch(now + timedelta(minutes=13))
        self.assertEqual((self.feed.state, len(self.activities())), ("down", 1))

    def test_the_timer_asks_each_feed_when_its_time_has_come(self):
        jobs = self.env["queue.job"]
        with freeze_time("2026-11-22 03:00:00"):
            self.feed.asked_at = self.at("2026-11-22 02:56")
            self.env["bank.feed"]._cron_ask()
            self.assertFalse(jobs.search([("identity_key", "=", f"bank.feed.ask.{self.feed.id}")]))
            self.feed.asked_at = self.at("2026-11-22 02:55")
            self.env["bank.feed"]._cron_ask()
            self.env["bank.feed"]._cron_ask()
            self.assertEqual(len(jobs.search([("identity_key", "=", f"bank.feed.ask.{self.feed.id}")])), 1)

    def test_each_failure_is_a_sentence_without_the_token(self):
        for answer, words in {
            NotUnderstood("denied"): "refuses the API token",
            NotUnderstood("not_reached", "timeout"): "could not be reached. (timeout)",
            NotUnderstood("no_such_account"): "does not know this account",
            "<html>Bad gateway</html>": "not JSON",
            "[]": "not of its form",
            '{"data": 5}': "no list of mutations",
        }.items():
            with self.subTest(words=words):
                told, _asked = self.ask(answer)
                self.assertIn(words, told["message"])
                self.assertNotIn(TOKEN, told["message"])

    def test_without_a_token_or_an_account_nothing_is_asked(self):
        for field, words in (("account_ref", "Account at the service"), ("api_token", "no API token")):
            self.feed[field] = False
            told, asked = self.ask({"data": []})
            self.assertIn(words, told["message"])
            self.assertFalse(asked)

    def test_mutasibank_is_asked_by_a_form(self):
        feed = self.make_feed(self.make_account("Mandiri", "98", self.bank), provider="mutasibank", account_ref="1 0/x")
        with freeze_time("2026-11-22 03:00:00"), self.service({"error": False, "data": []}) as asked:
            feed.action_ask()
        self.assertEqual((asked[0].method, asked[0].url), ("POST", "https://mutasibank.co.id/api/v1/statements/1%200%2Fx"))
        self.assertEqual(asked[0].data, {"date_from": "2026-11-19", "date_to": "2026-11-23"})
        with self.service({"error": True, "message": "Saldo habis"}):
            self.assertIn("refused. (Saldo habis)", feed.action_ask()["params"]["message"])

    def test_who_may_ask_and_who_may_see_the_secrets(self):
        for user in (self.cs_a, self.salesman, self.accountant):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.ask({"data": []}, user=user)
        for user in (self.verifier, self.accountant):
            for field in ("secret", "api_token", "webhook_token", "webhook_url"):
                with self.subTest(user=user.login, field=field), self.assertRaises(AccessError):
                    self.feed.with_user(user).read([field])
        with self.assertRaises(AccessError):
            self.feed.with_user(self.verifier).write({"api_url": "https://elsewhere.example"})

    def test_a_feed_is_for_a_bank_account_and_an_address_of_the_web(self):
        with self.assertRaises(ValidationError):
            self.feed.api_url = "file:///etc/passwd"
        cash = self.env["account.journal"].search([("type", "=", "cash"), ("company_id", "=", self.company.id)], limit=1)
        with self.assertRaises(UserError):
            self.make_feed(cash)

    def test_a_copy_of_the_database_asks_and_believes_nobody(self):
        from odoo.tools.misc import file_open

        with file_open("innovasia_transfer/data/neutralize.sql") as script:
            self.env.cr.execute(script.read())
        self.env.invalidate_all()
        self.assertFalse(self.feed.api_token or self.feed.secret or self.feed.webhook_token)
        with patch.object(self.registry["bank.feed"], "with_delay") as delay:
            self.env["bank.feed"]._cron_ask()
        delay.assert_not_called()
