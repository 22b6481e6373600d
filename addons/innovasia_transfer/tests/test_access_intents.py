from odoo import Command
from odoo.tests import tagged

from odoo.addons.innovasia_sales.tests.access_common import REFUSED, MoneyAccessCase

from .common import TransferData

#: What nobody writes, and nobody calls, whatever rights they have.
FORBIDDEN = {
    **{
        f"write {name}": ("write", [{name: value}])
        for name, value in {
            "state": "paid",
            "payable": 1,
            "code": 1,
            "received": 50_000,
            "expires_at": "2030-01-01 00:00:00",
            "user_id": 1,
            "order_id": 1,
            "token": "x",
            "proof_ids": [(5,)],
        }.items()
    },
    "save the state": ("web_save", [{"state": "paid"}, {"state": {}}]),
    "delete": ("unlink", []),
    "copy": ("copy", []),
    "read the token": ("read", [["token"]]),
    "close": ("_close", ["paid"]),
    "cancel, the private way": ("_cancel", ["x"]),
    "settle": ("_settle", [{}, "manual"]),
    "describe": ("_describe", []),
    "pass time": ("_pass_time", []),
    "cron": ("_cron_pass_time", []),
}


@tagged("post_install", "-at_install")
class TestAccessIntents(TransferData, MoneyAccessCase):
    """Who serves sees what the own customers are to transfer; who matches sees all; nobody writes any of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.matcher = cls._create_user("transfer_matcher", "innovasia_transfer.group_matcher")
        cls.stockman = cls._create_user("transfer_stock", "stock.group_stock_user")
        cls.portal = cls._create_user("transfer_portal", "base.group_portal")
        cls.seller = cls._create_user("transfer_seller", "sales_team.group_sale_salesman")
        cls.mine = cls.open_intent(cls.make_order(user_id=cls.cs_a.id))
        cls.sold = cls.open_intent(cls.make_order(user_id=cls.seller.id))
        own = cls.make_order(customer=cls.portal.partner_id)
        own.message_subscribe(cls.portal.partner_id.ids)
        cls.bought = cls.open_intent(own)

    def test_who_sees_which(self):
        every = self.mine | self.sold | self.bought
        table = [
            (self.cs_a, self.mine),
            (self.cs_b, None),
            (self.seller, self.sold),
            (self.matcher, every),
            (self.verifier, every),
            (self.accountant, every),
            (self.stockman, REFUSED),
            (self.portal, REFUSED),
        ]
        for user, expected in table:
            with self.subTest(user=user.login):
                self.login(user)
                found = self.ask("transfer.intent", "search", [["id", "in", every.ids]])
                if expected == REFUSED:
                    self.assert_refused(found)
                    continue
                expected = expected or every.browse()
                self.assertEqual(set(found), set(expected.ids))
                for intent in every:
                    answer = self.ask("transfer.intent", "read", intent.ids, ["payable", "page_url", "account_text"])
                    self.assertEqual(str(answer).startswith(REFUSED), intent not in expected)

    def test_nobody_writes_any_of_it(self):
        for user in (self.cs_a, self.seller, self.matcher, self.accountant, self.portal):
            self.login(user)
            for what, (method, arguments) in FORBIDDEN.items():
                with self.subTest(user=user.login, what=what):
                    self.assert_refused(self.ask("transfer.intent", method, self.mine.ids, *arguments))
                    self.assertEqual((self.mine.state, self.mine.received), ("open", 0))
            self.assert_refused(self.ask("transfer.intent", "create", [{"order_id": self.mine.order_id.id}]))
            self.assert_refused(self.ask("transfer.code", "search_read", []))

    def test_who_asks_for_a_transfer(self):
        table = [
            (self.cs_a, {"user_id": self.cs_a.id}, True),
            (self.cs_b, {"user_id": self.cs_a.id}, False),
            (self.seller, {"user_id": self.seller.id}, True),
            (self.seller, {"user_id": self.salesman.id}, False),
            (self.stockman, {}, False),
            (self.accountant, {}, False),
            (self.portal, {}, False),
            (self.portal, {"partner_id": self.portal.partner_id.id}, False),
            (self.portal, {"partner_id": self.portal.partner_id.id, "state": "sent"}, True),
            (self.portal, {"partner_id": self.portal.partner_id.id, "state": "sent", "validity_date": "2026-01-01"}, False),
        ]
        for user, values, allowed in table:
            with self.subTest(user=user.login, **values):
                order = self.make_order(**values)
                if order.partner_id == user.partner_id:
                    order.message_subscribe(user.partner_id.ids)
                self.login(user)
                told = self.ask("sale.order", "action_transfer", order.id, self.transfer_method.id)
                self.assertEqual(isinstance(told, dict), allowed, told)
                self.assertEqual(bool(order.transfer_intent_ids), allowed)
                self.assertEqual(order.transfer_intent_ids.user_id, user if allowed else user.browse())

    def test_only_who_sees_it_cancels_it(self):
        for user, allowed in [(self.cs_b, False), (self.stockman, False), (self.portal, False), (self.cs_a, True)]:
            with self.subTest(user=user.login):
                self.login(user)
                answer = self.ask("transfer.intent", "action_cancel", self.mine.ids)
                self.assertEqual(not str(answer).startswith(REFUSED), allowed, answer)
                self.assertEqual(self.mine.state == "cancelled", allowed)

    def test_method_of_another_company_is_none_of_this_order(self):
        company = self.env["res.company"].create({"name": "Toko Seberang Jalan"})
        journal = self.env["account.journal"].create({"name": "Kas", "type": "cash", "code": "KAS", "company_id": company.id})
        method = self.env["sale.payment.method"].create({"name": "Rahasia", "journal_id": journal.id, "company_id": company.id})
        self.login(self.cs_a)
        answer = self.ask("sale.order", "action_transfer", self.mine.order_id.id, method.id)
        self.assert_refused(answer, "has no payment method")
        self.assertNotIn("Rahasia", str(answer))

    def test_context_decides_nothing(self):
        self.login(self.cs_a)
        order = self.make_order(user_id=self.cs_a.id)
        context = {"default_payable": 1, "default_state": "paid", "default_user_id": 1, "default_code": 1}
        told = self.ask("sale.order", "action_transfer", order.id, self.transfer_method.id, context=context)
        self.assertEqual((told["state"], told["payable"]), ("open", 25_000 + told["code"]))

    def test_window_offers_names_only(self):
        self.login(self.seller)
        order = self.make_order(user_id=self.seller.id)
        window = self.ask("transfer.open", "create", [{"order_id": order.id}])
        [read] = self.ask("transfer.open", "read", window, ["method_ids", "method_id", "amount"])
        self.assertEqual((read["method_ids"], read["amount"]), (self.transfer_method.ids, 25_000))

    def test_window_does_not_tell_what_others_customers_owe(self):
        self.login(self.seller)
        window = self.ask("transfer.open", "create", [{"order_id": self.mine.order_id.id}])
        self.assert_refused(self.ask("transfer.open", "read", window, ["amount"]))

    def test_proofs_of_others_are_not_read(self):
        proof = self.make_evidence(res_model="transfer.intent", res_id=self.sold.id)
        self.sold.proof_ids = [Command.link(proof.id)]
        self.login(self.cs_a)
        self.assert_refused(self.ask("ir.attachment", "read", proof.ids, ["raw"]))
