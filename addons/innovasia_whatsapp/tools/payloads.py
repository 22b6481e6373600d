"""Webhook posts as Meta sends them, to test with: one builder for each kind of message.

A builder returns a ``messages[]`` object, :func:`inbound` wraps any number of them into a post. With ``user_id``
alone a message has the form of a user with a username, whose number is not told::

    inbound(text("Halo", wa_id="6281234567890"))
    inbound(image(user_id="ID.abc123"), username="budi")
"""

from __future__ import annotations

import json
import uuid

PHONE_NUMBER_ID = "100000000000001"
WABA_ID = "200000000000001"
DISPLAY_PHONE_NUMBER = "628111000001"
WA_ID = "6281234567890"
USER_ID = "ID.1a2b3c4d5e6f"
TIMESTAMP = 1_767_225_600  # 2026-01-01 00:00:00 UTC


def post(*values: dict, field: str = "messages", waba_id: str = WABA_ID) -> dict:
    """Return a post with one change for each value."""
    changes = [{"field": field, "value": value} for value in values]
    return {"object": "whatsapp_business_account", "entry": [{"id": waba_id, "changes": changes}]}


def body(content: dict) -> bytes:
    """Return the bytes of a post; they are what is signed."""
    return json.dumps(content, separators=(",", ":")).encode()


def value(phone_number_id: str = PHONE_NUMBER_ID, **content) -> dict:
    """Return the ``value`` of a change for one number."""
    metadata = {"display_phone_number": DISPLAY_PHONE_NUMBER, "phone_number_id": phone_number_id}
    return {"messaging_product": "whatsapp", "metadata": metadata, **content}


def inbound(
    *messages: dict,
    name: str | None = "Budi",
    username: str | None = None,
    phone_number_id: str = PHONE_NUMBER_ID,
    waba_id: str = WABA_ID,
) -> dict:
    """Return a post with these messages and the contacts that sent them."""
    contacts = {
        (message.get("from"), message.get("from_user_id")): contact(
            message.get("from"), message.get("from_user_id"), name, username
        )
        for message in messages
    }
    content = value(phone_number_id, contacts=list(contacts.values()), messages=list(messages))
    return post(content, waba_id=waba_id)


def outcomes(*statuses: dict, phone_number_id: str = PHONE_NUMBER_ID, waba_id: str = WABA_ID) -> dict:
    """Return a post with these statuses."""
    return post(value(phone_number_id, statuses=list(statuses)), waba_id=waba_id)


def notice(field: str, content: dict | None = None, waba_id: str = WABA_ID) -> dict:
    """Return a post about the account itself, e.g. ``message_template_status_update``."""
    return post(content or {"event": "APPROVED"}, field=field, waba_id=waba_id)


def contact(
    wa_id: str | None = None, user_id: str | None = None, name: str | None = "Budi", username: str | None = None
) -> dict:
    """Return a ``contacts[]`` object."""
    profile = _given(name=name, username=username)
    return {"profile": profile, **_given(wa_id=wa_id, user_id=user_id)}


def status(
    wamid: str,
    state: str = "delivered",
    *,
    wa_id: str | None = None,
    user_id: str | None = None,
    key: str | None = None,
    timestamp: int = TIMESTAMP,
    code: int | None = None,
    title: str = "Message undeliverable",
    details: str | None = None,
    pricing: dict | None = None,
) -> dict:
    """Return a ``statuses[]`` object; with ``code`` it carries an error."""
    content = {"id": wamid, "status": state, "timestamp": str(timestamp), **_recipient(wa_id, user_id)}
    content.update(_given(biz_opaque_callback_data=key, pricing=pricing))
    if code is not None:
        content["errors"] = [{"code": code, "title": title, "message": title, "error_data": {"details": details or title}}]
    return content


def message(
    kind: str,
    content: object = None,
    *,
    wa_id: str | None = None,
    user_id: str | None = None,
    wamid: str | None = None,
    timestamp: int = TIMESTAMP,
    context_id: str | None = None,
    **more,
) -> dict:
    """Return a ``messages[]`` object of any kind; ``more`` goes into it as it is (``referral``, ``errors``, ...)."""
    result = {**_sender(wa_id, user_id), "id": wamid or f"wamid.{uuid.uuid4().hex}", "timestamp": str(timestamp)}
    result["type"] = kind
    if content is not None:
        result[kind] = content
    if context_id:
        result["context"] = {"from": DISPLAY_PHONE_NUMBER, "id": context_id}
    return {**result, **more}


def text(content: str = "Halo", **common) -> dict:
    """A text."""
    return message("text", {"body": content}, **common)


def reply(content: str = "Ya, betul", context_id: str = "wamid.question", **common) -> dict:
    """A text that answers another message."""
    return text(content, context_id=context_id, **common)


def forwarded(content: str = "Diteruskan", **common) -> dict:
    """A text forwarded from another chat."""
    return text(content, context={"forwarded": True}, **common)


def product_enquiry(content: str = "Masih ada?", product: str = "SKU-1", **common) -> dict:
    """A question from a product's page."""
    referred = {"catalog_id": "300000000000001", "product_retailer_id": product}
    context = {"from": DISPLAY_PHONE_NUMBER, "id": "wamid.product", "referred_product": referred}
    return text(content, context=context, **common)


def ad_click(content: str = "Saya tertarik", headline: str = "Promo Madu", **common) -> dict:
    """A text that starts from a click-to-WhatsApp ad."""
    referral = {
        "source_url": "https://fb.me/abc", "source_type": "ad", "source_id": "400000000000001",
        "headline": headline, "body": "Diskon 20 persen", "media_type": "image",
        "image_url": "https://scontent.xx.fbcdn.net/ad.jpg", "ctwa_clid": "ARAkLkA8rmlFeiCktEJQ",
    }  # fmt: skip
    return text(content, referral=referral, **common)


