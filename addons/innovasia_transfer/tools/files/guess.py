"""A first mapping for a table that nobody has described yet, told by its headings and by what stands below them."""

from __future__ import annotations

import re

from . import dates, numbers
from .mapping import HEADING_LINES, Mapping, plain
from .reading import FileError
from .tables import Table

#: Words of headings, the surest first; a heading has a meaning when it is one of these words, or begins with one.
WORDS = {
    "date": (
        "tanggal transaksi", "tgl transaksi", "tgl tran", "transaction date", "tanggal", "tgl", "post date", "postdate",
        "posting date", "date", "trx date", "tanggal efektif", "effective date", "value date", "booking date", "waktu",
    ),
    "time": ("jam", "jam transaksi", "time", "pukul"),
    "credit": (
        "kredit", "credit", "credit amount", "mutasi kredit", "uang masuk", "dana masuk", "masuk", "deposits", "deposit",
        "pemasukan",
    ),
    "debit": (
        "debet", "debit", "debit amount", "mutasi debet", "mutasi debit", "uang keluar", "dana keluar", "keluar",
        "withdrawals", "withdrawal", "pengeluaran",
    ),
    "amount": ("jumlah", "nominal", "amount", "mutasi", "nilai", "nominal idr", "jumlah idr", "transaction amount"),
    "kind": (
        "db/cr", "db / cr", "d/k", "d/c", "dc", "dk", "cr/db", "tipe", "type", "jenis", "glsign", "debit/kredit",
        "debet/kredit",
    ),
    "balance": (
        "saldo", "balance", "close balance", "closing balance", "saldo akhir", "saldo akhir mutasi", "running balance",
        "saldo idr",
    ),
    "description": (
        "keterangan", "uraian", "uraian transaksi", "deskripsi", "description", "remark", "remarks", "rincian transaksi",
        "transaction description", "transaction desc", "desk tran", "additionaldesc", "additional desc", "berita",
        "detail transaksi", "catatan",
    ),
    "reference": (
        "no referensi", "nomor referensi", "reference no", "reference number", "reference", "no ref", "ref no", "referensi",
        "journal no", "journal", "no jurnal",
    ),
    "sender_name": ("nama pengirim", "pengirim", "sender", "sender name", "dari"),
    "sender_account": ("rekening pengirim", "sender account", "no rekening pengirim"),
    "currency": ("ccy", "mata uang", "currency", "kode mata uang"),
    "account": ("accountno", "account no", "norek", "account number", "no rekening", "nomor rekening"),
}  # fmt: skip
_MEANINGS = {plain(word): role for role, words in WORDS.items() for word in words}
#: Lines below the headings by which the decimals and the order of dates are told.
SAMPLE = 200


def guess(table: Table) -> Mapping:
    """Propose a mapping; who knows the bank corrects it.

    :raises FileError: headings, when no line looks like headings
    """
    candidates = [(index, _roles(cells)) for index, (_number, cells) in enumerate(table.lines[:HEADING_LINES])]
    # Each meaning once, and most of them: titles above the table name two or three at most.
    index, roles = max(candidates, key=lambda found: len(set(found[1].values())), default=(0, {}))
    known = set(roles.values())
    if "date" not in known or not known & {"amount", "credit", "debit"}:
        seen = max((cells for _number, cells in table.lines[:HEADING_LINES]), key=lambda cells: len(set(cells)), default=())
        raise FileError("headings", ", ".join(filter(None, seen[:20])))
    headings, below = table.lines[index][1], [cells for _number, cells in table.lines[index + 1 : index + 1 + SAMPLE]]
    columns = {role: _names(headings, roles, role) for role in WORDS if role in known}
    if {"credit", "debit"} <= known:
        columns.pop("amount", None)
        columns.pop("kind", None)
    dated = _below(below, _places(roles, "date")[:1])
    amounts = _below(below, [place for role in ("amount", "credit", "debit", "balance") for place in _places(roles, role)])
    return Mapping(
        columns,
        delimiter=table.delimiter,
        encoding=table.encoding,
        decimal=_decimal(amounts),
        order=_order(dated),
        is_signed="amount" in columns and any(text.strip(" '").startswith(("-", "+", "(")) for text in amounts),
    )


def _below(lines, places: list[int]) -> list[str]:
    return [cells[place] for cells in lines for place in places if place < len(cells)]


def _roles(cells) -> dict[int, str]:
    return {index: role for index, cell in enumerate(cells) if (role := _meaning(cell))}


def _meaning(cell: str) -> str | None:
    heading = plain(re.sub(r"\(.*?\)", "", cell))
    return _MEANINGS.get(heading)


def _places(roles: dict[int, str], role: str) -> list[int]:
    return [index for index, found in roles.items() if found == role]


def _names(headings, roles, role) -> tuple[str, ...]:
    """The headings of a meaning, the surest first; a description may be in several columns."""
    names = list(dict.fromkeys(headings[index] for index in _places(roles, role)))
    names.sort(key=lambda name: [plain(word) for word in WORDS[role]].index(plain(re.sub(r"\(.*?\)", "", name))))
    return tuple(names) if role == "description" else tuple(names[:1])


def _decimal(texts: list[str]) -> str:
    """Where each amount can only be read one way, that one; otherwise each amount tells for itself."""
    if any(isinstance(text, numbers.Number) for text in texts):
        return "auto"
    clear = [text for text in texts if re.search(r"[.,]\d{2}(?:\D|$)", text)]
    readable = {sign for sign in ".," if clear and all(numbers.read_amount(text, sign) for text in clear)}
    return readable.pop() if len(readable) == 1 else "auto"


def _order(texts: list[str]) -> str:
    """Days stand first here; a file of another order shows itself by a day above 12."""
    written = [text for text in texts if re.match(r"\d", text.lstrip("'"))]
    for order in dates.ORDERS:
        if written and all(dates.read_moment(text, order, today=None) or len(text) < 6 for text in written):
            return order
    return "dmy"
