import base64

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date, format_time
from odoo.tools.image import image_data_uri, image_process

from odoo.addons.base.models.ir_actions_report import _wkhtml

from ...tools.money import money
from ...tools.terbilang import terbilang

#: What wkhtmltopdf shrinks a page by without the patched Qt, which Debian's has not.
SHRUNK = 0.766
REPORT = "innovasia_sales.report_receipt"
#: More products than this do not fit on the page.
MOST_ITEMS = 5
LOGO_SIZE = (600, 200)


class SaleTransaction(models.Model):
    """What stands on a receipt: one page, complete in itself, kept as it was first printed."""

    _inherit = "sale.transaction"

    def _receipt_file(self):
        """Return the receipt as a PDF; it is printed the first time, and once more when it has become void.

        :return: ir.attachment of this transaction
        :raises UserError: when there is no receipt, or the server cannot print
        """
        self.ensure_one()
        if not self.receipt_number:
            raise UserError(self.env._("%s has no receipt: it was not accepted.", self.name))
        transaction = self.sudo()
        if not transaction.receipt_attachment_id:
            void = self.state == "reversed"
            name = f"{self.receipt_number.replace('/', '-')}{' VOID' if void else ''}.pdf"
            transaction.receipt_attachment_id = transaction.env["ir.attachment"].create(
                {
                    "name": name,
                    "raw": transaction._in_customer_language()._print_receipt(),
                    "mimetype": "application/pdf",
                    "res_model": self._name,
                    "res_id": self.id,
                }
            )
        return transaction.receipt_attachment_id

    def _print_receipt(self):
        """:return: bytes of a PDF"""
        reports = self.env["ir.actions.report"]
        if reports.get_wkhtmltopdf_state() == "install":
            raise UserError(self.env._("The program wkhtmltopdf, which prints PDFs, is missing on the server."))
        zoom = 1 if _wkhtml().is_patched_qt else 1 / SHRUNK
        html = self.env["ir.qweb"]._render(REPORT, {"receipts": [self._receipt_content()], "zoom": zoom})
        return reports._run_wkhtmltopdf([html], report_ref=REPORT)

    def _receipt_content(self):
        """What the page says, ready to be shown, in the language of the environment.

        :return: dict; amounts and dates are texts
        """
        self.ensure_one()
        env, company, zone = self.env, self.company_id, self.company_id._ledger_zone()
        signed_on, paid_on = (
            format_date(env, company._ledger_date(at), date_format="d MMMM y") for at in (self.decided_at, self.paid_at)
        )
        paid_at = format_time(env, self.paid_at, tz=zone, time_format="HH:mm")
        items = self._receipt_items()
        return {
            "number": self.receipt_number,
            "transaction": self.name,
            "void": self.state == "reversed",
            "logo": self._receipt_logo(),
            "company": company,
            "address": self._joined(company.street, company.street2, self._joined(company.city, company.zip), by=", "),
            "contact": self._joined(company.phone, company.email, by=" · "),
            "customer": self.partner_id.name,
            "words": terbilang(self.amount) if self._in_whole_rupiah() else self.currency_id.amount_to_text(self.amount),
            "amount": self._money(),
            "paid_for": self._receipt_paid_for(),
            "items": items[:MOST_ITEMS] if len(items) > MOST_ITEMS + 1 else items,
            "more": len(items) - MOST_ITEMS if len(items) > MOST_ITEMS + 1 else 0,
            "paid_by": env._("%(method)s, %(day)s at %(time)s", method=self.payment_method_id.name, day=paid_on, time=paid_at),
            "open": self._receipt_open_amount(),
            "signed_on": self._joined(company.receipt_place or company.city, signed_on, by=", "),
            "signed_by": (self.decided_by_id or self.user_id).name,
        }

    @staticmethod
    def _joined(*texts, by=" "):
        return by.join(filter(None, texts))

    def _in_whole_rupiah(self):
        return self.currency_id.name == "IDR" and self.amount == int(self.amount)

    def _receipt_logo(self):
        if not (logo := self.company_id.logo):
            return False
        small = image_process(base64.b64decode(logo), size=LOGO_SIZE, output_format="PNG")
        return image_data_uri(base64.b64encode(small))

    def _receipt_paid_for(self):
        """:return: what was paid, in one line"""
        if self.order_id:
            return self.env._("Order %s", self.order_id.name)
        return self.env._("Invoices") if len(self.allocation_ids) > 1 else self.env._("Invoice")

    def _receipt_items(self):
        """:return: list of (quantity and product, or the invoice; its amount)"""
        if not self.order_id:
            return self._receipt_invoices()
        lines = self.order_id.order_line.filtered(lambda line: not line.display_type and line.product_uom_qty)
        return [
            (f"{line.product_uom_qty:g} × {line.product_id.name}", money(self.env, line.price_total, line.currency_id))
            for line in lines
        ]

    def _receipt_invoices(self):
        """:return: as ``_receipt_items``; what the invoices did not need is the customer's deposit"""
        paid = [(part.invoice_id.name, part.amount) for part in self.allocation_ids]
        over = self.amount - sum(amount for _name, amount in paid)
        if self.currency_id.compare_amounts(over, 0) > 0:
            paid.append((self.env._("Customer's credit"), over))
        return [(name, money(self.env, amount, self.currency_id)) for name, amount in paid]

    def _receipt_open_amount(self):
        """:return: what of the order was still to be paid after this money, False when nothing was"""
        if not self.order_id:
            return False
        order = self.order_id
        accepted = order.sale_transaction_ids.filtered(lambda t: t.state == "accepted")
        earlier = accepted.filtered(lambda t: (t.decided_at, t.id) <= (self.decided_at, self.id))
        # Paid ahead in the books, or given back since: nobody asks for it.
        otherwise = max(0, order.amount_total - sum(accepted.mapped("amount")) - order._owed())
        still_open = order.amount_total - otherwise - sum((earlier | self).mapped("amount"))
        return money(self.env, still_open, self.currency_id) if self.currency_id.compare_amounts(still_open, 0) > 0 else False
