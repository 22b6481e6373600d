from odoo.exceptions import UserError
from odoo.tests import tagged

from .money_common import MoneyCase

#: What is no id of anything, however it is looked at.
NO_IDS = (None, False, True, 0, -1, 2**31, 2**70, 1.5, "1", "x' OR 1=1", [], [1], {"id": 1}, [None])
NO_AMOUNTS = (True, 0, -1, 1.5, 10**16, 2**70, float("inf"), float("nan"), "50009", [50_009], {})
NO_MODELS = (None, 1, [], {}, "", "res.users", "bank.mutation' --")


@tagged("post_install", "-at_install")
class TestBoardNonsense(MoneyCase):
    """Whatever a client hands over, it is told a sentence, and nothing is booked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.board = cls.env["transfer.board"].with_user(cls.finance)
        cls.intent = cls.open_intent(code=9)
        cls.money = cls.told(50_090)
        cls.ours = cls.money.with_user(cls.finance)

    def refused(self, deed, *arguments):
        with self.subTest(deed=deed.__name__, arguments=arguments), self.env.cr.savepoint():
            with self.assertRaises(UserError) as refusal:  # of which AccessError is one
                deed(*arguments)
            self.assertRegex(refusal.exception.args[0], r"^[A-Z].+\.(\n|$)")

    def tearDown(self):
        self.assertEqual((self.money.state, self.money.open_amount, self.intent.state), ("suspense", 50_090, "open"))
        self.assertFalse(self.money.match_ids)
        super().tearDown()

    def test_what_is_no_record_is_refused(self):
        board, name = self.board, "transfer.intent"
        for wrong in NO_IDS:
            for deed, arguments in (
                (board.preview, (wrong, name, self.intent.id)),
                (board.preview, (self.money.id, name, wrong)),
                (board.settle, (wrong, name, self.intent.id)),
                (board.settle, (self.money.id, name, wrong)),
                (board.settle, (self.money.id, "sale.transaction", wrong)),
                (board.undo, (wrong,)),
                (board.undo, ([wrong],)),
                (board.get_suggestions, (name, wrong)),
                (board.get_suggestions, ("bank.mutation", wrong)),
                (self.ours.action_match, (wrong,)),
                (self.ours.action_back, (wrong,)),
                (self.ours.action_refund, (wrong,)),
                (self.ours.action_reversed, (wrong,)),
            ):
                self.refused(deed, *arguments)

    def test_what_is_no_list_is_refused(self):
        for wrong in NO_MODELS:
            self.refused(self.board.preview, self.money.id, wrong, self.intent.id)
            self.refused(self.board.settle, self.money.id, wrong, self.intent.id)
            self.refused(self.board.get_suggestions, wrong, self.intent.id)
        for filters in (
            [],
            "x",
            5,
            {"unpaid": ["live"]},
            {"unmatched": 3},
            {"unpaid_limit": "10"},
            {"unmatched_limit": [1]},
            {"term": 50_009},
            {"term": ["x"]},
            {"journal_id": "BCA"},
            {"journal_id": -4},
            {"journal_id": [1]},
        ):
            self.refused(self.board.get_board, filters)

    def test_what_is_no_amount_is_refused(self):
        for wrong in NO_AMOUNTS:
            self.refused(self.board.settle, self.money.id, "transfer.intent", self.intent.id, wrong)
            with self.subTest(wrong=wrong):
                preview = self.board.preview(self.money.id, "transfer.intent", self.intent.id, wrong)
                self.assertTrue(preview["problem"])
                self.assertFalse(preview["lines"])

    def test_odd_searches_find_nothing_and_break_nothing(self):
        for term in ("%", "_", "\\", "'", "x" * 10_000, "9" * 400, "Rp", "💸", "-5"):
            with self.subTest(term=term[:20]):
                self.assertIn("rows", self.board.get_board({"term": term})["unmatched"])
        self.assertLessEqual(len(self.board.get_board({"unmatched_limit": 10**30})["unmatched"]["rows"]), 1_000)

    def test_another_companys_money_is_refused(self):
        other = self.env["res.company"].create({"name": "Toko Sebelah"})
        stranger = self._create_user("transfer_stranger", "innovasia_transfer.group_matcher")
        stranger.write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        board = self.env["transfer.board"].with_user(stranger).with_company(other)
        self.refused(board.preview, self.money.id, "transfer.intent", self.intent.id)
        self.refused(board.settle, self.money.id, "transfer.intent", self.intent.id)
        self.refused(self.money.with_user(stranger).with_company(other).action_match, self.intent.id)

    def test_cancelled_order_is_named_before_anything_is_entered(self):
        order = self.open_intent().order_id
        intent = order.transfer_intent_ids
        order._action_cancel()
        sentence = f"Order {order.name} is cancelled. Take it up again first."
        self.assertEqual(self.board.preview(self.money.id, intent._name, intent.id)["problem"], sentence)
        with self.assertRaisesRegex(UserError, f"^{sentence}$"):
            self.board.settle(self.money.id, intent._name, intent.id)
