"""HTML as Odoo's composer makes it, to WhatsApp's formatting. Used through :mod:`markup`."""

from __future__ import annotations

import re

from lxml import etree

from .clean import clean_text

EMPHASIS = {"b": "*", "strong": "*", "i": "_", "em": "_", "s": "~", "del": "~", "strike": "~"}
EMPHASIS.update(dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "*"))
BLOCKS = frozenset(("p", "div", "section", "article", "header", "footer", "h1", "h2", "h3", "h4", "h5", "h6"))
BLOCKS |= {"ul", "ol", "li", "blockquote", "pre", "table", "tr", "figure", "hr"}
DROPPED = frozenset(("script", "style", "head", "title", "template", "iframe", "object", "embed", "noscript"))
FRAMED = frozenset(["a", "code", "pre", "li", "blockquote"])
DEEPEST = 20

# Marks of our own, in characters that no text contains: the edge of a block, and where emphasis starts and ends.
# They become newlines and asterisks only at the end, when it is known what stands beside them.
EDGE = "\x00"
OPEN = {"*": "\x01", "_": "\x02", "~": "\x03"}
CLOSE = {"*": "\x04", "_": "\x05", "~": "\x06"}
_PAIR = {**{mark: (marker, True) for marker, mark in OPEN.items()}, **{mark: (marker, False) for marker, mark in CLOSE.items()}}

_MARKS = re.compile(r"[\x01-\x06]")
_SPACES = re.compile(r"\s+")
_LINE_ENDS = re.compile(r"([\n\x00])")
_INVISIBLE = re.compile(r"[\ufeff\u200b]")


def to_whatsapp(html: str | None) -> str:
    """Return the text to send for ``html``; emphasis that WhatsApp could not show there is left out.

    :raises ValueError: when it is nested so deeply (2048) that the parser would lose text
    """
    html = clean_text(str(html or ""), len(html or ""))
    if not html.strip():
        return ""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(f"<div>{html}</div>".encode(), parser)
    # Its one fatal error; libxml2's versions give it different names.
    if parser.error_log.filter_from_fatals():
        raise ValueError("The message is nested too deeply to be sent.")
    if root is None:
        return ""
    writer = _Writer()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        writer.start(element) if event == "start" else writer.end(element)
    return _finish(_lines("".join(writer.frames[0])))


class _Writer:
    """Collects text; what needs its whole content before it can be written has a frame of its own."""

    def __init__(self) -> None:
        self.frames: list[list[str]] = [[]]
        self.framed: list[etree._Element] = []
        self.active: list[str] = []
        self.counters: list[int | None] = []
        self.dropped = 0
        self.verbatim = 0

    def start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in DROPPED:
            self.dropped += 1
        if tag in ("ul", "ol"):
            self.counters.append(_first_number(element) if tag == "ol" else None)
        if tag in BLOCKS:
            self.put(EDGE)
        if tag == "br":
            self.put("\n")
        elif tag == "img":
            self.put(element.get("alt") or "")
        elif tag in ("td", "th"):
            self.put(" ")
        if self._needs_frame(tag):
            self.frames.append([])
            self.framed.append(element)
            self.active.append(EMPHASIS.get(tag, tag))
            self.verbatim += tag in ("code", "pre")
        self.text(element.text)

    def end(self, element: etree._Element) -> None:
        tag = element.tag
        if self.framed and self.framed[-1] is element:
            self.framed.pop()
            self.active.pop()
            self.verbatim -= tag in ("code", "pre")
            self.put(self._framed(element, "".join(self.frames.pop())))
        if tag in BLOCKS:
            self.put(EDGE)
        if tag in ("ul", "ol"):
            self.counters.pop()
        if tag in DROPPED:
            self.dropped -= 1
        self.text(element.tail)

    def text(self, text: str | None) -> None:
        if text:
            text = _INVISIBLE.sub("", _MARKS.sub("", text.replace(EDGE, ""))).replace("\xa0", " ")
            if "pre" not in self.active:
                # As a browser does with the line breaks of the source.
                text = _SPACES.sub(lambda run: " " if "\n" in run[0] else run[0], text)
            self.put(text)

    def put(self, text: str) -> None:
        if text and not self.dropped:
            self.frames[-1].append(text)

    def _needs_frame(self, tag: str) -> bool:
        if self.dropped or self.verbatim or len(self.frames) > DEEPEST:
            return False
        return tag in FRAMED or EMPHASIS.get(tag, tag) not in (*self.active, tag)

    def _framed(self, element: etree._Element, content: str) -> str:
        tag = element.tag
        if tag in EMPHASIS:
            return _emphasised(content, EMPHASIS[tag])
        if tag == "a":
            return _link(element, content)
        if tag in ("code", "pre"):
            return _code(_MARKS.sub("", content.replace(EDGE, "\n")), tag)
        lines = _lines(content).split("\n")
        if tag == "blockquote":
            return "\n".join(f"> {line}" for line in lines)
        return self._item_prefix() + "\n  ".join(lines)

    def _item_prefix(self) -> str:
        if not self.counters or self.counters[-1] is None:
            return "- "
        self.counters[-1] += 1
        return f"{self.counters[-1] - 1}. "


