"""Dates as Indonesian banks and spreadsheets write them."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import NamedTuple

from .numbers import Number

_MONTHS = (
    ("jan", "januari", "january"), ("feb", "februari", "february", "pebruari"), ("mar", "maret", "march"),
    ("apr", "april"), ("mei", "may"), ("jun", "juni", "june"), ("jul", "juli", "july"),
    ("agu", "ags", "agt", "agust", "agustus", "aug", "august"), ("sep", "sept", "september"),
    ("okt", "oct", "oktober", "october"), ("nov", "nop", "november", "nopember"), ("des", "dec", "desember", "december"),
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
#: The order of day, month and year where all are numbers.
ORDERS = ("dmy", "mdy", "ymd")

_SEPARATOR = r"[-/. ]"
_YEAR_FIRST = re.compile(rf"(?P<y>\d{{4}}){_SEPARATOR}(?P<m>\d{{1,2}}){_SEPARATOR}(?P<d>\d{{1,2}})(?!\d)")
_NUMBERS = re.compile(rf"(?P<a>\d{{1,2}}){_SEPARATOR}(?P<b>\d{{1,2}}){_SEPARATOR}(?P<c>\d{{4}}|\d{{2}})(?!\d)")
_NAMED = re.compile(r"(?P<d>\d{1,2})[-/. ]*(?P<name>[A-Za-z]{3,9})\.?(?:[-/. ,]*(?P<y>\d{4}|\d{2})(?![\d:.]))?")
_NAME_FIRST = re.compile(r"(?P<name>[A-Za-z]{3,9})\.? (?P<d>\d{1,2}),? (?P<y>\d{4})(?!\d)")
_PACKED = re.compile(r"(?P<digits>\d{8})(?!\d)")
_NO_YEAR = re.compile(r"(?P<a>\d{1,2})[-/](?P<b>\d{1,2})$")
_WEEKDAY = re.compile(r"^[A-Za-z]+, ?(?=\d)")
_TIME = re.compile(
    r"^[T,]? ?(?P<h>\d{1,2})[:.](?P<m>\d{2})(?:[:.](?P<s>\d{2})(?:\.\d+)?)? ?(?P<half>[AP]M)?(?: ?WI[BT]|WITA)?$", re.IGNORECASE
)
#: A bank's period begins and ends on a day; what it booked around midnight still belongs to it.
_AROUND = timedelta(days=7)


#: Day 0 of spreadsheets.
_EPOCH = date(1899, 12, 30)


class Moment(NamedTuple):
    """A day, and the time of it where it is written."""

    day: date
    time: time | None


def read_moment(text: str, order: str = "dmy", period: tuple[date, date] | None = None, today: date | None = None):
    """Read a date, with or without a time: ``25/09/2026``, ``25/09``, ``01-Agu-26``, ``16 March 2026 09:34:53``.

    :param period: what the file says of itself; tells the year of dates that have none
    :param today: the last day such a date can be, where no period is known
    :return: a `Moment`, or None when it is no date
    """
    if isinstance(text, Number):
        return _serial(text)
    text = _WEEKDAY.sub("", " ".join(text.split()).lstrip("'").strip())
    if match := _YEAR_FIRST.match(text):
        return _moment(match["y"], match["m"], match["d"], text[match.end() :])
    if match := _NUMBERS.match(text):
        first, second, third = match["a"], match["b"], match["c"]
        parts = {"dmy": (third, second, first), "mdy": (third, first, second), "ymd": (first, second, third)}[order]
        return _moment(*parts, text[match.end() :])
    if match := _NO_YEAR.match(text):
        month, day = (match["a"], match["b"]) if order == "mdy" else (match["b"], match["a"])
        return _without_year(int(month), int(day), period, today)
    if (match := _NAMED.match(text)) and match["name"].lower() in MONTHS:
        month = MONTHS[match["name"].lower()]
        if match["y"]:
            return _moment(match["y"], month, match["d"], text[match.end() :])
        return None if text[match.end() :] else _without_year(month, int(match["d"]), period, today)
    if (match := _NAME_FIRST.match(text)) and match["name"].lower() in MONTHS:
        return _moment(match["y"], MONTHS[match["name"].lower()], match["d"], text[match.end() :])
    if match := _PACKED.match(text):
        digits = match["digits"]
        if order == "ymd" or digits.startswith(("19", "20")):
            return _moment(digits[:4], digits[4:6], digits[6:], text[8:])
        day, month = (digits[2:4], digits[:2]) if order == "mdy" else (digits[:2], digits[2:4])
        return _moment(digits[4:], month, day, text[8:])
    return None


def read_time(text: str) -> time | None:
    """Read a time of day: ``10:15``, ``10:15:30``, ``101530``."""
    text = text.strip().lstrip("'")
    if re.fullmatch(r"\d{5,6}", text):
        text = text.zfill(6)
        text = f"{text[:2]}:{text[2:4]}:{text[4:]}"
    return _time(text)


def read_period(text: str, order: str = "dmy") -> tuple[date, date] | None:
    """The first and last day of a period: ``Periode : 01/08/2026 - 31/08/2026``, ``1 Agustus 2026 s/d 31 Agustus 2026``."""
    parts = re.split(r"\s(?:-|–|s\.?/?d\.?|to|sampai|hingga)\s|(?<=\d{4})\s?[-–]\s?(?=\d)", text)
    days = [moment.day for part in parts if (moment := read_moment(re.sub(r"^\D*:\s*|^[A-Za-z ]+(?=\d)", "", part), order))]
    return (days[0], days[1]) if len(days) == 2 and days[0] <= days[1] else None


def _moment(year, month, day, rest: str) -> Moment | None:
    found = None
    if rest.strip():
        found = _time(rest.strip())
        if found is None:
            return None
    year = int(year) + (2000 if int(year) < 100 else 0)
    made = _day(year, int(month), int(day))
    return made and Moment(made, found)


def _serial(number: Number) -> Moment | None:
    """A spreadsheet's count of days, in a cell that was not formatted as a date."""
    days = int(float(number))
    return Moment(_EPOCH + timedelta(days=days), None) if 32_874 <= days <= 73_050 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1990 <= year <= 2100 else None
    except ValueError:
        return None


def _time(text: str) -> time | None:
    match = _TIME.match(text)
    if not match:
        return None
    hour, half = int(match["h"]), (match["half"] or "").upper()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "PM" else 0)
    minute, second = int(match["m"]), int(match["s"] or 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _without_year(month: int, day: int, period, today: date | None) -> Moment | None:
    if period:
        for first, last in (period, (period[0] - _AROUND, period[1] + _AROUND)):
            years = range(first.year, last.year + 1)
            days = [made for year in years if (made := _day(year, month, day)) and first <= made <= last]
            if days:
                # Where the period is longer than a year, nobody knows which one is meant.
                return Moment(days[0], None) if len(days) == 1 else None
        return None
    if today is None:
        return None
    latest = today + timedelta(days=1)
    for year in (latest.year, latest.year - 1):
        if (made := _day(year, month, day)) and made <= latest:
            return Moment(made, None)
    return None
