"""One customer, however the number is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wire.numbers import from_wa_id, normalise, pretty, sought, spellings


@pytest.mark.parametrize(
    "raw",
    [
        "08111000001",
        "0811-1000-001",
        "0811.1000.001",
        "0811 1000 001",
        "(0811) 1000 001",
        "628111000001",
        "62 811 1000 001",
        "+628111000001",
        "+62 811-1000-001",
        "(+62) 811 1000 001",
        "+62 (0)811 1000 001",
        "+62 0811 1000 001",
        "00628111000001",
        "0062 811 1000 001",
        "8111000001",
        "  08111000001\n",
        "0811\u00a01000\u2011001",
        "\u202a+62 811 1000 001\u202c",
        "08111000001 / 08122222222",
        "08111000001, rumah",
        "\uff10\uff18\uff11\uff11\uff11\uff10\uff10\uff10\uff10\uff10\uff11",
    ],
)
def test_every_spelling_gives_the_same_digits(raw):
    assert normalise(raw) == "628111000001"


@pytest.mark.parametrize(
    ("raw", "digits"),
    [
        ("+1 415 555 2671", "14155552671"),
        ("0014155552671", "14155552671"),
        ("+60 12-345 6789", "60123456789"),
        ("(021) 5551234", "62215551234"),
        ("0812-3456-7890", "6281234567890"),
        ("0811 100 001", "62811100001"),
        ("6281234567890123"[:14], "62812345678901"),
    ],
)
def test_no_digit_is_lost(raw, digits):
    assert normalise(raw) == digits


def test_region_decides_about_national_spellings_only():
    assert normalise("012-345 6789", "MY") == "60123456789"
    assert normalise("+62 811 1000 001", "MY") == "628111000001"


@pytest.mark.parametrize("raw", [None, "", " ", "abc", "0", "+", "62", "0812", "123", "+62+", "1" * 40, "9" * 100_000, "x0811"])
def test_what_is_no_number_is_none(raw):
    assert normalise(raw) is None


@given(st.text(max_size=80))
def test_any_text_gives_digits_or_none(raw):
    digits = normalise(raw)
    assert digits is None or (digits.isascii() and digits.isdigit())


@given(st.from_regex(r"8[0-9]{8,10}", fullmatch=True), st.sampled_from(["0", "62", "+62", "0062", "+62 ", "+62-", "(0)"]))
def test_mobile_number_keeps_all_its_digits(national, prefix):
    assert normalise(f"{prefix}{national}") == f"62{national}"


@pytest.mark.parametrize("wa_id", ["628111000001", "5215512345678", "5511987654321", "123", "99999999999999999"])
def test_whatsapps_own_id_is_never_changed(wa_id):
    assert from_wa_id(wa_id) == wa_id
    assert from_wa_id(f"+{wa_id}") == wa_id


def test_all_spellings_to_search_for():
    assert set(spellings("628111000001")) == {"08111000001", "628111000001", "+628111000001", "00628111000001"}


def test_foreign_number_has_no_national_spelling():
    assert set(spellings("14155552671")) == {"14155552671", "+14155552671", "0014155552671"}


def test_every_spelling_leads_back():
    assert {normalise(form) for form in spellings("628111000001")} == {"628111000001"}


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("628111000001", "+62 811-1000-001"),
        ("6281234567890", "+62 812-3456-7890"),
        ("14155552671", "+1 415-555-2671"),
        ("1", "+1"),
        ("999999999999999999999", "+999999999999999999999"),
        ("", ""),
    ],
)
def test_number_is_shown_readably(digits, shown):
    assert pretty(digits) == shown


@pytest.mark.parametrize("term", ["0811 22", "+62 811-22", "62 811 22", "0062 (811) 22", "81122"])
def test_every_spelling_looks_for_the_same_digits(term):
    assert sought(term) == "81122"


@pytest.mark.parametrize("term", ["Jalan 811", "Siti", "", "?!"])
def test_what_is_no_number_looks_for_none(term):
    assert not sought(term)
