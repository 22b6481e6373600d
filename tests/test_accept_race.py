"""Two verifiers, two servers, one database, and power cuts: money is entered once, entirely, or not at all."""

import secrets

import pytest

from tests.clients import Web
from tests.racing import at_once, sql

ROUNDS = 100
VERIFIERS = {"verifikator_a": "Vera Anggraini", "verifikator_b": "Vito Saputra"}
WORKER = "tests/workers/accept.py"
STEPS = ("_confirm_orders", "_invoice_orders", "_enter_payments", "_reconcile", "_note_on_orders", "_accepted", "flushed")
#: Seconds after which a process is killed wherever it may be.
TIMES = ("0.05", "0.1", "0.2", "0.3", "0.4", "0.6", "0.8")

#: Accepted transactions whose books are not as the books of every accepted transaction must be.
WRONG = """
    SELECT t.id FROM sale_transaction AS t
      LEFT JOIN account_payment AS payment ON payment.id = t.payment_id
      LEFT JOIN account_move AS entry ON entry.id = payment.move_id
     WHERE (t.state = 'accepted') <> (t.payment_id IS NOT NULL)
        OR t.state = 'accepted' AND (entry.state <> 'posted' OR payment.amount <> t.amount)
        OR (SELECT count(*) FROM account_payment WHERE memo LIKE t.name || ' %') <> (t.state = 'accepted')::int
        OR (SELECT coalesce(sum(amount_residual), 0) FROM account_move AS invoice
             WHERE invoice.invoice_origin = (SELECT name FROM sale_order WHERE id = t.order_id)) <> 0
"""


@pytest.fixture(scope="module")
def second(make_server, server):
    """A second server on the same database and simulator."""
    return make_server(db=server.db, sim_port=server.instance.sim_port)


@pytest.fixture(scope="module")
def people(server, second, admin):
    """Both verifiers at both servers: ``people["verifikator_a", 0]``."""
    group = admin.ref("innovasia_sales.group_verifier")
    for login, name in VERIFIERS.items():
        values = {"name": name, "login": login, "password": login, "group_ids": [(4, group)]}
        admin.call("res.users", "create", values)
    return {(login, at): Web(url, server.db, login) for login in VERIFIERS for at, url in enumerate((server.url, second.url))}


@pytest.fixture(scope="module")
def claims(admin):
    """A factory of pending transactions, each of an order of its own; returns their ids."""

    def make(count):
        mark = secrets.token_hex(4)
        product = admin.call(
            "product.product",
            "create",
            {"name": f"Sabun {mark}", "list_price": 25_000, "type": "consu", "is_storable": True, "taxes_id": [(5,)]},
        )
        customer = admin.call("res.partner", "create", {"name": f"Siti {mark}"})
        line = {"product_id": product, "product_uom_qty": 1}
        values = {"partner_id": customer, "order_line": [(0, 0, line)]}
        orders = admin.call("sale.order", "create", [values] * count)
        return admin.call("sale.transaction", "create", [{"order_id": order, "amount": 25_000} for order in orders])

    return make


def decide(person, method, transaction, *arguments):
    """Press a button."""
    call = {"model": "sale.transaction", "method": method, "args": [[transaction], *arguments], "kwargs": {}}
    return person.call("/web/dataset/call_kw", **call)


def test_of_two_verifiers_at_the_same_instant_one_accepts_and_the_other_is_told_who(server, people, claims):
    transactions, winners = claims(ROUNDS), []
    for number, transaction in enumerate(transactions):
        presses = [
            lambda login=login, at=(number + side) % 2, t=transaction: decide(people[login, at], "action_accept", t)
            for side, login in enumerate(VERIFIERS)
        ]
        answers = dict(zip(VERIFIERS, at_once(*presses), strict=True))
        won = [login for login, refusal in answers.items() if refusal is None]
        assert len(won) == 1, (number, answers)
        [loser] = VERIFIERS.keys() - won
        assert f"was accepted by {VERIFIERS[won[0]]}" in answers[loser], answers
        winners.append(won[0])
    assert set(winners) == VERIFIERS.keys(), "one of them always wins: is there a race at all?"
    ids = ",".join(map(str, transactions))
    assert sql(server, f"SELECT count(*), count(DISTINCT payment_id) FROM sale_transaction WHERE id IN ({ids})") == [
        [str(ROUNDS), str(ROUNDS)]
    ]
    assert not sql(server, WRONG)


def test_accepting_that_races_rejecting_has_one_outcome(server, people, claims):
    for number, transaction in enumerate(claims(10)):
        refusals = at_once(
            lambda at=number % 2, t=transaction: decide(people["verifikator_a", at], "action_accept", t),
            lambda at=1 - number % 2, t=transaction: decide(
                people["verifikator_b", at], "action_reject", t, "Uang belum masuk"
            ),
        )
        assert [refusal is None for refusal in refusals].count(True) == 1, refusals
        [[state]] = sql(server, f"SELECT state FROM sale_transaction WHERE id = {transaction}")
        assert state == ("accepted" if refusals[0] is None else "rejected")
    assert not sql(server, WRONG)


def test_different_payments_of_one_order_at_the_same_instant_are_both_entered(server, admin, people, claims):
    for number, transaction in enumerate(claims(5)):
        [claim] = admin.search_read("sale.transaction", [["id", "=", transaction]], ["order_id"])
        other = admin.call("sale.transaction", "create", {"order_id": claim["order_id"][0], "amount": 10_000})
        refusals = at_once(
            lambda at=number % 2, t=transaction: decide(people["verifikator_a", at], "action_accept", t),
            lambda at=1 - number % 2, t=other: decide(people["verifikator_b", at], "action_accept", t),
        )
        assert refusals == [None, None]
        name = f"(SELECT name FROM sale_order WHERE id = {claim['order_id'][0]})"
        invoices = sql(server, f"SELECT count(*), sum(amount_residual)::int FROM account_move WHERE invoice_origin = {name}")
        assert invoices == [["1", "0"]]


def test_power_cut_at_any_point_leaves_everything_or_nothing(fresh_database, run_worker):
    output = run_worker(fresh_database(), WORKER, *STEPS, "committed", *TIMES, timeout=240)
    outcome = {
        point: (first, then) for point, first, then in (line.split("|") for line in output.splitlines() if line.count("|") == 2)
    }
    assert outcome.keys() == {*STEPS, "committed", *TIMES}, output
    for point in STEPS:
        assert outcome[point] == ("nothing", "all"), (point, outcome[point])
    assert outcome["committed"] == ("all", "all")
    for point in TIMES:
        assert outcome[point] in (("nothing", "all"), ("all", "all")), (point, outcome[point])
