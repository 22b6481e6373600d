# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A simulator served for real, a business that receives its webhooks, and both APIs."""

import asyncio
import hashlib
import hmac
import json
import socket
import sys
import threading
import time
from pathlib import Path

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

ROOT = Path(__file__).resolve().parents[3]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from simulator.__main__ import arguments, server  # noqa: E402

NUMBER = "100000000000001"
WABA = "200000000000001"
TOKEN = "sim-access-token"
SECRET = b"sim-app-secret"
SITI = "6281234567001"


def free_port():
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    """A uvicorn server in a thread."""

    def __init__(self, uvicorn_server):
        self.server = uvicorn_server
        self.thread = threading.Thread(target=uvicorn_server.run, daemon=True)
        self.thread.start()
        end = time.monotonic() + 10
        while not uvicorn_server.started:
            assert time.monotonic() < end, "the server did not start"
            time.sleep(0.01)

    def stop(self):
        self.server.should_exit = True
        self.thread.join(10)


class Business:
    """What a business has: a webhook that verifies, records, and can be told to answer otherwise."""

    def __init__(self):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/hook"
        self.forget()
        app = Starlette(routes=[Route("/hook", self._verify, methods=["GET"]), Route("/hook", self._receive, methods=["POST"])])
        self.served = Served(uvicorn.Server(uvicorn.Config(app, port=self.port, log_level="error")))

    def forget(self):
        self.posts = []
        self.answers = []
        self.delay = 0

    async def _verify(self, request):
        if request.query_params.get("hub.verify_token") != "verify-me":
            return PlainTextResponse("no", 403)
        return PlainTextResponse(request.query_params["hub.challenge"])

    async def _receive(self, request):
        raw = await request.body()
        # Before the delay: what a test does not wait for is not to be the next one's.
        self.posts.append({"raw": raw, "headers": dict(request.headers), "body": json.loads(raw)})
        await asyncio.sleep(self.delay)
        return PlainTextResponse("", self.answers.pop(0) if self.answers else 200)

    def values(self, part=None):
        """Return all change values received, or all messages / statuses in them."""
        values = [change["value"] for post in self.posts for entry in post["body"]["entry"] for change in entry["changes"]]
        return values if part is None else [item for value in values for item in value.get(part, [])]

    def statuses(self, wamid):
        return [status["status"] for status in self.values("statuses") if status["id"] == wamid]


def signed(post, secret=SECRET):
    """Return whether a received post carries the right signature."""
    expected = "sha256=" + hmac.new(secret, post["raw"], hashlib.sha256).hexdigest()
    return post["headers"].get("x-hub-signature-256") == expected


class Api:
    """The Graph API and the test API of one simulator."""

    def __init__(self, port):
        self.base = f"http://127.0.0.1:{port}"
        self.http = httpx.Client(base_url=self.base, timeout=10, trust_env=False)
        self.auth = {"Authorization": f"Bearer {TOKEN}"}

    def graph(self, method, path, version="v23.0", headers=None, **arguments):
        prefix = f"/{version}" if version else ""
        return self.http.request(method, f"{prefix}/{path}", headers=self.auth if headers is None else headers, **arguments)

    def send(self, to=SITI, number=NUMBER, **values):
        body = {"messaging_product": "whatsapp", **({"to": to} if to else {}), **values}
        return self.graph("POST", f"{number}/messages", json=body)

    def text(self, body="Halo", **values):
        return self.send(type="text", text={"body": body}, **values)

    def sim(self, path, method="POST", **body):
        answer = self.http.request(method, f"/_sim/{path}", **({"json": body} if method in ("POST", "PATCH") else {}))
        assert answer.is_success, answer.text
        return answer.json()

    def read(self, path):
        return self.sim(path, "GET")

    def inbound(self, kind="text", payload=None, contact=SITI, **values):
        return self.sim("inbound", contact=contact, kind=kind, payload=payload, **values)["wamid"]

    def flush(self, retries=False):
        answer = self.sim("flush", retries=retries)
        assert answer["idle"], answer

    def subscribe(self, url, token="verify-me", number=NUMBER):
        assert self.graph("POST", f"{WABA}/subscribed_apps").json() == {"success": True}
        return self.graph("POST", number, json={"webhook_configuration": {"override_callback_uri": url, "verify_token": token}})


def start_simulator(*options):
    """Start a simulator on a free port; return (Served, Api)."""
    port = free_port()
    return Served(server(arguments(["--port", str(port), "--log-level", "error", *options]))), Api(port)
