"""The webhook: posts acknowledged by one process, against Odoo's own health check on that process."""

import hmac
import itertools
import threading
from http.client import HTTPConnection

from ..databases import copy_of, environment
from ..measure import Bound, Row, seconds
from ..scene import SECRET, Device
from ..server import odoo_server

CLIENTS = 4
CUSTOMERS = 40


def measure(source: str, quick: bool) -> list[Row]:
    """Requests per second over real HTTP: each signed post another, each answered 200 after its commit.

    The queue's runner is off: what drains shares the processor of this small machine, and has its own rows. Odoo's
    threaded server closes the connection after each answer, so both sides open one for each request.
    """
    rounds, requests = (1, 40) if quick else (7, 150)
    row = Row("webhook posts acknowledged", "/web/health, same process", "requests/s", Bound(">=", 0.5))
    with copy_of(source, "webhook") as name:
        with environment(name) as env:
            device = Device(env, CUSTOMERS)
            path, account_id = f"/whatsapp/webhook/{device.account.webhook_token}", device.account.id
            posts = iter(device.text_posts((rounds + 1) * requests))
        with odoo_server(name) as port:

            def health() -> float:
                return _rate(port, [("GET", "/web/health", None, {})] * requests)

            def webhook() -> float:
                return _rate(port, [_signed(path, post) for post in itertools.islice(posts, requests)])

            health(), webhook()
            row.take_turns(rounds, health, webhook)
        with environment(name) as env:
            stored = env["wa.event"].search_count([("account_id", "=", account_id)])
        if stored != (rounds + 1) * requests:
            raise AssertionError(f"{stored} posts were stored of {(rounds + 1) * requests} acknowledged.")
    return [row]


def _signed(path: str, body: bytes) -> tuple:
    digest = hmac.new(SECRET.encode(), body, "sha256").hexdigest()
    return "POST", path, body, {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={digest}"}


def _rate(port: int, requests: list[tuple]) -> float:
    """Requests per second by a few clients at once; an answer other than 200 is an error."""
    work, problems = iter(requests), []
    lock = threading.Lock()

    def send():
        try:
            while True:
                with lock:
                    request = next(work, None)
                if request is None:
                    return
                connection = HTTPConnection("127.0.0.1", port, timeout=60)
                connection.request(*request)
                response = connection.getresponse()
                response.read()
                connection.close()
                if response.status != 200:
                    raise AssertionError(f"{request[1]} answered {response.status}.")
        except Exception as problem:  # raised again where the clients are waited for
            problems.append(problem)

    def all_clients():
        clients = [threading.Thread(target=send) for _ in range(CLIENTS)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()

    rate = len(requests) / seconds(all_clients)
    if problems:
        raise problems[0]
    return rate
