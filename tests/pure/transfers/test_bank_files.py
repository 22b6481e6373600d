"""Files of banks: each bank's own form, every shape a spreadsheet gives them, and what is sent to do harm."""

import io
import zipfile
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from transfer_tools import files
from transfer_tools.files import guess, mapping, tables

SAMPLES = Path(__file__).parents[3] / "addons" / "innovasia_transfer" / "tests" / "files"
TODAY = date(2026, 10, 6)


def read(content, columns=None):
    if isinstance(content, str):
        content = content.encode()
    return files.read(content, columns, "Asia/Jakarta", TODAY)


def money(reading):
    return [(row.date.day, row.kind, row.amount) for row in reading.rows]


def problems(reading):
    return [(problem.line, problem.code) for problem in reading.problems]


def xlsx(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


# --- each bank's form --------------------------------------------------------------------

IN_AND_OUT = [(1, "credit", 50_009), (2, "debit", 10_000)]
FORMS = [
    ("bca_klikbca.csv", "1234567890",
     [(25, "debit", 150_000), (30, "credit", 5_000_000), (1, "credit", 50_009), (1, "credit", 50_009), (5, "credit", 75_012)]),
    ("bca_bisnis.csv", "1234567890", [(1, "credit", 50_009), (2, "debit", 15_000), (5, "credit", 2_000_000)]),
    ("mandiri_kopra.csv", "1370000123456", [(1, "credit", 50_009), (2, "debit", 750_000)]),
    ("mandiri_mcm.csv", "1370000123456", [(1, "credit", 50_009), (2, "debit", 750_000)]),
    ("bri_cms.csv", "1000123509", IN_AND_OUT),
    ("bri_ib.csv", "1000123509", IN_AND_OUT),
    ("bni_direct.csv", "123456", IN_AND_OUT),
    ("bni_dbcr.csv", "123456", IN_AND_OUT),
    ("mandiri_livin.csv", "1370000123456", [(1, "credit", 50_009), (2, "debit", 750_000)]),
    ("mandiri.sta", "1370000123456", [(1, "credit", 50_009), (2, "debit", 750_000)]),
    ("bca.sta", "1234567890", [(1, "credit", 50_009), (2, "credit", 15_000)]),
    ("camt053.xml", "1234567890", [(1, "credit", 50_009), (2, "debit", 50_009), (6, "credit", 75_012)]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "account", "expected"), FORMS)
def test_the_form_of_a_bank_is_read_whole(name, account, expected):
    reading = read((SAMPLES / name).read_bytes())
    assert money(reading) == expected
    assert reading.accounts == {account}
    assert reading.problems == []
    assert reading.warnings == []


@pytest.mark.parametrize("name", [name for name, _account, _expected in FORMS if name.endswith(".csv")])
def test_a_csv_may_have_gone_through_a_spreadsheet(name):
    """Opened and saved again: dates are dates, amounts are numbers, and the rows are the same ones."""
    table = tables.read_table((SAMPLES / name).read_bytes())
    width = max(len(cells) for _number, cells in table.lines)
    again = xlsx(*[list(cells[:width]) for _number, cells in table.lines])
    assert sorted(money(read(again))) == sorted(money(read((SAMPLES / name).read_bytes())))


def test_cells_of_a_spreadsheet_are_taken_as_what_they_are():
    content = xlsx(
        ["Tanggal", "Keterangan", "Kredit", "Debet", "Saldo"],
        [datetime(2026, 10, 1, 10, 15), "BUDI", 50009, None, 1050009.0],
        [datetime(2026, 10, 2), "ADM", None, 10000.000000001, 1040009],
    )
    reading = read(content, mapping.Mapping(columns_of(content), decimal=","))
    assert money(reading) == IN_AND_OUT
    assert reading.rows[0].booked_at == datetime(2026, 10, 1, 3, 15)


def columns_of(content):
    return guess.guess(tables.read_table(content)).columns


def test_provisional_rows_are_provisional():
    for name in ("bca_klikbca.csv", "bca_bisnis.csv", "camt053.xml"):
        rows = read((SAMPLES / name).read_bytes()).rows
        assert [row.is_pending for row in rows] == [False] * (len(rows) - 1) + [True]
        assert rows[-1].balance is None


def test_commas_in_a_description_without_quotes_do_not_move_the_columns():
    row = read((SAMPLES / "bca_klikbca.csv").read_bytes()).rows[0]
    assert (row.amount, row.balance) == (150_000, 850_000)
    assert row.description.endswith("ANDI, TOKO KAIN")


def test_a_credit_that_is_taken_back_goes_out():
    camt = read((SAMPLES / "camt053.xml").read_bytes()).rows[1]
    assert (camt.kind, camt.description) == ("debit", "REVERSAL KOREKSI")
    text = (SAMPLES / "mandiri.sta").read_text().replace("C50009,00", "RC50009,00")
    assert read(text).rows[0].kind == "debit"


def test_who_paid_is_told_where_the_bank_tells_it():
    for name in ("camt053.xml", "bca.sta"):
        assert read((SAMPLES / name).read_bytes()).rows[0].sender_name == "BUDI SANTOSO"


# --- shapes ------------------------------------------------------------------------------

HEAD = "Tanggal{0}Keterangan{0}Jumlah{0}DB/CR{0}Saldo"
LINE = '01/10/2026{0}"BUDI; S, A|B"{0}"50.009,00"{0}CR{0}"1.050.009,00"'


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_csv_of_any_program(delimiter, encoding, newline):
    text = newline.join([HEAD.format(delimiter), LINE.format(delimiter)])
    [row] = read(text.encode(encoding)).rows
    assert (row.amount, row.description, row.balance) == (50_009, "BUDI; S, A|B", 1_050_009)


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("01/10/2026,A,50.009,CR", ("credit", 50_009)),
        ("01/10/2026,A,50.009,K", ("credit", 50_009)),
        ("01/10/2026,A,50.009,D", ("debit", 50_009)),
        ("01/10/2026,A,50.009 DB,", ("debit", 50_009)),
        ("01/10/2026,A,-50.009,", ("debit", 50_009)),
        ("01/10/2026,A,50.009,?", "kind"),
        ("01/10/2026,A,50.009,", "kind"),
        ("01/10/2026,A,lima,CR", "amount"),
        ("01/10/2026,A,0,CR", "zero"),
        ("32/10/2026,A,50.009,CR", "date"),
        ("01/10/2062,A,50.009,CR", "far"),
        ("01/10/1996,A,50.009,CR", "far"),
        ("07/10/2026,A,50.009,CR", ("credit", 50_009)),
        (",A,50.009,CR", "date"),
        ("01/10/2026,A,,CR", "zero"),
    ],
)
def test_a_line_is_read_or_said_to_be_unreadable(line, outcome):
    reading = read(f"Tanggal,Keterangan,Jumlah,DB/CR\n02/10/2026,B,1.000,CR\n{line}\n")
    if isinstance(outcome, str):
        assert problems(reading) == [(3, outcome)]
        assert len(reading.rows) == 1
    else:
        assert (reading.rows[1].kind, reading.rows[1].amount) == outcome
        assert reading.problems == []


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("01/10/2026,A,50.009,", ("credit", 50_009)),
        ("01/10/2026,A,,10.000", ("debit", 10_000)),
        ("01/10/2026,A,0,10.000", ("debit", 10_000)),
        ("01/10/2026,A,-50.009,", ("debit", 50_009)),
        ("01/10/2026,A,1,2", "both"),
        ("01/10/2026,A,x,0", "amount"),
        ("01/10/2026,A,,", "zero"),
    ],
)
def test_two_columns_of_money_are_one_direction_each(line, outcome):
    reading = read(f"Tanggal,Keterangan,Kredit,Debet\n{line}\n")
    if isinstance(outcome, str):
        assert problems(reading) == [(2, outcome)]
    else:
        assert [(row.kind, row.amount) for row in reading.rows] == [outcome]


