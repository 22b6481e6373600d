"""Phone numbers: one form to store (digits with the country code), every form to find, one form to show."""

from __future__ import annotations

import re

import phonenumbers

_NOT_DIGITS = re.compile(r"\D", re.ASCII)
_EXTENSION = re.compile(r"(?:;|,|x|ext|\bpsw\b).*", re.IGNORECASE | re.DOTALL)
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
    raw = _TRUNK_IN_BRACKETS.sub("", _EXTENSION.sub("", raw))
    digits = _NOT_DIGITS.sub("", raw)
    if raw.lstrip("( ").startswith(("+", "\uff0b")):
        candidates = [digits]
    elif digits.startswith("00"):
        candidates = [digits[2:]]
    elif digits.startswith("0"):
        candidates = [code + digits[1:]]
    elif digits.startswith(code):
        candidates = [digits, code + digits]
    else:
        candidates = [code + digits]
    for candidate in candidates:
        # "+62 0811" keeps the 0 of the national spelling by mistake.
        if candidate.startswith(code + "0"):
            candidate = code + candidate[len(code) + 1 :]
        if _is_possible(candidate):
            return candidate
    return None


def from_wa_id(wa_id: str) -> str:
    """Return the digits of WhatsApp's own id. It is right by definition: no country's rules apply to it."""
    return _NOT_DIGITS.sub("", wa_id)


def spellings(digits: str, region: str = "ID") -> list[str]:
    """Return the forms in which the number may stand in a field, punctuation aside, the likeliest first."""
    forms = [digits, "+" + digits, "00" + digits]
    code = str(phonenumbers.country_code_for_region(region))
    if digits.startswith(code):
        national = digits[len(code) :]
        forms += ["0" + national, national]
    return forms


def pretty(digits: str) -> str:
    """Return the number as a person reads it, ``+62 811-1000-001``."""
    number = _parse(digits)
    if number is None:
        return "+" + digits
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _is_possible(digits: str) -> bool:
    number = _parse(digits)
    return number is not None and phonenumbers.is_possible_number(number)


def _parse(digits: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse("+" + digits)
    except phonenumbers.NumberParseException:
        return None
