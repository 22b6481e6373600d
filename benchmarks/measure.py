"""What a row measures, and how two things are compared on a machine that is never quiet.

Baseline and ours take turns, round by round, so that load from outside meets both. Each round gives one ratio of
two neighbours in time; the row's ratio is the median over the rounds, which one disturbed round does not move.
"""

import gc
import operator
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

HOLDS = {">=": operator.ge, "<=": operator.le}


@dataclass(frozen=True)
class Bound:
    """What a row's ratio must keep to, e.g. ``Bound(">=", 5)``."""

    sign: str
    value: float

    def holds(self, ratio: float) -> bool:
        """Tell whether a ratio keeps to the bound."""
        return HOLDS[self.sign](ratio, self.value)

    def __str__(self) -> str:
        return f"{self.sign} {self.value:g}x"


@dataclass
class Row:
    """One line of the table: ours against a baseline. Without a bound it only informs."""

    measure: str
    baseline_name: str
    unit: str
    bound: Bound | None = None
    rounds: list[tuple[float, float]] = field(default_factory=list)

    @property
    def baseline(self) -> float:
        """The baseline's median over the rounds, in the row's unit."""
        return median(baseline for baseline, _ours in self.rounds)

    @property
    def ours(self) -> float:
        """Our median over the rounds, in the row's unit."""
        return median(ours for _baseline, ours in self.rounds)

    @property
    def ratios(self) -> list[float]:
        """Ours to the baseline of the same round."""
        return [ours / baseline for baseline, ours in self.rounds]

    @property
    def ratio(self) -> float:
        """The median of the rounds' ratios."""
        return median(self.ratios)

    @property
    def holds(self) -> bool:
        """Tell whether the row keeps to its bound."""
        return self.bound is None or self.bound.holds(self.ratio)

    def take_turns(self, rounds: int, baseline: Callable[[], float], ours: Callable[[], float]) -> "Row":
        """Measure both in turn; each returns a value in the row's unit. Who begins changes every round."""
        for number in range(rounds):
            if number % 2:
                value = ours()
                self.rounds.append((baseline(), value))
            else:
                value = baseline()
                self.rounds.append((value, ours()))
        return self


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes, without the garbage of what ran before."""
    gc.collect()
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
