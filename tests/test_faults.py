"""What goes wrong between the outbox and Meta: each error leads to its policy, and nothing is sent twice."""

import itertools
import secrets
import xmlrpc.client

import pytest

from tests.waiting import eventually

# Beginning anywhere, so that the tests may run again on the same database.
_numbers = itertools.count(81300000001 + secrets.randbelow(10**9))


@pytest.fixture(scope="module")
def api(server):
    """The administrator over XML-RPC, for whom the demo device works."""
    return server.login("admin")


@pytest.fixture(autouse=True)
def healthy(admin, sim):
    """No fault, slow-down or stop of one test reaches the next."""
    sim.delete("/_sim/faults")
    sim.post("/_sim/config", {"offline": "none", "paused": False})
    [device] = admin.search_read("wa.account", [["phone_number_id", "=", "100000000000001"]], ["id"])
    admin.call("wa.account", "action_test_connection", [device["id"]])
    admin.call("wa.account", "action_resume", [device["id"]])
    yield
    sim.delete("/_sim/faults")
    sim.post("/_sim/config", {"offline": "none", "paused": False})


@pytest.fixture
def customer(api, sim):
    """A customer who just wrote: ``number`` and the ``channel`` of the conversation."""
    return new_customer(api, sim)


def new_customer(api, sim):
    number = f"62{next(_numbers)}"
    hello = {"name": f"Pelanggan {number[-4:]}", "kind": "text", "payload": {"body": "Halo"}}
    sim.post("/_sim/inbound", {"contact": number, **hello})
    written = [["wa_identity_id.wa_id", "=", number], ["wa_window_expires_at", "!=", False]]
    [channel] = eventually(lambda: api.search_read("discuss.channel", written, ["id"]))
    return {"number": number, "channel": channel["id"]}


def reply(api, customer, text):
    api.call("discuss.channel", "message_post", [customer["channel"]], body=text, message_type="comment")
    domain = [["channel_id", "=", customer["channel"]], ["body", "=", text], ["direction", "=", "outbound"]]
    [row] = api.search_read("wa.message", domain, ["id"])
    return row["id"]


def row_of(api, message):
    [row] = api.search_read(
        "wa.message", [["id", "=", message]], ["state", "reason_code", "reason_policy", "attempts", "display_reason", "wamid"]
    )
    return row


def wait_for(api, message, *states, timeout=20):
    return eventually(lambda: (row := row_of(api, message))["state"] in states and row, timeout)


def posts(sim, customer, text):
    """How often Meta was asked to send a text to a customer."""
    bodies = [post["body"] for post in sim.get("/_sim/received", method="POST", limit=500)]
    ours = [body for body in bodies if isinstance(body, dict) and body.get("to") == customer["number"]]
    return sum((body.get("text") or {}).get("body") == text for body in ours)


def arrived(sim, customer, text):
    """How often the customer has a text on the phone."""
    return sum(text in str(message) for message in on_phone(sim, customer))


def on_phone(sim, customer):
    """What the customer got, oldest first."""
    return sim.get("/_sim/messages", contact=customer["number"], direction="out")


def fault(sim, customer, kind, **values):
    sim.post("/_sim/faults", {"kind": kind, "to": customer["number"], **values})


def test_reply_reaches_the_phone_and_its_ticks_turn_to_read(api, sim, customer):
    message = reply(api, customer, "Siap, kami kirim")
    wait_for(api, message, "delivered")
    sim.post("/_sim/open", {"contact": customer["number"], "visible": True})
    wait_for(api, message, "read")
    assert arrived(sim, customer, "Siap, kami kirim") == 1


@pytest.mark.parametrize("kind", ["process_then_hang", "process_then_reset", "garbage"])
def test_message_whose_answer_is_lost_is_resolved_by_its_status_and_sent_once(api, sim, customer, kind):
    fault(sim, customer, kind)
    message = reply(api, customer, f"Sekali saja {kind}")
    wait_for(api, message, "delivered", timeout=40)
    assert posts(sim, customer, f"Sekali saja {kind}") == 1
    assert arrived(sim, customer, f"Sekali saja {kind}") == 1


