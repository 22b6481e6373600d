"""What a customer answers to "has your order arrived?"."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_DOUBTFUL = re.compile(r"[?\d]")
MOST_WORDS = 10


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


YES = _words("sudah sdh udah udh dah ya iya yes already sampai sampe nyampe nyampai diterima received arrived")
NO = _words("belum blm belom blom blum tidak nggak ngga gak ga no not")
#: What is said along, and changes nothing.
BESIDE = _words(
    """
    kak kakak min admin pak bu bang mas mbak gan sis saya kami aku di ke rumah kantor nya barang barangnya paket paketnya
    pesanan pesanannya produk produknya terima kasih makasih trims thanks thank you it has is the order package alhamdulillah
    baik aman selamat dengan tadi kemarin pagi siang sore malam banyak banget sekali juga nih kok datang yet
    """
)


def read(text: str | None) -> bool | None:
    """Tell whether the goods are there.

    :return: True or False; None when it says anything else besides, or asks: then a person reads it
    """
    text = text or ""
    said = _words(text) - BESIDE
    if len(_WORD.findall(text)) > MOST_WORDS or _DOUBTFUL.search(text):
        return None
    if said & NO:
        return False if said <= NO | YES else None
    return True if said and said <= YES else None
