from datetime import datetime, timedelta

from odoo.tests import HttpCase, tagged

from .common import PeopleData
from .test_formats import PICTURE


@tagged("post_install", "-at_install")
class TestInboxTours(PeopleData, HttpCase):
    def setUp(self):
        super().setUp()
        # A test has no commit after which other screens, which it has not either, could be told.
        self.patch(type(self.env["wa.pulse"]), "_note_after_commit", lambda *args: None)
        self.cs_a.name, self.cs_b.name = "Andi Pratama", "Bunga Lestari"
        self.siti = self.hear("Halo, masih ada?", "6281200000001", datetime.now() - timedelta(minutes=40))
        self.siti.wa_partner_id.name = "Siti Rahma"
        budi = self.hear("Berapa ongkirnya?", "6281200000002")
        budi.wa_partner_id.name = "Budi Santoso"
        # What the screens were told before the names above would be told them late, over these names.
        self.env.cr.precommit.run()
        self.env["bus.bus"].sudo().search([]).unlink()

    def test_cs_serves_a_customer_and_hands_over(self):
        self.env["wa.format"].create(
            {
                "usage": "quick",
                "name": "Salam",
                "shortcut": "halo",
                "body": "Halo {contactname}",
                "company_id": self.company.id,
                "user_id": False,
            }
        )
        self.start_tour("/odoo/whatsapp", "innovasia_crm.serve", login="crm_cs_a")
        self.assertEqual(self.siti.wa_agent_id, self.cs_b)
        sent = self.env["wa.message"].search([("channel_id", "=", self.siti.id), ("direction", "=", "outbound")])
        self.assertEqual(sent.mapped("body"), ["Halo Siti Rahma"])

    def test_quick_format_brings_its_picture_into_the_composer(self):
        self.env["wa.format"].create(
            {
                "usage": "quick",
                "name": "Katalog",
                "shortcut": "katalog",
                "body": "Ini katalog kami, {contactname}",
                "header_file": PICTURE,
                "header_name": "katalog.png",
                "company_id": self.company.id,
                "user_id": False,
            }
        )
        self.start_tour("/odoo/whatsapp", "innovasia_crm.quick_file", login="crm_cs_a")
        sent = self.env["wa.message"].search([("channel_id", "=", self.siti.id), ("direction", "=", "outbound")])
        self.assertEqual((sent.kind, sent.body), ("image", "Ini katalog kami, Siti Rahma"))

    def test_a_reply_and_a_note_each_keep_a_draft_of_their_own(self):
        self.start_tour("/odoo/whatsapp", "innovasia_crm.drafts", login="crm_cs_a")
        sent = self.env["wa.message"].search([("channel_id", "=", self.siti.id), ("direction", "=", "outbound")])
        self.assertEqual(sent.mapped("body"), ["Halo kak!"])

    def test_a_shortcut_that_is_not_known_is_sent_only_after_the_list_was_closed(self):
        self.start_tour("/odoo/whatsapp", "innovasia_crm.quick_nothing", login="crm_cs_a")
        sent = self.env["wa.message"].search([("channel_id", "=", self.siti.id), ("direction", "=", "outbound")])
        self.assertEqual(sent.mapped("body"), ["/salah"])

    def test_supervisor_looks_on_takes_over_and_gives_back(self):
        self.reply(self.siti, self.cs_a)
        self.start_tour("/odoo/whatsapp", "innovasia_crm.look_on", login="crm_supervisor")
        self.assertEqual(self.siti.wa_state, "new")
