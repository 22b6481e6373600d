"""A long file in parts: nothing is left out, equal rows stay together, and it goes on where it stopped."""

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from transfer_tools.mutation_parts import Parts
from transfer_tools.mutation_plan import Known, Seen, name_rows, settle_names
from transfer_tools.mutation_row import Row, fingerprint

DAY = date(2026, 11, 1)
ROWS = st.lists(
    st.builds(
        lambda day, amount, text: Row(DAY + timedelta(days=day), "credit", amount, text),
        st.integers(0, 3), st.integers(1, 4), st.sampled_from("AB"),
    ),
    max_size=60,
)  # fmt: skip


def row(day, amount=1, text="A"):
    return Row(DAY + timedelta(days=day), "credit", amount, text)


def divide(parts):
    found, taken = [], 0
    while taken < len(parts):
        found.append(parts.after(taken))
        taken += len(found[-1])
    return found


@given(rows=ROWS, size=st.integers(1, 20))
def test_each_row_is_in_one_part_and_equal_ones_are_together(rows, size):
    found = divide(Parts(rows, size))
    assert Counter(row for part in found for row in part) == Counter(rows)
    where = defaultdict(set)
    for number, part in enumerate(found):
        for each in part:
            where[each].add(number)
    assert all(len(numbers) == 1 for numbers in where.values())
    days = [each.date for part in found for each in part]
    assert days == sorted(days)


@given(rows=ROWS, size=st.integers(1, 20), again=st.integers(1, 20))
def test_a_file_that_goes_on_with_parts_of_another_size_leaves_nothing_out(rows, size, again):
    first = Parts(rows, size).after(0)
    rest, taken = [], len(first)
    while taken < len(rows):
        rest += (part := Parts(rows, again).after(taken))
        taken += len(part)
    assert Counter(first + rest) == Counter(rows)


@given(rows=ROWS, size=st.integers(1, 20))
def test_parts_say_the_same_money_as_the_whole(rows, size):
    names, money = {}, defaultdict(list)
    for part in divide(Parts(rows, size)):
        seen = Seen(dict(names), {key: list(known) for key, known in money.items()}, {"file": set(names.values())})
        for step in settle_names(name_rows(part, "file", False), seen):
            assert step.mutation is None, "each row is different money"
            number = len(names)
            names["file", step.key] = number
            money[step.row.money].append(Known(number, step.fingerprint))
    assert len(names) == len(rows)


@pytest.mark.parametrize(
    "rows, lengths",
    [
        ([row(3), row(1, 1), row(1, 2), row(1, 3), row(2)], [3, 2]),
        ([row(1, amount) for amount in range(9)[1:]], [2, 2, 4]),
        ([row(1, 5)] * 9, [9]),
        ([row(0)] + [row(1, amount) for amount in range(7)[1:]], [2, 2, 3]),
        ([], []),
    ],
    ids=["whole days", "a long day", "equal rows of a long day", "a long day after a short one", "nothing"],
)
def test_days_stay_whole_unless_they_are_too_long(rows, lengths):
    assert [len(part) for part in divide(Parts(rows, 2))] == lengths


def test_within_a_day_the_order_is_the_file_s():
    rows = [row(1, amount) for amount in (7, 3, 9, 1)]
    assert rows != sorted(rows, key=lambda each: fingerprint(each, reference=True))
    assert Parts(rows, 9).after(0) == rows
