from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError

from .common import SalesCase


class TestManualEntry(SalesCase):
    """A transaction that was not agreed in a conversation."""

    def save(self, user, customer, **more):
        values = {
            "key": "manual-key-1",
            "lines": [{"product_id": self.soap.id, "quantity": 1}],
            "payment_method_id": self.other_method.id,
            "paid_at": fields.Datetime.to_string(fields.Datetime.now() - timedelta(days=1)),
            **more,
        }
        told = self.env["sale.transaction"].with_user(user).entry_save(values, customer)
        return self.env["sale.transaction"].browse(told["id"])

    def test_salesman_and_verifier_enter_order_and_pending_transaction(self):
        for user in (self.salesman, self.verifier):
            with self.subTest(user=user.login):
                transaction = self.save(user, {"id": self.customer.id})
                self.assertEqual((transaction.state, transaction.source, transaction.user_id), ("pending", "manual", user))
                self.assertEqual((transaction.order_id.partner_id, transaction.amount), (self.customer, 25_000))

    def test_others_do_not(self):
        for user in (self.cs_a, self.outsider):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.save(user, {"id": self.customer.id})
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["sale.transaction"].with_user(user).entry_open()

    def test_new_customer_becomes_a_contact_with_a_number(self):
        partner = self.save(self.verifier, {"name": "Ibu Baru", "number": "0812-7777-8888"}).partner_id
        self.assertEqual((partner.name, partner.wa_number, partner.company_id), ("Ibu Baru", "6281277778888", self.company))

    def test_number_that_is_known_keeps_its_contact(self):
        self.customer.wa_phone = "081277778888"
        transaction = self.save(self.salesman, {"name": "Siti R", "number": "+62 812 7777 8888"})
        self.assertEqual((transaction.partner_id, self.customer.name), (self.customer, "Siti Rahmawati"))

    def test_customer_is_needed_and_the_number_has_to_be_one(self):
        for customer in ({}, {"name": " "}, None):
            with self.assertRaisesRegex(UserError, "Who bought"):
                self.save(self.salesman, customer)
        with self.assertRaisesRegex(UserError, "no possible WhatsApp number"):
            self.save(self.salesman, {"name": "Ibu Baru", "number": "12"})

    def test_customers_are_found_by_name_and_number(self):
        self.customer.wa_phone = "081277778888"
        transactions = self.env["sale.transaction"].with_user(self.verifier)
        for term in ("rahmawati", "081277778888"):
            with self.subTest(term=term):
                self.assertIn(self.customer.id, [found["id"] for found in transactions.entry_customers(term)])

    def test_page_opens_before_a_customer_is_chosen(self):
        told = self.env["sale.transaction"].with_user(self.salesman).entry_open()
        self.assertTrue(told["products"])
        self.assertNotIn("files", told)
