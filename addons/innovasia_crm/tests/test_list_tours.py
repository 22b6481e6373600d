from datetime import datetime, timedelta

from odoo.tests import HttpCase, tagged

from .common import PeopleData


@tagged("post_install", "-at_install")
class TestListTours(PeopleData, HttpCase):
    def _hear(self, name, number):
        conversation = self.hear("Halo", number, at=datetime.now() - timedelta(hours=2, minutes=10))
        conversation.wa_partner_id.name = conversation.name = name
        return conversation

    def test_a_supervisor_hands_over_from_the_list(self):
        siti, budi = self._hear("Siti Rahma", "6281200000001"), self._hear("Budi Santoso", "6281300000002")
        self.start_tour("/odoo/whatsapp-conversations", "innovasia_crm.hand_over_from_list", login="crm_supervisor")
        self.assertEqual((siti.wa_agent_id, budi.wa_state), (self.cs_b, "new"))
        self.assertEqual(siti.wa_assignment_ids.sorted("id")[-1].note, "Mau grosir")

    def test_a_cs_writes_a_quick_reply_and_sees_it_as_the_customer_will(self):
        self.start_tour("/odoo/whatsapp-quick-replies", "innovasia_crm.quick_reply", login="crm_cs_a")
        reply = self.env["wa.format"].search([("shortcut", "=", "bayar"), ("user_id", "=", self.cs_a.id)])
        self.assertEqual(reply.body, "Kak {nama}, *BCA 123*")

    def test_a_supervisor_writes_a_format_with_a_click_and_sees_it_on_the_phone(self):
        self._hear("Siti Rahma", "6281200000001")
        self.start_tour("/odoo/message-formats", "innovasia_crm.format", login="crm_supervisor")
        made = self.env["wa.format"].search([("name", "=", "Selamat datang"), ("company_id", "=", self.company.id)])
        self.assertEqual((made.trigger, made.body), ("contact_created", "Selamat datang, *Kak* {contactname}"))
