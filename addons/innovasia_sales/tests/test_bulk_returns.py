from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .returns_common import ReturnsCase


@tagged("post_install", "-at_install")
class TestBulkReturns(ReturnsCase):
    """Much comes back at once, and each piece is credited on the order that it came with."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = cls.env["res.partner"].create({"name": "Toko Berkah", "company_id": cls.company.id})

    def bought(self, quantity, days_ago, paid=None, product=None):
        order = self.sold(product or self.soap, quantity=quantity, paid=paid, shipped=True, customer=self.buyer)
        order.date_order = fields.Datetime.now() - timedelta(days=days_ago)
        return order

    def bulk(self, quantity, user=None, **values):
        """:return: sale.return.bulk that wants so much soap, not divided yet"""
        with Form(self.env["sale.return.bulk"].with_user(user or self.seller)) as form:
            form.partner_id = self.buyer
            form.reason_id = self.reason
            for name, value in values.items():
                setattr(form, name, value)
            if quantity:
                with form.line_ids.edit(0) as line:
                    self.assertEqual(line.product_id, self.soap)
                    line.quantity = quantity
        return form.record

    def taken(self, bulk):
        return {document.order_id: document.line_ids.quantity for document in bulk.return_ids}

    def test_goods_are_taken_from_the_latest_orders_first(self):
        old, new = self.bought(4, 20), self.bought(3, 10)
        bulk = self.bulk(5)
        self.assertEqual(bulk.line_ids.available, 7)
        bulk.action_divide()
        self.assertEqual(self.taken(bulk), {new: 3, old: 2})
        self.assertEqual((bulk.state, bulk.amount_total), ("divided", 125_000))
        self.assertEqual(set((old | new).mapped("return_state")), {"none"}, "a preview moves nothing")

    def test_or_from_the_oldest(self):
        old, new = self.bought(4, 20), self.bought(3, 10)
        bulk = self.bulk(5, sequence="oldest")
        bulk.action_divide()
        self.assertEqual(self.taken(bulk), {old: 4, new: 1})

    def test_processing_credits_each_order_and_sets_the_rest_off(self):
        old, new = self.bought(4, 20, paid=100_000), self.bought(3, 10)
        bulk = self.bulk(6, sequence="oldest")
        bulk.action_divide()
        rows = self.rows_of(bulk.action_process())
        self.assertEqual({refused for refused, _message in rows.values()}, {False})
        self.assertEqual(bulk.state, "done")
        self.assertEqual((old.return_state, new.return_state), ("full", "partial"))
        self.assertEqual(self.on_hand(self.soap), 99)
        self.assertEqual(new._invoiced().amount_residual, 25_000)
        self.assertEqual(sum(bulk.return_ids.mapped("credit_open")), 100_000)

    def test_credit_of_paid_orders_pays_what_others_owe(self):
        self.bought(4, 20, paid=100_000)
        owing = self.bought(3, 10)
        owing._create_invoices().action_post()
        bulk = self.bulk(2, sequence="oldest")
        bulk.action_divide()
        bulk.action_process()
        self.assertEqual(owing._invoiced().amount_residual, 25_000)

    def test_money_of_all_orders_is_paid_back_by_one_payment(self):
        old, new = self.bought(4, 20, paid=100_000), self.bought(3, 10, paid=75_000)
        values = {"settlement": "refund", "payment_method_id": self.cash_method}
        with self.subTest("by who may pay, at once"):
            bulk = self.bulk(2, user=self.finance, sequence="oldest", **values)
            bulk.action_divide()
            bulk.action_process()
            self.assertEqual((bulk.return_ids.order_id, bulk.return_ids.refund_payment_id.amount), (old, 50_000))
        with self.subTest("by somebody else, later"):
            bulk = self.bulk(5, **values)
            bulk.action_divide()
            bulk.action_process()
            self.assertEqual((set(bulk.return_ids.mapped("state")), bulk.is_refunding), ({"refunding"}, True))
            with self.assertRaises(AccessError), self.cr.savepoint():
                bulk.action_refund()
            bulk.with_user(self.finance).action_refund()
            payment = bulk.return_ids.refund_payment_id
            self.assertEqual((len(payment), payment.amount, bulk.return_ids.order_id), (1, 125_000, old | new))
            self.assertEqual((set(bulk.return_ids.mapped("state")), sum(bulk.return_ids.mapped("credit_open"))), ({"done"}, 0))
            self.refused("no money to pay back", bulk.with_user(self.finance).action_refund)
            payment.with_user(self.accountant).action_draft()
            self.assertEqual(set(bulk.return_ids.mapped("state")), {"refunding"}, "one payment taken back: all to be paid anew")

    def test_orders_outside_the_period_stay(self):
        self.bought(4, 200)
        new = self.bought(3, 10)
        bulk = self.bulk(3)
        bulk.action_divide()
        self.assertEqual(self.taken(bulk), {new: 3})
        bulk.line_ids.quantity = 4
        self.refused("has only 3", bulk.action_divide)

    def test_dividing_again_replaces_the_preview(self):
        self.bought(4, 20)
        bulk = self.bulk(3)
        bulk.action_divide()
        bulk.line_ids.quantity = 1
        self.assertEqual((bulk.state, len(bulk.return_ids)), ("draft", 0), "nobody processes what is not wanted any more")
        bulk.action_divide()
        self.assertEqual(bulk.return_ids.line_ids.mapped("quantity"), [1])

    def test_one_that_cannot_be_returned_holds_up_no_other(self):
        old, new = self.bought(4, 20), self.bought(3, 10)
        bulk = self.bulk(7)
        bulk.action_divide()
        self.take(old, 4)
        rows = self.rows_of(bulk.action_process())
        self.assertEqual(sorted(refused for refused, _message in rows.values()), [False, True])
        self.assertEqual((new.return_state, bulk.state), ("full", "divided"))

    def test_damaged_goods_are_kept_apart(self):
        self.bought(4, 20)
        bulk = self.bulk(2)
        bulk.line_ids.condition = "damaged"
        bulk.action_divide()
        bulk.action_process()
        self.assertEqual(self.on_hand(self.soap, self.company.damaged_location_id), 2)

    def test_everything_of_a_period_at_one_click(self):
        self.bought(4, 20)
        self.bought(2, 10, product=self.honey)
        bulk = self.bulk(0)
        bulk.action_take_all()
        bulk.action_divide()
        self.assertEqual(bulk.amount_total, 260_000)

    def test_nothing_wanted_is_refused(self):
        self.bought(4, 20)
        self.refused("how much", self.bulk(0).action_divide)
        self.refused("Divide the goods", self.bulk(1).action_process)

    def test_seller_divides_among_the_own_orders_only(self):
        self.bought(4, 20).user_id = self.finance
        own = self.bought(3, 30)
        bulk = self.bulk(3)
        self.assertEqual(bulk.line_ids.available, 3)
        bulk.action_divide()
        self.assertEqual(set(self.taken(bulk)), {own})

    def test_people_without_a_part_in_it_see_none(self):
        with self.assertRaises(AccessError):
            self.env["sale.return.bulk"].with_user(self.cs_a).search([])
