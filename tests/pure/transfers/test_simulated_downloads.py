# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the simulator's bank lets people download is read without a mapping, whichever bank's form it has."""

from datetime import date

import pytest
from transfer_tools import files as reader

from simulator.bank import files

ACCOUNT = {"number": "5220304050", "holder": "PT Toko Innovasia", "bank": "bca", "balance": 11_250_000}
#: (day, kind, rupiah, balance afterwards, pending, reverses)
HISTORY = [
    ("2026-11-20", "credit", 50_009, 12_550_009, False, None),
    ("2026-11-21", "debit", 1_250_000, 11_300_009, False, None),
    ("2026-11-22", "debit", 50_009, 11_250_000, False, "1"),
    ("2026-11-22", "credit", 77, 11_250_000, True, None),
]
#: These list what is pending.
WITH_PENDING = ("bca", "camt053")


def history():
    for number, (day, kind, amount, balance, pending, reverses) in enumerate(HISTORY, 1):
        yield {
            "id": f"{number:08x}-0000",
            "date": day,
            "time": "08:30:00",
            "kind": kind,
            "amount": amount,
            "balance": balance,
            "description": f"TRSF E-BANKING CR 2011/FTSCY/WS95031 {amount}.00 SITI, IBU",
            "sender": "Siti, Ibu",
            "pending": pending,
            "reverses": reverses,
        }


@pytest.mark.parametrize("form", files.FORMS)
def test_each_download_is_read_as_it_was_booked(form):
    _name, _kind, content = files.write(form, ACCOUNT, list(history()), "2026-11-20", "2026-11-22")
    found = reader.read(content, None, "Asia/Jakarta", date(2026, 11, 22))
    told = [(str(row.date), row.kind, row.amount, row.is_pending) for row in found.rows]
    expected = [(day, kind, amount, pending) for day, kind, amount, _balance, pending, _reverses in HISTORY]
    assert told == (expected if form in WITH_PENDING else expected[:3])
    assert found.problems == []
