from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from odoo.addons.innovasia_sales.tests.common import PIXEL

from .money_common import MoneyData


@tagged("post_install", "-at_install")
class TestVerificationTours(MoneyData, HttpCase):
    """A CS sells by transfer and asks finance for it, and finance answers, in a browser."""

    def setUp(self):
        super().setUp()
        # A test has no commit after which other screens, which it has not either, could be told.
        self.patch(type(self.env["wa.pulse"]), "_note_after_commit", lambda *args: None)
        self.env["product.template"].search([("name", "!=", "Sabun Susu Kambing")]).sale_ok = False

    def test_cs_sells_by_transfer_and_asks_finance(self):
        conversation = self.hear("Sudah saya transfer ya kak")
        conversation.wa_partner_id.name = "Siti Rahma"
        self.reply(conversation, self.cs_a, "Terima kasih")
        picture = self.make_evidence(res_model="discuss.channel", res_id=conversation.id)
        heard = conversation.message_ids.filtered(lambda message: message.author_id == conversation.wa_partner_id)
        heard.attachment_ids = picture
        self.env.cr.precommit.run()
        self.env["bus.bus"].sudo().search([]).unlink()
        self.start_tour("/odoo/whatsapp", "innovasia_transfer.convert_and_verify", login="crm_cs_a")
        intent = self.env["transfer.intent"].search([("wa_channel_id", "=", conversation.id)])
        verification = intent.verification_ids
        self.assertEqual((intent.base, verification.state, verification.holder), (25_000, "submitted", "Siti Rahma"))
        self.assertEqual(verification.proof_ids.checksum, picture.checksum)

    def test_finance_names_the_mutation(self):
        intent = self.open_intent(code=9)
        mutation = self.told(50_000)
        verification = self.env["transfer.verification"].create(
            {
                "intent_id": intent.id,
                "user_id": self.cs_a.id,
                "account_number": "1234567890",
                "bank_name": "Mandiri",
                "holder": "Siti Rahmawati",
                "transferred_at": fields.Datetime.now() - timedelta(minutes=20),
                "proof_ids": self.make_evidence(PIXEL).ids,
            }
        )
        verification.with_user(self.cs_a).action_submit()
        self.start_tour("/odoo/transfer-verifications", "innovasia_transfer.answer_verification", login="transfer_finance")
        self.assertEqual((verification.state, verification.mutation_id), ("approved", mutation))
        self.assertEqual(intent.state, "paid")
