"""Amounts of money as Indonesian banks and spreadsheets write them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

#: Letters that may stand around a number and are not its direction.
_CURRENCY = re.compile(r"^(?:rp|idr)\b\.?", re.IGNORECASE)
_PARTS = re.compile(r"^(?P<before>[^\d.,]*)(?P<body>[\d.,' ]*\d[\d.,' ]*|[.,]\d+)(?P<after>[^\d.,]*)$")
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_MINUS = "-\u2212\u2013"


class Number(str):
    """A number that a spreadsheet stores as one: digits, a point before the decimals, perhaps a minus."""

    __slots__ = ()


class Amount(NamedTuple):
    """``value`` with its sign, and the letters that stand beside it: ``CR``, ``DB``…, or nothing."""

    value: Decimal
    mark: str


def read_amount(text: str, decimal: str = "auto") -> Amount | None:
    """Read an amount: ``1.234.567,00``, ``1,234,567.00``, ``Rp 50.009``, ``50,009.00 CR``, ``(1.000)``, ``1.000-``.

    :param decimal: the sign before the decimals, ``.`` or ``,``; ``auto`` takes a single sign with three digits behind it
        for thousands, as rupiah are written
    :return: None when it is no amount
    """
    if isinstance(text, Number):
        return Amount(Decimal(text), "")
    text = _SPACES.sub(" ", text).strip().lstrip("'").strip()
    negative = text.startswith("(") and text.endswith(")")
    if negative:
        text = text[1:-1].strip()
    text, minus = _without_minus(text)
    text = _CURRENCY.sub("", text).strip()
    text, again = _without_minus(text)
    match = _PARTS.match(text)
    if not match:
        return None
    marks = [_CURRENCY.sub("", part.strip()).strip(" .:") for part in (match["before"], match["after"])]
    mark = " ".join(filter(None, marks)).upper()
    mark, last = _without_minus(mark)
    value = _value(match["body"].replace(" ", "").replace("'", ""), decimal)
    if value is None or (mark and not mark.replace("+", "").replace("/", "").isalpha() and mark != "+"):
        return None
    return Amount(-value if negative or minus or again or last else value, mark)


def whole(value: Decimal) -> tuple[int, bool]:
    """:return: the value in whole rupiah, and whether sen were rounded for it"""
    rupiah = int(value.quantize(Decimal(1), ROUND_HALF_UP))
    return rupiah, rupiah != value


def _without_minus(text: str) -> tuple[str, bool]:
    stripped = text.strip(_MINUS + " ")
    return (stripped, True) if text and (text[0] in _MINUS or text[-1] in _MINUS) else (text, False)


def _value(body: str, decimal: str) -> Decimal | None:
    thousands, decimals = ("." if decimal == "," else ","), decimal
    if decimal == "auto":
        thousands, decimals = _signs(body)
    whole_part, _sign, fraction = body.partition(decimals) if decimals else (body, "", "")
    groups = whole_part.split(thousands) if thousands else [whole_part]
    if len(groups) > 1 and (not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:])):
        return None
    digits = "".join(groups)
    if not (digits + fraction).isascii() or not (digits + fraction).isdigit() or len(fraction) > 2 or len(digits) > 15:
        return None
    return Decimal(f"{digits or 0}.{fraction or 0}")


def _signs(body: str) -> tuple[str, str]:
    """:return: which sign divides thousands, and which stands before the decimals; empty where there is none"""
    last = max(body.rfind("."), body.rfind(","))
    if last < 0:
        return "", ""
    sign, other = (".", ",") if body[last] == "." else (",", ".")
    if other in body:
        return other, sign
    # One kind of sign only: in front of exactly three digits, or more than once, it divides thousands.
    if body.count(sign) > 1 or (len(body) - last - 1 == 3 and last > 0):
        return sign, ""
    return "", sign
