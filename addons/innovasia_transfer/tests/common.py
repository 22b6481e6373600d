"""What the tests of transfers share: a bank account with unique codes, its payment method, and orders that wait for money."""

from contextlib import contextmanager
from datetime import timedelta
from secrets import randbelow
from unittest.mock import patch

from odoo import fields
from odoo.tests import TransactionCase

from odoo.addons.innovasia_sales.tests.common import SalesData

from ..models.intents import transfer_code


class TransferData(SalesData):
    """The data of a test class; mix it in before TransactionCase or HttpCase."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reserve_in_the_test()
        cls.bank = cls.env["res.bank"].create({"name": "BCA"})
        cls.journal = cls.make_account("BCA", "1234567890", cls.bank)
        cls.transfer_method = cls.make_method("Transfer BCA", cls.journal)

    @classmethod
    def reserve_in_the_test(cls):
        """Let codes be reserved on the test's own cursor: what the test made is not committed for another one to see."""

        @contextmanager
        def apart(codes):
            with codes.env.cr.savepoint():
                yield codes

        patcher = patch.object(transfer_code.TransferCode, "_apart", apart)
        patcher.start()
        cls.addClassCleanup(patcher.stop)

    @classmethod
    def make_account(cls, name, number, bank, **values):
        """:return: account.journal that takes transfers with unique codes"""
        account = cls.env["res.partner.bank"].create(
            {
                "acc_number": number,
                "bank_id": bank.id,
                "partner_id": cls.company.partner_id.id,
                "acc_holder_name": "PT Toko Innovasia",
            }
        )
        return cls.env["account.journal"].create(
            {
                "name": name,
                "code": f"T{number[:4]}",
                "type": "bank",
                "company_id": cls.company.id,
                "bank_account_id": account.id,
                "transfer_open": True,
                **values,
            }
        )

    @classmethod
    def make_method(cls, name, journal, **values):
        """:return: sale.payment.method by which customers transfer with a unique code"""
        return cls.env["sale.payment.method"].create(
            {"name": name, "journal_id": journal.id, "company_id": journal.company_id.id, "is_transfer": True, **values}
        )

    @classmethod
    def open_intent(cls, order=None, code=None, days_ago=0, method=None, **values):
        """:param order: sale.order; a new one of Rp 50.000 when none is given
        :param int code: the unique code that it gets if that is free; a random one by default
        :param days_ago: when it was opened
        :return: transfer.intent, live"""
        order = order or cls.make_order(cls.soap, quantity=2, **values)
        method = method or cls.transfer_method
        # The search for a free code begins where the random number says.
        begin = {"return_value": -code % method.journal_id.transfer_code_max} if code else {"side_effect": randbelow}
        with patch.object(transfer_code.secrets, "randbelow", **begin):
            intent = order._transfer_open(method)
        if days_ago:
            opened_at = fields.Datetime.now() - timedelta(days=days_ago)
            intent.write({"opened_at": opened_at, **method.journal_id._transfer_deadlines(opened_at)})
        return intent


class TransferCase(TransferData, TransactionCase):
    """A test of transfers on one cursor."""
