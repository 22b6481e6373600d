"""Whatever happens to orders and their transfers: no two that are waited for share an amount, and none is lost."""

from collections import Counter
from contextlib import closing
from datetime import timedelta

from freezegun import freeze_time
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TransferCase

#: What happens, as often as it stands here. The number chooses the order or the account, the other one how.
DEEDS = [*("open",) * 6, *("later",) * 3, *("pay", "cancel", "change", "reverse", "elsewhere") * 2, "cancel_order", "forget"]
STEPS = st.tuples(st.sampled_from(DEEDS), st.integers(0, 7), st.integers(0, 3))
#: So few codes that amounts run out, and prices so close that totals share them.
CODES = 3
PRICES = (50_000, 50_001, 50_002, 50_000, 50_000, 50_001, 50_000, 50_003)

#: What is seldom drawn: all codes in use, one late, one paid and taken back while another took its place.
FULL = [("open", which, 0) for which in range(8)]
REUSED = [("open", 0, 0), ("pay", 0, 0), *FULL, ("reverse", 0, 0), ("later", 0, 3), ("later", 0, 3), ("open", 3, 0)]


@tagged("post_install", "-at_install")
class TestCodesProperty(TransferCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.journal.transfer_code_max = CODES
        cls.second = cls.make_method(
            "Transfer Mandiri", cls.make_account("Mandiri", "98765", cls.bank, transfer_code_max=CODES)
        )

    @settings(max_examples=10, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @example(FULL)
    @example(REUSED)
    @given(st.lists(STEPS, min_size=8, max_size=18))
    def test_no_two_that_are_waited_for_share_an_amount(self, steps):
        with closing(self.env.cr.savepoint()):
            self.orders = self.env["sale.order"].union(
                *(self.make_order(self.soap, order_line=[self.line(price)]) for price in PRICES)
            )
            self.now = fields.Datetime.now()
            for deed, which, how in steps:
                with freeze_time(self.now):
                    self.attempt(deed, self.orders[which], how)
                    self.check()

    def line(self, price):
        return fields.Command.create({"product_id": self.soap.id, "product_uom_qty": 1, "price_unit": price})

    def attempt(self, deed, order, how):
        """Do one thing, or be refused with a sentence; everything else is a fault."""
        try:
            with self.env.cr.savepoint():
                getattr(self, f"do_{deed}")(order, how)
                self.env.flush_all()
        except UserError:
            self.env.invalidate_all()

    def check(self):
        """Invariant 1 of TRANSFERS.md, and what makes it true: who is waited for holds the amount, and nobody else does."""
        intents = self.env["transfer.intent"].search([("order_id", "in", self.orders.ids)])
        live = intents._live()
        amounts = Counter((intent.journal_id, intent.payable) for intent in live)
        self.assertFalse([amount for amount, count in amounts.items() if count > 1], "an amount is asked of two")
        self.assertEqual(len(live.order_id), len(live), "an order is asked for two amounts")
        held = {(code.journal_id, code.payable): code.token for code in self.env["transfer.code"].search([])}
        self.assertEqual({(intent.journal_id, intent.payable): intent.token for intent in live}, held)
        for intent in intents:
            self.assertEqual(intent.payable, intent.base + intent.code)
            self.assertTrue(1 <= intent.code <= CODES)
            self.assertEqual(bool(intent.closed_at), intent not in live, intent.state)
            self.assertEqual(bool(intent.paid_at), intent.state == "paid")
            if intent in live:
                self.assertNotEqual(intent.order_id.state, "cancel")

    # --- what happens ----------------------------------------------------------------------------

    def do_open(self, order, how):
        order._transfer_open(self.second if how == 3 else self.transfer_method)

    def do_later(self, order, how):
        self.now += [timedelta(hours=1), timedelta(hours=13), timedelta(days=3), timedelta(days=8)][how]
        with freeze_time(self.now):
            self.env["transfer.intent"]._pass_time()

    def do_pay(self, order, how):
        """As settling does: closed, then booked."""
        intent = order.transfer_intent_ids._live()
        intent._lock()
        intent.received = intent.payable
        intent._close("paid")

    def do_reverse(self, order, how):
        paid = order.transfer_intent_ids.filtered(lambda intent: intent.state == "paid")[:1]
        paid.received = 0
        paid._reopen()

    def do_elsewhere(self, order, how):
        self.accept(self.make_transaction(order))

    def do_change(self, order, how):
        order.order_line.price_unit = PRICES[how]
        order.action_renew_transfer()

    def do_cancel(self, order, how):
        order.transfer_intent_ids._live().action_cancel()

    def do_cancel_order(self, order, how):
        order.action_cancel()

    def do_forget(self, order, how):
        self.env["transfer.code"]._reap()
