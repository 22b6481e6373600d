"""What each kind of inbound message carries: readable text, a file, and its own data.

``data`` by kind; besides, ``referral``, ``referred_product``, ``errors``, ``forwarded``, ``frequently_forwarded``
and ``group_id`` wherever they come:

=========== =======================================================================================
location    latitude, longitude, name, address, url
contacts    contacts: a list of name, phones (phone, wa_id, type), emails, urls, addresses, company, ...
reaction    message_id, emoji ("" when it was taken back)
button      payload, text
interactive type; id, title, description, name; response (the answers of a Flow)
order       catalog_id, text, items: a list of product_retailer_id, quantity, item_price, currency
system      type, body, wa_id, user_id (the new ones), old_wa_id, old_user_id
any other   what Meta sent, cleaned, under the kind's own word
=========== =======================================================================================
"""

from __future__ import annotations

import json
import re

from .clean import ID_LIMIT, NAME_LIMIT, clean_file_name, clean_id, clean_json, clean_name, clean_text
from .webhook_types import Media

MEDIA_KINDS = frozenset({"image", "video", "audio", "document", "sticker"})
SHORT = 1_024
_CHANGED_FROM = re.compile(r"\bfrom ([A-Z]{2}\.[A-Za-z0-9_.-]{1,250}) to ")
MANY = 100
REFERRAL_FIELDS = (
    "source_url", "source_type", "source_id", "headline", "body", "media_type",
    "image_url", "video_url", "thumbnail_url", "ctwa_clid",
)  # fmt: skip


def read(message: dict) -> tuple[str, Media | None, dict]:
    """Return the readable text, the file and the cleaned data of one ``messages[]`` object.

    :raises ValueError: when the object that carries the kind is missing or of a wrong type
    """
    kind = message["type"]
    media, text, data = None, "", {}
    if kind == "text":
        text = clean_text(_object(message, "text").get("body"))
    elif kind in MEDIA_KINDS:
        media = _media(_object(message, kind))
        text = media.caption or "" if media else ""
    elif reader := _READERS.get(kind):
        text, data = reader(_object(message, kind))
    elif isinstance(message.get(kind), dict):
        data[kind] = clean_json(message[kind])
    return text, media, {**data, **_common(message)}


def _common(message: dict) -> dict:
    data = {}
    context = message.get("context")
    if isinstance(context, dict):
        if context.get("forwarded") is True:
            data["forwarded"] = True
        if context.get("frequently_forwarded") is True:
            data["frequently_forwarded"] = True
        product = context.get("referred_product")
        if isinstance(product, dict):
            data["referred_product"] = _texts(product, "catalog_id", "product_retailer_id")
    if isinstance(message.get("referral"), dict):
        data["referral"] = _referral(message["referral"])
    if isinstance(message.get("errors"), list):
        data["errors"] = errors(message["errors"])
    if group_id := clean_id(message.get("group_id")):
        data["group_id"] = group_id
    return data


def errors(items: list) -> list[dict]:
    """Return Meta's ``errors`` as ``{code, title, message, details}``; what is no error is left out."""
    return [
        {
            "code": _integer(item.get("code")),
            "title": clean_text(item.get("title"), SHORT),
            "message": clean_text(item.get("message"), SHORT),
            "details": clean_text(_dict(item.get("error_data")).get("details"), SHORT),
        }
        for item in items[:MANY]
        if isinstance(item, dict)
    ]


def _media(value: dict) -> Media | None:
    # Without an id there is nothing to fetch: Meta then says why in the message's "errors".
    media_id = clean_id(value.get("id"))
    if media_id is None:
        return None
    return Media(
        id=media_id,
        mime_type=clean_name(value.get("mime_type"), 128),
        sha256=clean_name(value.get("sha256"), 128),
        filename=clean_file_name(value.get("filename")),
        caption=clean_text(value.get("caption")) or None,
        voice=value.get("voice") is True,
        animated=value.get("animated") is True,
        url=clean_id(value.get("url"), 4_096),
    )


def _location(value: dict) -> tuple[str, dict]:
    latitude, longitude = _number(value.get("latitude")), _number(value.get("longitude"))
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        raise ValueError("its coordinates are not on this earth")
    data = {"latitude": latitude, "longitude": longitude, **_texts(value, "name", "address", "url")}
    return _lines(data["name"], data["address"]), data


def _contacts(value: list) -> tuple[str, dict]:
    people = [_person(item) for item in value[:MANY] if isinstance(item, dict)]
    return ", ".join(person["name"] for person in people if person["name"]), {"contacts": people}


