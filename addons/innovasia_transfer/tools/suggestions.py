"""What money may have been for, when it is not certain: ranked guesses with reasons, for a person who decides.

Pure: knows nothing of Odoo. Amounts are whole rupiah.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

#: How much each way in which an amount resembles what was asked for speaks for it.
AMOUNTS = {
    "exact": 70,
    "rest": 66,
    "base": 60,
    "swapped": 56,
    "other_code": 50,
    "mistyped": 46,
    "digit_missing": 40,
    "digit_extra": 40,
    "near": 15,
    "part": 10,
    "more": 5,
}
#: What else speaks for it, or against it.
SIGNS = {
    "number": 35,
    "name": 20,
    "name_part": 12,
    "proof": 5,
    "in_time": 5,
    "early": -25,
    "late": -12,
    "released": -3,
    "cancelled": -10,
    "paid": -25,
    "other_account": -8,
}
#: Codes of other orders go up to so much.
CODES = 999
#: Nearer than this share of what was asked for.
NEAR = 0.02
#: Below this nobody would believe it.
LEAST = 20
#: Words in names that name nobody.
TITLES = frozenset(("BAPAK", "IBU", "SDR", "SDRI", "TOKO", "UD", "CV", "PT", "TBK", "DAN", "BIN", "BINTI"))
#: An order's number, or a transfer's, inside a bank's text.
NUMBER = re.compile(r"[A-Z]{1,4}[/ -]?\d[\d/-]*")


@dataclass(frozen=True)
class Money:
    """What arrived."""

    amount: int
    day: date
    text: str
    account: int


@dataclass(frozen=True)
class Expected:
    """What somebody waits for, or waited: an intent, or a payment that was approved without its money."""

    target: Any
    payable: int
    base: int
    received: int
    state: str
    first_day: date
    last_day: date
    name: str
    numbers: tuple[str, ...]
    account: int
    has_proof: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A guess: what it is, how much speaks for it (0-100), and why, as codes."""

    target: Any
    score: int
    reasons: tuple[str, ...]

    def texts(self, env) -> list[str]:
        """The reasons as people say them, in the language of ``env``."""
        return env["bank.mutation"]._reason_texts(self.reasons)


def resemblance(amount: int, expected: Expected) -> str | None:
    """How an amount resembles what was asked for, in a word; None where it does not.

    >>> resemblance(50_090, expected)  # 50.009 was asked for
    'swapped'
    """
    payable = expected.payable
    if amount == payable:
        return "exact"
    if expected.received and amount == payable - expected.received:
        return "rest"
    if amount == expected.base:
        return "base"
    kind = _digits(str(amount), str(payable))
    if kind == "swapped":
        return kind
    if 0 < amount - expected.base <= CODES:
        return "other_code"
    if kind:
        return kind
    if abs(amount - payable) <= NEAR * payable:
        return "near"
    return None


def _digits(typed: str, asked: str) -> str | None:
    """How two numbers differ by a slip of the finger."""
    if len(typed) == len(asked):
        wrong = [at for at, (one, other) in enumerate(zip(typed, asked, strict=True)) if one != other]
        if len(wrong) == 2 and typed[wrong[0]] == asked[wrong[1]] and typed[wrong[1]] == asked[wrong[0]]:
            return "swapped"
        return "mistyped" if len(wrong) == 1 else None
    if len(typed) + 1 == len(asked):
        return "digit_missing" if _without_one(asked, typed) else None
    if len(typed) == len(asked) + 1:
        return "digit_extra" if _without_one(typed, asked) else None
    return None


