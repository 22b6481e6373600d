"""One door for all Graph requests: faults, token, object, handler, record."""

import asyncio
import json
import re
from dataclasses import dataclass, field
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from ..faults import AFTER, BEFORE
from ..ids import trace_id
from ..media import UPLOAD_CAP
from ..transport import Drop, Hang
from . import errors, media, messages, phone_numbers, templates, uploads, wabas
from .codes import ASYNCHRONOUS

JSON_CAP = 1024 * 1024
VERSION = re.compile(r"^v\d+\.\d+$")

HANDLERS = {
    ("number", "", "GET"): phone_numbers.read,
    ("number", "", "POST"): phone_numbers.write,
    ("number", "messages", "POST"): messages.send,
    ("number", "media", "POST"): media.upload,
    ("number", "whatsapp_business_profile", "GET"): phone_numbers.read_profile,
    ("number", "whatsapp_business_profile", "POST"): phone_numbers.write_profile,
    ("number", "register", "POST"): phone_numbers.register,
    ("number", "deregister", "POST"): phone_numbers.deregister,
    ("waba", "", "GET"): wabas.read,
    ("waba", "phone_numbers", "GET"): wabas.phone_numbers,
    ("waba", "subscribed_apps", "GET"): wabas.subscriptions,
    ("waba", "subscribed_apps", "POST"): wabas.subscribe,
    ("waba", "subscribed_apps", "DELETE"): wabas.unsubscribe,
    ("waba", "message_templates", "GET"): templates.listing,
    ("waba", "message_templates", "POST"): templates.create,
    ("waba", "message_templates", "DELETE"): templates.delete,
    ("template", "", "GET"): templates.read,
    ("template", "", "POST"): templates.edit,
    ("app", "", "GET"): uploads.app,
    ("app", "uploads", "POST"): uploads.open_session,
    ("upload", "", "POST"): uploads.receive,
    ("media", "", "GET"): media.look_up,
    ("media", "", "DELETE"): media.delete,
}


@dataclass
class Call:
    """A Graph request on its way through the handlers."""

    sim: Any
    request: Request
    object: dict = None
    body: dict = field(default_factory=dict)
    form: Any = None
    raw: bytes = b""
    token: str = None
    fault: dict = None
    path: str = ""

    @property
    def query(self):
        """The query parameters."""
        return self.request.query_params

    def fields(self, default):
        """Return the names in `fields`, or the default ones."""
        wanted = self.query.get("fields") or self.body.get("fields")
        return [name.strip() for name in re.sub(r"\{.*?\}|\(.*?\)", "", wanted).split(",")] if wanted else default


async def graph(request):
    """Answer any Graph request."""
    sim = request.app.state.sim
    query = {key: value for key, value in request.query_params.items() if key != "access_token"}
    record = sim.received.add(request.method, request.url.path, query)
    call = Call(sim, request)
    try:
        response = await _answer(call, record)
    except errors.GraphError as error:
        response = error.response()
    except ClientDisconnect:
        sim.received.finish(record, None, "the client went away")
        raise
    if isinstance(response, Drop | Hang):
        sim.received.finish(record, None, type(response).__name__.lower())
        return response
    response.headers["x-fb-trace-id"] = trace_id()
    response.headers["facebook-api-version"] = _version(request.url.path)
    shown = response.body if response.media_type == "application/json" else None
    sim.received.finish(record, response.status_code, json.loads(shown) if shown else None)
    return _spoil(call.fault, response) if call.fault and call.fault["kind"] in AFTER else response


async def _answer(call, record):
    offline = call.sim.config.offline
    if offline != "none":
        record["fault"] = f"offline: {offline}"
        return {"503": Response("Service Unavailable", 503), "reset": Drop(), "hang": Hang()}[offline]
    parts = [part for part in call.request.url.path.split("/") if part]
    if parts and VERSION.match(parts[0]):
        parts = parts[1:]
    object_id, edge = [*parts, "", ""][:2]
    method = call.request.method
    if parts == ["whatsapp_business", "attachments"]:
        place = "download"
    else:
        place = {"messages": "send", "media": "upload"}.get(edge) or ("lookup" if not edge and method == "GET" else None)
    # A fault that names a recipient, or marking as read, can only be told by the body.
    if place == "send":
        await _read_body(call, record)
        place = "read" if call.body.get("status") else "send"
    call.fault = call.sim.faults.take(place, object_id, call.body.get("to") or call.body.get("recipient"))
    if call.fault:
        record["fault"] = call.fault["kind"]
        if call.fault["kind"] in BEFORE:
            return _before(call.fault)
        if call.fault["kind"] == "slow":
            await asyncio.sleep(call.fault["seconds"])
    _check_token(call)
    _raise_fault(call, place)
    if place == "download":
        return media.download(call)
    if object_id.startswith("upload:"):
        _check_length(call.request, UPLOAD_CAP)
        call.raw = await call.request.body()
    elif place != "send" and place != "read":
        await _read_body(call, record)
    return await _dispatch(call, parts, object_id, edge)


