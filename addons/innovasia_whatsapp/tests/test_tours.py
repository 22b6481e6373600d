from datetime import timedelta

from markupsafe import Markup

from odoo import fields
from odoo.tests import HttpCase, tagged

from .test_discuss import DiscussData


@tagged("post_install", "-at_install")
class TestTours(DiscussData, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.siti = cls._create_conversation("Siti Rahma", "6281200000001", minutes_ago=1)
        cls.andi = cls._create_conversation(
            "Andi Wijaya",
            "6281200000002",
            minutes_ago=2,
            wa_window_expires_at=fields.Datetime.now() - timedelta(hours=1),
        )
        cls._create_message(cls.siti, cls.siti.wa_partner_id, "Halo, masih ada?", "received")
        quote = Markup("<blockquote>Promo Madu</blockquote>Saya tertarik")
        cls._create_message(cls.siti, cls.siti.wa_partner_id, quote, "received")
        for state in ("sent", "delivered", "read"):
            cls._create_message(cls.siti, cls.cs_b.partner_id, f"Jawaban {state}", state)
        cls._create_message(cls.siti, cls.cs_b.partner_id, "Jawaban failed", "failed", reason_code=131026)
        cls._create_message(cls.andi, cls.andi.wa_partner_id, "Ok siap", "received")

    def test_agent_reads_and_answers_a_conversation(self):
        self.start_tour("/odoo/whatsapp", "innovasia_whatsapp.answer", login="wa_cs_a")
        answer = self.siti.message_ids.filtered(lambda m: "Masih ada, kak" in m.body)
        self.assertEqual(answer.author_id, self.cs_a.partner_id)
        self.assertEqual(answer.message_type, "whatsapp_message")
        self.assertIn(self.cs_a.partner_id, self.siti.channel_partner_ids)

    def test_closed_conversation_says_so_and_offers_no_composer(self):
        self.start_tour("/odoo/whatsapp", "innovasia_whatsapp.closed", login="wa_cs_a")
        self.assertEqual(len(self.andi.message_ids), 1)

    def test_conversation_is_found_by_name_and_number(self):
        self.start_tour("/odoo/whatsapp", "innovasia_whatsapp.search", login="wa_cs_a")

    def test_looking_makes_nobody_a_member(self):
        self.start_tour("/odoo/whatsapp", "innovasia_whatsapp.closed", login="wa_cs_a")
        self.assertFalse((self.siti | self.andi).channel_member_ids)
