import io
import unittest

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools.pdf import PdfReader

from odoo.addons.base.models.ir_actions_report import _wkhtml

from ..models.transactions.sale_transaction_receipt_pdf import REPORT
from .common import SalesCase, SalesData
from .receipts_common import PDF, ReceiptCase


@tagged("post_install", "-at_install")
class TestReceiptNumbers(SalesCase):
    """Receipts are numbered without gaps, each company and year for itself."""

    def numbers(self, transactions):
        return [int(number.rpartition("/")[2]) for number in transactions.mapped("receipt_number")]

    def test_accepted_money_gets_the_next_number_of_the_year(self):
        first, second = self.make_transaction(), self.make_transaction()
        self.accept(first)
        self.accept(second)
        self.assertRegex(first.receipt_number, rf"^KW/{self.company._ledger_date().year}/\d{{5}}$")
        one, two = self.numbers(first | second)
        self.assertEqual(two, one + 1)

    def test_refused_acceptance_takes_no_number(self):
        good, bad, last = self.make_transaction(), self.make_transaction(), self.make_transaction()
        bad.order_id.action_cancel()
        self.accept(good | bad | last)
        self.assertFalse(bad.receipt_number)
        one, two = self.numbers(good | last)
        self.assertEqual(two, one + 1)

    def test_new_company_numbers_for_itself(self):
        company = self.env["res.company"].create({"name": "Cabang Uji"})
        own, other = self.company._receipt_sequence(), company._receipt_sequence()
        self.assertNotEqual(own, other)
        self.assertEqual((other.implementation, other.company_id), ("no_gap", company))
        self.assertTrue(other.next_by_id().endswith("/00001"))

    def test_number_of_a_reversed_receipt_is_not_used_again(self):
        first, second = self.make_transaction(), self.make_transaction()
        self.accept(first)
        first.with_user(self.verifier).action_reverse("Salah rekening")
        self.accept(second)
        self.assertTrue(first.receipt_number)
        self.assertGreater(second.receipt_number, first.receipt_number)


@tagged("post_install", "-at_install")
class TestReceiptPage(SalesCase):
    """The page says who paid what for what, in figures and in words."""

    def page(self, transaction, user=None):
        reports = self.env["ir.actions.report"].with_user(user or self.verifier)
        return reports._render_qweb_html(REPORT, transaction.ids)[0].decode()

    def test_page_names_customer_products_and_amount_in_words(self):
        transaction = self.make_transaction(self.make_order(self.soap, self.honey, quantity=2))
        self.accept(transaction)
        page = self.page(transaction)
        for text in (
            transaction.receipt_number,
            "Siti Rahmawati",
            "Dua ratus sepuluh ribu rupiah",
            "2 × Madu Hutan",
            transaction.order_id.name,
            self.verifier.name,
        ):
            self.assertIn(text, page)

    def test_part_of_an_order_says_what_is_still_to_be_paid(self):
        order = self.make_order(self.honey)
        first, rest = self.make_transaction(order, 50_000), self.make_transaction(order, 30_000)
        self.accept(first)
        self.accept(rest)
        self.assertIn("30", first._receipt_content()["open"])
        self.assertFalse(rest._receipt_content()["open"])

    def test_what_was_paid_ahead_in_the_books_is_not_still_to_be_paid(self):
        order = self.make_order(self.honey)
        order.action_confirm()
        ahead = {"sale_order_ids": order.ids, "advance_payment_method": "fixed", "fixed_amount": 30_000}
        self.env["sale.advance.payment.inv"].create(ahead).create_invoices()
        order.invoice_ids.action_post()
        register = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=order.invoice_ids.ids
        )
        register.create({"journal_id": self.cash_method.journal_id.id})._create_payments()
        rest = self.make_transaction(order, 50_000)
        self.accept(rest)
        self.assertFalse(rest._receipt_content()["open"])

    def test_long_order_is_cut_to_fit_on_the_page(self):
        products = [self._create_product(f"Barang {number}", 1_000) for number in range(9)]
        transaction = self.make_transaction(self.make_order(*products))
        self.accept(transaction)
        content = transaction._receipt_content()
        self.assertEqual((len(content["items"]), content["more"]), (5, 4))
        self.assertIn("and 4 more products", self.page(transaction))

    def test_the_customers_page_of_a_posted_invoice_calls_it_no_proforma(self):
        transaction = self.make_transaction()
        self.accept(transaction)
        invoice = transaction.order_id.invoice_ids
        reports = self.env["ir.actions.report"].with_context(proforma_invoice=not invoice.invoice_pdf_report_id)
        page = reports._render_qweb_html("account.account_invoices", invoice.ids)[0].decode()
        self.assertIn(invoice.name, page)
        self.assertNotIn("Proforma", page)

    def test_reversed_receipt_is_void(self):
        transaction = self.make_transaction()
        self.accept(transaction)
        self.assertNotIn(">VOID<", self.page(transaction))
        transaction.with_user(self.verifier).action_reverse("Salah rekening")
        self.assertIn(">VOID<", self.page(transaction))

    def test_nothing_is_printed_before_acceptance(self):
        with self.assertRaisesRegex(UserError, "no receipt as long as"):
            self.page(self.make_transaction())

    def test_cs_prints_the_receipts_of_own_transactions_only(self):
        transaction = self.make_transaction()
        self.accept(transaction)
        self.assertIn(transaction.receipt_number, self.page(transaction, self.cs_a))
        with self.assertRaises(AccessError):
            self.page(transaction, self.cs_b)

    @unittest.skipIf(_wkhtml().state == "install", "wkhtmltopdf is missing")
    def test_pdf_is_one_small_page(self):
        products = [self._create_product(f"Barang dengan nama yang panjang {number}", 1_000) for number in range(6)]
        transaction = self.make_transaction(self.make_order(*products))
        self.accept(transaction)
        [page] = PdfReader(io.BytesIO(transaction._receipt_file().raw)).pages
        width, height = (float(side) / 72 * 25.4 for side in page.mediabox[2:])
        self.assertAlmostEqual(width, 210, delta=1)
        self.assertAlmostEqual(height, 148, delta=1)


