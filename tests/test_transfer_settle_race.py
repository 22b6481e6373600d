"""Many settle the same money at the same instant, or are killed while they do: it pays once, entirely, or not at all."""

from collections import Counter

import pytest

WORKER = "tests/workers/transfer_settle.py"
WORKERS, ORDERS, PEOPLE = 4, 8, 5
STEPS = ("_enter", "_reconcile_with", "_recount", "_came", "flushed")
#: Seconds after which the process is killed wherever it may be.
TIMES = ("0.2", "0.4", "0.7", "1.0", "1.5")


@pytest.fixture(scope="module")
def database(make_database):
    """One database for all of these."""
    return make_database()


@pytest.fixture
def played(database, run_worker):
    """A function that runs the worker, and returns the fields of the lines that it printed."""

    def play(*arguments):
        output = run_worker(database, WORKER, *arguments, timeout=500)
        return [line.split("|") for line in output.splitlines() if line.count("|") in (2, 4)], output

    return play


def test_many_workers_settle_each_order_once_and_leave_what_came_twice(played):
    rows, output = played("jobs", str(WORKERS), str(ORDERS))
    orders = Counter(tuple(row[1:]) for row in rows if row[0] == "order")
    assert orders == {("paid", "1", "1", "0"): ORDERS}, output
    money = [row[1:] for row in rows if row[0] == "money"]
    assert Counter(state for state, *_amounts in money) == {"matched": ORDERS, "suspense": ORDERS}, output
    for state, matched, matches, left in money:
        assert matched == matches and (left == "0") == (state == "matched"), output


def test_of_many_people_who_spend_the_same_money_one_does_and_the_others_are_told(played):
    rows, output = played("people", str(PEOPLE))
    orders = Counter(tuple(row[1:]) for row in rows if row[0] == "order")
    assert orders == {("paid", "1", "1", "0"): 1, ("open", "0", "0", "0"): PEOPLE - 1}, output
    assert [row[1:] for row in rows if row[0] == "money"] == [["matched", "50000", "50000", "0"]]
    assert output.count("is settled already") == PEOPLE - 1, output


def test_power_cut_at_any_point_leaves_all_or_nothing(played):
    rows, output = played(*STEPS, "committed", *TIMES)
    outcome = {point: (first, then) for point, first, then in rows}
    assert outcome.keys() == {*STEPS, "committed", *TIMES}, output
    for point in STEPS:
        assert outcome[point] == ("nothing", "all"), (point, outcome[point])
    assert outcome["committed"] == ("all", "all")
    for point in TIMES:
        assert outcome[point] in (("nothing", "all"), ("all", "all")), (point, outcome[point])
