"""Placeholders are filled in one pass, and nothing else of a text is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import placeholders


@pytest.mark.parametrize(
    ("text", "values", "filled"),
    [
        ("Halo {contactname}!", {"contactname": "Siti"}, "Halo Siti!"),
        ("Halo {ContactName}!", {"contactname": "Siti"}, "Halo Siti!"),
        ("{a}{b}", {"a": "1", "b": "2"}, "12"),
        ("Halo {a}", {"a": "{b}", "b": "2"}, "Halo {b}"),
        ("Halo {contactname}, ya", {"contactname": ""}, "Halo, ya"),
        ("{contactname} halo", {"contactname": ""}, " halo"),
        ("harga {unknown} {}", {"contactname": "Siti"}, "harga {unknown} {}"),
        ("{a.__class__} {a!r} {0} %s", {"a": "1"}, "{a.__class__} {a!r} {0} %s"),
        (None, {}, ""),
    ],
)
def test_fill(text, values, filled):
    assert placeholders.fill(text, values) == filled


def test_unknown_names_are_told_in_braces_and_once():
    assert placeholders.unknown("{b} {a} {B} { c } {nama depan}", ("c",)) == ["{a}", "{b}", "{nama depan}"]


def test_allowed_names_are_spelled_as_they_are_written():
    assert placeholders.spelled(("contactname", "device")) == "{contactname} {device}"


@pytest.mark.parametrize(
    ("name", "addressed"),
    [("Siti  Rahma\n", "Siti Rahma"), ("+62 812-3456-7890", ""), ("李", "李"), ("🌸", ""), ("", ""), (None, "")],
)
def test_name_without_a_letter_is_no_address(name, addressed):
    assert placeholders.presentable(name) == addressed


@given(st.text())
def test_text_without_values_stays_as_it_is(text):
    assert placeholders.fill(text, {}) == text


@given(st.text(), st.text(min_size=1))
def test_value_is_never_read_as_a_placeholder(before, value):
    text = before.replace("{", "") + "{x}"
    assert placeholders.fill(text, {"x": value, "y": "filled"}).endswith(value)
