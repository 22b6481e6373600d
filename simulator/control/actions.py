"""What the pages and tests do."""

import base64
import binascii
import json

from .. import inbound as customer
from .. import seed
from ..graph import template_review
from ..history import recall
from ..ids import object_id
from .views import find, find_contact, public_number

UPLOAD_CAP = 100 * 1024 * 1024
KEEPABLE = {"subscriptions", "config", "contacts"}
NUMBER_VALUES = {
    "display_phone_number",
    "verified_name",
    "access_token",
    "app_secret",
    "quality_rating",
    "messaging_limit_tier",
    "name_status",
    "status",
}


async def set_config(sim, _request, values):
    """POST /_sim/config"""
    values = sim.config.update(values)
    sim.webhooks.pump()
    sim.live.publish("config", values)
    return values


async def add_fault(sim, _request, values):
    """POST /_sim/faults"""
    return sim.faults.add(values)


async def clear_faults(sim, _request, _values):
    """DELETE /_sim/faults"""
    sim.store.faults.clear()
    sim.faults.publish()
    return []


async def remove_fault(sim, request, _values):
    """DELETE /_sim/faults/{id}"""
    fault = find(sim.store.faults, request.path_params["id"], "fault")
    sim.store.faults.delete(fault["id"])
    sim.faults.publish()
    return fault


async def move_clock(sim, _request, values):
    """POST /_sim/clock"""
    for name in ("advance", "set"):
        if not isinstance(values.get(name, 0), int | float):
            raise ValueError(f"{name} is a number of seconds.")
    if values.get("reset"):
        sim.clock.reset()
    if "set" in values:
        sim.clock.set(values["set"])
    sim.clock.advance(values.get("advance", 0))
    sim.move_clock()
    return {"now": sim.clock.now(), "offset": sim.clock.offset}


async def add_contact(sim, _request, values):
    """POST /_sim/contacts"""
    return sim.contacts.create(values.get("name"), values.get("number"), values.get("username"), values.get("bsuid"))


async def change_contact(sim, request, values):
    """PATCH /_sim/contacts/{contact}"""
    contact = find_contact(sim, request.path_params["contact"])
    was_online = contact["online"] and not contact["blocked"]
    contact = sim.contacts.update(contact, values)
    if contact["online"] and not contact["blocked"] and not was_online:
        sim.statuses.phone_online(contact)
    return contact


async def delete_contact(sim, request, _values):
    """DELETE /_sim/contacts/{contact}"""
    contact = find_contact(sim, request.path_params["contact"])
    sim.contacts.delete(contact)
    return contact


async def add_media(sim, request, values):
    """POST /_sim/media"""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        length = request.headers.get("content-length", "")
        if not length.isdigit() or int(length) > UPLOAD_CAP:
            raise ValueError("The file is too large.")
        form = await request.form(max_files=1)
        file = form.get("file")
        if file is None or isinstance(file, str):
            raise ValueError("There is no file.")
        data, mime_type, filename = await file.read(), file.content_type, file.filename
    else:
        try:
            data = base64.b64decode(values.get("content", ""), validate=True)
        except (binascii.Error, TypeError) as error:
            raise ValueError("content is not base64.") from error
        mime_type, filename = values.get("mime_type"), values.get("filename")
    doc = sim.media.add(data, mime_type, filename)
    return {key: doc[key] for key in ("id", "mime_type", "sha256", "file_size", "filename")}


async def inbound(sim, _request, values):
    """POST /_sim/inbound"""
    repeat = values.get("repeat", 1)
    if not isinstance(repeat, int) or not 1 <= repeat <= 1000:
        raise ValueError("repeat is a number from 1 to 1000.")
    if repeat == 1:
        message = customer.send(sim, values)
        return {"wamid": message["id"], "message": sim.media.with_files(message)}
    wamids = []
    for count in range(1, repeat + 1):
        body = dict(values.get("payload") or {})
        if values.get("kind", "text") == "text":
            body["body"] = f"{body.get('body', '')} {count}".strip()
        wamids.append(customer.send(sim, {**values, "payload": body})["id"])
    return {"wamids": wamids}


async def history(sim, _request, values):
    """POST /_sim/history"""
    return {"added": recall(sim, values)}


async def open_chat(sim, _request, values):
    """POST /_sim/open"""
    contact = find_contact(sim, values.get("contact"))
    phone_number_id = values.get("phone_number_id") or next(iter(sim.store.numbers))["id"]
    chat = sim.chats.chat(find(sim.store.numbers, phone_number_id, "number")["id"], contact)
    sim.chats.set_open(chat["id"], bool(values.get("visible", True)), values.get("session"))
    return {"open": sim.chats.is_open(chat["id"])}


