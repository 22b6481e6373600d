"""What a trigger of automatic messages is: one entry in the table of ``wa.trigger._triggers``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True)
class Trigger:
    """A business event that may write to the customer, or another occasion for a text.

    :param name: technical name, the value of the selection fields ``trigger``
    :param model: the model of its records; ``""`` when they are of any
    :param variables: {variable as written in a text: name of the reader, without ``_read_``}; see ``wa.trigger._triggers``
    :param customer: the field of the model that names the customer; ``id`` when the record is the customer
    :param user: the field that names who handles it
    :param is_event: automated actions can wait for it; otherwise it only says what the texts of a format may name
    :param counts_back: its delay is how long before its date a message is due, and not after it
    """

    name: str
    model: str
    variables: Mapping[str, str] = field(default_factory=dict)
    customer: str = "partner_id"
    user: str = "user_id"
    is_event: bool = True
    counts_back: bool = False


class Reader(NamedTuple):
    """What a reader reads, for the people who write texts.

    :param label: what a person calls it: "Tracking number"
    :param example: shown in previews where there is no record
    """

    label: str
    example: str
