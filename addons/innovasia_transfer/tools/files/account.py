"""What stands above the mutations: whose account it is, in which currency, and from when to when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from . import dates

_ACCOUNT = re.compile(
    r"(?:no(?:mor|\.)?\s*rek(?:ening|\.)?|account\s*(?:no|number)\b\.?|norek|rekening(?=\s*[:=]))"
    r"\W*(?P<number>'?[\dxX*][\dxX*. -]{5,})",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"(?:mata\s*uang|currency|ccy)\W*(?P<code>[A-Za-z]{2,3})\b", re.IGNORECASE)
_PERIOD = re.compile(r"period", re.IGNORECASE)
#: An account number has at least so many digits; what is shorter is a branch or a page.
SHORTEST = 6


def digits(text: str) -> str:
    """:return: an account number as digits, without the zeros in front; nothing when it is masked or too short"""
    number = re.sub(r"[\s'.-]", "", text)
    # SWIFT's form: the bank's name, a slash, the number.
    number = number.rpartition("/")[2].lstrip("0")
    return number if number.isascii() and number.isdigit() and len(number) >= SHORTEST else ""


def read_heading(lines: Iterable[Sequence[str]], order: str) -> tuple[set[str], tuple[date, date] | None]:
    """:return: the account numbers, and the first and the last day that the lines above the mutations tell"""
    accounts, period = set(), None
    for cells in lines:
        text = " ".join(filter(None, cells))
        if (match := _ACCOUNT.search(text)) and (number := digits(match["number"])):
            accounts.add(number)
        if period is None and _PERIOD.search(text):
            period = dates.read_period(text, order)
    return accounts, period


def read_currency(lines: Iterable[Sequence[str]]) -> str:
    """:return: the currency that the lines above the mutations tell, in capitals, or nothing"""
    for cells in lines:
        if match := _CURRENCY.search(" ".join(filter(None, cells))):
            return match["code"].upper()
    return ""
