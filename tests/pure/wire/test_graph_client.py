"""The Graph client: what it asks, what it returns, and which error means what."""

import logging
import socket
import traceback
from concurrent.futures import ThreadPoolExecutor

import pytest
from wire import message_payload
from wire.errors import Policy
from wire.graph_client import GraphClient, GraphError, NotSent, OutcomeUnknown

TOKEN = "EAAsecret-token-1234567890"
NUMBER = "100000000000001"
HELLO = message_payload.envelope(message_payload.text("Halo"), to="6281234567890", key="wa.message,7")


@pytest.fixture
def client(graph):
    with GraphClient(graph.url, "v23.0", TOKEN, timeout=(2, 1)) as client:
        yield client


def refusal(code, **more):
    error = {"message": "(#1) Refused", "type": "OAuthException", "code": code, "fbtrace_id": "Atrace", **more}
    return {"error": error}


def test_message_is_posted_with_the_token_and_gives_its_wamid(graph, client):
    graph.will({"messaging_product": "whatsapp", "messages": [{"id": "wamid.NEW"}]})
    assert client.send_message(NUMBER, HELLO) == "wamid.NEW"
    (asked,) = graph.asked
    assert (asked.method, asked.path) == ("POST", f"/v23.0/{NUMBER}/messages")
    assert asked.headers["Authorization"] == f"Bearer {TOKEN}"
    assert asked.json == HELLO


def test_read_receipt_can_show_typing(graph, client):
    graph.will({"success": True})
    client.mark_read(NUMBER, "wamid.A", typing=True)
    client.mark_read(NUMBER, "wamid.B")
    assert graph.asked[0].json == {
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": "wamid.A",
        "typing_indicator": {"type": "text"},
    }
    assert "typing_indicator" not in graph.asked[1].json


def test_file_is_uploaded_as_a_form(graph, client):
    graph.will({"id": "MEDIA1"})
    assert client.upload_media(NUMBER, b"\x89PNG...", "image/png", "foto.png") == "MEDIA1"
    (asked,) = graph.asked
    assert asked.path == f"/v23.0/{NUMBER}/media"
    for part in (b'name="messaging_product"', b"whatsapp", b'filename="foto.png"', b"Content-Type: image/png", b"\x89PNG..."):
        assert part in asked.body


def test_number_and_file_data_are_read(graph, client):
    graph.will({"verified_name": "Toko"}, {"url": "https://lookaside.fbsbx.com/x", "mime_type": "image/jpeg"})
    assert client.phone_number(NUMBER)["verified_name"] == "Toko"
    assert client.media_info("MEDIA1")["mime_type"] == "image/jpeg"
    assert "fields=" in graph.asked[0].path
    assert graph.asked[1].path == "/v23.0/MEDIA1"


def test_webhook_is_subscribed_and_set_as_meta_wants_it(graph, client):
    graph.will({"success": True})
    client.subscribe("200000000000001")
    client.set_webhook(NUMBER, "https://shop.example/whatsapp/webhook/x", "verify-me")
    assert graph.asked[0].path == "/v23.0/200000000000001/subscribed_apps"
    assert graph.asked[1].json == {
        "webhook_configuration": {
            "override_callback_uri": "https://shop.example/whatsapp/webhook/x",
            "verify_token": "verify-me",
        }
    }


def test_templates_are_read_to_the_last_page(graph, client):
    following = f"{graph.url}/v23.0/2/message_templates?after=abc"
    graph.will({"data": [{"name": "a"}, {"name": "b"}], "paging": {"next": following}}, {"data": [{"name": "c"}]})
    assert [template["name"] for template in client.templates("2")] == ["a", "b", "c"]
    assert graph.asked[1].path == "/v23.0/2/message_templates?after=abc"


@pytest.mark.parametrize(
    "following", ["https://evil.example/next", "http://127.0.0.1:1/next", "//evil.example", "javascript:x", 7]
)
def test_next_page_on_a_foreign_host_is_not_read(graph, client, following):
    graph.will({"data": [{"name": "a"}], "paging": {"next": following}})
    with pytest.raises(GraphError, match="foreign host"):
        list(client.templates("2"))
    assert len(graph.asked) == 1


def test_pages_in_a_circle_end(graph, client):
    graph.will({"data": [], "paging": {"next": f"{graph.url}/v23.0/2/message_templates?after=abc"}})
    with pytest.raises(GraphError, match="same page"):
        list(client.templates("2"))


