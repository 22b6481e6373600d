"""Accepting a transaction in a process that is killed at a chosen point: prints what is left of it.

accept.py POINT...          one transaction for each point, killed there; then accepted once more

A point is a step of accepting (``_confirm_orders``, ``_invoice_orders``, ``_enter_payments``, ``_reconcile``,
``_note_on_orders``, ``_accepted``): the process dies when the step is done. ``flushed`` is before the commit,
``committed`` after it, and a number is a time in seconds at which it is killed from outside.

Prints a line for each point: the point, whether everything or nothing of it is there, and the same after the second time.
"""

import sys

from dev.odoo_env import environment
from tests.workers.processes import die, finish, seconds, start

#: Everything of an accepted transaction, as it must be there entirely or not at all.
TRACES = """
    SELECT t.state, o.state, o.stage,
           (SELECT count(*) FROM account_payment WHERE memo LIKE t.name || '%%'),
           (SELECT count(*) FROM account_move WHERE invoice_origin = o.name AND state = 'posted' AND payment_state = 'paid'),
           (SELECT count(*) FROM account_move WHERE invoice_origin = o.name),
           (SELECT count(*) FROM stock_picking WHERE origin = o.name),
           t.payment_id IS NOT NULL, t.receipt_number IS NOT NULL
      FROM sale_transaction AS t JOIN sale_order AS o ON o.id = t.order_id WHERE t.id = %s
"""
ALL = ("accepted", "sale", "ordered", 1, 1, 1, 1, True, True)
NOTHING = ("pending", "draft", "draft", 0, 0, 0, 0, False, False)


def make(env):
    """:return: the id of a new pending transaction"""
    product = env["product.product"].create({"name": "Sabun", "list_price": 25_000, "type": "consu", "taxes_id": [(5,)]})
    line = {"product_id": product.id, "product_uom_qty": 2}
    order = env["sale.order"].create({"partner_id": env.ref("base.partner_admin").id, "order_line": [(0, 0, line)]})
    return env["sale.transaction"].create({"order_id": order.id, "amount": order.amount_total}).id


def accept(transaction_id, point):
    """Accept it, and die at the point."""
    with environment() as env:
        model = type(env["sale.transaction"])
        if hasattr(model, point):
            step = getattr(model, point)

            def fatal(*arguments):
                step(*arguments)
                env.flush_all()
                die()

            setattr(model, point, fatal)
        env["sale.transaction"].browse(transaction_id).action_accept()
        env.flush_all()
        if point == "flushed":
            die()
        env.cr.commit()
        if point == "committed":
            die()


def traces(transaction_id):
    """:return: "all", "nothing", or what there is instead"""
    with environment() as env:
        env.cr.execute(TRACES, [transaction_id])
        row = env.cr.fetchone()
    return {ALL: "all", NOTHING: "nothing"}.get(row, repr(row))


if __name__ == "__main__":
    with environment() as env:
        ids = [make(env) for _point in sys.argv[1:]]
    for transaction_id, point in zip(ids, sys.argv[1:], strict=True):
        finish(start(accept, transaction_id, point), seconds(point))
        first = traces(transaction_id)
        if first == "nothing":
            finish(start(accept, transaction_id, "no point"))
        print(point, first, traces(transaction_id), sep="|", flush=True)
