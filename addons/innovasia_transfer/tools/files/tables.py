"""CSV and XLSX files as tables of texts, each line with its number in the file. Pure: no database, no guesses about banks."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

import openpyxl

from .numbers import Number
from .reading import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, FileError

MAX_UNPACKED = 200 * 1024 * 1024
DELIMITERS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "cp1252", "utf-16")
#: Lines by which the delimiter is told.
SAMPLE = 200
#: No text of a bank, and some of them PostgreSQL and spreadsheets do not take.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_OLE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Table:
    """The lines of a file: (number, cells); ``delimiter`` and ``encoding`` as they were found, empty for a spreadsheet."""

    lines: list[tuple[int, tuple[str, ...]]]
    delimiter: str = ""
    encoding: str = ""


def read_table(content: bytes, delimiter: str = "", encoding: str = "") -> Table:
    """Read a CSV or XLSX file.

    :param delimiter: between the columns of a CSV; told by its lines where it is empty
    :param encoding: of a CSV; told by its bytes where it is empty
    :raises FileError: when it is none
    """
    if not content.strip():
        raise FileError("empty")
    if len(content) > MAX_BYTES:
        raise FileError("big")
    if content.startswith(_OLE):
        raise FileError("old_excel")
    if content.startswith(b"%PDF"):
        raise FileError("pdf")
    if content.startswith(b"PK"):
        return Table(_xlsx(content))
    text, found = decode(content, encoding)
    return _csv(text, delimiter or _told(text) or _sniff(text), found)


def decode(content: bytes, encoding: str = "") -> tuple[str, str]:
    """Decode a text: by its byte order mark, as UTF-8, else as Windows writes it.

    :return: the text, and the name of its encoding
    :raises FileError: when it is no text
    """
    encodings = (encoding,) if encoding else ("utf-8", "cp1252")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ("utf-16",)
    for name in encodings:
        try:
            # Windows' own encoding has five holes; whoever fills them means nothing by it.
            text = content.decode(name, "replace" if name == "cp1252" else "strict")
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.removeprefix("\ufeff"), name
    raise FileError("unreadable")


# --- CSV ---------------------------------------------------------------------------------


def _csv(text: str, delimiter: str, encoding: str) -> Table:
    lines: list[tuple[int, tuple[str, ...]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begin = 1
    try:
        for cells in reader:
            _append(lines, begin, cells)
            begin = reader.line_num + 1
    except csv.Error as error:
        raise FileError("unreadable", str(error)) from error
    return Table(lines, delimiter, encoding)


def _told(text: str) -> str:
    """Excel may say itself what stands between the columns: ``sep=;`` in the first line."""
    match = re.match(r"sep=(.)\r?\n", text)
    return match[1] if match else ""


def _sniff(text: str) -> str:
    """The delimiter that gives the most lines the same number of columns."""
    sample = text.splitlines()[:SAMPLE]

    def evenness(delimiter):
        try:
            counts = Counter(len(cells) for cells in csv.reader(sample, delimiter=delimiter))
        except csv.Error:
            return 0
        return max((lines * (columns - 1) for columns, lines in counts.items()), default=0)

    return max(DELIMITERS, key=evenness)


# --- XLSX --------------------------------------------------------------------------------


def _xlsx(content: bytes) -> list[tuple[int, tuple[str, ...]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
                raise FileError("big")
            _refuse_entities(archive)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = [_sheet(sheet) for sheet in book.worksheets]
    except FileError:
        raise
    except Exception as error:  # openpyxl fails in as many ways as files are broken
        raise FileError("unreadable", str(error)) from error
    # Banks put the mutations on the sheet that has the most lines, and their compliments on others.
    return max(sheets, key=len, default=[])


def _refuse_entities(archive: zipfile.ZipFile) -> None:
    """No spreadsheet declares entities; who does wants them to be expanded without end, or files of ours to be read."""
    for info in archive.infolist():
        if info.filename.endswith((".xml", ".rels")):
            with archive.open(info) as part:
                if b"<!" in part.read(1024).replace(b"<!--", b""):
                    raise FileError("unreadable", info.filename)


def _sheet(sheet) -> list[tuple[int, tuple[str, ...]]]:
    sheet.reset_dimensions()  # what other programs write there is not always true
    lines: list[tuple[int, tuple[str, ...]]] = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), 1):
        _append(lines, number, cells)
    return lines


def _append(lines, number, cells) -> None:
    if len(lines) >= MAX_ROWS:
        raise FileError("rows", f"{MAX_ROWS:,}".replace(",", "."))
    cells = tuple(_text(cell) for cell in cells[:MAX_COLUMNS])
    if any(cells):
        lines.append((number, cells))


def _text(value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _CONTROL.sub("", value).strip()
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute or value.second) else f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        # What a spreadsheet computes has a tail that nobody wrote: 50009.000000001.
        return Number(f"{round(value, 2):.2f}".removesuffix(".00"))
    if isinstance(value, int):
        return Number(value)
    return str(value)
