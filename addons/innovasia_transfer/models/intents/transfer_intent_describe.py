from odoo import fields, models
from odoo.tools import format_datetime


class TransferIntent(models.Model):
    """What a customer, a client or another program is told about an expected transfer."""

    _inherit = "transfer.intent"

    def _describe(self):
        """Tell what is to be transferred where, and what became of it. Nothing of it concerns other orders.

        :return: dict: ``id``, ``name``, ``order`` (its number), ``order_id``, ``state``, ``bank``, ``account_number``,
            ``holder``; ``base``, ``code``, ``payable``, ``received``, ``remaining`` in whole rupiah; ``opened_at``,
            ``expires_at``, ``release_at``, ``paid_at`` as text (UTC) or False; ``url`` of the customer's page
        """
        self.ensure_one()
        # sudo: who may be told has been checked; the account is nothing that salespeople read
        intent, account = self.sudo(), self.sudo().journal_id.bank_account_id
        times = ("opened_at", "expires_at", "release_at", "paid_at")
        return {
            "id": intent.id,
            "name": intent.name,
            "order": intent.order_id.name,
            "order_id": intent.order_id.id,
            "state": intent.state,
            "bank": account.bank_id.name or "",
            "account_number": account.acc_number or "",
            "holder": intent.journal_id._transfer_holder(),
            "base": round(intent.base),
            "code": intent.code,
            "payable": round(intent.payable),
            "received": round(intent.received),
            "remaining": intent._still_due(),
            **{name: fields.Datetime.to_string(intent[name]) for name in times},
            "url": intent._page_url(),
        }

    def _clock(self, at):
        """:return: a time (UTC) as it is read where the company is"""
        return format_datetime(self.env, at, tz=self.company_id._ledger_zone(), dt_format="short")
