"""Checks of Meta's limits; each raises ``ValueError`` with a sentence for the person who wrote the message."""

from __future__ import annotations

import re

_LINK = re.compile(r"https?://[^\s/$.?#][^\s]*", re.IGNORECASE)


def check_text(what: str, value: object, limit: int, required: bool = True) -> str | None:
    """Return ``value`` when it is a text of at most ``limit`` characters, and not empty if ``required``."""
    if value is None or value == "":
        if required:
            raise ValueError(f"{what} is empty.")
        return None
    if not isinstance(value, str):
        raise ValueError(f"{what} is not a text.")
    if required and not value.strip():
        raise ValueError(f"{what} is empty.")
    if len(value) > limit:
        raise ValueError(f"{what} has {len(value)} characters; WhatsApp allows {limit}.")
    return value


def check_count(what: str, noun: str, items: list, least: int, most: int) -> None:
    """Check how many ``items`` there are."""
    if len(items) < least:
        raise ValueError(f"{what} needs at least {least} {noun}{'s' if least > 1 else ''}.")
    if len(items) > most:
        raise ValueError(f"{what} has {len(items)} {noun}s; WhatsApp allows {most}.")


def check_unique(what: str, values: list) -> None:
    """Check that no value occurs twice."""
    if len(set(values)) < len(values):
        raise ValueError(f"{what} are not all different.")


def check_link(url: object) -> str:
    """Return ``url`` when it is a web address."""
    if not isinstance(url, str) or len(url) > 2_000 or not _LINK.fullmatch(url):
        raise ValueError("The link is not a web address that starts with http:// or https://.")
    return url
