from datetime import timedelta

from odoo import fields
from odoo.http import Request
from odoo.tests import new_test_user, tagged

from .page_common import PageCase

BUTTON = "o_transfer_pay"
LINK = "o_transfer_page"


@tagged("post_install", "-at_install")
class TestPaymentPortal(PageCase):
    """Customers choose the transfer on the page of their order."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = new_test_user(cls.env, "transfer_buyer", groups="base.group_portal", company_id=cls.company.id)
        cls.order = cls.make_order(cls.soap, quantity=2, customer=cls.buyer.partner_id, state="sent")
        cls.foreign = cls.make_order(cls.soap, quantity=2, customer=cls.other_customer, state="sent")

    def setUp(self):
        super().setUp()
        self.authenticate("transfer_buyer", "transfer_buyer")

    def choose(self, order, method=None, **form):
        """Press the button of an order's page."""
        token = Request.csrf_token(self)
        data = {"csrf_token": token, "method_id": (method or self.transfer_method).id, **form}
        return self.url_open(f"/my/orders/{order.id}/transfer", data=data, allow_redirects=False)

    def shown(self, order):
        return self.url_open(f"/my/orders/{order.id}").text

    def test_the_button_leads_to_the_page_of_the_transfer(self):
        self.assertIn(BUTTON, self.shown(self.order))
        answer = self.choose(self.order)
        intent = self.order.transfer_intent_ids
        self.assertEqual((answer.status_code, intent.state), (303, "open"))
        self.assertTrue(answer.headers["Location"].endswith(intent._page_path()))
        page = self.shown(self.order)
        self.assertIn(intent._page_path(), page)
        self.assertNotIn(BUTTON, page)
        self.choose(self.order)
        self.assertEqual(self.order.transfer_intent_ids, intent, "pressing twice expects it once")

    def test_who_is_to_transfer_is_not_asked_to_sign(self):
        self.order.require_signature = True
        self.assertTrue(self.order._has_to_be_signed())
        self.choose(self.order)
        self.assertFalse(self.order._has_to_be_signed())

    def test_every_account_has_its_button(self):
        before = self.shown(self.order).count(BUTTON)
        account = self.make_account("Mandiri", "9876543210", self.env["res.bank"].create({"name": "Mandiri"}))
        method = self.make_method("Transfer Mandiri", account)
        self.assertEqual(self.shown(self.order).count(BUTTON), before + 1)
        self.choose(self.order, method)
        self.assertEqual(self.order.transfer_intent_ids.journal_id, account)

    def test_only_own_orders(self):
        self.choose(self.foreign)
        self.choose(self.foreign, access_token="0" * 36)
        self.assertFalse(self.foreign.transfer_intent_ids)

    def test_who_has_the_orders_link_needs_no_log_in(self):
        self.authenticate(None, None)
        self.choose(self.foreign)
        self.assertFalse(self.foreign.transfer_intent_ids)
        answer = self.choose(self.foreign, access_token=self.foreign._portal_ensure_token())
        self.assertIn(self.foreign.transfer_intent_ids._page_path(), answer.headers["Location"])

    def test_only_where_money_is_owed(self):
        paid = self.make_transaction(self.make_order(self.soap, customer=self.buyer.partner_id, state="sent")).order_id
        table = [
            ("a draft", self.make_order(self.soap, customer=self.buyer.partner_id)),
            ("claimed already", paid),
            ("cancelled", self.make_order(self.soap, customer=self.buyer.partner_id, state="cancel")),
            (
                "the offer is over",
                self.make_order(
                    self.soap,
                    customer=self.buyer.partner_id,
                    state="sent",
                    validity_date=fields.Date.today() - timedelta(days=3),
                ),
            ),
        ]
        for name, order in table:
            with self.subTest(name):
                self.assertNotIn(BUTTON, self.shown(order))
                self.choose(order)
                self.assertFalse(order.transfer_intent_ids)

    def test_a_confirmed_order_can_be_paid(self):
        self.order.action_confirm()
        self.choose(self.order)
        self.assertEqual(self.order.transfer_intent_ids.payable - self.order.transfer_intent_ids.code, 50_000)

    def test_another_method_is_refused_with_a_sentence(self):
        answer = self.choose(self.order, self.other_method)
        self.assertFalse(self.order.transfer_intent_ids)
        page = self.url_open(answer.headers["Location"]).text
        self.assertIn("cannot be paid by bank transfer", page)
        self.assertNotIn("cannot be paid by bank transfer", self.shown(self.order), "it is said once")

    def test_a_form_of_another_site_does_nothing(self):
        self.choose(self.order, csrf_token="0")
        self.assertFalse(self.order.transfer_intent_ids)
