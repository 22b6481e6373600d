"""Every outgoing kind has Meta's JSON, and what exceeds Meta's limits is told in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wire import message_payload as out

MB = 1 << 20


def test_envelope_names_recipient_key_and_what_it_answers():
    assert out.envelope(out.text("Halo", preview_url=False), to="62811", key="wa.message,7", context_id="wamid.Q") == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "62811",
        "biz_opaque_callback_data": "wa.message,7",
        "context": {"message_id": "wamid.Q"},
        "type": "text",
        "text": {"body": "Halo", "preview_url": False},
    }


def test_envelope_reaches_a_user_by_user_id():
    payload = out.envelope(out.text("Halo"), recipient="ID.abc")
    assert payload["recipient"] == "ID.abc"
    assert "to" not in payload


def test_envelope_without_recipient_is_refused():
    with pytest.raises(ValueError, match="no recipient"):
        out.envelope(out.text("Halo"))


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        (out.media("image", "M1", caption="Foto"), {"type": "image", "image": {"id": "M1", "caption": "Foto"}}),
        (out.media("audio", "M1"), {"type": "audio", "audio": {"id": "M1"}}),
        (
            out.media("document", link="https://shop.example/a.pdf", filename="a.pdf"),
            {"type": "document", "document": {"link": "https://shop.example/a.pdf", "filename": "a.pdf"}},
        ),
        (out.reaction("wamid.A", "👍"), {"type": "reaction", "reaction": {"message_id": "wamid.A", "emoji": "👍"}}),
        (out.reaction("wamid.A", ""), {"type": "reaction", "reaction": {"message_id": "wamid.A", "emoji": ""}}),
        (
            out.location(-6.2, 106.8, "Monas"),
            {"type": "location", "location": {"latitude": -6.2, "longitude": 106.8, "name": "Monas"}},
        ),
        (
            out.contacts([{"name": {"formatted_name": "Siti", "first_name": "Siti"}}]),
            {"type": "contacts", "contacts": [{"name": {"formatted_name": "Siti", "first_name": "Siti"}}]},
        ),
        (
            out.template("promo", "id", [{"type": "body", "parameters": [{"type": "text", "text": "Budi"}]}]),
            {
                "type": "template",
                "template": {
                    "name": "promo",
                    "language": {"code": "id"},
                    "components": [{"type": "body", "parameters": [{"type": "text", "text": "Budi"}]}],
                },
            },
        ),
        (out.template("hello", "en_US"), {"type": "template", "template": {"name": "hello", "language": {"code": "en_US"}}}),
    ],
)
def test_simple_kinds(payload, expected):
    assert payload == expected


@pytest.mark.parametrize(
    ("payload", "form", "action"),
    [
        (
            out.buttons("Setuju?", [("y", "Ya"), ("n", "Tidak")]),
            "button",
            {
                "buttons": [
                    {"type": "reply", "reply": {"id": "y", "title": "Ya"}},
                    {"type": "reply", "reply": {"id": "n", "title": "Tidak"}},
                ]
            },
        ),
        (
            out.list_message("Pilih", "Lihat", [{"rows": [{"id": "a", "title": "A"}]}]),
            "list",
            {"button": "Lihat", "sections": [{"rows": [{"id": "a", "title": "A"}]}]},
        ),
        (
            out.cta_url("Lihat resi", "Lacak", "https://shop.example/1"),
            "cta_url",
            {"name": "cta_url", "parameters": {"display_text": "Lacak", "url": "https://shop.example/1"}},
        ),
        (
            out.flow("Isi data", "77", "Mulai", "token-1", screen="FIRST", data={"a": 1}),
            "flow",
            {
                "name": "flow",
                "parameters": {
                    "flow_message_version": "3",
                    "flow_id": "77",
                    "flow_token": "token-1",
                    "flow_cta": "Mulai",
                    "mode": "published",
                    "flow_action": "navigate",
                    "flow_action_payload": {"screen": "FIRST", "data": {"a": 1}},
                },
            },
        ),
        (out.product("C1", "SKU-1"), "product", {"catalog_id": "C1", "product_retailer_id": "SKU-1"}),
        (
            out.product_list("Katalog", "Pilih", "C1", [{"product_items": [{"product_retailer_id": "A"}]}]),
            "product_list",
            {"catalog_id": "C1", "sections": [{"product_items": [{"product_retailer_id": "A"}]}]},
        ),
        (
            out.catalog("Katalog kami", "SKU-1"),
            "catalog_message",
            {"name": "catalog_message", "parameters": {"thumbnail_product_retailer_id": "SKU-1"}},
        ),
        (out.location_request("Di mana?"), "location_request_message", {"name": "send_location"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_interactive_kinds(payload, form, action):
    assert payload["type"] == "interactive"
    assert payload["interactive"]["type"] == form
    assert payload["interactive"]["action"] == action


def test_header_and_footer_stand_around_the_text():
    interactive = out.buttons("Isi", [("y", "Ya")], header="Judul", footer="Toko")["interactive"]
    assert interactive["header"] == {"type": "text", "text": "Judul"}
    assert interactive["body"] == {"text": "Isi"}
    assert interactive["footer"] == {"text": "Toko"}


def test_flow_without_screen_lets_its_endpoint_decide():
    parameters = out.flow("Isi", "77", "Mulai", "t")["interactive"]["action"]["parameters"]
    assert parameters["flow_action"] == "data_exchange"
    assert "flow_action_payload" not in parameters


def rows(count):
    return [{"rows": [{"id": str(n), "title": str(n)} for n in range(count)]}]


def products(count, sections=1):
    items = [{"product_retailer_id": str(n)} for n in range(count)]
    return [{"title": f"S{n}", "product_items": items} for n in range(sections)]


TOO_MUCH = [
    lambda: out.text("x" * 4_097),
    lambda: out.text(""),
    lambda: out.text("  \n"),
    lambda: out.text(None),
    lambda: out.media("image", "M1", caption="x" * 1_025),
    lambda: out.media("audio", "M1", caption="no caption on sound"),
    lambda: out.media("image"),
    lambda: out.media("image", "M1", link="https://shop.example/a.jpg"),
    lambda: out.media("hologram", "M1"),
    lambda: out.media("document", link="javascript:alert(1)"),
    lambda: out.buttons("x", []),
    lambda: out.buttons("x", [(str(n), str(n)) for n in range(4)]),
    lambda: out.buttons("x", [("a", "t" * 21)]),
    lambda: out.buttons("x", [("i" * 257, "t")]),
    lambda: out.buttons("x", [("a", "Ya"), ("a", "Tidak")]),
    lambda: out.buttons("x", [("a", "Ya"), ("b", "Ya")]),
    lambda: out.buttons("x" * 1_025, [("a", "Ya")]),
    lambda: out.buttons("x", [("a", "Ya")], header="h" * 61),
    lambda: out.buttons("x", [("a", "Ya")], footer="f" * 61),
    lambda: out.list_message("x", "b", rows(11)),
    lambda: out.list_message("x", "b", rows(0)),
    lambda: out.list_message("x", "b", []),
    lambda: out.list_message("x", "b" * 21, rows(1)),
    lambda: out.list_message("x", "b", [{"rows": [{"id": "a", "title": "t" * 25}]}]),
    lambda: out.list_message("x", "b", [{"rows": [{"id": "a", "title": "t", "description": "d" * 73}]}]),
    lambda: out.list_message("x", "b", [{"rows": [{"id": "a", "title": "t"}, {"id": "a", "title": "u"}]}]),
    lambda: out.list_message("x", "b", [*rows(1), {"rows": [{"id": "z", "title": "z"}]}]),
    lambda: out.cta_url("x", "t" * 21, "https://shop.example"),
    lambda: out.cta_url("x", "t", "shop.example"),
    lambda: out.flow("x", "", "t", "token"),
    lambda: out.product("", "SKU"),
    lambda: out.product_list("h", "x", "C", products(31)),
    lambda: out.product_list("h", "x", "C", products(1, sections=11)),
    lambda: out.product_list("h", "x", "C", products(16, sections=2)),
    lambda: out.product_list("", "x", "C", products(1)),
    lambda: out.location(91, 0),
    lambda: out.location(0, -181),
    lambda: out.contacts([]),
    lambda: out.contacts([{"name": {}}]),
    lambda: out.reaction("", "👍"),
    lambda: out.envelope(out.text("x"), to="62811", key="k" * 513),
]


@pytest.mark.parametrize("build", TOO_MUCH)
def test_what_whatsapp_would_refuse_is_refused_with_a_sentence(build):
    with pytest.raises(ValueError, match=r"^[A-Z].{10,}\.$"):
        build()


@pytest.mark.parametrize(
    "build",
    [
        lambda: out.text("x" * 4_096),
        lambda: out.media("image", "M1", caption="x" * 1_024),
        lambda: out.buttons("x" * 1_024, [(str(n), "t" * 19 + str(n)) for n in range(3)]),
        lambda: out.list_message("x" * 4_096, "b" * 20, rows(10)),
        lambda: out.product_list("h" * 60, "x", "C", products(3, sections=10)),
    ],
)
def test_exactly_the_limit_is_allowed(build):
    assert build()


@pytest.mark.parametrize("blank", ["", "  ", None])
def test_blank_template_parameter_is_named(blank):
    components = [{"type": "body", "parameters": [{"type": "text", "text": "A"}, {"type": "text", "text": blank}]}]
    with pytest.raises(ValueError, match="Parameter 2 of the template promo"):
        out.template("promo", "id", components)


@pytest.mark.parametrize(
    ("mime", "size", "kind"),
    [
        ("image/jpeg", 5 * MB, "image"),
        ("image/jpeg", 5 * MB + 1, "document"),
        ("IMAGE/PNG; x=y", 1, "image"),
        ("image/gif", 1, "document"),
        ("image/webp", 1, "document"),
        ("image/svg+xml", 1, "document"),
        ("video/mp4", 16 * MB, "video"),
        ("video/mp4", 16 * MB + 1, "document"),
        ("video/webm", 1, "document"),
        ("audio/ogg; codecs=opus", 1, "audio"),
        ("audio/mpeg", 1, "audio"),
        ("audio/wav", 1, "document"),
        ("application/pdf", 100 * MB, "document"),
        ("", 1, "document"),
        (None, 1, "document"),
    ],
)
def test_kind_of_a_file_follows_type_and_size(mime, size, kind):
    assert out.kind_for_mime(mime, size) == kind


@pytest.mark.parametrize("size", [0, 100 * MB + 1])
def test_file_that_whatsapp_never_takes_is_refused(size):
    with pytest.raises(ValueError, match="The file"):
        out.kind_for_mime("application/pdf", size)


def test_long_text_is_cut_between_paragraphs_then_lines_then_words():
    assert out.split_text("aaaa aaaa\n\nbbbb", 12) == ["aaaa aaaa", "bbbb"]
    assert out.split_text("aaaa aaaa\nbbbb", 12) == ["aaaa aaaa", "bbbb"]
    assert out.split_text("aaaa aaaa bbbb", 12) == ["aaaa aaaa", "bbbb"]
    assert out.split_text("a" * 25, 12) == ["a" * 12, "a" * 12, "a"]


def test_short_text_stays_one():
    assert out.split_text("Halo") == ["Halo"]
    assert out.split_text("") == []


@given(st.text(alphabet="ab \n😀", max_size=300), st.integers(1, 40))
def test_cutting_loses_nothing_but_spaces(text, limit):
    parts = out.split_text(text, limit)
    assert all(0 < len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
