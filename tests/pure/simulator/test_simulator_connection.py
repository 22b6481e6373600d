# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Faults below HTTP: silence, dropped connections, broken answers."""

import time

import httpx
import pytest
from simulator_served import SITI


def sent_texts(api):
    return [message["content"]["body"] for message in api.read(f"messages?contact={SITI}&direction=out")]


def impatient(api, body):
    api.http.timeout = 0.3
    try:
        return api.text(body)
    finally:
        api.http.timeout = 10


def test_accepted_message_whose_answer_never_comes_still_has_statuses(chatting, business):
    chatting.sim("faults", kind="process_then_hang")
    with pytest.raises(httpx.ReadTimeout):
        impatient(chatting, "sekali")
    chatting.flush()
    assert sent_texts(chatting) == ["sekali"]
    assert [status["status"] for status in business.values("statuses")] == ["sent", "delivered"]


def test_hang_processes_nothing(chatting):
    chatting.sim("faults", kind="hang")
    with pytest.raises(httpx.ReadTimeout):
        impatient(chatting, "tidak")
    assert sent_texts(chatting) == []


@pytest.mark.parametrize(("kind", "texts"), [("reset", []), ("process_then_reset", ["putus"])])
def test_connection_is_dropped_before_or_after_processing(chatting, kind, texts):
    chatting.sim("faults", kind=kind)
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        chatting.text("putus")
    assert sent_texts(chatting) == texts
    assert chatting.text("lagi").status_code == 200


def test_plain_http_error_is_not_graphs_json(chatting):
    chatting.sim("faults", kind="http", http_status=502)
    answer = chatting.text()
    assert answer.status_code == 502
    assert answer.headers["content-type"].startswith("text/html")


def test_slow_answer_comes_late(chatting):
    chatting.sim("faults", kind="slow", seconds=0.3)
    began = time.monotonic()
    assert chatting.text().status_code == 200
    assert time.monotonic() - began >= 0.3


def test_broken_answer_is_not_json(chatting):
    chatting.sim("faults", kind="garbage")
    answer = chatting.text("rusak")
    assert answer.status_code == 200
    with pytest.raises(ValueError):
        answer.json()
    assert sent_texts(chatting) == ["rusak"]


def test_offline_api_answers_503_or_drops_everything(chatting):
    chatting.sim("config", offline="503")
    assert chatting.text().status_code == 503
    chatting.sim("config", offline="reset")
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        chatting.text()
    chatting.sim("config", offline="hang")
    with pytest.raises(httpx.ReadTimeout):
        impatient(chatting, "tidak")
    chatting.sim("config", offline="none")
    assert chatting.text().status_code == 200


def test_received_requests_are_listed_with_their_fault(chatting):
    chatting.sim("faults", kind="reset")
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        chatting.text("satu")
    chatting.text("dua")
    first, second = chatting.read("received?path=messages")[-2:]
    assert (first["fault"], first["status"]) == ("reset", None)
    assert (second["body"]["text"], second["status"]) == ({"body": "dua"}, 200)
    assert "access_token" not in second["query"]
