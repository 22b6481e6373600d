import base64
import io

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..tools import contact_file, spreadsheet
from .test_contacts import ContactCase

HEADINGS = ("Nama", "Nomor WhatsApp", "Grup", "Tipe", "Tag", "Email", "Alamat", "Kota", "Kode Pos", "Catatan")


class ImportCase(ContactCase):
    def upload(self, rows, headings=HEADINGS, user=None, **options):
        """An import of these rows as XLSX, not looked through yet."""
        content = spreadsheet.write("Kontak", headings, rows)
        return self.upload_bytes(content, "kontak.xlsx", user, **options)

    def upload_bytes(self, content, filename, user=None, **options):
        values = {"file": base64.b64encode(content), "filename": filename, "company_id": self.company.id, **options}
        return self.env["wa.contact.import"].with_user(user or self.supervisor).create(values)

    def counts(self, record):
        return record.created_count, record.updated_count, record.unchanged_count, record.refused_count

    def reasons(self, record):
        return {refusal.row: refusal.reason for refusal in record.refusal_ids}

    def of_number(self, number):
        return self.env["res.partner"].search([("wa_number", "=", number)])


@tagged("post_install", "-at_install")
class TestContactImport(ImportCase):
    """A file becomes contacts; what does not is told row by row."""

    def test_looking_through_a_file_saves_nothing(self):
        record = self.upload([["Siti", "0812 1111 0001", "Sleman Utara"]], create_names=True)
        record.action_check()
        self.assertEqual((record.state, self.counts(record)), ("checked", (1, 0, 0, 0)))
        self.assertEqual(record.new_names, "Sleman Utara")
        self.assertIn("Sleman Utara", record.summary)
        self.assertFalse(self.of_number("6281211110001"))
        self.assertFalse(self.env["res.partner.group"].search([("name", "=", "Sleman Utara")]))

    def test_every_column_is_saved(self):
        row = ["Siti", "0812 1111 0001", "Sleman", "Reseller", "VIP, Madu", "siti@example.com", "Jl. Solo", "Bantul", "55281"]
        record = self.upload([[*row, "Suka <madu> & kurma\nhttps://contoh.id"]], create_names=True)
        record.action_import()
        self.assertEqual((record.state, self.counts(record)), ("done", (1, 0, 0, 0)))
        contact = self.of_number("6281211110001")
        self.assertEqual((contact.name, contact.phone, contact.email), ("Siti", "+62 812-1111-0001", "siti@example.com"))
        self.assertEqual((contact.partner_group_id.name, contact.partner_type_id.name), ("Sleman", "Reseller"))
        self.assertEqual((contact.street, contact.city, contact.zip), ("Jl. Solo", "Bantul", "55281"))
        self.assertEqual(contact.company_id, self.company)
        self.assertEqual(set(contact.category_id.mapped("name")), {"VIP", "Madu"})
        self.assertIn("Suka &lt;madu&gt; &amp; kurma<br>https://contoh.id", contact.comment)

    def test_headings_stand_in_any_order_and_language_below_titles(self):
        content = "Daftar kontak;;\r\n;;\r\ne-mail;No. HP (wajib);FULL NAME\r\nani@example.com;081211110002;Ani\r\n"
        record = self.upload_bytes(content.encode(), "kontak.csv")
        record.action_import()
        self.assertEqual(self.counts(record), (1, 0, 0, 0))
        self.assertEqual(
            (self.of_number("6281211110002").name, self.of_number("6281211110002").email), ("Ani", "ani@example.com")
        )

    def test_a_second_import_of_the_same_file_changes_nothing(self):
        rows = [
            ["Siti  A ", "0812 1111 0001", "Sleman", "Agent", "VIP;Madu", "S@X.id", "Jl. A", "B", "1", "a &lt; <i> w.id\n\nd"],
            ["Ani", "62812.1111.0002", "", "agent", "vip", "", "", "", "", "=1+1"],
            ["", 6281211110003, "sleman", "", "", "", "", "", "", ""],
        ]  # fmt: skip
        self.upload(rows, create_names=True).action_import()
        contacts = self.env["res.partner"].search([("wa_number", "like", "6281211110")])
        self.assertEqual(len(contacts), 3)
        before = {contact: (contact.write_date, contact.comment, contact.category_id) for contact in contacts}
        self.env.cr.execute("UPDATE res_partner SET write_date = '2020-01-01' WHERE id = ANY(%s)", [contacts.ids])
        self.env.invalidate_all()
        again = self.upload(rows, create_names=True)
        again.action_import()
        self.assertEqual(self.counts(again), (0, 0, 3, 0))
        self.assertEqual({contact.write_date.year for contact in contacts}, {2020})
        self.assertEqual([contact.comment for contact in contacts], [before[contact][1] for contact in contacts])

    def test_known_contacts_are_updated_and_empty_cells_change_nothing(self):
        contact = self.contact("Bu Rini", "0812 1111 0001", email="rini@example.com", comment="<p>Lama</p>")
        contact.category_id = [(0, 0, {"name": "VIP"})]
        record = self.upload(
            [["Rini Astuti", "0812-1111-0001", "", "", "Madu", "", "", "Bantul", "", "Baru"]], create_names=True
        )
        record.action_import()
        self.assertEqual(self.counts(record), (0, 1, 0, 0))
        self.assertEqual((contact.name, contact.email, contact.city), ("Rini Astuti", "rini@example.com", "Bantul"))
        self.assertEqual(set(contact.category_id.mapped("name")), {"VIP", "Madu"})
        self.assertEqual(contact.comment, "<p>Lama</p><p>Baru</p>")

    def test_known_contacts_stay_as_they_are_where_that_is_wanted(self):
        contact = self.contact("Bu Rini", "0812 1111 0001")
        record = self.upload([["Rini", "081211110001"]], update_existing=False)
        record.action_import()
        self.assertEqual((self.counts(record), contact.name), ((0, 0, 1, 0), "Bu Rini"))

    def test_who_is_known_by_phone_only_gets_the_number(self):
        contact = self.env["res.partner"].create({"name": "Rini", "phone": "0812-1111-0001", "company_id": self.company.id})
        self.upload([["Rini", "+62 812 1111 0001"]]).action_import()
        self.assertEqual(contact.wa_number, "6281211110001")

    def test_each_refused_row_has_its_number_and_reason(self):
        self.contact("Kenalan", "0812 1111 0009")
        rows = [
            ["Siti", "0812 1111 0001"],
            ["Tanpa nomor", ""],
            ["Salah", "08-bukan"],
            ["Pendek", "6,28121E+11"],
            ["Kembar", "+62 812-1111-0001"],
            ["Surel", "0812 1111 0002", "", "", "", "bukan email"],
            ["Grup", "0812 1111 0003", "Tidak Ada"],
            ["Tipe", "0812 1111 0004", "", "Tidak Ada"],
            ["Tag", "0812 1111 0005", "", "", "Tidak Ada"],
            ["x" * 300, "0812 1111 0006"],
            ["Sari", "0812 1111 0007"],
        ]
        record = self.upload(rows)
        record.action_import()
        self.assertEqual(self.counts(record), (2, 0, 0, 9))
        reasons = self.reasons(record)
        self.assertEqual(list(reasons), [3, 4, 5, 6, 7, 8, 9, 10, 11])
        for row, words in {3: "No WhatsApp", 4: "08-bukan", 5: "Excel", 6: "row 2", 7: "bukan email", 8: "Tidak Ada"}.items():
            self.assertIn(words, reasons[row])

    def test_an_account_is_not_changed_by_an_import(self):
        self.portal.partner_id.write({"wa_number": "+6281211110001", "company_id": False})
        record = self.upload([["Pencuri", "081211110001", "", "", "", "thief@example.com"]])
        record.action_import()
        self.assertEqual(self.counts(record), (0, 0, 0, 1))
        self.assertIn("logs in", self.reasons(record)[2])

    def test_the_report_is_mended_and_imported_again(self):
        record = self.upload([["=HYPERLINK(1)", "12"], ["Siti", "081211110001"]])
        record.action_import()
        report = base64.b64decode(record.report)
        cells = [list(row) for row in openpyxl.load_workbook(io.BytesIO(report)).worksheets[0]]
        self.assertEqual(cells[1][0].value, 2)
        self.assertNotIn("f", {cell.data_type for row in cells for cell in row}, "no formula")
        self.assertIn("=HYPERLINK(1)", [cell.value for cell in cells[1]])
        table = contact_file.read(report)
        self.assertFalse(table.unknown)
        self.assertEqual(table.rows[0][1]["number"], "12")

    def test_the_template_has_the_headings_in_the_language_of_the_user(self):
        self.env["res.lang"]._activate_lang("id_ID")
        record = self.env["wa.contact.import"].with_user(self.supervisor).create({})
        for lang, expected in (("id_ID", "Nomor WhatsApp"), ("en_US", "WhatsApp Number")):
            content = base64.b64decode(record.with_context(lang=lang).template)
            headings = [cell.value for cell in next(iter(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]))]
            self.assertIn(expected, headings)
            self.assertEqual(len(contact_file.contact_columns.recognise(headings)), len(HEADINGS))
        with self.assertRaisesRegex(UserError, "no rows"):
            self.upload_bytes(content, "x.xlsx").action_check()

    def test_a_file_that_is_none_is_told_in_a_sentence(self):
        for content, words in (
            (b"   ", "no rows"),
            (b"PK\x03\x04 broken", "cannot be read"),
            (b"\xd0\xcf\x11\xe0old", "old Excel"),
            (b"Nama;Alamat\r\nSiti;Jl. A", "WhatsApp number"),
            (b"a" * (contact_file.MAX_BYTES + 1), "too large"),
        ):
            with self.subTest(words=words), self.assertRaisesRegex(UserError, words):
                self.upload_bytes(content, "x").action_check()

    def test_welcome_messages_are_only_for_who_wants_them(self):
        heard = []
        contacts = type(self.env["res.partner"])
        create = contacts.create

        def listen(partners, vals_list):
            heard.append(partners.env.context.get("wa_silent"))
            return create(partners, vals_list)

        self.patch(contacts, "create", listen)
        self.upload([["Siti", "081211110001"]]).action_import()
        self.upload([["Ani", "081211110002"]], send_welcome=True).action_import()
        self.assertEqual(heard, [True, False])

    def test_importing_is_the_supervisors(self):
        with self.assertRaises(AccessError):
            self.upload([["Siti", "081211110001"]], user=self.cs_a)

    def test_ten_thousand_rows_with_three_hundred_bad_ones(self):
        rows = [[f"Pelanggan {i}", f"0812{i:08}", "Sleman", "Reseller", "VIP", f"p{i}@example.com"] for i in range(10_000)]
        bad = range(0, 9_000, 30)
        for i in bad:
            rows[i][1] = f"salah {i}"[:9]
        record = self.upload(rows, create_names=True)
        record.action_import()
        self.assertEqual(self.counts(record), (9_700, 0, 0, 300))
        report = contact_file.read(base64.b64decode(record.report))
        self.assertEqual([number for number, _cells in report.rows], list(range(2, 302)))
        self.env.cr.execute("UPDATE res_partner SET write_date = '2020-01-01' WHERE wa_number LIKE '62812%'")
        self.env.invalidate_all()
        again = self.upload(rows, create_names=True)
        again.action_import()
        self.assertEqual(self.counts(again), (0, 0, 9_700, 300))
        self.assertFalse(
            self.env["res.partner"].search_count([("wa_number", "like", "62812"), ("write_date", ">", "2020-01-02")])
        )
