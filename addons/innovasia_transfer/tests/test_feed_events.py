import json
from datetime import date, datetime
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..tools.mutation_row import Row
from .feed_common import FeedCase, moota


@tagged("post_install", "-at_install")
class TestFeedEvents(FeedCase):
    """What of a body is good is kept, what is not is said, and both can be read again (TRANSFERS.md 2)."""

    def test_good_rows_are_kept_and_bad_ones_named(self):
        bad = ({"amount": "x"}, "nonsense", moota(-5), moota(7, date="kemarin"), moota(0))
        far = (moota(8, date="2099-01-01"), moota(9, date="1900-01-01"))
        event = self.event([moota(50_009), *bad, *far])
        self.assertEqual(self.money(), {(22, "credit", 50_009): 1})
        self.assertEqual(event.state, "dead")
        self.assertEqual([line.split(":")[0] for line in event.error.splitlines()], [f"Row {n}" for n in range(2, 9)])

    def test_the_table_of_amounts(self):
        table = {"100123.00": 100_123, 75_000: 75_000, 60_000.0: 60_000, "12.50": 13, " 7 ": 7, "1e3": 1_000}
        self.event([moota(id=f"m{n}") | {"amount": given} for n, given in enumerate(table)])
        self.assertEqual(sorted(amount for _day, _kind, amount in self.money()), sorted(set(table.values())))

    def test_no_amount_is_refused_by_row(self):
        given = ("1,000", "", None, True, "NaN", "Infinity", "1e99", [], {}, "١٢٣x")
        event = self.event([moota(id=f"m{n}") | {"amount": amount} for n, amount in enumerate(given)])
        self.assertEqual(len(event.error.splitlines()), len(given))
        self.assertFalse(self.money())

    def test_hours_are_the_banks_and_stored_as_utc(self):
        event = self.event([moota(1, date="2026-11-22 06:05:00"), moota(2), moota(3, date="2026-11-22T23:30:00.000000Z")])
        by_amount = {int(m.amount): (m.date, m.booked_at) for m in event.mutation_ids}
        self.assertEqual(by_amount[1], (date(2026, 11, 22), datetime(2026, 11, 21, 23, 5)))
        self.assertEqual(by_amount[2], (date(2026, 11, 22), False), "midnight is no hour")
        self.assertEqual(by_amount[3], (date(2026, 11, 23), datetime(2026, 11, 22, 23, 30)))

    def test_a_row_that_the_bank_has_not_dated_is_provisional(self):
        self.event([moota(date="PEND")])
        self.assertEqual(self.env["bank.mutation"].search([("journal_id", "=", self.journal.id)]).state, "provisional")

    def test_a_dead_event_that_is_read_again_takes_in_what_it_can(self):
        reader = "odoo.addons.innovasia_transfer.models.feeds.bank_feed_read"
        with mute_logger(reader), patch.object(Row, "__post_init__", side_effect=RuntimeError("defect")):
            event = self.event([moota()])
        self.assertEqual((event.state, event.error), ("dead", "RuntimeError: defect"))
        event.action_replay()
        self.drain()
        self.assertEqual((event.state, event.error, len(event.mutation_ids)), ("done", False, 1))
        event.write({"state": "dead"})
        event.action_replay()
        self.drain()
        self.assertEqual(self.money(), {(22, "credit", 50_009): 1})

    def test_a_post_and_an_answer_that_tell_the_same_count_once(self):
        self.event([moota(id="m1"), moota(id="m2")])
        body = b'[{"data": [%s]}]' % json.dumps(moota(id="m2")).encode()
        self.event(body, origin="poll")
        self.assertEqual(self.money(), {(22, "credit", 50_009): 2})

    def test_a_reference_that_names_another_amount_is_said_and_not_lost(self):
        self.event([moota(id="m1")])
        event = self.event([moota(60_000, id="m1"), moota(70_000, id="m2")])
        self.assertEqual((event.state, event.error), ("dead", "Reference m1 is another amount's."))
        self.assertEqual(self.money(), {(22, "credit", 50_009): 1, (22, "credit", 70_000): 1})

    def test_one_webhook_may_tell_of_several_accounts(self):
        other = self.make_account("Mandiri", "9876543210", self.bank)
        self.make_feed(other, account_ref=False)
        event = self.event(
            [moota(1), moota(2, bank="x", account_number="987 654-3210"), moota(3, bank="y", account_number="555")]
        )
        self.assertEqual((self.money(), self.money(other)), ({(22, "credit", 1): 1}, {(22, "credit", 2): 1}))
        self.assertIn("1 rows are of the account 555/y", event.error)

    def test_anothers_webhook_tells_this_one_nothing(self):
        other = self.make_account("Mandiri", "9876543210", self.bank)
        self.make_feed(other, account_ref="mandiri", secret="lain")
        self.event([moota(2, bank="mandiri", account_number="9876543210")])
        self.assertFalse(self.money(other), "the secret of one account does not speak for another")

    def test_mutasibank_tells_of_an_account_with_its_mutations(self):
        journal = self.make_account("Mandiri", "9876543210", self.bank)
        feed = self.make_feed(journal, provider="mutasibank", account_ref="10")
        row = {"id": "u-1", "transaction_date": "2026-11-22 05:03:02", "description": "PRMA CR", "type": "CR",
               "amount": 1_000_261, "balance": 0}  # fmt: skip
        body = {"api_key": "x", "account_id": 10, "module": "bca", "account_number": "9876543210", "data_mutasi": [row]}
        event = self.event(body, feed=feed)
        self.assertEqual((event.error, event.mutation_ids.provider_ref), (False, "u-1"))
        self.event(body | {"account_id": 11, "account_number": "1"}, feed=feed)
        self.assertEqual(self.money(journal), {(22, "credit", 1_000_261): 1})

    def test_events_that_brought_money_are_kept_and_others_go(self):
        kept, gone = self.event([moota()]), self.event([])
        self.env.cr.execute("UPDATE bank_feed_event SET create_date = create_date - interval '60 days'")
        self.env["bank.feed.event"]._gc_done()
        self.assertTrue(kept.exists())
        self.assertFalse(gone.exists())

    def test_who_may_read_and_replay(self):
        event = self.event(b"nonsense")
        for user in (self.verifier, self.accountant, self.cs_a, self.salesman):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    event.with_user(user).read(["body"])
                with self.assertRaises(AccessError):
                    event.with_user(user).action_replay()
