import base64

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, TransactionCase, tagged

from .bank_files_common import BankFileData


@tagged("post_install", "-at_install")
class TestBankFileMapping(BankFileData, TransactionCase):
    """A mapping is written by people, who see at once what it reads of an example."""

    def test_a_mapping_is_tried_while_it_is_written(self):
        with Form(self.env["bank.file.mapping"].with_user(self.verifier)) as form:
            form.name = "Bank Lain"
            form.sample = base64.b64encode(self.csv("01/10/2026,BUDI,50.009,,50.009", "x,RUSAK,1,,"))
            self.assertEqual((form.date_columns, form.credit_columns), ("Tanggal", "Kredit"))
            self.assertIn("50.009", form.result)
            self.assertIn("“x” is no date of this form.", form.result)
            form.date_columns = "Hari"
            self.assertIn("No line has the headings of this mapping", form.result)
            form.date_columns = "A"
            self.assertIn("1 read", " ".join(form.result.split()).replace("<t>", "").replace("</t>", ""))
        self.assertEqual(form.record.date_columns, "A")

    def test_the_amount_of_the_example_follows_how_amounts_are_written(self):
        self.mapping.sample = base64.b64encode(self.csv('01/10/2026,BUDI,"1,000",,'))
        self.assertIn("1.000", self.mapping.result)
        self.mapping.decimal = ","
        self.assertIn("is no amount of this form", self.mapping.result)

    def test_columns_are_guessed_anew_on_request(self):
        self.mapping.sample = base64.b64encode(self.csv("01/10/2026;BUDI;50.009;CR", headings="Tgl;Uraian;Nominal;D/K"))
        self.mapping.with_user(self.verifier).action_guess()
        guessed = self.mapping
        self.assertEqual(
            (guessed.date_columns, guessed.amount_columns, guessed.kind_columns, guessed.credit_columns, guessed.delimiter),
            ("Tgl", "Nominal", "D/K", False, "semicolon"),
        )

    def test_what_cannot_be_guessed_changes_nothing(self):
        self.mapping.sample = base64.b64encode(b"Nama,Umur\nBudi,7")
        with self.assertRaisesRegex(UserError, "Nama, Umur"):
            self.mapping.action_guess()
        self.assertEqual(self.mapping.date_columns, "Tanggal")

    def test_what_a_guess_says_reads_as_the_guess_did(self):
        from ..tools.files import guess, tables

        for name in ("bca_klikbca.csv", "mandiri_kopra.csv", "mandiri_livin.csv", "bri_ib.csv", "bni_dbcr.csv"):
            with self.subTest(name):
                found = guess.guess(tables.read_table(self.sample(name)))
                record = self.env["bank.file.mapping"].create(
                    {"name": name, **self.env["bank.file.mapping"]._prepare_tool(found)}
                )
                again = record._tool()
                self.assertEqual(
                    (again.columns, again.decimal, again.order, again.is_signed),
                    (found.columns, found.decimal, found.order, found.is_signed),
                )

    def test_a_mapping_says_where_the_amounts_are(self):
        with self.assertRaisesRegex(ValidationError, "in which column the amounts are"):
            self.env["bank.file.mapping"].create({"name": "X", "date_columns": "A"})

    def test_a_file_of_another_kind_needs_no_mapping(self):
        self.mapping.sample = base64.b64encode(self.sample("camt053.xml"))
        with self.assertRaisesRegex(UserError, "needs no mapping"):
            self.mapping.action_guess()
        self.assertIn("50.009", self.mapping.result)

    def test_an_example_is_taken_in_from_its_mapping(self):
        self.mapping.sample = base64.b64encode(self.csv("01/10/2026,BUDI,50.009,,"))
        action = self.mapping.with_user(self.verifier).action_import()
        window = self.env["bank.file.upload"].with_user(self.verifier).with_context(**action["context"])
        window = window.create({"journal_id": self.journal.id})
        window.action_check()
        self.assertEqual((window.mapping_id, window.new_count), (self.mapping, 1))

    def test_text_of_a_file_is_text_on_the_screen(self):
        self.mapping.sample = base64.b64encode(self.csv("01/10/2026,<script>alert(1)</script>,50.009,,"))
        self.assertNotIn("<script>", self.mapping.result)
        self.assertIn("&lt;script&gt;", self.mapping.result)

    def test_who_may_do_what_with_a_mapping(self):
        other = self.env["res.company"].create({"name": "Perusahaan Pemetaan"})
        foreign = self.mapping.copy({"company_id": other.id})
        for user, may_read, may_write in [
            (self.verifier, True, True),
            (self.cs_a, False, False),
            (self.salesman, False, False),
        ]:
            with self.subTest(user.login):
                self.assertEqual(self.mapping.with_user(user).has_access("read"), may_read)
                self.assertEqual(self.mapping.with_user(user).has_access("write"), may_write)
        with self.assertRaises(AccessError):
            foreign.with_user(self.verifier).read(["name"])
