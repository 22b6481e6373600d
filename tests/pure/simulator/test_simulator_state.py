# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What survives a restart, what is bounded, and who may press the buttons."""

import json
import time
from pathlib import Path

import pytest
from simulator_served import ROOT, SITI, TOKEN, start_simulator

from simulator.config import DEFAULTS
from simulator.store import Store


@pytest.fixture
def restart(tmp_path):
    """Return a function that stops the running simulator, if any, and starts one on the same state file."""
    running = []

    def start():
        stop()
        served, api = start_simulator("--state", str(tmp_path / "state.db"))
        running.append((served, api))
        return api

    def stop():
        while running:
            served, api = running.pop()
            api.http.close()
            served.stop()

    yield start
    stop()


def test_chats_subscriptions_and_waiting_posts_survive_a_restart(restart, business_session):
    business_session.forget()
    api = restart()
    api.subscribe(business_session.url)
    api.sim("config", retry_base=0.6, status_delay=0)
    api.sim("contacts", name="Wati", number="0812 7777 0001")
    media = api.sim("inbound", contact="6281277770001", kind="image")["message"]["content"]["id"]
    api.flush()
    business_session.answers = [500]
    wamid = api.inbound(payload={"body": "Halo"}, contact="6281277770001")
    api.flush()
    before = len(business_session.posts)
    api = restart()
    assert api.read("config")["retry_base"] == 0.6
    assert api.read("messages?contact=081277770001")[-1]["id"] == wamid
    assert api.graph("GET", media).json()["id"] == media
    api.flush(retries=True)
    assert len(business_session.posts) == before + 1
    assert api.read("deliveries")[-1]["state"] == "delivered"
    api.sim("open", contact="6281277770001")
    assert api.text(to="6281277770001").status_code == 200


def test_statuses_that_were_not_sent_yet_come_after_a_restart(restart, business_session):
    api = restart()
    api.subscribe(business_session.url)
    api.sim("config", status_delay=0.4)
    api.inbound(payload={"body": "Halo"})
    wamid = api.text().json()["messages"][0]["id"]
    business_session.forget()
    api = restart()
    api.flush()
    assert business_session.statuses(wamid) == ["sent", "delivered"]


def test_oldest_documents_go_when_the_cap_is_reached():
    store = Store()
    store.received.cap = 3
    for number in range(5):
        store.received.put({"id": str(number)})
    assert [doc["id"] for doc in store.received] == ["2", "3", "4"]
    store.deliveries.cap = 2
    for number, state in enumerate(("pending", "delivered", "delivered")):
        store.deliveries.put({"id": str(number), "state": state})
    assert [doc["id"] for doc in store.deliveries] == ["0", "2"]
    store.close()


def test_reset_restores_the_seed_and_keeps_what_is_named(api, business):
    api.sim("contacts", name="Wati", number="081277770001")
    api.sim("config", batch=7)
    api.inbound(payload={"body": "Halo"})
    api.sim("reset", keep=["subscriptions", "contacts", "config"])
    assert api.read("messages") == []
    assert api.read("config")["batch"] == 7
    assert any(contact["name"] == "Wati" for contact in api.read("contacts"))
    assert api.read("numbers")[0]["callback"] == business.url
    api.sim("reset")
    assert api.read("config") == DEFAULTS
    assert len(api.read("contacts")) == 4
    assert api.read("numbers")[0]["callback"] is None


@pytest.mark.parametrize("wrong", [{"nothing": 1}, {"batch": 0}, {"duplicate": "yes"}, {"offline": "maybe"}, {"delay": -1}])
def test_switch_that_is_not_understood_is_refused(api, wrong):
    answer = api.http.post("/_sim/config", json=wrong)
    assert answer.status_code == 400 and answer.json()["error"].endswith(".")
    assert api.read("config")["batch"] == 1


def test_contacts_are_unique_by_number_and_username(api):
    for values in ({"number": "0812-3456-7001"}, {"username": "@Rina.Kopi"}, {}, {"number": "12"}):
        answer = api.http.post("/_sim/contacts", json={"name": "Lain", **values})
        assert answer.status_code == 400, values
    assert len(api.read("contacts")) == 4


def test_other_web_sites_may_not_press_the_buttons(api):
    answer = api.http.post("/_sim/reset", json={}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    own = {"Origin": api.base}
    assert api.http.post("/_sim/config", json={"batch": 2}, headers=own).status_code == 200


def test_secrets_are_not_shown_by_the_test_api(api, business):
    api.inbound(payload={"body": "Halo"})
    api.flush()
    for path in ("state", "numbers", "subscriptions", "deliveries", "received"):
        text = json.dumps(api.read(path))
        assert "sim-app-secret" not in text and TOKEN not in text and "verify-me" not in text, path


def test_what_is_not_there_is_a_sentence(api):
    for method, path in (("GET", "nothing"), ("GET", "media/1"), ("POST", "templates/1"), ("GET", "messages?contact=nobody")):
        answer = api.http.request(method, f"/_sim/{path}", json={} if method == "POST" else None)
        assert answer.status_code == 404 and answer.json()["error"].endswith("."), path


def test_shown_file_cannot_run_in_the_browser(api):
    script = api.http.post("/_sim/media", files={"file": ("x.html", b"<script>1</script>", "text/html")}).json()["id"]
    answer = api.http.get(f"/_sim/media/{script}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_live_events_reach_a_listener(api):
    with api.http.stream("GET", "/_sim/events?session=t") as stream:
        lines = stream.iter_lines()
        next(lines)
        api.inbound(payload={"body": "langsung"})
        end = time.monotonic() + 5
        for line in lines:
            assert time.monotonic() < end
            if line == "event: message":
                assert json.loads(next(lines).removeprefix("data: "))["content"] == {"body": "langsung"}
                break


def test_page_that_goes_away_looks_at_no_chat(api, business):
    api.inbound(payload={"body": "Halo"})
    with api.http.stream("GET", "/_sim/events?session=page") as stream:
        lines = stream.iter_lines()
        next(lines)
        assert api.sim("open", contact=SITI, session="page") == {"open": True}
    end = time.monotonic() + 5
    while api.sim("open", contact=SITI, visible=False, session="other")["open"]:
        assert time.monotonic() < end
        time.sleep(0.02)


def test_both_languages_have_the_same_texts():
    folder = Path(ROOT) / "simulator/web/i18n"
    texts = {code: json.loads((folder / f"{code}.json").read_text()) for code in ("id", "en")}
    assert set(texts["id"]) == set(texts["en"])
    assert all(value.strip() for values in texts.values() for value in values.values())


def test_health_says_ok(api):
    assert api.read("health")["status"] == "ok"
