"""Two servers on one database: a sale that is entered twice is one sale, and a parcel leaves once."""

import secrets
from datetime import datetime, timezone

import pytest

from tests.clients import Web
from tests.racing import at_once, sql

ROUNDS = 20
PEOPLE = ("sales", "gudang")


@pytest.fixture(scope="module")
def second(make_server, server):
    """A second server on the same database and simulator."""
    return make_server(db=server.db, sim_port=server.instance.sim_port)


@pytest.fixture(scope="module")
def people(server, second):
    """Both at both servers: ``people["sales", 0]``."""
    return {(login, at): Web(url, server.db, login) for login in PEOPLE for at, url in enumerate((server.url, second.url))}


@pytest.fixture(scope="module")
def shop(server, admin):
    """Goods in stock, and a customer: ids by name."""
    goods = {"name": "Sabun", "list_price": 25_000, "type": "consu", "is_storable": True, "taxes_id": [(5,)]}
    product = admin.call("product.product", "create", goods)
    [warehouse] = admin.search_read("stock.warehouse", [], ["lot_stock_id"], limit=1)
    count = {"product_id": product, "location_id": warehouse["lot_stock_id"][0], "inventory_quantity": 1_000}
    counted = admin.call("stock.quant", "create", count)
    ask(Web(server.url, server.db, "admin"), "stock.quant", "action_apply_inventory", [counted])
    [courier] = admin.search_read("delivery.carrier", [["code", "=", "JNT"]], ["name"])
    [method] = admin.search_read("sale.payment.method", [["is_default", "=", True]], ["name"], limit=1)
    customer = admin.call("res.partner", "create", {"name": "Siti"})
    return {"product": product, "courier": courier["id"], "method": method["id"], "customer": customer}


def ask(person, model, method, *arguments):
    """Call a method as the screen does."""
    return person.call("/web/dataset/call_kw", model=model, method=method, args=arguments, kwargs={})


def test_same_sale_entered_twice_at_the_same_instant_is_one_sale(server, people, shop):
    for number in range(ROUNDS):
        key = secrets.token_hex(8)
        values = {
            "key": key,
            "lines": [{"product_id": shop["product"], "quantity": 2}],
            "payment_method_id": shop["method"],
            "paid_at": f"{datetime.now(timezone.utc):%Y-%m-%d %H:%M:%S}",
            "note": key,
        }
        answers = []
        refusals = at_once(
            *(
                lambda at=at, values=values, answers=answers: answers.append(
                    ask(people["sales", at], "sale.transaction", "entry_save", values, {"id": shop["customer"]})
                )
                for at in (number % 2, 1 - number % 2)
            )
        )
        assert refusals == [None, None]
        assert answers[0] == answers[1], "both screens show the same transaction"
        [[transactions, orders]] = sql(
            server, f"SELECT count(*), count(DISTINCT order_id) FROM sale_transaction WHERE client_key = '{key}'"
        )
        assert (transactions, orders) == ("1", "1")
    made = f"SELECT count(*) FROM sale_order WHERE partner_id = {shop['customer']}"
    assert sql(server, made) == [[str(ROUNDS)]], "no order is left of the one that lost"


def test_of_two_people_who_ship_an_order_one_does_and_the_other_is_told(server, admin, people, shop):
    line = {"product_id": shop["product"], "product_uom_qty": 1}
    values = {"partner_id": shop["customer"], "user_id": False, "order_line": [(0, 0, line)]}
    for number, order in enumerate(admin.call("sale.order", "create", [values] * ROUNDS)):
        admin.call("sale.order", "action_confirm", [order])
        numbers = {login: f"JP{secrets.randbelow(10**10):010}" for login in PEOPLE}
        refusals = dict(
            zip(
                PEOPLE,
                at_once(
                    *(
                        lambda login=login, at=(number + side) % 2, order=order, numbers=numbers: ask(
                            people[login, at], "sale.order", "action_ship", [order], numbers[login], shop["courier"]
                        )
                        for side, login in enumerate(PEOPLE)
                    )
                ),
                strict=True,
            )
        )
        [winner] = [login for login, refusal in refusals.items() if refusal is None]
        [loser] = set(PEOPLE) - {winner}
        assert "has been shipped already" in refusals[loser] and numbers[winner] in refusals[loser], refusals
        parcels = sql(server, f"SELECT carrier_tracking_ref, state FROM stock_picking WHERE sale_id = {order}")
        assert parcels == [[numbers[winner], "done"]]
        assert sql(server, f"SELECT stage FROM sale_order WHERE id = {order}") == [["shipped"]]
