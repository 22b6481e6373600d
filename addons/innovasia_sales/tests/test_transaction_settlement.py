from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import SalesCase


@tagged("post_install", "-at_install")
class TestTransactionSettlement(SalesCase):
    """One transaction settles several invoices, each with the part that is meant for it."""

    def invoices(self, *products):
        orders = self.env["sale.order"].union(*(self.make_order(product) for product in products))
        orders.action_confirm()
        invoices = orders._create_invoices(grouped=True)
        invoices.action_post()
        return invoices.sorted("id")

    def settle(self, amount, parts, **values):
        """:param dict parts: {account.move: amount}"""
        transaction = self.env["sale.transaction"].create(
            {
                "partner_id": self.customer.id,
                "amount": amount,
                "allocation_ids": [(0, 0, {"invoice_id": move.id, "amount": part}) for move, part in parts.items()],
                **values,
            }
        )
        self.accept(transaction)
        return transaction

    def test_each_invoice_gets_its_part_and_the_rest_stays_credit(self):
        soap, honey = self.invoices(self.soap, self.honey)
        transaction = self.settle(100_000, {honey: 60_000, soap: 25_000})
        self.assertEqual((soap.amount_residual, honey.amount_residual), (0, 20_000))
        self.assertEqual((soap.payment_state, honey.payment_state), ("paid", "partial"))
        payment = transaction.payment_id
        self.assertEqual((payment.amount, payment.state, payment.move_id.state), (100_000, "paid", "posted"))
        self.assertEqual(sum(payment.move_id._receivable_lines().mapped("amount_residual")), -15_000)
        self.assertEqual(payment.move_id.line_ids.filtered("debit").account_id, payment.journal_id.default_account_id)
        self.assertEqual(soap._sale_transactions(), transaction)

    def test_part_that_was_paid_meanwhile_stays_credit(self):
        [soap] = self.invoices(self.soap)
        self.settle(10_000, {soap: 10_000})
        transaction = self.settle(25_000, {soap: 25_000})
        self.assertEqual(soap.payment_state, "paid")
        self.assertEqual(sum(transaction.payment_id.move_id._receivable_lines().mapped("amount_residual")), -10_000)

    def test_settled_and_foreign_invoices_are_refused(self):
        [soap] = self.invoices(self.soap)
        self.settle(25_000, {soap: 25_000})
        with self.assertRaisesRegex(UserError, "is paid already"):
            self.settle(25_000, {soap: 25_000})
        [honey] = self.invoices(self.honey)
        with self.assertRaisesRegex(UserError, "not an invoice of the customer"):
            self.settle(1_000, {honey: 1_000}, partner_id=self.other_customer.id)
        with self.assertRaisesRegex(UserError, "meant for more than was paid"):
            self.settle(1_000, {honey: 2_000})

    def test_reversal_opens_all_of_them_again(self):
        soap, honey = self.invoices(self.soap, self.honey)
        transaction = self.settle(105_000, {honey: 80_000, soap: 25_000})
        self.assertEqual((soap.payment_state, honey.payment_state), ("paid", "paid"))
        transaction.with_user(self.verifier).action_reverse("Salah rekening")
        self.assertEqual((soap.amount_residual, honey.amount_residual), (25_000, 80_000))
