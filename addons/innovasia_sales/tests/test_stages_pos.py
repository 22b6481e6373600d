from odoo import Command, fields
from odoo.tests import new_test_user, tagged

from .stages_common import StagesCase


@tagged("post_install", "-at_install")
class TestStagesPos(StagesCase):
    def sell_at_pos(self, order):
        """:return: pos.session at which the customer paid in cash, and fetched it"""
        config = self.env["pos.config"].create({"name": "Toko"})
        config.open_ui()
        session = config.current_session_id
        session.set_opening_control(0, "")
        self.env["pos.order"].sync_from_ui([self.sale_at_pos(session, order)])
        return session

    def test_an_order_paid_and_fetched_at_the_point_of_sale_is_done(self):
        order = self.order((self.soap, 2))
        self.sell_at_pos(order)
        self.assertEqual(order.order_line.qty_delivered, 2)
        self.assertEqual(order.stage, "done")
        self.assertEqual(order.step_ids.sorted("id").mapped("stage"), ["ordered", "shipped", "received", "done"])

    def test_cash_of_a_till_is_among_what_no_transaction_tells_of(self):
        session = self.sell_at_pos(self.order((self.soap, 2)))
        accountant = new_test_user(self.env, "pos-accountant", "account.group_account_invoice,point_of_sale.group_pos_user")
        cash = self.env["sale.payment.untold"].with_user(accountant).search([("session_id", "=", session.id)])
        self.assertEqual((cash.amount, cash.name, cash.user_id), (20_000, session.name, session.user_id))
        self.assertFalse(cash.payment_id)
        self.assertEqual(cash.action_open()["res_id"], session.id)

    def sale_at_pos(self, session, order):
        """What the Point of Sale sends when it was paid."""
        line = order.order_line
        return {
            "amount_paid": 20000,
            "amount_return": 0,
            "amount_tax": 0,
            "amount_total": 20000,
            "session_id": session.id,
            "date_order": fields.Datetime.to_string(fields.Datetime.now()),
            "fiscal_position_id": False,
            "lines": [
                Command.create(
                    {
                        "product_id": line.product_id.id,
                        "qty": 2,
                        "price_unit": 10000,
                        "discount": 0,
                        "price_subtotal": 20000,
                        "price_subtotal_incl": 20000,
                        "tax_ids": [],
                        "pack_lot_ids": [],
                        "sale_order_line_id": line.id,
                        "sale_order_origin_id": order.id,
                    }
                )
            ],
            "name": "Order 00001-001-0001",
            "partner_id": order.partner_id.id,
            "sequence_number": 1,
            "payment_ids": [
                Command.create(
                    {
                        "amount": 20000,
                        "name": fields.Datetime.to_string(fields.Datetime.now()),
                        "payment_method_id": session.config_id.payment_method_ids[0].id,
                    }
                )
            ],
            "uuid": "00001-001-0001",
            "last_order_preparation_change": "{}",
            "user_id": self.env.uid,
            "to_invoice": False,
            "state": "paid",
        }
