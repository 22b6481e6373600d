"""Spreadsheets that we write: what customers typed in never becomes a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

WIDEST = 60


def write(
    sheet_name: str,
    headings: Sequence[str],
    rows: Iterable[Sequence],
    choices: dict[int, list[str]] | None = None,
    notes: tuple[str, Sequence[Sequence[str]]] | None = None,
) -> bytes:
    """Return an XLSX file of one table; every text is written as text, whatever it begins with.

    :param choices: {column: what may be chosen in it}, offered as a list in the cells
    :param notes: (name, rows) of a second sheet
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        # Excel keeps a cell with this mark a text even when somebody edits it.
        text = book.add_format({"quote_prefix": True, "num_format": "@"})
        bold = book.add_format({"bold": True, "bg_color": "#E7F3EC", "border": 1})
        sheet = book.add_worksheet(sheet_name)
        sheet.freeze_panes(1, 0)
        widths = [len(heading) + 4 for heading in headings]
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, bold)
        for index, values in enumerate(rows, 1):
            for column, value in enumerate(values):
                if isinstance(value, int):
                    sheet.write_number(index, column, value)
                else:
                    sheet.write_string(index, column, value or "", text)
                widths[column] = max(widths[column], min(len(str(value or "")) + 2, WIDEST))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, max(width, 12), text)
        for column, options in (choices or {}).items():
            # Excel takes at most 255 characters of choices.
            if options and len(",".join(options)) <= 255 and not any("," in option for option in options):
                sheet.data_validation(
                    1, column, 5000, column, {"validate": "list", "source": options, "error_type": "information"}
                )
        if notes:
            _write_notes(book, *notes)
    return buffer.getvalue()


def _write_notes(book, name, rows):
    sheet = book.add_worksheet(name)
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 24, book.add_format({"bold": True, "valign": "top"}))
    sheet.set_column(1, 1, 90, wrap)
    for index, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.write_string(index, column, cell)
