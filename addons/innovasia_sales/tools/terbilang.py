"""Amounts in Indonesian words, as receipts spell them out (spec/000: kuitansi)."""

from __future__ import annotations

import re

from num2words import num2words

#: A thousand by itself is "seribu" after millions, too; num2words says so only without them.
_SINGLE_THOUSAND = re.compile(r"\b(juta|miliar|triliun|kuadriliun) satu ribu\b")


def terbilang(amount: float) -> str:
    """Return a whole amount of rupiah in words: ``Dua ratus lima puluh ribu rupiah``.

    :raises ValueError: when the amount is negative or no whole number
    """
    if amount < 0 or amount != int(amount):
        raise ValueError(f"{amount} is no whole amount of rupiah.")
    words = _SINGLE_THOUSAND.sub(r"\1 seribu", num2words(int(amount), lang="id"))
    return f"{words} rupiah".capitalize()
