"""A customer who owes a transfer, automated actions that wait for all that comes of it, and a fake Graph."""

from datetime import timedelta

from odoo import fields

from odoo.addons.innovasia_sales.tests.words_common import WordsCase

from .money_common import MoneyData

TEXTS = {
    "transfer_instructions": "Transfer *{totaltransfer}*",
    "transfer_reminder": "Batas {bataswaktu}",
    "transfer_received": "Diterima {diterima}",
    "transfer_under": "Kurang {kekurangan}",
    "transfer_over": "Lebih {kelebihan}",
    "transfer_expired": "Lewat {totaltransfer}",
}


class TransferWordsCase(MoneyData, WordsCase):
    """One transfer's way, with what it writes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # What a paid order writes has tests of its own.
        cls.env["wa.automation"].search([]).active = False
        cls.company.receipt_auto_send = False
        for trigger, text in TEXTS.items():
            wording = cls.env["wa.format"].create(
                {"name": trigger, "trigger": trigger, "body": text, "company_id": cls.company.id}
            )
            cls.formats[trigger] = wording
            cls.automations[trigger] = cls.env["wa.automation"].create(
                {"name": trigger, "trigger": trigger, "format_id": wording.id, "account_id": cls.account.id}
            )
        cls.automations["transfer_reminder"].write({"delay_number": 3, "delay_unit": "hours"})

    def owe(self, code=9, **values):
        """:return: transfer.intent of the customer who writes, for Rp 50.000 and a code"""
        order = self.make_order(self.soap, quantity=2, customer=self.customer, user_id=self.salesman.id, **values)
        return self.open_intent(order, code=code)

    def long_ago(self, intent, **ago):
        """Let it have been opened earlier, so that its time is nearly, or quite, over."""
        opened_at = fields.Datetime.now() - timedelta(**ago)
        intent.write({"opened_at": opened_at, **intent.journal_id._transfer_deadlines(opened_at)})
        return intent

    def take(self, intent, amount):
        """Let the bank tell of money, and somebody say for what it was.

        :return: transfer.match
        """
        mutation = self.told(amount, journal=intent.journal_id)
        return intent._settle({mutation: amount}, "manual", self.finance)