def _without_one(longer: str, shorter: str) -> bool:
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def slips(amount: int) -> set[int]:
    """All amounts that somebody may have meant who typed this one, by one slip."""
    typed, meant = str(amount), {amount}
    for at, digit in enumerate(typed):
        meant.add(int(typed[:at] + typed[at + 1 :] or 0))
        for other in range(at + 1, len(typed)):
            swapped = list(typed)
            swapped[at], swapped[other] = swapped[other], digit
            meant.add(int("".join(swapped)))
        for wrong in "0123456789":
            meant.add(int(typed[:at] + wrong + typed[at + 1 :]))
            meant.add(int(typed[:at] + wrong + typed[at:]))
    meant.update(int(typed + last) for last in "0123456789")
    return meant


def words(name: str) -> list[str]:
    """The words of a name that name somebody."""
    found = re.findall(r"[A-Z]{3,}", (name or "").upper())
    return [word for word in found if word not in TITLES]


class Suggester:
    """Ranks what is expected for money that came: built once, asked for many."""

    def __init__(self, expected):
        self.expected = list(expected)
        self.by_payable, self.by_word, self.by_number = defaultdict(list), defaultdict(list), defaultdict(list)
        for each in self.expected:
            self.by_payable[each.payable].append(each)
            if each.received:
                self.by_payable[each.payable - each.received].append(each)
            for word in words(each.name):
                self.by_word[word[:4]].append(each)
            for number in each.numbers:
                self.by_number[_plain(number)].append(each)
        self.payables = sorted(self.by_payable)
        self.by_base = defaultdict(list)
        for each in self.expected:
            self.by_base[each.base].append(each)
        self.bases = sorted(self.by_base)

    def rank(self, money: Money, limit: int = 5) -> list[Suggestion]:
        """:return: the best guesses, best first"""
        found = {id(each): each for each in self._possible(money)}
        scored = (self._score(money, each) for each in found.values())
        good = [suggestion for suggestion in scored if suggestion.score >= LEAST]
        return sorted(good, key=lambda suggestion: (-suggestion.score, str(suggestion.target)))[:limit]

    def _possible(self, money):
        """What is worth a look: few, however many are expected."""
        for amount in slips(money.amount):
            yield from self.by_payable.get(amount, ())
        for keys, table, low, high in (
            (self.bases, self.by_base, money.amount - CODES, money.amount),
            (self.payables, self.by_payable, money.amount * (1 - NEAR), money.amount * (1 + NEAR)),
        ):
            start = bisect_left(keys, low)
            for key in keys[start : start + 50]:
                if key > high:
                    break
                yield from table[key][:50]
        for word in set(words(money.text)):
            yield from self.by_word.get(word[:4], ())
        for number in _numbers(money.text):
            yield from self.by_number.get(number, ())

    def _score(self, money, expected):
        kind = resemblance(money.amount, expected)
        reasons = [kind] if kind else []
        reasons += _signs(money, expected)
        if not kind and {"number", "name"} & set(reasons):
            reasons.insert(0, "part" if money.amount < expected.payable else "more")
        score = sum(AMOUNTS.get(reason, 0) + SIGNS.get(reason, 0) for reason in reasons)
        return Suggestion(expected.target, max(0, min(100, score)), tuple(reasons))


def _signs(money, expected):
    """What speaks for it or against it, besides the amount."""
    if {_plain(number) for number in expected.numbers} & _numbers(money.text):
        yield "number"
    named = words(expected.name)
    # Banks cut names short.
    seen = [word for word in named if any(_same(word, other) for other in words(money.text))]
    if named and len(seen) == len(named):
        yield "name"
    elif seen:
        yield "name_part"
    if expected.has_proof:
        yield "proof"
    if money.day < expected.first_day:
        yield "early"
    elif money.day > expected.last_day:
        yield "late"
    else:
        yield "in_time"
    if expected.state in ("released", "cancelled", "paid"):
        yield expected.state
    if money.account != expected.account:
        yield "other_account"


def _same(word, other):
    return word == other or (len(other) > 3 and word.startswith(other))


def _plain(number):
    return re.sub(r"[^A-Z0-9]", "", (number or "").upper())


def _numbers(text):
    return {_plain(found) for found in NUMBER.findall((text or "").upper())}
