"""Every kind of inbound message becomes readable text, a file and plain data."""

import json
from datetime import datetime

import pytest
from wire import payloads
from wire.webhook_payload import Contact, parse


def only_message(message, **options):
    (change,) = parse(payloads.body(payloads.inbound(message, **options)))
    assert change.skipped == []
    return change.messages[0]


@pytest.mark.parametrize("build", payloads.ALL_KINDS, ids=lambda build: build.__name__)
@pytest.mark.parametrize(
    "identity",
    [{"wa_id": "6281234567890"}, {"user_id": "ID.abc123"}, {"wa_id": "6281234567890", "user_id": "ID.abc123"}],
    ids=["number", "username only", "both"],
)
def test_every_kind_is_understood_with_any_identity(build, identity):
    message = only_message(build(wamid="wamid.X", **identity), name="Budi", username="budi.s")
    assert message.wamid == "wamid.X"
    assert message.timestamp == datetime(2026, 1, 1)
    assert message.sender == Contact(identity.get("wa_id"), identity.get("user_id"), "budi.s", "Budi")


@pytest.mark.parametrize(
    ("message", "kind", "text"),
    [
        (payloads.text("*Halo* <b>"), "text", "*Halo* <b>"),
        (payloads.image("Ini fotonya"), "image", "Ini fotonya"),
        (payloads.image(None), "image", ""),
        (payloads.voice(), "audio", ""),
        (payloads.document(caption="Bukti"), "document", "Bukti"),
        (payloads.location(), "location", "Monas\nGambir, Jakarta"),
        (payloads.contacts("Siti Aminah"), "contacts", "Siti Aminah"),
        (payloads.reaction(emoji="👍"), "reaction", "👍"),
        (payloads.button("Ya"), "button", "Ya"),
        (payloads.button_reply("Setuju"), "interactive", "Setuju"),
        (payloads.list_reply("Madu", "Rp 75.000"), "interactive", "Madu\nRp 75.000"),
        (payloads.flow_reply(), "interactive", "Sent"),
        (payloads.order("Kirim hari ini"), "order", "Kirim hari ini"),
        (payloads.unsupported(), "unsupported", ""),
        (payloads.unknown_kind("hologram"), "hologram", ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_kind_and_text(message, kind, text):
    found = only_message(message)
    assert (found.kind, found.text) == (kind, text)


def test_file_keeps_what_is_needed_to_fetch_it():
    media = only_message(payloads.document("faktur.pdf", media_id="77")).media
    assert (media.id, media.mime_type, media.filename) == ("77", "application/pdf", "faktur.pdf")
    assert media.sha256


def test_newer_payload_brings_the_url_of_the_file():
    message = payloads.image()
    message["image"]["url"] = "https://lookaside.fbsbx.com/whatsapp?mid=1"
    assert only_message(message).media.url == "https://lookaside.fbsbx.com/whatsapp?mid=1"


def test_voice_note_differs_from_other_sound():
    assert only_message(payloads.voice()).media.voice is True
    assert only_message(payloads.audio()).media.voice is False


def test_animated_sticker_is_marked():
    assert only_message(payloads.sticker(animated=True)).media.animated is True


def test_file_without_id_leaves_the_message_with_metas_reason():
    message = payloads.message("image", {"mime_type": "image/jpeg"}, errors=[{"code": 131052, "title": "Download error"}])
    found = only_message(message)
    assert found.media is None
    assert found.data["errors"][0]["code"] == 131052


def test_location_has_numbers():
    data = only_message(payloads.location(-6.2, 106.8)).data
    assert (data["latitude"], data["longitude"], data["name"]) == (-6.2, 106.8, "Monas")


def test_contact_card_has_names_and_phones():
    (person,) = only_message(payloads.contacts()).data["contacts"]
    assert person["name"] == "Siti Aminah"
    assert person["phones"] == [{"phone": "+62 813-1111-2222", "wa_id": "6281311112222", "type": "CELL"}]
    assert person["company"] == "Toko Siti"


def test_contact_card_without_formatted_name_joins_its_parts():
    message = payloads.message("contacts", [{"name": {"first_name": "Siti", "last_name": "Aminah"}}])
    assert only_message(message).text == "Siti Aminah"


@pytest.mark.parametrize("emoji", ["", None])
def test_reaction_taken_back_has_no_emoji(emoji):
    assert only_message(payloads.reaction("wamid.A", emoji)).data == {"message_id": "wamid.A", "emoji": ""}


def test_flow_answer_is_decoded():
    data = only_message(payloads.flow_reply({"nama": "Budi", "umur": 30})).data
    assert data["type"] == "nfm_reply"
    assert data["response"] == {"nama": "Budi", "umur": 30}


def test_order_has_quantities_and_prices():
    items = only_message(payloads.order()).data["items"]
    assert items[0] == {"product_retailer_id": "SKU-1", "quantity": 2, "item_price": 75000, "currency": "IDR"}


def test_order_with_quantities_as_strings_has_numbers():
    product = {"product_retailer_id": "A", "quantity": "3", "item_price": "1500.5", "currency": "IDR"}
    item = only_message(payloads.message("order", {"catalog_id": "1", "product_items": [product]})).data["items"][0]
    assert (item["quantity"], item["item_price"]) == (3, 1500.5)


def test_reply_names_the_message_it_answers():
    assert only_message(payloads.reply(context_id="wamid.question")).context_id == "wamid.question"


def test_forwarded_messages_are_marked():
    assert only_message(payloads.forwarded()).data == {"forwarded": True}
    often = payloads.text(context={"frequently_forwarded": True})
    assert only_message(often).data == {"frequently_forwarded": True}


def test_product_enquiry_names_the_product():
    data = only_message(payloads.product_enquiry(product="SKU-9")).data
    assert data["referred_product"]["product_retailer_id"] == "SKU-9"


def test_ad_brings_its_headline_and_click_id():
    referral = only_message(payloads.ad_click(headline="Promo Madu")).data["referral"]
    assert (referral["headline"], referral["ctwa_clid"]) == ("Promo Madu", "ARAkLkA8rmlFeiCktEJQ")


def test_unsupported_message_says_why():
    assert only_message(payloads.unsupported("Message type unknown")).data["errors"][0] == {
        "code": 131051,
        "title": "Message type unknown",
        "message": "Message type unknown",
        "details": "Message type is currently not supported.",
    }


def test_unknown_kind_keeps_its_content():
    assert only_message(payloads.unknown_kind("hologram")).data == {"hologram": {"shape": "cube"}}


def test_message_without_kind_is_unsupported():
    message = payloads.text()
    del message["type"]
    assert only_message(message).kind == "unsupported"


@pytest.mark.parametrize("field", ["wa_id", "new_wa_id"])
def test_number_change_keeps_the_old_and_the_new_number(field):
    content = {"type": "user_changed_number", "body": "Budi changed", field: "6281299999999"}
    data = only_message(payloads.message("system", content, wa_id="6281234567890")).data
    assert (data["old_wa_id"], data["wa_id"]) == ("6281234567890", "6281299999999")


def test_user_id_change_reads_the_old_id_from_the_sentence_when_it_stands_nowhere_else():
    content = {
        "type": "user_changed_user_id",
        "body": "User Budi changed from ID.old1 to ID.new2",
        "wa_id": "6281234567890",
        "user_id": "ID.new2",
    }
    data = only_message(payloads.message("system", content)).data
    assert (data["old_user_id"], data["user_id"]) == ("ID.old1", "ID.new2")


def test_user_id_change_from_nobody_is_sent_by_the_old_id():
    content = {"type": "user_changed_user_id", "body": "User Budi changed from ID.old1 to ID.new2", "user_id": "ID.new2"}
    message = payloads.message("system", content)
    del message["from"]
    (change,) = parse(payloads.body(payloads.post(payloads.value(messages=[message]))))
    assert change.skipped == []
    assert change.messages[0].sender == Contact(bsuid="ID.old1")
    assert change.messages[0].data["user_id"] == "ID.new2"


def test_user_id_change_prefers_the_old_id_that_meta_names():
    content = {"type": "user_changed_user_id", "body": "", "previous_user_id": "ID.old", "user_id": "ID.new"}
    data = only_message(payloads.message("system", content, user_id="ID.new")).data
    assert (data["old_user_id"], data["user_id"]) == ("ID.old", "ID.new")


@pytest.mark.parametrize(
    "message",
    [
        payloads.message("text"),
        payloads.message("text", "no object"),
        payloads.message("image", ["no object"]),
        payloads.message("contacts", {"no": "list"}),
        payloads.message("location", {"latitude": 91, "longitude": 0}),
        payloads.message("location", {"latitude": "north", "longitude": 0}),
        payloads.message("reaction", {"emoji": "👍"}),
        payloads.message("interactive", {"type": "nfm_reply", "nfm_reply": {"response_json": "{"}}),
        payloads.message("interactive", {"type": "nfm_reply", "nfm_reply": {"response_json": "[" * 5000}}),
    ],
    ids=lambda message: json.dumps(message.get(message["type"]))[:40],
)
def test_broken_message_is_named_and_the_rest_of_the_batch_arrives(message):
    message["id"] = "wamid.broken"
    (change,) = parse(payloads.body(payloads.inbound(payloads.text(), message, payloads.text())))
    assert len(change.messages) == 2
    assert len(change.skipped) == 1
    assert "wamid.broken" in change.skipped[0]
