"""The Resumable Upload API, which takes the examples of templates: a session, then its bytes."""

import base64
import secrets

from ..ids import object_id
from ..media import bare
from .errors import GraphError

APP = "400000000000001"
#: What a handle begins with.
HANDLE = "4:"
TYPES = ("image/jpeg", "image/jpg", "image/png", "video/mp4", "application/pdf")


async def app(_call):
    """GET /app: the app to which the token belongs."""
    return {"category": "Business", "link": "https://www.facebook.com/games/?app_id=" + APP, "name": "Innovasia", "id": APP}


async def open_session(call):
    """POST /{app_id}/uploads?file_name&file_length&file_type"""
    length, mime = call.query.get("file_length", ""), bare(call.query.get("file_type", ""))
    if not length.isdigit() or not int(length):
        raise GraphError(100, message="(#100) The parameter file_length is required.")
    if mime not in TYPES:
        raise GraphError(100, message=f"(#100) Param file_type must be one of {{{', '.join(TYPES)}}} - got {mime!r}.")
    session = f"upload:{secrets.token_urlsafe(24)}"
    call.sim.store.uploads.put({"id": session, "length": int(length), "mime": mime})
    return {"id": f"{session}?sig={secrets.token_urlsafe(12)}"}


async def receive(call):
    """POST /upload:{session}: the bytes; answers the handle that stands for the file."""
    if call.request.headers.get("file_offset") != "0":
        raise GraphError(100, message="(#100) The header file_offset is required.")
    if len(call.raw) != call.object["length"]:
        raise GraphError(100, message="(#100) The upload has another length than was announced.")
    call.sim.store.uploads.delete(call.object["id"])
    kind = base64.b64encode(call.object["mime"].encode()).decode()
    return {"h": f"{HANDLE}:{kind}:ARb{secrets.token_urlsafe(24)}:e:{object_id()}"}
