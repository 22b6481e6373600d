"""What was read of a bank's file, and what could not be."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ..mutation_row import Row, is_credible

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 100


class FileError(Exception):
    """A file of which nothing can be read; ``problem`` says why, ``detail`` what is meant.

    ``problem`` is one of: empty, big, rows, old_excel, pdf, unreadable, headings, columns, currency, mutations.
    """

    def __init__(self, problem: str, detail: str = ""):
        super().__init__(f"{problem}: {detail}")
        self.problem = problem
        self.detail = detail


@dataclass(frozen=True)
class Problem:
    """A line that is no mutation although it looks like one; ``code`` says why, ``detail`` is what stands there.

    ``code`` is one of: date, far (no bank speaks of that day), amount, zero, both, kind, currency, line (of MT940);
    of what was read nonetheless: sen (rounded), balance (not understood), gap (balances that do not fit).
    """

    line: int
    code: str
    detail: str = ""
    cells: tuple[str, ...] = ()


@dataclass
class Reading:
    """A file's mutations in the file's order, and everything else that stands in it.

    ``lines`` has the line of each row in the file, ``problems`` what could not be read, ``warnings`` what was read but
    deserves a look, ``notes`` the lines that are no mutations: headings, sums, addresses. ``form`` names what of the file was
    used: two files of one form word a mutation alike.
    """

    rows: list[Row] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    accounts: set[str] = field(default_factory=set)
    period: tuple[date, date] | None = None
    form: str = ""

    def add(self, line: int, row: Row) -> None:
        """Keep a mutation, with the line in which it stands."""
        self.rows.append(row)
        self.lines.append(line)

    def part_far(self, today: date) -> Reading:
        """Make problems of the mutations of days that no bank can speak of: a wrong order of day and month, a wrong year."""
        far = [not is_credible(row.date, today) for row in self.rows]
        if any(far):
            told = list(zip(self.lines, self.rows, far, strict=True))
            self.problems += [
                Problem(line, "far", row.date.isoformat(), (row.description, f"{row.amount}"))
                for line, row, is_far in told
                if is_far
            ]
            self.problems.sort(key=lambda problem: problem.line)
            self.lines, self.rows = ([pair[i] for pair in told if not pair[2]] for i in (0, 1))
        return self
