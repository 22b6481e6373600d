"""Placeholders in the texts that people write for customers: ``{contactname}`` and the like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

# Whatever stands in braces, so that unknown and strange ones are found, too.
_PLACEHOLDER = re.compile(r"( ?)\{([^{}\n]*)\}")


def names(text: str | None) -> set[str]:
    """Return what stands in braces, in lower case."""
    return {_name(match) for match in _PLACEHOLDER.finditer(text or "")}


def unknown(text: str | None, allowed: Iterable[str]) -> list[str]:
    """Return the placeholders of a text that nothing is filled in for, in braces."""
    return sorted(f"{{{name}}}" for name in names(text) - set(allowed))


def spelled(allowed: Iterable[str]) -> str:
    """Return names as a person writes them: ``{contactname} {device}``."""
    return " ".join(f"{{{name}}}" for name in allowed)


def fill(text: str | None, values: Mapping[str, str]) -> str:
    """Return the text with the values in place; braces around any other word stay as they are.

    One pass: a value that looks like a placeholder (a customer may be named so) is not filled in turn. An empty value
    takes the space before it along.
    """

    def value(match: re.Match) -> str:
        found = values.get(_name(match))
        if found is None:
            return match[0]
        return f"{match[1]}{found}" if found else ""

    return _PLACEHOLDER.sub(value, text or "")


def presentable(name: str | None) -> str:
    """Return how a customer can be addressed: tidied, and nothing when there is no letter in it, as in a number."""
    name = " ".join((name or "").split())
    return name if any(map(str.isalpha, name)) else ""


def _name(match: re.Match) -> str:
    return match[2].strip().lower()
