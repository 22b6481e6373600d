# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Webhooks: handshake, signature, statuses, retries, and the chaos switches."""

import time

import pytest
from simulator_served import NUMBER, SITI, WABA, free_port, signed


def until(condition, seconds=5):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


def test_subscription_is_verified_by_the_challenge(api, business_session):
    assert api.subscribe(business_session.url).json() == {"success": True}
    values = api.graph("GET", NUMBER, params={"fields": "webhook_configuration"}).json()
    assert values["webhook_configuration"] == {"phone_number": business_session.url}


@pytest.mark.parametrize("url", ["wrong token", "nobody there"])
def test_subscription_that_fails_the_handshake_is_refused(api, business_session, url):
    address = business_session.url if url == "wrong token" else f"http://127.0.0.1:{free_port()}/hook"
    answer = api.subscribe(address, token="other")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, 2200)
    assert api.read("subscriptions")[0]["numbers"][0]["override_callback_uri"] is None


def test_webhook_is_signed_over_the_raw_bytes(api, business):
    api.inbound(payload={"body": "Harga /satuan/ é 😀"})
    api.flush()
    (post,) = business.posts
    assert signed(post) and not signed(post, b"other")
    assert b"\\/satuan\\/ \\u00e9" in post["raw"]
    assert post["headers"]["content-type"] == "application/json"


def test_nothing_is_posted_without_subscription(api, business):
    api.graph("DELETE", f"{WABA}/subscribed_apps")
    api.inbound(payload={"body": "Halo"})
    api.flush()
    assert business.posts == []


def test_override_is_taken_away_by_an_empty_address(api, business):
    api.graph("POST", NUMBER, json={"webhook_configuration": {"override_callback_uri": ""}})
    api.inbound(payload={"body": "Halo"})
    api.flush()
    assert business.posts == []


def test_account_override_serves_numbers_without_their_own(api, business):
    body = {"override_callback_uri": business.url, "verify_token": "verify-me"}
    assert api.graph("POST", f"{WABA}/subscribed_apps", json=body).json() == {"success": True}
    api.inbound(payload={"body": "Halo"}, phone_number_id="100000000000002")
    api.flush()
    assert business.values()[0]["metadata"] == {"display_phone_number": "628111000002", "phone_number_id": "100000000000002"}


def test_statuses_carry_pricing_conversation_and_callback_data(chatting, business):
    wamid = chatting.text(biz_opaque_callback_data="key-7").json()["messages"][0]["id"]
    chatting.flush()
    sent, delivered = business.values("statuses")
    assert (sent["id"], sent["recipient_id"], sent["biz_opaque_callback_data"]) == (wamid, SITI, "key-7")
    assert sent["pricing"] == {
        "billable": False,
        "pricing_model": "PMP",
        "category": "service",
        "type": "free_customer_service",
    }
    assert sent["conversation"]["origin"] == {"type": "service"} and "expiration_timestamp" in sent["conversation"]
    assert delivered["status"] == "delivered" and "expiration_timestamp" not in delivered["conversation"]
    assert business.values()[-1]["contacts"][0]["wa_id"] == SITI


def test_marketing_template_is_billed(api, business):
    parameters = [{"type": "text", "text": "Siti"}]
    template = {
        "name": "halo_pelanggan",
        "language": {"code": "id"},
        "components": [{"type": "body", "parameters": parameters}],
    }
    api.send(type="template", template=template)
    api.flush()
    assert business.values("statuses")[0]["pricing"] == {
        "billable": True,
        "pricing_model": "PMP",
        "category": "utility",
        "type": "regular",
    }


def test_read_comes_when_the_customer_looks(chatting, business):
    wamid = chatting.text().json()["messages"][0]["id"]
    chatting.flush()
    assert business.statuses(wamid) == ["sent", "delivered"]
    chatting.sim("open", contact=SITI)
    chatting.flush()
    assert business.statuses(wamid) == ["sent", "delivered", "read"]
    second = chatting.text().json()["messages"][0]["id"]
    chatting.flush()
    assert business.statuses(second) == ["sent", "delivered", "read"]
    chatting.sim("open", contact=SITI, visible=False)
    third = chatting.text().json()["messages"][0]["id"]
    chatting.flush()
    assert business.statuses(third) == ["sent", "delivered"]


def test_read_can_come_by_itself_and_without_delivered(chatting, business):
    chatting.sim("config", auto_read=True, skip_delivered=True)
    wamid = chatting.text().json()["messages"][0]["id"]
    chatting.flush()
    assert business.statuses(wamid) == ["sent", "read"]


def test_any_status_can_be_forced(chatting, business):
    wamid = chatting.text().json()["messages"][0]["id"]
    chatting.flush()
    chatting.sim("status", wamid=wamid, status="failed", code=131049)
    chatting.sim("status", wamid=wamid, status="sent")
    chatting.flush()
    assert business.statuses(wamid) == ["sent", "delivered", "failed", "sent"]


def test_refused_post_is_tried_again_until_accepted(api, business):
    business.answers = [500, 404]
    api.inbound(payload={"body": "Halo"})
    api.flush(retries=True)
    assert len(business.posts) == 3
    assert len({post["raw"] for post in business.posts}) == 1
    delivery = api.read("deliveries")[-1]
    assert delivery["state"] == "delivered"
    assert [attempt["status"] for attempt in delivery["attempts"]] == [500, 404, 200]