def test_an_amount_that_tells_no_direction_is_not_taken_for_money_that_came():
    assert problems(read("Tanggal,Keterangan,Jumlah\n01/10/2026,A,50.009\n")) == [(2, "kind")]
    signed = read("Tanggal,Keterangan,Jumlah\n01/10/2026,A,50.009\n02/10/2026,B,-10.000\n")
    assert money(signed) == IN_AND_OUT


def test_days_that_a_spreadsheet_counts_are_dates():
    content = xlsx(["Tanggal", "Keterangan", "Kredit"], [46296, "A", 50009], ["SALDO AKHIR", "", 1])
    assert money(read(content)) == [(1, "credit", 50_009)]


def test_opening_balances_sums_and_repeated_headings_are_no_mutations():
    head = "Tanggal,Keterangan,Kredit,Debet,Saldo"
    lines = [
        head,
        "01/10/2026,Saldo Awal,,,1.000",
        "01/10/2026,A,50.009,,51.009",
        head,
        "Total,,50.009,0,",
        "Saldo Akhir,,,,51.009",
    ]
    reading = read("\n".join(lines))
    assert money(reading) == [(1, "credit", 50_009)]
    assert (reading.problems, len(reading.notes)) == ([], 5)


def test_a_payer_whose_name_begins_like_a_sum_has_paid():
    reading = read("Keterangan,Tanggal,Kredit\nTOTAL ENERGI PT,01/10/2026,50.009\nSaldo Awal,01/10/2026,1.000\n")
    assert (money(reading), len(reading.notes)) == ([(1, "credit", 50_009)], 2)


