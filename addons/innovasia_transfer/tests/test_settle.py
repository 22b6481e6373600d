from odoo.tests import tagged

from .money_common import MoneyCase


@tagged("post_install", "-at_install")
class TestSettle(MoneyCase):
    """Money that only one order asked for pays it, in the books and on the screen, without anybody looking."""

    def test_50009_pays_the_order_of_50000_and_its_code(self):
        intent = self.open_intent(code=9)
        mutation = self.arrive(50_009)
        order, invoice = intent.order_id, intent.order_id.invoice_ids
        self.assertFalse(mutation.match_problem)
        self.assertEqual((intent.state, intent.received, mutation.state), ("paid", 50_009, "matched"))
        self.assertEqual((order.state, invoice.amount_total, invoice.payment_state), ("sale", 50_000, "paid"))
        match, transaction = intent.match_ids, intent.transaction_ids
        self.assertEqual((match.kind, match.amount, match.user_id.id), ("automatic", 50_009, False))
        self.assertEqual((match.mutation_id, match.transaction_id), (mutation, transaction))
        self.assertEqual(
            (transaction.state, transaction.source, transaction.amount, transaction.unbacked_amount),
            ("accepted", "transfer", 50_009, 0),
        )
        self.assertFalse(invoice.amount_residual)

    def test_payment_is_receivable_and_code_against_suspense(self):
        intent = self.open_intent(code=9)
        self.arrive(50_009)
        balances = {line.account_id: line.balance for line in intent.transaction_ids.payment_id.move_id.line_ids}
        receivable = self.customer.property_account_receivable_id
        self.assertEqual(
            balances,
            {
                self.journal.suspense_account_id: 50_009,
                receivable: -50_000,
                self.journal.transfer_rounding_account_id: -9,
            },
        )
