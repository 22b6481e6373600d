from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger
from odoo.tools.misc import limited_field_access_token

from ..tools import payloads
from .common import WireCase, WireData


class TestMessageAccess(WireCase):
    """Messages follow the conversation that they stand in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cs_b.write({"company_ids": [(4, cls.other_company.id)], "company_id": cls.other_company.id})

    def setUp(self):
        super().setUp()
        self.channel = self.receive(payloads.text("isi rahasia")).channel_id

    def note(self, user, **options):
        return self.channel.with_user(user).message_post(
            body="catatan", message_type="comment", subtype_xmlid="mail.mt_note", **options
        )

    def test_author_who_does_not_see_the_conversation_any_more_does_not_read_the_own_message(self):
        note = self.note(self.cs_b)
        self.assertTrue(note.with_user(self.cs_b).has_access("read"))
        self.cs_b.company_ids = self.other_company
        mails = self.env["mail.message"].with_user(self.cs_b)
        self.assertFalse(mails.search([("id", "=", note.id)]))
        self.assertEqual(mails.search_count([("author_id", "=", self.cs_b.partner_id.id), ("res_id", "=", self.channel.id)]), 0)
        with self.assertRaises(AccessError):
            note.with_user(self.cs_b).read(["body"])

    def test_naming_the_customer_or_a_stranger_in_a_note_tells_them_nothing(self):
        customer = self.channel.wa_partner_id
        customer.email, self.outsider.email = "budi@example.com", "o@example.com"
        note = self.note(self.cs_a, partner_ids=self.outsider.partner_id.ids + customer.ids)
        self.assertFalse(self.env["mail.notification"].search([("mail_message_id", "=", note.id)]))
        self.assertFalse(self.env["mail.mail"].search([("mail_message_id", "=", note.id)]))
        self.assertFalse(note.with_user(self.outsider).has_access("read"))

    @mute_logger("odoo.models.unlink")
    def test_what_went_over_whatsapp_is_neither_changed_nor_deleted(self):
        said = self.channel.message_ids
        file = self.env["ir.attachment"].create(
            {"name": "bukti.txt", "raw": b"x", "res_model": "discuss.channel", "res_id": self.channel.id}
        )
        self.channel.sudo()._add_members(users=self.cs_a)
        for record in (said, file):
            mine = record.with_user(self.cs_a)
            self.assertTrue(mine.has_access("read"))
            for change in (lambda mine=mine: mine.write({"name": "x"} if mine == file else {"body": "x"}), mine.unlink):
                with self.subTest(record=record), self.assertRaises(AccessError):
                    change()

    def test_nobody_writes_in_the_name_of_another(self):
        self.channel.wa_window_expires_at = fields.Datetime.now() + timedelta(hours=1)
        values = {"model": "discuss.channel", "res_id": self.channel.id, "body": "Sudah saya transfer"}
        for author in (self.channel.wa_partner_id, self.cs_b.partner_id):
            for subtype in ("mail.mt_comment", "mail.mt_note"):
                with self.subTest(author=author, subtype=subtype), self.assertRaises(AccessError), self.env.cr.savepoint():
                    self.channel.with_user(self.cs_a).message_post(
                        body="Sudah saya transfer", message_type="comment", subtype_xmlid=subtype, author_id=author.id
                    )
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self.env["mail.message"].with_user(self.cs_a).create({**values, "author_id": author.id})
        self.assertTrue(self.note(self.cs_a, author_id=self.cs_a.partner_id.id))

    def test_own_note_can_be_mended(self):
        self.channel.sudo()._add_members(users=self.cs_a)
        note = self.note(self.cs_a)
        note.with_user(self.cs_a).body = "lain"
        self.assertIn("lain", note.body)

    def test_channels_of_discuss_are_as_they_were(self):
        group = self.env["discuss.channel"].create({"name": "Ours", "channel_type": "group"})
        group._add_members(users=self.cs_a)
        post = group.with_user(self.cs_a).message_post(body="x", message_type="comment", subtype_xmlid="mail.mt_comment")
        group.channel_member_ids.unlink()
        self.assertEqual(post.with_user(self.cs_a).search([("id", "=", post.id)]), post)
        post.with_user(self.cs_a).body = "y"


@tagged("post_install", "-at_install")
class TestFileLinks(WireData, HttpCase):
    @mute_logger("odoo.http")
    def test_link_of_discuss_opens_a_file_for_who_sees_its_conversation(self):
        channel = self.receive(payloads.text("Halo")).channel_id
        file = self.env["ir.attachment"].create(
            {"name": "bukti.txt", "raw": b"isi rahasia", "res_model": "discuss.channel", "res_id": channel.id}
        )
        links = [
            f"/web/content/{file.id}?access_token={limited_field_access_token(file, 'raw', scope='binary')}",
            f"/web/content/{file.id}?access_token={file.generate_access_token()[0]}",
        ]
        for user, opens in ((self.cs_a, True), (self.outsider, False), (None, False)):
            self.authenticate(user and user.login, None)
            for link in links:
                with self.subTest(user=user and user.login, link=link):
                    self.assertEqual("isi rahasia" in self.url_open(link).text, opens)
        file.write({"res_model": False, "res_id": False})
        self.assertIn("isi rahasia", self.url_open(links[0]).text)
