"""The columns of a contact file: what they are called, and which heading means which of them."""

from __future__ import annotations

import re
import unicodedata

#: column: its headings. The first is the Indonesian one of the template, the second the English one.
HEADINGS = {
    "name": ("Nama", "Name", "Nama Lengkap", "Nama Pelanggan", "Nama Kontak", "Nama Donatur", "Full Name", "Contact Name"),
    "number": (
        *("Nomor WhatsApp", "WhatsApp Number", "WhatsApp", "WA", "Nomor", "Nomer", "No", "No WA", "No WhatsApp", "Nomor WA"),
        *("Nomer WA", "Nomer WhatsApp", "HP", "No HP", "Nomor HP", "Nomer HP", "Telepon", "No Telepon", "Nomor Telepon"),
        *("Telp", "No Telp", "Handphone", "No Handphone", "Nomor Handphone", "Ponsel", "Nomor Ponsel"),
        *("Phone", "Phone Number", "Mobile", "Mobile Number", "WA Number", "Number"),
    ),
    "group": ("Grup", "Group", "Grup Pelanggan", "Kelompok", "Customer Group", "Contact Group"),
    "type": ("Tipe", "Type", "Tipe Pelanggan", "Tipe Kontak", "Jenis", "Jenis Pelanggan", "Customer Type", "Contact Type"),
    "tags": ("Tag", "Tags", "Tag Pelanggan", "Label", "Labels", "Customer Tags"),
    "email": ("Email", "Email", "E-mail", "Surel", "Alamat Email", "Email Address"),
    "street": ("Alamat", "Address", "Alamat Lengkap", "Jalan", "Street"),
    "city": ("Kota", "City", "Kabupaten", "Kota/Kabupaten", "Kabupaten/Kota", "Kab/Kota"),
    "zip": ("Kode Pos", "Postcode", "Kodepos", "Zip", "Zip Code", "Postal Code"),
    "note": ("Catatan", "Note", "Notes", "Keterangan", "Komentar", "Comment", "Comments", "Remarks"),
}
#: What the report of refused rows adds to a file that is mended and imported again: no part of a contact.
OURS = ("Baris", "Row", "Alasan", "Reason")


def heading(column: str, lang: str) -> str:
    """Return the heading of a column in the template: Indonesian for ``id_ID``, else English."""
    return HEADINGS[column][0 if lang.startswith("id") else 1]


def recognise(cells: list[str]) -> dict[str, int]:
    """Return which column stands where, ``{"name": 0, …}``; of two with one meaning the first.

    :param cells: a row that may be the one of headings
    """
    found: dict[str, int] = {}
    for position, cell in enumerate(cells):
        column = _MEANINGS.get(_plain(cell))
        if column and column not in found:
            found[column] = position
    return found


def unknown(cells: list[str]) -> list[str]:
    """Return the headings that mean nothing to us, as they are written."""
    return [cell for cell in cells if _plain(cell) and _plain(cell) not in _MEANINGS.keys() | _OURS]


def _plain(text: str) -> str:
    """``No. HP*``, ``NO HP`` and ``No HP (wajib)`` are one heading."""
    text = unicodedata.normalize("NFKD", re.sub(r"\(.*?\)", " ", text)).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", text))


_MEANINGS = {_plain(name): column for column, names in HEADINGS.items() for name in names}
_OURS = {_plain(name) for name in OURS}
