"""A fake of Graph's media look-up and of the host the files lie on."""

import base64
import hashlib
import io
import json
from unittest.mock import patch

import requests

from ..tools.graph_client import GraphClient
from .common import WireData

API = "https://graph.example.com"
HOST = "https://lookaside.fbsbx.com"


class FakeHost:
    """Stands in for ``requests.Session``: Graph's media look-up, and the host the files lie on."""

    def __init__(self):
        self.files, self.urls, self.asked, self.script = {}, {}, [], []

    def request(self, method, url, headers=None, auth=None, **_options):
        request = auth(requests.Request(method, url, headers=headers).prepare())
        self.asked.append((url, request.headers.get("Authorization")))
        if self.script and (answer := self.script.pop(0)):
            if isinstance(answer, Exception):
                raise answer
            return _answer(answer, b"{}")
        media_id = url.rpartition("/")[2]
        if url.startswith(API):
            info = {"id": media_id, "url": self.urls.get(media_id, f"{HOST}/{media_id}")}
            return _answer(200, json.dumps(info).encode())
        content, mime = self.files[media_id]
        return _answer(200, content, {"Content-Type": mime})

    def close(self):
        """Nothing is open."""


def _answer(status, content, headers=None):
    response = requests.Response()
    response.status_code, response.raw = status, io.BytesIO(content)
    response.headers.update(headers or {})
    return response


class MediaData(WireData):
    def setUp(self):
        super().setUp()
        self.host = FakeHost()
        client = patch.object(
            type(self.env["wa.account"]),
            "_client",
            lambda account: GraphClient(API, "v23.0", "test-access-token", session=self.host),
        )
        self.startPatcher(client)

    def get(self, message, content, mime="application/octet-stream"):
        """Receive a message whose file has this content, and fetch it."""
        media = message[message["type"]]
        media["sha256"] = base64.b64encode(hashlib.sha256(content).digest()).decode()
        self.host.files[media["id"]] = (content, mime)
        row = self.receive(message)
        self.drain_media()
        return row
