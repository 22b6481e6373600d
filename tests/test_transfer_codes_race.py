"""Many ask for transfers of one total at the same instant, or are killed while they ask: each amount is asked of one only."""

import pytest

WORKER = "tests/workers/transfer_codes.py"
CALLERS, ORDERS = 16, 6
ROUNDS = 10
POINTS = ("reserved", "written", "undone", "committed")
#: Seconds after which the process is killed wherever it may be.
TIMES = ("0.1", "0.2", "0.3", "0.5")


@pytest.fixture(scope="module")
def database(make_database):
    """One database for all of these."""
    return make_database()


@pytest.fixture
def played(database, run_worker):
    """A function that runs the worker, and returns the fields of the lines that it printed."""

    def play(*arguments):
        output = run_worker(database, WORKER, *arguments, timeout=400)
        return [line.split("|") for line in output.splitlines() if line.count("|") in (2, 3)], output

    return play


def test_sixteen_processes_use_up_all_codes_of_one_total_and_none_twice(played):
    rows, output = played("crowd", str(CALLERS), str(ORDERS))
    codes = [int(code) for _order, code, _state in rows]
    assert sorted(codes) == list(range(1, CALLERS * ORDERS + 1)), output
    assert {state for _order, _code, state in rows} == {"open"}
    assert len({order for order, _code, _state in rows}) == CALLERS * ORDERS
    assert f"All {CALLERS * ORDERS} unique codes" in output, "the one that was too much was told so"


def test_two_who_ask_for_the_same_order_get_the_same_amount(played):
    rows, output = played("pair", str(ROUNDS))
    assert len(rows) == ROUNDS, output
    assert len({order for order, _code, _state in rows}) == ROUNDS
    assert "Traceback" not in output


def test_power_cut_leaves_an_expected_transfer_or_none_and_no_code_is_lost(played):
    rows, output = played(*POINTS, *TIMES)
    outcome = {point: states for point, *states in rows}
    assert outcome.keys() == {*POINTS, *TIMES}, output
    for point, (first, then, reaped) in outcome.items():
        expected = {"committed": {"1,1"}, "0.1": None, "0.2": None, "0.3": None, "0.5": None}.get(point, {"0,1"})
        assert first in (expected or {"0,0", "0,1", "1,1"}), (point, first)
        # The second time there is one intent; a reservation of the first time may still be there, until it is reaped.
        assert then in ("1,1", "1,2"), (point, then)
        assert reaped == "1,1", (point, reaped)
