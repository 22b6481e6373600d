"""Fetch a file with the token, from hosts on a list only, and never more bytes than allowed."""

from __future__ import annotations

import time
from urllib.parse import urljoin

import requests
import urllib3

from .graph_errors import DownloadRefused, GraphError
from .graph_transport import Transport, origin, same_origin

CHUNK = 1 << 16
REDIRECTS = 3
LONGEST = 300  # seconds for one file, however slowly it trickles


def download(transport: Transport, url: str, api_url: str, allowed_hosts: tuple[str, ...], max_bytes: int) -> tuple[bytes, str]:
    """Return the bytes and the claimed type of the file at ``url``.

    :raises DownloadRefused: when the address is not allowed or the file larger than ``max_bytes``
    :raises GraphError: when the server answers with anything but the file
    """
    for _hop in range(REDIRECTS + 1):
        if not is_allowed(url, api_url, allowed_hosts):
            raise DownloadRefused("The file does not lie on one of WhatsApp's hosts; it was not fetched.")
        with transport.request("GET", url, stream=True, headers={"Accept-Encoding": "identity"}) as response:
            if response.is_redirect:
                target = urljoin(url, response.headers["Location"])
                if not same_origin(target, url):
                    raise DownloadRefused("The file's host redirects to another host; it was not fetched.")
                url = target
                continue
            if response.status_code != 200:
                raise GraphError(
                    f"The file could not be fetched: HTTP status {response.status_code}.",
                    http_status=response.status_code,
                )
            mime = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            return _read(transport, response, max_bytes), mime
    raise DownloadRefused("The file's host redirects without end.")


def is_allowed(url: str, api_url: str, allowed_hosts: tuple[str, ...]) -> bool:
    """Tell whether the token may be sent to ``url``: HTTPS on a host of the list, or the API's own origin.

    A host is named exactly, or as ``*.example.net`` for every host below it.
    """
    where = origin(url)
    if where is None or where[0] not in ("https", "http"):
        return False
    if where == origin(api_url):
        return True
    scheme, host, port = where
    if scheme != "https" or port != 443:
        return False
    return any(host.endswith(name[1:]) if name.startswith("*.") else host == name for name in allowed_hosts)


def _read(transport: Transport, response: requests.Response, max_bytes: int) -> bytes:
    length = response.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > max_bytes:
        raise _too_large(max_bytes)
    content, deadline = bytearray(), time.monotonic() + LONGEST
    try:
        for chunk in response.iter_content(CHUNK):
            content += chunk
            if len(content) > max_bytes:
                raise _too_large(max_bytes)
            if time.monotonic() > deadline:
                raise GraphError("The file came too slowly.", http_status=408)
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        failure = transport.failure("GET", error)
    else:
        return bytes(content)
    raise failure


def _too_large(max_bytes: int) -> DownloadRefused:
    return DownloadRefused(f"The file is larger than the {max_bytes / (1 << 20):.3g} MB allowed; it was not kept.")
