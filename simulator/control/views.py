"""What the pages and tests read."""

from starlette.responses import Response

from ..media import bare, kind_of

SECRETS = ("access_token", "app_secret", "override")


def find(collection, doc_id, what):
    """Return a document or raise LookupError with a sentence."""
    doc = collection.get(doc_id)
    if doc is None:
        raise LookupError(f"There is no {what} {doc_id!r}.")
    return doc


def find_contact(sim, key):
    """Return a contact or raise LookupError with a sentence."""
    contact = sim.contacts.find(key)
    if contact is None:
        raise LookupError(f"There is no contact {key!r}.")
    return contact


def newest(docs, query, default=200):
    """Return the last `limit` of a list."""
    limit = query.get("limit", str(default))
    if not limit.isdigit():
        raise ValueError("limit is a number.")
    return list(docs)[-int(limit) :] if int(limit) else []


def public_number(sim, number):
    """Return a number without its secrets, with what is subscribed."""
    waba = sim.store.wabas.get(number["waba_id"])
    override = number["override"] or waba["override"]
    return {
        **{key: value for key, value in number.items() if key not in SECRETS},
        "callback": override and override["url"],
        "subscribed": waba["subscribed"],
    }


def chat_summary(sim, chat):
    """Return a chat with its last message, unread count and window."""
    shown = [message for message in sim.chats.list(chat["id"]) if sim.chats.on_phone(message)]
    unread = sum(message["direction"] == "out" and message["status"] == "delivered" for message in shown)
    return {**chat, "last": shown[-1] if shown else None, "unread": unread, "window_open": sim.chats.window_open(chat)}


async def state(sim, _request, _values):
    """GET /_sim/state"""
    return {
        "numbers": [public_number(sim, number) for number in sim.store.numbers],
        "contacts": list(sim.store.contacts),
        "chats": [chat_summary(sim, chat) for chat in sim.store.chats if chat["contact"] in sim.store.contacts],
        "config": sim.config.values,
        "clock": {"now": sim.clock.now(), "offset": sim.clock.offset},
    }


async def messages(sim, request, _values):
    """GET /_sim/messages"""
    query = request.query_params
    found = list(sim.store.messages)
    if query.get("contact"):
        contact = find_contact(sim, query["contact"])
        chats = [chat for chat in sim.store.chats if chat["contact"] == contact["id"]]
        found = sorted((message for chat in chats for message in sim.chats.list(chat["id"])), key=lambda doc: doc["at"])
    for key in ("phone_number_id", "direction", "kind"):
        if query.get(key):
            found = [message for message in found if message[key] == query[key]]
    return [sim.media.with_files(message) for message in newest(found, query, 500)]


async def received(sim, request, _values):
    """GET /_sim/received"""
    query, found = request.query_params, list(sim.store.received)
    if query.get("method"):
        found = [record for record in found if record["method"] == query["method"].upper()]
    if query.get("path"):
        found = [record for record in found if query["path"] in record["path"]]
    return newest(found, query)


async def deliveries(sim, request, _values):
    """GET /_sim/deliveries"""
    state_wanted = request.query_params.get("state")
    found = [doc for doc in sim.store.deliveries if state_wanted in (None, "", doc["state"])]
    return [sim.webhooks.public(doc) for doc in newest(found, request.query_params)]


async def subscriptions(sim, _request, _values):
    """GET /_sim/subscriptions"""
    return sim.subscriptions.overview()


async def templates(sim, _request, _values):
    """GET /_sim/templates"""
    return list(sim.store.templates)


async def config(sim, _request, _values):
    """GET /_sim/config"""
    return sim.config.values


async def faults(sim, _request, _values):
    """GET /_sim/faults"""
    return list(sim.store.faults)


async def clock(sim, _request, _values):
    """GET /_sim/clock"""
    return {"now": sim.clock.now(), "offset": sim.clock.offset}


async def contacts(sim, _request, _values):
    """GET /_sim/contacts"""
    return list(sim.store.contacts)


async def numbers(sim, _request, _values):
    """GET /_sim/numbers"""
    return [public_number(sim, number) for number in sim.store.numbers]


async def media(sim, request, _values):
    """GET /_sim/media/{id}: never as something a browser would run."""
    doc = find(sim.store.media, request.path_params["id"], "medium")
    data = sim.media.data(doc)
    if data is None:
        raise LookupError("The medium is gone.")
    shown = kind_of(doc["mime_type"]) != "document" or bare(doc["mime_type"]) in ("audio/webm", "image/gif", "application/pdf")
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        "Cache-Control": "private, max-age=3600",
    }
    if bare(doc["mime_type"]) == "application/pdf":
        del headers["Content-Security-Policy"]
    if not shown:
        headers["Content-Disposition"] = "attachment"
    return Response(data, media_type=doc["mime_type"] if shown else "application/octet-stream", headers=headers)
