from odoo import Command
from odoo.tests import tagged

from .access_common import REFUSED, MoneyAccessCase

#: What nobody decides who is no verifier, and nobody writes at all.
DECISIONS = {
    "accept": ("action_accept", []),
    "reject": ("action_reject", ["Uang belum masuk"]),
    "reverse": ("action_reverse", ["Salah"]),
    "window of rejecting": ("action_open_reject", []),
    "window of reversing": ("action_open_reverse", []),
    "delete": ("unlink", []),
    "accept, the private way": ("_accept", []),
    "accept by itself": ("_accept_by_itself", []),
    "decide": ("_decide", ["_accept"]),
    "write in SQL": ("_write", [{"state": "accepted"}]),
    **{
        f"write {name}": ("write", [{name: value}])
        for name, value in {
            "state": "accepted",
            "source": "cashier",
            "user_id": 1,
            "decided_by_id": 1,
            "decided_at": "2026-01-01 00:00:00",
            "payment_id": False,
            "receipt_number": "KW/2026/99999",
            "receipt_state": "sent",
            "order_id": False,
            "partner_id": False,
            "name": "TRX/1",
        }.items()
    },
    "save the state": ("web_save", [{"state": "accepted"}, {"state": {}}]),
}
CONTEXTS = (
    {},
    {
        "default_state": "accepted",
        "install_mode": True,
        "tracking_disable": True,
        "sale_transaction_reversal": True,
        "su": True,
    },
)