async def _dispatch(call, parts, object_id, edge):
    kind, call.object = _find(call, object_id)
    method = call.request.method
    if kind is None:
        raise errors.unknown_object(method, object_id)
    handler = HANDLERS.get((kind, edge, method))
    if handler is None or len(parts) > 2:
        known = any(key[:2] == (kind, edge) for key in HANDLERS)
        raise errors.unknown_object(method, object_id) if known else errors.unknown_path("/".join(parts[1:]))
    result = await handler(call)
    return result if isinstance(result, Response) else JSONResponse(result)


def _find(call, object_id):
    """Return (kind, document) of an object that the token may use."""
    store = call.sim.store
    if object_id in ("app", uploads.APP):
        return "app", {"id": uploads.APP}
    if session := store.uploads.get(object_id):
        return "upload", session
    mine = {number["waba_id"] for number in store.numbers if number["access_token"] == call.token}
    for kind, doc, waba_id in (
        ("number", store.numbers.get(object_id), None),
        ("waba", store.wabas.get(object_id), object_id),
        ("template", store.templates.get(object_id), None),
        ("media", call.sim.media.get(object_id), None),
    ):
        if doc and (waba_id or doc["waba_id"]) in mine:
            return kind, doc
    return None, None


def _check_token(call):
    scheme, _space, token = call.request.headers.get("authorization", "").partition(" ")
    call.token = token.strip() if scheme.lower() in ("bearer", "oauth") else call.query.get("access_token", "")
    if not call.token:
        raise errors.GraphError(104, message="An access token is required to request this resource.", status=401)
    if not any(number["access_token"] == call.token for number in call.sim.store.numbers):
        raise errors.GraphError(190, message="Invalid OAuth access token - Cannot parse access token")


def _raise_fault(call, place):
    fault = call.fault
    if not fault or fault["kind"] != "error":
        return
    later = fault["mode"] == "async" or (fault["mode"] == "auto" and fault["code"] in ASYNCHRONOUS)
    if later and place == "send":
        return
    raise errors.GraphError(fault["code"], fault["details"], status=fault["http_status"])


def _before(fault):
    if fault["kind"] == "http":
        status = fault["http_status"] or 503
        return Response(fault["body"] or f"<html><body><h1>{status}</h1></body></html>", status, media_type="text/html")
    return Drop() if fault["kind"] == "reset" else Hang()


def _spoil(fault, response):
    if fault["kind"] == "process_then_hang":
        return Hang()
    if fault["kind"] == "process_then_reset":
        return Drop()
    if fault["kind"] == "garbage":
        return Response(response.body[: len(response.body) // 2], 200, media_type="application/json")
    return response


async def _read_body(call, record):
    content_type = call.request.headers.get("content-type", "")
    if content_type.startswith("multipart/form-data"):
        _check_length(call.request, UPLOAD_CAP)
        try:
            call.form = await call.request.form(max_files=2, max_fields=20)
        except HTTPException as error:
            raise errors.GraphError(100, message=f"(#100) {error.detail}") from error
        record["body"] = {key: value if isinstance(value, str) else value.filename for key, value in call.form.items()}
        return
    _check_length(call.request, JSON_CAP)
    raw = b""
    async for chunk in call.request.stream():
        raw += chunk
        if len(raw) > JSON_CAP:
            raise _too_large()
    if content_type.startswith("application/x-www-form-urlencoded"):
        call.body = dict(re.findall(r"([^&=]+)=([^&]*)", raw.decode(errors="replace")))
    elif raw:
        try:
            call.body = json.loads(raw)
        except ValueError as error:
            record["body"] = raw[:1000].decode(errors="replace")
            raise errors.GraphError(100, message="(#100) The request body is not valid JSON.") from error
        if not isinstance(call.body, dict):
            raise errors.GraphError(100, message="(#100) The request body must be a JSON object.")
    record["body"] = call.body or None


def _check_length(request, cap):
    length = request.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > cap:
        raise _too_large()


def _too_large():
    return errors.GraphError(100, message="(#100) The request is too large.", status=413)


def _version(path):
    first = path.split("/")[1] if "/" in path else ""
    return first if VERSION.match(first) else "v23.0"
