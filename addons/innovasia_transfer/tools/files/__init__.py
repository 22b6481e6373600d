"""A bank's file in, mutations and problems out: CSV and XLSX by a mapping, camt.053 and MT940 by themselves. Pure."""

from __future__ import annotations

from datetime import date

from . import account, balances, camt053, dates, grid, guess, mapping, numbers, reading, swift, tables
from .mapping import Mapping
from .reading import MAX_BYTES, MAX_ROWS, FileError, Problem, Reading


def kind_of(content: bytes) -> str:
    """Tell ``camt``, ``mt940`` or ``table`` by the bytes; what the file is called means nothing."""
    if camt053.is_camt(content):
        return "camt"
    return "mt940" if swift.is_mt940(content) else "table"


def read(content: bytes, columns: Mapping | None, zone: str, today: date) -> Reading:
    """Read a bank's file.

    :param columns: what the columns of a table mean; guessed by their headings where it is None
    :param zone: the time zone of the bank's times
    :param today: the day of reading
    :raises FileError: when nothing can be read of it
    """
    if not content.strip():
        raise FileError("empty")
    if len(content) > MAX_BYTES:
        raise FileError("big")
    kind = kind_of(content)
    if kind == "camt":
        return camt053.read_camt(content, zone, today).part_far(today)
    if kind == "mt940":
        return swift.read_mt940(content).part_far(today)
    if columns is None:
        table = tables.read_table(content)
        columns = guess.guess(table)
    else:
        table = tables.read_table(content, columns.delimiter, columns.encoding)
    found = grid.read_grid(table, columns, zone, today)
    balances.check(found)
    return found.part_far(today)
