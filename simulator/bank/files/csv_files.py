"""CSV as the banks' sites write it: each with its own columns, dates and numbers."""

import csv
import io
from datetime import date

from .balance import opening

MANDIRI = (
    "Account No", "Date", "Val. Date", "Transaction Code", "Description", "Description", "Reference No.", "Debit", "Credit",
)  # fmt: skip


def _text(rows, delimiter=",", quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _day(iso, pattern="%d/%m/%Y"):
    return date.fromisoformat(iso).strftime(pattern)


def _sums(mutations):
    """:return: what came in, what went out"""
    dated = [each for each in mutations if not each["pending"]]
    return tuple(sum(each["amount"] for each in dated if each["kind"] == kind) for kind in ("credit", "debit"))


def bca(account, mutations, start, end):
    """KlikBCA: a header, days without a year, PEND before the bank has dated a row, sums below."""
    credit, debit = _sums(mutations)
    before = opening(account, mutations)
    rows = [
        ["Informasi Rekening - Mutasi Rekening"],
        [],
        ["Nomor Rekening", "=", f"'{account['number']}"],
        ["Nama", "=", account["holder"].upper()],
        ["Periode", "=", f"{_day(start)} - {_day(end)}"],
        ["Mata Uang", "=", "Rp"],
        [],
        ["Tanggal Transaksi", "Keterangan", "Cabang", "Jumlah", "", "Saldo"],
    ]
    for each in mutations:
        rows.append(
            [
                "PEND" if each["pending"] else f"'{_day(each['date'], '%d/%m')}",
                each["description"],
                "'0000",
                f"{each['amount']}.00",
                "CR" if each["kind"] == "credit" else "DB",
                f"{each['balance']}.00",
            ]
        )
    rows += [
        ["Saldo Awal", "=", f"{before}.00"],
        ["Kredit", "=", f"{credit}.00"],
        ["Debet", "=", f"{debit}.00"],
        ["Saldo Akhir", "=", f"{before + credit - debit}.00"],
    ]
    return _text(rows).encode()


def mandiri(account, mutations, _start, _end):
    """Mandiri: one row of names, debit and credit apart, thousands with a comma; pending rows are not listed."""
    rows = [list(MANDIRI)]
    for each in mutations:
        if not each["pending"]:
            amounts = [f"{each['amount']:,}.00", ".00"]
            day = _day(each["date"], "%d/%m/%y")
            reference = each["id"][:8].upper()
            debit, credit = amounts if each["kind"] == "debit" else amounts[::-1]
            code = "6812" if each["kind"] == "credit" else "6820"
            rows.append([account["number"], day, day, code, each["description"], "", reference, debit, credit])
    return _text(rows).encode()


def bri(_account, mutations, _start, _end):
    """BRI: date and time in columns of their own, debit and credit apart, the balance at the end."""
    rows = [["TGL_TRAN", "JAM_TRAN", "DESK_TRAN", "MUTASI_DEBET", "MUTASI_KREDIT", "SALDO_AKHIR_MUTASI"]]
    for each in mutations:
        if not each["pending"]:
            amounts = [f"{each['amount']}.00", "0.00"]
            debit, credit = amounts if each["kind"] == "debit" else amounts[::-1]
            rows.append([_day(each["date"]), each["time"], each["description"], debit, credit, f"{each['balance']}.00"])
    return _text(rows).encode()


def bni(account, mutations, start, end):
    """BNI: semicolons, a column that says D or C, numbers as Indonesia writes them."""

    def amount(number):
        return f"{number:,}".replace(",", ".") + ",00"

    rows = [
        ["Account Statement"],
        ["Account Number", account["number"]],
        ["Account Name", account["holder"].upper()],
        ["Period", f"{_day(start)} - {_day(end)}"],
        [],
        ["Post Date", "Value Date", "Branch", "Journal No.", "Description", "Amount", "Db/Cr", "Balance"],
    ]
    for number, each in enumerate(mutations, 1):
        if not each["pending"]:
            day = f"{_day(each['date'], '%d/%m/%y')} {each['time'].replace(':', '.')}"
            sign = "C" if each["kind"] == "credit" else "D"
            rows.append(
                [day, day, "0259", f"{number:06}", each["description"], amount(each["amount"]), sign, amount(each["balance"])]
            )
    return _text(rows, delimiter=";").encode()
