import base64

from odoo.exceptions import AccessError

from .common import PIXEL
from .conversion_common import ConversionCase


class TestConversionEvidence(ConversionCase):
    def setUp(self):
        super().setUp()
        self.picture = self.make_evidence(res_model="discuss.channel", res_id=self.conversation.id)
        self.conversation.sudo().message_post(
            body="", message_type="whatsapp_message", author_id=self.siti.id, subtype_xmlid="mail.mt_note"
        ).attachment_ids = self.picture

    def test_pictures_of_the_customer_are_offered_the_latest_first(self):
        files = self.conversation.with_user(self.cs_a).wa_conversion()["files"]
        self.assertEqual([(file["id"], file["is_picture"], file["used"]) for file in files], [(self.picture.id, True, False)])

    def test_evidence_is_a_copy_that_belongs_to_the_transaction(self):
        transaction = self.convert(evidence_ids=self.picture.ids)
        kept = transaction.evidence_ids
        self.assertEqual(
            (kept.res_model, kept.res_id, kept.checksum), ("sale.transaction", transaction.id, self.picture.checksum)
        )
        self.assertNotEqual(kept, self.picture)
        self.assertTrue(kept.with_user(self.verifier).has_access("read"))
        self.assertFalse(self.picture.with_user(self.verifier).has_access("read"))

    def test_picture_that_is_evidence_already_is_marked(self):
        transaction = self.convert(evidence_ids=self.picture.ids)
        [file] = self.conversation.with_user(self.cs_a).wa_conversion()["files"]
        self.assertEqual(file["used"], transaction.name)

    def test_picture_of_another_conversation_is_refused(self):
        other = self.hear("Halo", "6281299990000")
        stranger = self.make_evidence(res_model="discuss.channel", res_id=other.id)
        self.refuses("not in this conversation", evidence_ids=stranger.ids)
        for nonsense in (["x"], [True], "1"):
            self.refuses("list of their ids", evidence_ids=nonsense)

    def test_upload_is_kept_and_what_is_no_picture_is_refused(self):
        upload = {"name": "bukti.png", "content": base64.b64encode(PIXEL).decode()}
        self.assertEqual(self.convert(uploads=[upload]).evidence_ids.raw, PIXEL)
        page = {"name": "bukti.png", "content": base64.b64encode(b"<html><script>alert(1)</script>").decode()}
        self.refuses("neither a picture", uploads=[page], key="another-key")
        self.refuses("broken", uploads=[{"name": "x", "content": "%%%"}], key="another-key")


class TestPurchases(ConversionCase):
    def purchases(self, user=None):
        return self.conversation.with_user(user or self.cs_a).wa_purchases()

    def test_nothing_bought_is_told_as_such(self):
        told = self.purchases()
        self.assertEqual((told["orders"], told["pending"], told["order_count"]), ([], [], 0))

    def test_order_and_pending_transaction_are_told(self):
        transaction = self.convert()
        told = self.purchases()
        [order], [pending] = told["orders"], told["pending"]
        self.assertEqual((order["name"], order["payment"], order["stage"]), (transaction.order_id.name, "pending", "draft"))
        self.assertEqual((order["products"], order["total"]), (f"2 × {self.soap.name}", 50_000))
        self.assertEqual((pending["name"], pending["amount"], pending["may_open"]), (transaction.name, 50_000, True))

    def test_only_the_oldest_pending_ones_are_listed_and_all_are_counted(self):
        first = self.convert()
        for number in range(6):
            self.convert(key=f"another-key-{number}")
        told = self.purchases()
        self.assertEqual((len(told["pending"]), told["pending_count"], told["order_count"]), (5, 7, 7))
        self.assertEqual(told["pending"][0]["name"], first.name)

    def test_accepted_transaction_makes_the_order_paid(self):
        self.accept(self.convert())
        told = self.purchases()
        self.assertEqual((told["orders"][0]["payment"], told["pending"]), ("paid", []))

    def test_colleague_who_serves_next_sees_it_and_may_not_open_it(self):
        self.convert()
        self.conversation.with_user(self.supervisor).wa_assign(self.cs_b.id)
        self.assertFalse(self.purchases(self.cs_b)["orders"][0]["may_open"])

    def test_cs_opens_the_own_order_in_a_form_that_needs_no_rights_in_sales(self):
        order = self.convert().order_id.with_user(self.cs_a)
        action = order.action_wa_open()
        arch = order.get_views(action["views"])["views"]["form"]["arch"]
        self.assertIn("order_line", arch)
        self.assertEqual(order.order_line.mapped("product_uom_qty"), [2])
        with self.assertRaises(AccessError):
            order.write({"note": "x"})

    def test_order_leads_back_to_the_conversation_for_who_sees_it(self):
        order = self.convert().order_id
        self.assertTrue(order.with_user(self.cs_a).has_conversation)
        action = order.with_user(self.cs_a).action_open_conversation()
        self.assertEqual(action["context"]["active_id"], f"discuss.channel_{self.conversation.id}")
        salesman = self._create_user("sales_all", "sales_team.group_sale_salesman_all_leads")
        self.assertFalse(order.with_user(salesman).has_conversation)
        with self.assertRaises(AccessError):
            order.with_user(salesman).action_open_conversation()

    def test_screens_are_told_when_a_transaction_is_decided(self):
        transaction = self.convert()
        self.env.cr.precommit.run()
        self.env["bus.bus"].sudo().search([]).unlink()
        self.accept(transaction)
        self.env.cr.precommit.run()
        told = self.env["bus.bus"].sudo().search([]).filtered(lambda notice: "wa_purchases_at" in notice.message)
        self.assertEqual(len(told), 1)
        self.assertIn(f'"discuss.channel",{self.conversation.id}', told.channel.replace(" ", ""))