def _person(value: dict) -> dict:
    name = _dict(value.get("name"))
    parts = (name.get("first_name"), name.get("middle_name"), name.get("last_name"))
    spoken = name.get("formatted_name") or " ".join(part for part in parts if isinstance(part, str))
    org = _dict(value.get("org"))
    return {
        "name": clean_name(spoken) or "",
        "phones": [
            {"phone": clean_name(phone.get("phone"), 64) or "", "wa_id": clean_id(phone.get("wa_id"), 64),
             "type": clean_name(phone.get("type"), 64)}
            for phone in _dicts(value.get("phones"))
        ],
        "emails": [clean_name(email.get("email")) for email in _dicts(value.get("emails")) if email.get("email")],
        "urls": [clean_name(url.get("url"), SHORT) for url in _dicts(value.get("urls")) if url.get("url")],
        "addresses": [clean_json(address, 2) for address in _dicts(value.get("addresses"))],
        "company": clean_name(org.get("company")),
        "title": clean_name(org.get("title")),
        "birthday": clean_name(value.get("birthday"), 64),
    }  # fmt: skip


def _reaction(value: dict) -> tuple[str, dict]:
    message_id = clean_id(value.get("message_id"))
    if message_id is None:
        raise ValueError("the message that it reacts to is not named")
    emoji = clean_name(value.get("emoji"), 64) or ""
    return emoji, {"message_id": message_id, "emoji": emoji}


def _button(value: dict) -> tuple[str, dict]:
    data = _texts(value, "payload", "text")
    return data["text"], data


def _interactive(value: dict) -> tuple[str, dict]:
    form = clean_name(value.get("type"), 64) or ""
    answer = _dict(value.get(form))
    data = {"type": form, **_texts(answer, "id", "title", "description", "name")}
    if form == "nfm_reply":
        data["response"] = _flow_response(answer.get("response_json"))
        return clean_text(answer.get("body")), data
    if form not in ("button_reply", "list_reply"):
        data["content"] = clean_json(answer)
    return _lines(data["title"], data["description"]), data


def _flow_response(value: object) -> dict:
    try:
        response = json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError) as error:
        raise ValueError("the answer of its Flow is not JSON") from error
    if not isinstance(response, dict):
        raise ValueError("the answer of its Flow is not a JSON object")
    return clean_json(response)


def _order(value: dict) -> tuple[str, dict]:
    text = clean_text(value.get("text"))
    items = [
        {
            "product_retailer_id": clean_name(item.get("product_retailer_id")) or "",
            "quantity": _number(item.get("quantity")) or 0,
            "item_price": _number(item.get("item_price")) or 0,
            "currency": clean_name(item.get("currency"), 8) or "",
        }
        for item in _dicts(value.get("product_items"), 1_000)
    ]
    return text, {"catalog_id": clean_name(value.get("catalog_id")) or "", "text": text, "items": items}


def _system(value: dict) -> tuple[str, dict]:
    # "wa_id" and "user_id" are the new identity; older payloads say "new_wa_id". The old user id may stand in the
    # sentence only: "User Budi changed from ID.1 to ID.2".
    body = clean_text(value.get("body"))
    named = _CHANGED_FROM.search(body)
    data = {
        "type": clean_name(value.get("type"), 64) or "",
        "body": body,
        "wa_id": clean_id(value.get("wa_id") or value.get("new_wa_id"), 64),
        "user_id": clean_id(value.get("user_id") or value.get("parent_user_id"), NAME_LIMIT),
        "old_user_id": clean_id(value.get("previous_user_id"), NAME_LIMIT) or (named[1] if named else None),
    }
    return body, data


def _referral(value: dict) -> dict:
    data = _texts(value, *REFERRAL_FIELDS)
    welcome = value.get("welcome_message")
    if isinstance(welcome, dict):
        data["welcome_message"] = clean_text(welcome.get("text"), SHORT)
    return data


def _object(message: dict, kind: str) -> dict | list:
    value = message.get(kind)
    expected = list if kind == "contacts" else dict
    if not isinstance(value, expected):
        raise ValueError(f'its "{kind}" is missing or of a wrong type')
    return value


def _texts(value: dict, *names: str) -> dict:
    return {name: clean_text(value.get(name), 4_096) for name in names}


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _dict(value: object) -> dict:
    return value if isinstance(value, dict) else {}


def _dicts(value: object, limit: int = MANY) -> list[dict]:
    return [item for item in value[:limit] if isinstance(item, dict)] if isinstance(value, list) else []


def _integer(value: object) -> int | None:
    number = _number(value)
    return int(number) if number is not None and abs(number) < 2**31 else None


def _number(value: object) -> int | float | None:
    """Return a number, also one in a string, as an int where it is whole; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value[:ID_LIMIT] if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        return None
    if not abs(number) < 1e15:
        return None
    return int(number) if number.is_integer() and not isinstance(value, float) else number


_READERS = {
    "location": _location,
    "contacts": _contacts,
    "reaction": _reaction,
    "button": _button,
    "interactive": _interactive,
    "order": _order,
    "system": _system,
}
