"""Meta's rules for templates, checked before Meta's reviewer sees one; the sentences are in :mod:`template_rule_texts`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .template_content import Content, Offence
from .template_rules_buttons import check_buttons
from .template_text import VARIABLE, names

NAME_LIMIT = 512
HEADER_LIMIT = 60
BODY_LIMIT = 1_024
FOOTER_LIMIT = 60
MOST_EMOJI = 10

_NAME = re.compile(r"[a-z0-9_]+")
_PLACE_NAME = re.compile(r"[a-z][a-z0-9_]*")
_BRACES = re.compile(r"\{\{|\}\}")
_NEIGHBOURS = re.compile(r"\}\}\s*\{\{")
_FORMATTING = re.compile(r"[*_~`]")
_WORD = re.compile(r"\w+")
_EMOJI = re.compile("[\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u20e3\U0001f000-\U0001faff]")


class Problem(NamedTuple):
    """An offence, and the field it is in."""

    field: str
    offence: Offence


def check(name: str, content: Content, has_header_file: bool = False) -> list[Problem]:
    """Return what Meta would refuse in this template, in the order in which a person fills it in.

    :param has_header_file: whether there is a sample of the header's picture, video or document
    """
    problems = [Problem("name", offence) for offence in _check_name(name)]
    if content.category == "AUTHENTICATION":
        return problems + list(_check_authentication(content))
    problems += [Problem("header_text", offence) for offence in _check_header(content, has_header_file)]
    problems += [Problem("body", offence) for offence in _check_body(content)]
    problems += [Problem("footer", offence) for offence in _check_footer(content.footer)]
    problems += [Problem("button_ids", offence) for offence in check_buttons(content.buttons)]
    problems += [Problem("variable_ids", offence) for offence in _check_samples(content)]
    return problems


def is_plain(text: str) -> bool:
    """Tell whether a text is one line without emoji and without WhatsApp's formatting."""
    return not ("\n" in text or _FORMATTING.search(text) or _EMOJI.search(text))


def _check_name(name: str) -> Iterator[Offence]:
    if not name:
        yield Offence("name_missing")
    elif not _NAME.fullmatch(name):
        yield Offence("name_letters")
    elif len(name) > NAME_LIMIT:
        yield Offence("name_long", (NAME_LIMIT,))


def _check_authentication(content: Content) -> Iterator[Problem]:
    """Meta writes the text of log-in codes itself."""
    if content.header_format:
        yield Problem("header_format", Offence("code_header"))
    if [button.type for button in content.buttons] != ["OTP"]:
        yield Problem("button_ids", Offence("code_button"))
    if content.expires_in and not 1 <= content.expires_in <= 90:
        yield Problem("code_expires_in", Offence("code_expiry"))


def _check_header(content: Content, has_file: bool) -> Iterator[Offence]:
    text = VARIABLE.sub("", content.header_text)
    if content.header_format in ("IMAGE", "VIDEO", "DOCUMENT"):
        if not has_file:
            yield Offence("header_file_missing")
    elif content.header_format == "TEXT":
        if not content.header_text.strip():
            yield Offence("header_empty")
        if len(content.header_text) > HEADER_LIMIT:
            yield Offence("header_long", _size(content.header_text, HEADER_LIMIT))
        if not is_plain(text):
            yield Offence("header_not_plain")
        if len(names(content.header_text)) > 1:
            yield Offence("header_variables")
        yield from _check_places(content.header_text, content.parameter_format)


def _check_body(content: Content) -> Iterator[Offence]:
    body = content.body
    if not body.strip():
        yield Offence("body_empty")
        return
    if len(body) > BODY_LIMIT:
        yield Offence("body_long", _size(body, BODY_LIMIT))
    yield from _check_places(body, content.parameter_format)
    stripped = body.strip()
    if VARIABLE.match(stripped):
        yield Offence("body_begins")
    if VARIABLE.search(stripped) and stripped.endswith("}}"):
        yield Offence("body_ends")
    if _NEIGHBOURS.search(body):
        yield Offence("body_neighbours")
    places, words = len(names(body)), len(_WORD.findall(VARIABLE.sub(" ", body)))
    if places and words < 2 * places + 1:
        yield Offence("body_words", {"places": places, "words": 2 * places + 1})
    if "\n\n\n" in re.sub(r"[ \t\r]", "", body):
        yield Offence("body_blank_lines")
    if "\t" in body or "     " in body:
        yield Offence("body_gap")
    if len(_EMOJI.findall(body.replace("\ufe0f", ""))) > MOST_EMOJI:
        yield Offence("body_emoji", (MOST_EMOJI,))


def _check_places(text: str, parameter_format: str) -> Iterator[Offence]:
    found = names(text)
    if _BRACES.search(VARIABLE.sub("", text)):
        yield Offence("variable_braces")
    if parameter_format == "POSITIONAL":
        if any(not name.isdecimal() for name in found):
            yield Offence("variable_not_number")
        elif set(map(int, found)) != set(range(1, len(found) + 1)):
            yield Offence("variable_gap")
    elif any(not _PLACE_NAME.fullmatch(name) for name in found):
        yield Offence("variable_name")


def _check_footer(footer: str) -> Iterator[Offence]:
    if len(footer) > FOOTER_LIMIT:
        yield Offence("footer_long", _size(footer, FOOTER_LIMIT))
    if VARIABLE.search(footer):
        yield Offence("footer_variables")
    elif not is_plain(footer):
        yield Offence("footer_not_plain")


def _check_samples(content: Content) -> Iterator[Offence]:
    missing = [name for part, index, name in content.places() if not content.samples.get((part, index, name), "").strip()]
    if missing:
        yield Offence("sample_missing", (", ".join(f"{{{{{name}}}}}" for name in dict.fromkeys(missing)),))
    if any("{{" in sample or "\n" in sample for sample in content.samples.values()):
        yield Offence("sample_not_plain")


def _size(text: str, limit: int) -> dict[str, int]:
    return {"length": len(text), "limit": limit}
