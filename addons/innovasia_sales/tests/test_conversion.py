from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import UniqueViolation

from odoo import Command, fields
from odoo.exceptions import AccessError, ConcurrencyError, UserError
from odoo.tools import mute_logger

from .conversion_common import ConversionCase


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

    def test_context_of_the_client_decides_nothing_of_the_order(self):
        currency = self.company.currency_id.id
        _usual, cheap = self.env["product.pricelist"].create(
            [
                {"name": "Umum", "sequence": 1, "currency_id": currency},
                {
                    "name": "Karyawan",
                    "sequence": 99,
                    "currency_id": currency,
                    "item_ids": [Command.create({"compute_price": "percentage", "percent_price": 90})],
                },
            ]
        )
        chat = self.conversation.with_user(self.cs_a).with_context(
            default_pricelist_id=cheap.id, default_state="sale", default_locked=True
        )
        order = self.env["sale.transaction"].browse(chat.wa_convert(self.values())["id"]).order_id
        self.assertEqual((order.state, order.locked, order.amount_total), ("draft", False, 50_000))

    # --- the payment -----------------------------------------------------------------------

    def test_payment_in_the_future_is_refused(self):
        self.refuses("future", paid_at=fields.Datetime.to_string(fields.Datetime.now() + timedelta(hours=1)))
        for text in (False, "kemarin"):
            self.refuses("date", paid_at=text)

    def test_amount_that_differs_has_to_be_confirmed(self):
        self.refuses("confirm the difference", amount=45_000)
        transaction = self.convert(amount=45_000, differs=True)
        self.assertEqual((transaction.amount, transaction.order_id.amount_total), (45_000, 50_000))

    def test_amount_that_nobody_pays_is_refused(self):
        self.refuses("too much for one payment", amount=10**12 + 1, differs=True)

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
        for key in ("", ["test-key-0001"], 10**9):
            self.refuses("key", key=key)
        self.refuses("at most", note="x" * 2_001)
        self.refuses("no number", amount=10**400)
        with self.assertRaisesRegex(UserError, "names and values"):
            self.conversation.with_user(self.cs_a).wa_conversion_quote([])

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
        self.assertEqual(self.company.currency_id, rupiah)
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