def test_refusal_carries_all_that_graph_said(graph, client):
    graph.will(refusal(131047, error_subcode=2494, error_data={"details": "More than 24 hours"}), status=400)
    with pytest.raises(GraphError) as caught:
        client.send_message(NUMBER, HELLO)
    error = caught.value
    assert (error.code, error.subcode, error.http_status) == (131047, 2494, 400)
    assert (error.title, error.details, error.fbtrace_id) == ("(#1) Refused", "More than 24 hours", "Atrace")
    assert error.policy is Policy.NEEDS_TEMPLATE
    assert not isinstance(error, (NotSent, OutcomeUnknown))


@pytest.mark.parametrize(
    ("status", "body", "policy"),
    [
        (429, refusal(130429), Policy.RETRY),
        (401, refusal(190), Policy.STOP_ACCOUNT),
        (500, refusal(131000), Policy.RETRY),
        (503, {"error": "text"}, Policy.RETRY),
        (400, refusal(100, error_subcode=33), Policy.STOP_ACCOUNT),
        (400, refusal(100), Policy.FAIL),
        (404, b"", Policy.FAIL),
        (302, b"", Policy.FAIL),
    ],
)
def test_answer_leads_to_its_policy(graph, client, status, body, policy):
    graph.will(body, status=status, headers={"Location": f"{graph.url}/elsewhere"} if status == 302 else {})
    with pytest.raises(GraphError) as caught:
        client.send_message(NUMBER, HELLO)
    assert caught.value.policy is policy
    assert len(graph.asked) == 1  # neither repeated nor redirected


@pytest.mark.parametrize(
    "script",
    [
        {"slow": 1.3},
        {"reset": True},
        {"truncate": True},
        {"body": b"not json"},
        {"body": []},
        {"body": {"messages": []}},
        {"body": {"messages": "x"}},
        {"body": b"<html>Bad gateway</html>", "status": 502},
        {"body": b"gateway timeout", "status": 504},
    ],
    ids=str,
)
def test_message_without_a_clear_answer_has_an_unknown_outcome(graph, client, script):
    graph.will(script.pop("body", {"messages": [{"id": "wamid.A"}]}), **script)
    with pytest.raises(OutcomeUnknown) as caught:
        client.send_message(NUMBER, HELLO)
    assert caught.value.policy is Policy.UNKNOWN_OUTCOME
    assert len(graph.asked) == 1


@pytest.mark.parametrize("script", [{"slow": 1.3}, {"reset": True}, {"truncate": True}], ids=str)
def test_reading_without_an_answer_may_be_tried_again(graph, client, script):
    graph.will({"id": "1"}, **script)
    with pytest.raises(GraphError) as caught:
        client.phone_number(NUMBER)
    assert caught.value.policy is Policy.RETRY


def unreachable_url():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


@pytest.mark.parametrize(
    "api_url",
    [unreachable_url(), "http://no-such-host.invalid"],
    ids=["refused", "no such host"],
)
def test_message_that_reached_nobody_is_certainly_not_sent(api_url):
    client = GraphClient(api_url, "v23.0", TOKEN, timeout=(1, 1))
    with pytest.raises(NotSent) as caught:
        client.send_message(NUMBER, HELLO)
    assert caught.value.policy is Policy.RETRY


@pytest.mark.parametrize(
    "api_url", ["graph.facebook.com", "ftp://graph.facebook.com", "", "http://[::", "https://me:pw@graph.facebook.com"]
)
def test_api_address_that_is_none_stops_the_account(api_url):
    with pytest.raises(NotSent) as caught:
        GraphClient(api_url, "v23.0", TOKEN).send_message(NUMBER, HELLO)
    assert caught.value.policy is Policy.STOP_ACCOUNT


@pytest.mark.parametrize("token", ["EAA new\nline", "EAA\u2026cut", "two words", "\x00"])
def test_token_that_is_none_stops_the_account_and_sends_nothing(graph, token):
    with pytest.raises(NotSent) as caught:
        GraphClient(graph.url, "v23.0", token).send_message(NUMBER, HELLO)
    assert caught.value.policy is Policy.STOP_ACCOUNT
    assert graph.asked == []