def test_every_line_of_a_file_is_accounted_for():
    text = (SAMPLES / "bca_klikbca.csv").read_text() + "'06/10,LAIN,'0000,abc,CR,1\n"
    reading = read(text)
    filled = [number for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    told = [*reading.lines, *(problem.line for problem in reading.problems), *(line for line, _text in reading.notes)]
    assert sorted(told) == filled


def test_balances_that_do_not_fit_are_told():
    lines = ["Tanggal,Keterangan,Kredit,Debet,Saldo", *(f"0{day}/10/2026,A,1.000,,{day}.000" for day in (1, 2, 3, 5, 6, 7))]
    assert [(warning.line, warning.code) for warning in read("\n".join(lines)).warnings] == [(5, "gap")]
    newest_first = [lines[0], *reversed(lines[1:])]
    assert [(warning.line, warning.code) for warning in read("\n".join(newest_first)).warnings] == [(5, "gap")]


def test_other_currencies_are_not_taken_for_rupiah():
    with pytest.raises(files.FileError, match="currency: USD"):
        read("Mata Uang : USD\nTanggal,Keterangan,Kredit,Debet\n01/10/2026,A,50,\n")
    assert problems(read("Tanggal,Keterangan,Kredit,Debet,Ccy\n01/10/2026,A,50,,USD\n")) == [(2, "currency")]
    camt = read((SAMPLES / "camt053.xml").read_text().replace('Ccy="IDR">75012', 'Ccy="USD">75012'))
    assert ([code for _line, code in problems(camt)], len(camt.rows)) == (["currency"], 2)
    assert [code for _line, code in problems(read((SAMPLES / "bca.sta").read_text().replace("IDR", "USD")))] == ["currency"] * 2


def test_columns_may_be_named_by_letters_where_there_are_no_headings():
    columns = {"date": ("A",), "description": ("B", "D"), "amount": ("C",)}
    [row] = read("01/10/2026,A,-50.009,B\n", mapping.Mapping(columns, is_signed=True)).rows
    assert (row.kind, row.amount, row.description) == ("debit", 50_009, "A B")


def test_a_mapping_that_fits_better_is_told_by_its_columns():
    [bca, bri] = [tables.read_table((SAMPLES / name).read_bytes()) for name in ("bca_klikbca.csv", "bri_ib.csv")]
    [of_bca, of_bri] = [guess.guess(table) for table in (bca, bri)]
    assert mapping.fit(bca.lines, of_bca) > mapping.fit(bca.lines, of_bri)
    assert mapping.fit(bri.lines, of_bri) > mapping.fit(bri.lines, of_bca)


def test_an_unreadable_transaction_of_mt940_takes_no_other_along():
    text = (SAMPLES / "mandiri.sta").read_text().replace(":61:261002D750000,00NTRF", ":61:RUSAK")
    reading = read(text)
    assert money(reading) == [(1, "credit", 50_009)]
    assert problems(reading) == [(9, "line")]


@pytest.mark.parametrize(
    "written", ["261001C50009.00NTRF", "261001C50,009,00NTRF", "2610011001CR50009,00NTRFX", " 261001 C 50009,00NTRF"]
)
def test_dialects_of_mt940(written):
    text = (SAMPLES / "mandiri.sta").read_text().replace("261001C50009,00NTRF", written)
    assert money(read(text))[0] == (1, "credit", 50_009)


# --- harm --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"a" * (files.MAX_BYTES + 1), "big"),
        (b"\xd0\xcf\x11\xe0rest", "old_excel"),
        (b"%PDF-1.7 rest", "pdf"),
        (b"PK\x03\x04broken", "unreadable"),
        (b"a\0b,c\0d\n", "unreadable"),
        (b"Nama,Umur\nBudi,7\n", "headings"),
        (b"\n:20:X\n:25:123\n", "mutations"),
        (b"<?xml version='1.0'?><Document xmlns='camt.053'><BkToCstmrStmt><Stmt>", "unreadable"),
    ],
)
def test_what_is_no_bank_file_is_refused_with_its_reason(content, problem):
    with pytest.raises(files.FileError) as refused:
        read(content)
    assert refused.value.problem == problem


