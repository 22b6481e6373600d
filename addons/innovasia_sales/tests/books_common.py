"""What is true of the books at any time, looked at after every test of the money, whatever the test did."""

from odoo.exceptions import UserError
from odoo.tools import SQL

#: Rupiah have no cents; costs per piece may.
TOLERANCE = 1.0
#: Goods of an order in these stages have left the house.
LEFT = ("shipped", "received", "done")


class Steps:
    """Plays what a property test draws, one deed after the other: ``do_<deed>(which, how)``."""

    #: Names of the recordsets that the deeds add to; what was refused leaves nothing in them.
    followed = ()

    def attempt(self, deed, which, how):
        """Do one thing, or be refused with a sentence; everything else is a fault.

        :return: whether it was done"""
        try:
            with self.env.cr.savepoint():
                getattr(self, f"do_{deed}")(which, how)
                self.env.flush_all()
            return True
        except UserError:
            self.env.invalidate_all()
            for name in self.followed:
                setattr(self, name, getattr(self, name).exists())
            return False


class Books:
    """Mix it in before TransactionCase or HttpCase: a test that leaves false books behind fails."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self._check_books_in_the_end)

    def _check_books_in_the_end(self):
        # What a test that failed leaves behind says nothing.
        if self._outcome.success:
            self.check_books()

    def check_books(self):
        """Fail with a line for each rule that is broken."""
        self.env.flush_all()
        self.env.invalidate_all()
        orders = self.env["sale.order"].search([])
        transactions = self.env["sale.transaction"].search([])
        products = self.env["product.product"].search([("is_storable", "=", True), ("valuation", "=", "real_time")])
        problems = [
            *self._entries_out_of_balance(),
            *(problem for order in orders for problem in self._problems_of_stage(order)),
            *(problem for order in orders for problem in self._problems_of_receivable(order)),
            *(problem for transaction in transactions for problem in self._problems_of_transaction(transaction)),
            *self._problems_of_money(transactions),
            *(problem for product in products for problem in self._problems_of_value(product)),
        ]
        self.assertFalse(problems, "The books are false:\n" + "\n".join(problems))

    def _entries_out_of_balance(self):
        query = SQL(
            """
            SELECT move.name, sum(line.balance)
              FROM account_move_line AS line JOIN account_move AS move ON move.id = line.move_id
             WHERE move.state = 'posted' GROUP BY move.id HAVING abs(sum(line.balance)) > 0.001
            """
        )
        return [f"{name} is out of balance by {difference}" for name, difference in self.env.execute_query(query)]

    # --- stages ----------------------------------------------------------------------------------

    def _problems_of_stage(self, order):
        """The stage says where goods and money are, its log says how it came there, and Odoo's own state agrees."""
        if order.order_line.pos_order_line_ids:
            return []  # the Point of Sale has moved its goods and taken its money, on documents of its own
        gone, back, waiting = self._goods(order)
        has_goods = any(line.product_id.type == "consu" and line.product_uom_qty > 0 for line in order.order_line)
        state = "cancel" if order.stage == "cancelled" else "draft" if order.stage == "draft" else "sale"
        rules = {
            f"Odoo says {order.state}": (order.state if order.state != "sent" else "draft") == state,
            "no goods have left": order.stage not in LEFT or gone or not has_goods,
            "goods have left": order.stage in LEFT or not gone,
            "goods still wait to leave": order.stage not in ("received", "done") or not waiting,
            "it is not paid": order.stage != "done" or self._is_paid(order),
            "it is paid": order.stage != "received" or not self._is_paid(order),
            "more came back than had left": all(back.get(product, 0) <= gone.get(product, 0) for product in back),
        }
        if order.return_state != "none" or back:
            rules[f"it says returned: {order.return_state}"] = order.return_state == self._return_state(order, gone, back)
        problems = [f"{order.name} is {order.stage}, but {words}" for words, holds in rules.items() if not holds]
        steps = order.step_ids.sorted("id")
        # A draft is where every order begins: no step leads there.
        walked = ["draft", *steps.mapped("stage")]
        if walked[:-1] != steps.mapped("former_stage") or walked[-1] != order.stage:
            problems.append(f"{order.name} is {order.stage}, but its log says {steps.mapped('former_stage')} -> {walked[1:]}")
        return problems

    def _goods(self, order):
        """:return: what has left, what came back: {product: quantity}; and whether anything waits to leave"""
        moves = order.order_line.move_ids
        # What a return brought that was undone went out again, and was never meant.
        done = moves.filtered(lambda move: move.state == "done" and move.picking_id.sale_return_id.state != "undone")
        gone, back = (
            {
                product: sum(move.product_uom._compute_quantity(move.quantity, product.uom_id) for move in some)
                for product, some in done.filtered(lambda move, side=side: move[side].usage == "customer")
                .grouped("product_id")
                .items()
            }
            for side in ("location_dest_id", "location_id")
        )
        waiting = moves.filtered(
            lambda move: move.state not in ("done", "cancel", "draft") and move.location_dest_id.usage == "customer"
        )
        return gone, back, bool(waiting)

    def _return_state(self, order, gone, back):
        if gone:
            return "full" if gone == back else "partial" if back else "none"
        given = {line: line.returned_quantity for line in order.order_line if line.returned_quantity}
        return (
            "partial" if given and any(line.returned_quantity < line.product_uom_qty for line in order.order_line) else "full"
        )

    def _is_paid(self, order):
        """Whether all of an order is invoiced, and nothing of that is owed."""
        invoices = self._posted(order, "out_invoice")
        if not invoices:
            return not order.amount_total
        invoiced = {}
        for line in invoices.invoice_line_ids:
            for sold in line.sale_line_ids:
                quantity = line.product_uom_id._compute_quantity(line.quantity, sold.product_uom_id)
                invoiced[sold] = invoiced.get(sold, 0) + quantity
        lines = order.order_line.filtered(lambda line: not line.display_type and not line.is_downpayment)
        return not sum(invoices.mapped("amount_residual")) and all(
            invoiced.get(line, 0)
            >= (line.qty_delivered if line.product_id.invoice_policy == "delivery" else line.product_uom_qty)
            for line in lines
        )

    def _posted(self, order, kind):
        return order.invoice_ids.filtered(lambda move: move.state == "posted" and move.move_type == kind)

    # --- money -----------------------------------------------------------------------------------

    def _problems_of_receivable(self, order):
        """Where the accepted transactions of an order pay for its invoices, these claim nothing any more."""
        invoices = self._posted(order, "out_invoice")
        paid = sum(order.sale_transaction_ids.filtered(lambda t: t.state == "accepted").mapped("amount"))
        owed = sum(invoices.mapped("amount_residual"))
        if order.state == "cancel" and owed:
            yield f"{order.name} is cancelled, but {owed} of it is owed"
        if invoices and paid >= sum(invoices.mapped("amount_total")) and owed:
            yield f"{order.name} is paid with {paid}, but {owed} of it is owed"
        if invoices and paid + owed < sum(invoices.mapped("amount_total")) - self._settled_otherwise(invoices):
            yield f"{order.name}: {paid} was paid and {owed} is owed, which is less than its invoices"

    def _settled_otherwise(self, invoices):
        """:return: how much of invoices was settled by anything else than the transactions of their own orders"""
        own = invoices.line_ids.sale_line_ids.order_id.sale_transaction_ids.payment_id.move_id
        lines = invoices.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
        return sum(part.amount for part in lines.matched_credit_ids if part.credit_move_id.move_id not in own)

    def _problems_of_transaction(self, transaction):
        """An accepted transaction is one posted payment, a reversed one is that and its opposite, any other one is nothing."""
        payment, entry, counter = transaction.payment_id, transaction.payment_id.move_id, transaction.reversal_move_id
        rules = {
            "nothing is entered for it": transaction.state in ("accepted", "reversed") or not (payment or counter),
            "decided by somebody, or not at all": bool(transaction.decided_at) == (transaction.state != "pending"),
        }
        if transaction.state in ("accepted", "reversed"):
            rules |= {
                "its payment is as much": payment.amount == transaction.amount,
                "its payment is the customer's": payment.partner_id.commercial_partner_id
                == transaction.partner_id.commercial_partner_id,
                "its payment is of the claimed day": payment.date == transaction.company_id._ledger_date(transaction.paid_at),
                "its entry is posted": entry.state == "posted",
                "its entry is on the journal of the method": entry.journal_id == transaction.payment_method_id.journal_id,
            }
        if transaction.state == "accepted":
            rules |= {"its payment counts": payment.state in ("in_process", "paid"), "it is not reversed": not counter}
        if transaction.state == "reversed":
            balances = {}
            for line in (entry | counter).line_ids:
                balances[line.account_id] = balances.get(line.account_id, 0) + line.balance
            rules |= {
                "its payment does not count": payment.state == "canceled",
                "its reversal is posted": counter.state == "posted",
                "both entries come to nothing": not any(balances.values()),
            }
        return [
            f"{transaction.name} is {transaction.state}, but not so: {words}" for words, holds in rules.items() if not holds
        ]

    def _problems_of_money(self, transactions):
        """The sum of the accepted transactions is what the payments come to, and what has arrived on the accounts."""
        accepted = transactions.filtered(lambda transaction: transaction.state == "accepted")
        claimed = sum(accepted.mapped("amount"))
        paid = sum(transactions.payment_id.filtered(lambda payment: payment.state != "canceled").mapped("amount"))
        lines = (transactions.payment_id.move_id | transactions.reversal_move_id).line_ids
        arrived = sum(lines.filtered(lambda line: line.account_type != "asset_receivable").mapped("balance"))
        if not claimed == paid == arrived:
            yield f"{claimed} was accepted, {paid} is paid, {arrived} has arrived on the accounts"

    # --- goods -----------------------------------------------------------------------------------

    def _problems_of_value(self, product):
        """The stock is worth what its account says, but for goods that are invoiced and not shipped, or the other way round.

        With perpetual valuation Odoo books the cost of goods when they are invoiced, which mostly is before they leave.
        """
        account = product.product_tmpl_id.get_product_accounts()["stock_valuation"]
        domain = [("account_id", "=", account.id), ("product_id", "=", product.id), ("parent_state", "=", "posted")]
        [(ledger,)] = self.env["account.move.line"]._read_group(domain, [], ["balance:sum"])
        on_the_way = 0
        for line in self.env["sale.order.line"].search([("product_id", "=", product.id)]):
            delivered = line.product_uom_id._compute_quantity(line.qty_delivered, product.uom_id)
            on_the_way += self._invoiced_quantity(line) - delivered
        expected = (ledger or 0) + on_the_way * product.standard_price
        if abs(product.total_value - expected) > TOLERANCE:
            yield (
                f"{product.name} is worth {product.total_value}, its account says {ledger}, "
                f"{on_the_way:g} are invoiced and not shipped at {product.standard_price}"
            )

    def _invoiced_quantity(self, line):
        signs = {"out_invoice": 1, "out_refund": -1}
        posted = line.invoice_lines.filtered(lambda charged: charged.move_id.state == "posted")
        return sum(
            signs.get(charged.move_id.move_type, 0)
            * charged.product_uom_id._compute_quantity(charged.quantity, line.product_id.uom_id)
            for charged in posted
        )
