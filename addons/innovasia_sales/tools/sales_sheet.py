"""A spreadsheet of many rows that is written row by row: it never is in memory as a whole."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

import xlsxwriter


class Column(NamedTuple):
    """One column: its heading, what kind of cell it has, and how wide it is (characters)."""

    heading: str
    kind: str = "text"  # text, number, money, date, time
    width: int = 16


FORMATS = {
    "text": {"num_format": "@", "quote_prefix": True},
    "number": {"num_format": "#,##0.##"},
    "money": {"num_format": "#,##0"},
    "date": {"num_format": "dd/mm/yyyy"},
    "time": {"num_format": "dd/mm/yyyy hh:mm"},
}


class SalesSheet:
    """Write an XLSX file; as a context manager, the file is complete when it is left.

    Every text is written as text, whatever it begins with: nothing that a customer typed becomes a formula.
    """

    def __init__(self, file, name: str, columns: Sequence[Column]):
        """:param file: path or binary file to write to"""
        self._book = xlsxwriter.Workbook(
            file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self._formats = {kind: self._book.add_format(values) for kind, values in FORMATS.items()}
        self._columns = columns
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 1)
        self._next = 1
        bold = self._book.add_format({"bold": True, "bg_color": "#E7F3EC", "border": 1})
        for index, column in enumerate(columns):
            self._sheet.set_column(index, index, column.width, self._formats[column.kind])
            self._sheet.write_string(0, index, column.heading, bold)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if self._next > 1:
            self._sheet.autofilter(0, 0, self._next - 1, len(self._columns) - 1)
        self._book.close()

    def add(self, values: Sequence) -> None:
        """Add a row; None and empty texts are empty cells."""
        for index, (column, value) in enumerate(zip(self._columns, values, strict=True)):
            if value is None or value == "" or value is False:
                continue
            style = self._formats[column.kind]
            if column.kind == "text":
                self._sheet.write_string(self._next, index, str(value), style)
            elif isinstance(value, (datetime.date, datetime.datetime)):
                self._sheet.write_datetime(self._next, index, value, style)
            else:
                self._sheet.write_number(self._next, index, value, style)
        self._next += 1
