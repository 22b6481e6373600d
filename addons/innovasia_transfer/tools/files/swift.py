"""MT940 statements, read with the ``mt-940`` package: the dialects of BCA, Mandiri, BRI and of banks abroad."""

from __future__ import annotations

import io
import logging
import re
from datetime import date

import mt940

from ..mutation_row import Row
from . import account, numbers
from .reading import MAX_ROWS, FileError, Problem, Reading
from .tables import decode

_TAG = re.compile(r"^:(\d\d[A-Z]?|NS):", re.MULTILINE)
_SUBFIELD = re.compile(r"\?(\d\d)")
_OPTIONS = mt940.Options.all()
#: Credits and debits, and what takes one back.
_KINDS = {"C": "credit", "RD": "credit", "D": "debit", "RC": "debit"}
#: Subfields of :86: that name the other side.
_NAMES, _NUMBERS = ("32", "33"), ("31",)


def is_mt940(content: bytes) -> bool:
    """Tell by the first bytes whether it is such a statement."""
    start = content[:4096]
    return bool(re.search(rb"(?:^|[\r\n}])\s*:20:", start) and re.search(rb"[\r\n]:25[A-Z]?:", start))


def read_mt940(content: bytes) -> Reading:
    """Read the transactions of all statements in the file.

    :raises FileError: when it is none
    """
    text, _encoding = decode(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # The package reports what it cannot read at the level of errors; here it is a line of the file, told to the person.
    logging.getLogger("mt940").setLevel(logging.CRITICAL)
    reading = Reading(form="mt940")
    parts = [(match.start(), match[1]) for match in _TAG.finditer(text)]
    line, counted = 1, 0
    header, currency = "", ""
    for index, (begin, tag) in enumerate(parts):
        line += text.count("\n", counted, begin)
        counted = begin
        end = parts[index + 1][0] if index + 1 < len(parts) else len(text)
        value = text[begin:end].strip()
        if tag == "20":
            header = ""
        if tag == "61":
            if len(reading.rows) >= MAX_ROWS:
                raise FileError("rows", f"{MAX_ROWS:,}".replace(",", "."))
            details = text[end : parts[index + 2][0] if index + 2 < len(parts) else len(text)].strip()
            has_details = index + 1 < len(parts) and parts[index + 1][1] == "86"
            _read_transaction(reading, line, header, value, details if has_details else "", currency)
        elif tag.startswith("25"):
            number = account.digits(value.partition(":25")[2].lstrip("P:").split("\n")[0])
            if number:
                reading.accounts.add(number)
        elif tag.startswith("60"):
            currency = (re.search(r"\d{6}([A-Z]{3})", value) or [None, ""])[1]
            header = f":20:X\n{value}\n"
    if not parts or not any(tag.startswith(("61", "62")) for _begin, tag in parts):
        raise FileError("mutations")
    return reading


def _read_transaction(reading: Reading, line: int, header: str, value: str, details: str, currency: str) -> None:
    cells = (value, details)
    if currency and currency != "IDR":
        reading.problems.append(Problem(line, "currency", currency, cells))
        return
    try:
        # From a file object: the package takes a text that names a file of ours for that file.
        [transaction] = mt940.parse(io.StringIO(f"{header}{_tidy(value)}\n{details}\n"), options=_OPTIONS)
        data = transaction.data
        kind, amount = _KINDS[data["status"].upper()], abs(data["amount"].amount)
        day = data.get("entry_date") or data["date"]
    except (RuntimeError, KeyError, ValueError, ArithmeticError, AttributeError, TypeError):
        reading.problems.append(Problem(line, "line", value.partition("\n")[0], cells))
        return
    rupiah, is_rounded = numbers.whole(amount)
    if not rupiah:
        reading.problems.append(Problem(line, "zero", "", cells))
        return
    if is_rounded:
        reading.warnings.append(Problem(line, "sen", f"{amount}", cells))
    subfields = _subfields(details)
    reading.add(
        line,
        Row(
            date=date(day.year, day.month, day.day),
            kind=kind,
            amount=rupiah,
            description=_description(data, details, subfields),
            sender_name=" ".join(subfields[code] for code in _NAMES if subfields.get(code)),
            sender_account="".join(subfields[code] for code in _NUMBERS if subfields.get(code)),
        ),
    )


def _tidy(value: str) -> str:
    """Indonesian banks write spaces around the fields, and points for the decimals, which SWIFT does not know."""
    first, *rest = value.split("\n")
    first = re.sub(r"^:61:\s+", ":61:", first)
    first = re.sub(r"^(:61:\d{6}(?:\d{4})?)\s*(R?[CD][A-Z]?)\s*(?=\d)", r"\1\2", first)
    first = re.sub(r"^(:61:\d{6,10}R?[CD][A-Z]?[\d,]+)\.(\d{2})(?=\D|$)", r"\1,\2", first)
    # 1,234,567,89: commas before the last one divide thousands.
    first = re.sub(
        r"^(:61:\d{6}(?:\d{4})?R?[CD][A-Z]?)([\d,]*),(\d{0,2})(?=\D|$)",
        lambda match: f"{match[1]}{match[2].replace(',', '')},{match[3]}",
        first,
    )
    return "\n".join([first, *rest])


def _subfields(details: str) -> dict[str, str]:
    """The parts ``?20…``, ``?32…`` of a structured :86:."""
    text = details.replace("\n", "")
    parts = _SUBFIELD.split(text)
    return {code: " ".join(part.split()) for code, part in zip(parts[1::2], parts[2::2], strict=True)} if len(parts) > 2 else {}


def _description(data: dict, details: str, subfields: dict[str, str]) -> str:
    if subfields:
        told = [subfields[code] for code in sorted(subfields) if code == "00" or "20" <= code <= "29" or "60" <= code <= "63"]
    else:
        told = [details.removeprefix(":86:")]
    reference = (data.get("customer_reference") or "").strip()
    others = [reference if reference != "NONREF" else "", data.get("bank_reference"), data.get("extra_details")]
    parts = (" ".join((part or "").split()) for part in [*told, *others])
    return " ".join(dict.fromkeys(filter(None, parts)))
