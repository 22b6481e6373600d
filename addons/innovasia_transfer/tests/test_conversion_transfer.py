from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import UniqueViolation

from odoo import fields
from odoo.exceptions import AccessError, ConcurrencyError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.innovasia_sales.tests.common import PIXEL
from odoo.addons.innovasia_sales.tests.conversion_common import ConversionCase

from .money_common import MoneyData


class TransferConversionCase(MoneyData, ConversionCase):
    """A customer who wrote and will pay by transfer, and the CS who serves them."""

    def values(self, *lines, **more):
        """:return: what the window sends of a sale that is paid by transfer: neither date nor amount nor evidence"""
        values = super().values(*lines, payment_method_id=self.transfer_method.id, **more)
        return {key: value for key, value in values.items() if key != "paid_at"}

    def convert(self, *lines, user=None, **more):
        """:return: the intent that a CS opened"""
        self.saved = self.conversation.with_user(user or self.cs_a).wa_convert(self.values(*lines, **more))
        return self.env[self.saved["model"]].browse(self.saved["id"])

    def transfers(self, user=None):
        """:return: what the panel tells of transfers"""
        return self.conversation.with_user(user or self.cs_a).wa_purchases()["transfers"]


@tagged("post_install", "-at_install")
class TestConversionTransfer(TransferConversionCase):
    """Transfer Bank in a conversion makes the order, and the amount that is expected for it, instead of a transaction."""

    def test_it_opens_an_intent_instead_of_a_transaction(self):
        intent = self.convert()
        order = intent.order_id
        self.assertEqual((intent._name, intent.state, intent.base), ("transfer.intent", "open", 50_000))
        self.assertEqual(intent.payable, 50_000 + intent.code)
        self.assertEqual((order.state, order.partner_id, order.wa_channel_id), ("draft", self.siti, self.conversation))
        self.assertEqual((intent.user_id, intent.wa_channel_id), (self.cs_a, self.conversation))
        self.assertFalse(order.sale_transaction_ids)
        self.assertEqual((self.saved["payable"], self.saved["account_number"]), (intent.payable, "1234567890"))

    def test_money_turns_it_paid(self):
        intent = self.convert()
        self.arrive(int(intent.payable))
        self.assertEqual((intent.state, intent.order_id.state), ("paid", "sale"))
        self.assertEqual(
            self.env["discuss.channel"].browse(self.conversation.id).wa_purchases()["orders"][0]["payment"], "paid"
        )

    def test_the_same_key_twice_makes_it_once(self):
        first, second = self.convert(), self.convert()
        self.assertEqual(first, second)
        self.assertEqual(len(self.conversation.message_ids.filtered(lambda note: first.name in note.body)), 1)

    def test_the_same_key_at_the_same_instant_is_tried_again(self):
        self.convert()
        conversion = type(self.env["sale.conversion"])
        with patch.object(conversion, "_entered", lambda self, key: self.env["transfer.intent"]), self.env.cr.savepoint():
            with self.assertRaises(ConcurrencyError) as refusal, mute_logger("odoo.sql_db"):
                self.convert()
            self.assertIsInstance(refusal.exception.__cause__, UniqueViolation)

    def test_note_in_the_thread_tells_the_amount_to_colleagues(self):
        intent = self.convert(note="Kirim sore")
        note = self.conversation.message_ids.sorted("id")[-1]
        self.assertIn(intent._money(intent.payable), note.body.replace("&nbsp;", "\xa0"))
        self.assertEqual(note.subtype_id, self.env.ref("mail.mt_note"))
        self.assertIn("Kirim sore", "".join(intent.order_id.message_ids.mapped("body")))

    def test_changed_price_is_told_instead_of_asked_for(self):
        self.refuses("Prices have changed", total=40_000)

    def test_what_is_paid_otherwise_stays_a_transaction(self):
        conversation = self.conversation.with_user(self.cs_a)
        told = conversation.wa_convert(ConversionCase.values(self))
        self.assertEqual(told["model"], "sale.transaction")

    def test_the_window_is_told_that_the_money_is_still_to_come(self):
        methods = {method["id"]: method for method in self.conversation.with_user(self.cs_a).wa_conversion()["methods"]}
        self.assertTrue(methods[self.transfer_method.id]["is_awaited"] and methods[self.transfer_method.id]["hint"])
        self.assertFalse(methods[self.other_method.id]["is_awaited"])

    def test_manual_entry_opens_it_as_well(self):
        told = self.env["sale.transaction"].with_user(self.salesman).entry_save(self.values(), {"id": self.customer.id})
        intent = self.env["transfer.intent"].browse(told["id"])
        self.assertEqual((told["model"], intent.state, intent.user_id), ("transfer.intent", "open", self.salesman))
        self.assertEqual(intent.with_user(self.salesman).action_wa_open()["res_id"], intent.id)