@pytest.mark.parametrize("kind", ["hang", "reset"])
def test_message_without_answer_or_status_stays_unknown_and_is_sent_again_only_by_a_person(api, sim, customer, kind):
    fault(sim, customer, kind)
    message = reply(api, customer, f"Entah {kind}")
    row = wait_for(api, message, "unknown", timeout=40)
    assert row["display_reason"]
    assert posts(sim, customer, f"Entah {kind}") <= 1
    assert arrived(sim, customer, f"Entah {kind}") == 0
    api.call("wa.message", "action_resend_unknown", [message])
    wait_for(api, message, "delivered")
    assert arrived(sim, customer, f"Entah {kind}") == 1


@pytest.mark.parametrize("values", [{"kind": "error", "code": 130429}, {"kind": "http", "http_status": 503}])
def test_busy_meta_is_tried_again_later_by_itself(api, sim, customer, values):
    fault(sim, customer, **values)
    text = f"Sibuk {values['kind']}"
    message = reply(api, customer, text)
    wait_for(api, message, "delivered", timeout=40)
    assert row_of(api, message)["attempts"] == 2
    assert arrived(sim, customer, text) == 1


def test_recipient_who_is_written_to_too_fast_waits_while_others_do_not(api, sim, customer):
    other = new_customer(api, sim)
    fault(sim, customer, "error", code=131056)
    slow = reply(api, customer, "Pelan")
    eventually(lambda: row_of(api, slow)["attempts"] == 1)
    quick = reply(api, other, "Cepat")
    wait_for(api, quick, "delivered")
    wait_for(api, slow, "delivered", timeout=40)


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_account_that_is_stopped_keeps_its_queue_until_the_connection_is_tested(admin, api, sim, customer, mode):
    [device] = admin.search_read("wa.account", [["phone_number_id", "=", "100000000000001"]], ["id"])
    fault(sim, customer, "error", code=131042, mode=mode)
    first = reply(api, customer, f"Tagihan {mode}")

    def stopped():
        [account] = admin.search_read("wa.account", [["id", "=", device["id"]]], ["state", "last_error"])
        return account["state"] == "error" and account["last_error"]

    assert eventually(stopped)
    second = reply(api, customer, f"Antre {mode}")
    assert row_of(api, second)["state"] == "outgoing"
    admin.call("wa.account", "action_test_connection", [device["id"]])
    wait_for(api, second, "delivered")
    if mode == "sync":
        wait_for(api, first, "delivered", timeout=40)
    else:
        wait_for(api, first, "failed")


def test_closed_window_reported_by_meta_closes_the_conversation(api, sim, customer):
    fault(sim, customer, "error", code=131047)
    message = reply(api, customer, "Terlambat")
    wait_for(api, message, "failed")
    with pytest.raises(xmlrpc.client.Fault, match="24"):
        api.call("discuss.channel", "message_post", [customer["channel"]], body="Lagi", message_type="comment")
    sim.post("/_sim/inbound", {"contact": customer["number"], "kind": "text", "payload": {"body": "Masih ada?"}})

    def reopened():
        try:
            return reply(api, customer, "Masih")
        except xmlrpc.client.Fault:
            return None

    wait_for(api, eventually(reopened), "delivered")


@pytest.mark.parametrize("code", [131049, 130472, 131050, 131026, 132000, 132001, 131051, 131053, 131048])
def test_refused_message_fails_with_a_reason_and_is_not_tried_again(api, sim, customer, code):
    fault(sim, customer, "error", code=code)
    message = reply(api, customer, f"Ditolak {code}")
    row = wait_for(api, message, "failed")
    assert row["reason_code"] == code
    assert row["display_reason"]
    assert posts(sim, customer, f"Ditolak {code}") == 1
    if code == 131050:
        [partner] = api.search_read("res.partner", [["wa_number", "=", customer["number"]]], ["wa_opt_out"])
        assert partner["wa_opt_out"]


def test_failed_message_is_sent_by_retry(api, sim, customer):
    fault(sim, customer, "error", code=131051)
    message = reply(api, customer, "Coba lagi")
    wait_for(api, message, "failed")
    api.call("wa.message", "action_retry", [message])
    wait_for(api, message, "delivered")
    assert arrived(sim, customer, "Coba lagi") == 1


def test_messages_to_one_customer_arrive_in_order_across_a_failure(api, sim, customer):
    fault(sim, customer, "http", http_status=503)
    messages = [reply(api, customer, f"Urutan {number}") for number in range(4)]
    for message in messages:
        wait_for(api, message, "delivered", timeout=40)
    assert [f"Urutan {n}" in str(message) for n, message in enumerate(on_phone(sim, customer))] == [True] * 4
