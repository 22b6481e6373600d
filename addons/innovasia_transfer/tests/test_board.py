from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .money_common import MoneyCase


@tagged("post_install", "-at_install")
class TestBoard(MoneyCase):
    """Belum Dibayar beside Belum Cocok, as who matches money sees and uses it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.board = cls.env["transfer.board"].with_user(cls.finance)
        cls.siti = cls.open_intent(code=9)
        cls.budi = cls.open_intent(code=120, customer=cls.other_customer)

    def keys(self, side, **filters):
        return [row["key"] for row in self.board.get_board(filters)[side]["rows"]]

    def key(self, record):
        return f"{record._name}-{record.id}"

    def suggested(self, record):
        found = self.board.get_suggestions(record._name, record.id)["suggestions"]
        return {one["row"]["key"]: one["reasons"] for one in found}

    # --- lists -------------------------------------------------------------------------------

    def test_unpaid_orders_stand_beside_unmatched_money_with_counts_and_sums(self):
        money = self.told(123_456)
        board = self.board.get_board()
        self.assertEqual({row["key"] for row in board["unpaid"]["rows"]}, {self.key(self.siti), self.key(self.budi)})
        self.assertEqual((board["unpaid"]["count"], board["unpaid"]["sum"]), (2, 100_129))
        self.assertEqual([row["key"] for row in board["unmatched"]["rows"]], [self.key(money)])
        self.assertEqual((board["unmatched"]["count"], board["unmatched"]["sum"]), (1, 123_456))

    def test_both_lists_are_found_by_amount_name_number_and_text(self):
        money = self.told(50_090, text="TRSF E-BANKING CR SITI RAHMAWATI")
        other = self.told(77_000, text="BUNGA", sender_account="8880001112")
        self.customer.wa_number = "6281234567890"
        for term, unpaid, unmatched in (
            ("50009", self.siti, None),
            ("50.009", self.siti, None),
            ("Rp 50.090", None, money),
            ("rahmawati", self.siti, money),
            (self.siti.order_id.name, self.siti, None),
            (self.siti.name, self.siti, None),
            ("0812-3456-7890", self.siti, None),
            ("bunga", None, other),
            ("888 0001112", None, other),
            ("nothing of this", None, None),
        ):
            with self.subTest(term):
                self.assertEqual(self.keys("unpaid", term=term), [self.key(unpaid)] if unpaid else [])
                self.assertEqual(self.keys("unmatched", term=term), [self.key(unmatched)] if unmatched else [])

    def test_lists_show_more_when_asked_and_one_bank_account_alone(self):
        here = [self.told(amount) for amount in (70_001, 70_002, 70_003)]
        mandiri = self.make_account("Mandiri", "9876543210", self.bank)
        there = self.told(80_000, journal=mandiri)
        self.assertEqual(self.keys("unmatched", unmatched_limit=2), [self.key(there), self.key(here[2])])
        self.assertEqual(self.board.get_board({"unmatched_limit": 2})["unmatched"]["count"], 4)
        self.assertEqual(self.keys("unmatched", journal_id=mandiri.id), [self.key(there)])
        self.assertEqual(self.keys("unpaid", journal_id=mandiri.id), [])

    def test_money_that_was_set_aside_has_a_list_of_its_own(self):
        money = self.told(1_250, text="BUNGA")
        money.with_user(self.finance).action_set_aside("Interest")
        self.assertEqual(self.keys("unmatched"), [])
        [row] = self.board.get_board({"unmatched": "aside"})["unmatched"]["rows"]
        self.assertEqual((row["key"], row["aside"]), (self.key(money), "Interest"))

    def test_provisional_money_is_shown_and_cannot_be_matched(self):
        money = self.told(50_090, is_pending=True)
        self.assertEqual(self.keys("unmatched"), [])
        [row] = self.board.get_board({"unmatched": "provisional"})["unmatched"]["rows"]
        self.assertFalse(row["is_open"])
        with self.assertRaises(UserError):
            self.board.settle(money.id, "transfer.intent", self.siti.id)

    def test_unknown_list_is_refused(self):
        with self.assertRaises(UserError):
            self.board.get_board({"unpaid": "everything"})

    # --- suggestions -------------------------------------------------------------------------

    def test_each_side_suggests_what_resembles_it_with_reasons(self):
        money = self.told(50_090)
        self.assertIn("two digits swapped", self.suggested(money)[self.key(self.siti)])
        self.assertIn("two digits swapped", self.suggested(self.siti)[self.key(money)])

    def test_nothing_is_suggested_that_resembles_nothing(self):
        money = self.told(1_250, text="BUNGA")
        self.assertEqual(self.suggested(money), {})
        self.assertNotIn(self.key(money), self.suggested(self.siti))

    def test_what_is_settled_meanwhile_is_not_open_any_more(self):
        money = self.arrive(50_009)
        found = self.board.get_suggestions("bank.mutation", money.id)
        self.assertFalse(found["row"]["is_open"])
        self.assertEqual(found["suggestions"], [])

    # --- matching ----------------------------------------------------------------------------

    def lines(self, money, intent, amount=None):
        return self.board.preview(money.id, "transfer.intent", intent.id, amount)

    def test_preview_says_what_would_be_booked_and_books_nothing(self):
        name = self.siti.order_id.name
        for amount, part, lines in (
            (50_009, None, [f"{name} turns paid.", "It is confirmed and invoiced."]),
            (50_000, None, [f"{name} turns paid.", "It is confirmed and invoiced."]),
            (60_009, None, [f"{name} turns paid.", "It is confirmed and invoiced.", "Rp 10.000 stay the customer's credit."]),
            (
                60_010,
                50_009,
                [f"{name} turns paid.", "It is confirmed and invoiced.", "Rp 10.001 of the money stay unmatched."],
            ),
            (
                30_000,
                None,
                [
                    f"{name} is paid in part: Rp 20.009 remain. and it goes on waiting.",
                    "It is confirmed and invoiced.",
                ],
            ),
        ):
            with self.subTest(amount=amount, part=part):
                preview = self.lines(self.told(amount), self.siti, part)
                self.assertEqual([line.replace("\xa0", " ").replace(",", ".") for line in preview["lines"]], lines)
                self.assertFalse(preview["problem"])
        self.assertEqual(self.siti.state, "open")

    def test_preview_names_the_problem_of_an_impossible_amount(self):
        money = self.told(50_000)
        self.assertIn("Only", self.lines(money, self.siti, 60_000)["problem"])
        for amount in (-1, 0, 1.5):
            self.assertIn("more than zero", self.lines(money, self.siti, amount)["problem"])
            with self.assertRaisesRegex(UserError, "more than zero"):
                self.board.settle(money.id, "transfer.intent", self.siti.id, amount)
        self.siti.order_id._action_cancel()
        self.assertIn("is cancelled", self.lines(money, self.siti)["problem"])

    def test_what_was_previewed_is_booked_and_can_be_undone_right_after(self):
        money = self.told(50_090)
        settled = self.board.settle(money.id, "transfer.intent", self.siti.id)
        self.assertEqual((money.state, self.siti.state), ("matched", "paid"))
        self.assertIn(self.siti.order_id.name, settled["message"])
        self.check_books()
        self.board.undo(settled["match_ids"])
        self.assertEqual((money.state, money.open_amount), ("suspense", 50_090))
        self.assertIn(self.siti.state, ("open", "grace"))
        self.check_books()

    def test_one_transfer_is_divided_between_two_orders(self):
        money = self.told(100_129)
        self.board.settle(money.id, "transfer.intent", self.siti.id, 50_009)
        self.assertEqual(self.lines(money, self.budi)["amount"], 50_120)
        self.board.settle(money.id, "transfer.intent", self.budi.id)
        self.assertEqual((self.siti.state, self.budi.state, money.state), ("paid", "paid", "matched"))

    def test_approved_payment_finds_its_money(self):
        transaction = self.approve(self.siti)
        money = self.told(50_090)
        self.assertEqual(self.keys("unpaid", unpaid="unbacked"), [self.key(transaction)])
        self.assertIn(self.key(transaction), self.suggested(money))
        self.assertIn(self.key(money), self.suggested(transaction))
        preview = self.board.preview(money.id, "sale.transaction", transaction.id)
        self.assertEqual(preview["amount"], 50_009)
        self.board.settle(money.id, "sale.transaction", transaction.id)
        self.assertEqual(self.keys("unpaid", unpaid="unbacked"), [])
        self.assertEqual(money.open_amount, 81)
        self.check_books()

    def test_money_that_went_back_is_paired(self):
        money = self.told(50_090)
        debit = self.told(50_090, kind="debit", text="TRSF KEMBALI")
        action = money.with_user(self.finance).action_open_refund()
        pairing = self.env["transfer.pairing"].with_user(self.finance).with_context(**action["context"]).create({})
        self.assertEqual(pairing.debit_id, debit)
        pairing.action_confirm()
        self.assertEqual(money.state, "refunded")
        self.check_books()

    def test_bank_that_took_money_back_reopens_the_order(self):
        money = self.arrive(50_009)
        debit = self.told(50_009, kind="debit", text="KOREKSI")
        action = money.with_user(self.finance).action_open_reversal()
        pairing = self.env["transfer.pairing"].with_user(self.finance).with_context(**action["context"]).create({})
        self.assertEqual(pairing.debit_id, debit)
        pairing.action_confirm()
        self.assertEqual((money.state, self.siti.state), ("refunded", "open"))

    def test_setting_aside_and_undoing_ask_for_a_reason_that_stays(self):
        money = self.told(1_250)
        action = money.with_user(self.finance).action_open_set_aside()
        wizard = self.env["transfer.reason"].with_user(self.finance).with_context(**action["context"])
        wizard.create({"reason": "Interest"}).action_confirm()
        self.assertEqual(money.set_aside_reason, "Interest")
        match = self.arrive(50_009).match_ids
        action = match.with_user(self.finance).action_open_undo()
        wizard = self.env["transfer.reason"].with_user(self.finance).with_context(**action["context"])
        wizard.create({"reason": "Another customer"}).action_confirm()
        self.assertEqual(match.undone_reason, "Another customer")

    # --- who may -----------------------------------------------------------------------------

    def test_only_who_matches_money_may_use_any_of_it(self):
        money, intent = self.told(50_090).id, self.siti.id
        match = self.arrive(50_009, text="MATCHED").match_ids
        calls = (
            ("get_board", ()),
            ("get_suggestions", ("bank.mutation", money)),
            ("get_suggestions", ("transfer.intent", intent)),
            ("preview", (money, "transfer.intent", intent)),
            ("settle", (money, "transfer.intent", intent)),
            ("undo", (match.ids,)),
        )
        for user in (self.cs_a, self.salesman, self.accountant.copy({"login": "g_reader", "group_ids": [self.reader_group()]})):
            for name, arguments in calls:
                with self.subTest(user=user.login, call=name), self.assertRaises(AccessError):
                    getattr(self.env["transfer.board"].with_user(user), name)(*arguments)

    def reader_group(self):
        return (6, 0, self.env.ref("account.group_account_readonly").ids)

    def test_other_models_cannot_be_reached_through_the_board(self):
        for model in ("res.users", "account.move", "sale.order"):
            with self.subTest(model), self.assertRaises(UserError):
                self.board.get_suggestions(model, 1)

    def test_other_companies_money_is_not_seen(self):
        other = self.env["res.company"].create({"name": "Toko Sebelah"})
        stranger = self._create_user("transfer_stranger", "innovasia_transfer.group_matcher")
        stranger.write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        transaction, money = self.approve(self.siti), self.told(50_090)
        board = self.env["transfer.board"].with_user(stranger).with_company(other)
        for unpaid in ("live", "released", "unbacked"):
            self.assertFalse(board.get_board({"unpaid": unpaid})["unpaid"]["count"])
        self.assertFalse(board.get_board()["unmatched"]["count"])
        for model, record in (("bank.mutation", money), ("transfer.intent", self.budi), ("sale.transaction", transaction)):
            with self.subTest(model), self.assertRaises(UserError):
                board.get_suggestions(model, record.id)

    # --- screens that follow -----------------------------------------------------------------

    def test_screens_hear_of_money_once_per_transaction(self):
        bus = self.env["bus.bus"].sudo()
        self.env.cr.precommit.run()
        before = bus.search_count([("message", "like", "innovasia_transfer/money_changed")])
        self.told(70_001)
        self.told(70_002)
        self.siti._cancel("Not wanted")
        self.env.cr.precommit.run()
        self.assertEqual(bus.search_count([("message", "like", "innovasia_transfer/money_changed")]), before + 1)

    def test_a_board_of_hundreds_takes_as_many_queries_as_one_of_few(self):
        def queries():
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.board.get_board({"unpaid_limit": 200, "unmatched_limit": 200})
            return self.env.cr.sql_log_count - before

        self.told(70_001)
        queries()
        few = queries()
        for number in range(30):
            self.told(80_000 + number)
        for _number in range(10):
            self.open_intent()
        self.assertLessEqual(queries(), few + 2)

    def test_history_is_found_by_amount_in_any_spelling(self):
        money = self.told(50_009, day=fields.Date.today() - timedelta(days=3), text="KUE LEBARAN")
        mutations = self.env["bank.mutation"].with_user(self.finance)
        for term in ("50009", "50.009", "Rp 50.009", "50,009.00", "lebaran"):
            with self.subTest(term):
                self.assertEqual(mutations.search([("amount_term", "ilike", term)]), money)
                self.assertIn((money.id, money.display_name), mutations.name_search(term))

    def test_balance_is_the_banks_word_and_counted_on_from_there(self):
        day = self.company._ledger_date() - timedelta(days=10)
        for amount, kind, balance, running in (
            (100, "credit", None, 100),
            (1_000, "credit", 51_000, 51_000),
            (400, "debit", None, 50_600),
            (50_009, "credit", None, 100_609),
            (9, "debit", 100_600, 100_600),
        ):
            day += timedelta(days=1)
            money = self.told(amount, kind=kind, day=day, balance=balance)
            with self.subTest(amount=amount):
                self.assertEqual(money.running_balance, running)
        self.assertFalse(self.told(5, is_pending=True).running_balance)
