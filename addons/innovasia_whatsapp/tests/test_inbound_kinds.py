from datetime import datetime, timedelta
from unittest.mock import patch

from markupsafe import Markup

from odoo.tests import tagged
from odoo.tools import html2plaintext

from ..tools import payloads
from .common import WireCase

WA_ID = {"wa_id": payloads.WA_ID}
USERNAME_ONLY = {"user_id": payloads.USER_ID}

#: builder -> what the agent reads; a reaction stands on the message it belongs to.
READABLE = {
    payloads.text: ["Halo"],
    payloads.reply: ["Ya, betul"],
    payloads.forwarded: ["Forwarded", "Diteruskan"],
    payloads.product_enquiry: ["About the product SKU-1", "Masih ada?"],
    payloads.ad_click: ["From an ad:", "Promo Madu", "Diskon 20 persen", "Saya tertarik"],
    payloads.image: ["The file is being fetched", "Foto"],
    payloads.video: ["The file is being fetched", "Video"],
    payloads.audio: ["The file is being fetched"],
    payloads.voice: ["The file is being fetched"],
    payloads.document: ["The file is being fetched"],
    payloads.sticker: ["The file is being fetched"],
    payloads.location: ["Monas", "Gambir, Jakarta"],
    payloads.contacts: ["Siti Aminah", "+62 813-1111-2222"],
    payloads.button: ["Ya"],
    payloads.button_reply: ["Setuju"],
    payloads.list_reply: ["Madu 500 g", "Rp 75.000"],
    payloads.flow_reply: ["nama", "Budi"],
    payloads.order: ["SKU-1", "SKU-2", "Total", "162,500", "Tolong kirim hari ini"],
    payloads.number_change: ["The customer's number is now +62 812-9999-9999"],
    payloads.unsupported: ["does not pass on to businesses", "Message type unknown"],
    payloads.unknown_kind: ["hologram"],
}


