# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Messages the business sends: every kind, and Graph's refusals."""

import pytest
from simulator_served import NUMBER, SITI

BODY = {"text": "Pilih"}
CONTACT = {"name": {"formatted_name": "Budi"}, "phones": [{"phone": "+62812"}]}
ROWS = [{"id": str(n), "title": f"Baris {n}"} for n in range(10)]
BUTTONS = [{"type": "reply", "reply": {"id": str(n), "title": f"Tombol {n}"}} for n in range(3)]
PRODUCTS = [{"product_retailer_id": f"p{n}"} for n in range(30)]


def interactive(kind, action, **more):
    return {"type": "interactive", "interactive": {"type": kind, "body": BODY, "action": action, **more}}


def reply_list(rows):
    return interactive("list", {"button": "Lihat", "sections": [{"title": "Satu", "rows": rows}]})


KINDS = {
    "text": {"type": "text", "text": {"body": "Halo", "preview_url": True}},
    "text without type": {"text": {"body": "Halo"}},
    "location": {"type": "location", "location": {"latitude": -6.2, "longitude": "106.8", "name": "Monas"}},
    "contacts": {"type": "contacts", "contacts": [CONTACT]},
    "button": interactive("button", {"buttons": BUTTONS}, footer={"text": "Toko"}, header={"type": "text", "text": "Hai"}),
    "list": reply_list(ROWS),
    "cta_url": interactive(
        "cta_url", {"name": "cta_url", "parameters": {"display_text": "Buka", "url": "https://example.com"}}
    ),
    "flow": interactive(
        "flow",
        {"name": "flow", "parameters": {"flow_message_version": "3", "flow_id": "1", "flow_cta": "Isi", "flow_token": "t"}},
    ),
    "product": interactive("product", {"catalog_id": "1", "product_retailer_id": "p1"}),
    "product_list": interactive(
        "product_list",
        {"catalog_id": "1", "sections": [{"title": "Kopi", "product_items": PRODUCTS}]},
        header={"type": "text", "text": "Kopi"},
    ),
    "catalog": interactive("catalog_message", {"name": "catalog_message"}),
    "location request": interactive("location_request_message", {"name": "send_location"}),
    "template": {"type": "template", "template": {"name": "hello_world", "language": {"code": "en_US"}}},
}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_accepted_and_shown(chatting, name):
    answer = chatting.send(**KINDS[name])
    assert answer.status_code == 200, answer.text
    values = answer.json()
    assert values["contacts"] == [{"input": SITI, "wa_id": SITI}]
    wamid = values["messages"][0]["id"]
    assert wamid.startswith("wamid.")
    chatting.flush()
    last = chatting.read(f"messages?contact={SITI}")[-1]
    assert (last["id"], last["status"]) == (wamid, "delivered")


@pytest.mark.parametrize(
    ("kind", "filename", "mime_type"),
    [
        ("image", "a.png", "image/png"),
        ("video", "a.mp4", "video/mp4"),
        ("audio", "a.ogg", "audio/ogg; codecs=opus"),
        ("document", "a.pdf", "application/pdf"),
        ("sticker", "a.webp", "image/webp"),
    ],
)
def test_media_is_sent_by_uploaded_id(chatting, kind, filename, mime_type):
    upload = chatting.graph(
        "POST",
        f"{NUMBER}/media",
        data={"messaging_product": "whatsapp", "type": mime_type},
        files={"file": (filename, b"content", mime_type)},
    )
    media_id = upload.json()["id"]
    assert chatting.send(type=kind, **{kind: {"id": media_id}}).status_code == 200
    chatting.flush()
    shown = chatting.read(f"messages?contact={SITI}")[-1]["media"][media_id]
    assert chatting.http.get(shown["src"]).content == b"content"


def test_media_by_link_is_fetched(chatting):
    media = chatting.http.post("/_sim/media", files={"file": ("a.png", b"picture", "image/png")}).json()["id"]
    link = f"{chatting.base}/_sim/media/{media}"
    wamid = chatting.send(type="image", image={"link": link, "caption": "Foto"}).json()["messages"][0]["id"]
    chatting.flush()
    last = chatting.read(f"messages?contact={SITI}")[-1]
    assert (last["id"], last["status"]) == (wamid, "delivered")
    assert chatting.http.get(last["media"][link]["src"]).content == b"picture"


def test_media_link_that_cannot_be_fetched_fails_with_131053(chatting, business):
    wamid = chatting.send(type="image", image={"link": f"{chatting.base}/static/nothing.png"}).json()["messages"][0]["id"]
    chatting.flush()
    assert business.statuses(wamid) == ["failed"]
    assert business.values("statuses")[-1]["errors"][0]["code"] == 131053


def test_reaction_is_put_on_the_message_and_taken_away(chatting):
    target = chatting.inbound(payload={"body": "Bagus?"})
    for emoji, expected in (("👍", {"out": "👍"}), ("", {})):
        chatting.send(type="reaction", reaction={"message_id": target, "emoji": emoji})
        found = next(message for message in chatting.read(f"messages?contact={SITI}") if message["id"] == target)
        assert found["reactions"] == expected


