"""Old workbooks (.xls) are read as new ones are: errors told, hidden parts said, formulas without results named."""

import struct
from datetime import date

import pytest
import xlwt

from sherwood.reading import cleaning, taking, workbooks
from sherwood.reading.workbooks import workbook_sheets
from workbook_files import REFERRALS, ROWS, old_workbook

NOT_AVAILABLE, REFERENCE = 0x2A, 0x17
ASSESSED = (
    "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)",
    "Does the Child have a Disability", "Continuous Assessment Start Date",
    "Child Seen During Continuous Assessment", "Continuous Assessment Date of Authorisation",
    "Was the child assessed as requiring LA children's social care support", "Allocated Team", "Allocated Worker",
)  # fmt: skip


def referrals(snapshot):
    return [row["child"] for row in snapshot.rows("referrals")]


def aside(snapshot):
    return [(entry["row"], entry["reason"]) for entry in snapshot.aside]


def with_record(data: bytes, kind: int, before: bytes, after: bytes) -> bytes:
    """The file with the body of its first record of a kind changed; of the same length."""
    place = data.index(struct.pack("<HH", kind, len(before)) + before) + 4
    return data[:place] + after + data[place + len(after) :]


def test_an_error_in_a_cell_is_told_and_does_not_leave_work_open(loaded, write):
    rows = [[f"C{n}", "b) Female", "a) WBRI", "2012-01-31", 9, "b) No", "2021-03-15", "a) Yes", "2021-03-30", "a) Yes",
             "Duty", "SW1"] for n in (1, 2, 3)]  # fmt: skip
    data = old_workbook(ASSESSED, *rows, more=lambda book, page: page.row(2).set_cell_error(8, NOT_AVAILABLE))
    snapshot = loaded(write(annex__xls=data))
    assert [row["child"] for row in snapshot.rows("assessments")] == ["C1", "C3"]
    assert aside(snapshot) == [(3, cleaning.ERROR_SHOWN)]


@pytest.mark.parametrize(
    ("code", "shown"), [(0, "#NULL!"), (7, "#DIV/0!"), (REFERENCE, "#REF!"), (NOT_AVAILABLE, "#N/A")]
)
def test_each_error_is_read_as_it_is_shown(code, shown):
    data = old_workbook(more=lambda book, page: page.row(1).set_cell_error(9, code))
    assert workbook_sheets("x.xls", "", data)[0].rows["c9"].to_pylist()[1] == shown


def test_a_formula_whose_result_is_an_error_is_told(loaded, write):
    """As Excel stores it: the result of the formula is the error's code."""

    def formulas(book, page):
        page.write(2, 5, xlwt.Formula("1/0"))
        page.write(3, 9, xlwt.Formula("1+1"))

    data = old_workbook(more=formulas)
    blank, error = b"\x03" + bytes(5) + b"\xff\xff", b"\x02\x00\x07" + bytes(3) + b"\xff\xff"
    first, second = data.index(blank), data.index(blank, data.index(blank) + 1)
    data = data[:first] + error + data[first + 8 : second] + struct.pack("<d", 2) + data[second + 8 :]
    snapshot = loaded(write(annex__xls=data))
    assert referrals(snapshot) == ["C1", "C3"]
    assert aside(snapshot) == [(3, cleaning.ERROR_SHOWN)]
    assert [row["team"] for row in snapshot.rows("referrals")] == ["Duty", "2"]


def test_formulas_whose_results_were_never_stored_are_told(loaded, write):
    data = old_workbook(more=lambda book, page: page.write(1, 0, xlwt.Formula('TRIM("C1")')))
    snapshot = loaded(write(annex__xls=data))
    assert referrals(snapshot) == ["C2", "C3"]
    assert aside(snapshot) == [(2, cleaning.NO_RESULT)]


def test_a_hidden_sheet_and_hidden_rows_are_read_and_said_to_be_hidden(loaded, write):
    def hide(book, page):
        page.visibility = 1
        page.row(2).hidden = True
        page.col(9).hidden = True
        book.add_sheet("Cover").write(0, 0, "Inspection lists")
        book.active_sheet = 1

    snapshot = loaded(write(annex__xls=old_workbook(more=hide)))
    assert referrals(snapshot) == ["C1", "C2", "C3"]
    note = snapshot.sources["List 3"].note
    assert "The sheet is hidden" in note and "Hidden rows in the sheet: 1" in note
    assert "Some columns of the sheet are hidden" in note


def test_a_merged_cell_that_leaves_a_needed_value_empty_is_named(loaded, write):
    data = old_workbook(more=lambda book, page: page.write_merge(1, 2, 0, 0, "C1"))
    assert aside(loaded(write(annex__xls=data))) == [(3, taking.MERGED)]


def test_a_workbook_that_counts_from_1904_is_read_so(loaded, write):
    rows = [[*row[:5], 42794, *row[6:]] for row in ROWS]
    data = with_record(old_workbook(REFERRALS, *rows), 0x22, b"\0\0", b"\1\0")
    assert {row["received_on"] for row in loaded(write(annex__xls=data)).rows("referrals")} == {
        date(2021, 3, 1)
    }


@pytest.mark.parametrize("keep", [100, 600, 2000])
def test_an_old_workbook_cut_short_says_so(keep):
    with pytest.raises(workbooks.SherwoodError, match="cut short"):
        workbook_sheets("x.xls", "", old_workbook()[:keep])


def test_an_old_workbook_of_noughts_does_not_end_the_process():
    data = old_workbook()
    with pytest.raises(workbooks.SherwoodError):
        workbook_sheets("x.xls", "", data[:512] + bytes(len(data) - 512))
