"""What a customer sends: the message object of the webhook, from a kind and a payload."""

import base64
import binascii
import json

from .ids import digits, international, wamid
from .samples import SAMPLES

MEDIA = ("image", "video", "document", "sticker", "audio", "voice")
AD = {
    "source_url": "https://fb.me/3innovasia",
    "source_id": "120210000000000001",
    "source_type": "ad",
    "headline": "Promo Kopi Gayo 20%",
    "body": "Pesan hari ini lewat WhatsApp, kirim besok.",
    "media_type": "image",
    "image_url": "https://scontent.xx.fbcdn.net/v/t45.1/promo.jpg",
    "ctwa_clid": "ARAkLkA8rmlFeiCktEJQ",
    "welcome_message": {"text": "Halo! Ada yang bisa kami bantu?"},
}


def send(sim, values):
    """Send a customer's message as `POST /_sim/inbound` describes; return the message. ValueError says what is wrong."""
    number = sim.store.numbers.get(values.get("phone_number_id") or next(iter(sim.store.numbers))["id"])
    if not number:
        raise ValueError("There is no such business number.")
    contact = find_or_create(sim, values)
    kind = values.get("kind", "text")
    given = values.get("payload")
    if kind not in BUILDERS:
        raise ValueError(f"kind is one of {', '.join(BUILDERS)}.")
    if not isinstance(given, dict | list | type(None)):
        raise ValueError("payload is an object.")
    if kind == "number_change":
        return _number_change(sim, number, contact, given or {})
    chat = sim.chats.chat(number["id"], contact)
    content = BUILDERS[kind](sim, number, kind, given or {})
    message_type = content["type"]
    context = _context(sim, number, values.get("context"), values.get("forwarded"))
    referral = AD if values.get("referral") is True else values.get("referral")
    message = sim.chats.add(
        chat,
        contact,
        "in",
        message_type,
        content[message_type] if kind != "raw" and message_type in content else content,
        message_id=values.get("wamid") or content.get("id"),
        context=context,
        referral=referral,
    )
    sim.chats.customer_wrote(chat, referral)
    if kind == "reaction":
        sim.chats.react(content["reaction"]["message_id"], "in", content["reaction"]["emoji"])
    item = {**_sender(sim, contact), "id": message["id"], "timestamp": str(int(message["at"])), **content}
    if context:
        item = {"context": context, **item}
    if referral:
        item["referral"] = referral
    sim.webhooks.emit(number["id"], "messages", item, contact)
    return message


def find_or_create(sim, values):
    """Return the contact that the values name, made when it is new."""
    wanted = values.get("contact")
    if isinstance(wanted, dict):
        keys = [wanted.get(name) for name in ("id", "number", "username", "bsuid")]
        found = next(filter(None, map(sim.contacts.find, filter(None, keys))), None)
        return found or sim.contacts.create(
            wanted.get("name"), wanted.get("number"), wanted.get("username"), wanted.get("bsuid")
        )
    found = sim.contacts.find(wanted)
    if found:
        return found
    if not digits(wanted) or not str(wanted).lstrip("+").replace("-", "").replace(" ", "").isdigit():
        raise ValueError(f"There is no contact {wanted!r}.")
    return sim.contacts.create(values.get("name"), wanted, values.get("username"), values.get("bsuid"))


def _sender(sim, contact):
    values = {}
    if contact["number"] and not sim.config.drop_wa_id:
        values["from"] = contact["number"]
    if not sim.config.drop_user_id:
        values["from_user_id"] = contact["bsuid"]
    return values


def _context(sim, number, context, forwarded):
    values = {"forwarded": True} if forwarded else {}
    business = digits(number["display_phone_number"])
    if isinstance(context, dict) and context.get("product"):
        values |= {"from": business, "id": wamid(business, True), "referred_product": context["product"]}
    elif context:
        wanted = context.get("id") if isinstance(context, dict) else context
        quoted = sim.store.messages.get(wanted)
        sender = business
        if quoted and quoted["direction"] == "in":
            sender = sim.store.contacts.get(quoted["contact"])["number"] or business
        values |= {"from": sender, "id": wanted}
    return values or None


