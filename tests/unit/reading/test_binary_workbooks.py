"""Binary workbooks (.xlsb) are read as other workbooks are: errors told, hidden parts said, merged cells named."""

from datetime import date

import pytest

from sherwood.kit.errors import SherwoodError
from sherwood.reading import cleaning, taking, xlsb
from sherwood.reading.workbooks import workbook_sheets
from workbook_files import REFERRALS, ROWS, ShownError, binary_workbook

NOT_AVAILABLE, REFERENCE, BY_NOTHING = 0x2A, 0x17, 0x07


def referrals(snapshot):
    return [row["child"] for row in snapshot.rows("referrals")]


def aside(snapshot):
    return [(entry["row"], entry["reason"]) for entry in snapshot.aside]


def with_cell(row, column, value):
    """The lines of the sheet with one cell changed; both are counted from 0."""
    lines = [list(REFERRALS), *map(list, ROWS)]
    lines[row][column] = value
    return binary_workbook(*lines)


def test_a_sound_one_is_read(loaded, write):
    snapshot = loaded(write(annex__xlsb=binary_workbook()))
    assert referrals(snapshot) == ["C1", "C2", "C3"]
    assert aside(snapshot) == []


@pytest.mark.parametrize("by_formula", [False, True])
@pytest.mark.parametrize("code", [NOT_AVAILABLE, REFERENCE, BY_NOTHING])
def test_an_error_in_a_cell_is_told(loaded, write, code, by_formula):
    snapshot = loaded(write(annex__xlsb=with_cell(2, 5, ShownError(code, by_formula))))
    assert referrals(snapshot) == ["C1", "C3"]
    assert aside(snapshot) == [(3, cleaning.ERROR_SHOWN)]


@pytest.mark.parametrize(
    ("code", "shown"), [(0, "#NULL!"), (BY_NOTHING, "#DIV/0!"), (REFERENCE, "#REF!"), (NOT_AVAILABLE, "#N/A")]
)
def test_each_error_is_read_as_it_is_shown(code, shown):
    """In the last cell of the sheet too."""
    for row, column in ((1, 9), (3, 10)):
        (sheet,) = workbook_sheets("x.xlsb", "", with_cell(row, column, ShownError(code)))
        assert sheet.rows[f"c{column}"].to_pylist()[row] == shown


def test_a_hidden_sheet_and_hidden_rows_are_read_and_said_to_be_hidden(loaded, write):
    data = binary_workbook(hidden=True, hidden_rows=(2,), hidden_columns=(9,))
    snapshot = loaded(write(annex__xlsb=data))
    assert referrals(snapshot) == ["C1", "C2", "C3"]
    note = snapshot.sources["List 3"].note
    assert "The sheet is hidden" in note and "Hidden rows in the sheet: 1" in note
    assert "Some columns of the sheet are hidden" in note


def test_a_merged_cell_that_leaves_a_needed_value_empty_is_named(loaded, write):
    rows = [ROWS[0], ["", *ROWS[1][1:]], ROWS[2]]
    data = binary_workbook(REFERRALS, *rows, merged=[(1, 2, 0, 0)])
    assert aside(loaded(write(annex__xlsb=data))) == [(3, taking.MERGED)]


def test_one_that_counts_from_1904_is_read_so(loaded, write):
    rows = [[*row[:5], 42794, *row[6:]] for row in ROWS]
    snapshot = loaded(write(annex__xlsb=binary_workbook(REFERRALS, *rows, since_1904=True)))
    assert {row["received_on"] for row in snapshot.rows("referrals")} == {date(2021, 3, 1)}


@pytest.mark.parametrize("keep", [100, 400, -20])
def test_one_cut_short_says_so(keep):
    with pytest.raises(SherwoodError, match="cut short"):
        workbook_sheets("x.xlsb", "", binary_workbook()[:keep])


def test_one_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(xlsb, "LARGEST", 100)
    with pytest.raises(SherwoodError, match="unpacks to more"):
        workbook_sheets("x.xlsb", "", binary_workbook())