@tagged("post_install", "-at_install")
class TestTransferPanel(TransferConversionCase):
    """The panel beside the conversation tells what is expected, and leads to finance."""

    def test_it_tells_what_is_expected(self):
        intent = self.convert()
        [transfer] = self.transfers()
        self.assertEqual((transfer["payable"], transfer["state"], transfer["told"]), (intent.payable, "open", False))
        self.assertEqual(transfer["url"], intent._page_url())
        self.assertTrue(transfer["may_open"])
        orders = self.conversation.with_user(self.cs_a).wa_purchases()["orders"]
        self.assertEqual(orders[0]["payment"], "transfer")

    def test_what_is_paid_or_another_customers_is_not_told(self):
        self.open_intent()
        self.arrive(int(self.convert().payable))
        self.assertFalse(self.transfers())

    def test_manual_verification_begins_with_the_pictures_of_the_chat(self):
        intent = self.convert()
        picture = self.make_evidence(res_model="discuss.channel", res_id=self.conversation.id)
        chat = self.conversation.with_user(self.cs_a)
        action = chat.wa_verify_transfer(intent.id, picture.ids)
        self.assertEqual(action["context"]["default_proof_ids"], picture.ids)
        self.assertEqual(action["context"]["default_intent_id"], intent.id)
        with self.assertRaises(UserError):
            chat.wa_verify_transfer(self.open_intent().id)

    def test_finances_answer_shows(self):
        intent = self.convert()
        chat = self.conversation.with_user(self.cs_a)
        picture = self.make_evidence(PIXEL, res_model="discuss.channel", res_id=self.conversation.id)
        defaults = chat.wa_verify_transfer(intent.id, picture.ids)["context"]
        verification = (
            self.env["transfer.verification"]
            .with_user(self.cs_a)
            .with_context(**defaults)
            .create(
                {
                    "account_number": "0812345678",
                    "bank_name": "DANA",
                    "holder": "Siti",
                    "transferred_at": fields.Datetime.now() - timedelta(minutes=16),
                }
            )
        )
        verification.action_submit()
        [transfer] = self.transfers()
        self.assertEqual(
            (transfer["verification"]["name"], transfer["verification"]["state"]), (verification.name, "submitted")
        )
        verification.with_user(self.finance).action_reject("Not there")
        self.assertEqual(self.transfers()[0]["verification"]["reason"], "Not there")

    def test_who_serves_nobody_learns_nothing(self):
        self.convert()
        for deed in (lambda chat: chat.wa_purchases(), lambda chat: chat.wa_verify_transfer(1)):
            self.assertRaises(AccessError, deed, self.conversation.with_user(self.finance))

    def test_panel_is_told_when_money_comes(self):
        intent = self.convert()
        told = []
        with patch.object(
            type(self.env["discuss.channel"]), "_wa_tell_purchases", lambda channels, partners: told.extend(partners.ids)
        ):
            self.arrive(int(intent.payable) - 1, text="Kurang")
            self.assertNotIn(self.siti.id, told)
            intent._settle({self.env["bank.mutation"].search([], order="id desc", limit=1): intent.payable - 1}, "manual")
        self.assertIn(self.siti.id, told)


@tagged("post_install", "-at_install")
class TestCashierTransfer(TransferConversionCase):
    """At the counter the goods go when the money is there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cashier = cls._create_user("transfer_cashier", "innovasia_sales.group_cashier")
        cls.cashier_b = cls._create_user("transfer_cashier_b", "innovasia_sales.group_cashier")

    def setUp(self):
        super().setUp()
        values = {"key": "counter-0001", "lines": [{"product_id": self.soap.id, "quantity": 2}]}
        self.counter = self.env["sale.order"].with_user(self.cashier)
        self.sold = self.counter.cashier_sell({**values, "payment_method_id": self.transfer_method.id, "total": 50_000})
        self.intent = self.env["transfer.intent"].browse(self.sold["id"])

    def test_counter_shows_what_to_transfer_and_gives_nothing_yet(self):
        self.assertEqual((self.sold["state"], self.sold["total"]), ("awaited", self.intent.payable))
        self.assertEqual(self.sold["transfer"]["account_number"], "1234567890")
        self.assertEqual(self.intent.order_id.state, "draft")
        self.assertEqual(self.counter.cashier_transfer(self.intent.id)["state"], "awaited")

    def test_goods_are_given_once_the_money_is_there(self):
        self.arrive(int(self.intent.payable))
        for _time in range(2):
            receipt = self.counter.cashier_transfer(self.intent.id)
        self.assertEqual((receipt["state"], receipt["order"]), ("accepted", self.intent.order_id.name))
        self.assertEqual(self.intent.order_id.picking_ids.mapped("state"), ["done"])

    def test_another_cashiers_sale_is_not_given(self):
        self.arrive(int(self.intent.payable))
        with self.assertRaisesRegex(UserError, "not sold at the counter"):
            self.counter.with_user(self.cashier_b).cashier_transfer(self.intent.id)
        with self.assertRaises(AccessError):
            self.counter.with_user(self.cs_a).cashier_transfer(self.intent.id)
