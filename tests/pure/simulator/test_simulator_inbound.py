# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What customers send: every kind, in every form of identity."""

import base64
import hashlib
import json

import pytest
from simulator_served import SITI


def received(api, business, kind, payload=None, **values):
    wamid = api.inbound(kind, payload, **values)
    api.flush()
    (message,) = business.values("messages")
    assert message["id"] == wamid
    return message


OBJECTS = {
    "text": {"body": "Halo *semua*"},
    "location": {"latitude": -6.2, "longitude": 106.8, "name": "Monas"},
    "button": {"text": "Saya mau", "payload": "YES"},
}


@pytest.mark.parametrize("kind", OBJECTS)
def test_plain_kinds_carry_metas_own_object(api, business, kind):
    message = received(api, business, kind, OBJECTS[kind])
    assert (message["type"], message[kind], message["from"]) == (kind, OBJECTS[kind], SITI)
    assert message["from_user_id"].startswith("ID.")
    assert message["timestamp"].isdigit()
    value = business.values()[0]
    assert value["metadata"] == {"display_phone_number": "628111000001", "phone_number_id": "100000000000001"}
    assert value["contacts"] == [{"profile": {"name": "Siti Rahmawati"}, "wa_id": SITI, "user_id": message["from_user_id"]}]


MEDIA = {
    "image": ("image", "image/png", b"\x89PNG"),
    "video": ("video", "video/mp4", b"\0\0\0\x18ftyp"),
    "audio": ("audio", "audio/mpeg", b"\xff\xfb"),
    "voice": ("audio", "audio/ogg; codecs=opus", b"OggS"),
    "sticker": ("sticker", "image/webp", b"RIFF"),
    "document": ("document", "application/pdf", b"%PDF"),
}


@pytest.mark.parametrize("kind", MEDIA)
def test_media_can_be_fetched_by_the_business(api, business, kind):
    message_type, mime_type, magic = MEDIA[kind]
    media = received(api, business, kind)[message_type]
    assert media["mime_type"] == mime_type
    if message_type == "audio":
        assert media["voice"] is (kind == "voice")
    if kind == "document":
        assert media["filename"] == "brosur.pdf"
    values = api.graph("GET", media["id"]).json()
    for url in (values["url"], media["url"]):
        data = api.http.get(url, headers=api.auth).content
        assert data.startswith(magic)
        assert media["sha256"] == base64.b64encode(hashlib.sha256(data).digest()).decode()


def test_media_is_taken_from_an_upload_or_from_base64(api, business):
    uploaded = api.http.post("/_sim/media", files={"file": ("nota.pdf", b"%PDF-1", "application/pdf")}).json()
    api.inbound("document", {"media": uploaded["id"], "caption": "Nota"})
    api.inbound("image", {"content": base64.b64encode(b"abc").decode(), "mime_type": "image/jpeg"})
    api.flush()
    document, image = business.values("messages")
    assert (document["document"]["filename"], document["document"]["caption"]) == ("nota.pdf", "Nota")
    assert api.http.get(image["image"]["url"], headers=api.auth).content == b"abc"


def test_media_address_in_webhooks_can_be_left_out(api, business):
    api.sim("config", media_url=False)
    assert "url" not in received(api, business, "image")["image"]


def test_inbound_media_expires_after_seven_days(api, business):
    media = received(api, business, "image")["image"]
    api.sim("clock", advance=7 * 86400 + 1)
    assert api.graph("GET", media["id"]).status_code == 400


def test_contact_cards(api, business):
    cards = [{"name": {"formatted_name": "Budi"}, "phones": [{"phone": "+62 812", "wa_id": "62812", "type": "CELL"}]}]
    assert received(api, business, "contacts", cards)["contacts"] == cards


def test_reaction_and_its_removal(chatting, business):
    wamid = chatting.text().json()["messages"][0]["id"]
    chatting.flush()
    business.forget()
    for emoji in ("❤️", ""):
        chatting.inbound("reaction", {"message_id": wamid, "emoji": emoji})
    chatting.flush()
    assert [message["reaction"]["emoji"] for message in business.values("messages")] == ["❤️", ""]


@pytest.mark.parametrize("kind", ["button_reply", "list_reply"])
def test_interactive_replies_quote_the_business_message(chatting, business, kind):
    wamid = chatting.text().json()["messages"][0]["id"]
    reply = {"id": "1", "title": "Satu"}
    message = received(chatting, business, kind, reply, context=wamid)
    assert message["interactive"] == {"type": kind, kind: reply}
    assert message["context"] == {"from": "628111000001", "id": wamid}


def test_flow_answer_is_json_in_text(api, business):
    message = received(api, business, "nfm_reply", {"response": {"nama": "Siti", "flow_token": "t"}})
    reply = message["interactive"]["nfm_reply"]
    assert (reply["name"], reply["body"]) == ("flow", "Sent")
    assert json.loads(reply["response_json"]) == {"nama": "Siti", "flow_token": "t"}


