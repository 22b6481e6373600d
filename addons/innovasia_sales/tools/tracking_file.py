"""Lists of tracking numbers as couriers and spreadsheets give them: XLSX or CSV bytes in, orders and numbers out."""

from __future__ import annotations

from typing import NamedTuple

from odoo.addons.innovasia_crm.tools import contact_file

from .tracking_number import normalise

FileError = contact_file.FileError

#: Headings, without what else they are called: no, nomor, number.
_ORDER = frozenset(("order", "pesanan", "referensi", "reference", "ref"))
_NUMBER = frozenset(("resi", "awb", "waybill", "airwaybill", "connote", "tracking"))
_BESIDE = frozenset(("no", "nomor", "number"))


class Row(NamedTuple):
    """A line of the file: its number there, the order, and the tracking number; None where a spreadsheet rounded it."""

    line: int
    order: str
    number: str | None


def read(content: bytes) -> list[Row]:
    """Read which order has which tracking number: from the columns with such headings, otherwise from the first two.

    :raises FileError: when it is no such file, or has no row with an order (problem ``empty``)
    """
    found = [_rows(cells) for cells in contact_file.sheets(content)]
    # Read in the wrong way, a CSV has no second column: the one with the most numbers is meant.
    best = max(found, key=lambda rows: sum(bool(row.number) for row in rows), default=[])
    if not best:
        raise FileError("empty")
    return best


def _rows(cells):
    begin, order_at, number_at = 0, 0, 1
    for index, row in enumerate(cells[: contact_file.HEADING_ROWS]):
        names = [_plain(text) for text in row]
        orders, numbers = ([at for at, name in enumerate(names) if name in known] for known in (_ORDER, _NUMBER))
        if orders and numbers:
            begin, order_at, number_at = index + 1, orders[0], numbers[0]
            break
    rows = []
    for line, row in enumerate(cells[begin:], begin + 1):
        order, number = (row[at] if at < len(row) else "" for at in (order_at, number_at))
        if order:
            number = contact_file.number_text(number)
            rows.append(Row(line, order, None if number is None else normalise(number)))
    return rows


def _plain(text):
    words = "".join(character if character.isalnum() else " " for character in text.lower()).split()
    return " ".join(word for word in words if word not in _BESIDE)
