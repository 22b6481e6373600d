"""What a diagnosis is made of: events that may write to a customer, and steps with a colour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

GOOD, WAITING, BAD, NEUTRAL = "success", "warning", "danger", "secondary"


@dataclass(frozen=True)
class Event:
    """Something with a document that a trigger speaks of.

    :param trigger: name of the trigger
    :param record: the record of the trigger's model; empty while there is none, as the invoice of a new order
    :param happened_at: when it happened (UTC); None when it has not
    :param not_yet: why it has not happened, a sentence
    :param never: why this customer is not written to then, whatever automated actions there are; a sentence
    """

    trigger: str
    record: Any
    happened_at: datetime | None = None
    not_yet: str = ""
    never: str = ""


def step(color: str, title: str, text: str = "", advice: str = "", link: dict | None = None, label: str = "") -> dict:
    """Return one line of a diagnosis.

    :param link: the action that leads to where it is put right, with what its button says; False in the answer where there
        is none, as XML-RPC knows no None
    """
    return {"color": color, "title": title, "text": text, "advice": advice, "link": link or False, "label": label}
