"""The columns of a contact file: what they are called, and which heading means which of them."""

from __future__ import annotations

import re
import unicodedata

#: key: (Indonesian heading, English heading, further spellings). The first two stand in the template.
COLUMNS = {
    "name": ("Nama", "Name", "nama lengkap nama pelanggan nama kontak nama donatur full name contact name customer name"),
    "number": (
        "Nomor WhatsApp",
        "WhatsApp number",
        "whatsapp wa nomor nomer no no wa nomor wa nomer wa no whatsapp nomer whatsapp hp no hp nomor hp nomer hp telepon"
        " no telepon nomor telepon telp no telp handphone no handphone nomor handphone ponsel phone phone number mobile"
        " mobile number wa number",
    ),
    "group": ("Grup", "Group", "group grup pelanggan kelompok customer group contact group"),
    "type": ("Tipe", "Type", "jenis tipe pelanggan tipe kontak jenis pelanggan customer type contact type kategori"),
    "tags": ("Tag", "Tags", "tag pelanggan label labels customer tags"),
    "email": ("Email", "Email", "e mail surel alamat email email address"),
    "street": ("Alamat", "Address", "alamat lengkap jalan street"),
    "city": ("Kota", "City", "kabupaten kota kabupaten kab kota kabupaten kota"),
    "zip": ("Kode Pos", "Postcode", "kodepos zip zip code postal code"),
    "note": ("Catatan", "Note", "notes keterangan komentar comment comments remark remarks"),
}
#: What our own report of refused rows adds: no part of a contact.
IGNORED = {"baris", "row", "alasan", "reason"}


def heading(key: str, lang: str) -> str:
    """Return the heading of a column in the template, Indonesian for ``id…``, else English."""
    return COLUMNS[key][0 if lang.startswith("id") else 1]


def recognise(cells: list[str]) -> dict[str, int]:
    """Return which column stands where, ``{"name": 0, …}``; of two columns with one meaning the first.

    :param cells: a row that may be one of headings
    """
    found: dict[str, int] = {}
    for position, cell in enumerate(cells):
        key = _MEANINGS.get(_plain(cell))
        if key and key not in found:
            found[key] = position
    return found


def unknown(cells: list[str]) -> list[str]:
    """Return the headings that mean nothing to us, as they are written."""
    return [cell.strip() for cell in cells if cell.strip() and _plain(cell) not in _MEANINGS and _plain(cell) not in IGNORED]


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z0-9]+", " ", re.sub(r"\(.*?\)|\*", " ", text)).strip()
