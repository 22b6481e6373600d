"""Sending concurrently: every message has one outcome, whatever happens to it."""

import threading

import pytest
from wire.delivery import Delivery, Send, Upload
from wire.graph_errors import GraphError, NotSent, OutcomeUnknown


class Client:
    """Answers at once, except where a test says otherwise."""

    def __init__(self):
        self.sent, self.uploads, self.errors, self.gates = [], [], {}, {}

    def send_message(self, phone_number_id, payload):
        to = payload["to"]
        if to in self.gates:
            self.gates[to].wait(5)
        self.sent.append(payload)
        if to in self.errors:
            raise self.errors[to]
        return f"wamid.{to}"

    def upload_media(self, phone_number_id, content, mime, filename):
        self.uploads.append(filename)
        if filename in self.errors:
            raise self.errors.pop(filename)
        return f"media.{filename}"


@pytest.fixture
def client():
    return Client()


def send(number, to="a", upload=None):
    payload = {"to": to, "type": "document", "document": {"id": "upload"}}
    return Send(number, payload, upload)


def file(name, key=1):
    return Upload(key, b"content", "application/pdf", name)


def run(client, *sends, workers=4):
    with Delivery(client, "1", workers) as delivery:
        delivery.start(sends)
        outcomes = {}
        while delivery.busy:
            outcomes.update({outcome.id: outcome for outcome in delivery.outcomes(5)})
    return outcomes


def test_every_message_has_its_own_outcome(client):
    client.errors = {"b": GraphError("no", code=131026)}
    outcomes = run(client, send(1, "a"), send(2, "b"), send(3, "c"))
    assert (outcomes[1].wamid, outcomes[3].wamid) == ("wamid.a", "wamid.c")
    assert outcomes[2].error.code == 131026


def test_slow_answer_keeps_no_other_waiting(client):
    client.gates["slow"] = threading.Event()
    with Delivery(client, "1", 2) as delivery:
        delivery.start([send(1, "slow"), send(2, "quick")])
        assert [outcome.id for outcome in delivery.outcomes(5)] == [2]
        assert (delivery.free, delivery.busy) == (1, True)
        delivery.start([send(3, "next")])
        assert [outcome.id for outcome in delivery.outcomes(5)] == [3]
        client.gates["slow"].set()
        assert [outcome.id for outcome in delivery.outcomes(5)] == [1]


def test_waiting_for_outcomes_ends_in_time(client):
    client.gates["slow"] = threading.Event()
    with Delivery(client, "1", 1) as delivery:
        delivery.start([send(1, "slow")])
        assert delivery.outcomes(0.01) == []
        client.gates["slow"].set()


def test_file_is_uploaded_once_and_put_into_every_message_that_shows_it(client):
    outcomes = run(client, *(send(n, f"{n}", file("a.pdf")) for n in range(8)), workers=2)
    assert client.uploads == ["a.pdf"]
    assert {payload["document"]["id"] for payload in client.sent} == {"media.a.pdf"}
    assert {outcome.media_id for outcome in outcomes.values()} == {"media.a.pdf"}


def test_file_of_a_template_is_put_into_its_header(client):
    header = {"type": "header", "parameters": [{"type": "document", "document": {"id": "upload", "filename": "a.pdf"}}]}
    body = {"type": "body", "parameters": [{"type": "text", "text": "Siti"}]}
    payload = {"to": "a", "type": "template", "template": {"name": "kuitansi", "components": [header, body]}}
    run(client, Send(1, payload, file("a.pdf")))
    [sent] = client.sent
    [header, told] = sent["template"]["components"]
    assert header["parameters"][0]["document"] == {"id": "media.a.pdf", "filename": "a.pdf"}
    assert told == body


def test_more_files_than_workers_come_through(client):
    outcomes = run(client, *(send(n, f"{n}", file(f"{n}.pdf", key=n)) for n in range(9)), workers=2)
    assert len(client.uploads) == len(client.sent) == len(outcomes) == 9


def test_upload_without_an_answer_means_that_the_message_was_not_sent(client):
    client.errors = {"a.pdf": OutcomeUnknown("silence")}
    outcomes = run(client, send(1, upload=file("a.pdf")))
    assert isinstance(outcomes[1].error, NotSent)
    assert not client.sent


@pytest.mark.parametrize(("answered", "code"), [(100, 131053), (33, 33)])
def test_refused_upload_is_told_as_a_refused_file(client, answered, code):
    client.errors = {"a.exe": GraphError("Invalid parameter", code=answered, details="Param file: exe")}
    error = run(client, send(1, upload=file("a.exe")))[1].error
    assert error.code == code
    assert error.details == "Param file: exe"
    assert not client.sent


def test_failed_upload_is_made_again_for_a_later_message(client):
    client.errors = {"a.pdf": GraphError("no", code=131053)}
    with Delivery(client, "1", 1) as delivery:
        delivery.start([send(1, upload=file("a.pdf"))])
        assert delivery.outcomes(5)[0].error.code == 131053
        delivery.start([send(2, upload=file("a.pdf"))])
        assert delivery.outcomes(5)[0].wamid
    assert len(client.uploads) == 2


def test_unexpected_failure_counts_as_unknown_and_is_logged(client, caplog):
    client.errors = {"a": KeyError("bug")}
    assert isinstance(run(client, send(1))[1].error, OutcomeUnknown)
    assert "failed unexpectedly" in caplog.text
