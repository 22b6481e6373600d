"""Meta's rules for templates, checked before Meta's reviewer sees one: each offence is a sentence for who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from odoo.tools import LazyTranslate

from .template_content import Content
from .template_rules_buttons import check_buttons
from .template_text import VARIABLE, names

_lt = LazyTranslate(__name__)

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
    """An offence: the field it is in, and a lazily translated sentence."""

    field: str
    text: object


def check(name: str, content: Content, has_header_file: bool = False) -> list[Problem]:
    """Return what Meta would refuse in this template, in the order in which a person fills it in.

    :param has_header_file: whether there is a sample of the header's picture, video or document
    """
    problems = [Problem("name", text) for text in _check_name(name)]
    if content.category == "AUTHENTICATION":
        return problems + list(_check_authentication(content))
    problems += [Problem("header_text", text) for text in _check_header(content, has_header_file)]
    problems += [Problem("body", text) for text in _check_body(content)]
    problems += [Problem("footer", text) for text in _check_footer(content.footer)]
    problems += [Problem("button_ids", text) for text in check_buttons(content.buttons)]
    problems += [Problem("variable_ids", text) for text in _check_samples(content)]
    return problems


def is_plain(text: str) -> bool:
    """Tell whether a text is one line without emoji and without WhatsApp's formatting."""
    return not ("\n" in text or _FORMATTING.search(text) or _EMOJI.search(text))


def _check_name(name: str) -> Iterator[object]:
    if not name:
        yield _lt("The template needs a name.")
    elif not _NAME.fullmatch(name):
        yield _lt("The name has small letters, digits and underscores only: pesanan_dikirim.")
    elif len(name) > NAME_LIMIT:
        yield _lt("The name has more than %s characters.", NAME_LIMIT)


def _check_authentication(content: Content) -> Iterator[Problem]:
    """Meta writes the text of log-in codes itself."""
    if content.header_format:
        yield Problem("header_format", _lt("A template for log-in codes has no header."))
    if [button.type for button in content.buttons] != ["OTP"]:
        yield Problem("button_ids", _lt("A template for log-in codes has exactly one button: “Log-in code”."))
    if content.expires_in and not 1 <= content.expires_in <= 90:
        yield Problem("code_expires_in", _lt("A log-in code expires after 1 to 90 minutes."))


def _check_header(content: Content, has_file: bool) -> Iterator[object]:
    text = VARIABLE.sub("", content.header_text)
    if content.header_format in ("IMAGE", "VIDEO", "DOCUMENT"):
        if not has_file:
            yield _lt("Meta's reviewer wants to see an example of the file in the header: add one.")
    elif content.header_format == "TEXT":
        if not content.header_text.strip():
            yield _lt("The header is empty: write a text, or choose no header.")
        if len(content.header_text) > HEADER_LIMIT:
            yield _lt(
                "The header has %(length)s characters; Meta allows %(limit)s.", **_size(content.header_text, HEADER_LIMIT)
            )
        if not is_plain(text):
            yield _lt("The header is one line, without emoji and without * _ ~ `.")
        if len(names(content.header_text)) > 1:
            yield _lt("The header has one variable at most.")
        yield from _check_places(content.header_text, content.parameter_format)


def _check_body(content: Content) -> Iterator[object]:
    body = content.body
    if not body.strip():
        yield _lt("The text is empty.")
        return
    if len(body) > BODY_LIMIT:
        yield _lt("The text has %(length)s characters; Meta allows %(limit)s.", **_size(body, BODY_LIMIT))
    yield from _check_places(body, content.parameter_format)
    stripped = body.strip()
    if VARIABLE.match(stripped):
        yield _lt("The text may not begin with a variable: write a word before it, such as “Halo”.")
    if VARIABLE.search(stripped) and stripped.endswith("}}"):
        yield _lt("The text may not end with a variable: write a word or a full stop after it.")
    if _NEIGHBOURS.search(body):
        yield _lt("Two variables stand side by side: write a word between them.")
    places, words = len(names(body)), len(_WORD.findall(VARIABLE.sub(" ", body)))
    if places and words < 2 * places + 1:
        yield _lt(
            "There are too many variables for so short a text: with %(places)s variables Meta wants at least %(words)s words.",
            places=places,
            words=2 * places + 1,
        )
    if "\n\n\n" in re.sub(r"[ \t\r]", "", body):
        yield _lt("The text has more than one blank line in a row.")
    if "\t" in body or "     " in body:
        yield _lt("The text has a tab or more than four spaces in a row.")
    if len(_EMOJI.findall(body.replace("\ufe0f", ""))) > MOST_EMOJI:
        yield _lt("The text has more than %s emoji.", MOST_EMOJI)


def _check_places(text: str, parameter_format: str) -> Iterator[object]:
    found = names(text)
    if _BRACES.search(VARIABLE.sub("", text)):
        yield _lt("A variable is written {{1}}: somewhere braces do not match, or there is something else between them.")
    if parameter_format == "POSITIONAL":
        if any(not name.isdecimal() for name in found):
            yield _lt("Variables are numbers here: {{1}}, {{2}}. Choose “Names” to name them.")
        elif set(map(int, found)) != set(range(1, len(found) + 1)):
            yield _lt("Variables are counted from {{1}} without a gap.")
    elif any(not _PLACE_NAME.fullmatch(name) for name in found):
        yield _lt("A variable's name begins with a small letter, and has small letters, digits and underscores only.")


def _check_footer(footer: str) -> Iterator[object]:
    if len(footer) > FOOTER_LIMIT:
        yield _lt("The footer has %(length)s characters; Meta allows %(limit)s.", **_size(footer, FOOTER_LIMIT))
    if VARIABLE.search(footer):
        yield _lt("The footer has no variables.")
    elif not is_plain(footer):
        yield _lt("The footer is one line, without emoji and without * _ ~ `.")


def _check_samples(content: Content) -> Iterator[object]:
    missing = [name for part, index, name in content.places() if not content.samples.get((part, index, name), "").strip()]
    if missing:
        yield _lt(
            "Meta's reviewer wants an example for each variable; these have none: %s.",
            ", ".join(f"{{{{{name}}}}}" for name in dict.fromkeys(missing)),
        )
    if any("{{" in sample or "\n" in sample for sample in content.samples.values()):
        yield _lt("An example is one line without {{ }}.")


def _size(text: str, limit: int) -> dict[str, int]:
    return {"length": len(text), "limit": limit}
