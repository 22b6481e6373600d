"""Amounts and dates in the shapes in which banks write them."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from transfer_tools.files import dates, numbers

AMOUNTS = [
    ("50.009", "auto", 50_009, ""),
    ("50,009", "auto", 50_009, ""),
    ("Rp 50.009", "auto", 50_009, ""),
    ("Rp. 1.234.567,00", "auto", 1_234_567, ""),
    ("IDR 1,234,567.00", "auto", 1_234_567, ""),
    ("50,009.00 CR", "auto", 50_009, "CR"),
    ("50.009,00 DB", "auto", 50_009, "DB"),
    ("1.000.000", "auto", 1_000_000, ""),
    ("150000.00", "auto", 150_000, ""),
    ("'0050009", "auto", 50_009, ""),
    (".00", "auto", 0, ""),
    ("(1.000)", "auto", -1_000, ""),
    ("-1.000,50", "auto", Decimal("-1000.50"), ""),
    ("1.000,00-", "auto", -1_000, ""),
    ("Rp -75.012", "auto", -75_012, ""),
    ("1 234 567", "auto", 1_234_567, ""),
    ("1\u00a0234\u00a0567,25", "auto", Decimal("1234567.25"), ""),
    ("K 50.009", "auto", 50_009, "K"),
    ("+ 50.009", "auto", 50_009, "+"),
    ("50.00", ",", None, ""),
    ("50,00", ".", None, ""),
    ("50.009", ",", 50_009, ""),
    ("50.009", ".", None, ""),
    ("1.23.456", "auto", None, ""),
    ("1,2345", "auto", None, ""),
    ("12/09", "auto", None, ""),
    ("1e9", "auto", None, ""),
    ("٥٠٠٠٩", "auto", None, ""),
    ("=1+1", "auto", None, ""),
    ("9" * 16, "auto", None, ""),
    ("", "auto", None, ""),
    ("-", "auto", None, ""),
    ("Saldo", "auto", None, ""),
]


@pytest.mark.parametrize(("text", "decimal", "value", "mark"), AMOUNTS)
def test_an_amount_is_read_as_it_is_meant_or_not_at_all(text, decimal, value, mark):
    read = numbers.read_amount(text, decimal)
    assert read == (None if value is None else (value, mark))


@given(st.integers(0, 10**14), st.integers(0, 99), st.sampled_from([(".", ","), (",", "."), (" ", ","), ("", ".")]))
def test_an_amount_with_decimals_comes_back_however_it_is_grouped(rupiah, sen, signs):
    thousands, decimal = signs
    written = f"{rupiah:,}".replace(",", thousands) + f"{decimal}{sen:02}"
    assert numbers.read_amount(written).value == Decimal(f"{rupiah}.{sen:02}")
    assert numbers.read_amount(f"Rp {written} DB") == (Decimal(f"{rupiah}.{sen:02}"), "DB")


@given(st.integers(-(10**14), 10**14), st.sampled_from([".", ",", ""]))
def test_whole_rupiah_come_back_however_they_are_grouped(rupiah, thousands):
    assert numbers.read_amount(f"{rupiah:,}".replace(",", thousands)).value == rupiah


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text):
    for decimal in ("auto", ".", ","):
        numbers.read_amount(text, decimal)
    for order in dates.ORDERS:
        dates.read_moment(text, order, today=date(2026, 10, 6))
    dates.read_period(text)
    dates.read_time(text)


def test_sen_are_rounded_and_said_to_be():
    assert numbers.whole(Decimal("12.50")) == (13, True)
    assert numbers.whole(Decimal("12.49")) == (12, True)
    assert numbers.whole(Decimal("12.00")) == (12, False)


PERIOD = (date(2025, 12, 20), date(2026, 1, 10))
DATES = [
    ("25/09/2026", "dmy", date(2026, 9, 25), None),
    ("'25/09/26", "dmy", date(2026, 9, 25), None),
    ("9/5/2026", "mdy", date(2026, 9, 5), None),
    ("26-09-05", "ymd", date(2026, 9, 5), None),
    ("2026-09-25", "dmy", date(2026, 9, 25), None),
    ("2026-07-10 23:44:44", "dmy", date(2026, 7, 10), time(23, 44, 44)),
    ("2026-07-10T23:44", "dmy", date(2026, 7, 10), time(23, 44)),
    ("01-Agu-26", "dmy", date(2026, 8, 1), None),
    ("1 Mei 2026", "dmy", date(2026, 5, 1), None),
    ("02 Oktober 2026 07:40:58", "dmy", date(2026, 10, 2), time(7, 40, 58)),
    ("16 March 2026 09:34:53", "dmy", date(2026, 3, 16), time(9, 34, 53)),
    ("01/10/26 10.15 WIB", "dmy", date(2026, 10, 1), time(10, 15)),
    ("01/10/2026 11:05 PM", "dmy", date(2026, 10, 1), time(23, 5)),
    ("Senin, 05 Okt 2026", "dmy", date(2026, 10, 5), None),
    ("October 5, 2026", "dmy", date(2026, 10, 5), None),
    ("20261005", "dmy", date(2026, 10, 5), None),
    ("05102026", "dmy", date(2026, 10, 5), None),
    ("31/02/2026", "dmy", None, None),
    ("13/13/2026", "dmy", None, None),
    ("01/10/26 25:00", "dmy", None, None),
    ("01/10/26 apa", "dmy", None, None),
    ("PEND", "dmy", None, None),
    ("50.009,00", "dmy", None, None),
    ("", "dmy", None, None),
]


@pytest.mark.parametrize(("text", "order", "day", "at"), DATES)
def test_a_date_is_read_as_it_is_meant_or_not_at_all(text, order, day, at):
    assert dates.read_moment(text, order) == (None if day is None else (day, at))


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.times())
def test_a_date_comes_back_however_it_is_written(day, at):
    at = at.replace(microsecond=0)
    month = dates._MONTHS[day.month - 1]
    for name in month:
        assert dates.read_moment(f"{day.day:02} {name.title()} {day.year} {at}") == (day, at)
    for written in (f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}", f"{day:%Y-%m-%d}"):
        assert dates.read_moment(written) == (day, None)
        assert dates.read_moment(f"{written} {at}") == (day, at)


@pytest.mark.parametrize(
    ("text", "period", "today", "day"),
    [
        ("31/12", PERIOD, None, date(2025, 12, 31)),
        ("02/01", PERIOD, None, date(2026, 1, 2)),
        ("15/12", PERIOD, None, date(2025, 12, 15)),  # a few days before, as banks do around midnight and holidays
        ("01/06", PERIOD, None, None),
        ("29/02", PERIOD, None, None),
        ("01/06", (date(2024, 1, 1), date(2026, 12, 31)), None, None),
        ("31/12", None, datetime(2026, 1, 3).date(), date(2025, 12, 31)),
        ("04/01", None, datetime(2026, 1, 3).date(), date(2026, 1, 4)),
        ("05 Jan", None, datetime(2026, 1, 3).date(), date(2025, 1, 5)),
        ("31/12", None, None, None),
    ],
)
def test_a_date_without_a_year_gets_the_one_that_the_file_or_the_day_tells(text, period, today, day):
    assert dates.read_moment(text, "dmy", period, today) == (day and (day, None))


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 300))
def test_a_period_is_read_and_gives_its_days_their_year(first, length):
    last = first + timedelta(days=length)
    for written in (f"Periode : {first:%d/%m/%Y} - {last:%d/%m/%Y}", f"{first:%d/%m/%Y} s/d {last:%d/%m/%Y}"):
        assert dates.read_period(written) == (first, last)
    middle = first + timedelta(days=length // 2)
    assert dates.read_moment(f"{middle:%d/%m}", "dmy", (first, last)) == (middle, None)
