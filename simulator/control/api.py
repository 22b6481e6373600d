"""The `/_sim/` endpoints; README.md documents them."""

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .. import __version__
from ..graph.errors import GraphError
from . import actions, views

BODY_CAP = 40 * 1024 * 1024


def endpoint(function):
    """Wrap `function(sim, request, values)`: JSON in, JSON out, a ValueError is a sentence with 400, a LookupError with 404."""

    async def handle(request):
        try:
            values = await _values(request)
            result = await function(request.app.state.sim, request, values)
        except LookupError as error:
            return JSONResponse({"error": str(error.args[0])}, 404)
        except (ValueError, GraphError) as error:
            return JSONResponse({"error": str(error)}, 400)
        return result if isinstance(result, Response) else JSONResponse(result)

    return handle


async def _values(request: Request):
    if request.method in ("GET", "DELETE") or request.headers.get("content-type", "").startswith("multipart/form-data"):
        return {}
    raw = b""
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > BODY_CAP:
            raise ValueError("The request is too large.")
    try:
        values = json.loads(raw or b"{}")
    except ValueError as error:
        raise ValueError("The request is not JSON.") from error
    if not isinstance(values, dict):
        raise ValueError("The request is not a JSON object.")
    return values


async def health(_sim, _request, _values):
    """GET /_sim/health"""
    return {"status": "ok", "version": __version__}


async def events(sim, request, _values):
    """GET /_sim/events: a stream of server-sent events; `session` names the page that listens."""
    session = request.query_params.get("session")
    return sim.live.response(on_close=lambda: session and sim.chats.close_session(session))


async def unknown(_sim, request, _values):
    """Anything else under /_sim/."""
    raise LookupError(f"There is no {request.method} {request.url.path}.")


def _route(path, methods, function):
    return Route("/_sim" + path, endpoint(function), methods=methods)


ROUTES = [
    _route("/health", ["GET"], health),
    _route("/events", ["GET"], events),
    _route("/state", ["GET"], views.state),
    _route("/messages", ["GET"], views.messages),
    _route("/received", ["GET"], views.received),
    _route("/deliveries", ["GET"], views.deliveries),
    _route("/subscriptions", ["GET"], views.subscriptions),
    _route("/templates", ["GET"], views.templates),
    _route("/config", ["GET"], views.config),
    _route("/config", ["POST"], actions.set_config),
    _route("/faults", ["GET"], views.faults),
    _route("/faults", ["POST"], actions.add_fault),
    _route("/faults", ["DELETE"], actions.clear_faults),
    _route("/faults/{id}", ["DELETE"], actions.remove_fault),
    _route("/clock", ["GET"], views.clock),
    _route("/clock", ["POST"], actions.move_clock),
    _route("/contacts", ["GET"], views.contacts),
    _route("/contacts", ["POST"], actions.add_contact),
    _route("/contacts/{contact}", ["PATCH"], actions.change_contact),
    _route("/contacts/{contact}", ["DELETE"], actions.delete_contact),
    _route("/media", ["POST"], actions.add_media),
    _route("/media/{id}", ["GET"], views.media),
    _route("/inbound", ["POST"], actions.inbound),
    _route("/history", ["POST"], actions.history),
    _route("/open", ["POST"], actions.open_chat),
    _route("/status", ["POST"], actions.force_status),
    _route("/deliveries/{id}/retry", ["POST"], actions.retry),
    _route("/flush", ["POST"], actions.flush),
    _route("/webhook", ["POST"], actions.webhook),
    _route("/raw", ["POST"], actions.raw),
    _route("/templates/{id}", ["POST"], actions.decide_template),
    _route("/numbers", ["GET"], views.numbers),
    _route("/numbers", ["POST"], actions.add_number),
    _route("/numbers/{id}", ["PATCH"], actions.change_number),
    _route("/reset", ["POST"], actions.reset),
    _route("/{rest:path}", ["GET", "POST", "PATCH", "DELETE"], unknown),
]
