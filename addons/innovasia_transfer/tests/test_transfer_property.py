"""Whatever customers, banks, time and people do, in whatever sequence: no rupiah is lost, counted twice, or explained twice."""

from contextlib import closing
from datetime import timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.innovasia_sales.tests.books_common import Steps

from ..models.intents.transfer_intent import LIVE
from ..tools.mutation_row import Row
from .money_common import MoneyCase

# Always the same sequences, so that a red test is the fault of a change; a busy machine is no reason to fail.
SETTINGS = {"deadline": None, "derandomize": True, "database": None, "suppress_health_check": list(HealthCheck)}

#: What happens, as often as it stands here. Numbers choose the order, the money or the match, and how.
DEEDS = [
    *("transfer",) * 4,
    *("open", "person", "undo", "again", "take_back") * 2,
    *("time", "refund", "aside", "cancel", "approve", "back", "reverse", "claim"),
]
STEPS = st.tuples(st.sampled_from(DEEDS), st.integers(0, 2), st.integers(0, 5))
BEGINNING = [("open", 0, 0), ("open", 1, 1)]

BACK_AND_FORTH = [
    ("transfer", 0, 0),
    ("take_back", 0, 0),
    ("transfer", 0, 0),
    ("undo", 0, 0),
    ("person", 0, 0),
    ("again", 0, 0),
]
LATE = [("time", 0, 0), ("transfer", 0, 0), ("time", 1, 5), ("transfer", 1, 0), ("person", 0, 1), ("again", 1, 0)]
PARTS = [("transfer", 0, 4), ("person", 0, 0), ("transfer", 0, 3), ("person", 0, 0), ("undo", 1, 0), ("refund", 0, 0)]
TRUSTED = [("approve", 0, 0), ("transfer", 0, 0), ("undo", 0, 0), ("back", 0, 0), ("reverse", 0, 0), ("transfer", 0, 0)]