def test_netrc_does_not_replace_the_token(graph, client, tmp_path, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password other\n")
    monkeypatch.setenv("NETRC", str(netrc))
    graph.will({"id": "1"})
    client.phone_number(NUMBER)
    assert graph.asked[0].headers["Authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize(
    "script",
    [
        {"body": refusal(190, message=f"Bad token {TOKEN}", error_data={"details": f"Bearer {TOKEN}"}), "status": 401},
        {"reset": True},
        {"slow": 1.3},
        {"body": b"oops"},
    ],
    ids=["refused", "reset", "slow", "no json"],
)
def test_token_is_in_no_error_no_traceback_and_no_log(graph, client, caplog, script):
    caplog.set_level(logging.DEBUG)
    graph.will(script.pop("body", {}), **script)
    with pytest.raises(GraphError) as caught:
        client.send_message(NUMBER, HELLO)
    shown = [str(caught.value), repr(caught.value), repr(vars(caught.value)), repr(client), caplog.text]
    shown.append("".join(traceback.format_exception(caught.value)))
    assert not any(TOKEN in text for text in shown)
    assert caught.value.__context__ is None


def test_many_threads_may_send_at_once(graph, client):
    graph.will({"messages": [{"id": "wamid.A"}]}, headers={"Set-Cookie": "a=b; Path=/"})
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _n: client.send_message(NUMBER, HELLO), range(40))) == {"wamid.A"}
    assert len(graph.asked) == 40
    assert not any("Cookie" in asked.headers for asked in graph.asked)


def test_verify_token_is_in_no_error(graph, client):
    graph.will(refusal(100, message="Handshake with verify-me failed"), status=400)
    with pytest.raises(GraphError) as caught:
        client.set_webhook(NUMBER, "https://shop.example", "verify-me")
    assert "verify-me" not in str(caught.value)


# --- templates -----------------------------------------------------------------------------------


def test_template_is_created_changed_and_deleted_as_meta_wants_it(graph, client):
    graph.will({"id": "9", "status": "PENDING", "category": "UTILITY"}, {"success": True}, {"success": True})
    template = {"name": "pesanan", "language": "id", "category": "UTILITY", "components": [{"type": "BODY", "text": "Halo"}]}
    assert client.create_template("2", template)["id"] == "9"
    client.edit_template("9", {"category": "MARKETING"})
    client.delete_template("2", "pesanan", "9")
    created, edited, deleted = graph.asked
    assert (created.method, created.path, created.json) == ("POST", "/v23.0/2/message_templates", template)
    assert (edited.method, edited.path, edited.json) == ("POST", "/v23.0/9", {"category": "MARKETING"})
    assert (deleted.method, deleted.path) == ("DELETE", "/v23.0/2/message_templates?name=pesanan&hsm_id=9")


def test_template_of_a_name_is_found_in_its_language_only(graph, client):
    found = [
        {"name": "pesanan_lama", "language": "id"},
        {"name": "pesanan", "language": "en"},
        {"name": "pesanan", "language": "id"},
    ]
    graph.will({"data": found})
    assert client.template_named("2", "pesanan", "id") == found[2]
    assert client.template_named("2", "pesanan", "ms") is None


def test_metas_sentence_about_a_template_is_kept(graph, client):
    graph.will(refusal(100, error_subcode=2388024, error_user_msg="Sudah ada."), status=400)
    with pytest.raises(GraphError) as caught:
        client.create_template("2", {})
    assert (caught.value.subcode, caught.value.details) == (2388024, "Sudah ada.")


def test_example_is_uploaded_in_a_session_with_the_token(graph, client):
    graph.will({"id": "4001"}, {"id": "upload:MTph?sig=ARZ"}, {"h": "4::handle"})
    assert client.upload_sample(b"\x89PNG", "image/png", "kopi susu.png") == "4::handle"
    _app, session, content = graph.asked
    assert session.path == "/v23.0/4001/uploads?file_name=kopi+susu.png&file_length=4&file_type=image%2Fpng"
    assert (content.path, content.body, content.headers["file_offset"]) == ("/v23.0/upload:MTph?sig=ARZ", b"\x89PNG", "0")
    assert content.headers["Authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize("session", ["https://evil.example/upload", "upload:../../me", "upload:a/b", "@evil.example", None, 7])
def test_session_that_would_lead_elsewhere_gets_no_file(graph, client, session):
    graph.will({"id": "4001"}, {"id": session})
    with pytest.raises(GraphError, match="no session"):
        client.upload_sample(b"\x89PNG", "image/png", "kopi.png")
    assert len(graph.asked) == 2
