"""Make what strangers sent safe to store: no NUL, no control characters, no lone surrogates, no endless strings."""

from __future__ import annotations

import re
from math import isfinite

TEXT_LIMIT = 65_000
NAME_LIMIT = 256
ID_LIMIT = 512
FILE_NAME_LIMIT = 128
DEPTH_LIMIT = 32

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# Besides control characters: bidirectional overrides and isolates (they make "exe.gpj" of "jpg.exe"),
# line separators and the byte order mark. Joiners stay, emoji are made of them.
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_NOT_IN_FILE_NAMES = re.compile(r'[/\\:*?"<>|\u2044\u2215\u29f8\uff0f\uff3c]')
_SPACES = re.compile(r"\s+")


class TooDeep(ValueError):
    """A value is nested deeper than anything that Meta sends."""


def clean_text(value: object, limit: int = TEXT_LIMIT) -> str:
    """Return ``value`` as storable text with its line breaks, or ``''`` when it is no string."""
    if not isinstance(value, str):
        return ""
    if len(value) > limit:
        value = value[:limit]
    if not value.isascii():
        value = without_surrogates(value)
    if _CONTROL.search(value):
        value = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return value


def clean_name(value: object, limit: int = NAME_LIMIT) -> str | None:
    """Return ``value`` as a one-line name, or None when nothing is left of it."""
    if not isinstance(value, str):
        return None
    value = without_surrogates(value[: limit * 4])
    value = _NOT_IN_NAMES.sub("", _SPACES.sub(" ", value)).strip()
    return value[:limit].rstrip() or None


def clean_file_name(value: object, limit: int = FILE_NAME_LIMIT) -> str | None:
    """Return ``value`` as the name of a file in no folder, shortened before its extension."""
    value = clean_name(value, 4096)
    if value is None:
        return None
    value = _NOT_IN_FILE_NAMES.sub("_", value).strip(". ")
    if len(value) > limit:
        stem, dot, extension = value.rpartition(".")
        if dot and len(extension) <= 10:
            value = stem[: limit - len(extension) - 1].rstrip(". ") + dot + extension
        else:
            value = value[:limit].rstrip(". ")
    return value or None


def clean_id(value: object, limit: int = ID_LIMIT) -> str | None:
    """Return an identifier unchanged, or None when it is empty, too long or not printable.

    An identifier is never shortened: two different ones could become the same.
    """
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**30:
        value = str(value)
    if not isinstance(value, str) or not value or len(value) > limit:
        return None
    if not value.isprintable() or value.isspace():
        return None
    return value


def clean_json(value: object, depth: int = DEPTH_LIMIT) -> object:
    """Return a decoded JSON value with every string in it cleaned.

    :raises TooDeep: when it is nested deeper than ``depth``
    """
    if isinstance(value, str):
        return clean_text(value)
    if depth <= 0 and isinstance(value, (dict, list)):
        raise TooDeep("The content is nested too deeply.")
    if isinstance(value, dict):
        return {clean_text(key, NAME_LIMIT): clean_json(item, depth - 1) for key, item in value.items()}
    if isinstance(value, list):
        return [clean_json(item, depth - 1) for item in value]
    if isinstance(value, float) and not isfinite(value):
        return None
    return value


def without_surrogates(value: str) -> str:
    """Replace halves of surrogate pairs, which JSON can spell and UTF-8 cannot."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-8", "replace").decode()
    return value