def test_retries_back_off_by_the_clock_and_are_given_up(api, business):
    api.sim("config", retry_base=100, retry_max=10_000, give_up_after=250)
    business.answers = [500] * 9
    api.inbound(payload={"body": "Halo"})
    api.flush()
    assert len(business.posts) == 1
    for advance, posts in ((99, 1), (2, 2), (201, 3)):
        api.sim("clock", advance=advance)
        time.sleep(0.05)
        until(lambda posts=posts: len(business.posts) == posts)
    until(lambda: api.read("deliveries?state=given_up"))
    assert "secret" not in api.read("deliveries")[0]


def test_operator_can_retry_by_hand(api, business):
    api.sim("config", retry_base=1000)
    business.answers = [500]
    api.inbound(payload={"body": "Halo"})
    api.flush()
    delivery = api.read("deliveries?state=pending")[0]
    api.sim(f"deliveries/{delivery['id']}/retry")
    api.flush()
    assert api.read("deliveries")[-1]["state"] == "delivered"


def test_unreachable_business_is_tried_again_after_its_return(api, business):
    api.sim("config", paused=True)
    api.inbound(payload={"body": "Halo"})
    time.sleep(0.05)
    assert business.posts == []
    api.sim("config", paused=False)
    api.flush()
    assert len(business.posts) == 1


def test_every_post_twice(api, business):
    api.sim("config", duplicate=True)
    api.inbound(payload={"body": "Halo"})
    api.flush()
    assert len(business.posts) == 2 and business.posts[0]["raw"] == business.posts[1]["raw"]


def test_messages_of_several_contacts_are_batched_into_one_post(api, business):
    api.sim("config", batch=10, batch_window=0.05)
    for contact in (SITI, "6281234567002", "6281234567003"):
        api.inbound(payload={"body": "Halo"}, contact=contact)
    api.flush()
    (post,) = business.posts
    value = post["body"]["entry"][0]["changes"][0]["value"]
    assert len(value["messages"]) == 3
    assert {person["wa_id"] for person in value["contacts"]} == {message["from"] for message in value["messages"]}


def test_shuffle_keeps_everything_in_another_order(api, business):
    api.sim("config", shuffle=True, batch=5, batch_window=0.1)
    wamids = api.sim("inbound", contact=SITI, payload={"body": "n"}, repeat=40)["wamids"]
    api.flush()
    received = [message["id"] for message in business.values("messages")]
    assert sorted(received) == sorted(wamids) and received != wamids
    assert len(business.posts) == 8


def test_order_is_kept_without_shuffle(api, business):
    wamids = api.sim("inbound", contact=SITI, payload={"body": "n"}, repeat=20)["wamids"]
    api.flush()
    assert [message["id"] for message in business.values("messages")] == wamids


def test_delayed_webhook_waits_for_the_clock(api, business):
    api.sim("config", delay=3600)
    api.inbound(payload={"body": "Halo"})
    time.sleep(0.05)
    assert business.posts == []
    api.sim("clock", advance=3601)
    api.flush()
    assert len(business.posts) == 1


def test_slow_business_is_a_failed_attempt(api, business):
    api.sim("config", webhook_timeout=0.1, retry_base=1000)
    business.delay = 0.3
    api.inbound(payload={"body": "Halo"})
    api.flush()
    attempt = api.read("deliveries")[-1]["attempts"][0]
    assert attempt["status"] is None and "Timeout" in attempt["error"]


def test_business_read_shows_on_the_customers_phone(chatting):
    first, second = (chatting.inbound(payload={"body": text}) for text in "ab")
    chatting.flush()
    states = {message["id"]: message["status"] for message in chatting.read(f"messages?contact={SITI}")}
    assert (states[first], states[second]) == ("delivered", "delivered")
    body = {"messaging_product": "whatsapp", "status": "read", "message_id": second, "typing_indicator": {"type": "text"}}
    assert chatting.graph("POST", f"{NUMBER}/messages", json=body).json() == {"success": True}
    states = {message["id"]: message["status"] for message in chatting.read(f"messages?contact={SITI}")}
    assert (states[first], states[second]) == ("read", "read")
    assert chatting.read("state")["chats"][0]["typing_until"]


def test_marking_an_unknown_message_as_read_is_refused(chatting):
    body = {"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.x"}
    assert chatting.graph("POST", f"{NUMBER}/messages", json=body).json()["error"]["code"] == 100


def test_any_change_and_any_bytes_can_be_posted(api, business):
    api.sim("webhook", field="phone_number_quality_update", value={"event": "DOWNGRADE"}, times=2)
    api.flush()
    assert [change["field"] for post in business.posts for change in post["body"]["entry"][0]["changes"]] == [
        "phone_number_quality_update"
    ] * 2
    business.forget()
    assert api.sim("raw", body={"object": "x"}, signature="invalid") == {"status": 200, "response": ""}
    assert not signed(business.posts[0])
    api.sim("raw", body={"object": "x"}, signature="missing")
    assert "x-hub-signature-256" not in business.posts[1]["headers"]
    api.sim("raw", body={"object": "x"})
    assert signed(business.posts[2])
