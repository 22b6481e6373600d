"""Meta's rules for templates, as tables of what is refused and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wire import template_rules
from wire.template_components import are_same, from_meta, to_components
from wire.template_content import Button, Content
from wire.template_text import fill, names, one_line

GOOD = "Halo {{1}}, pesanan {{2}} sudah kami terima dan segera diproses."
NAMED = "Halo {{nama}}, pesanan {{nomor}} sudah kami terima dan segera diproses."


def offences(name="pesanan", has_file=False, **values):
    """Which fields Meta would refuse, and by which rule."""
    content = Content(**{"body": "Halo, pesanan Anda sudah kami terima.", **values})
    for place in content.places():
        content.samples.setdefault(place, "contoh")
    return [(problem.field, problem.offence.rule) for problem in template_rules.check(name, content, has_file)]


def quick(*labels):
    return [Button("QUICK_REPLY", label) for label in labels]


def link(label="Lacak", url="https://toko.id/r/{{1}}"):
    return Button("URL", label, url=url)


CALL = Button("PHONE_NUMBER", "Telepon", phone_number="+628111000001")

FINE = {
    "plain": {},
    "numbers": {"body": GOOD},
    "names": {"body": NAMED, "parameter_format": "NAMED"},
    "formatting in the text": {"body": "Halo *{{1}}*, pesanan _Anda_ sudah kami terima ya 🙏"},
    "header with a variable": {"header_format": "TEXT", "header_text": "Pesanan {{1}}"},
    "header with a file": {"header_format": "IMAGE", "has_file": True},
    "header with a place": {"header_format": "LOCATION"},
    "footer": {"footer": "Toko Kopi"},
    "all buttons": {"buttons": [*quick("Sudah", "Belum"), link(), CALL, Button("COPY_CODE")]},
    "quick replies last": {"buttons": [link(), CALL, *quick("Sudah", "Belum")]},
    "one blank line": {"body": "Halo,\n\npesanan Anda sudah kami terima."},
    "log-in code": {
        "category": "AUTHENTICATION",
        "body": "*{{1}}* adalah kode verifikasi Anda.",
        "buttons": [Button("OTP", "Salin kode")],
        "expires_in": 10,
    },
}

REFUSED = {
    "no name": ({"name": ""}, "name", "name_missing"),
    "capitals": ({"name": "Pesanan"}, "name", "name_letters"),
    "space in the name": ({"name": "pesanan baru"}, "name", "name_letters"),
    "long name": ({"name": "a" * 513}, "name", "name_long"),
    "empty": ({"body": "  "}, "body", "body_empty"),
    "long text": ({"body": "kata " * 205}, "body", "body_long"),
    "begins with a variable": ({"body": "{{1}}, pesanan Anda sudah kami terima."}, "body", "body_begins"),
    "ends with a variable": ({"body": "Pesanan Anda sudah kami terima, {{1}}"}, "body", "body_ends"),
    "side by side": ({"body": "Halo Bapak dan Ibu {{1}} {{2}}, pesanan sudah kami terima."}, "body", "body_neighbours"),
    "gap in the numbers": ({"body": "Halo {{1}}, pesanan {{3}} sudah kami terima hari ini."}, "body", "variable_gap"),
    "not from one": ({"body": "Halo {{2}}, pesanan sudah kami terima."}, "body", "variable_gap"),
    "name among numbers": ({"body": "Halo {{nama}}, pesanan sudah kami terima."}, "body", "variable_not_number"),
    "bad name": ({"body": "Halo {{Nama}}, pesanan kami terima ya.", "parameter_format": "NAMED"}, "body", "variable_name"),
    "too many variables": ({"body": "Halo {{1}}, {{2}} lalu {{3}}."}, "body", "body_words"),
    "single braces": ({"body": "Halo {{1}, pesanan sudah kami terima."}, "body", "variable_braces"),
    "expression": ({"body": "Halo {{7*7}}, pesanan sudah kami terima."}, "body", "variable_braces"),
    "two blank lines": ({"body": "Halo,\n\n\npesanan kami terima."}, "body", "body_blank_lines"),
    "tab": ({"body": "Halo,\tpesanan kami terima."}, "body", "body_gap"),
    "gap": ({"body": "Halo,     pesanan kami terima."}, "body", "body_gap"),
    "emoji": ({"body": "Halo " + "🎉" * 11}, "body", "body_emoji"),
    "header empty": ({"header_format": "TEXT", "header_text": ""}, "header_text", "header_empty"),
    "header long": ({"header_format": "TEXT", "header_text": "a" * 61}, "header_text", "header_long"),
    "header bold": ({"header_format": "TEXT", "header_text": "*Promo*"}, "header_text", "header_not_plain"),
    "header emoji": ({"header_format": "TEXT", "header_text": "Promo 🎉"}, "header_text", "header_not_plain"),
    "header of two lines": ({"header_format": "TEXT", "header_text": "Promo\nbaru"}, "header_text", "header_not_plain"),
    "header with two": ({"header_format": "TEXT", "header_text": "{{1}} dan {{2}}"}, "header_text", "header_variables"),
    "header without file": ({"header_format": "DOCUMENT"}, "header_text", "header_file_missing"),
    "footer long": ({"footer": "a" * 61}, "footer", "footer_long"),
    "footer with a variable": ({"footer": "Toko {{1}}"}, "footer", "footer_variables"),
    "footer bold": ({"footer": "*Toko*"}, "footer", "footer_not_plain"),
    "eleven buttons": ({"buttons": quick(*"abcdefghijk")}, "button_ids", "buttons_many"),
    "three links": ({"buttons": [link(label, "https://toko.id") for label in "abc"]}, "button_ids", "buttons_url"),
    "two calls": (
        {"buttons": [CALL, Button("PHONE_NUMBER", "Lain", phone_number="+628111000002")]},
        "button_ids",
        "buttons_phone_number",
    ),
    "two codes": ({"buttons": [Button("COPY_CODE"), Button("COPY_CODE")]}, "button_ids", "buttons_copy_code"),
    "scattered quick replies": ({"buttons": [*quick("a"), CALL, *quick("b")]}, "button_ids", "buttons_scattered"),
    "same label": ({"buttons": quick("Sudah", "sudah ")}, "button_ids", "buttons_same_label"),
    "no label": ({"buttons": quick("")}, "button_ids", "button_unlabelled"),
    "long label": ({"buttons": quick("a" * 26)}, "button_ids", "button_label_long"),
    "label with emoji": ({"buttons": quick("Sudah 👍")}, "button_ids", "button_label_not_plain"),
    "label with a variable": ({"buttons": quick("Halo {{1}}")}, "button_ids", "button_label_not_plain"),
    "no address": ({"buttons": [link(url="toko.id")]}, "button_ids", "button_address"),
    "address of a variable": ({"buttons": [link(url="https://{{1}}")]}, "button_ids", "button_address"),
    "variable in the middle": ({"buttons": [link(url="https://toko.id/{{1}}/x")]}, "button_ids", "button_variable"),
    "link to a chat": ({"buttons": [link(url="https://wa.me/628111")]}, "button_ids", "button_chat"),
    "long address": ({"buttons": [link(url="https://toko.id/" + "a" * 2_000)]}, "button_ids", "button_address_long"),
    "no number": ({"buttons": [Button("PHONE_NUMBER", "Telepon", phone_number="nol")]}, "button_ids", "button_phone_number"),
    "code button elsewhere": ({"buttons": [Button("OTP", "Salin")]}, "button_ids", "button_code"),
    "log-in code without button": ({"category": "AUTHENTICATION"}, "button_ids", "code_button"),
    "log-in code for a day": (
        {"category": "AUTHENTICATION", "buttons": [Button("OTP", "Salin")], "expires_in": 1440},
        "code_expires_in",
        "code_expiry",
    ),
    "no example": ({"body": GOOD, "samples": {("body", 0, "2"): " "}}, "variable_ids", "sample_missing"),
    "example with a variable": ({"body": GOOD, "samples": {("body", 0, "2"): "{{1}}"}}, "variable_ids", "sample_not_plain"),
}


@pytest.mark.parametrize("values", FINE.values(), ids=FINE.keys())
def test_what_meta_takes_is_not_held_up(values):
    assert offences(**values) == []


@pytest.mark.parametrize(("values", "field", "rule"), REFUSED.values(), ids=REFUSED.keys())
def test_what_meta_refuses_is_named_with_its_field(values, field, rule):
    assert (field, rule) in offences(**values)


@pytest.mark.parametrize("values", [values for values in FINE.values() if "category" not in values])
def test_components_lead_back_to_the_same_content(values):
    values = {key: value for key, value in values.items() if key != "has_file"}
    content = Content(**{"body": "Halo, pesanan Anda sudah kami terima.", "header_handle": "", **values})
    if content.header_format in ("IMAGE", "VIDEO", "DOCUMENT"):
        content.header_handle = "4::abc"
    content.samples = {place: f"contoh {place[2]}" for place in content.places()}
    item = {"category": content.category, "parameter_format": content.parameter_format, "components": to_components(content)}
    assert from_meta(item) == content
    assert are_same(to_components(content), item["components"])


def test_login_code_goes_without_text_and_comes_back_with_metas():
    content = Content(category="AUTHENTICATION", buttons=[Button("OTP", "Salin")], has_security_advice=True, expires_in=5)
    assert to_components(content) == [
        {"type": "BODY", "add_security_recommendation": True},
        {"type": "FOOTER", "code_expiration_minutes": 5},
        {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE", "text": "Salin"}]},
    ]
    url = "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}"
    listed = [
        {"type": "BODY", "text": "*{{1}}* adalah kode verifikasi Anda."},
        {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Salin kode", "url": url}]},
    ]
    content = from_meta({"category": "AUTHENTICATION", "components": listed})
    assert content.buttons == [Button("OTP", "Salin kode")]
    assert content.places() == [("body", 0, "1")]


@pytest.mark.parametrize(
    "component",
    [
        {"type": "CAROUSEL", "cards": []},
        {"type": "HEADER", "format": "GIF"},
        {"type": "BUTTONS", "buttons": [{"type": "MPM", "text": "Lihat"}]},
    ],
)
def test_unknown_parts_make_a_template_foreign(component):
    assert from_meta({"components": [{"type": "BODY", "text": "Halo"}, component]}).is_foreign


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "text", "buttons", "example", "url"]), inner)
    ),
    max_leaves=20,
)


@given(json_values)
def test_whatever_meta_lists_is_read(components):
    from_meta({"components": components})


@given(st.text(), st.dictionaries(st.sampled_from("123"), st.text()))
def test_filling_in_is_one_pass(text, values):
    assert fill("{{1}}|{{2}}", {"1": "{{2}}", "2": text}) == "{{2}}|" + text
    fill(text, values)
    names(text)


LINES = {
    "address": ("Jl. Melati 3\nBandung", "Jl. Melati 3, Bandung"),
    "list": ("Kopi:\n- Gayo\n- Toraja", "Kopi: - Gayo, - Toraja"),
    "sentences": ("Halo.\n\nApa kabar?", "Halo. Apa kabar?"),
    "gaps": ("a\t b      c", "a b c"),
    "nothing": ("\n \t", ""),
    "none": (None, ""),
}


@pytest.mark.parametrize(("given", "expected"), LINES.values(), ids=LINES.keys())
def test_value_becomes_one_line(given, expected):
    assert one_line(given) == expected


@given(st.text())
def test_value_never_has_what_meta_refuses(text):
    line = one_line(text)
    assert not set("\n\r\t") & set(line)
    assert "    " not in line
