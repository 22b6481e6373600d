import io

from odoo import models
from odoo.exceptions import UserError

from .sale_transaction_receipt_pdf import REPORT


class IrActionsReport(models.Model):
    """A receipt that is printed by hand is the very file that the customer got."""

    _inherit = "ir.actions.report"

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        if self._get_report(report_ref).report_name != REPORT:
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=res_ids)
        transactions = self.env["sale.transaction"].browse(res_ids)
        transactions._check_receipts()
        # sudo: the file belongs to the transaction, which the user reads
        files = {transaction.id: transaction._receipt_file().sudo() for transaction in transactions}
        return {id_: {"stream": io.BytesIO(file.raw), "attachment": file} for id_, file in files.items()}

    def _build_wkhtmltopdf_args(self, paperformat_id, landscape, *args, **kwargs):
        built = super()._build_wkhtmltopdf_args(paperformat_id, landscape, *args, **kwargs)
        if paperformat_id == self.env.ref("innovasia_sales.paperformat_receipt", raise_if_not_found=False):
            # Nothing on the page is loaded or computed: no second of waiting for scripts.
            built += ["--disable-javascript", "--javascript-delay", "0"]
        return built


class ReportReceipt(models.AbstractModel):
    _name = "report.innovasia_sales.report_receipt"
    _description = "Receipt"

    def _get_report_values(self, docids, data=None):
        """:return: what the page shows of the transactions that the user may read"""
        transactions = self.env["sale.transaction"].browse(docids)
        transactions._check_receipts()
        # sudo: who sells has no rights on all that a receipt names
        return {"receipts": [t.sudo()._in_customer_language()._receipt_content() for t in transactions]}


class SaleTransaction(models.Model):
    _inherit = "sale.transaction"

    def _check_receipts(self):
        """:raises UserError: when one of these transactions has no receipt"""
        self.check_access("read")
        if missing := self.sudo().filtered(lambda transaction: not transaction.receipt_number):
            names = ", ".join(missing.mapped("name"))
            raise UserError(self.env._("There is no receipt as long as a transaction is not accepted: %s.", names))
