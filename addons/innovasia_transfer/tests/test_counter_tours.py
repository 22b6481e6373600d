from odoo.tests import HttpCase, tagged

from .money_common import MoneyData


@tagged("post_install", "-at_install")
class TestCounterTours(MoneyData, HttpCase):
    """A customer at the counter pays by transfer, in a browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.soap.barcode = "8991234500017"
        cls.cashier = cls._create_user("transfer_cashier", "innovasia_sales.group_cashier")
        cls.put_in_stock(cls.soap, 5)

    def when_looked_for_again(self, deed):
        """Let something happen to the transfer when the counter has looked for it once.

        :param deed: called with the transfer.intent
        """
        intents, looks = type(self.env["transfer.intent"]), []
        look = intents._cashier_hand_over

        def hand_over(intent):
            looks.append(intent)
            if len(looks) == 2:
                deed(intent)
            return look(intent)

        self.patch(intents, "_cashier_hand_over", hand_over)

    def sell(self, tour):
        """:return: transfer.intent of what the cashier sold"""
        self.start_tour("/odoo/cashier", f"innovasia_transfer.{tour}", login="transfer_cashier")
        return self.env["transfer.intent"].search([("user_id", "=", self.cashier.id)])

    def test_goods_are_given_when_the_money_is_there(self):
        self.when_looked_for_again(lambda intent: self.arrive(int(intent.payable)))
        intent = self.sell("sell_by_transfer_at_the_counter")
        self.assertEqual((intent.base, intent.state), (25_000, "paid"))
        self.assertEqual(intent.order_id.picking_ids.mapped("state"), ["done"])
        self.check_books()

    def test_what_is_called_off_is_not_given(self):
        self.when_looked_for_again(lambda intent: intent._cancel("test"))
        intent = self.sell("transfer_at_the_counter_is_called_off")
        self.assertEqual((intent.state, intent.transaction_ids), ("cancelled", self.env["sale.transaction"]))
        self.assertNotIn("done", intent.order_id.picking_ids.mapped("state"))
