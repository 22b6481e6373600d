"""Chats that took place before: on the phone, answerable, and silent."""

import time

import pytest

CUSTOMER = "6281234568001"


def history(api, *messages, **values):
    return api.sim("history", contact=CUSTOMER, name="Rahmat", messages=list(messages), **values)


def said(identifier, direction="in", minutes=5, body="Halo"):
    return {"id": identifier, "direction": direction, "body": body, "at": time.time() - 60 * minutes}


def test_history_is_on_the_phone_in_the_order_of_time(api, business):
    added = history(api, said("wamid.b", "out", 3, "Halo Kak"), said("wamid.a", "in", 5))
    assert added == {"added": 2}
    messages = api.read(f"messages?contact={CUSTOMER}")
    assert [(m["direction"], m["content"]["body"]) for m in messages] == [("in", "Halo"), ("out", "Halo Kak")]


def test_history_posts_nothing(api, business):
    history(api, said("wamid.a"), said("wamid.b", "out", 3))
    api.flush()
    assert not business.values()


def test_customer_of_a_recent_history_can_be_answered(api, business):
    history(api, said("wamid.a"))
    assert api.text(to=CUSTOMER).status_code == 200
    api.flush()
    assert business.values("statuses")[-1]["status"] != "failed"


def test_window_of_an_old_history_stays_closed(api, business):
    history(api, said("wamid.a", minutes=60 * 25))
    api.text(to=CUSTOMER)
    api.flush()
    assert business.values("statuses")[-1]["status"] == "failed"


def test_known_messages_stay_as_they_are(api, business):
    history(api, said("wamid.a"))
    assert history(api, said("wamid.a", body="anders"), said("wamid.c")) == {"added": 1}
    first = api.read(f"messages?contact={CUSTOMER}")[0]
    assert first["content"]["body"] == "Halo"


@pytest.mark.parametrize(
    "broken", [{"direction": "up"}, {"at": "yesterday"}, {"at": True}, {"id": 7}, {"body": None}], ids=lambda b: next(iter(b))
)
def test_broken_history_is_refused_with_a_sentence(api, broken):
    values = {"contact": CUSTOMER, "messages": [{**said("wamid.a"), **broken}]}
    response = api.http.post("/_sim/history", json=values)
    assert response.status_code == 400
    assert response.json()["error"].endswith(".")
