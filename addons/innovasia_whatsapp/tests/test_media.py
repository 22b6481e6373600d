import base64
from unittest.mock import patch

import requests

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..models import wa_message_media
from ..tools import payloads
from .common import WireCase
from .media_common import API, MediaData

MEDIA = "odoo.addons.innovasia_whatsapp.models.wa_message_media"
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\0" * 64 + b"\xff\xd9"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
OGG = b"OggS\x00\x02" + b"\0" * 20 + b"\x01\x13OpusHead\x01\x01" + b"\0" * 32
HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'


@tagged("post_install", "-at_install")
class TestMedia(MediaData, WireCase):
    def test_a_picture_is_shown_in_its_message(self):
        row = self.get(payloads.image("Bukti transfer"), JPEG, "image/jpeg")
        file = row.mail_message_id.attachment_ids
        self.assertEqual((row.media_state, file.raw, file.mimetype), ("done", JPEG, "image/jpeg"))
        self.assertEqual((file.res_model, file.res_id), ("discuss.channel", row.channel_id.id))
        self.assertIn("Bukti transfer", row.mail_message_id.body)
        self.assertNotIn("o-wa-media", row.mail_message_id.body)

    def test_every_kind_of_file_arrives(self):
        for build, content, mime in (
            (payloads.image, PNG, "image/png"),
            (payloads.document, PDF, "application/pdf"),
            (payloads.voice, OGG, "audio/ogg"),
            (payloads.video, b"\0\0\0\x18ftypmp42" + b"\0" * 64, "video/mp4"),
            (payloads.sticker, b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 64, "image/webp"),
        ):
            with self.subTest(kind=build.__name__):
                row = self.get(build(media_id=f"80{build.__name__}"), content, mime)
                self.assertEqual(row.mail_message_id.attachment_ids.mimetype, mime)

    def test_a_document_keeps_its_name(self):
        row = self.get(payloads.document("Daftar Harga 2026.pdf"), PDF)
        self.assertEqual(row.mail_message_id.attachment_ids.name, "Daftar Harga 2026.pdf")

    def test_a_voice_note_has_a_player(self):
        row = self.get(payloads.voice(), OGG, "audio/ogg")
        self.assertTrue(row.mail_message_id.attachment_ids.voice_ids)

    def test_a_piece_of_music_is_no_voice_note(self):
        row = self.get(payloads.audio(), b"ID3\x03" + b"\0" * 64, "audio/mpeg")
        self.assertFalse(row.mail_message_id.attachment_ids.voice_ids)

    def test_the_token_goes_to_whatsapp_only(self):
        self.get(payloads.image(), JPEG)
        self.assertEqual({token for _url, token in self.host.asked}, {"Bearer test-access-token"})
        self.assertEqual(len(self.host.asked), 2)

    # --- disguises -----------------------------------------------------------------------

    def test_what_a_browser_could_run_is_never_an_image(self):
        for number, (build, content, claimed, name) in enumerate(
            (
                (payloads.image, HTML, "image/jpeg", None),
                (payloads.image, SVG, "image/svg+xml", None),
                (payloads.document, HTML, "text/html", "faktur.html"),
                (payloads.document, HTML, "application/pdf", "faktur.pdf"),
                (payloads.document, HTML, "text/plain", "catatan.txt"),
                (payloads.document, SVG, "image/svg+xml", "logo.svg"),
                (payloads.document, b"<?xml version='1.0'?><x/>", "text/xml", "a.xml"),
                (payloads.document, b"alert(1)", "text/javascript", "a.js"),
            )
        ):
            with self.subTest(content=content[:20], claimed=claimed):
                message = build(media_id=f"90{number}")
                media = message[message["type"]]
                media["mime_type"] = claimed
                if name:
                    media["filename"] = name
                file = self.get(message, content, claimed).mail_message_id.attachment_ids
                self.assertEqual(file.mimetype, "application/octet-stream")
                self.assertTrue(file.name.endswith(".bin"), file.name)

    def test_a_picture_in_disguise_of_a_page_is_a_picture(self):
        row = self.get(payloads.document("foto.html"), PNG, "text/html")
        file = row.mail_message_id.attachment_ids
        self.assertEqual((file.mimetype, file.name), ("image/png", "foto.png"))

    def test_a_script_in_caption_and_file_name_is_only_text(self):
        script = "<script>alert(1)</script>"
        name = f'../../etc/{script}"\u202efdp.pdf'
        row = self.get(payloads.document(name, caption=script), PDF)
        body, file = row.mail_message_id.body, row.mail_message_id.attachment_ids
        self.assertNotIn("<script", body)
        self.assertIn("&lt;script", body)
        for character in '/\\<>"\u202e':
            self.assertNotIn(character, file.name)

    def test_a_caption_that_looks_like_the_notice_stays(self):
        caption = '<p class="mb-0 o-wa-media text-muted">mine</p>'
        row = self.get(payloads.image(caption), JPEG)
        self.assertIn("o-wa-media text-muted", row.mail_message_id.body)
        self.assertIn("&lt;p", row.mail_message_id.body)

    # --- what is refused -----------------------------------------------------------------

    def assertLost(self, row):
        self.assertEqual(row.media_state, "lost")
        self.assertFalse(row.mail_message_id.attachment_ids)
        self.assertIn("could not be fetched", row.mail_message_id.body)
        self.assertNotIn("is being fetched", row.mail_message_id.body)
        self.assertTrue(row.reason)

    @mute_logger(MEDIA)
    def test_a_file_on_a_foreign_host_is_not_fetched(self):
        for number, url in enumerate(
            (
                "https://evil.example.com/x",
                "http://lookaside.fbsbx.com/x",
                "https://lookaside.fbsbx.com.evil.example/x",
                "https://lookaside.fbsbx.com@evil.example/x",
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "",
            )
        ):
            with self.subTest(url=url):
                media_id = f"60{number}"
                self.host.urls[media_id] = url
                row = self.get(payloads.image(media_id=media_id), JPEG)
                self.assertLost(row)
                self.assertFalse([asked for asked, _token in self.host.asked if not asked.startswith(API)])

    @mute_logger(MEDIA)
    def test_a_file_that_is_too_large_is_not_kept(self):
        with patch.object(wa_message_media, "MAX_BYTES", 50):
            self.assertLost(self.get(payloads.image(), JPEG))

    @mute_logger(MEDIA)
    def test_a_file_that_meta_no_longer_has_is_lost_at_once(self):
        for status in (400, 404):
            with self.subTest(status=status):
                self.host.script = [status]
                self.assertLost(self.get(payloads.image("Foto", media_id=f"61{status}"), JPEG))

    # --- trying again ----------------------------------------------------------------------

    def _due(self, row):
        row.next_try_at = False
        self.drain_media()

    @mute_logger(MEDIA)
    def test_a_failed_download_is_tried_again_later(self):
        for failure in (500, 503, 429, requests.ConnectionError("reset"), requests.Timeout()):
            with self.subTest(failure=failure):
                self.host.script = [failure]
                row = self.get(payloads.image(media_id=f"62{id(failure)}"), JPEG)
                self.assertEqual((row.media_state, row.attempts), ("pending", 1))
                self.assertTrue(row.next_try_at)
                self.assertIn("is being fetched", row.mail_message_id.body)
                self._due(row)
                self.assertEqual(row.media_state, "done")
                self.assertEqual(row.mail_message_id.attachment_ids.raw, JPEG)

    @mute_logger(MEDIA)
    def test_a_file_that_never_comes_is_lost_with_a_clear_line_and_can_be_fetched_later(self):
        self.host.script = [503]
        row = self.get(payloads.image("Bukti"), JPEG)
        for _attempt in range(wa_message_media.ATTEMPTS - 1):
            self.assertEqual(row.media_state, "pending")
            self.host.script = [503]
            self._due(row)
        self.assertLost(row)
        self.assertIn("Bukti", row.mail_message_id.body)
        row.with_user(self.cs_a).action_fetch_media()
        self.drain_media()
        self.assertEqual(row.media_state, "done")
        self.assertNotIn("could not be fetched", row.mail_message_id.body)

    @mute_logger(MEDIA)
    def test_a_file_that_came_incomplete_is_tried_again(self):
        message = payloads.image()
        message["image"]["sha256"] = base64.b64encode(b"\0" * 32).decode()
        self.host.files[message["image"]["id"]] = (JPEG, "image/jpeg")
        row = self.receive(message)
        self.drain_media()
        self.assertEqual((row.media_state, row.attempts), ("pending", 1))
        self.assertFalse(row.mail_message_id.attachment_ids)

    @mute_logger(MEDIA)
    def test_a_file_that_cannot_be_stored_does_not_hold_up_the_others(self):
        first, second = payloads.image(media_id="631"), payloads.image(media_id="632")
        for message in (first, second):
            message["image"].pop("sha256")
            self.host.files[message["image"]["id"]] = (JPEG, "image/jpeg")
        first, second = self.receive(first, second)
        sniff, asked = wa_message_media.sniff, []

        def break_once(*arguments):
            asked.append(arguments)
            if len(asked) == 1:
                raise ValueError("a defect")
            return sniff(*arguments)

        with patch.object(wa_message_media, "sniff", break_once):
            self.drain_media()
        self.assertEqual((first.media_state, second.media_state), ("pending", "done"))
        self.assertEqual(first.attempts, 1)

    def test_a_file_is_fetched_once_when_its_message_is_delivered_twice(self):
        message = payloads.image()
        row = self.get(message, JPEG)
        self.post(message, payloads.text())
        self.drain()
        self.drain_media()
        self.assertEqual(len(row.mail_message_id.attachment_ids), 1)
        self.assertEqual(len(self.host.asked), 2)

    def test_a_file_without_an_id_says_why(self):
        message = payloads.message("image", {"mime_type": "image/jpeg"})
        message["errors"] = [{"code": 131052, "title": "Media download error"}]
        row = self.receive(message)
        self.assertIn("Media download error", row.mail_message_id.body)


@tagged("post_install", "-at_install")
class TestMediaOverHttp(MediaData, HttpCase):
    def test_a_page_in_disguise_is_only_downloaded(self):
        file = self.get(payloads.image(), HTML, "image/jpeg").mail_message_id.attachment_ids
        self.authenticate("wa_cs_a", "wa_cs_a")
        for path in (f"/web/content/{file.id}", f"/web/image/{file.id}"):
            with self.subTest(path=path):
                response = self.url_open(path)
                kind = response.headers["Content-Type"]
                self.assertTrue(kind.startswith(("application/octet-stream", "image/png")), kind)
                self.assertNotIn(b"<script>", response.content if kind.startswith("image") else b"")
                self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")

    def test_no_page_of_a_customer_runs_whatever_type_is_asked_for(self):
        file = self.get(payloads.image(), HTML, "image/jpeg").mail_message_id.attachment_ids
        self.authenticate("wa_cs_a", "wa_cs_a")
        response = self.url_open(f"/web/content/{file.id}?mimetype=text/html")
        self.assertEqual(response.content, HTML)
        self.assertEqual(response.headers["Content-Security-Policy"], "default-src 'none'")
