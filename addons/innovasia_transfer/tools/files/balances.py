"""Whether a file's balances lead from one mutation to the next: where they do not, something is missing."""

from __future__ import annotations

from itertools import pairwise

from ..mutation_row import Row
from .reading import Problem, Reading

#: Balances with sen are read in whole rupiah, each rounded by itself.
TOLERANCE = 1


def check(reading: Reading) -> None:
    """Warn of each place at which the balances do not fit, in files that tell them; either end may come first."""
    told = [(line, row) for line, row in zip(reading.lines, reading.rows, strict=True) if row.balance is not None]
    pairs = list(pairwise(told))
    upwards = [line for (_before, earlier), (line, later) in pairs if not _fits(earlier, later)]
    downwards = [line for (_before, later), (line, earlier) in pairs if not _fits(earlier, later)]
    gaps = min(upwards, downwards, key=len)
    # Where hardly two of them fit, the column is something else than a running balance.
    if len(gaps) * 2 < len(pairs):
        reading.warnings += [Problem(line, "gap") for line in gaps]


def _fits(earlier: Row, later: Row) -> bool:
    moved = later.amount if later.kind == "credit" else -later.amount
    return abs(earlier.balance + moved - later.balance) <= TOLERANCE
