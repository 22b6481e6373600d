"""When an automatic message is due: after its delay, at decent hours, where the customers are."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people.sending_hours import DECENT_HOURS, SendingHours, due, utc

JAKARTA = "Asia/Jakarta"
OFFICE = SendingHours(8, 20, JAKARTA)
#: With half hours, with hours that are skipped and repeated in summer, and on both sides of the date line.
ZONES = (JAKARTA, "Asia/Jayapura", "UTC", "Asia/Kolkata", "Europe/Berlin", "America/St_Johns", "Pacific/Apia")
NONE = timedelta(0)
NOW = datetime(2026, 11, 23, 3, 0)  # 10:00 in Jakarta, a Monday

moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1))
days = st.dates(date(2020, 1, 2), date(2034, 12, 30))
delays = st.timedeltas(NONE, timedelta(days=366))
zones = st.sampled_from(ZONES)
quarters = st.lists(st.integers(0, 96), min_size=2, max_size=2, unique=True).map(sorted)
hours = st.builds(lambda quarter, tz: SendingHours(quarter[0] / 4, quarter[1] / 4, tz), quarters, zones)


def local(at, tz):
    return at.replace(tzinfo=timezone.utc).astimezone(ZoneInfo(tz)).replace(tzinfo=None)


#: (from which the delay counts, the delay, the hours, when it is due: local time in Jakarta)
CASES = [
    (datetime(2026, 11, 23, 3, 0), NONE, None, "2026-11-23 10:00"),
    (datetime(2026, 11, 23, 3, 0), timedelta(minutes=10), None, "2026-11-23 10:10"),
    (datetime(2026, 11, 23, 3, 0), timedelta(days=2), OFFICE, "2026-11-25 10:00"),
    (datetime(2026, 11, 23, 12, 59), NONE, OFFICE, "2026-11-23 19:59"),
    (datetime(2026, 11, 23, 13, 0), NONE, OFFICE, "2026-11-24 08:00"),
    (datetime(2026, 11, 23, 22, 0), NONE, OFFICE, "2026-11-24 08:00"),
    (datetime(2026, 11, 24, 1, 0), NONE, OFFICE, "2026-11-24 08:00"),
    (datetime(2026, 11, 23, 12, 0), timedelta(hours=2), OFFICE, "2026-11-24 08:00"),
    (datetime(2026, 11, 23, 16, 0), NONE, SendingHours(0, 24, JAKARTA), "2026-11-23 23:00"),
    (date(2026, 11, 27), NONE, None, "2026-11-27 09:00"),
    (date(2026, 11, 27), NONE, OFFICE, "2026-11-27 09:00"),
    (date(2026, 11, 27), NONE, SendingHours(10.5, 20, JAKARTA), "2026-11-27 10:30"),
    (date(2026, 11, 27), NONE, SendingHours(6, 8, JAKARTA), "2026-11-27 06:00"),
    (date(2026, 11, 27), timedelta(days=1), OFFICE, "2026-11-28 09:00"),
    (date(2026, 11, 27), timedelta(hours=14), None, "2026-11-28 09:00"),
    # Over already: now, or at the next decent hour.
    (date(2026, 11, 23), NONE, OFFICE, "2026-11-23 10:00"),
    (date(2026, 11, 20), NONE, None, "2026-11-23 10:00"),
    (date(2026, 11, 20), NONE, SendingHours(6, 8, JAKARTA), "2026-11-24 06:00"),
]


@pytest.mark.parametrize(("base", "delay", "hours", "expected"), CASES)
def test_when_it_is_due(base, delay, hours, expected):
    assert f"{local(due(base, delay, hours, NOW, JAKARTA), JAKARTA):%Y-%m-%d %H:%M}" == expected


@given(hours, moments)
def test_next_opening_is_within_the_hours_and_not_before(hours, at):
    opening = hours.next_open(at)
    assert opening >= at
    assert opening - at <= timedelta(days=1, hours=1)
    day = local(opening, hours.tz).date()
    assert utc(day, hours.start, hours.tz) <= opening < utc(day, hours.end, hours.tz)


@given(hours, moments)
def test_within_the_hours_nothing_waits(hours, at):
    opening = hours.next_open(at)
    assert hours.next_open(opening) == opening


@given(moments, delays, st.none() | hours, zones)
def test_nothing_is_due_before_its_delay_is_over(at, delay, hours, tz):
    at_due = due(at, delay, hours, at, tz)
    assert at_due >= at + delay
    assert hours or at_due == at + delay


@given(days, delays, st.none() | hours, moments, zones)
def test_what_is_due_on_a_day_is_due_on_it_or_later_at_a_decent_hour(day, delay, hours, now, tz):
    at_due = due(day, delay, hours, now, tz)
    assert at_due >= now
    allowed = hours or SendingHours(*DECENT_HOURS, tz)
    assert allowed.next_open(at_due) == at_due
    assert local(at_due, allowed.tz).date() >= day or hours


@given(days, zones)
def test_later_day_is_never_due_earlier(day, tz):
    first, second = (due(each, NONE, None, datetime(2020, 1, 1), tz) for each in (day, day + timedelta(days=1)))
    assert first < second
