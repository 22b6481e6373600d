"""Which column of a bank's table means what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .reading import FileError

#: What a column can mean; those of a table's own direction stand first.
ROLES = (
    "date", "time", "description", "amount", "credit", "debit", "kind", "balance", "reference", "currency", "sender_name",
    "sender_account", "account",
)  # fmt: skip
#: Headings stand in one of the first lines; titles, names and addresses may stand above.
HEADING_LINES = 60
CREDIT_WORDS = ("CR", "C", "K", "KR", "KREDIT", "CREDIT", "IN", "MASUK", "UANG MASUK", "DANA MASUK", "+")
DEBIT_WORDS = ("DB", "D", "DR", "DEBET", "DEBIT", "OUT", "KELUAR", "UANG KELUAR", "DANA KELUAR", "-")
PENDING_WORDS = ("PEND", "PENDING")
#: Letters of columns go to AZ: what follows (CR, DB, DC, DK…) are headings.
_LETTERS = re.compile(r"A?[A-Z]")


@dataclass(frozen=True)
class Mapping:
    """How to read a bank's table.

    Each of ``columns`` names a meaning and, in order, the headings or letters (``A`` to ``AZ``) that stand for it: the first
    that is found counts; of descriptions all that are found. ``amount`` alone has both directions, told by its sign, by
    letters beside the number, or by the ``kind`` column; ``credit`` and ``debit`` have one each.
    """

    columns: dict[str, tuple[str, ...]]
    delimiter: str = ""
    encoding: str = ""
    skip: int = 0
    decimal: str = "auto"
    order: str = "dmy"
    credit_words: tuple[str, ...] = CREDIT_WORDS
    debit_words: tuple[str, ...] = DEBIT_WORDS
    pending_words: tuple[str, ...] = PENDING_WORDS
    #: Of amounts in both directions: those without a minus came in. Otherwise each has to say so.
    is_signed: bool = False


@dataclass(frozen=True)
class Head:
    """Where the mutations begin (an index into the table's lines), how many columns they have, and which mean what."""

    start: int
    width: int
    columns: dict[str, tuple[int, ...]]
    headings: frozenset[str] = frozenset()
    #: The headings that mean something, by which a bank's forms are told apart.
    form: str = ""


def find_head(lines: Sequence[tuple[int, tuple[str, ...]]], mapping: Mapping) -> Head:
    """Find the line of headings, and the columns below it.

    :raises FileError: headings, when there is no such line; columns, when the mapping says too little
    """
    _check(mapping)
    start = next((index for index, (number, _cells) in enumerate(lines) if number > mapping.skip), len(lines))
    best, known = None, 0
    for index, (_number, cells) in enumerate(lines[start : start + HEADING_LINES], start):
        columns = _columns(cells, mapping)
        if _is_enough(columns) and _named(cells, mapping) > known:
            headings = frozenset(plain(cell) for cell in cells if cell)
            width = max(place + 1 for place, cell in enumerate(cells) if cell)
            used = "|".join(
                f"{role}:{plain(cells[place])}" for role in ROLES for place in columns.get(role, ()) if place < width
            )
            best, known = Head(index + 1, width, columns, headings, used), _named(cells, mapping)
    if best:
        return best
    if all(_LETTERS.fullmatch(name) for names in mapping.columns.values() for name in names):
        width = max((len(cells) for _number, cells in lines[start:]), default=0)
        return Head(start, width, _columns((), mapping))
    seen = max(
        (cells for _number, cells in lines[start : start + HEADING_LINES]), key=lambda cells: len(set(cells)), default=()
    )
    raise FileError("headings", ", ".join(cell for cell in seen[:20] if cell))


def fit(lines: Sequence[tuple[int, tuple[str, ...]]], mapping: Mapping) -> int:
    """Tell how well a mapping knows a table's headings: 0 when it cannot read it, else how many of its columns are there."""
    try:
        head = find_head(lines, mapping)
    except FileError:
        return 0
    return max((_named(cells, mapping) for _number, cells in lines[max(head.start - 1, 0) : head.start]), default=0)


def plain(heading: str) -> str:
    """:return: a heading without what differs between a bank's own files: case, spaces, dots, underscores"""
    return " ".join(re.sub(r"[\s._:*'\"]+", " ", heading).split()).casefold()


def column_index(letters: str) -> int:
    """``A`` is 0, ``AA`` is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _check(mapping: Mapping) -> None:
    missing = [role for role in ("date",) if not mapping.columns.get(role)]
    if not mapping.columns.get("amount") and not (mapping.columns.get("credit") or mapping.columns.get("debit")):
        missing.append("amount")
    if missing:
        raise FileError("columns", ", ".join(missing))


def _columns(cells: Sequence[str], mapping: Mapping) -> dict[str, tuple[int, ...]]:
    places: dict[str, list[int]] = {}
    for index, cell in enumerate(cells):
        places.setdefault(plain(cell), []).append(index)
    found = {}
    for role, names in mapping.columns.items():
        indexes: list[int] = []
        for name in names:
            indexes += [column_index(name)] if _LETTERS.fullmatch(name) else places.get(plain(name), [])
            if indexes and role != "description":
                break
        if indexes:
            found[role] = tuple(dict.fromkeys(indexes)) if role == "description" else (indexes[0],)
    return found


def _named(cells: Sequence[str], mapping: Mapping) -> int:
    headings = {plain(cell) for cell in cells if cell}
    return sum(
        any(not _LETTERS.fullmatch(name) and plain(name) in headings for name in names) for names in mapping.columns.values()
    )


def _is_enough(columns: dict) -> bool:
    return "date" in columns and bool({"amount", "credit", "debit"} & columns.keys())