def test_order_and_product_enquiry(api, business):
    items = [{"product_retailer_id": "kopi", "quantity": 2, "item_price": 65000, "currency": "IDR"}]
    api.inbound("order", {"catalog_id": "9", "product_items": items})
    product = {"catalog_id": "9", "product_retailer_id": "kopi"}
    api.inbound(payload={"body": "Ini ada?"}, context={"product": product})
    api.flush()
    order, enquiry = business.values("messages")
    assert order["order"] == {"catalog_id": "9", "text": "", "product_items": items}
    assert enquiry["context"]["referred_product"] == product


def test_advertisement_is_passed_on(api, business):
    message = received(api, business, "text", {"body": "Halo"}, referral=True)
    assert message["referral"]["source_type"] == "ad" and message["referral"]["ctwa_clid"]
    business.forget()
    message = received(api, business, "text", {"body": "Halo"}, referral={"headline": "Sendiri"})
    assert message["referral"] == {"headline": "Sendiri"}


def test_forwarded_message_says_so(api, business):
    assert received(api, business, "text", {"body": "Halo"}, forwarded=True)["context"] == {"forwarded": True}


def test_number_change_is_a_system_message_with_a_new_identity(api, business):
    before = received(api, business, "text", {"body": "Halo"})["from_user_id"]
    business.forget()
    message = received(api, business, "number_change", {"number": "0812 5555 0001"})
    assert (message["type"], message["from"], message["from_user_id"]) == ("system", SITI, before)
    system = message["system"]
    assert (system["type"], system["wa_id"]) == ("user_changed_number", "6281255550001")
    assert system["user_id"] != before
    assert "contacts" not in business.values()[0]
    business.forget()
    after = received(api, business, "text", {"body": "Lagi"}, contact="6281255550001")
    assert (after["from"], after["from_user_id"]) == ("6281255550001", system["user_id"])


def test_unsupported_kind_has_its_error(api, business):
    message = received(api, business, "unsupported", {"type": "poll"})
    assert (message["type"], message["unsupported"], message["errors"][0]["code"]) == (
        "unsupported",
        {"type": "poll"},
        131051,
    )


def test_raw_message_is_passed_as_it_is(api, business):
    message = received(api, business, "raw", {"type": "hologram", "hologram": {"a": [1]}, "timestamp": "1"})
    assert (message["hologram"], message["timestamp"], message["from"]) == ({"a": [1]}, "1", SITI)


def test_username_user_has_neither_from_nor_wa_id(api, business):
    message = received(api, business, "text", {"body": "Halo"}, contact={"username": "sari.a", "name": "Sari"})
    assert "from" not in message and message["from_user_id"].startswith("ID.")
    assert business.values()[0]["contacts"] == [
        {"profile": {"name": "Sari", "username": "sari.a"}, "user_id": message["from_user_id"]}
    ]


def test_username_user_is_answered_by_the_business_scoped_id(api, business):
    bsuid = received(api, business, "text", {"body": "Halo"}, contact="@rina.kopi")["from_user_id"]
    business.forget()
    wamid = api.send(to=None, recipient=bsuid, text={"body": "Hai"}).json()["messages"][0]["id"]
    api.flush()
    assert business.statuses(wamid) == ["sent", "delivered"]
    status = business.values("statuses")[0]
    assert status["recipient_user_id"] == bsuid and "recipient_id" not in status


def test_identity_switches_give_the_new_and_the_old_form(api, business):
    api.sim("config", drop_wa_id=True)
    message = received(api, business, "text", {"body": "Halo"})
    assert "from" not in message and "wa_id" not in business.values()[0]["contacts"][0]
    api.sim("config", drop_wa_id=False, drop_user_id=True)
    business.forget()
    message = received(api, business, "text", {"body": "Halo"})
    assert "from_user_id" not in message and "user_id" not in business.values()[0]["contacts"][0]


@pytest.mark.parametrize("spelling", ["081234567001", "+62 812-3456-7001", "006281234567001"])
def test_contact_is_found_in_every_spelling(api, business, spelling):
    assert received(api, business, "text", {"body": "Halo"}, contact=spelling)["from"] == SITI


def test_same_wamid_can_be_sent_again(api, business):
    for _time in range(2):
        api.inbound(payload={"body": "Halo"}, wamid="wamid.SAME")
    api.flush()
    assert [message["id"] for message in business.values("messages")] == ["wamid.SAME"] * 2
    assert len(api.read(f"messages?contact={SITI}")) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"contact": SITI, "kind": "smell"},
        {"contact": "nobody"},
        {"contact": SITI, "kind": "text", "payload": {}},
        {"contact": SITI, "kind": "image", "payload": {"media": "1"}},
        {"contact": SITI, "kind": "image", "payload": {"content": "%%%"}},
        {"contact": SITI, "phone_number_id": "1", "payload": {"body": "a"}},
        {"contact": SITI, "kind": "order", "payload": {}},
    ],
)
def test_inbound_that_is_not_understood_is_refused(api, wrong):
    answer = api.http.post("/_sim/inbound", json=wrong)
    assert answer.status_code == 400 and answer.json()["error"]
    assert api.read("messages") == []
