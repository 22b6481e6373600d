from odoo.tests import HttpCase, tagged

from .common import SalesData


@tagged("post_install", "-at_install")
class TestConversionTours(SalesData, HttpCase):
    """A CS and a salesman enter sales in a browser."""

    def setUp(self):
        super().setUp()
        # A test has no commit after which other screens, which it has not either, could be told.
        self.patch(type(self.env["wa.pulse"]), "_note_after_commit", lambda *args: None)
        self.env["product.template"].search([("name", "not in", ("Sabun Susu Kambing", "Madu Hutan", "Infaq"))]).sale_ok = False
        self.alms.is_donation = True

    def test_cs_converts_a_chat(self):
        conversation = self.hear("Sudah saya transfer ya kak")
        siti = conversation.wa_partner_id
        siti.name = "Siti Rahma"
        self.reply(conversation, self.cs_a, "Terima kasih")
        picture = self.make_evidence(res_model="discuss.channel", res_id=conversation.id)
        conversation.message_ids.filtered(lambda message: message.author_id == siti).attachment_ids = picture
        self.env.cr.precommit.run()
        self.env["bus.bus"].sudo().search([]).unlink()
        self.start_tour("/odoo/whatsapp", "innovasia_sales.convert", login="crm_cs_a")
        transaction = self.env["sale.transaction"].search([("wa_channel_id", "=", conversation.id)])
        self.assertEqual((transaction.amount, transaction.state, transaction.note), (150_000, "pending", "Untuk adik"))
        self.assertEqual(transaction.evidence_ids.checksum, picture.checksum)
        self.assertEqual(transaction.order_id.order_line.mapped("product_uom_qty"), [2, 1])
        self.assertEqual(siti.street, "Jl. Kaliurang 12")

    def test_salesman_enters_a_transaction_by_hand(self):
        self.start_tour("/odoo/sales", "innovasia_sales.enter_by_hand", login="sales_salesman")
        transaction = self.env["sale.transaction"].search([("user_id", "=", self.salesman.id)])
        self.assertEqual((transaction.amount, transaction.source), (80_000, "manual"))
        self.assertEqual(transaction.partner_id.wa_number, "6281299991234")
