"""What a template says, apart from how Odoo stores it and how Meta writes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from .template_text import names

#: Where a place of a template is: its part (``header``, ``body``, ``button``), the button's index, and its name.
Place = tuple[str, int, str]


class Offence(NamedTuple):
    """What Meta would refuse: a rule of :mod:`template_rules`, and what its sentence names."""

    rule: str
    values: dict | tuple = ()


@dataclass
class Button:
    """A button below a template; ``type`` is Meta's word, OTHER what only Meta's own pages can make."""

    type: str
    text: str = ""
    url: str = ""
    phone_number: str = ""


@dataclass
class Content:
    """A template's text in one language.

    :param header_format: TEXT, IMAGE, VIDEO, DOCUMENT, LOCATION, or nothing
    :param header_handle: Meta's handle of the header's sample file
    :param samples: an example for the reviewer, for each place
    :param is_foreign: has parts that are not known here, such as a carousel
    """

    category: str = "UTILITY"
    parameter_format: str = "POSITIONAL"
    header_format: str | None = None
    header_text: str = ""
    header_handle: str = ""
    body: str = ""
    footer: str = ""
    buttons: list[Button] = field(default_factory=list)
    samples: dict[Place, str] = field(default_factory=dict)
    has_security_advice: bool = False
    expires_in: int = 0
    is_foreign: bool = False

    def places(self) -> list[Place]:
        """Return every place that a message fills in, in reading order, numbers in counting order."""
        found = [("header", 0, name) for name in names(self.header_text if self.header_format == "TEXT" else "")]
        found += [("body", 0, name) for name in sorted(names(self.body), key=_number)]
        for index, button in enumerate(self.buttons):
            if button.type == "URL":
                found += [("button", index, name) for name in names(button.url)]
            elif button.type == "COPY_CODE":
                found.append(("button", index, "1"))
        return found


def _number(name: str) -> int:
    return int(name) if name.isdecimal() else 0
