"""What every service's form has in common: pieces of which a provider is made."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timezone
from zoneinfo import ZoneInfo

from ..mutation_row import Row, is_credible, tidy, whole_rupiah

KIND_WORDS = {
    **dict.fromkeys(("CR", "C", "K", "CREDIT", "KREDIT", "IN"), "credit"),
    **dict.fromkeys(("DB", "D", "DR", "DEBIT", "DEBET", "OUT"), "debit"),
}
_HEX = re.compile(r"[0-9a-f]{64}", re.ASCII | re.IGNORECASE)
_PENDING = re.compile(r"\s*PEND", re.IGNORECASE)


class NotUnderstood(ValueError):
    """A body, an answer or a row that is not of the service's form. ``reason`` is a code (models/feeds/feed_texts.py)."""

    def __init__(self, reason: str, detail: object = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, tidy(detail)[:200]


@dataclass(frozen=True, slots=True)
class Told:
    """A row, and the names that the service has for the account it is of; no name: the account that was asked for."""

    row: Row
    accounts: frozenset[str] = frozenset()


@dataclass(slots=True)
class Reading:
    """What could be read of a body: rows, and (number of the row from 1, reason, detail) of those that could not."""

    told: list[Told] = field(default_factory=list)
    problems: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, rows: object, read) -> Reading:
        """Read each of ``rows`` by ``read``; what is no row becomes a problem, and the others are kept.

        :raises NotUnderstood: it is no list
        """
        if not isinstance(rows, list):
            raise NotUnderstood("no_list")
        offset = len(self.told) + len(self.problems)
        for number, row in enumerate(rows, offset + 1):
            try:
                if not isinstance(row, dict):
                    raise NotUnderstood("no_row")
                self.told.append(read(row))
            except NotUnderstood as error:
                self.problems.append((number, error.reason, error.detail))
        return self


@dataclass(frozen=True, slots=True)
class Ask:
    """A request to a service: a GET with ``params``, or a POST with ``data`` as a form."""

    method: str
    url: str
    headers: Mapping[str, str]
    params: Mapping[str, object] = field(default_factory=dict)
    data: Mapping[str, object] | None = None


def parse_json(text: str) -> object:
    """:raises NotUnderstood: it is no JSON, or nested deeper than any service does"""
    try:
        return json.loads(text)
    except RecursionError:
        raise NotUnderstood("too_deep") from None
    except ValueError:
        raise NotUnderstood("no_json") from None


def hmac_fits(body: bytes, given: str | None, secret: str | None) -> bool:
    """Tell whether ``given`` is the hex HMAC-SHA256 of exactly these bytes. An empty secret signs nothing."""
    if not secret or not isinstance(given, str) or not _HEX.fullmatch(given.strip()):
        return False
    expected = hmac.new(secret.encode(), body, "sha256").hexdigest()
    return hmac.compare_digest(expected, given.strip().lower())


def read_row(given: Mapping, zone: str, today: date, *, date_key: str, reference_key: str) -> Row:
    """Read the fields that Moota and Mutasibank have alike.

    :param zone: the bank's time zone, in which the service tells days and hours
    :raises NotUnderstood: with the field that is wrong
    """
    kind = KIND_WORDS.get(str(given.get("type") or "").strip().upper())
    if kind is None:
        raise NotUnderstood("no_kind", given.get("type"))
    try:
        amount = whole_rupiah(given.get("amount"))
    except ValueError:
        raise NotUnderstood("no_amount", given.get("amount")) from None
    if amount <= 0:
        raise NotUnderstood("no_amount", given.get("amount"))
    day, booked_at, is_pending = read_day(given.get(date_key), zone, today)
    if not is_credible(day, today):
        raise NotUnderstood("far_date", given.get(date_key))
    return Row(
        date=day,
        kind=kind,
        amount=amount,
        description=given.get("description") or "",
        balance=read_balance(given.get("balance")),
        booked_at=booked_at,
        reference=read_reference(given.get(reference_key)),
        is_pending=is_pending,
    )


def read_balance(value: object) -> int | None:
    """Return a balance; services that do not know it say nothing or zero."""
    try:
        return whole_rupiah(value) or None
    except ValueError:
        return None


def read_reference(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    return str(value).strip() or None


def read_day(value: object, zone: str, today: date) -> tuple[date, datetime | None, bool]:
    """Return the bank's day, the moment (UTC) where an hour is told, and whether the bank has not dated it yet.

    :raises NotUnderstood: it is no date
    """
    text = value.strip() if isinstance(value, str) else ""
    if _PENDING.match(text):
        return today, None, True
    try:
        at = datetime.fromisoformat(text.replace("Z", "+00:00") if text.endswith("Z") else text)
    except ValueError:
        raise NotUnderstood("no_date", value) from None
    local = at.astimezone(ZoneInfo(zone)) if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))
    if at.tzinfo is None and at.time() == time():
        return at.date(), None, False
    try:
        return local.date(), local.astimezone(timezone.utc).replace(tzinfo=None), False
    except OverflowError:
        raise NotUnderstood("no_date", value) from None