@tagged("post_install", "-at_install")
class TestReceiptOnScreen(SalesData, HttpCase):
    """Looking at a transaction with a PDF is no error."""

    def test_preview_of_a_file_that_stays_as_it_is_is_neither_stored_nor_refused(self):
        transaction = self.make_transaction()
        self.accept(transaction)
        file = self.env["ir.attachment"].create(
            {
                "name": "a.pdf",
                "raw": PDF,
                "mimetype": "application/pdf",
                "res_model": transaction._name,
                "res_id": transaction.id,
            }
        )
        transaction.receipt_attachment_id = file
        self.verifier.password = "a long password"
        self.authenticate(self.verifier.login, "a long password")
        self.make_jsonrpc_request(
            "/mail/attachment/update_thumbnail", {"attachment_id": file.id, "thumbnail": "R0lGODlhAQABAAAAACw="}
        )
        self.assertFalse(file.thumbnail)


@tagged("post_install", "-at_install")
class TestReceiptFile(ReceiptCase):
    """What was printed once stays what it was."""

    def test_second_print_is_the_same_file(self):
        transaction = self.make_transaction()
        self.accept(transaction)
        file = transaction._receipt_file()
        transaction.partner_id.name = "Nama Baru"
        streams = (
            self.env["ir.actions.report"].with_user(self.cs_a)._render_qweb_pdf_prepare_streams(REPORT, {}, transaction.ids)
        )
        self.assertEqual(streams[transaction.id]["attachment"], file)
        self.assertEqual(len(self.printed), 1)

    def test_file_belongs_to_the_transaction_and_nobody_deletes_it(self):
        transaction = self.make_transaction()
        self.accept(transaction)
        file = transaction._receipt_file()
        self.assertEqual((file.res_model, file.res_id), ("sale.transaction", transaction.id))
        self.assertTrue(file.with_user(self.cs_a).has_access("read"))
        self.assertFalse(file.with_user(self.cs_b).has_access("read"))
        with self.assertRaises(AccessError):
            file.with_user(self.verifier).unlink()

    def test_void_receipt_is_a_file_of_its_own(self):
        transaction = self.make_transaction()
        self.accept(transaction)
        file = transaction._receipt_file()
        transaction.with_user(self.verifier).action_reverse("Salah rekening")
        void = transaction._receipt_file()
        self.assertNotEqual(void, file)
        self.assertTrue(file.exists())
        self.assertIn("VOID", void.name)
