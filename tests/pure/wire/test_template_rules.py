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
    """Which fields Meta would refuse, and with which words."""
    content = Content(**{"body": "Halo, pesanan Anda sudah kami terima.", **values})
    for place in content.places():
        content.samples.setdefault(place, "contoh")
    return [(problem.field, problem.text._translate("en_US")) for problem in template_rules.check(name, content, has_file)]


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
    "no name": ({"name": ""}, "name", "needs a name"),
    "capitals": ({"name": "Pesanan"}, "name", "small letters"),
    "space in the name": ({"name": "pesanan baru"}, "name", "small letters"),
    "long name": ({"name": "a" * 513}, "name", "more than 512"),
    "empty": ({"body": "  "}, "body", "is empty"),
    "long text": ({"body": "kata " * 205}, "body", "Meta allows 1024"),
    "begins with a variable": ({"body": "{{1}}, pesanan Anda sudah kami terima."}, "body", "begin with a variable"),
    "ends with a variable": ({"body": "Pesanan Anda sudah kami terima, {{1}}"}, "body", "end with a variable"),
    "side by side": ({"body": "Halo Bapak dan Ibu {{1}} {{2}}, pesanan sudah kami terima."}, "body", "side by side"),
    "gap in the numbers": ({"body": "Halo {{1}}, pesanan {{3}} sudah kami terima hari ini."}, "body", "without a gap"),
    "not from one": ({"body": "Halo {{2}}, pesanan sudah kami terima."}, "body", "without a gap"),
    "name among numbers": ({"body": "Halo {{nama}}, pesanan sudah kami terima."}, "body", "numbers here"),
    "bad name": ({"body": "Halo {{Nama}}, pesanan kami terima ya.", "parameter_format": "NAMED"}, "body", "small letter"),
    "too many variables": ({"body": "Halo {{1}}, {{2}} lalu {{3}}."}, "body", "at least 7 words"),
    "single braces": ({"body": "Halo {{1}, pesanan sudah kami terima."}, "body", "braces"),
    "expression": ({"body": "Halo {{7*7}}, pesanan sudah kami terima."}, "body", "braces"),
    "two blank lines": ({"body": "Halo,\n\n\npesanan kami terima."}, "body", "blank line"),
    "tab": ({"body": "Halo,\tpesanan kami terima."}, "body", "a tab"),
    "gap": ({"body": "Halo,     pesanan kami terima."}, "body", "four spaces"),
    "emoji": ({"body": "Halo " + "🎉" * 11}, "body", "10 emoji"),
    "header empty": ({"header_format": "TEXT", "header_text": ""}, "header_text", "header is empty"),
    "header long": ({"header_format": "TEXT", "header_text": "a" * 61}, "header_text", "Meta allows 60"),
    "header bold": ({"header_format": "TEXT", "header_text": "*Promo*"}, "header_text", "one line"),
    "header emoji": ({"header_format": "TEXT", "header_text": "Promo 🎉"}, "header_text", "one line"),
    "header of two lines": ({"header_format": "TEXT", "header_text": "Promo\nbaru"}, "header_text", "one line"),
    "header with two": ({"header_format": "TEXT", "header_text": "{{1}} dan {{2}}"}, "header_text", "one variable"),
    "header without file": ({"header_format": "DOCUMENT"}, "header_text", "example of the file"),
    "footer long": ({"footer": "a" * 61}, "footer", "Meta allows 60"),
    "footer with a variable": ({"footer": "Toko {{1}}"}, "footer", "no variables"),
    "footer bold": ({"footer": "*Toko*"}, "footer", "one line"),
    "eleven buttons": ({"buttons": quick(*"abcdefghijk")}, "button_ids", "Meta allows 10"),
    "three links": ({"buttons": [link(label, "https://toko.id") for label in "abc"]}, "button_ids", "3 links"),
    "two calls": ({"buttons": [CALL, Button("PHONE_NUMBER", "Lain", phone_number="+628111000002")]}, "button_ids", "call"),
    "two codes": ({"buttons": [Button("COPY_CODE"), Button("COPY_CODE")]}, "button_ids", "copy a code"),
    "scattered quick replies": ({"buttons": [*quick("a"), CALL, *quick("b")]}, "button_ids", "stand together"),
    "same label": ({"buttons": quick("Sudah", "sudah ")}, "button_ids", "same label"),
    "no label": ({"buttons": quick("")}, "button_ids", "no label"),
    "long label": ({"buttons": quick("a" * 26)}, "button_ids", "longer than 25"),
    "label with emoji": ({"buttons": quick("Sudah 👍")}, "button_ids", "without emoji"),
    "label with a variable": ({"buttons": quick("Halo {{1}}")}, "button_ids", "variables"),
    "no address": ({"buttons": [link(url="toko.id")]}, "button_ids", "https://"),
    "address of a variable": ({"buttons": [link(url="https://{{1}}")]}, "button_ids", "https://"),
    "variable in the middle": ({"buttons": [link(url="https://toko.id/{{1}}/x")]}, "button_ids", "very end"),
    "link to a chat": ({"buttons": [link(url="https://wa.me/628111")]}, "button_ids", "WhatsApp chat"),
    "long address": ({"buttons": [link(url="https://toko.id/" + "a" * 2_000)]}, "button_ids", "2000"),
    "no number": ({"buttons": [Button("PHONE_NUMBER", "Telepon", phone_number="nol")]}, "button_ids", "telephone"),
    "code button elsewhere": ({"buttons": [Button("OTP", "Salin")]}, "button_ids", "Authentication"),
    "log-in code without button": ({"category": "AUTHENTICATION"}, "button_ids", "exactly one button"),
    "log-in code for a day": (
        {"category": "AUTHENTICATION", "buttons": [Button("OTP", "Salin")], "expires_in": 1440},
        "code_expires_in",
        "90 minutes",
    ),
    "no example": ({"body": GOOD, "samples": {("body", 0, "2"): " "}}, "variable_ids", "{{2}}"),
    "example with a variable": ({"body": GOOD, "samples": {("body", 0, "2"): "{{1}}"}}, "variable_ids", "one line"),
}


@pytest.mark.parametrize("values", FINE.values(), ids=FINE.keys())
def test_what_meta_takes_is_not_held_up(values):
    assert offences(**values) == []


@pytest.mark.parametrize(("values", "field", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_meta_refuses_is_named_with_its_field(values, field, words):
    found = offences(**values)
    assert any(where == field and words in text for where, text in found), found


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
