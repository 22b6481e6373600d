"""The messages endpoint: sending, and marking as read."""

from .. import outgoing
from . import kinds, templates_sent
from .checks import text
from .errors import GraphError, parameter_required
from .phone_numbers import require_product

KINDS = (*kinds.CHECKS, "template")


async def send(call):
    """POST /{phone_number_id}/messages"""
    require_product(call)
    if "status" in call.body:
        return _mark_read(call)
    kind, content = _kind_and_content(call.body)
    if call.object["status"] != "CONNECTED":
        raise GraphError(133010)
    contact, failure = _recipient(call)
    context = _context(call.body)
    opaque = call.body.get("biz_opaque_callback_data")
    if opaque is not None:
        text(opaque, "biz_opaque_callback_data", 512)
    template = None
    if kind == "template":
        template = templates_sent.check(call, content)
    else:
        kinds.check(call, kind, content)
    refused = call.sim.limits.refused(call.object["id"], contact["id"] if contact else call.body.get("to"))
    if refused:
        raise GraphError(refused)
    if call.fault and call.fault["kind"] == "error":
        failure = (call.fault["code"], call.fault["details"])
    message = outgoing.accept(call.sim, call.object, contact, kind, content, template, context, opaque, failure)
    return _accepted(call.body, contact, message["id"], kind)


def _accepted(body, contact, message_id, kind):
    if body.get("to"):
        person = {"input": str(body["to"])}
        if contact["number"]:
            person["wa_id"] = contact["number"]
    else:
        person = {"input": body["recipient"], "user_id": contact["bsuid"]}
    message = {"id": message_id}
    if kind == "template":
        message["message_status"] = "accepted"
    return {"messaging_product": "whatsapp", "contacts": [person], "messages": [message]}


def _kind_and_content(body):
    kind = body.get("type", "text")
    if not isinstance(kind, str) or kind not in KINDS:
        raise GraphError(131051, f"Message type {kind!r} is not supported. Supported types are {', '.join(KINDS)}.")
    content = body.get(kind)
    if content is None:
        raise parameter_required(kind)
    if kind != "contacts" and not isinstance(content, dict):
        raise GraphError(100, message=f"(#100) Param {kind} must be a JSON object.")
    return kind, content


def _recipient(call):
    """Return (contact, (code, details) of the failure to come or None)."""
    to, recipient = call.body.get("to"), call.body.get("recipient")
    if call.body.get("recipient_type", "individual") != "individual":
        raise GraphError(131009, "recipient_type must be individual")
    if not to and not recipient:
        raise parameter_required("to")
    contacts = call.sim.contacts
    if not to:
        contact = contacts.find(recipient)
        if not contact or contact["bsuid"] != recipient:
            raise GraphError(131009, f"recipient {recipient} is not a user of this business portfolio")
        return contact, None
    number = kinds.digits(to)
    if not isinstance(to, str) or not 5 <= len(number) <= 20:
        raise GraphError(131009, "to is not a valid phone number")
    if kinds.same_number(to, call.object):
        raise GraphError(131021)
    contact = contacts.by_number(number)
    if contact:
        return contact, None
    # Meta guesses no country: a national number with its leading zero reaches nobody.
    known = call.sim.config.unknown_recipient == "create" and not number.startswith("0") and 7 <= len(number) <= 15
    if known:
        return contacts.create(number=number), None
    return outgoing.nobody(number), (131026, None)


def _context(body):
    context = body.get("context")
    if context is None:
        return None
    if not isinstance(context, dict) or not isinstance(context.get("message_id"), str):
        raise parameter_required("context['message_id']")
    return {"id": context["message_id"]}


def _mark_read(call):
    if call.body["status"] != "read":
        raise GraphError(100, message=f'(#100) Param status must be one of {{READ}} - got "{call.body["status"]}".')
    message_id = call.body.get("message_id")
    if not message_id:
        raise parameter_required("message_id")
    message = call.sim.store.messages.get(message_id)
    if not message or message["direction"] != "in" or message["phone_number_id"] != call.object["id"]:
        raise GraphError(100, f"Message ID {message_id} does not exist or was not sent to this phone number.")
    typing = call.body.get("typing_indicator")
    if typing is not None and (not isinstance(typing, dict) or typing.get("type") != "text"):
        raise GraphError(100, message="(#100) Param typing_indicator['type'] must be one of {TEXT}.")
    call.sim.chats.business_read(message, bool(typing))
    return {"success": True}
