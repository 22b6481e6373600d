"""What happens to a message the business sent, once Graph has accepted it."""

import asyncio
import secrets

import httpx

from .graph.kinds import links
from .ids import bsuid, short_id
from .media import ACCEPTED, UPLOAD_LIFETIME, bare, size_cap
from .statuses import pricing


def nobody(number):
    """Return a stand-in for a number that is not on WhatsApp; it never becomes a contact."""
    return {"id": short_id("x"), "number": number, "bsuid": bsuid(), "name": number, "username": None, "on_whatsapp": False}


def accept(sim, number, contact, kind, content, template, context, opaque, failure):
    """Keep the message, plan its statuses, and return it. `failure` is (code, details) or None."""
    chat = sim.chats.chat(number["id"], contact)
    category = template["category"].lower() if template else "service"
    failure = failure or _failure(sim, chat, contact, template)
    if not failure:
        sim.chats.business_wrote(chat)
    message = sim.chats.add(
        chat,
        contact,
        "out",
        kind,
        content,
        recipient_number=contact["number"],
        context=context,
        opaque=opaque,
        rendered=template,
        pricing=pricing(sim, chat, category),
        conversation=secrets.token_hex(16),
        fail_code=failure and failure[0],
        fail_details=failure and failure[1],
    )
    if not failure and kind == "reaction":
        sim.chats.react(content["message_id"], "out", content["emoji"])
    if not failure and links(kind, content):
        sim.background(_fetch_then_start(sim, message))
    else:
        sim.statuses.start(message)
    return message


def _failure(sim, chat, contact, template):
    if not contact["on_whatsapp"]:
        return 131026, None
    if template is None and sim.config.enforce_window and not sim.chats.window_open(chat):
        return 131047, None
    if template and template["category"] == "MARKETING" and contact["marketing_opt_out"]:
        return 131050, None
    return None


async def _fetch_then_start(sim, message):
    try:
        await asyncio.gather(*(_fetch(sim, message, kind, media) for kind, media in links(message["kind"], message["content"])))
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        message["fail_code"], message["fail_details"] = 131053, f"Downloading media from weblink failed: {error}"
    sim.chats.save(message)
    sim.statuses.start(message)


async def _fetch(sim, message, kind, media):
    """Download a linked medium and put its id into the message."""
    async with httpx.AsyncClient(follow_redirects=True, timeout=10) as client, client.stream("GET", media["link"]) as answer:
        if not answer.is_success:
            raise ValueError(f"HTTP code {answer.status_code}")
        mime_type = bare(answer.headers.get("content-type")) or "application/octet-stream"
        if ACCEPTED[kind][1] and mime_type not in ACCEPTED[kind][1]:
            raise ValueError(f"{mime_type} is not accepted for {kind}")
        data = b""
        async for chunk in answer.aiter_bytes():
            data += chunk
            if len(data) > size_cap(mime_type):
                raise ValueError("the file is too large")
    waba_id = sim.store.numbers.get(message["phone_number_id"])["waba_id"]
    doc = sim.media.add(data, mime_type, media.get("filename"), waba_id=waba_id, lifetime=UPLOAD_LIFETIME)
    media["fetched"] = doc["id"]
