"""The demo that ``make run`` shows: told by the product's own methods, so it has to hold together."""

from odoo import fields
from odoo.tests import TransactionCase, tagged

from ..demo import XML_ID, cast, fill


@tagged("post_install", "-at_install")
class TestDemo(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("id_ID")
        fill(cls.env)
        cls.devices = cls.env.ref("innovasia_whatsapp.wa_account_demo") + cls.env.ref(XML_ID)
        cls.conversations = cls.env["discuss.channel"].search([("wa_account_id", "in", cls.devices.ids)])
        cls.now = fields.Datetime.now()

    def test_every_customer_has_a_conversation_and_every_state_some(self):
        self.assertEqual(len(self.conversations), len(cast.CUSTOMERS))
        states = self.conversations.grouped("wa_state")
        self.assertEqual(set(states), {"new", "assigned", "inactive", "archived"})
        self.assertEqual(
            set(states["assigned"].wa_agent_id.mapped("login")), {"cs_a", "cs_b", "cs_c"}, "each CS serves somebody"
        )
        self.assertTrue(all(states["new"].mapped("wa_waiting_since")))
        waiting = states["assigned"].filtered("wa_waiting_since")
        self.assertTrue(waiting and states["assigned"] - waiting, "some wait, some have been answered")

    def test_ad_keeps_a_session_after_the_free_replies_are_over(self):
        rudi = self.conversations.filtered(lambda c: c.name == "Rudi Hartono")
        self.assertEqual(rudi.wa_state, "assigned")
        self.assertTrue(rudi.wa_session_id.from_ad)
        self.assertLess(rudi.wa_window_expires_at, self.now)
        self.assertGreater(rudi.wa_session_expires_at, self.now)

    def test_nothing_of_it_is_left_to_be_sent_or_lies_in_the_future(self):
        messages = self.env["wa.message"].search([("account_id", "in", self.devices.ids)])
        self.assertEqual(set(messages.mapped("state")), {"received", "delivered", "read"})
        self.assertFalse(messages.filtered(lambda m: not m.wamid.startswith("wamid.demo.")))
        self.assertLessEqual(max(self.conversations.message_ids.mapped("date")), self.now)
        self.assertLessEqual(max(self.conversations.mapped("last_interest_dt")), self.now)

    def test_two_weeks_of_sessions_can_be_looked_back_on(self):
        sessions = self.env["wa.session"].search([("account_id", "in", self.devices.ids)])
        days = {session.started_at.date() for session in sessions}
        self.assertGreater(len(days), 10)
        over = sessions.filtered("ended_at")
        self.assertTrue(over.filtered("unanswered") and over.filtered("first_reply_at"))
        for session in over.filtered(lambda session: session.end_reason == "expired"):
            self.assertLess((session.ended_at - session.expires_at).total_seconds(), 60)

    def test_hand_over_left_its_note(self):
        dian = self.conversations.filtered(lambda c: c.name == "Dian Permata")
        self.assertEqual(dian.wa_agent_id.login, "cs_c")
        handed = self.env["wa.assignment"].search([("channel_id", "=", dian.id), ("reason", "=", "transferred")])
        self.assertIn("alamat baru", handed.note)

    def test_new_contacts_are_welcomed_with_a_template_where_they_have_not_written(self):
        shop = self.env.ref("innovasia_whatsapp.wa_account_demo")
        welcome = self.env["wa.automation"].search([("trigger", "=", "contact_created"), ("account_id", "=", shop.id)])
        self.assertEqual(welcome.tz, "Asia/Jakarta", "the shop's, whatever Odoo's working hours are in")
        newcomer = self.env["res.partner"].create({"name": "Tuti", "wa_phone": "+62 812-9999-0007"})
        row = self.env["wa.scheduled"].search([("partner_id", "=", newcomer.id)])
        self.env["wa.scheduled"]._send_batch()
        self.assertEqual(row.message_id.kind, "template")
        self.assertIn("Halo Tuti, nomor Anda sudah kami simpan", row.message_id.body)

    def test_filling_again_changes_nothing(self):
        count = self.env["wa.message"].search_count([])
        fill(self.env)
        self.assertEqual(self.env["wa.message"].search_count([]), count)