async def force_status(sim, _request, values):
    """POST /_sim/status"""
    message = find(sim.store.messages, values.get("wamid"), "message")
    if message["direction"] != "out":
        raise ValueError("Only messages of the business have statuses.")
    if values.get("status") not in ("sent", "delivered", "read", "failed"):
        raise ValueError("status is sent, delivered, read or failed.")
    sim.statuses.force(message, values["status"], values.get("code"), values.get("details"), values.get("timestamp"))
    return sim.media.with_files(message)


async def retry(sim, request, _values):
    """POST /_sim/deliveries/{id}/retry"""
    delivery = find(sim.store.deliveries, request.path_params["id"], "delivery")
    sim.webhooks.retry(delivery)
    return sim.webhooks.public(delivery)


async def flush(sim, _request, values):
    """POST /_sim/flush"""
    retries = bool(values.get("retries"))
    idle = await sim.flush(float(values.get("timeout", 10)), retries)
    return {"idle": idle, "pending": sim.webhooks.busy(retries)}


async def webhook(sim, _request, values):
    """POST /_sim/webhook"""
    number = _number(sim, values)
    if not values.get("field") or not isinstance(values.get("value"), dict):
        raise ValueError("field and value are needed.")
    for _time in range(int(values.get("times", 1))):
        sim.webhooks.emit(number["id"], "value", values["value"], field=values["field"])
    return {"success": True}


async def raw(sim, _request, values):
    """POST /_sim/raw"""
    number = _number(sim, values)
    targets = sim.subscriptions.targets({"waba_id": number["waba_id"], "phone_number_id": number["id"]})
    if not targets:
        raise ValueError("The number has no webhook.")
    body = values.get("body", "")
    data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    kind = values.get("signature", "valid")
    if kind not in ("valid", "invalid", "missing"):
        raise ValueError("signature is valid, invalid or missing.")
    url, secret = targets[0]
    secret = {"valid": values.get("secret") or secret, "invalid": "not " + secret, "missing": None}[kind]
    answer = await sim.webhooks.post(url, data, secret)
    return {"status": answer.status_code, "response": answer.text[:2000]}


async def decide_template(sim, request, values):
    """POST /_sim/templates/{id}"""
    template = find(sim.store.templates, request.path_params["id"], "template")
    if "quality" in values:
        template_review.rate(sim, template, values["quality"])
    if "category" in values:
        template_review.move(sim, template, values["category"])
    if "status" in values or not {"quality", "category"} & set(values):
        template_review.decide(sim, template, values.get("status"), values.get("reason"))
    return template


async def add_number(sim, _request, values):
    """POST /_sim/numbers"""
    phone_number_id = str(values.get("phone_number_id") or object_id())
    if phone_number_id in sim.store.numbers:
        raise ValueError(f"There is already a number {phone_number_id}.")
    if not values.get("display_phone_number") or not values.get("verified_name"):
        raise ValueError("display_phone_number and verified_name are needed.")
    waba_id = str(values.get("waba_id") or seed.WABA)
    if waba_id not in sim.store.wabas:
        sim.store.wabas.put(seed.waba(waba_id, values["verified_name"]))
    number = seed.number(
        phone_number_id,
        values["display_phone_number"],
        values["verified_name"],
        waba_id,
        values.get("access_token") or seed.TOKEN,
        values.get("app_secret") or seed.SECRET,
    )
    sim.store.numbers.put(number)
    sim.live.publish("number", public_number(sim, number))
    return public_number(sim, number)


async def change_number(sim, request, values):
    """PATCH /_sim/numbers/{phone_number_id}"""
    number = find(sim.store.numbers, request.path_params["id"], "number")
    unknown = set(values) - NUMBER_VALUES
    if unknown:
        raise ValueError(f"A number has no {', '.join(sorted(unknown))} to change.")
    number.update(values)
    sim.store.numbers.put(number)
    sim.live.publish("number", public_number(sim, number))
    return public_number(sim, number)


async def reset(sim, _request, values):
    """POST /_sim/reset"""
    keep = set(values.get("keep", ()))
    if keep - KEEPABLE:
        raise ValueError(f"keep names {', '.join(sorted(KEEPABLE))}.")
    sim.reset(keep)
    return {"success": True}


def _number(sim, values):
    phone_number_id = values.get("phone_number_id") or next(iter(sim.store.numbers))["id"]
    return find(sim.store.numbers, phone_number_id, "number")
