import base64

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import TransactionCase

from .common import PHONE_NUMBER_ID, WireData

PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
PDF = b"%PDF-1.4\n%%EOF\n"


class TestTemplateMessages(WireData, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account.waba_id = "200000000000077"
        cls.template = cls._new_template(body="Halo {{1}}, pesanan {{2}} sudah kami terima dan segera diproses.")

    @classmethod
    def _new_template(cls, **values):
        values = {"name": "pesanan", "account_id": cls.account.id, "status": "approved", **values}
        return cls.env["wa.template"].create(values)

    def _values(self, template, *texts):
        return dict(zip(template.variable_ids, texts, strict=True))

    def test_body_is_filled_in_counting_order_whatever_the_text_order(self):
        template = self._new_template(name="urutan", body="Pesanan {{2}} untuk {{1}} sudah kami terima ya.")
        payload, text = template._message(self._values(template, "Siti", "S00012"))
        self.assertEqual(
            payload,
            {
                "type": "template",
                "template": {
                    "name": "urutan",
                    "language": {"code": "id"},
                    "components": [
                        {"type": "body", "parameters": [{"type": "text", "text": "Siti"}, {"type": "text", "text": "S00012"}]}
                    ],
                },
            },
        )
        self.assertEqual(text, "Pesanan S00012 untuk Siti sudah kami terima ya.")

    def test_named_places_go_with_their_names(self):
        template = self._new_template(
            name="nama", parameter_format="NAMED", body="Halo {{nama}}, resi Anda {{resi}} sudah bisa dilacak."
        )
        payload, _text = template._message(self._values(template, "Siti", "JP1"))
        [body] = payload["template"]["components"]
        self.assertEqual([parameter["parameter_name"] for parameter in body["parameters"]], ["nama", "resi"])

    def test_braces_in_a_value_stay_as_they_are(self):
        _payload, text = self.template._message(self._values(self.template, "{{2}}", "S1"))
        self.assertEqual(text, "Halo {{2}}, pesanan S1 sudah kami terima dan segera diproses.")

    def test_sample_above_many_messages_is_looked_up_once(self):
        template = self._new_template(
            name="gambar", body="Halo semua.", header_format="IMAGE", header_file=base64.b64encode(PNG)
        )
        self.env.flush_all()

        def look_ups(times):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            for _each in range(times):
                self.assertTrue(template._header_file())
            return self.env.cr.sql_log_count - before

        self.assertEqual(look_ups(5), look_ups(1))

    def test_line_breaks_and_gaps_are_smoothed(self):
        payload, _text = self.template._message(
            self._values(self.template, "Siti\t\tRahma", "Kopi:\n- Gayo\n\n- Toraja     2 kg")
        )
        [body] = payload["template"]["components"]
        self.assertEqual([parameter["text"] for parameter in body["parameters"]], ["Siti Rahma", "Kopi: - Gayo, - Toraja 2 kg"])

    def test_blank_value_is_refused_and_names_the_place(self):
        for blank in ("", "   ", "\n", None, False):
            with self.subTest(blank=blank), self.assertRaisesRegex(ValueError, r"\{\{2\}\} in the text"):
                self.template._message(self._values(self.template, "Siti", blank))

    def test_text_that_grows_too_long_is_refused(self):
        with self.assertRaisesRegex(ValueError, "WhatsApp allows 1024"):
            self.template._message(self._values(self.template, "x" * 1_000, "S1"))

    def test_buttons_take_their_values(self):
        template = self._new_template(
            name="lacak",
            body="Pesanan Anda sudah kami kirim hari ini.",
            button_ids=[
                Command.create({"type": "QUICK_REPLY", "text": "Sudah"}),
                Command.create({"type": "URL", "text": "Lacak", "url": "https://toko.id/r/{{1}}"}),
                Command.create({"type": "COPY_CODE"}),
            ],
        )
        payload, _text = template._message(self._values(template, "JP1", "HEMAT"))
        self.assertEqual(
            payload["template"]["components"],
            [
                {"type": "button", "sub_type": "url", "index": "1", "parameters": [{"type": "text", "text": "JP1"}]},
                {
                    "type": "button",
                    "sub_type": "copy_code",
                    "index": "2",
                    "parameters": [{"type": "coupon_code", "coupon_code": "HEMAT"}],
                },
            ],
        )

    def test_login_code_is_in_text_and_button(self):
        template = self._new_template(
            name="kode",
            category="AUTHENTICATION",
            body="*{{1}}* adalah kode verifikasi Anda.",
            button_ids=[Command.create({"type": "OTP", "text": "Salin kode"})],
        )
        payload, _text = template._message(self._values(template, "123456"))
        code = [{"type": "text", "text": "123456"}]
        self.assertEqual(
            payload["template"]["components"],
            [
                {"type": "body", "parameters": code},
                {"type": "button", "sub_type": "url", "index": "0", "parameters": code},
            ],
        )

    def test_header_takes_a_fitting_file_else_its_own_sample(self):
        template = self._new_template(name="promo", header_format="IMAGE", body="Ada yang baru di toko kami.")
        picture = self.env["ir.attachment"].create({"name": "kopi.png", "raw": PNG, "mimetype": "image/png"})
        paper = self.env["ir.attachment"].create({"name": "nota.pdf", "raw": PDF, "mimetype": "application/pdf"})
        with self.assertRaisesRegex(ValueError, "Picture"):
            template._message({}, paper)
        self.assertEqual(template._header_file(picture), picture)
        template.header_file = base64.b64encode(PNG)
        sample = template._header_file(paper)
        self.assertEqual(sample.raw, PNG)
        payload, _text = template._message({}, paper)
        [header] = payload["template"]["components"]
        self.assertEqual(header["parameters"][0]["type"], "image")

    def test_document_in_the_header_keeps_its_name(self):
        template = self._new_template(name="nota", header_format="DOCUMENT", body="Ini nota Anda, terima kasih.")
        paper = self.env["ir.attachment"].create({"name": "nota.pdf", "raw": PDF, "mimetype": "application/pdf"})
        payload, _text = template._message({}, paper)
        [header] = payload["template"]["components"]
        self.assertEqual(header["parameters"], [{"type": "document", "document": {"id": "upload", "filename": "nota.pdf"}}])

    def test_header_and_footer_are_part_of_what_the_customer_reads(self):
        template = self._new_template(
            name="kepala", header_format="TEXT", header_text="Pesanan {{1}}", body="Sudah kami proses.", footer="Toko Kopi"
        )
        payload, text = template._message(self._values(template, "S1"))
        self.assertEqual(text, "*Pesanan S1*\n\nSudah kami proses.\n\n_Toko Kopi_")
        self.assertEqual(payload["template"]["components"][0]["type"], "header")

    # --- which can be sent ---------------------------------------------------------------

    def test_only_an_approved_template_of_the_same_business_account_can_be_sent(self):
        other = self._create_account("Lain", "100000000000903", self.company, waba_id="200000000000009")
        sibling = self._create_account("Kembar", "100000000000904", self.company, waba_id=self.account.waba_id)
        self.assertEqual(self.account.phone_number_id, PHONE_NUMBER_ID)
        self.assertIsNone(self.template._why_not(self.account))
        self.assertIsNone(self.template._why_not(sibling), "devices of one business account share its templates")
        self.assertEqual(self.template._why_not(other), "template_foreign")
        for status in ("draft", "pending", "rejected", "paused", "disabled"):
            self.template.status = status
            self.assertEqual(self.template._why_not(self.account), f"template_{status}")
        self.template.write({"status": "approved", "active": False})
        self.assertEqual(self.template._why_not(self.account), "template_disabled")

    # --- who changes what ----------------------------------------------------------------

    def test_what_meta_says_is_not_written_by_people(self):
        template = self.template.with_user(self.admin)
        for values in ({"status": "approved"}, {"meta_id": "1"}, {"quality": "GREEN"}, {"rejected_reason": "x"}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                template.write(values)
        with self.assertRaises(AccessError):
            template.create({"name": "palsu", "account_id": self.account.id, "body": "Halo", "status": "approved"})

    def test_approved_text_is_not_changed_behind_metas_back(self):
        with self.assertRaises(UserError):
            self.template.with_user(self.admin).body = "Lain"
        self.template.status = "rejected"
        self.template.with_user(self.admin).body = "Halo {{1}}, ini teks yang lain."
        self.assertEqual(self.template.status, "draft")

    def test_parts_of_an_approved_text_are_not_changed_behind_metas_back(self):
        template = self._new_template(name="tombol", button_ids=[Command.create({"text": "Ya"})], body="Halo {{1}}, apa kabar?")
        button, variable = (lines.with_user(self.admin) for lines in (template.button_ids, template.variable_ids))
        for change in (
            lambda: button.write({"text": "Tidak"}),
            button.unlink,
            button.copy,
            lambda: variable.write({"name": "2"}),
            lambda: template.with_user(self.admin).write({"button_ids": [Command.clear()]}),
        ):
            with self.assertRaises(UserError):
                change()
        template.status = "rejected"
        button.text = "Tidak"
        self.assertEqual(template.status, "draft")

    def test_what_meta_knows_keeps_its_name(self):
        self.template.write({"status": "draft", "meta_id": "1"})
        other = self._create_account("Lain", "100000000000903", self.company, waba_id="200000000000009")
        for values in ({"name": "lain"}, {"language": "en"}, {"account_id": other.id}):
            with self.subTest(**values), self.assertRaises(UserError):
                self.template.with_user(self.admin).write(values)

    def test_variables_follow_the_text_and_keep_their_samples(self):
        self.template.status = "draft"
        self.template.variable_ids[0].sample = "Siti"
        self.template.body = "Halo {{1}}, ini dari {{2}} dan {{3}}."
        self.assertEqual(self.template.variable_ids.mapped("name"), ["1", "2", "3"])
        self.assertEqual(self.template.variable_ids[0].sample, "Siti")
        self.template.body = "Halo {{1}}."
        self.assertEqual(self.template.variable_ids.mapped("name"), ["1"])