def _number_change(sim, number, contact, given):
    old = contact["number"]
    sender = _sender(sim, contact)
    new = international(given.get("number"))
    sim.contacts.change_number(contact, new)
    system = {
        "body": f"User {contact['name']} changed from {old} to {new}",
        "wa_id": new,
        "type": "user_changed_number",
    }
    if not sim.config.drop_user_id:
        system["user_id"] = contact["bsuid"]
    chat = sim.chats.chat(number["id"], contact)
    message = sim.chats.add(chat, contact, "in", "system", system)
    item = {**sender, "id": message["id"], "timestamp": str(int(message["at"])), "type": "system", "system": system}
    # System messages come without `contacts`.
    sim.webhooks.emit(number["id"], "messages", item)
    return message


def _object(_sim, _number, kind, given):
    """Text, location, reaction, button: Meta's own object."""
    needed = {"text": ["body"], "location": ["latitude", "longitude"], "reaction": ["message_id"], "button": ["text"]}
    missing = [name for name in needed[kind] if given.get(name) is None]
    if missing:
        raise ValueError(f"The payload of {kind} needs {', '.join(missing)}.")
    if kind == "button":
        given = {"payload": given["text"], **given}
    if kind == "reaction":
        given = {"emoji": "", **given}
    return {"type": kind, kind: given}


def _contacts(_sim, _number, _kind, given):
    cards = given if isinstance(given, list) else given.get("contacts")
    if not cards or not all(isinstance(card, dict) and card.get("name") for card in cards):
        raise ValueError("The payload of contacts is a list of cards with a name.")
    return {"type": "contacts", "contacts": cards}


def _media(sim, number, kind, given):
    doc = media_from(sim, given, kind)
    doc["waba_id"] = number["waba_id"]
    sim.store.media.put(doc)
    message_type = "audio" if kind == "voice" else kind
    values = {"mime_type": doc["mime_type"], "sha256": doc["sha256_base64"], "id": doc["id"]}
    if given.get("caption"):
        values = {"caption": given["caption"], **values}
    if kind == "document":
        values["filename"] = given.get("filename") or doc["filename"] or "dokumen"
    if message_type == "audio":
        values["voice"] = kind == "voice" or bool(given.get("voice"))
    if kind == "sticker":
        values["animated"] = False
    if sim.config.media_url:
        values["url"] = sim.media.url(doc)
    return {"type": message_type, message_type: values}


def media_from(sim, given, kind="document"):
    """Return the media document that a payload names, brings along, or leaves to a sample."""
    if given.get("media"):
        doc = sim.media.get(given["media"])
        if not doc:
            raise ValueError(f"There is no medium {given['media']}.")
        return doc
    make, mime_type, filename = SAMPLES[kind]
    if given.get("content") is None:
        return sim.media.add(make(), given.get("mime_type") or mime_type, given.get("filename") or filename)
    try:
        data = base64.b64decode(given["content"], validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise ValueError("content is not base64.") from error
    return sim.media.add(data, given.get("mime_type"), given.get("filename"))


def _reply(_sim, _number, kind, given):
    if not given.get("id") or not given.get("title"):
        raise ValueError(f"The payload of {kind} needs id and title.")
    return {"type": "interactive", "interactive": {"type": kind, kind: given}}


def _nfm_reply(_sim, _number, _kind, given):
    reply = {
        "response_json": json.dumps(given.get("response") or {"flow_token": "unused"}),
        "body": given.get("body", "Sent"),
        "name": given.get("name", "flow"),
    }
    return {"type": "interactive", "interactive": {"type": "nfm_reply", "nfm_reply": reply}}


def _order(_sim, _number, _kind, given):
    if not given.get("product_items"):
        raise ValueError("The payload of order needs product_items.")
    return {"type": "order", "order": {"catalog_id": "500000000000001", "text": "", **given}}


def _unsupported(_sim, _number, _kind, given):
    return {
        "type": "unsupported",
        "unsupported": {"type": given.get("type", "unknown")},
        "errors": [
            {
                "code": 131051,
                "title": "Message type unknown",
                "message": "Message type unknown",
                "error_data": {"details": "Message type is currently not supported."},
            }
        ],
    }


def _raw(_sim, _number, _kind, given):
    if not isinstance(given, dict):
        raise ValueError("The payload of raw is an object.")
    return {"type": "unknown", **given}


BUILDERS = {
    "text": _object,
    **dict.fromkeys(MEDIA, _media),
    "location": _object,
    "contacts": _contacts,
    "reaction": _object,
    "button": _object,
    "button_reply": _reply,
    "list_reply": _reply,
    "nfm_reply": _nfm_reply,
    "order": _order,
    "number_change": None,
    "unsupported": _unsupported,
    "raw": _raw,
}
