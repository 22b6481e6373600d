import random
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from ..tools.mutation_row import Row
from .feed_common import FeedCase

MONDAY = date(2026, 11, 16)

#: (day, kind, amount, words): a few days of mutations, many of them alike.
MUTATIONS = st.tuples(
    st.integers(0, 2), st.sampled_from(("credit", "credit", "debit")), st.sampled_from((50_000, 50_009)), st.sampled_from("AB")
)
#: Who tells, and of which days; the service also of single mutations, before and after they are dated.
TELLINGS = st.tuples(st.sampled_from(("poll", "webhook", "file", "pending", "manual")), st.integers(0, 7), st.integers(0, 9))
TWINS = [(0, "credit", 50_009, "A"), (0, "credit", 50_009, "A"), (1, "credit", 50_009, "A")]


@tagged("post_install", "-at_install")
class TestIngestProperty(FeedCase):
    """However a history of days is told, by whom, in which parts, how often and in which order: it is booked once.

    Issue, line 1, invariants 3 and 4; the plan alone is tested much wider in tests/pure/transfers/test_mutation_plan.py.
    """

    @settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
    @given(st.lists(MUTATIONS, min_size=1, max_size=5), st.lists(TELLINGS, max_size=6), st.randoms(use_true_random=False))
    @example(TWINS, [("poll", 1, 0), ("poll", 1, 1), ("file", 7, 0), ("webhook", 2, 0), ("file", 1, 0)], random)
    @example(TWINS, [("file", 7, 0), ("pending", 1, 0), ("manual", 1, 2), ("poll", 7, 0)], random)
    def test_any_telling_is_booked_once(self, history, tellings, chance):
        history = [
            Row(MONDAY + timedelta(days=day), kind, amount, f"TRSF {words}", reference=f"m{number}")
            for number, (day, kind, amount, words) in enumerate(history)
        ]
        tellings = [*tellings, ("file", 7, 0)]
        again = chance.sample(tellings, len(tellings)) + tellings[:2]
        with closing(self.env.cr.savepoint(flush=False)):
            for teller, days, number in tellings:
                self.tell(history, teller, days, number)
            self.check(history)
            before = self.env["bank.mutation"].search([("journal_id", "=", self.journal.id)])
            for teller, days, number in again:
                self.tell(history, teller, days, number)
            self.check(history)
            after = self.env["bank.mutation"].search([("journal_id", "=", self.journal.id)])
            self.assertEqual(before, after, "told again, nothing is added")
        self.env.invalidate_all()

    def tell(self, history, teller, days, number):
        """:param days: bits of the days that a file is of; :param number: of the mutation that is told alone"""
        of_days = [row for row in history if days >> (row.date - MONDAY).days & 1]
        alone = history[number % len(history)]
        if teller == "file":
            return self.ingest(
                *(replace(row, reference=None, description=f"CSV {row.description}") for row in of_days), origin="file"
            )
        if teller == "poll":
            return self.ingest(*of_days)
        if teller == "webhook":
            return self.ingest(alone, alone, origin="poll")
        if teller == "manual":
            return self.ingest(replace(alone, reference=None, description="dibaca di bank"), origin="manual")
        twins = [row for row in history if row.money == alone.money and row.description == alone.description]
        return self.ingest(*(replace(row, reference=None, is_pending=True) for row in twins))

    def check(self, history):
        expected = Counter(row.money for row in history)
        dated = self.env["bank.mutation"].search([("journal_id", "=", self.journal.id), ("is_pending", "=", False)])
        self.assertEqual(Counter((m.date, m.kind, int(m.amount)) for m in dated), expected)
        ledger = sum((row.amount if row.kind == "credit" else -row.amount) for row in history)
        moves = dated.statement_line_id.move_id.line_ids
        for account, balance in ((self.journal.default_account_id, ledger), (self.journal.suspense_account_id, -ledger)):
            self.assertEqual(sum(moves.filtered(lambda line: line.account_id == account).mapped("balance")), balance)  # noqa: B023
        self.assertEqual(len(dated.statement_line_id), len(dated))
        pending = self.env["bank.mutation"].search([("journal_id", "=", self.journal.id), ("is_pending", "=", True)])
        self.assertFalse(pending.statement_line_id)
        self.assertEqual(len(pending.superseded_by_id), len(pending.filtered("superseded_by_id")), "each by one of its own")
