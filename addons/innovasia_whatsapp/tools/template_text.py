"""Texts of templates: the places in them that a message fills in."""

from __future__ import annotations

import re

from .clean import clean_text

#: ``{{1}}``, or ``{{customer}}`` where a template names its places.
VARIABLE = re.compile(r"\{\{\s*([A-Za-z0-9_]+)\s*\}\}")

_BREAKS = re.compile(r"\s*[\r\n]+\s*")
_SPACES = re.compile(r"\s+")
_SENTENCE_END = (".", ",", ":", ";", "!", "?", "-")


def names(text: str | None) -> list[str]:
    """Return what stands in ``{{ }}``, each once, in the order of the text."""
    return list(dict.fromkeys(VARIABLE.findall(text or "")))


def fill(text: str | None, values: dict[str, str]) -> str:
    """Put values in their places, in one pass: braces within a value stay as they are.

    :param values: a place that is missing here keeps its braces
    """
    return VARIABLE.sub(lambda match: values.get(match[1], match[0]), text or "")


def one_line(value: str | None) -> str:
    """Return a value as Meta takes it: without line breaks, tabs and long gaps (error 132018).

    Lines become parts of one sentence::

        >>> one_line("Jl. Melati 3\\nBandung")
        'Jl. Melati 3, Bandung'
    """
    lines = [line for line in _BREAKS.split(clean_text(value).strip()) if line]
    text = ""
    for line in lines:
        text += (" " if text.endswith(_SENTENCE_END) else ", ") + line if text else line
    return _SPACES.sub(" ", text).strip()
