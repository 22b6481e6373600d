"""Meta's rules for the buttons of a template."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from .template_content import Button, Offence
from .template_text import VARIABLE, names

MOST_BUTTONS = 10
#: How many buttons of a kind Meta allows.
MOST = {"URL": 2, "PHONE_NUMBER": 1, "COPY_CODE": 1, "FLOW": 1, "CATALOG": 1}
TEXT_LIMIT = 25
URL_LIMIT = 2_000

_ADDRESS = re.compile(r"https?://[^\s/{}]+\S*", re.IGNORECASE)
_CHAT = re.compile(r"https?://(www\.)?(wa\.me|api\.whatsapp\.com|chat\.whatsapp\.com)\b", re.IGNORECASE)
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{5,18}")
_NOT_PLAIN = re.compile("[\n*_~`{}\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]")


def check_buttons(buttons: list[Button]) -> Iterator[Offence]:
    """Yield each offence."""
    if len(buttons) > MOST_BUTTONS:
        yield Offence("buttons_many", {"count": len(buttons), "most": MOST_BUTTONS})
    for kind, count in Counter(button.type for button in buttons).items():
        if kind in MOST and count > MOST[kind]:
            yield Offence(f"buttons_{kind.lower()}", {"count": count, "most": MOST[kind]})
    if any(button.type == "OTP" for button in buttons):
        yield Offence("button_code")
    quick = [button.type == "QUICK_REPLY" for button in buttons]
    if sum(one != other for one, other in pairwise(quick)) > 1:
        yield Offence("buttons_scattered")
    texts = [button.text.strip().lower() for button in buttons if button.text.strip()]
    if len(set(texts)) < len(texts):
        yield Offence("buttons_same_label")
    for button in buttons:
        yield from _check_button(button)


def _check_button(button: Button) -> Iterator[Offence]:
    label = button.text.strip()
    # The label of a button that copies a code is Meta's own.
    if button.type != "COPY_CODE":
        if not label:
            yield Offence("button_unlabelled")
        elif len(label) > TEXT_LIMIT:
            yield Offence("button_label_long", {"label": label, "limit": TEXT_LIMIT})
        elif _NOT_PLAIN.search(label):
            yield Offence("button_label_not_plain", (label,))
    if button.type == "URL":
        yield from _check_url(label, button.url.strip())
    elif button.type == "PHONE_NUMBER" and not _PHONE.fullmatch(button.phone_number.strip()):
        yield Offence("button_phone_number", (label,))


def _check_url(label: str, url: str) -> Iterator[Offence]:
    if not _ADDRESS.fullmatch(url):
        yield Offence("button_address", (label,))
        return
    if len(url) > URL_LIMIT:
        yield Offence("button_address_long", {"label": label, "limit": URL_LIMIT})
    if _CHAT.match(url):
        yield Offence("button_chat", (label,))
    places = names(url)
    if "{" in VARIABLE.sub("", url) or len(places) > 1 or (places and not url.endswith("}}")):
        yield Offence("button_variable", (label,))
