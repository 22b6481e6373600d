"""What customers answer when they are asked whether their order has arrived."""

import pytest
from money_tools.arrival_answer import read

YES = [
    "Sudah",
    "sudah kak",
    "SUDAH SAMPAI",
    "udah nyampe min, makasih ya",
    "sdh diterima",
    "Alhamdulillah sudah sampai 🙏",
    "ya",
    "Yes",
]
NO = ["Belum", "belum kak", "blm sampai", "Belum sampai juga nih min", "tidak", "not yet", "belum diterima"]
NEITHER = [
    "",
    None,
    "Halo",
    "sudah sampai mana kak?",
    "belum sampai?",
    "sudah saya transfer",
    "belum saya bayar",
    "sudah 3 hari",
    "sudah sampai tapi rusak",
    "terima kasih",
    "ya " * 11,
    "👍",
]


@pytest.mark.parametrize("text", YES)
def test_yes_in_a_customers_words_is_yes(text):
    assert read(text) is True


@pytest.mark.parametrize("text", NO)
def test_no_in_a_customers_words_is_no(text):
    assert read(text) is False


@pytest.mark.parametrize("text", NEITHER)
def test_what_says_anything_else_is_left_to_a_person(text):
    assert read(text) is None
