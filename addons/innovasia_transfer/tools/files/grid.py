"""Mutations out of a table, as a mapping says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

from ..mutation_row import Row
from . import account, dates, numbers
from .mapping import Head, Mapping, find_head, plain
from .reading import FileError, Problem, Reading
from .tables import Table

#: First words of lines that sum up, whatever stands in their columns.
_SUMS = (
    "saldo awal", "saldo akhir", "mutasi debet", "mutasi debit", "mutasi kredit", "total", "opening balance", "closing balance",
    "starting balance", "ending balance", "beginning balance", "sub total", "jumlah mutasi",
)  # fmt: skip
NOTHING = Decimal(0)
RUPIAH = ("IDR", "RP", "RUPIAH")


def read_grid(table: Table, mapping: Mapping, zone: str, today: date) -> Reading:
    """Read the mutations of a table.

    :param zone: the time zone of the times in it
    :param today: the day of reading: what is provisional stands on it, and no date without a year lies behind it
    :raises FileError: when the headings are not found
    """
    head = find_head(table.lines, mapping)
    reading = Reading(form=head.form)
    for number, cells in table.lines[: head.start]:
        reading.notes.append((number, " ".join(filter(None, cells))))
    above = [cells for _number, cells in table.lines[: max(head.start - 1, 0)]]
    reading.accounts, reading.period = account.read_heading(above, mapping.order)
    currency = account.read_currency(above)
    if currency and currency not in RUPIAH:
        raise FileError("currency", currency)
    reader = _Lines(mapping, head, reading, ZoneInfo(zone), today)
    for number, cells in table.lines[head.start :]:
        reader.take(number, cells)
    return reading


class _Lines:
    """Reads line by line into a reading."""

    def __init__(self, mapping: Mapping, head: Head, reading: Reading, zone: ZoneInfo, today: date):
        self.mapping, self.head, self.reading, self.zone, self.today = mapping, head, reading, zone, today
        self.credit, self.debit, self.pending = (
            {word.strip().upper() for word in words}
            for words in (mapping.credit_words, mapping.debit_words, mapping.pending_words)
        )
        self.headings = head.headings

    def take(self, number: int, cells: tuple[str, ...]) -> None:
        """Read one line: a mutation, a problem, or a note."""
        cells = self._without_torn_description(cells)
        written = self._cell(cells, "date")
        moment = written and dates.read_moment(written, self.mapping.order, self.reading.period, self.today)
        is_pending = written.lstrip("'").strip().upper() in self.pending
        money = any(self._cell(cells, role) for role in ("amount", "credit", "debit"))
        if self._is_note(cells, bool(moment) or is_pending, money):
            self.reading.notes.append((number, " ".join(filter(None, cells))))
            return
        if not moment and not is_pending:
            self._problem(number, cells, "date", written)
            return
        currency = self._cell(cells, "currency").upper()
        if currency and currency not in RUPIAH:
            self._problem(number, cells, "currency", currency)
            return
        found = self._money(number, cells)
        if found:
            kind, amount = found
            self.reading.add(number, self._row(number, cells, moment, kind, amount))
            account_number = account.digits(self._cell(cells, "account"))
            if account_number:
                self.reading.accounts.add(account_number)

    # --- steps ---------------------------------------------------------------------------

    def _without_torn_description(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        """KlikBCA writes descriptions without quotes, with the commas in them: what is too much belongs to them."""
        filled = max((index + 1 for index, cell in enumerate(cells) if cell), default=0)
        extra = filled - self.head.width
        at = self.head.columns.get("description", ())[:1]
        if extra <= 0 or not at:
            return cells
        begin = at[0]
        joined = ", ".join(cells[begin : begin + extra + 1])
        return (*cells[:begin], joined, *cells[begin + extra + 1 :])

    def _is_note(self, cells, is_dated: bool, has_money: bool) -> bool:
        if is_dated:
            # An opening balance stands among the mutations, with its date; what merely begins like one has an amount.
            description = self._description(cells).casefold().strip(" :")
            return description in _SUMS or (description.startswith(_SUMS) and not self._moves(cells))
        filled = [cell for cell in cells if cell]
        first = filled[0].lstrip("'").casefold()
        return not has_money or first.startswith(_SUMS) or sum(plain(cell) in self.headings for cell in filled) > 1

    def _moves(self, cells) -> bool:
        amounts = [numbers.read_amount(self._cell(cells, role), self.mapping.decimal) for role in ("amount", "credit", "debit")]
        return any(amount and amount.value for amount in amounts)

    def _money(self, number, cells) -> tuple[str, int] | None:
        """:return: the direction and the whole rupiah, or None after the problem was noted"""
        if "amount" in self.head.columns and self._cell(cells, "amount"):
            found = self._amount(number, cells, "amount")
            return found and self._directed(number, cells, found)
        credit, debit = (self._amount(number, cells, role) if self._cell(cells, role) else None for role in ("credit", "debit"))
        if any(self.reading.problems[-1:]) and self.reading.problems[-1].line == number:
            return None
        credit, debit = (found.value if found else NOTHING for found in (credit, debit))
        if credit and debit:
            self._problem(number, cells, "both")
            return None
        # A negative number in the column of one direction goes the other way.
        kind = "credit" if (credit > 0 or debit < 0) else "debit"
        return self._rupiah(number, cells, kind, abs(credit or debit))

    def _amount(self, number, cells, role):
        text = self._cell(cells, role)
        found = numbers.read_amount(text, self.mapping.decimal)
        if found is None:
            self._problem(number, cells, "amount", text)
        return found

    def _directed(self, number, cells, found) -> tuple[str, int] | None:
        word = found.mark or self._cell(cells, "kind").strip(" .'").upper()
        if not word and "kind" not in self.head.columns:
            word = self._unnamed_kind(cells)
        if word in self.debit or (not word and found.value < 0):
            return self._rupiah(number, cells, "debit", abs(found.value))
        if word in self.credit or (not word and (self.mapping.is_signed or not found.value)):
            return self._rupiah(number, cells, "credit" if found.value >= 0 else "debit", abs(found.value))
        self._problem(number, cells, "kind", word)
        return None

    def _unnamed_kind(self, cells) -> str:
        """BCA's column of CR and DB has no heading; it stands to the right of the amount."""
        beside = self.head.columns["amount"][0] + 1
        word = cells[beside].strip(" .'").upper() if beside < len(cells) else ""
        return word if word in self.credit | self.debit else ""

    def _rupiah(self, number, cells, kind, value) -> tuple[str, int] | None:
        amount, is_rounded = numbers.whole(value)
        if not amount:
            self._problem(number, cells, "zero")
            return None
        if is_rounded:
            self.reading.warnings.append(Problem(number, "sen", f"{value}", cells))
        return kind, amount

    def _row(self, number, cells, moment, kind, amount) -> Row:
        is_pending = not moment
        written = self._cell(cells, "balance")
        balance = numbers.read_amount(written, self.mapping.decimal) if written else None
        if written and balance is None:
            self.reading.warnings.append(Problem(number, "balance", written, cells))
        if balance and balance.mark in self.debit:
            balance = balance._replace(value=-balance.value)
        day = moment.day if moment else min(self.reading.period[1], self.today) if self.reading.period else self.today
        time = moment and (moment.time or dates.read_time(self._cell(cells, "time")))
        return Row(
            date=day,
            kind=kind,
            amount=amount,
            description=self._description(cells),
            balance=numbers.whole(balance.value)[0] if balance and not is_pending else None,
            booked_at=time and _utc(day, time, self.zone),
            reference=self._cell(cells, "reference") or None,
            is_pending=is_pending,
            sender_name=self._cell(cells, "sender_name"),
            sender_account=self._cell(cells, "sender_account"),
        )

    def _description(self, cells) -> str:
        columns = self.head.columns.get("description", ())
        parts = dict.fromkeys(" ".join(cells[index].lstrip("'").split()) for index in columns if index < len(cells))
        return " ".join(filter(None, parts))

    def _cell(self, cells: Sequence[str], role: str) -> str:
        index = self.head.columns.get(role, (len(cells),))[0]
        return cells[index] if index < len(cells) else ""

    def _problem(self, number, cells, code, detail="") -> None:
        self.reading.problems.append(Problem(number, code, detail, tuple(cells)))


def _utc(day: date, time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time, zone).astimezone(timezone.utc).replace(tzinfo=None)
