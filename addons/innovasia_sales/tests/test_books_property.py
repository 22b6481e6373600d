"""Whatever people do with orders, money and goods, in whatever sequence: stages, ledger and stock go on telling the truth."""

from contextlib import closing

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from odoo.exceptions import UserError
from odoo.tests import tagged

from .books_common import LEFT, Steps
from .returns_common import ReturnsCase

#: What people do, as often as it stands here. Numbers choose the order or the transaction, and how much.
DEEDS = [
    *("pay", "take_back") * 4,
    *("ship", "ship_part", "receive") * 3,
    *("order", "claim", "accept", "reverse", "cancel", "cancel_rest") * 2,
    *("confirm", "reject", "invoice", "process", "undo_return"),
]
STEPS = st.tuples(st.sampled_from(DEEDS), st.integers(0, 2), st.integers(0, 4))
#: An order for goods that is confirmed, one that is not, and a donation.
BEGINNING = [("order", 0, 2), ("confirm", 0, 0), ("order", 1, 1), ("order", 2, 3)]
IN_STOCK = 100

#: What often happens, and what is seldom drawn: parts, returns of every kind, and money that goes back and forth.
PAID_FIRST = [("pay", 0, 1), ("ship_part", 0, 2), ("ship", 0, 0), ("receive", 0, 0), ("take_back", 0, 0), ("reverse", 0, 0)]
ON_CREDIT = [("ship", 0, 0), ("invoice", 0, 0), ("take_back", 0, 1), ("pay", 0, 2), ("receive", 0, 0), ("pay", 0, 3)]
EXCHANGED = [("pay", 0, 1), ("ship", 0, 0), ("take_back", 0, 3), ("ship", 3, 0), ("receive", 3, 0), ("take_back", 3, 2)]
UNDONE = [("pay", 0, 1), ("ship", 0, 0), ("take_back", 0, 1), ("undo_return", 0, 0), ("take_back", 0, 3), ("undo_return", 1, 0)]
CHANGED_MIND = [("claim", 1, 1), ("reject", 0, 0), ("pay", 1, 3), ("take_back", 1, 2), ("cancel", 1, 0), ("reverse", 1, 0)]


