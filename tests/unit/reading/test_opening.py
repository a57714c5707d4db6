import contextlib
import csv
import io
import zipfile
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sherwood.kit.errors import SherwoodError
from sherwood.reading.delimited import csv_sheet
from sherwood.reading.opening import files, open_file
from sherwood.reading.sheets import too_many

TEXT = "contact,child,received_on\nK1,C1,08/03/2010\nK2,Zoë,09/03/2010\n"


def opened(path):
    return [one for name, file in files([path]) for one in open_file(name, file)]


def cells(sheet):
    return [[line["row"], *(line[cell] for cell in sheet.cells)] for line in sheet.rows.to_pylist()]


def grid(text):
    return cells(csv_sheet("x", "", text.encode()))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_same_text_in_every_encoding_is_the_same_grid(encoding):
    sheet = csv_sheet("x", "", TEXT.encode(encoding))
    assert cells(sheet) == grid(TEXT)
    assert bool(sheet.note) is (encoding == "cp1252")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_commas_semicolons_and_tabs_separate(separator):
    assert grid(TEXT.replace(",", separator)) == grid(TEXT)


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    text = 'a,b\n1,2\n\n"3\nthree",4\n,\n5,6\n'
    assert grid(text) == [[1, "a", "b"], [2, "1", "2"], [4, "3\nthree", "4"], [6, "5", "6"]]


def test_blank_lines_above_the_headings_are_counted():
    assert grid("\n\r\n\na,b\n1,2\n") == [[4, "a", "b"], [5, "1", "2"]]


def test_rows_short_of_or_beyond_the_headings_by_empty_cells_are_read():
    lines = [line[:3] for line in grid("a,b\n1\n2,3,,\n4,5\n")]
    assert lines == [[1, "a", "b"], [2, "1", ""], [3, "2", "3"], [4, "4", "5"]]


def test_a_row_with_more_values_than_headings_is_told_with_its_row(loaded):
    rows = "\n".join(f"K{n},C{n},08/03/2010" for n in range(100))
    snapshot = loaded(
        contacts=f"contact,child,received_on\nK,C,08/03/2010,x\n{rows}\nL,C,08/03/2010,,x\nM,C\n"
    )
    said = [(entry["row"], entry["reason"]) for entry in snapshot.aside]
    assert said[0] == (2, too_many(4, 3)) and said[1] == (103, too_many(5, 3))
    assert [row for row, _ in said] == [2, 103, 104]


def test_a_quotation_mark_that_is_never_closed_is_told():
    sheet = csv_sheet("x", "", b'a,b\n1,"2\n3,4\n5,6,7\n')
    assert "never closed" in sheet.note
    assert [one.row for one in sheet.misshapen] in ([2], [])


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\ufeff"), max_size=6)


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=20))
def test_what_a_csv_writer_writes_is_read_back(lines):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([["a", "b"], *lines])
    expected = [[n, *line] for n, line in enumerate([["a", "b"], *lines], 1) if "".join(line).strip()]
    assert grid(text.getvalue()) == expected


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b" \n\n", "empty"),
        (b"PK\x03\x04 and then cut short", "cut short"),
        (b"%PDF-1.7 \x00\x01", "PDF document"),
        (b"\x00\x01\x02\x03binary", "neither text"),
        (b"<?xml version='1.0'?><Message/>", "XML"),
        (b"PAR1 and then cut short", "Parquet file is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut short", "workbook is damaged"),
    ],
)
def test_a_file_that_cannot_be_opened_says_why(tmp_path, data, said):
    path = tmp_path / "file"
    path.write_bytes(data)
    (found,) = opened(path)
    assert said in found.fault
    assert found.digest


def test_a_path_that_does_not_exist_and_an_empty_folder_say_so(tmp_path):
    assert "no file or folder" in opened(tmp_path / "gone.csv")[0].fault
    (tmp_path / "empty").mkdir()
    assert "holds no files" in opened(tmp_path / "empty")[0].fault


def test_a_zip_is_opened_file_by_file_whatever_it_is_called(tmp_path):
    path = tmp_path / "extract.dat"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("in/contacts.csv", TEXT)
        archive.writestr("__MACOSX/in/._contacts.csv", "rubbish")
        archive.writestr("in/empty.csv", "")
    first, second = opened(path)
    assert first.name == "extract.dat/in/contacts.csv"
    assert cells(first.sheets[0]) == grid(TEXT)
    assert "empty" in second.fault


def test_a_zip_with_one_damaged_file_gives_the_others(tmp_path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("good.csv", TEXT)
        archive.writestr("bad.csv", TEXT)
    raw = bytearray(data.getvalue())
    raw[raw.rindex(b"Zo\xc3\xab")] = 0
    path = tmp_path / "extract.zip"
    path.write_bytes(raw)
    good, bad = opened(path)
    assert good.sheets
    assert "damaged" in bad.fault


def test_hidden_files_and_locks_of_a_folder_are_left_alone(tmp_path):
    for name in ("a.csv", ".hidden.csv", "~$a.xlsx"):
        (tmp_path / name).write_text(TEXT)
    assert [name for name, _ in files([tmp_path])] == ["a.csv"]


def test_files_of_one_name_are_shown_with_their_folder(tmp_path):
    for year in ("2019", "2020"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "episodes.csv").write_text(TEXT)
    shown = [name for name, _ in files([tmp_path / "2019", tmp_path / "2020"])]
    assert shown == ["2019/episodes.csv", "2020/episodes.csv"]


def test_parquet_is_read_as_if_it_were_csv(tmp_path):
    path = tmp_path / "x"
    pq.write_table(
        pa.table({"child": ["C1", None], "held_on": [date(2010, 3, 8), None], "seen": [True, None]}), path
    )
    (found,) = opened(path)
    assert cells(found.sheets[0]) == [[1, "child", "held_on", "seen"], [2, "C1", "2010-03-08", "true"]]


def test_a_workbook_that_is_cut_short_says_so(tmp_path, sample):
    path = tmp_path / "cut.xlsx"
    path.write_bytes(sample("annex_a", "liia_2024_Jan.xlsx").read_bytes()[:9000])
    (found,) = opened(path)
    assert "cut short" in found.fault


def test_no_bytes_upset_the_opening():
    @given(st.binary(max_size=300))
    def never(data):
        with contextlib.suppress(SherwoodError):
            csv_sheet("x", "", data)

    never()
