"""WhatsApp's formatting to safe HTML (:func:`to_html`) and back (:func:`to_whatsapp`). Both take linear time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markupsafe import Markup, escape

from .clean import clean_text
from .html_to_whatsapp import to_whatsapp

__all__ = ["to_html", "to_whatsapp"]

TAGS = {"*": "strong", "_": "em", "~": "s"}

_MARKER = re.compile(r"[*_~]")
_INLINE_CODE = re.compile(r"`([^`\n\x00]+)`")
_LINK = re.compile(r"(?<![\w@.])(?:https?://|www\.)[^\W_][^\s<>\"`\x00\u200e\u200f\u202a-\u202e\u2066-\u2069]*", re.IGNORECASE)
# What is set aside (code, links) leaves its number between two NULs, which no text contains.
_ASIDE = re.compile(r"\x00(\d+)\x00")
_ITEM = re.compile(r"[*-] +(?=\S)")
_NUMBERED = re.compile(r"(\d{1,9})[.)] +(?=\S)", re.ASCII)
_QUOTE = re.compile(r"> ?")


def to_html(text: str | None) -> Markup:
    """Return what WhatsApp would show for ``text``, as HTML with everything escaped.

    Knows bold, italic, strike, inline code, code blocks, quotes, lists and web links.
    """
    text = clean_text(text or "", len(text or "")).strip("\n")
    aside: list[str] = []

    def put_aside(html: str) -> str:
        aside.append(html)
        return f"\x00{len(aside) - 1}\x00"

    text = _set_code_blocks_aside(text, put_aside)
    text = _INLINE_CODE.sub(lambda match: put_aside(f"<code>{escape(match[1])}</code>"), text)
    text = _LINK.sub(lambda match: _set_link_aside(match[0], put_aside), text)
    # Spaces separate blocks and list items where only the text is shown: previews drop newlines.
    html = " ".join(_blocks(text.split("\n"), aside))
    return Markup(_ASIDE.sub(lambda match: aside[int(match[1])], html))


def _set_code_blocks_aside(text: str, put_aside: Callable[[str], str]) -> str:
    parts = text.split("```")
    out = [parts[0]]
    at = 1
    while at < len(parts):
        if at + 1 < len(parts) and parts[at].strip():
            tag = "pre" if "\n" in parts[at] else "code"
            code = escape(parts[at].strip("\n"))
            out += put_aside(f"<{tag}>{code}</{tag}>"), parts[at + 1]
            at += 2
        else:
            out += "```", parts[at]
            at += 1
    return "".join(out)


def _set_link_aside(found: str, put_aside: Callable[[str], str]) -> str:
    url = _without_punctuation(found)
    if not url.partition("//")[2] and not url.lower().startswith("www."):
        return found
    href = url if "//" in url[:8] else f"https://{url}"
    link = f'<a href="{escape(href)}" target="_blank" rel="noopener noreferrer">{escape(url)}</a>'
    return put_aside(link) + found[len(url) :]


def _without_punctuation(url: str) -> str:
    """Leave out the punctuation that ends the sentence and not the link."""
    unopened = url.count(")") - url.count("(")
    end = len(url)
    while end and (url[end - 1] in ".,;:!?'\"]}*_~" or (url[end - 1] == ")" and unopened > 0)):
        unopened -= url[end - 1] == ")"
        end -= 1
    return url[:end]


def _blocks(lines: list[str], aside: list[str]) -> Iterator[str]:
    """Yield the HTML of each run of lines of one sort."""
    at = 0
    while at < len(lines):
        sort = _sort(lines[at], aside)
        start = at
        while at < len(lines) and _sort(lines[at], aside) == sort:
            at += 1
        run = lines[start:at]
        if sort == "code":
            yield "".join(run)
        elif sort == "quote":
            yield f"<blockquote>{'<br>'.join(_without(_QUOTE, run))}</blockquote>"
        elif sort == "ul":
            yield f"<ul>{_items(_without(_ITEM, run))}</ul>"
        elif sort == "ol":
            first = int(_NUMBERED.match(run[0])[1])
            start = "" if first == 1 else f' start="{first}"'
            yield f"<ol{start}>{_items(_without(_NUMBERED, run))}</ol>"
        else:
            yield "<br>".join(map(_inline, run))


def _without(mark: re.Pattern, lines: list[str]) -> list[str]:
    return [_inline(mark.sub("", line, count=1)) for line in lines]


def _items(lines: list[str]) -> str:
    return " ".join(f"<li>{line}</li>" for line in lines)


def _sort(line: str, aside: list[str]) -> str:
    if line.startswith("> ") or (line.startswith(">") and len(line) > 1):
        return "quote"
    if _ITEM.match(line):
        return "ul"
    if _NUMBERED.match(line):
        return "ol"
    code = _ASIDE.fullmatch(line)
    return "code" if code and aside[int(code[1])].startswith("<pre>") else "text"


def _inline(line: str) -> str:
    """Escape one line and give it bold, italic and strike: where a marker opens or closes a word, in pairs."""
    line = str(escape(line))
    tags: dict[int, str] = {}
    opened: dict[str, int] = {}
    for match in _MARKER.finditer(line):
        at, marker = match.start(), match[0]
        before, after = line[at - 1 : at], line[at + 1 : at + 2]
        start = opened.get(marker)
        if start is None:
            if after and after != marker and not after.isspace() and not before.isalnum():
                opened[marker] = at
        elif not before.isspace() and not after.isalnum():
            # Markers opened in between and never closed stay plain characters.
            opened = {other: place for other, place in opened.items() if place < start}
            tags[start], tags[at] = f"<{TAGS[marker]}>", f"</{TAGS[marker]}>"
    return _replaced(line, tags)


def _replaced(line: str, tags: dict[int, str]) -> str:
    out, done = [], 0
    for at in sorted(tags):
        out += line[done:at], tags[at]
        done = at + 1
    return "".join([*out, line[done:]])