@tagged("post_install", "-at_install")
class TestTransferProperty(Steps, MoneyCase):
    """Invariants 1, 2, 3, 5 and 6 of TRANSFERS.md; the rules are those of ``TransferBooks``."""

    followed = ("intents", "money")

    @settings(max_examples=5, **SETTINGS)
    @example([*BACK_AND_FORTH, ("cancel", 0, 0)])
    @example([*LATE, ("undo", 0, 0)])
    @example([*PARTS, ("take_back", 0, 0)])
    @example([*TRUSTED, ("claim", 0, 0)])
    @given(st.lists(STEPS, min_size=8, max_size=14))
    def test_money_is_where_the_rules_say_after_every_step(self, steps):
        self.intents, self.money, self.rows = self.env["transfer.intent"], self.env["bank.mutation"], []
        self.given_up = {}
        with closing(self.env.cr.savepoint()):
            for deed, which, how in [*BEGINNING, *steps]:
                if self.attempt(deed, which, how):
                    self.match()
                    self.check_books()
                    self.check_given_up()

    def check_given_up(self):
        """A code that was given back matches no later money by itself."""
        for intent in self.intents:
            automatic = len(intent.match_ids.filtered(lambda match: match.kind == "automatic" and match.purpose == "order"))
            if intent.state in ("released", "cancelled"):
                before = self.given_up.setdefault(intent, automatic)
                self.assertEqual(automatic, before, f"{intent.name} was given up, and was matched by itself")
            else:
                self.given_up.pop(intent, None)

    def pick(self, records, which):
        if not records:
            raise UserError("There is none.")  # pylint: disable=translation-required
        return records[which % len(records)]

    def live_matches(self):
        return self.env["transfer.match"].search([("undone_at", "=", False)])

    # --- customers -----------------------------------------------------------------------------

    def do_open(self, which, how):
        customer = self.other_customer if how % 2 else self.customer
        product = [self.soap, self.soap, self.honey][which]
        self.intents |= self.open_intent(self.make_order(product, quantity=which + 1, customer=customer))

    def do_transfer(self, which, how):
        """As told, without the code, mistyped, too much, too little, or something else."""
        intent = self.pick(self.intents, which)
        payable = int(intent.payable)
        amount = [payable, int(intent.base), payable + 1, payable + 10_000, payable // 2, 77_777][how]
        self.tell(amount, "credit", "TRSF")

    def do_claim(self, which, how):
        """Another payment of the order, verified in the usual way."""
        order = self.pick(self.intents, which).order_id
        self.accept(self.make_transaction(order, payment_method_id=self.cash_method.id))

    # --- the bank ------------------------------------------------------------------------------

    def tell(self, amount, kind, text):
        row = Row(self.company._ledger_date(), kind, amount, text, reference=f"P{len(self.rows)}")
        self.rows.append(row)
        self.money |= self.env["bank.mutation"]._ingest(self.journal, [row], "api").mutations

    def do_again(self, which, how):
        """The service tells everything once more."""
        known = self.env["bank.mutation"].search_count([])
        self.env["bank.mutation"]._ingest(self.journal, list(reversed(self.rows)), "api")
        self.assertEqual(self.env["bank.mutation"].search_count([]), known)

    def do_take_back(self, which, how):
        credits = self.money.filtered(lambda mutation: mutation.kind == "credit")
        text = "KOREKSI" if how < 4 else "TRSF KELUAR"
        self.tell(int(self.pick(credits, which).amount), "debit", text)

    def do_time(self, which, how):
        """A day goes by, or nine."""
        days = timedelta(days=9 if how > 3 else 1, minutes=1)
        for intent in self.intents.filtered(lambda intent: intent.state in LIVE):
            intent.write({name: intent[name] - days for name in ("expires_at", "release_at")})
        while self.env["transfer.intent"]._pass_time():
            pass

    # --- people --------------------------------------------------------------------------------

    def do_person(self, which, how):
        mutation = self.pick(self.money, how)
        amount = None if how % 2 else max(1, int(mutation.open_amount) // (which + 1))
        mutation.with_user(self.finance).action_match(self.pick(self.intents, which).id, amount)

    def do_undo(self, which, how):
        self.pick(self.live_matches(), which).with_user(self.finance).action_undo("Salah")

    def do_refund(self, which, how):
        credits = self.money.filtered(lambda mutation: mutation.kind == "credit" and mutation.open_amount)
        credit = self.pick(credits, which)
        self.tell(max(1, int(credit.open_amount) // (how % 2 + 1)), "debit", "KEMBALI")
        credit.with_user(self.finance).action_refund(self.money[-1].id)

    def do_aside(self, which, how):
        mutation = self.pick(self.money, which).with_user(self.finance)
        mutation.action_take_back() if how % 2 else mutation.action_set_aside("Bukan")

    def do_cancel(self, which, how):
        self.pick(self.intents, which).order_id.action_cancel()

    def do_approve(self, which, how):
        self.approve(self.pick(self.intents, which))

    def do_back(self, which, how):
        unbacked = self.env["sale.transaction"].search([("unbacked_amount", ">", 0)])
        self.pick(self.money, how).with_user(self.finance).action_back(self.pick(unbacked, which).id)

    def do_reverse(self, which, how):
        accepted = self.env["sale.transaction"].search([("state", "=", "accepted")])
        self.pick(accepted, which).with_user(self.verifier).action_reverse("Dibatalkan")


@tagged("post_install", "-at_install")
class TestTransferReplay(MoneyCase):
    """Invariant 4 of TRANSFERS.md: however often, in whatever order and portions the bank tells it, it ends the same."""

    ROWS = st.lists(
        st.tuples(st.sampled_from(("exact", "exact", "other", "base", "reversal", "out")), st.integers(0, 1)),
        min_size=1,
        max_size=5,
    )

    @settings(max_examples=6, **SETTINGS)
    @example([("exact", 0), ("exact", 0), ("reversal", 0)], [2, 0, 1, 0, 2], [1, 0, 1])
    @example([("exact", 0), ("reversal", 0), ("exact", 1), ("reversal", 0)], [3, 1, 0, 2], [0, 0, 1])
    @given(ROWS, st.lists(st.integers(0, 4), max_size=8), st.lists(st.integers(0, 1), min_size=1, max_size=8))
    def test_any_replay_order_and_portion_ends_in_the_same_state(self, told, replays, pauses):
        with closing(self.env.cr.savepoint()):
            intents = self.open_intent() | self.open_intent(self.make_order(self.honey))
            rows = [self.row(number, kind, intents[which]) for number, (kind, which) in enumerate(told)]
            with closing(self.env.cr.savepoint()):
                for row in rows:
                    self.deliver([row])
                once = self.summary(intents)
            self.env.invalidate_all()
            order = [rows[number % len(rows)] for number in replays] + rows
            for number, row in enumerate(order):
                self.deliver([row], pauses[number % len(pauses)])
            self.deliver(rows)
            self.check_books()
            self.assertEqual(self.summary(intents), once)

    def row(self, number, kind, intent):
        payable = int(intent.payable)
        amount = {"other": 12_345, "base": int(intent.base)}.get(kind, payable)
        direction = "debit" if kind in ("reversal", "out") else "credit"
        text = {"reversal": "PEMBATALAN", "out": "TARIKAN"}.get(kind, "TRSF")
        return Row(self.company._ledger_date(), direction, amount, text, reference=f"Q{number}")

    def deliver(self, rows, pause=0):
        self.env["bank.mutation"]._ingest(self.journal, rows, "api")
        if not pause:
            self.match()

    def summary(self, intents):
        """:return: what became of the money, and of who waited for it"""
        mutations = self.env["bank.mutation"].search([("journal_id", "=", self.journal.id)])
        money = sorted((m.kind, m.amount, m.description, m.state, m.matched_amount, m.refunded_amount) for m in mutations)
        return money, [(intent.state, intent.received) for intent in intents], fields.Date.today()
