import base64
from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import UniqueViolation

from odoo import Command, fields
from odoo.exceptions import AccessError, ConcurrencyError, UserError
from odoo.tools import mute_logger

from .common import PIXEL, SalesCase


class ConversionCase(SalesCase):
    """A customer who wrote, and the CS who serves them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.alms.is_donation = True

    def setUp(self):
        super().setUp()
        self.conversation = self.hear("Sudah saya transfer ya kak")
        self.reply(self.conversation, self.cs_a)
        self.siti = self.conversation.wa_partner_id

    def values(self, *lines, **more):
        """:return: what the window sends"""
        return {
            "key": "test-key-0001",
            "lines": list(lines) or [{"product_id": self.soap.id, "quantity": 2}],
            "payment_method_id": self.other_method.id,
            "paid_at": fields.Datetime.to_string(fields.Datetime.now() - timedelta(hours=1)),
            **more,
        }

    def convert(self, *lines, user=None, **more):
        """:return: the transaction that a CS entered"""
        told = self.conversation.with_user(user or self.cs_a).wa_convert(self.values(*lines, **more))
        return self.env["sale.transaction"].browse(told["id"])

    def refuses(self, sentence, *lines, **more):
        """Check that a conversion is refused with this sentence and leaves nothing behind."""
        before = self.env["sale.order"].search_count([])
        with self.assertRaisesRegex(UserError, sentence), self.env.cr.savepoint():
            self.convert(*lines, **more)
        self.assertEqual(self.env["sale.order"].search_count([]), before)


class TestConversion(ConversionCase):
    def test_chat_becomes_a_draft_order_and_a_pending_transaction(self):
        transaction = self.convert(note="Untuk adik")
        order = transaction.order_id
        self.assertEqual((transaction.state, transaction.source, transaction.amount), ("pending", "conversion", 50_000))
        self.assertEqual((transaction.user_id, transaction.partner_id), (self.cs_a, self.siti))
        self.assertEqual((transaction.wa_channel_id, order.wa_channel_id), (self.conversation,) * 2)
        self.assertEqual((order.state, order.stage, order.user_id), ("draft", "draft", self.cs_a))
        self.assertEqual((order.partner_id, order.amount_total, transaction.note), (self.siti, 50_000, "Untuk adik"))

    def test_it_is_accepted_and_paid(self):
        transaction = self.convert()
        self.accept(transaction)
        self.assertEqual(transaction.state, "accepted")
        self.assertEqual(transaction.order_id.invoice_ids.amount_residual, 0)

    def test_note_in_the_thread_is_not_sent_to_the_customer(self):
        sent = self.env["wa.message"].search_count([("channel_id", "=", self.conversation.id)])
        transaction = self.convert()
        note = self.conversation.message_ids.sorted("id")[-1]
        self.assertIn(transaction.name, note.body)
        self.assertEqual(note.subtype_id, self.env.ref("mail.mt_note"))
        self.assertEqual(self.env["wa.message"].search_count([("channel_id", "=", self.conversation.id)]), sent)

    def test_the_same_key_twice_makes_one_order(self):
        first, second = self.convert(), self.convert()
        self.assertEqual(first, second)
        self.assertEqual(len(self.conversation.message_ids.filtered(lambda note: first.name in note.body)), 1)

    def test_the_same_key_at_the_same_instant_is_tried_again(self):
        self.convert()
        conversion = type(self.env["sale.conversion"])
        with patch.object(conversion, "_entered", lambda self, key: self.env["sale.transaction"]), self.env.cr.savepoint():
            with self.assertRaises(ConcurrencyError) as refusal, mute_logger("odoo.sql_db"):
                self.convert()
            self.assertIsInstance(refusal.exception.__cause__, UniqueViolation)

    def test_conversation_of_a_colleague_is_refused(self):
        self.conversation.with_user(self.supervisor).wa_assign(self.cs_b.id)
        with self.assertRaises(AccessError):
            self.convert(user=self.cs_a)
        for method in ("wa_conversion", "wa_conversion_products", "wa_purchases"):
            with self.subTest(method=method), self.assertRaises(AccessError):
                getattr(self.conversation.with_user(self.cs_a), method)()

    def test_conversation_that_nobody_serves_is_converted_and_not_claimed(self):
        self.conversation.with_user(self.cs_a).wa_release()
        self.assertTrue(self.convert(user=self.cs_b))
        self.assertEqual(self.conversation.wa_state, "new")

    def test_supervisor_enters_a_sale_to_a_colleagues_customer(self):
        self.assertEqual(self.convert(user=self.supervisor).user_id, self.supervisor)

    def test_who_serves_no_customers_converts_nothing(self):
        for user in (self.outsider, self.verifier):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.convert(user=user)

    # --- the payment -----------------------------------------------------------------------

    def test_payment_in_the_future_is_refused(self):
        self.refuses("future", paid_at=fields.Datetime.to_string(fields.Datetime.now() + timedelta(hours=1)))
        for text in (False, "kemarin"):
            self.refuses("date", paid_at=text)

    def test_amount_that_differs_has_to_be_confirmed(self):
        self.refuses("confirm the difference", amount=45_000)
        transaction = self.convert(amount=45_000, differs=True)
        self.assertEqual((transaction.amount, transaction.order_id.amount_total), (45_000, 50_000))

    def test_changed_price_is_told_instead_of_sold(self):
        self.refuses("Prices have changed", total=40_000)
        self.assertTrue(self.convert(total=50_000))

    def test_method_of_another_company_is_refused(self):
        journal = self.other_method.journal_id.sudo().copy({"company_id": self.company.id})
        gone = self.other_method.copy({"name": "Lama", "active": False, "is_default": False, "journal_id": journal.id})
        for method_id in (gone.id, 0, "1", True):
            self.refuses("Choose", payment_method_id=method_id)

    def test_nonsense_is_refused(self):
        self.refuses("no such fields", state="accepted")
        self.refuses("no such fields", {"product_id": self.soap.id, "quantity": 1, "price_unit": 1})
        self.refuses("key", key="")
        self.refuses("at most", note="x" * 2_001)

    # --- the products ------------------------------------------------------------------------

    def test_quantities_are_positive_numbers(self):
        for quantity in (0, -1, float("nan"), float("inf"), "2", True, None, 10**9):
            with self.subTest(quantity=quantity):
                self.refuses("quantity|no number", {"product_id": self.soap.id, "quantity": quantity})

    def test_what_is_not_for_sale_is_refused(self):
        self.honey.sale_ok = False
        self.refuses("not for sale", {"product_id": self.honey.id, "quantity": 1})
        self.refuses("names its product", {"quantity": 1})

    def test_order_needs_a_product(self):
        before = self.env["sale.order"].search_count([])
        with self.assertRaisesRegex(UserError, "at least one product"):
            self.conversation.with_user(self.cs_a).wa_convert({**self.values(), "lines": []})
        self.assertEqual(self.env["sale.order"].search_count([]), before)

    def test_donation_takes_the_amount_of_the_giver(self):
        transaction = self.convert({"product_id": self.alms.id, "amount": 137_000})
        self.assertEqual((transaction.amount, transaction.order_id.amount_total), (137_000, 137_000))
        self.refuses("How much", {"product_id": self.alms.id, "amount": 0}, key="another-key")
        self.refuses("no number", {"product_id": self.alms.id, "quantity": 1}, key="another-key")

    def test_wholesale_price_of_the_customers_list_is_quoted_and_charged(self):
        pricelist = self.env["product.pricelist"].create(
            {
                "name": "Grosir",
                "company_id": self.company.id,
                "currency_id": self.company.currency_id.id,
                "item_ids": [Command.create({"min_quantity": 12, "compute_price": "fixed", "fixed_price": 20_000})],
            }
        )
        self.siti.with_company(self.company).property_product_pricelist = pricelist
        dozen = {"product_id": self.soap.id, "quantity": 12}
        quote = self.conversation.with_user(self.cs_a).wa_conversion_quote({"lines": [dozen]})
        self.assertEqual((quote["total"], quote["lines"][0]["price"]), (240_000, 20_000))
        self.assertEqual(self.convert(dozen, total=240_000).amount, 240_000)

    def test_taxes_are_part_of_what_is_shown(self):
        tax = self.env["account.tax"].create(
            {"name": "PPN", "amount": 11, "company_id": self.company.id, "price_include_override": "tax_excluded"}
        )
        self.soap.taxes_id = tax
        offer = self.conversation.with_user(self.cs_a).wa_conversion_products("Sabun Susu")
        self.assertEqual(offer[0]["price"], 27_750)
        quote = self.conversation.with_user(self.cs_a).wa_conversion_quote(
            {"lines": [{"product_id": self.soap.id, "quantity": 2}]}
        )
        self.assertEqual(quote["total"], 55_500)

    def test_rupiah_have_no_cents(self):
        rupiah = self.env.ref("base.IDR")
        if self.company.currency_id != rupiah:
            self.skipTest("The company keeps its books in another currency.")
        self.soap.taxes_id = self.env["account.tax"].create(
            {"name": "PPN", "amount": 11, "company_id": self.company.id, "price_include_override": "tax_excluded"}
        )
        self.soap.list_price = 12_345  # with tax: 13,702.95
        line = {"product_id": self.soap.id, "quantity": 1}
        quote = self.conversation.with_user(self.cs_a).wa_conversion_quote({"lines": [line]})
        self.assertEqual(quote["total"], 13_703)
        self.assertEqual(self.convert(line, total=13_703).amount, 13_703)

    def test_quote_writes_nothing(self):
        before = self.env["sale.order"].search_count([])
        self.conversation.with_user(self.cs_a).wa_conversion_quote(self.values())
        self.assertEqual(self.env["sale.order"].search_count([]), before)

    def test_shipping_cost_is_part_of_the_order(self):
        product = self._create_product("Ongkir", 0, type="service")
        courier = self.env["delivery.carrier"].create(
            {"name": "JNE Uji", "product_id": product.id, "company_id": self.company.id}
        )
        shipping = {"carrier_id": courier.id, "shipping_cost": 15_000}
        line = {"product_id": self.soap.id, "quantity": 2}
        quote = self.conversation.with_user(self.cs_a).wa_conversion_quote({"lines": [line], **shipping})
        self.assertEqual((quote["total"], quote["shipping"], len(quote["lines"])), (65_000, 15_000, 1))
        order = self.convert(line, total=65_000, **shipping).order_id
        self.assertEqual((order.carrier_id, order.amount_total), (courier, 65_000))
        self.refuses("courier", line, key="another-key", carrier_id=10**8)

    def test_address_is_noted_where_none_is_known(self):
        self.convert(address="Jl. Kaliurang KM 5 No. 12\nSleman 55581")
        self.assertEqual(self.siti.street, "Jl. Kaliurang KM 5 No. 12, Sleman 55581")
        told = self.conversation.with_user(self.cs_a).wa_conversion()["address"]
        self.assertTrue(told.startswith("Jl. Kaliurang KM 5 No. 12, Sleman 55581"))
        self.convert(key="another-key", address="Jl. Lain")
        self.assertIn("Kaliurang", self.siti.street)

    # --- what is offered -------------------------------------------------------------------

    def test_what_the_customer_bought_comes_first(self):
        self.convert({"product_id": self.honey.id, "quantity": 1})
        offer = self.conversation.with_user(self.cs_a).wa_conversion()["products"]
        self.assertEqual((offer[0]["id"], offer[0]["bought"]), (self.honey.id, 1))

    def test_products_are_found_by_words_code_and_barcode(self):
        self.honey.write({"default_code": "MDH-500", "barcode": "8991234567890"})
        for term in ("hutan madu", "mdh-5", "8991234567890"):
            with self.subTest(term=term):
                found = self.conversation.with_user(self.cs_a).wa_conversion_products(term)
                self.assertEqual([product["id"] for product in found], self.honey.ids)

    def test_stock_is_told_and_cost_is_not(self):
        warehouse = self.env["stock.warehouse"].search([("company_id", "=", self.company.id)], limit=1)
        self.env["stock.quant"]._update_available_quantity(self.soap, warehouse.lot_stock_id, 7)
        [soap] = self.conversation.with_user(self.cs_a).wa_conversion_products("Sabun Susu")
        self.assertEqual((soap["stock"], soap["is_goods"]), (7, True))
        self.assertNotIn("standard_price", soap)

    def test_default_method_is_marked(self):
        methods = self.conversation.with_user(self.cs_a).wa_conversion()["methods"]
        self.assertEqual([method["id"] for method in methods if method["is_default"]], self.other_method.ids)


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
        salesman = self._create_colleague("sales_all", "sales_team.group_sale_salesman_all_leads")
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