def test_reply_quotes_its_message(chatting):
    target = chatting.inbound(payload={"body": "Bagus?"})
    chatting.text(context={"message_id": target})
    assert chatting.read(f"messages?contact={SITI}")[-1]["context"] == {"id": target}


def test_business_scoped_id_is_a_recipient(chatting):
    bsuid = next(contact["bsuid"] for contact in chatting.read("contacts") if contact["number"] == SITI)
    answer = chatting.send(to=None, recipient=bsuid, type="text", text={"body": "Halo"}).json()
    assert answer["contacts"] == [{"input": bsuid, "user_id": bsuid}]


def test_the_phone_number_wins_over_the_business_scoped_id(chatting):
    answer = chatting.send(recipient="ID.1", type="text", text={"body": "Halo"}).json()
    assert answer["contacts"] == [{"input": SITI, "wa_id": SITI}]


REFUSED = {
    "no messaging_product": ({"messaging_product": None, "text": {"body": "a"}}, 100, 400),
    "no recipient": ({"to": None, "text": {"body": "a"}}, 100, 400),
    "not a number": ({"to": "Siti", "text": {"body": "a"}}, 131009, 400),
    "oneself": ({"to": "+62 811-1000-001", "text": {"body": "a"}}, 131021, 400),
    "unknown kind": ({"type": "poll", "poll": {}}, 131051, 400),
    "no object": ({"type": "text"}, 100, 400),
    "empty text": ({"type": "text", "text": {"body": ""}}, 100, 400),
    "long text": ({"type": "text", "text": {"body": "a" * 4097}}, 100, 400),
    "unknown media": ({"type": "image", "image": {"id": "1"}}, 100, 400),
    "no media": ({"type": "image", "image": {}}, 100, 400),
    "bad latitude": ({"type": "location", "location": {"latitude": 95, "longitude": 1}}, 131009, 400),
    "contact without name": ({"type": "contacts", "contacts": [{"name": {}}]}, 100, 400),
    "reaction to nothing": ({"type": "reaction", "reaction": {"message_id": "wamid.x", "emoji": "👍"}}, 131009, 400),
    "four buttons": (interactive("button", {"buttons": [*BUTTONS, BUTTONS[0]]}), 131009, 400),
    "long button": (
        interactive("button", {"buttons": [{"type": "reply", "reply": {"id": "1", "title": "x" * 21}}]}),
        131009,
        400,
    ),
    "eleven rows": (reply_list([*ROWS, {"id": "x", "title": "x"}]), 131009, 400),
    "duplicate rows": (reply_list([ROWS[0], ROWS[0]]), 131009, 400),
    "no body": ({"type": "interactive", "interactive": {"type": "button", "action": {"buttons": BUTTONS}}}, 131008, 400),
    "31 products": (
        interactive(
            "product_list",
            {"catalog_id": "1", "sections": [{"title": "Kopi", "product_items": [*PRODUCTS, {"product_retailer_id": "x"}]}]},
            header={"type": "text", "text": "Kopi"},
        ),
        131009,
        400,
    ),
    "long callback data": ({"text": {"body": "a"}, "biz_opaque_callback_data": "x" * 513}, 100, 400),
    "list instead of object": ({"type": "text", "text": []}, 100, 400),
}


@pytest.mark.parametrize("name", REFUSED)
def test_wrong_request_is_refused_in_graphs_form(chatting, name):
    values, code, status = REFUSED[name]
    answer = chatting.send(**values)
    assert answer.status_code == status
    error = answer.json()["error"]
    assert error["code"] == code
    assert error["type"] == "OAuthException"
    assert error["fbtrace_id"] and error["message"]
    assert not any(message["direction"] == "out" for message in chatting.read("messages"))


def test_body_that_is_not_json_is_refused(chatting):
    answer = chatting.graph(
        "POST", f"{NUMBER}/messages", content=b"{", headers={**chatting.auth, "Content-Type": "application/json"}
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, 100)


def test_request_that_is_too_large_is_refused(chatting):
    answer = chatting.text("x" * 1_100_000)
    assert answer.status_code == 413


def test_missing_parameter_is_explained_in_error_data(chatting):
    error = chatting.send(type="interactive", interactive={"type": "button", "action": {"buttons": BUTTONS}}).json()["error"]
    assert error["message"] == "(#131008) Required parameter is missing"
    assert error["error_data"] == {"messaging_product": "whatsapp", "details": "body['text'] is required"}


def test_deregistered_number_cannot_send(chatting):
    chatting.graph("POST", f"{NUMBER}/deregister")
    assert chatting.text().json()["error"]["code"] == 133010
    chatting.graph("POST", f"{NUMBER}/register", json={"messaging_product": "whatsapp", "pin": "123456"})
    assert chatting.text().status_code == 200
