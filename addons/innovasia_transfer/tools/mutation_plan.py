"""Which rows of a delivery are money that is known already, and which are new. Pure: the answer depends on what was
seen so far, and not on the order in which it was seen (TRANSFERS.md, invariant 4).

Each teller (a service, the files of one mapping, a person) sees an account's money in its own words. Within one teller,
a row is named by its reference, or by its fingerprint and its count among equal rows of one delivery. Between tellers
only day, direction and amount agree: what one of them brings first belongs to what the other brings later, until the
later one tells of more than there is. So an account holds, for each day, direction and amount, as many mutations as the
teller that knows of the most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from .mutation_row import Row, fingerprint

#: A pending mutation is dated on the next banking day; Lebaran keeps banks closed for over a week.
PENDING_DAYS = 12


@dataclass(slots=True)
class Known:
    """A mutation that the account has: its id, and how it was described when it came."""

    id: int
    fingerprint: str = ""


@dataclass(slots=True)
class Step:
    """What becomes of a row: ``mutation`` is the known one's id, or None where it is new."""

    row: Row
    teller: str
    key: str
    fingerprint: str
    mutation: int | None = None
    #: Whether the teller named it this way before.
    is_named: bool = False
    #: An earlier step of the same delivery tells of the same reference.
    same_as: Step | None = None


@dataclass(slots=True)
class Seen:
    """What is known of the account, as far as a delivery touches it.

    ``names``: {(teller, key): mutation id}; ``money``: {Row.money: [Known]}, oldest first;
    ``told``: {teller: ids of the mutations that it told of}.
    """

    names: Mapping[tuple[str, str], int] = field(default_factory=dict)
    money: Mapping[tuple, list[Known]] = field(default_factory=dict)
    told: Mapping[str, set[int]] = field(default_factory=dict)


def name_rows(rows: Iterable[Row], teller: str, by_reference: bool) -> list[Step]:
    """Return a step for each dated row, named as its teller names it.

    :param by_reference: the teller's references are its own keys (services, integrations), not a bank's remarks (files)
    """
    counts, steps = Counter(), []
    for row in rows:
        if by_reference and row.reference:
            steps.append(Step(row, f"{teller}#reference", row.reference, fingerprint(row)))
            continue
        print_ = fingerprint(row, reference=True)
        steps.append(Step(row, teller, f"{print_}:{counts[print_]}", print_))
        counts[print_] += 1
    return steps


def settle_names(steps: list[Step], seen: Seen) -> list[Step]:
    """Find each step's mutation: the one it was named before, else one of the same money that its teller has not told of.

    Rows of one delivery are different money, unless they bear the same reference.
    """
    taken, first = set(), {}
    for step in steps:
        name = (step.teller, step.key)
        if name in first:
            step.same_as = first[name]
            continue
        first[name] = step
        known = seen.names.get(name)
        if known is not None and known not in taken:
            step.mutation, step.is_named = known, True
            taken.add(known)
    for step in steps:
        if step.mutation is None and step.same_as is None:
            told = seen.told.get(step.teller, ())
            free = [known for known in seen.money.get(step.row.money, ()) if known.id not in taken and known.id not in told]
            # Any of them would do for the money; the one with the same words reads better.
            free.sort(key=lambda known: known.fingerprint != step.fingerprint)
            if free:
                step.mutation = free[0].id
                taken.add(step.mutation)
    return steps


def pair_pending(pending: Iterable[tuple[int, date]], dated: Iterable[tuple[int, date]]) -> dict[int, int]:
    """Tell which dated mutation each provisional one became, among those of one direction, amount and description.

    :param pending: (id, day it was first seen)
    :param dated: (id, day)
    :return: {provisional id: dated id}; the earliest days go with each other
    """
    pairs, free = {}, sorted(dated, key=_by_day)
    for waiting, first_seen in sorted(pending, key=_by_day):
        # The day before: a file may be read after midnight, and its pending rows get the reader's day.
        earliest, last = first_seen - timedelta(days=1), first_seen + timedelta(days=PENDING_DAYS)
        mutation = next((mutation for mutation in free if earliest <= mutation[1] <= last), None)
        if mutation:
            pairs[waiting] = mutation[0]
            free.remove(mutation)
    return pairs


def _by_day(mutation):
    return mutation[1], mutation[0]
