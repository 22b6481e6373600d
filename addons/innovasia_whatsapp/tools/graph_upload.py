"""Meta's resumable upload, which takes the examples of templates: open a session, then send the bytes."""

from __future__ import annotations

import re

from .graph_errors import GraphError
from .graph_transport import Transport

_SESSION = re.compile(r"upload:[A-Za-z0-9_=+:.-]+(\?[A-Za-z0-9_=&%.-]*)?")


def upload(transport: Transport, sessions_url: str, api_url: str, content: bytes, mime: str, filename: str) -> str:
    """Return the handle of an uploaded file.

    :param sessions_url: where a session is opened: ``…/{app id}/uploads``
    :param api_url: what the session's id is appended to
    """
    params = {"file_name": filename, "file_length": str(len(content)), "file_type": mime}
    session = transport.call("POST", sessions_url, params=params).get("id")
    # The id becomes part of an address that gets the token.
    if not isinstance(session, str) or not _SESSION.fullmatch(session):
        raise GraphError("WhatsApp opened no session for the upload of the example.")
    answer = transport.call("POST", f"{api_url}/{session}", data=content, headers={"file_offset": "0"})
    handle = answer.get("h")
    if not isinstance(handle, str) or not handle:
        raise GraphError("WhatsApp gave no handle for the example that was uploaded.")
    return handle
