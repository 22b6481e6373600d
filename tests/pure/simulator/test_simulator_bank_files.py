# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The files that the bank lets people download."""

import csv
import io
from xml.etree import ElementTree

import mt940
import pytest


@pytest.fixture
def day(api):
    """A day with money that came, money that went, a reversal, and something pending."""
    [came] = api.sim("bank/transfer", amount=50_009, sender="Siti, Ibu", date="2026-01-05", time="08:30")
    api.sim("bank/transfer", amount=1_250_000, kind="debit", sender="PT Pemasok", date="2026-01-05", time="09:00")
    api.sim(f"bank/mutations/{came['id']}/reverse", date="2026-01-05", time="10:00")
    api.sim("bank/transfer", amount=77, pending=True, date="2026-01-05")
    api.sim("bank/transfer", amount=88, date="2026-01-06")
    return api


def download(api, form, status=200, **query):
    period = {"start": "2026-01-05", "end": "2026-01-05", **query}
    answer = api.http.get("/_sim/bank/accounts/bank1/file", params={"form": form, **period})
    assert answer.status_code == status, answer.text
    return answer


def rows(text, delimiter=","):
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def test_bca_has_a_header_days_without_year_and_pending_rows(day):
    answer = download(day, "bca")
    assert "bca_5220304050_2026-01-05_2026-01-05.csv" in answer.headers["content-disposition"]
    table = rows(answer.text)
    assert ["Periode", "=", "05/01/2026 - 05/01/2026"] in table
    begin = table.index(["Tanggal Transaksi", "Keterangan", "Cabang", "Jumlah", "", "Saldo"])
    booked = table[begin + 1 : begin + 5]
    assert [(row[0], row[3], row[4]) for row in booked] == [
        ("'05/01", "50009.00", "CR"),
        ("'05/01", "1250000.00", "DB"),
        ("'05/01", "50009.00", "DB"),
        ("PEND", "77.00", "CR"),
    ]
    assert table[-4:] == [
        ["Saldo Awal", "=", "12500000.00"],
        ["Kredit", "=", "50009.00"],
        ["Debet", "=", "1300009.00"],
        ["Saldo Akhir", "=", "11250000.00"],
    ]


def test_mandiri_and_bri_have_debit_and_credit_apart(day):
    header, *booked = rows(download(day, "mandiri").text)
    assert header[-2:] == ["Debit", "Credit"]
    assert [row[-2:] for row in booked] == [[".00", "50,009.00"], ["1,250,000.00", ".00"], ["50,009.00", ".00"]]
    _header, *booked = rows(download(day, "bri").text)
    assert booked[0][0] == "05/01/2026"
    assert [row[3:5] for row in booked] == [["0.00", "50009.00"], ["1250000.00", "0.00"], ["50009.00", "0.00"]]


def test_bni_writes_numbers_as_indonesia_does(day):
    booked = rows(download(day, "bni").text, ";")[6:]
    assert [(row[5], row[6]) for row in booked] == [("50.009,00", "C"), ("1.250.000,00", "D"), ("50.009,00", "D")]
    assert booked[0][7] == "12.550.009,00"


def test_camt_balances_and_tells_what_is_pending_or_reversed(day):
    root = ElementTree.fromstring(download(day, "camt053").content)
    space = {"c": root.tag[1:].partition("}")[0]}
    entries = root.findall(".//c:Ntry", space)

    def texts(path):
        return [each.findtext(path, None, space) for each in entries]

    assert texts("c:Amt") == ["50009.00", "1250000.00", "50009.00", "77.00"]
    assert texts("c:CdtDbtInd") == ["CRDT", "DBIT", "DBIT", "CRDT"]
    assert texts("c:Sts") == ["BOOK", "BOOK", "BOOK", "PDNG"]
    assert texts("c:RvslInd") == [None, None, "true", None]
    balances = [float(each.text) for each in root.findall(".//c:Bal/c:Amt", space)]
    assert balances[0] + 50_009 - 1_250_000 - 50_009 == balances[1]


def test_mt940_is_read_by_the_library(day):
    statement = mt940.parse(io.StringIO(download(day, "mt940").text))
    # The library leaves the sign of "RC", a credit that is taken back, to its reader.
    read = [(abs(int(each.data["amount"].amount)), each.data["status"]) for each in statement]
    assert read == [(50_009, "C"), (1_250_000, "D"), (50_009, "RC")]
    assert statement[0].data["transaction_details"].startswith("TRSF E-BANKING CR")
    opening, closing = (statement.data[name].amount.amount for name in ("final_opening_balance", "final_closing_balance"))
    assert opening - 1_250_000 == closing


def test_period_of_other_days_has_only_theirs(day):
    assert len(rows(download(day, "bri", start="2026-01-06", end="2026-01-06").text)) == 2
    assert "ends before it begins" in download(day, "bri", 400, start="2026-01-07").text
    assert "form is one of" in download(day, "pdf", 400).text
