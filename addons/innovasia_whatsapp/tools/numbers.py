"""Phone numbers: one form to store (digits with the country code), every form to find, one form to show."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers

_NOT_DIGITS = re.compile(r"\D", re.ASCII)
_MORE = re.compile(r"(?:[;,/|x]|ext).*", re.IGNORECASE | re.DOTALL)
_TRUNK_IN_BRACKETS = re.compile(r"\(\s*0\s*\)")


def normalise(raw: str | None, region: str = "ID") -> str | None:
    """Return a number that a person typed as digits with its country code, ``62811…``; None if it is none.

    :param region: the country whose national spelling ``08…`` is meant (two letters)
    """
    if not isinstance(raw, str) or len(raw) > 64:
        return None
    code = str(phonenumbers.country_code_for_region(region))
    # Full-width and Arabic digits are digits too, for phonenumbers as for us.
    raw = phonenumbers.normalize_digits_only(raw, keep_non_digits=True).strip()
    raw = _TRUNK_IN_BRACKETS.sub("", _MORE.sub("", raw))
    digits = _NOT_DIGITS.sub("", raw)
    if raw.lstrip("( ").startswith(("+", "\uff0b")):
        number = digits
    elif digits.startswith("00"):
        number = digits[2:]
    elif digits.startswith("0"):
        number = code + digits[1:]
    elif digits.startswith(code):
        number = digits
    else:
        number = code + digits
    # "+62 0811" keeps the 0 of the national spelling by mistake.
    if number.startswith(code + "0"):
        number = code + number[len(code) + 1 :]
    return number if _is_possible(number) else None


def from_wa_id(wa_id: str) -> str:
    """Return the digits of WhatsApp's own id. It is right by definition: no country's rules apply to it."""
    return _NOT_DIGITS.sub("", wa_id)


def spellings(digits: str, region: str = "ID") -> list[str]:
    """Return the forms in which the number may stand in a field, punctuation aside, the likeliest first."""
    forms = [digits, "+" + digits, "00" + digits]
    code = str(phonenumbers.country_code_for_region(region))
    return [*forms, "0" + digits[len(code) :]] if digits.startswith(code) else forms


def sought(term: str) -> str:
    """Return the digits by which to look for part of a number, in any spelling; "" if the term is none.

    ``0811``, ``+62 811`` and ``811`` all look for ``811``.
    """
    if re.search(r"[^\W\d_]", term):
        return ""
    return re.sub(r"^(00)?(62)?0?", "", _NOT_DIGITS.sub("", term))


@lru_cache(maxsize=10_000)
def pretty(digits: str) -> str:
    """Return the number as a person reads it, ``+62 811-1000-001``."""
    number = _parse(digits)
    if number is None:
        return f"+{digits}" if digits else ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _is_possible(digits: str) -> bool:
    number = _parse(digits)
    return number is not None and phonenumbers.is_possible_number(number)


def _parse(digits: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse("+" + digits)
    except phonenumbers.NumberParseException:
        return None
