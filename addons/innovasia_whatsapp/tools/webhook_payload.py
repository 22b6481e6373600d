"""A webhook post of the Cloud API: bytes in, plain dataclasses out.

The post as a whole must make sense, else :class:`PayloadError`. A single message or status that does not is
left out and named in ``Change.skipped``: it must not take the rest of its batch with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

from . import webhook_kinds
from .clean import TooDeep, clean_id, clean_json, clean_name, clean_text
from .webhook_types import AccountNotice, Change, Contact, Media, Message, PayloadError, Status

__all__ = ["AccountNotice", "Change", "Contact", "Media", "Message", "PayloadError", "Status", "parse"]

EPOCH = datetime(1970, 1, 1)
FIRST_WHATSAPP = 1_230_768_000  # 2009-01-01, before the first WhatsApp message
DAY = 86_400
KNOWN_STATES = ("sent", "delivered", "read", "failed")
NO_CONTACT = Contact()

_WA_ID = re.compile(r"\+?([0-9]{4,32})")
_BSUID = re.compile(r"[A-Za-z]{2}\.[A-Za-z0-9_.-]{1,250}")


def parse(body: bytes | str) -> list[Change]:
    """Return what the post says, one :class:`Change` for each ``entry[].changes[]``.

    :raises PayloadError: with a sentence, when the post as a whole is not understandable
    """
    post = _decode(body)
    if not isinstance(post, dict):
        raise PayloadError("The post is not a JSON object.")
    if post.get("object") != "whatsapp_business_account":
        raise PayloadError('The post is not about a WhatsApp account: its "object" is another one.')
    now = datetime.now(timezone.utc).timestamp()
    try:
        return [_change(entry, change, now) for entry in _list(post, "entry", dict) for change in _list(entry, "changes", dict)]
    except TooDeep as error:
        raise PayloadError(str(error)) from error


def _decode(body: bytes | str) -> object:
    try:
        return json.loads(body, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise PayloadError("The content is nested too deeply.") from error
    except UnicodeDecodeError as error:
        raise PayloadError("The post is not UTF-8 text.") from error
    except ValueError as error:
        raise PayloadError(f"The post is not JSON: {error}.") from error


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


def _list(parent: dict, name: str, of: type | None = None) -> list:
    value = parent.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or (of and not all(isinstance(item, of) for item in value)):
        raise PayloadError(f'"{name}" is not a list of objects.')
    return value


def _change(entry: dict, change: dict, now: float) -> Change:
    value, field = change.get("value"), clean_name(change.get("field"), 128)
    if not isinstance(value, dict):
        raise PayloadError('The "value" of a change is not an object.')
    metadata = value.get("metadata")
    contacts = [_contact(item) for item in _list(value, "contacts") if isinstance(item, dict)]
    skipped: list[str] = []
    notes: list[str] = []
    context = (contacts, now, notes)
    return Change(
        phone_number_id=clean_id(metadata.get("phone_number_id"), 64) if isinstance(metadata, dict) else None,
        waba_id=clean_id(entry.get("id"), 64),
        messages=_each("message", _list(value, "messages"), _message, context, skipped),
        statuses=_each("status", _list(value, "statuses"), _status, context, skipped),
        notices=_notices(field, value),
        skipped=skipped,
        notes=notes,
    )


def _notices(field: str | None, value: dict) -> list[AccountNotice]:
    notices = []
    if errors := _list(value, "errors"):
        notices.append(AccountNotice("errors", {"errors": webhook_kinds.errors(errors)}))
    if field and field != "messages":
        notices.append(AccountNotice(field, clean_json(value)))
    return notices


def _each(noun: str, items: list, build: Callable, context: tuple, skipped: list[str]) -> list:
    """Build every item that can be built; ``skipped`` takes the reasons of the others."""
    built = []
    for item in items:
        if not isinstance(item, dict):
            skipped.append(f"A {noun} was left out: it is not an object.")
            continue
        try:
            built.append(build(item, *context))
        except TooDeep:
            raise
        except ValueError as error:
            skipped.append(f"The {noun} {clean_id(item.get('id')) or 'without an id'} was left out: {error}.")
    return built


def _message(item: dict, contacts: list[Contact], now: float, notes: list[str]) -> Message:
    wamid = clean_id(item.get("id"))
    if wamid is None:
        raise ValueError("its id is missing or not usable")
    kind = item.get("type")
    if not isinstance(kind, str) or not (kind := clean_name(kind, 64)):
        kind = item["type"] = "unsupported"
    text, media, data = webhook_kinds.read(item)
    scoped = item.get("from_user_id") or item.get("from_parent_user_id")
    # A changed user id may come from nobody: then the old one is in the message itself.
    sender = _who(item.get("from"), scoped or data.get("old_user_id"), contacts)
    if kind == "system":
        data = _identity_change(data, sender)
    context = item.get("context")
    return Message(
        wamid=wamid,
        kind=kind,
        timestamp=_time(item.get("timestamp"), now, wamid, notes),
        sender=sender,
        text=text,
        media=media,
        context_id=clean_id(context.get("id")) if isinstance(context, dict) else None,
        data=data,
    )


def _status(item: dict, contacts: list[Contact], now: float, notes: list[str]) -> Status:
    wamid, state = clean_id(item.get("id")), item.get("status")
    if wamid is None:
        raise ValueError("its id is missing or not usable")
    if state not in KNOWN_STATES and not (state := clean_name(state, 64)):
        raise ValueError("it does not say which status")
    scoped = item.get("recipient_user_id") or item.get("recipient_parent_user_id") or item.get("parent_recipient_user_id")
    code, reason = _first_error(item.get("errors"))
    return Status(
        wamid=wamid,
        state=state,
        timestamp=_time(item.get("timestamp"), now, wamid, notes),
        # A status is found by its wamid: without a recipient it is still a status.
        recipient=_who(item.get("recipient_id"), scoped, contacts, required=False),
        key=clean_id(item.get("biz_opaque_callback_data")),
        code=code,
        reason=reason,
        pricing=_object(item.get("pricing")),
        conversation=_object(item.get("conversation")),
    )


def _who(phone: object, scoped: object, contacts: list[Contact], required: bool = True) -> Contact:
    """Return the contact that has this number or this id: never one by its position among several."""
    wa_id, bsuid = _identifiers(phone, scoped)
    for contact in contacts:
        if (wa_id and contact.wa_id == wa_id) or (bsuid and contact.bsuid == bsuid):
            if contact.wa_id == wa_id and (bsuid is None or contact.bsuid == bsuid):
                return contact
            return Contact(wa_id or contact.wa_id, bsuid or contact.bsuid, contact.username, contact.profile_name)
    if wa_id or bsuid:
        return Contact(wa_id, bsuid)
    if len(contacts) == 1:
        return contacts[0]
    if required:
        raise ValueError("it does not say who sent it")
    return NO_CONTACT


def _contact(item: dict) -> Contact:
    wa_id, bsuid = _identifiers(item.get("wa_id"), item.get("user_id") or item.get("parent_user_id"))
    profile = item.get("profile")
    if not isinstance(profile, dict):
        profile = {}
    username = clean_name(profile.get("username") or item.get("username")) or ""
    return Contact(wa_id, bsuid, username.lstrip("@") or None, clean_name(profile.get("name")))


def _identifiers(phone: object, scoped: object) -> tuple[str | None, str | None]:
    # A username-only user may show up with the scoped id in the place of the number.
    bsuid = clean_id(scoped, 256)
    if isinstance(phone, int):
        phone = str(phone)
    if not isinstance(phone, str):
        return None, bsuid
    if number := _WA_ID.fullmatch(phone):
        return number[1], bsuid
    return None, bsuid or (phone if _BSUID.fullmatch(phone) else None)


def _identity_change(data: dict, sender: Contact) -> dict:
    """Tell the old identity beside the new one."""
    old_user_id = data["old_user_id"] or sender.bsuid
    return {**data, "old_wa_id": sender.wa_id, "old_user_id": old_user_id if old_user_id != data["user_id"] else None}


def _first_error(items: object) -> tuple[int | None, str | None]:
    found = webhook_kinds.errors(items[:1]) if isinstance(items, list) else None
    if not found:
        return None, None
    parts = []
    for name in ("title", "message", "details"):
        if found[0][name] and found[0][name] not in parts:
            parts.append(found[0][name])
    return found[0]["code"], ": ".join(parts) or None


def _object(value: object) -> dict:
    return clean_json(value) if isinstance(value, dict) else {}


def _time(value: object, now: float, wamid: str, notes: list[str]) -> datetime:
    """Return Unix seconds as naive UTC; the time of arrival, with a note, when they are absurd."""
    try:
        seconds = int(value)
    except (TypeError, ValueError, OverflowError):
        seconds = -1
    if seconds > FIRST_WHATSAPP * 1000:
        seconds //= 1000  # milliseconds
    if not FIRST_WHATSAPP <= seconds <= now + DAY:
        notes.append(f"The time {clean_text(str(value), 64)!r} of {wamid} is absurd: the time of arrival was taken.")
        seconds = int(now)
    return EPOCH + timedelta(seconds=seconds)
