"""Meta's rules for the buttons of a template."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from odoo.tools import LazyTranslate

from .template_content import Button
from .template_text import VARIABLE, names

_lt = LazyTranslate(__name__)

MOST_BUTTONS = 10
#: How many buttons of a kind Meta allows.
MOST = {"URL": 2, "PHONE_NUMBER": 1, "COPY_CODE": 1, "FLOW": 1, "CATALOG": 1}
TEXT_LIMIT = 25
URL_LIMIT = 2_000

_TOO_MANY = {
    "URL": lambda **size: _lt("There are %(count)s links; Meta allows %(most)s.", **size),
    "PHONE_NUMBER": lambda **size: _lt("There are %(count)s buttons that call; Meta allows %(most)s.", **size),
    "COPY_CODE": lambda **size: _lt("There are %(count)s buttons that copy a code; Meta allows %(most)s.", **size),
    "FLOW": lambda **size: _lt("There are %(count)s Flows; Meta allows %(most)s.", **size),
    "CATALOG": lambda **size: _lt("There are %(count)s catalogue buttons; Meta allows %(most)s.", **size),
}
_ADDRESS = re.compile(r"https?://[^\s/{}]+\S*", re.IGNORECASE)
_CHAT = re.compile(r"https?://(www\.)?(wa\.me|api\.whatsapp\.com|chat\.whatsapp\.com)\b", re.IGNORECASE)
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{5,18}")
_NOT_PLAIN = re.compile("[\n*_~`{}\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]")


def check_buttons(buttons: list[Button]) -> Iterator[object]:
    """Yield a lazily translated sentence for each offence."""
    if len(buttons) > MOST_BUTTONS:
        yield _lt("There are %(count)s buttons; Meta allows %(most)s.", count=len(buttons), most=MOST_BUTTONS)
    for kind, count in Counter(button.type for button in buttons).items():
        if kind in MOST and count > MOST[kind]:
            yield _TOO_MANY[kind](count=count, most=MOST[kind])
    if any(button.type == "OTP" for button in buttons):
        yield _lt("The button “Log-in code” belongs to templates of the category Authentication.")
    quick = [button.type == "QUICK_REPLY" for button in buttons]
    if sum(one != other for one, other in pairwise(quick)) > 1:
        yield _lt("Quick replies stand together: all of them before the other buttons, or all of them after.")
    texts = [button.text.strip().lower() for button in buttons if button.text.strip()]
    if len(set(texts)) < len(texts):
        yield _lt("Two buttons have the same label.")
    for button in buttons:
        yield from _check_button(button)


def _check_button(button: Button) -> Iterator[object]:
    label = button.text.strip()
    # The label of a button that copies a code is Meta's own.
    if button.type != "COPY_CODE":
        if not label:
            yield _lt("A button has no label.")
        elif len(label) > TEXT_LIMIT:
            yield _lt("The label “%(label)s” is longer than %(limit)s characters.", label=label, limit=TEXT_LIMIT)
        elif _NOT_PLAIN.search(label):
            yield _lt("The label “%s” is one line without emoji, formatting and variables.", label)
    if button.type == "URL":
        yield from _check_url(label, button.url.strip())
    elif button.type == "PHONE_NUMBER" and not _PHONE.fullmatch(button.phone_number.strip()):
        yield _lt("The button “%s” needs a telephone number such as +628111000001.", label)


def _check_url(label: str, url: str) -> Iterator[object]:
    if not _ADDRESS.fullmatch(url):
        yield _lt("The button “%s” needs an address that begins with https://.", label)
        return
    if len(url) > URL_LIMIT:
        yield _lt("The address of the button “%(label)s” is longer than %(limit)s characters.", label=label, limit=URL_LIMIT)
    if _CHAT.match(url):
        yield _lt("The button “%s” may not lead to a WhatsApp chat: Meta refuses such links.", label)
    places = names(url)
    if "{" in VARIABLE.sub("", url) or len(places) > 1 or (places and not url.endswith("}}")):
        yield _lt("The address of the button “%s” has one variable at most, at its very end.", label)
