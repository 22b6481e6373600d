"""What stands in braces is filled in in one pass, and nothing else of a text is touched, whatever is in it."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import rendering

ALLOWED = ("contactname", "nama")


@pytest.mark.parametrize(
    ("text", "values", "filled"),
    [
        ("Halo {contactname}!", {"contactname": "Siti"}, "Halo Siti!"),
        ("Halo {ContactName}!", {"contactname": "Siti"}, "Halo Siti!"),
        ("Halo { contactname }!", {"contactname": "Siti"}, "Halo Siti!"),
        ("Halo {contact\u200bname}!", {"contactname": "Siti"}, "Halo Siti!"),
        ("{a}{b}", {"a": "1", "b": "2"}, "12"),
        ("Halo {a}", {"a": "{b}", "b": "2"}, "Halo {b}"),
        ("Halo {contactname}, ya", {"contactname": ""}, "Halo, ya"),
        ("{contactname} halo", {"contactname": ""}, " halo"),
        ("harga {unknown} {}", {"contactname": "Siti"}, "harga {unknown} {}"),
        ("{a.__class__} {a!r} {0} %s", {"a": "1"}, "{a.__class__} {a!r} {0} %s"),
        ("{{a}} {{{a}}} {{a} {a}}", {"a": "1"}, "{{a}} {{{a}}} {{a} {a}}"),
        ("${a} $a <t t-out='a'/> {{7*7}}", {"a": "1"}, "$1 $a <t t-out='a'/> {{7*7}}"),
        ("{a\n}", {"a\n": "1", "a": "1"}, "{a\n}"),
        (None, {}, ""),
    ],
)
def test_fill(text, values, filled):
    assert rendering.fill(text, values) == filled


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Halo {contactname} {NAMA} { nama }", []),
        ("{b} {a} {B} {nama depan}", ["{a}", "{b}", "{nama depan}"]),
        ("{contactname.__class__}", ["{contactname.__class__}"]),
        (
            "{contactname!r} {contactname:>9999} {contactname[0]}",
            ["{contactname!r}", "{contactname:>9999}", "{contactname[0]}"],
        ),
        ("{0} {}", ["{0}", "{}"]),
        ("{{7*7}}", ["{{7*7}}"]),
        ("{{contactname}}", ["{{contactname}}"]),
        ("Halo {contactname, apa kabar?", ["{contactname"]),
        ("Halo {contactname\nApa kabar {nama}?", ["{contactname"]),
        ("Halo {contactname {nama}", ["{contactname"]),
        ("100% asli %s %(nama)s } { t-out $x {!", []),
        ("{con\u200btactname}", []),
        ("{ｃontactname}", ["{ｃontactname}"]),
        (None, []),
    ],
)
def test_whatever_is_not_filled_in_is_told_as_it_is_written(text, found):
    assert rendering.unknown(text, ALLOWED) == found


def test_allowed_names_are_spelled_as_they_are_written():
    assert rendering.spelled(("contactname", "device")) == "{contactname} {device}"


@pytest.mark.parametrize(
    ("name", "addressed"),
    [
        ("Siti  Rahma\n", "Siti Rahma"),
        ("+62 812-3456-7890", ""),
        ("李", "李"),
        ("🌸", ""),
        ("", ""),
        (None, ""),
        ("{documentnumber}", "{documentnumber}"),
        ("Siti\u202eamhaR", "SitiamhaR"),
        ("Siti\x00\x1b[31m", "Siti[31m"),
        ("\u200b\u200f", ""),
        ("S" * 100_000, "S" * 99 + "…"),
        ("👩\u200d🌾 Siti", "👩\u200d🌾 Siti"),
    ],
)
def test_how_a_customer_is_addressed(name, addressed):
    assert rendering.presentable(name) == addressed


@pytest.mark.parametrize("blank", [None, "", " \n\t", "\u200b\u200d\ufeff", "\u200f \u2060"])
def test_text_of_which_nothing_is_seen_is_blank(blank):
    assert rendering.is_blank(blank)
    assert not rendering.is_blank(f"{blank or ''}.")


def test_what_is_too_long_is_cut_with_an_ellipsis():
    assert rendering.shorten("abcdef", 6) == "abcdef"
    assert rendering.shorten("abc def", 5) == "abc…"


@pytest.mark.parametrize("hostile", ["{", "}", "{" * 5 + "a", " {", "{a", "{a} ", "{{a}}", " ", "{contactname", "\u200b{"])
def test_long_hostile_text_takes_no_time(hostile):
    text = hostile * (100_000 // len(hostile))
    began = time.perf_counter()
    rendering.fill(text, {"a": "1"})
    rendering.unknown(text, ALLOWED)
    rendering.is_blank(text)
    rendering.presentable(text)
    assert time.perf_counter() - began < 2  # what is quadratic takes minutes


@given(st.text())
def test_text_without_values_stays_as_it_is(text):
    assert rendering.fill(text, {}) == text


@given(st.text(alphabet=st.sampled_from("{}ab \n.")), st.text(alphabet="{}ab"))
def test_only_what_stands_in_single_braces_changes(text, value):
    """The same, told by one substitution."""

    def told(match):
        return match[1] * bool(value) + value if match[2].strip() == "a" else match[0]

    expected = re.sub(r"( ?)(?<!\{)\{([^{}\n]*)\}(?!\})", told, text)
    assert rendering.fill(text, {"a": value}) == expected


@given(st.text(), st.text(min_size=1))
def test_value_is_never_read_as_a_name(before, value):
    text = before.replace("{", "") + " {x}"
    assert rendering.fill(text, {"x": value, "y": "filled"}).endswith(value)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_what_is_accepted_is_filled_in_completely(text):
    if not rendering.unknown(text, ("a",)):
        assert rendering.names(rendering.fill(text, {"a": "1"})) == set()


@given(st.text())
def test_value_does_not_turn_the_text_around_it(value):
    assert not {"\u202e", "\u2066", "\x00"} & set(rendering.tidy(value))
