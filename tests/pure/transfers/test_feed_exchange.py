"""Asking a service over HTTP: pages, caps, and failures that are said in words (a code, which a sentence belongs to)."""

import json
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from transfer_tools import feed_exchange
from transfer_tools.feed_exchange import ask_all, read_all
from transfer_tools.providers import PROVIDERS
from transfer_tools.providers.reading import NotUnderstood

MOOTA, MUTASIBANK = PROVIDERS["moota"], PROVIDERS["mutasibank"]
DAY = date(2026, 11, 22)


class Service:
    """A server that answers what a test tells it, and remembers what it was asked."""

    def __init__(self):
        self.answers, self.asked = [], []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                length = int(self.headers.get("Content-Length") or 0)
                service.asked.append((self.command, self.path, dict(self.headers), self.rfile.read(length).decode()))
                status, body, headers = service.answers.pop(0) if len(service.answers) > 1 else service.answers[0]
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def log_message(self, *_args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, *answers):
        for answer in answers:
            status, body, *headers = answer if isinstance(answer, tuple) else (200, answer)
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.answers.append((status, body, headers[0] if headers else {}))


@pytest.fixture
def service():
    service = Service()
    yield service
    service.server.shutdown()
    service.server.server_close()


def moota(number):
    return {"mutation_id": f"m{number}", "date": "2026-11-22", "amount": "50009.00", "type": "CR", "bank_id": "b"}


def ask(service, provider=MOOTA):
    return ask_all(provider, provider.first_ask(service.url, "token", "b 1", DAY, DAY))


def reason_of(service, provider=MOOTA):
    with pytest.raises(NotUnderstood) as caught:
        read_all(provider, ask(service, provider), "Asia/Jakarta", DAY)
    return caught.value.reason


def test_moota_is_asked_page_after_page(service):
    service.answer({"data": [moota(1)], "next_page_url": "x"}, {"data": [moota(2)], "next_page_url": None})
    reading = read_all(MOOTA, ask(service), "Asia/Jakarta", DAY)
    assert [told.row.reference for told in reading.told] == ["m1", "m2"]
    method, path, headers, _body = service.asked[1]
    assert (method, urlsplit(path).path, headers["Authorization"]) == ("GET", "/mutation", "Bearer token")
    assert parse_qs(urlsplit(path).query) == {
        "bank": ["b 1"], "start_date": ["2026-11-22"], "end_date": ["2026-11-22"], "page": ["2"], "per_page": ["100"],
    }  # fmt: skip


def test_mutasibank_is_asked_by_a_form(service):
    service.answer({"error": False, "data": [{"id": 5, "transaction_date": "2026-11-22 01:00:00", "amount": 7, "type": "DB"}]})
    reading = read_all(MUTASIBANK, ask(service, MUTASIBANK), "Asia/Jakarta", DAY)
    assert [(told.row.reference, told.row.kind) for told in reading.told] == [("5", "debit")]
    method, path, headers, body = service.asked[0]
    assert (method, path, headers["Authorization"]) == ("POST", "/statements/b%201", "token")
    assert body == "date_from=2026-11-22&date_to=2026-11-22"


@pytest.mark.parametrize(
    "answer, reason",
    [
        ((401, {"message": "Unauthenticated."}), "denied"),
        ((404, b""), "no_such_account"),
        ((429, b"slow down"), "too_often"),
        ((500, b"<html>"), "status"),
        ((302, b"", {"Location": "http://127.0.0.1:9/elsewhere"}), "status"),
        (b"<html>", "no_json"),
        (b"[" * 5_000 + b"]" * 5_000, "too_deep"),
        ([1], "no_answer"),
        ({"message": "x"}, "no_list"),
    ],
)
def test_what_is_no_answer_is_said(service, answer, reason):
    service.answer(answer)
    assert reason_of(service) == reason


def test_mutasibank_says_itself_what_is_wrong(service):
    service.answer({"error": True, "message": "Saldo habis"})
    assert reason_of(service, MUTASIBANK) == "refused"


def test_an_answer_without_end_is_not_read_on(service, monkeypatch):
    monkeypatch.setattr(feed_exchange, "MAX_ANSWER", 1_000)
    service.answer(b"[" + b" " * 2_000 + b"]")
    assert reason_of(service) == "too_much"
    monkeypatch.setattr(feed_exchange, "MAX_PAGES", 3)
    service.answers.clear()
    service.asked.clear()
    service.answer({"data": [moota(1)], "next_page_url": "x"})
    assert reason_of(service) == "too_much"
    assert len(service.asked) == 3


def test_nobody_there_is_said(service):
    service.server.shutdown()
    service.server.server_close()
    assert reason_of(service) == "not_reached"


def test_a_service_that_falls_silent_is_not_waited_for(service, monkeypatch):
    monkeypatch.setattr(feed_exchange, "READ_SECONDS", 0.2)
    held = threading.Event()
    service.server.RequestHandlerClass.do_GET = lambda handler: held.wait(10)
    assert reason_of(service) == "not_reached"
    held.set()