def _first_number(element: etree._Element) -> int:
    start = element.get("start") or ""
    return int(start) if start.isascii() and start.isdigit() and len(start) < 10 else 1


def _emphasised(content: str, marker: str) -> str:
    """Put the marker around every line, hugging its text."""
    out = []
    for part in _LINE_ENDS.split(content):
        bare = part.strip()
        if not bare or part in ("\n", EDGE):
            out.append(part)
            continue
        at = part.index(bare)
        out.append(f"{part[:at]}{OPEN[marker]}{bare}{CLOSE[marker]}{part[at + len(bare) :]}")
    return "".join(out)


def _link(element: etree._Element, content: str) -> str:
    href = clean_text(element.get("href") or "").strip()
    label = _MARKS.sub("", content).strip()
    classes = (element.get("class") or "").split()
    if "o_mail_redirect" in classes or "o_channel_redirect" in classes:
        return content
    if not href.lower().startswith(("http://", "https://")):
        return content
    if not label or _same_address(label, href):
        return href if label.lower() != href.lower() and not label.lower().startswith("www.") else label
    return f"{content} ({href})"


def _same_address(label: str, href: str) -> bool:
    def bare(address: str) -> str:
        return address.lower().removeprefix("https://").removeprefix("http://").rstrip("/")

    return bare(label) == bare(href)


def _code(content: str, tag: str) -> str:
    if not content.strip():
        return content
    if "```" in content:
        return content
    if tag == "pre" or "`" in content or "\n" in content:
        return f"```{content}```"
    return f"`{content}`"


def _lines(content: str) -> str:
    """Turn the edges of blocks into line ends: one between two blocks, however many edges meet there."""
    lines = []
    for block in content.split(EDGE):
        if not block.strip(" "):
            continue
        # A browser gives no line of its own to the last <br> of a block.
        lines.append(block.removesuffix("\n").strip(" "))
    return "\n".join(lines)


def _finish(text: str) -> str:
    """Write the emphasis markers, but not inside of a word: there WhatsApp would show the asterisks."""
    kept: dict[int, str] = {}
    opened: list[tuple[str, int]] = []
    marks = list(_MARKS.finditer(text))
    beside = _neighbours(text, [match.start() for match in marks])
    for match in marks:
        marker, opens = _PAIR[match[0]]
        if opens:
            opened.append((marker, match.start()))
        else:
            _marker, start = opened.pop()
            if not beside[start][0].isalnum() and not beside[match.start()][1].isalnum():
                kept[start] = kept[match.start()] = marker
    text = _MARKS.sub(lambda match: kept.get(match.start(), ""), text)
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def _neighbours(text: str, positions: list[int]) -> dict[int, tuple[str, str]]:
    """Return the characters before and after each position, other marks left aside."""
    before, after, result = {}, {}, {}
    for at in positions:
        before[at] = before[at - 1] if at - 1 in before else text[at - 1 : at]
    for at in reversed(positions):
        after[at] = after[at + 1] if at + 1 in after else text[at + 1 : at + 2]
        result[at] = (before[at], after[at])
    return result
