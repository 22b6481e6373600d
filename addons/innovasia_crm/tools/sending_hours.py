"""When an automatic message may go out: at certain hours of the customers' day, and never in the night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

#: What is due on a day rather than at a moment goes out from this hour on.
DECENT_HOUR = 9.0
#: The hours of what is due on a day, where nothing else is said.
DECENT_HOURS = (DECENT_HOUR, 20.0)


@dataclass(frozen=True)
class SendingHours:
    """From when to when messages go out, each day.

    :param start: hours after midnight; 8.5 is 08:30
    :param end: hours after midnight, up to 24; later than ``start``
    :param tz: name of the time zone
    """

    start: float
    end: float
    tz: str

    def next_open(self, at: datetime) -> datetime:
        """Return the first moment that is not before ``at`` and within the hours.

        :param at: in UTC, naive, as the result
        """
        local = at.replace(tzinfo=timezone.utc).astimezone(ZoneInfo(self.tz))
        day = local.date() if at < utc(local.date(), self.end, self.tz) else local.date() + timedelta(days=1)
        return max(at, utc(day, self.start, self.tz))


def utc(day: date, hour: float, tz: str) -> datetime:
    """Return a local time in UTC, naive.

    :param hour: hours after midnight, up to 24
    """
    midnight = datetime.combine(day, time())
    # The wall's clock decides, also on a day that has 23 hours.
    local = (midnight + timedelta(minutes=round(hour * 60))).replace(tzinfo=ZoneInfo(tz))
    return local.astimezone(timezone.utc).replace(tzinfo=None)


def due(base: datetime | date, delay: timedelta, hours: SendingHours | None, now: datetime, tz: str) -> datetime:
    """Return when a message is due, in UTC, naive.

    :param base: the moment (UTC, naive) or the day from which the delay counts
    :param hours: None is at any hour; what is due on a day goes out at a decent hour all the same
    :param now: what was due before (a day that is over already) is due now, within the hours
    :param tz: of the day
    """
    if isinstance(base, datetime):
        at = base + delay
    else:
        hours = hours or SendingHours(*DECENT_HOURS, tz)
        at = max(utc(base, max(hours.start, DECENT_HOUR) if hours.end > DECENT_HOUR else hours.start, tz) + delay, now)
    return hours.next_open(at) if hours else at
