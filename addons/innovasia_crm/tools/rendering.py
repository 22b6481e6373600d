"""Texts that people write for customers, with names in braces: ``{contactname}``.

Filling them in is one pass over what stands in braces, and a look-up: no expressions, no attributes, no format specifiers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

# Whatever stands in braces, so that unknown and strange ones are found, too.
_BRACES = re.compile(r"( ?)\{([^{}\n]*)\}")
_UNCLOSED = re.compile(r"\{([^{}\n]*)(?=[{\n]|$)")
_WORD = re.compile(r"\s*(\w+)")
# What nobody sees and a copied text brings along: soft hyphens, zero-width characters, marks of direction.
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# What turns around the text beside it, or breaks out of its line. Joiners stay: emoji are made of them.
_DISTURBING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
NAME_LIMIT = 100


class Text:
    """A text that was taken apart once and is filled in many times."""

    __slots__ = ("_end", "_slots", "names", "strange")

    def __init__(self, source: str):
        #: what stands in single braces, in lower case, in the order of the text
        self.names: dict[str, None] = {}
        #: what stands in several braces, which fill in nothing
        self.strange: set[str] = set()
        self._slots: list[tuple[str, str, str, str]] = []  # what stands before, its last space, the name, as written
        done = 0
        for match in _BRACES.finditer(source):
            start, end = match.end(1), match.end()
            if source[start - 1 : start] == "{" or source[end : end + 1] == "}":
                self.strange.add(f"{{{match[0].strip()}}}")
                continue
            name = _INVISIBLE.sub("", match[2]).strip().lower()
            self.names[name] = None
            self._slots.append((source[done : match.start()], match[1], name, source[start:end]))
            done = end
        self._end = source[done:]

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the text with the values in place; braces around any other word stay as they are.

        A value that looks like a name in braces (a customer may be called so) is not filled in turn. An empty value
        takes the space before it along.
        """
        parts = []
        for before, space, name, written in self._slots:
            value = values.get(name)
            parts.append(before)
            if value is None:
                parts += space, written
            elif value:
                parts += space, value
        parts.append(self._end)
        return "".join(parts)


@lru_cache(maxsize=256)
def parse(source: str) -> Text:
    """Return the text taken apart; the last few hundred are kept."""
    return Text(source)


def names(text: str | None) -> set[str]:
    """Return what stands in braces, in lower case."""
    return set(parse(text or "").names)


def fill(text: str | None, values: Mapping[str, str]) -> str:
    """Return the text with the values in place, see :meth:`Text.fill`."""
    return parse(text or "").fill(values)


def unknown(text: str | None, allowed: Iterable[str]) -> list[str]:
    """Return what is in braces and is not filled in, as it would be written: of other names, doubled, not closed."""
    allowed, text = set(allowed), text or ""
    parsed = parse(text)
    found = {f"{{{name}}}" for name in parsed.names.keys() - allowed} | parsed.strange
    for match in _UNCLOSED.finditer(text):
        word = _WORD.match(_INVISIBLE.sub("", match[1]))
        if word and word[1].lower() in allowed:
            found.add(f"{{{word[1]}")
    return sorted(found)


def spelled(allowed: Iterable[str]) -> str:
    """Return names as a person writes them: ``{contactname} {device}``."""
    return " ".join(f"{{{name}}}" for name in allowed)


def is_blank(text: str | None) -> bool:
    """Tell whether a customer would see nothing of a text."""
    return not _INVISIBLE.sub("", text or "").strip()


def tidy(value: str | None) -> str:
    """Return a value that leaves the text around it alone: no control characters, nothing that turns the direction."""
    return _DISTURBING.sub("", value or "").strip()


def presentable(name: str | None) -> str:
    """Return how a customer can be addressed: tidied, and nothing when there is no letter in it, as in a number."""
    name = shorten(tidy(" ".join((name or "").split())), NAME_LIMIT)
    return name if any(map(str.isalpha, name)) else ""


def shorten(text: str, limit: int) -> str:
    """Return a text of at most so many characters; what was cut off leaves an ellipsis."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
