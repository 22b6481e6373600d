"""Numbers of parcels as couriers print them, and lists of them as people paste them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

#: Longer than any courier's; a longer text was pasted by mistake.
MOST_CHARACTERS = 64
#: Shorter than any courier's.
FEWEST_CHARACTERS = 6
_SEPARATOR = re.compile(r"\t|;|,|\s{2,}|\s(?=\S+$)")


def normalise(text: str | None) -> str:
    """Return a scanned or typed number in one spelling: capitals, no blanks, no invisible characters; of no text, none."""
    text = unicodedata.normalize("NFKC", text if isinstance(text, str) else "")
    return "".join(character for character in text if character.isprintable() and not character.isspace()).upper()


def pattern_error(pattern: str) -> str | None:
    """Return why a pattern is no regular expression, None when it is one."""
    try:
        re.compile(pattern)
    except re.error as error:
        return str(error)
    return None


def fits(pattern: str | None, number: str) -> bool:
    """Tell whether a number (normalised) has the form of a courier's numbers; without a pattern, any has."""
    return not pattern or re.fullmatch(pattern, number) is not None


def is_likely(number: str) -> bool:
    """Tell whether a number (normalised) could be some courier's: not too short, and with digits."""
    return len(number) >= FEWEST_CHARACTERS and any(character.isdigit() for character in number)


def pasted_rows(text: str | None) -> Iterator[tuple[str, str]]:
    """Yield (order, number) of each line that has both, as copied from a spreadsheet or typed with ``;`` or a blank."""
    for line in (text or "").splitlines():
        parts = [part.strip() for part in _SEPARATOR.split(line.strip(), maxsplit=1)]
        if len(parts) == 2 and all(parts):
            yield parts[0], normalise(parts[1])
