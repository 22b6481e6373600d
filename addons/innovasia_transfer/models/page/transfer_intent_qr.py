import re
from datetime import timedelta

from reportlab.graphics.barcode import createBarcodeDrawing

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.l10n_id.models import res_bank

#: QRIS codes can be paid for 30 minutes (l10n_id); one that is shown leaves some of them.
FRESH = timedelta(minutes=25)
#: QRIS writes its times in Jakarta's.
JAKARTA = timedelta(hours=7)


def masked(error):
    """:return: what went wrong with QRIS, without the address that was asked: the key is part of it"""
    return re.sub(r"\?\S*", "", str(error))


class TransferIntent(models.Model):
    """The same amount as a QR code, where the account takes QRIS (l10n_id)."""

    _inherit = "transfer.intent"

    l10n_id_qris_transaction_ids = fields.Many2many(
        "l10n_id.qris.transaction", copy=False, groups="account.group_account_invoice"
    )

    def _has_qr(self):
        """:return: whether the account that is paid to takes QRIS"""
        self.ensure_one()
        bank = self.journal_id.bank_account_id.sudo()
        return bool(bank) and not bank._get_error_messages_for_qr("id_qr", self.partner_id, self.currency_id)

    def _shows_qr(self):
        """:return: whether the customer may still pay all of it by a code"""
        return self._page_state() in ("open", "grace") and not self.received and not self.qr_paid_at and self._has_qr()

    def _qr_known(self):
        """:return: what the QR code says that was asked for a moment ago, or None"""
        self.ensure_one()
        latest = self.env["l10n_id.qris.transaction"].sudo()._get_latest_transaction(self._name, str(self.id))
        fresh = latest and fields.Datetime.now() - latest.qris_creation_datetime < FRESH
        return latest.qris_content if fresh and latest.qris_amount == int(self.payable) else None

    def _qr_request(self):
        """:return: parameters of QRIS's ``show_qris.php``"""
        self.ensure_one()
        bank = self.journal_id.bank_account_id.sudo()
        return {
            "do": "create-invoice",
            "apikey": bank.l10n_id_qris_api_key,
            "mID": bank.l10n_id_qris_mid,
            "cliTrxNumber": self.name,
            "cliTrxAmount": int(self.payable),
        }

    def _qr_ask(self, request):
        """Ask QRIS for a code; takes up to half a minute, so nothing in the database may wait for it.

        :param dict request: of :meth:`_qr_request`
        :return: dict of ``qris_content``, ``qris_invoiceid`` and ``qris_request_date``
        :raises UserError: when there is no code to be had
        """
        answer = res_bank._l10n_id_make_qris_request("show_qris.php", request)
        data = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(data, dict) or answer.get("status") != "success" or not data.get("qris_content"):
            raise UserError(self.env._("QRIS answered without a code: %s", data))
        return data

    @staticmethod
    def _qr_picture(content):
        """:return: str, the SVG of a QR code; a PNG would need a renderer that not every installation has"""
        return createBarcodeDrawing("QR", value=content, width=320, height=320, barBorder=2).asString("svg")

    def _qr_keep(self, data):
        """Note a code, so that it is shown again, and found when money comes by it.

        :param dict data: of :meth:`_qr_ask`
        """
        self.ensure_one()
        asked = fields.Datetime.to_datetime(data.get("qris_request_date"))
        code = (
            self.env["l10n_id.qris.transaction"]
            .sudo()
            .create(
                {
                    "model": self._name,
                    "model_id": str(self.id),
                    "qris_invoice_id": data.get("qris_invoiceid"),
                    "qris_amount": int(self.payable),
                    "qris_creation_datetime": asked - JAKARTA if asked else fields.Datetime.now(),
                    "qris_content": data["qris_content"],
                    "bank_id": self.journal_id.bank_account_id.id,
                }
            )
        )
        self.sudo().l10n_id_qris_transaction_ids = [fields.Command.link(code.id)]


class QrisTransaction(models.Model):
    _inherit = "l10n_id.qris.transaction"

    def _get_supported_models(self):
        return [*super()._get_supported_models(), "transfer.intent"]

    def _get_record(self):
        if self.model == "transfer.intent":
            return self.env["transfer.intent"].browse(int(self.model_id)).exists()
        return super()._get_record()