def test_entities_are_neither_expanded_nor_fetched():
    declared = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "{}">]>'.format("x" * 1000)
    text = (SAMPLES / "camt053.xml").read_text()
    hostile = text.replace("?>\n", f"?>\n{declared}\n", 1).replace("SITI AMINAH", "&a;&b;")
    with pytest.raises(files.FileError):
        read(hostile)


def _zip(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_spreadsheet_that_unpacks_without_end_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(tables, "MAX_UNPACKED", 1_000_000)
    bomb = _zip({"xl/worksheets/sheet1.xml": b"\0" * 1_000_001})
    assert len(bomb) < 2_000
    with pytest.raises(files.FileError, match="big"):
        read(bomb)


def test_a_spreadsheet_with_entities_is_refused():
    with zipfile.ZipFile(io.BytesIO(xlsx(["Tanggal", "Jumlah"]))) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts["xl/workbook.xml"] = b'<!DOCTYPE x [<!ENTITY a "a">]>' + parts["xl/workbook.xml"]
    with pytest.raises(files.FileError, match="unreadable"):
        read(_zip(parts))


def test_more_lines_than_anybody_imports_are_refused(monkeypatch):
    monkeypatch.setattr(tables, "MAX_ROWS", 3)
    with pytest.raises(files.FileError, match="rows: 3"):
        read("Tanggal,Kredit\n" + "01/10/2026,1\n" * 4)


def test_formulas_of_a_spreadsheet_are_not_money():
    content = xlsx(["Tanggal", "Keterangan", "Kredit"], ["01/10/2026", "A", "=1000000*2"], ["01/10/2026", "=HYPERLINK(1)", 5])
    reading = read(content)
    assert [row.amount for row in reading.rows] == [5]


def test_a_text_that_names_a_file_of_ours_is_not_opened(tmp_path, monkeypatch):
    """The MT940 package opens what looks like a path."""
    secret = tmp_path / "x"
    secret.write_text((SAMPLES / "mandiri.sta").read_text())
    with pytest.raises(files.FileError):
        read(str(secret))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    for start in (b"", b":20:X\n:25:1\n", b"<Document>camt.053", b"Tanggal,Jumlah\n", b"PK\x03\x04"):
        with suppress(files.FileError):
            read(start + content)


@given(st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2026, 9, 30)), st.booleans(), st.integers(1, 10**12)), min_size=1))
def test_what_is_written_to_a_file_comes_back(history):
    lines = [
        f'{day:%d/%m/%Y},"A","{amount if is_credit else 0:,}.00","{0 if is_credit else amount:,}.00"'
        for day, is_credit, amount in history
    ]
    reading = read("\n".join(["Post Date,Description,Credit,Debit", *lines]))
    assert [(row.date, row.kind == "credit", row.amount) for row in reading.rows] == history
    assert reading.lines == list(range(2, len(history) + 2))
