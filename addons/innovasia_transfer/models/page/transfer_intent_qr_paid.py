import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.l10n_id.models import res_bank

from .transfer_intent_qr import masked

#: A code can be paid for 30 minutes, and QRIS takes a moment to know (l10n_id asks for 35).
PAYABLE = timedelta(minutes=35)
#: Codes that are asked about in one run; each may take half a minute.
MOST = 20

_logger = logging.getLogger(__name__)


class TransferIntent(models.Model):
    """QRIS's word informs, and never settles: the money comes to the account later, in a sum with other customers', less a fee.

    So no mutation has the amount that was asked for, and finance says for whom the sum is.
    """

    _inherit = "transfer.intent"

    qr_paid_at = fields.Datetime(
        "Paid by QRIS on",
        readonly=True,
        copy=False,
        help="So says QRIS. The money comes to the account later, in a sum with that of other customers.",
    )

    @api.model
    def _cron_qr_paid(self):
        """Ask QRIS which of the codes that may still be paid have been; no transaction waits for its answers."""
        codes = self.env["l10n_id.qris.transaction"].search(
            [
                ("model", "=", self._name),
                ("paid", "=", False),
                ("qris_creation_datetime", ">", fields.Datetime.now() - PAYABLE),
            ],
            order="id desc",
            limit=MOST,
        )
        questions = [(code, code._get_record(), code._qr_question()) for code in codes]
        for code, intent, question in questions:
            if intent.state not in ("open", "grace") or intent.qr_paid_at:
                continue
            # What was read or written ends here: half a minute is long for a transaction.
            self.env["ir.cron"]._commit_progress(1)
            answer = self._qr_ask_paid(question)
            if answer is None:
                return
            if answer.get("qris_status") == "paid":
                code.paid = True
                intent._qr_says_paid(answer)

    @staticmethod
    def _qr_ask_paid(question):
        """:return: what QRIS says of a code, {} when it does not know it; None when it does not answer"""
        try:
            answer = res_bank._l10n_id_make_qris_request("checkpaid_qris.php", question)
        except UserError as error:
            _logger.warning("QRIS was asked what is paid, and did not answer: %s", masked(error))
            return None
        data = answer.get("data") if isinstance(answer, dict) else None
        return data if isinstance(data, dict) else {}

    def _qr_says_paid(self, answer):
        """Tell whoever matches that the money of this one is on its way.

        :param dict answer: of QRIS: ``qris_payment_customername``, ``qris_payment_methodby`` where known
        """
        self.ensure_one()
        self.qr_paid_at = fields.Datetime.now()
        payer = " · ".join(
            str(answer[name]) for name in ("qris_payment_customername", "qris_payment_methodby") if answer.get(name)
        )
        summary = self.env._(
            "QRIS: %(amount)s of %(order)s is paid", amount=self._page_money(self.payable), order=self.order_id.name
        )
        note = self.env._(
            "The money comes to the account in a sum with that of other customers, less a fee. When it is there, open that"
            " mutation and press “Sum of several payments”: this one is among them."
        )
        for user in self._watchers():
            self.activity_schedule("mail.mail_activity_data_todo", summary=summary, note=note, user_id=user.id)
        self.order_id._message_log(body=f"{summary}. {payer}" if payer else summary)


class QrisTransaction(models.Model):
    _inherit = "l10n_id.qris.transaction"

    def _qr_question(self):
        """:return: parameters of QRIS's ``checkpaid_qris.php``"""
        self.ensure_one()
        bank = self.bank_id.sudo()
        return {
            "do": "checkStatus",
            "apikey": bank.l10n_id_qris_api_key,
            "mID": bank.l10n_id_qris_mid,
            "invid": self.qris_invoice_id,
            "trxvalue": self.qris_amount,
            "trxdate": self.qris_creation_datetime,
        }
