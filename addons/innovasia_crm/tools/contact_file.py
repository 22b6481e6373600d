"""Contact files as people have them: XLSX or CSV bytes in, a table of texts out. Pure: no database."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import openpyxl

from . import contact_columns

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 100
#: Headings stand in one of the first rows; titles may stand above.
HEADING_ROWS = 10
DELIMITERS = (",", ";", "\t", "|")
#: No text of a person, and some of them PostgreSQL and XLSX do not take.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class FileError(Exception):
    """A file that cannot be imported at all; ``problem`` says why, ``detail`` what is meant.

    ``problem`` is one of: empty, big, rows, old_excel, unreadable, headings.
    """

    def __init__(self, problem: str, detail: str = ""):
        super().__init__(f"{problem}: {detail}")
        self.problem = problem
        self.detail = detail


@dataclass(frozen=True)
class Table:
    """The rows below the headings, each with its number in the file."""

    columns: dict[str, int]
    unknown: list[str]
    rows: list[tuple[int, dict[str, str]]]


def read(content: bytes) -> Table:
    """Read a contact file.

    :raises FileError: when it is none
    """
    return _best_sheet(sheets(content))


def sheets(content: bytes) -> list[list[list[str]]]:
    """Read the cells of an XLSX or CSV as texts: each sheet, or a CSV in each way in which it may be meant, row by row.

    :raises FileError: when it is neither, or too large
    """
    if not content.strip():
        raise FileError("empty")
    if len(content) > MAX_BYTES:
        raise FileError("big")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileError("old_excel")
    if content.startswith(b"PK"):
        return _read_xlsx(content)
    text = _decode(content)
    return [_read_csv(text, delimiter) for delimiter in _delimiters(text)]


def number_text(text: str) -> str | None:
    """Undo what spreadsheets do to phone numbers; None when digits are lost for good.

    ``628111222.0`` is ``628111222``; ``6,28111222333E+11`` has all its digits, ``6.28E+11`` has not.
    """
    text = text.strip().lstrip("'").strip()
    if match := re.fullmatch(r"(\d{8,})[.,]0{1,2}", text):
        return match[1]
    if not re.fullmatch(r"\d([.,]\d+)?[eE]\+?\d{1,2}", text):
        return text
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    # 6.28111E+11: the exponent of the last digit that is written is above 0, what follows is unknown.
    return str(int(number)) if number.as_tuple().exponent <= 0 and number == int(number) else None


# --- tables ------------------------------------------------------------------------------


def _best_sheet(sheets) -> Table:
    """Take the sheet, or the way to read a CSV, in which the most headings are known."""
    best, headings = None, []
    for rows in sheets:
        for index, cells in enumerate(rows[:HEADING_ROWS]):
            columns = contact_columns.recognise(cells)
            if "number" in columns and (best is None or len(columns) > len(best.columns)):
                best = Table(columns, contact_columns.unknown(cells), _below(rows, index, columns))
            headings = headings or [cell for cell in cells if cell]
    if best is None:
        raise FileError("headings", ", ".join(headings[:20]))
    if not best.rows:
        raise FileError("empty")
    return best


def _below(rows, index, columns):
    found = []
    for number, cells in enumerate(rows[index + 1 :], index + 2):
        values = {column: cells[at] if at < len(cells) else "" for column, at in columns.items()}
        if any(values.values()):
            found.append((number, values))
    return found


# --- formats -----------------------------------------------------------------------------


def _read_xlsx(content: bytes) -> list[list[list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
                raise FileError("big")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [_read_sheet(sheet) for sheet in book.worksheets]
    except FileError:
        raise
    except Exception as error:  # openpyxl fails in as many ways as files are broken
        raise FileError("unreadable", str(error)) from error


def _read_sheet(sheet) -> list[list[str]]:
    sheet.reset_dimensions()  # what other programs write there is not always true
    rows = []
    for cells in sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS):
        _append(rows, [_cell_text(cell) for cell in cells])
    return rows


def _read_csv(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            _append(rows, [_cell_text(cell) for cell in cells[:MAX_COLUMNS]])
    except csv.Error as error:
        raise FileError("unreadable", str(error)) from error
    return rows


def _append(rows, cells):
    if len(rows) >= MAX_ROWS + HEADING_ROWS:
        raise FileError("rows", str(MAX_ROWS))
    rows.append(cells)


def _cell_text(value) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _CONTROL.sub("", str(value)).strip()


def _decode(content: bytes) -> str:
    """Decode a CSV: with a byte order mark, as UTF-8, else as Excel on Windows writes it."""
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FileError("unreadable")


def _delimiters(text: str) -> tuple[str, ...]:
    """Excel may say itself what stands between the columns: ``sep=;`` in the first line."""
    match = re.match(r"sep=(.)\r?\n", text)
    return (match[1],) if match else DELIMITERS