@tagged("post_install", "-at_install")
class TestBooksProperty(Steps, ReturnsCase):
    followed = ("orders", "claims")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keeper = cls._create_user("property_keeper", "stock.group_stock_user")
        cls.jnt = cls.env.ref("innovasia_sales.carrier_jnt")

    # Always the same sequences, so that a red test is the fault of a change; a busy machine is no reason to fail.
    @settings(max_examples=15, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @example([*PAID_FIRST, ("pay", 0, 1), ("take_back", 0, 1), ("cancel", 0, 0)])
    @example([*ON_CREDIT, ("reverse", 0, 0), ("take_back", 0, 4)])
    @example([*EXCHANGED, ("reverse", 0, 0)])
    @example([*UNDONE, ("take_back", 0, 4), ("undo_return", 2, 0), ("receive", 0, 0)])
    @example([*CHANGED_MIND, ("pay", 2, 1), ("take_back", 2, 4), ("reverse", 1, 0)])
    @given(st.lists(STEPS, min_size=12, max_size=20))
    def test_stage_ledger_and_stock_agree_after_every_step(self, steps):
        self.play(steps)

    def play(self, steps):
        """Do these things one after the other, look at the books after each, and forget it all."""
        self.orders, self.claims, self.parcels = self.env["sale.order"], self.env["sale.transaction"], 0
        with closing(self.env.cr.savepoint()):
            for deed, which, how in [*BEGINNING, *steps]:
                if self.attempt(deed, which, how):
                    self.check_books()
                    self.check_more()

    def check_more(self):
        """What is true where everything began with an inventory, and money came and went by transactions and refunds only."""
        for order in self.orders:
            for step in order.step_ids:
                if step.former_stage in LEFT and order._has_goods():
                    self.assertIn(step.stage, LEFT, f"{order.name} came back into the house")
        for product in self.soap | self.honey:
            domain = [("product_id", "=", product.id), ("location_id.usage", "in", ("internal", "customer"))]
            [(there,)] = self.env["stock.quant"]._read_group(domain, [], ["quantity:sum"])
            self.assertEqual(there, IN_STOCK, f"{product.name} vanished or came from nowhere")
        invoices = self.env["account.move"].search(
            [("state", "=", "posted"), ("move_type", "in", ("out_invoice", "out_refund"))]
        )
        refunds = self.env["sale.return"].search([]).refund_payment_id
        accepted = self.claims.filtered(lambda claim: claim.state == "accepted")
        domain = [("account_type", "=", "asset_receivable"), ("parent_state", "=", "posted")]
        [(balance,)] = self.env["account.move.line"]._read_group(domain, [], ["balance:sum"])
        charged = sum(invoices.mapped("amount_total_signed"))
        paid = sum(accepted.mapped("amount")) - sum(refunds.mapped("amount"))
        self.assertEqual(balance, charged - paid, "what customers owe is what they were charged and have not paid")

    # --- what people do --------------------------------------------------------------------------

    def order(self, which):
        return self.orders[which % len(self.orders)]

    def claim(self, which):
        if not self.claims:
            raise UserError("Nobody has claimed a payment.")  # pylint: disable=translation-required
        return self.claims[which % len(self.claims)]

    def number(self):
        self.parcels += 1
        return f"JP{self.parcels:010}"

    def do_order(self, which, how):
        products = [(self.soap,), (self.soap, self.honey), (self.alms,)][which % 3]
        customer = self.other_customer if how == 4 else self.customer
        self.orders |= self.make_order(*products, quantity=how + 1, customer=customer, user_id=self.seller.id)

    def do_confirm(self, which, how):
        self.order(which).with_user(self.seller).action_confirm()

    def do_claim(self, which, how):
        order = self.order(which)
        total = order.amount_total
        amount = [total, total, total // 2 or 1, total + 7_000, 1_000][how]
        self.claims |= self.make_transaction(order, amount, days_ago=how, payment_method_id=self.method(how).id)

    def do_pay(self, which, how):
        """Claim and accept at once, as at the counter."""
        self.do_claim(which, how)
        self.accept(self.claims[-1])

    def do_accept(self, which, how):
        if how == 4:
            self.accept(self.claims or self.claim(which))
        else:
            self.accept(self.claim(which))

    def do_reject(self, which, how):
        self.claim(which).with_user(self.verifier).action_reject("Belum masuk", cancel_order=bool(how % 2))

    def do_reverse(self, which, how):
        self.claim(which).with_user(self.verifier_b).action_reverse("Dibatalkan bank")

    def do_invoice(self, which, how):
        self.order(which)._create_invoices().action_post()

    def do_process(self, which, how):
        self.order(which).with_user(self.keeper).action_process()

    def do_ship(self, which, how):
        self.order(which).with_user(self.keeper).action_ship(self.number(), self.jnt.id)

    def do_ship_part(self, which, how):
        action = self.order(which).with_user(self.seller).action_open_ship()
        window = self.env["sale.ship"].with_user(self.seller).browse(action["res_id"])
        window.write({"carrier_id": self.jnt.id, "tracking": self.number()})
        for line in window.line_ids:
            line.quantity = min(how, line.left)
        window.action_ship()

    def do_receive(self, which, how):
        self.order(which).with_user(self.keeper).action_receive()

    def do_cancel(self, which, how):
        self.order(which).with_user(self.seller).action_cancel()

    def do_cancel_rest(self, which, how):
        self.order(which)._open_deliveries().with_user(self.keeper).action_cancel()

    def do_take_back(self, which, how):
        settlement = ["refund", "deposit", "invoice", "exchange", "refund"][how]
        condition = ["good", "damaged", "unsent", "good", "none"][how]
        values = {"settlement": settlement, "payment_method_id": self.method(which).id}
        document = self.take(self.order(which), how % 3 + 1, self.finance, condition=condition, **values)
        self.orders |= document.replacement_order_id.sudo(False)

    def do_undo_return(self, which, how):
        returns = self.env["sale.return"].search([], order="id")
        if not returns:
            raise UserError("Nothing has come back.")  # pylint: disable=translation-required
        returns[which % len(returns)].with_user(self.finance).action_undo("Salah catat")

    def method(self, number):
        return self.cash_method if number % 2 else self.other_method
