"""What a webhook post says, as plain dataclasses. Built by :mod:`webhook_payload`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


class PayloadError(ValueError):
    """The post as a whole cannot be understood; the message is a sentence that says why."""


class UnknownSender(LookupError):
    """Who wrote is not known any more: a number changed after the senders were resolved."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A WhatsApp user. Either of ``wa_id`` (digits) and ``bsuid`` may be missing, not both."""

    wa_id: str | None = None
    bsuid: str | None = None
    username: str | None = None
    profile_name: str | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """A file that came with a message; ``sha256`` is the base64 digest that Meta sends."""

    id: str
    mime_type: str | None = None
    sha256: str | None = None
    filename: str | None = None
    caption: str | None = None
    voice: bool = False
    animated: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One inbound message.

    ``kind`` is Meta's word (``text``, ``image``, ...), also when it is one unknown here.
    ``timestamp`` is naive UTC. ``text`` is what a person can read of it, not escaped, or ``''``.
    ``context_id`` is the wamid that the message answers. ``data`` is what the kind carries
    besides, checked and cleaned (see :mod:`webhook_kinds`).
    """

    wamid: str
    kind: str
    timestamp: datetime
    sender: Contact
    text: str = ""
    media: Media | None = None
    context_id: str | None = None
    data: dict = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Status:
    """What became of an outbound message.

    ``state`` is Meta's word: ``sent``, ``delivered``, ``read``, ``failed``, ``played``, ...
    ``key`` is our ``biz_opaque_callback_data``. ``code`` and ``reason`` are those of the first error.
    """

    wamid: str
    state: str
    timestamp: datetime
    recipient: Contact
    key: str | None = None
    code: int | None = None
    reason: str | None = None
    pricing: dict = field(default_factory=dict)
    conversation: dict = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AccountNotice:
    """News about the account itself, e.g. ``message_template_status_update`` or ``errors``."""

    field: str
    value: dict


@dataclass(frozen=True, slots=True)
class Change:
    """One ``entry[].changes[]``.

    ``skipped`` tells in sentences which single items were broken and left out, ``notes`` what was odd and kept.
    """

    phone_number_id: str | None
    waba_id: str | None
    messages: list[Message] = field(default_factory=list)
    statuses: list[Status] = field(default_factory=list)
    notices: list[AccountNotice] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
