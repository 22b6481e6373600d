"""Amounts in Indonesian words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from money_tools.terbilang import terbilang


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (1_000, "Seribu rupiah"),
        (1_500, "Seribu lima ratus rupiah"),
        (11_000, "Sebelas ribu rupiah"),
        (21_000, "Dua puluh satu ribu rupiah"),
        (100_000, "Seratus ribu rupiah"),
        (250_000, "Dua ratus lima puluh ribu rupiah"),
        (1_001_000, "Satu juta seribu rupiah"),
        (1_021_000, "Satu juta dua puluh satu ribu rupiah"),
        (1_234_567, "Satu juta dua ratus tiga puluh empat ribu lima ratus enam puluh tujuh rupiah"),
        (2_000_000_000, "Dua miliar rupiah"),
        (250_000.0, "Dua ratus lima puluh ribu rupiah"),
    ],
)
def test_amount_is_spelled_as_people_say_it(amount, words):
    assert terbilang(amount) == words


@pytest.mark.parametrize("amount", [-1, 10.5])
def test_what_is_no_whole_amount_is_refused(amount):
    with pytest.raises(ValueError, match="no whole amount"):
        terbilang(amount)


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_different_amounts_have_different_words(one, other):
    assert (terbilang(one) == terbilang(other)) == (one == other)
