"""One line of a bank account's history as a feed, a file or a person tells it, whatever the form it came in."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

KINDS = ("credit", "debit")
#: What a float holds exactly, with room: no account moves a quadrillion rupiah at once.
MAX_AMOUNT = 10**15
MAX_TEXT = 2_000
#: No bank tells of older days, and none books ahead; a day's difference of clocks is nobody's mistake.
OLDEST, AHEAD = timedelta(days=3_653), timedelta(days=1)

_UNREADABLE = re.compile(r"[\x00-\x1f\x7f\s\ufffe\uffff\ud800-\udfff]+")
_PENDING_WORDS = re.compile(r"\bPEND(?:ING)?\b")
_NOT_A_WORD = re.compile(r"[^0-9A-Z]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A mutation as somebody tells it.

    :param date: the day the bank booked it, in the bank's own time
    :param kind: ``credit`` (in) or ``debit`` (out)
    :param amount: whole rupiah, more than zero
    :param balance: whole rupiah after it, where the bank tells it
    :param booked_at: with the hour (UTC, without a zone), where the bank tells it
    :param reference: a name that only this mutation has at whoever tells it
    :param is_pending: the bank has not dated it yet (BCA's ``PEND``): it may inform, and never settles
    :raises ValueError: for what is no mutation
    """

    date: date
    kind: str
    amount: int
    description: str = ""
    balance: int | None = None
    booked_at: datetime | None = None
    reference: str | None = None
    is_pending: bool = False
    sender_name: str = ""
    sender_account: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"A mutation is one of {', '.join(KINDS)}, not {self.kind!r}.")
        if type(self.amount) is not int or not 0 < self.amount <= MAX_AMOUNT:
            raise ValueError(f"An amount is whole rupiah, more than zero: {self.amount!r}.")
        if self.balance is not None and (type(self.balance) is not int or abs(self.balance) > MAX_AMOUNT):
            raise ValueError(f"A balance is whole rupiah: {self.balance!r}.")
        if not isinstance(self.date, date) or isinstance(self.date, datetime):
            raise ValueError(f"A mutation has a day: {self.date!r}.")
        for name in ("description", "sender_name", "sender_account"):
            object.__setattr__(self, name, tidy(getattr(self, name)))
        object.__setattr__(self, "reference", tidy(self.reference)[:200] or None)

    @property
    def money(self) -> tuple[date, str, int]:
        """What two tellings of the same money agree on, however they describe it."""
        return self.date, self.kind, self.amount

    def undated(self) -> Row:
        """Return it without what a pending mutation does not keep: its day, balance and reference are not final."""
        return replace(self, balance=None, reference=None, booked_at=None)


def is_credible(day: date, today: date) -> bool:
    """Tell whether a bank can speak of this day: not after tomorrow, and of the last ten years."""
    return today - OLDEST <= day <= today + AHEAD


def tidy(text: object) -> str:
    """Return text on one line, without what a database refuses."""
    return _UNREADABLE.sub(" ", str(text or "")).strip()[:MAX_TEXT]


def normalised(description: str) -> str:
    """Return a description such that two exports of the same mutation give the same one."""
    return tidy(description).upper()


def core(description: str) -> str:
    """Return what of a description stays when a pending mutation is dated."""
    return _NOT_A_WORD.sub(" ", _PENDING_WORDS.sub(" ", normalised(description))).strip()


def fingerprint(row: Row, reference: bool = False) -> str:
    """Return the name of a row that has none: equal rows of one day have the same (TRANSFERS.md 2).

    :param reference: let its reference tell it from others, without being its name (files)
    """
    if row.is_pending:
        parts = ["pending", row.kind, row.amount, core(row.description)]
    else:
        parts = [row.date.isoformat(), row.kind, row.amount, normalised(row.description), row.balance]
    if reference and row.reference:
        parts.append(row.reference)
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()


def whole_rupiah(value: object) -> int:
    """Return an amount as services write it (``"100123.00"``, ``100123``) in whole rupiah.

    Banks pay interest with sen; the product knows whole rupiah, so they are rounded half up.

    :raises ValueError: for what is no number
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise ValueError(f"{value!r} is no amount.")
    try:
        number = Decimal(str(value).strip())
        if not number.is_finite() or abs(number) > MAX_AMOUNT:
            raise ValueError(f"{value!r} is no amount.")
        return int(number.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    except InvalidOperation:
        raise ValueError(f"{value!r} is no amount.") from None
