"""Dividing a long file into parts that are taken in one after the other, each in a transaction of its own. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from .mutation_row import Row, fingerprint


class Parts:
    """The rows of a file in the order of their days, in parts that may be taken in one by one.

    A day stays whole, because people read it as a whole. One that is too long is divided, but never between equal rows:
    those are told apart by nothing but their count in one delivery. The order does not depend on the size of the parts,
    so that a file goes on where it stopped even when that changes.
    """

    def __init__(self, rows: Sequence[Row], size: int):
        """:param size: about how many rows a part has, and at most double that, unless more of them are equal"""
        self._rows, self._size = rows, size
        self._names = [(row.date, fingerprint(row, reference=True)) for row in rows]
        self._order = sorted(range(len(rows)), key=self._names.__getitem__)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def after(self, taken: int) -> list[Row]:
        """Return the part that follows so many rows that were taken in; of each day in the order of the file."""
        end = self._end(taken, 1)
        if end - taken > 2 * self._size:
            end = self._end(taken, 2)
        places = sorted(self._order[taken:end], key=lambda place: (self._rows[place].date, place))
        return [self._rows[place] for place in places]

    def _end(self, begin: int, depth: int) -> int:
        """Where a part may end: between two days (1), or between rows that differ (2)."""
        end = begin + self._size
        while end < len(self) and self._name(end)[:depth] == self._name(end - 1)[:depth]:
            end += 1
        return min(end, len(self))

    def _name(self, number: int) -> tuple:
        return self._names[self._order[number]]