def image(caption: str | None = "Foto", media_id: str = "500000000000001", **common) -> dict:
    """A picture."""
    return message("image", _file(media_id, "image/jpeg", caption=caption), **common)


def video(caption: str | None = "Video", media_id: str = "500000000000002", **common) -> dict:
    """A film."""
    return message("video", _file(media_id, "video/mp4", caption=caption), **common)


def audio(media_id: str = "500000000000003", **common) -> dict:
    """A piece of sound."""
    return message("audio", _file(media_id, "audio/mpeg", voice=False), **common)


def voice(media_id: str = "500000000000004", **common) -> dict:
    """A voice note."""
    return message("audio", _file(media_id, "audio/ogg; codecs=opus", voice=True), **common)


def document(filename: str = "pesanan.pdf", caption: str | None = None, media_id: str = "500000000000005", **common) -> dict:
    """A document."""
    content = _file(media_id, "application/pdf", filename=filename, caption=caption)
    return message("document", content, **common)


def sticker(media_id: str = "500000000000006", animated: bool = False, **common) -> dict:
    """A sticker."""
    return message("sticker", _file(media_id, "image/webp", animated=animated), **common)


def location(latitude: float = -6.1754, longitude: float = 106.8272, name: str | None = "Monas", **common) -> dict:
    """A place."""
    content = _given(latitude=latitude, longitude=longitude, name=name, address="Gambir, Jakarta")
    return message("location", content, **common)


def contacts(name: str = "Siti Aminah", phone: str = "+62 813-1111-2222", **common) -> dict:
    """A contact card."""
    person = {
        "name": {"formatted_name": name, "first_name": name.partition(" ")[0]},
        "phones": [{"phone": phone, "type": "CELL", "wa_id": "".join(filter(str.isdigit, phone))}],
        "emails": [{"email": "siti@example.com", "type": "WORK"}],
        "org": {"company": "Toko Siti"},
    }
    return message("contacts", [person], **common)


def reaction(message_id: str = "wamid.reacted", emoji: str | None = "\N{THUMBS UP SIGN}", **common) -> dict:
    """A reaction; without an emoji it is taken back."""
    return message("reaction", {"message_id": message_id, **_given(emoji=emoji)}, **common)


def button(title: str = "Ya", payload: str = "YES", **common) -> dict:
    """A quick reply button of a template."""
    return message("button", {"payload": payload, "text": title}, **common)


def button_reply(title: str = "Setuju", key: str = "agree", **common) -> dict:
    """A reply button."""
    return message("interactive", {"type": "button_reply", "button_reply": {"id": key, "title": title}}, **common)


def list_reply(title: str = "Madu 500 g", description: str = "Rp 75.000", key: str = "honey", **common) -> dict:
    """A row of a list."""
    row = {"id": key, "title": title, "description": description}
    return message("interactive", {"type": "list_reply", "list_reply": row}, **common)


def flow_reply(response: dict | None = None, **common) -> dict:
    """The answer of a Flow."""
    response = {"flow_token": "wa.message,1", "nama": "Budi"} if response is None else response
    answer = {"name": "flow", "body": "Sent", "response_json": json.dumps(response)}
    return message("interactive", {"type": "nfm_reply", "nfm_reply": answer}, **common)


def order(content: str = "Tolong kirim hari ini", **common) -> dict:
    """A cart of the catalogue."""
    items = [
        {"product_retailer_id": "SKU-1", "quantity": 2, "item_price": 75000, "currency": "IDR"},
        {"product_retailer_id": "SKU-2", "quantity": 1, "item_price": 12500, "currency": "IDR"},
    ]
    return message("order", {"catalog_id": "300000000000001", "text": content, "product_items": items}, **common)


def number_change(new_wa_id: str = "6281299999999", new_user_id: str | None = None, **common) -> dict:
    """A customer changed to another number; sent from the old one."""
    content = {"type": "user_changed_number", "body": f"Budi changed to {new_wa_id}", "wa_id": new_wa_id}
    return message("system", {**content, **_given(user_id=new_user_id)}, **common)


def unsupported(title: str = "Message type unknown", **common) -> dict:
    """A kind that the Cloud API does not pass on, such as a poll."""
    error = {
        "code": 131051, "title": title, "message": title,
        "error_data": {"details": "Message type is currently not supported."},
    }  # fmt: skip
    return message("unsupported", errors=[error], **common)


def unknown_kind(kind: str = "hologram", **common) -> dict:
    """A kind that did not exist when this was written."""
    return message(kind, {"shape": "cube"}, **common)


ALL_KINDS = [
    text, reply, forwarded, product_enquiry, ad_click, image, video, audio, voice, document, sticker, location,
    contacts, reaction, button, button_reply, list_reply, flow_reply, order, number_change, unsupported, unknown_kind,
]  # fmt: skip


def _file(media_id: str, mime_type: str, **more) -> dict:
    digest = "3yGKqkG0p1NYxMXQ0n0hR2bUuzfbGTkTyQRBCOyQbT0="
    return {"id": media_id, "mime_type": mime_type, "sha256": digest, **_given(**more)}


def _sender(wa_id: str | None, user_id: str | None) -> dict:
    if wa_id is None and user_id is None:
        wa_id = WA_ID
    return _given(**{"from": wa_id, "from_user_id": user_id})


def _recipient(wa_id: str | None, user_id: str | None) -> dict:
    if wa_id is None and user_id is None:
        wa_id = WA_ID
    return _given(recipient_id=wa_id, recipient_user_id=user_id)


def _given(**values) -> dict:
    return {name: item for name, item in values.items() if item is not None}
