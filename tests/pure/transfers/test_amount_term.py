"""Amounts as people type them into a search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from transfer_tools.amount_term import amount_of


@pytest.mark.parametrize(
    ("term", "amount"),
    [
        ("50009", 50_009),
        ("50.009", 50_009),
        ("50,009", 50_009),
        ("Rp 50.009", 50_009),
        ("rp.50.009,-", 50_009),
        ("IDR 50.009,00", 50_009),
        ("1.250.000,50", 1_250_000),
        ("50rb", 50_000),
        ("1,5 jt", 1_500_000),
        ("2 juta", 2_000_000),
        ("009", 9),
        ("0", None),
        ("", None),
        (None, None),
        ("S00012", None),
        ("siti 50009", None),
        ("0812-3456", None),
        ("9" * 40, None),
        (".", None),
    ],
)
def test_an_amount_is_read_in_any_spelling_and_nothing_else_is(term, amount):
    assert amount_of(term) == amount


@given(st.integers(1, 10**11))
def test_grouped_amounts_read_back(amount):
    for term in (str(amount), f"{amount:,}".replace(",", "."), f"Rp {amount:,}"):
        assert amount_of(term) == amount


@given(st.text(max_size=60))
def test_no_text_is_too_strange(term):
    amount = amount_of(term)
    assert amount is None or amount > 0
