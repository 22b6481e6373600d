"""Contact files in the shapes in which people have them."""

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import contact_columns, contact_file, spreadsheet

CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(str.strip)


def rows_of(content):
    return [cells for _number, cells in contact_file.read(content).rows]


@pytest.mark.parametrize("column", contact_columns.HEADINGS)
def test_every_heading_means_its_column(column):
    for name in contact_columns.HEADINGS[column]:
        for written in (name, name.upper(), f" {name}* ", f"{name} (wajib)", name.replace(" ", "_"), name.replace(" ", ". ")):
            assert contact_columns.recognise([written]) == {column: 0}


def test_no_heading_means_two_columns():
    names = [name for names in contact_columns.HEADINGS.values() for name in {contact_columns._plain(n) for n in names}]
    assert len(names) == len(set(names))


def test_headings_in_any_order_of_either_language():
    assert contact_columns.recognise(["Kota", "?", "WhatsApp number", "NAMA"]) == {"city": 0, "number": 2, "name": 3}
    assert contact_columns.unknown(["Kota", "Hobi", "", "Alasan"]) == ["Hobi"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_of_any_program(delimiter, encoding):
    text = delimiter.join(["Nama", "No HP", "Catatan"]) + "\r\n" + delimiter.join(["Café", "0811", '"a;b,c\r\nd"']) + "\r\n"
    assert rows_of(text.encode(encoding)) == [{"name": "Café", "number": "0811", "note": "a;b,c\nd"}]


def test_excel_says_itself_what_stands_between_columns():
    assert rows_of(b"sep=;\r\nNama;HP\r\nA, B;0811\r\n") == [{"name": "A, B", "number": "0811"}]


def test_rows_bear_the_numbers_that_the_spreadsheet_shows():
    table = contact_file.read(b"Daftar\r\n\r\nNama,HP\r\nA,1\r\n\r\nB,2\r\n")
    assert [number for number, _cells in table.rows] == [4, 6]


def test_numbers_of_excel_are_read_to_the_last_digit():
    book = openpyxl.Workbook()
    for cells in (("HP", "Kode Pos"), (628111222333.0, 55281), (8111222333, None), ("0811", "00123"), (None, None)):
        book.active.append(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    assert [cells["number"] for cells in rows_of(buffer.getvalue())] == ["628111222333", "8111222333", "0811"]


def test_the_sheet_with_headings_is_read_wherever_it_is():
    book = openpyxl.Workbook()
    book.active.append(["Laporan"])
    sheet = book.create_sheet("Kontak")
    sheet.append(["Nama", "WA"])
    sheet.append(["Siti", "0811"])
    buffer = io.BytesIO()
    book.save(buffer)
    assert rows_of(buffer.getvalue()) == [{"name": "Siti", "number": "0811"}]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("628111222.0", "628111222"),
        ("628111222,00", "628111222"),
        ("6.28111222333E+11", "628111222333"),
        ("6,28111222333e11", "628111222333"),
        ("6.28111E+11", None),
        ("6E+11", None),
        ("'0811", "0811"),
        ("0811-222.333", "0811-222.333"),
        ("+62 811", "+62 811"),
    ],
)
def test_what_spreadsheets_do_to_numbers_is_undone_or_told(text, number):
    assert contact_file.number_text(text) == number


@given(st.integers(10**9, 10**14))
def test_no_digit_is_made_up(number):
    """However Excel writes a number: the same comes back, or nothing does."""
    for digits in range(17):
        assert contact_file.number_text(f"{float(number):.{digits}E}") in (str(number), None)
    assert contact_file.number_text(f"{number}.0") == str(number)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_what_we_write_is_read_back_and_no_cell_is_a_formula(rows):
    content = spreadsheet.write("Kontak", ["Nama", "Nomor WhatsApp"], rows)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert {cell.data_type for line in sheet for cell in line} <= {"s", "n"}
    written = [{"name": name, "number": number} for name, number in rows if name or number]
    if written:
        assert rows_of(content) == written


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_named_problem(content):
    for prefix in (b"", b"Nama;HP\r\n", b"PK\x03\x04", b"\xff\xfe"):
        try:
            contact_file.read(prefix + content)
        except contact_file.FileError as error:
            assert error.problem in ("empty", "unreadable", "headings", "old_excel")


def test_a_file_that_is_too_much_is_refused():
    for content, problem in (
        (b"x" * (contact_file.MAX_BYTES + 1), "big"),
        (b"HP\r\n" + b"0811\r\n" * (contact_file.MAX_ROWS + 20), "rows"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 99, "old_excel"),
        (b"", "empty"),
        (b"HP\r\n", "empty"),
        (b"Nama\r\nSiti\r\n", "headings"),
    ):
        with pytest.raises(contact_file.FileError) as caught:
            contact_file.read(content)
        assert caught.value.problem == problem
