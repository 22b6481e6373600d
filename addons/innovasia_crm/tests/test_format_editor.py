"""What the editor shows beside a text, and what quick formats bring into the composer."""

from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .test_formats import PICTURE, FormatCase


@tagged("post_install", "-at_install")
class TestFormatEditor(FormatCase):
    def edit(self, body="Halo {contactname}", usage="automatic", trigger="contact_created", user=None, **more):
        return self.env["wa.format"].with_user(user or self.supervisor).wa_editor(usage, trigger, body, **more)

    def test_text_is_shown_with_the_latest_customer_as_the_phone_would(self):
        shown = self.edit("*Halo* {contactname} <b>")
        self.assertIn("<strong>Halo</strong> Siti Rahma &lt;b&gt;", shown["html"])
        self.assertEqual(shown["document"], {"id": self.customer.id, "display_name": self.customer.display_name})
        self.assertEqual((shown["length"], shown["limit"], shown["unknown"]), (24, 4096, []))

    def test_quick_text_is_shown_with_the_latest_conversation_of_a_customer(self):
        conversation = self.hear()
        conversation.wa_partner_id.name = "Budi"
        self.env["discuss.channel"].create({"name": "Colleagues"})
        self.cs_a.name = "Andi"
        shown = self.edit("{nama}, {cs}, {perangkat}", "quick", False, self.cs_a)
        self.assertIn("Budi, Andi, Uji", shown["html"])
        self.assertEqual(shown["document"]["id"], conversation.id)

    def test_another_customer_is_chosen(self):
        other = self.customer.copy({"name": "Budi", "wa_phone": "+6281234567892"})
        self.assertIn("Budi", self.edit()["html"])
        self.assertIn("Siti", self.edit(document_id=self.customer.id)["html"])
        self.assertIn("Budi", self.edit(document_id=other.id)["html"])

    def test_example_is_shown_where_one_may_read_no_record(self):
        foreign = self.customer.copy({"wa_phone": "+6281234567893", "company_id": self.other_company.id, "name": "Asing"})
        shown = self.edit(document_id=foreign.id)
        self.assertNotIn("Asing", shown["html"])
        self.assertFalse(shown["document"])
        with self.assertRaises(AccessError):
            self.edit(user=self.outsider)

    def test_records_that_one_may_not_read_are_not_offered(self):
        with patch.object(type(self.env["res.partner"]), "has_access", lambda records, operation: False):
            shown = self.edit()
        self.assertEqual((shown["model"], shown["document"]), (False, None))
        self.assertIn("Siti Rahma", shown["html"])  # the example

    def test_what_is_not_understood_is_told_while_writing(self):
        shown = self.edit("{price} {contactname")
        self.assertEqual(shown["unknown"], ["{contactname", "{price}"])
        self.assertEqual([entry["names"][0] for entry in shown["variables"]], ["contactname", "username", "perangkat"])

    def test_text_that_is_not_finished_is_shown_as_far_as_it_goes(self):
        for usage, trigger, body in (("automatic", False, "Halo {x}"), ("quick", False, ""), ("broadcast", "", "{" * 100_000)):
            with self.subTest(usage=usage, trigger=trigger):
                self.assertEqual(self.edit(body, usage, trigger)["length"], len(body))

    def test_caption_is_shorter(self):
        self.assertEqual(self.edit(has_header=True)["limit"], 1024)

    def test_quick_format_brings_its_picture_along(self):
        quick = self._create_format(
            "Katalog", False, usage="quick", shortcut="katalog", header_file=PICTURE, header_name="katalog.png"
        )
        conversation = self.hear()
        [found] = self.env["wa.format"].with_user(self.cs_a).wa_suggest("katalog", conversation.id)
        self.assertEqual(found["file"], "katalog.png")
        attached = quick.with_user(self.cs_a).wa_attach()
        copied = self.env["ir.attachment"].browse(attached["attachment_id"])
        self.assertNotEqual(copied, quick.attachment_id)
        self.assertTrue(attached["store_data"]["ir.attachment"][0]["ownership_token"])
        conversation.with_user(self.cs_a).message_post(
            body=found["body"],
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachment_ids=copied.ids,
        )
        row = self.env["wa.message"].search([("channel_id", "=", conversation.id), ("direction", "=", "outbound")])
        self.assertEqual((row.kind, row.body, row.media_filename), ("image", "Katalog", "katalog.png"))

    def test_a_css_own_text_has_its_own_picture(self):
        values = {"usage": "quick", "name": "Saya", "shortcut": "saya", "body": "Ini", "header_file": PICTURE}
        own = self.env["wa.format"].with_user(self.cs_a).create({**values, "header_name": "saya.png"})
        header = own.sudo().attachment_id
        self.assertEqual((header.res_model, header.res_id, header.name), ("wa.format", own.id, "saya.png"))
        with self.assertRaises(AccessError):
            header.with_user(self.cs_b).check_access("read")

    def test_only_quick_formats_that_one_uses_bring_a_file(self):
        self.welcome.write({"header_file": PICTURE, "header_name": "a.png"})
        own = self._create_format(
            "Punya A", False, usage="quick", shortcut="a", user_id=self.cs_a.id, header_file=PICTURE, header_name="a.png"
        )
        for text, user in ((self.welcome, self.cs_a), (own, self.cs_b), (own, self.outsider)):
            with self.subTest(text=text.body, user=user.login), self.assertRaises(AccessError):
                text.with_user(user).wa_attach()
