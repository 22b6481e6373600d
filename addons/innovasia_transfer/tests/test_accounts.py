from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, RedirectWarning, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TransferCase


@tagged("post_install", "-at_install")
class TestAccounts(TransferCase):
    """Customers are told to transfer only to an account that is named in full, and whose money reaches the books."""

    def test_open_account_gets_what_the_books_need(self):
        self.assertTrue(self.journal.suspense_account_id.reconcile)
        self.assertEqual(self.journal.transfer_rounding_account_id.account_type, "income_other")
        self.assertIsNone(self.journal._transfer_problem())

    def test_accounts_of_a_company_share_the_income_of_codes(self):
        other = self.make_account("Mandiri", "98765", self.bank)
        self.assertEqual(other.transfer_rounding_account_id, self.journal.transfer_rounding_account_id)

    def test_incomplete_account_is_refused_with_what_is_missing(self):
        account = self.journal.bank_account_id
        dollar = self.env.ref("base.USD")
        dollar.active = True
        table = [
            (lambda: self.journal.write({"bank_account_id": False}), "no account number"),
            (lambda: account.write({"bank_id": False}), "Choose the bank"),
            (lambda: self.journal.write({"currency_id": dollar.id}), "kept in USD"),
            (lambda: self.journal.write({"active": False}), "archived"),
            (lambda: self.cash_method.journal_id.write({"transfer_open": True}), "no bank account"),
            (lambda: self.journal.write({"transfer_open": False}), "Archive this payment method first"),
            (lambda: self.other_method.write({"is_transfer": True}), "Switch on"),
        ]
        for deed, sentence in table:
            with self.subTest(sentence), self.assertRaisesRegex(ValidationError, sentence), self.env.cr.savepoint():
                deed()
                self.env.flush_all()
        self.assertIsNone(self.journal._transfer_problem())

    def test_limits_are_kept(self):
        for values in (
            {"transfer_code_max": 0},
            {"transfer_code_max": 10_000},
            {"transfer_hours": 0},
            {"transfer_grace_days": 91},
        ):
            with self.subTest(values), mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
                self.journal.write(values)
                self.env.flush_all()

    def test_nobody_stops_taking_transfers_that_customers_were_told_to_make(self):
        intents = self.open_intent() | self.open_intent()
        other = self.make_account("Mandiri", "98765", self.bank)
        for model, values in (
            (self.transfer_method, {"is_transfer": False}),
            (self.transfer_method, {"active": False}),
            (self.transfer_method, {"journal_id": other.id}),
        ):
            with self.subTest(values), self.assertRaises(RedirectWarning) as refusal, self.env.cr.savepoint():
                model.write(values)
            sentence, action, _button, *_context = refusal.exception.args
            self.assertRegex(sentence, "^2 customers were told to transfer by “Transfer BCA”")
            self.assertEqual(self.env["transfer.intent"].search(action["domain"]), intents)
        intents.action_cancel()
        self.transfer_method.active = False
        self.journal.transfer_open = False

    def test_account_is_not_closed_while_customers_were_told_to_transfer_to_it(self):
        intent = self.open_intent()
        # As in a database where the method was archived before this was refused.
        self.env.cr.execute("UPDATE sale_payment_method SET active = FALSE WHERE id = %s", [self.transfer_method.id])
        self.env.invalidate_all()
        with self.assertRaisesRegex(RedirectWarning, "1 customers were told"), self.env.cr.savepoint():
            self.journal.transfer_open = False
        intent._cancel("test")
        self.journal.transfer_open = False

    def test_who_edits_contacts_does_not_send_customers_money_elsewhere(self):
        account, owner = self.journal.bank_account_id, self.company.partner_id
        clerk, accountant = self._create_user("transfer_clerk", "sales_team.group_sale_manager"), self.accountant
        for user in (clerk, accountant):
            user.group_ids |= self.env.ref("base.group_partner_manager")
        mine = account.with_user(clerk)
        table = {
            "number": lambda: mine.write({"acc_number": "666"}),
            "holder": lambda: mine.write({"acc_holder_name": "Maling"}),
            "bank": lambda: mine.write({"bank_id": self.bank.copy().id}),
            "owner": lambda: mine.write({"partner_id": self.customer.id}),
            "archive": lambda: mine.write({"active": False}),
            "delete": mine.unlink,
            "through the contact": lambda: owner.with_user(clerk).write(
                {"bank_ids": [Command.update(account.id, {"acc_number": "666"})]}
            ),
        }
        for what, deed in table.items():
            with self.subTest(what), self.assertRaisesRegex(AccessError, "1234567890"):
                deed()
        self.customer.with_user(clerk).bank_ids = [Command.create({"acc_number": "777"})]
        self.customer.bank_ids.with_user(clerk).acc_number = "778"
        account.with_user(accountant).acc_number = "5220304050"
        self.assertIn("5220304050", self.journal._transfer_account_text())

    def test_archived_method_takes_no_transfers(self):
        self.transfer_method.active = False
        with self.assertRaisesRegex(UserError, "do not transfer"):
            self.make_order()._transfer_open(self.transfer_method)

    def test_order_offers_the_accounts_of_its_company(self):
        order = self.make_order()
        self.assertEqual(order._transfer_methods(), self.transfer_method)
        self.assertEqual(order.action_open_transfer()["res_model"], "transfer.intent")
        second = self.make_method("Transfer Mandiri", self.make_account("Mandiri", "98765", self.bank))
        other = self.make_order(user_id=self.salesman.id)
        action = other.action_open_transfer()
        self.assertEqual(action["res_model"], "transfer.open")
        window = self.env["transfer.open"].with_context(**action["context"]).with_user(self.salesman).create({})
        self.assertEqual(window.method_ids, self.transfer_method | second)
        window.method_id = second
        window.action_open()
        self.assertEqual(other.transfer_intent_id.journal_id, second.journal_id)