@tagged("post_install", "-at_install")
class TestInboundKinds(WireCase):
    def test_every_kind_is_readable_in_the_conversation(self):
        self.assertEqual({*READABLE, payloads.reaction}, set(payloads.ALL_KINDS))
        for sender in (WA_ID, USERNAME_ONLY):
            for build, expected in READABLE.items():
                with self.subTest(kind=build.__name__, sender=sender):
                    row = self.receive(build(**sender), username="budi")
                    mail = row.mail_message_id
                    shown = html2plaintext(mail.body)
                    for words in expected:
                        self.assertIn(words, shown)
                    self.assertEqual(mail.message_type, "whatsapp_message")
                    self.assertEqual(mail.author_id, row.channel_id.wa_partner_id)
                    self.assertEqual(mail.res_id, row.channel_id.id)
                    self.assertEqual((row.direction, row.state), ("inbound", "received"))

    def test_a_username_only_customer_has_one_conversation_without_a_number(self):
        rows = self.receive(
            payloads.text("satu", **USERNAME_ONLY),
            payloads.text("dua", **USERNAME_ONLY),
            name=None,
            username="budi.madu",
        )
        channel = self.conversations()
        self.assertEqual(rows.channel_id, channel)
        self.assertFalse(channel.wa_identity_id.wa_id)
        self.assertEqual(channel.wa_identity_id.bsuid, payloads.USER_ID)
        self.assertEqual(channel.wa_partner_id.name, "budi.madu")
        self.assertFalse(channel.wa_partner_id.wa_number)

    def test_whatsapp_formatting_is_shown_as_formatting(self):
        row = self.receive(payloads.text("*tebal* _miring_ ~salah~ `kode` https://innovasia.id/a?b=1"))
        body = row.mail_message_id.body
        for tag in ("<strong>tebal</strong>", "<em>miring</em>", "<s>salah</s>", "<code>kode</code>"):
            self.assertIn(tag, body)
        self.assertIn('href="https://innovasia.id/a?b=1"', body)

    def test_a_script_is_escaped_wherever_a_customer_can_write(self):
        script = "<script>alert(1)</script><img src=x onerror=alert(1)>"
        messages = [
            payloads.text(script),
            payloads.image(caption=script),
            payloads.location(name=script),
            payloads.contacts(name=script),
            payloads.button(title=script),
            payloads.button_reply(title=script),
            payloads.list_reply(title=script, description=script),
            payloads.flow_reply({script: script, "more": [script, {script: script}]}),
            payloads.order(content=script),
            payloads.product_enquiry(script, product=script),
            payloads.ad_click(script, headline=script),
            payloads.unsupported(title=script),
            payloads.message("system", {"type": "customer_identity_changed", "body": script}),
            payloads.unknown_kind(script[:60]),
        ]
        order = payloads.order()
        order["order"]["product_items"][0].update(product_retailer_id=script, currency=script[:8])
        rows = self.receive(*messages, order, name=script)
        self.assertEqual(len(rows), len(messages) + 1)
        for row in rows:
            with self.subTest(kind=row.kind):
                body = row.mail_message_id.body
                self.assertNotIn("<script", body)
                self.assertNotIn("<img", body)
                self.assertIn("&lt;scr", body)
        self.assertEqual(rows.partner_id.name, script)

    def test_an_ad_link_that_is_no_web_address_is_not_clickable(self):
        message = payloads.ad_click()
        message["referral"]["source_url"] = "javascript:alert(1)"
        body = self.receive(message).mail_message_id.body
        self.assertNotIn("javascript", body)
        self.assertIn("Promo Madu", body)

    def test_an_ad_links_to_its_page(self):
        body = self.receive(payloads.ad_click()).mail_message_id.body
        self.assertIn('href="https://fb.me/abc"', body)

    def test_a_location_links_to_a_map(self):
        body = self.receive(payloads.location()).mail_message_id.body
        self.assertIn("https://www.google.com/maps/search/?api=1&amp;query=-6.1754,106.8272", body)

    def test_an_order_has_a_row_for_each_product_and_a_total(self):
        body = self.receive(payloads.order()).mail_message_id.body
        self.assertEqual(body.count("<tr>"), 4)
        for words in ("150,000", "12,500", "162,500"):
            self.assertIn(words, body)

    def test_a_flow_answer_shows_no_token(self):
        row = self.receive(payloads.flow_reply({"flow_token": "rahasia", "nama": "Siti", "isi": ["a", 2]}))
        body = row.mail_message_id.body
        self.assertNotIn("rahasia", body)
        self.assertIn("a, 2", body)

    def test_a_conversation_of_an_indonesian_company_is_told_in_indonesian(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.company.partner_id.lang = "id_ID"
        spoken = []

        def body(row, _message):
            spoken.append(row.env.lang)
            return Markup("x")

        with patch.object(type(self.env["wa.message"]), "_body_html", body):
            self.receive(payloads.unknown_kind())
        self.assertEqual(spoken, ["id_ID"])

    # --- answers and reactions -----------------------------------------------------------

    def test_an_answer_quotes_the_message_it_answers(self):
        for sender in (WA_ID, USERNAME_ONLY):
            with self.subTest(sender=sender):
                asked = self.receive(payloads.text("Warna apa?", **sender))
                answer = self.receive(payloads.reply("Merah", context_id=asked.wamid, **sender))
                self.assertEqual(answer.mail_message_id.parent_id, asked.mail_message_id)

    def test_an_answer_in_the_same_post_quotes_the_message_it_answers(self):
        asked = payloads.text("Warna apa?")
        answer = payloads.reply("Merah", context_id=asked["id"])
        asked, answer = self.receive(asked, answer)
        self.assertEqual(answer.mail_message_id.parent_id, asked.mail_message_id)

    def test_an_answer_that_overtook_its_question_quotes_it_later(self):
        asked = payloads.text("Warna apa?")
        answer = self.receive(payloads.reply("Merah", context_id=asked["id"]))
        self.assertFalse(answer.mail_message_id.parent_id)
        asked = self.receive(asked)
        self.assertEqual(answer.mail_message_id.parent_id, asked.mail_message_id)

    def test_an_answer_to_an_unknown_message_is_still_shown(self):
        answer = self.receive(payloads.reply("Merah", context_id="wamid.never.seen"))
        self.assertIn("Merah", answer.mail_message_id.body)
        self.assertFalse(answer.mail_message_id.parent_id)

    def _reactions(self, row):
        return [(r.content, r.partner_id) for r in row.mail_message_id.reaction_ids]

    def test_a_reaction_stands_on_its_message_and_is_no_message_itself(self):
        for sender in (WA_ID, USERNAME_ONLY):
            with self.subTest(sender=sender):
                other, row = self.receive(payloads.text("a", **sender), payloads.text("b", **sender))
                count = len(row.channel_id.message_ids)
                self.receive(payloads.reaction(row.wamid, "👍", **sender))
                self.assertEqual(self._reactions(row), [("👍", row.partner_id)])
                self.assertEqual(self._reactions(other), [])
                self.assertEqual(len(row.channel_id.message_ids), count)

    def test_a_second_reaction_replaces_the_first_and_an_empty_one_takes_it_back(self):
        row = self.receive(payloads.text())
        for second, emoji, left in ((1, "👍", ["👍"]), (2, "🙏", ["🙏"]), (3, None, [])):
            self.receive(payloads.reaction(row.wamid, emoji, timestamp=payloads.TIMESTAMP + second))
            self.assertEqual([content for content, _who in self._reactions(row)], left)

    def test_an_older_reaction_that_comes_late_does_not_replace_a_newer_one(self):
        row = self.receive(payloads.text())
        self.receive(payloads.reaction(row.wamid, "🙏", timestamp=payloads.TIMESTAMP + 9))
        self.receive(payloads.reaction(row.wamid, "👍", timestamp=payloads.TIMESTAMP + 5))
        self.assertEqual(self._reactions(row), [("🙏", row.partner_id)])

    def test_a_reaction_that_overtook_its_message_stands_on_it_later(self):
        message = payloads.text()
        self.receive(payloads.reaction(message["id"], "👍", timestamp=payloads.TIMESTAMP + 1))
        row = self.receive(message)
        self.assertEqual(self._reactions(row), [("👍", row.partner_id)])

    def test_a_customer_reacts_to_what_the_business_wrote(self):
        channel = self.receive(payloads.text()).channel_id
        mail = channel.message_post(body="Siap", message_type="notification")
        self.env["wa.message"].create(
            {
                "account_id": self.account.id,
                "identity_id": channel.wa_identity_id.id,
                "channel_id": channel.id,
                "mail_message_id": mail.id,
                "direction": "outbound",
                "state": "sent",
                "kind": "text",
                "wamid": "wamid.ours",
            }
        )
        self.receive(payloads.reaction("wamid.ours", "❤️"))
        self.assertEqual(mail.reaction_ids.mapped("content"), ["❤️"])

    # --- batches and redelivery ----------------------------------------------------------

    def test_an_album_stays_one_conversation(self):
        rows = self.receive(*(payloads.image(f"Foto {n}", media_id=f"70{n}") for n in range(5)))
        self.assertEqual(len(rows.channel_id), 1)
        self.assertEqual(len(rows.mail_message_id), 5)

    def test_a_message_that_is_delivered_again_in_another_post_is_shown_once(self):
        first, second = payloads.text("satu"), payloads.text("dua")
        self.receive(first)
        rows = self.receive(first, second, second)
        self.assertEqual(rows.mapped("body"), ["satu", "dua"])
        self.assertEqual(len(self.spoken(rows.channel_id)), 2)

    def test_messages_of_one_batch_stand_in_the_order_in_which_they_were_written(self):
        late = payloads.text("kedua", timestamp=payloads.TIMESTAMP + 2)
        early = payloads.text("pertama", timestamp=payloads.TIMESTAMP + 1)
        self.post(late)
        self.post(early)
        self.drain()
        self.assertEqual(
            [html2plaintext(mail.body).strip() for mail in self.spoken(self.conversations())],
            ["pertama", "kedua"],
        )

    def test_the_order_within_a_second_is_the_order_of_the_post(self):
        words = [f"kata {n}" for n in range(20)]
        self.receive(*map(payloads.text, words))
        spoken = self.spoken(self.conversations())
        self.assertEqual([html2plaintext(mail.body).strip() for mail in spoken], words)

    def test_one_broken_message_does_not_take_its_neighbours_with_it(self):
        broken = payloads.message("location", {"latitude": "north"})
        good = payloads.text("tetap terbaca")
        event = self.post(broken, good)
        self.drain()
        self.assertEqual(event.state, "dead")
        self.assertIn(broken["id"], event.error)
        self.assertEqual(len(self.rows(good["id"]).mail_message_id), 1)

    def test_a_message_opens_the_window_for_a_day_and_an_old_one_does_not_shorten_it(self):
        row = self.receive(payloads.text(timestamp=payloads.TIMESTAMP + 3600))
        until = datetime(2026, 1, 2, 1)
        self.assertEqual(row.channel_id.wa_window_expires_at, until)
        self.receive(payloads.text(timestamp=payloads.TIMESTAMP))
        self.assertEqual(row.channel_id.wa_window_expires_at, until)
        self.receive(payloads.text(timestamp=payloads.TIMESTAMP + 7200))
        self.assertEqual(row.channel_id.wa_window_expires_at, until + timedelta(hours=1))

    def test_a_number_change_is_no_message_of_the_customer_and_opens_no_window(self):
        row = self.receive(payloads.text())
        self.receive(payloads.number_change(timestamp=payloads.TIMESTAMP + 7200))
        self.assertEqual(row.channel_id.wa_window_expires_at, datetime(2026, 1, 2))

    def test_an_archived_conversation_comes_back_when_the_customer_writes(self):
        channel = self.receive(payloads.text()).channel_id
        channel.sudo().active = False
        again = self.receive(payloads.text("lagi"))
        self.assertEqual(again.channel_id, channel)
        self.assertTrue(channel.active)
