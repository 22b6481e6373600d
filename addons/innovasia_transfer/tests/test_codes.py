from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models.intents import transfer_code
from .common import TransferCase


@tagged("post_install", "-at_install")
class TestCodes(TransferCase):
    """An amount is given to one only, and comes back when nobody waits for it any more."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.codes = cls.env["transfer.code"]
        cls.journal.transfer_code_max = 5

    def reserve(self, base=50_000):
        code, token = self.codes._reserve(self.journal, base)
        return base + code, token

    def test_each_amount_is_reserved_once_until_none_is_left(self):
        amounts = [self.reserve()[0] for _ in range(5)]
        self.assertEqual(sorted(amounts), [50_001, 50_002, 50_003, 50_004, 50_005])
        with self.assertRaisesRegex(UserError, "All 5 unique codes"):
            self.reserve()

    def test_orders_of_other_totals_share_the_amounts(self):
        """49.998 + 3 and 50.000 + 1 are the same money."""
        amounts = [self.reserve(49_998)[0] for _ in range(5)] + [self.reserve()[0] for _ in range(2)]
        self.assertEqual(len(set(amounts)), 7)
        with self.assertRaisesRegex(UserError, "All 5 unique codes"):
            self.reserve()

    def test_widening_the_codes_makes_room(self):
        for _ in range(5):
            self.reserve()
        self.journal.transfer_code_max = 6
        self.assertEqual(self.reserve()[0], 50_006)

    def test_another_account_has_amounts_of_its_own(self):
        other = self.make_account("Mandiri", "98765", self.bank, transfer_code_max=5)
        for _ in range(5):
            self.reserve()
        self.assertIn(self.codes._reserve(other, 50_000)[0], range(1, 6))

    def test_codes_begin_anywhere(self):
        self.journal.transfer_code_max = 999
        self.assertGreater(len({self.reserve(base)[0] - base for base in range(10_000, 30_000, 2_000)}), 3)

    def test_amount_that_an_earlier_one_covers_is_given_last(self):
        """Money for it would wait for a person: a customer may pay the former order late."""
        former = self.open_intent(code=3)
        former.action_cancel()
        amounts = [self.open_intent().code for _ in range(5)]
        self.assertEqual(amounts[-1], 3)

    def test_orphans_are_reaped_and_waited_for_ones_are_not(self):
        intent = self.open_intent(code=1)
        orphan, _token = self.reserve()
        with freeze_time(fields.Datetime.now() + transfer_code.ORPHANED - timedelta(seconds=5)):
            self.assertEqual(self.codes._reap(), 0)
        with freeze_time(fields.Datetime.now() + transfer_code.ORPHANED + timedelta(seconds=5)):
            self.assertEqual(self.codes._reap(), 1)
        self.assertEqual(self.codes.search([("journal_id", "=", self.journal.id)]).mapped("payable"), [intent.payable])
        self.assertNotEqual(orphan, intent.payable)

    def test_refused_opening_leaves_the_former_one(self):
        intent = self.open_intent(code=1)
        for _ in range(5):
            self.reserve(75_000)
        intent.order_id.order_line.product_uom_qty = 3
        with self.assertRaisesRegex(UserError, "unique codes"):
            intent.order_id.action_renew_transfer()
        self.assertEqual(intent.state, "open")

    # --- running short -------------------------------------------------------------------------

    def warnings(self):
        kind = self.env.ref("innovasia_transfer.activity_codes_short")
        return self.journal.activity_ids.filtered(lambda activity: activity.activity_type_id == kind)

    def test_who_keeps_the_account_is_warned_once_and_it_is_taken_back(self):
        intents = [self.open_intent() for _ in range(4)]
        self.journal._warn_of_pools()
        self.assertFalse(self.warnings(), "four of five is not more than 80 %")
        intents.append(self.open_intent())
        self.journal._warn_of_pools()
        self.journal._warn_of_pools()
        self.assertEqual(len(self.warnings()), 1)
        self.assertIn("5 of 5", self.warnings().note)
        self.assertEqual(self.journal.transfer_usage, 1)
        intents[0].action_cancel()
        self.journal._warn_of_pools()
        self.assertFalse(self.warnings())

    def test_usage_is_of_the_amount_for_which_most_are_taken(self):
        self.open_intent()
        for _ in range(2):
            self.open_intent(self.make_order(self.honey))
        self.assertEqual(self.journal._transfer_pools(), {self.journal: [(80_000, 2, 5), (50_000, 1, 5)]})