@tagged("post_install", "-at_install")
class TestAccessMoney(MoneyAccessCase):
    """Who enters claims decides nothing about them, and sees neither costs nor books, whatever is sent over RPC."""

    HAS_OTHER_COMPANY = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.conversation = cls.env["discuss.channel"]
        cls.order = cls.make_order(user_id=cls.cs_a.id)
        cls.mine = cls.make_transaction(cls.order)
        cls.put_in_stock(cls.soap, 5, cost=11_111)
        cls.cashier = cls._create_user("access_cashier", "innovasia_sales.group_cashier")

    def untouched(self, transaction, answer):
        self.assert_refused(answer)
        self.env.invalidate_all()
        self.assertEqual((transaction.state, transaction.user_id, transaction.amount), ("pending", transaction.user_id, 25_000))
        self.assertFalse(transaction.decided_by_id | transaction.reversed_by_id)
        self.assertFalse(transaction.payment_id or transaction.receipt_number)
        self.assertEqual(transaction.order_id.state, "draft")

    def test_who_entered_a_claim_decides_nothing_about_it(self):
        for user in (self.cs_a, self.salesman, self.cashier):
            transaction = self.mine if user == self.cs_a else self.make_transaction(user_id=user.id)
            self.login(user)
            for context in CONTEXTS:
                for what, (method, arguments) in DECISIONS.items():
                    with self.subTest(user=user.login, what=what, context=bool(context)):
                        answer = self.ask("sale.transaction", method, transaction.ids, *arguments, context=context)
                        self.untouched(transaction, answer)

    def test_a_cs_writes_nothing_of_a_claim_and_enters_none_by_hand(self):
        self.login(self.cs_a)
        values = {"order_id": self.order.id, "amount": 1, "payment_method_id": self.other_method.id}
        for what, arguments in {
            "amount": ("write", self.mine.ids, {"amount": 1}),
            "evidence": ("write", self.mine.ids, {"evidence_ids": [Command.clear()]}),
            "create": ("create", [values]),
            "create accepted": ("create", [{**values, "state": "accepted"}]),
            "copy": ("copy", self.mine.ids),
            "import": ("load", ["order_id/.id", "amount", "state"], [[self.order.id, "1", "accepted"]]),
        }.items():
            with self.subTest(what=what):
                answer = self.ask("sale.transaction", *arguments)
                if what == "import":
                    self.assertTrue(answer["messages"] and not answer["ids"], answer)
                else:
                    self.untouched(self.mine, answer)
        self.assertEqual(self.order.sale_transaction_ids, self.mine)

    def test_a_cs_moves_no_order_and_changes_no_price(self):
        self.login(self.cs_a)
        for what, arguments in {
            "stage": ("sale.order", "write", self.order.ids, {"stage": "done"}),
            "confirm": ("sale.order", "action_confirm", self.order.ids),
            "process": ("sale.order", "action_process", self.order.ids),
            "ship": ("sale.order", "action_ship", self.order.ids, "JP1234567890"),
            "receive": ("sale.order", "action_receive", self.order.ids),
            "cancel": ("sale.order", "action_cancel", self.order.ids),
            "price": ("sale.order.line", "write", self.order.order_line.ids, {"price_unit": 1}),
            "line": ("sale.order.line", "unlink", self.order.order_line.ids),
            "return": ("sale.return", "create", [{"order_id": self.order.id}]),
            "settlement": ("sale.settlement", "create", [{}]),
            "counter sale": ("sale.order", "cashier_sell", {}),
        }.items():
            with self.subTest(what=what):
                self.assert_refused(self.ask(*arguments))
        self.assertEqual((self.order.state, self.order.stage, self.order.amount_total), ("draft", "draft", 25_000))

    def test_a_cs_reads_no_books(self):
        self.login(self.cs_a)
        for model in (
            "account.journal",
            "account.account",
            "account.move",
            "account.move.line",
            "account.payment",
            "account.bank.statement.line",
            "account.invoice.report",
            "sale.settlement",
            "sale.return",
            "stock.picking",
            "product.value",
        ):
            with self.subTest(model=model):
                self.assert_refused(self.ask(model, "search_read", [], [], limit=1))
        for path in ("journal_id.name", "journal_id.default_account_id.code"):
            with self.subTest(path=path):
                self.assert_refused(self.ask("sale.payment.method", "search_read", [(path, "!=", False)], ["name"]))
        [method] = self.ask("sale.payment.method", "search_read", [("id", "=", self.cash_method.id)], ["name"])
        self.assertEqual(method["name"], self.cash_method.name, "the name of a method is for everybody")

    def test_a_cs_does_not_see_which_journal_a_method_has(self):
        self.cash_method.journal_id.name = "Kas kecil di brankas"
        self.login(self.cs_a)
        self.assertNotIn("brankas", str(self.ask("sale.payment.method", "read", self.cash_method.ids)))
        self.assert_refused(self.ask("sale.payment.method", "read", self.cash_method.ids, ["journal_id"]))

    def test_costs_are_read_by_nobody_who_sells(self):
        product, template = self.soap.ids, self.soap.product_tmpl_id.ids
        line = {"order_line": {"fields": {"product_id": {"fields": {"standard_price": {}}}}}}
        for user in (self.cs_a, self.salesman, self.cashier, self.verifier):
            self.login(user)
            order = self.order if user == self.cs_a else self.make_order(user_id=user.id)
            for what, arguments in {
                "read": ("product.product", "read", product, ["standard_price"]),
                "all": ("product.product", "read", product),
                "template": ("product.template", "read", template),
                "form": ("product.template", "web_read", template, {"standard_price": {}}),
                "onchange": ("product.template", "onchange", template, {}, [], {"standard_price": {}, "name": {}}),
                "onchange of the price": (
                    "product.product",
                    "onchange",
                    product,
                    {"name": "x"},
                    ["name"],
                    {"standard_price": {}},
                ),
                "search": ("product.product", "search_count", [("standard_price", ">", 11_000)]),
                "order": ("product.product", "search_read", [], ["name"], 0, 1, "standard_price"),
                "sum": ("product.product", "formatted_read_group", [], ["categ_id"], ["standard_price:sum"]),
                "by way of an order": ("sale.order", "web_read", order.ids, line),
                "path": ("sale.order", "search_count", [("order_line.product_id.standard_price", ">", 1)]),
                "value": ("product.product", "read", product, ["total_value"]),
                "stock": ("stock.quant", "search_read", [("product_id", "in", product)], ["value"]),
                "stock moves": ("stock.move", "search_read", [("product_id", "in", product)], ["value", "price_unit"]),
                "values": ("product.value", "search_read", [], ["value"]),
                "margins": ("account.invoice.report", "search_read", [], ["price_margin", "inventory_value"]),
            }.items():
                with self.subTest(user=user.login, what=what):
                    answer = str(self.ask(*arguments))
                    if not answer.startswith(REFUSED):
                        for cost in ("11111", "55555"):
                            self.assertNotIn(cost, answer.replace(",", ""))
                        self.assertNotIn(what, ("search", "path", "order", "sum"), f"answered: {answer[:200]}")

    def test_a_verifier_of_another_company_sees_and_decides_nothing(self):
        stranger = self._create_user("access_stranger", "innovasia_sales.group_verifier", company=self.other_company)
        self.login(stranger)
        self.assertFalse(self.ask("sale.transaction", "search", [("id", "=", self.mine.id)]))
        for context in ({}, {"allowed_company_ids": [self.company.id]}, {"allowed_company_ids": self.company.ids}):
            self.untouched(self.mine, self.ask("sale.transaction", "action_accept", self.mine.ids, context=context))

    def test_a_verifier_accepts_over_rpc(self):
        self.login(self.verifier)
        answer = self.ask("sale.transaction", "action_accept", self.mine.ids)
        self.assertNotIn(REFUSED, str(answer))
        self.assertEqual((self.mine.state, self.mine.decided_by_id), ("accepted", self.verifier))
        self.assert_refused(self.ask("sale.transaction", "action_accept", self.mine.ids), "was accepted by")
