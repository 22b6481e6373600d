"""Who became whom: customers whose number or business-scoped user id changed."""

from __future__ import annotations

from .clean import clean_id
from .webhook_types import Change, Contact


def identity_changes(change: Change) -> list[tuple[Contact, Contact]]:
    """Return (old, new) for every customer whose identity changed, in the order told.

    Meta tells it in a ``system`` message (``user_changed_number``, ``user_changed_user_id``), in the webhook
    ``user_id_update``, or in both. A part of the new identity that was not told is None.
    """
    changes = [
        (Contact(message.data["old_wa_id"], message.data["old_user_id"]), _new(message.data))
        for message in change.messages
        if message.kind == "system" and message.data["type"].endswith(("changed_number", "changed_user_id"))
    ]
    for notice in change.notices:
        if notice.field == "user_id_update":
            updates = notice.value.get("user_id_update")
            changes += map(_update, filter(_is_update, updates if isinstance(updates, list) else []))
    return [(old, new) for old, new in changes if (old.wa_id or old.bsuid) and (new.wa_id or new.bsuid) and old != new]


def _new(data: dict) -> Contact:
    return Contact(data["wa_id"], data["user_id"])


def _is_update(item: object) -> bool:
    return isinstance(item, dict) and isinstance(item.get("user_id") or item.get("parent_user_id"), dict)


def _update(item: dict) -> tuple[Contact, Contact]:
    ids = item.get("user_id") or item["parent_user_id"]
    wa_id = clean_id(item.get("wa_id"), 64)
    return Contact(None, clean_id(ids.get("previous"), 256)), Contact(wa_id, clean_id(ids.get("current"), 256))
