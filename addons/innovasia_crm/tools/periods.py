"""Spans of whole days in a person's time zone, and how a chart cuts them. No ORM."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

import pytz

#: Days of each choice, counted back from today: (first, last).
PRESETS = {"today": (0, 0), "yesterday": (1, 1), "7d": (6, 0), "30d": (29, 0)}
#: A longer span is refused: its charts could not be read.
MOST_DAYS = 366
#: Spans up to this many days are shown by the hour.
HOURLY_DAYS = 2


@dataclass(frozen=True)
class Period:
    """From the beginning of ``first`` to the end of ``last``, both days in ``tz``."""

    first: date
    last: date
    tz: tzinfo = pytz.utc

    @property
    def start(self):
        """The first moment: datetime in UTC, without zone as Odoo stores it."""
        return self._midnight(self.first)

    @property
    def end(self):
        """The first moment that is no longer part of it, in UTC."""
        return self._midnight(self.last + timedelta(days=1))

    @property
    def days(self):
        return (self.last - self.first).days + 1

    @property
    def unit(self):
        """What one step of a chart stands for: ``hour`` or ``day``."""
        return "hour" if self.days <= HOURLY_DAYS else "day"

    @property
    def step(self):
        return timedelta(hours=1) if self.unit == "hour" else timedelta(days=1)

    @property
    def buckets(self):
        """Where each step begins: datetimes on the clock of ``tz``."""
        begin = datetime.combine(self.first, time())
        count = self.days * (24 if self.unit == "hour" else 1)
        return [begin + number * self.step for number in range(count)]

    def narrow(self, bucket):
        """Bounds of one step.

        :param datetime bucket: its beginning on the clock of ``tz``
        :return: (start, end) in UTC
        """
        return self._to_utc(bucket), self._to_utc(bucket + self.step)

    def _midnight(self, day):
        return self._to_utc(datetime.combine(day, time()))

    def _to_utc(self, local):
        return self.tz.localize(local).astimezone(pytz.utc).replace(tzinfo=None)


def preset(name, today, tz):
    """Find the period of a choice such as ``7d``.

    :param str name: one of :data:`PRESETS`
    :param date today: the day it is in ``tz``
    """
    first, last = PRESETS[name]
    return Period(today - timedelta(days=first), today - timedelta(days=last), tz)
