"""The money: what it adds to an imported order, and whether many transactions accepted at once stay cheap each."""

import os

from odoo import Command, fields

from ..databases import environment_on_copy
from ..measure import Bound, Row, seconds
from ..shop import Shop


def measure(source: str, quick: bool) -> list[Row]:
    """Milliseconds for an order, and for a transaction."""
    return [_imports(source, quick), _accepts(source, quick)]


# --- orders ------------------------------------------------------------------------------


def _imports(source: str, quick: bool) -> Row:
    """Orders imported from a file and confirmed at once, with their commit, in a database with our addons and in one without.

    Both have the same modules of Odoo and the same company; each order has two lines of goods that are in stock.
    """
    rounds, orders = (1, 5) if quick else (2, 1_000)
    row = Row(f"creating and confirming {orders:,} imported orders", "the same in plain Odoo", "ms/order", Bound("<=", 1.3))
    plain_source = os.environ.get("PLAIN_DATABASE")
    if not plain_source:
        raise SystemExit("Name a database of plain Odoo with the same modules in PLAIN_DATABASE, as `make bench` does.")
    with environment_on_copy(plain_source, "plain") as plain, environment_on_copy(source, "orders") as ours:
        shops = [Shop(plain), Shop(ours)]
        for shop in shops:
            _import(shop, min(orders, 20))
        return row.take_turns(rounds, *(lambda shop=shop: _import(shop, orders) for shop in shops))


def _import(shop: Shop, count: int) -> float:
    """Import and confirm so many orders; returns milliseconds for each."""
    env = shop.env
    env.clear()
    header = ["partner_id/.id", "order_line/product_id/.id", "order_line/product_uom_qty"]
    rows = []
    for _ in range(count):
        first, *others = shop.products.ids
        rows.append([str(shop.customer.id), str(first), "2"])
        rows += [["", str(other), "1"] for other in others]

    def load_and_confirm():
        result = env["sale.order"].load(header, rows)
        if not result["ids"] or len(result["ids"]) != count:
            raise AssertionError(f"The orders were not imported: {result['messages'][:3]}")
        orders = env["sale.order"].browse(result["ids"])
        orders.action_confirm()
        env.cr.commit()
        if set(orders.mapped("state")) != {"sale"}:
            raise AssertionError("Not every order was confirmed.")

    return 1000 * seconds(load_and_confirm) / count


# --- transactions ------------------------------------------------------------------------


def _accepts(source: str, quick: bool) -> Row:
    """Transactions accepted at once by a verifier, with their commit: what each costs among many, and among few."""
    rounds, few, many = (1, 2, 4) if quick else (2, 100, 500)
    row = Row(f"accepting {many} transactions at once", f"{few} at once", "ms each", Bound("<=", 1.3))
    with environment_on_copy(source, "accepts") as env:
        shop = Shop(env)
        method = env["sale.payment.method"].search([("company_id", "=", env.company.id)], limit=1)
        verifier = env["res.users"].create(
            {
                "name": "Verifikator",
                "login": "bench_verifier",
                "group_ids": [Command.set(env.ref("innovasia_sales.group_verifier").ids)],
            }
        )

        def accept(count: int) -> float:
            orders = shop.order(count)
            transactions = env["sale.transaction"].create(
                [
                    {
                        "order_id": order.id,
                        "partner_id": shop.customer.id,
                        "amount": order.amount_total,
                        "paid_at": fields.Datetime.now(),
                        "payment_method_id": method.id,
                    }
                    for order in orders
                ]
            )
            env.cr.commit()
            env.clear()
            mine = transactions.with_user(verifier)

            def decide():
                mine.action_accept()
                env.cr.commit()

            duration = seconds(decide)
            if set(transactions.mapped("state")) != {"accepted"}:
                raise AssertionError("Not every transaction was accepted.")
            return 1000 * duration / count

        accept(min(few, 20))
        return row.take_turns(rounds, lambda: accept(few), lambda: accept(many))
