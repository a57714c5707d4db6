"""Workbooks of every kind: what is in them is read, and nothing in them ends the process."""

import io
import resource
import subprocess
import sys
import time
import zipfile
from datetime import date

import pytest

from sherwood.kit.errors import SherwoodError
from sherwood.reading import cleaning, taking, workbooks
from sherwood.reading.workbooks import workbook_sheets
from workbook_files import REFERRALS, ROWS, changed, open_document, row_of, workbook

END = "</sheetData>"


def stray(cell, value=" "):
    row = "".join(letter for letter in cell if letter.isdigit())
    added = f'<row r="{row}"><c r="{cell}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c></row>{END}'
    return changed(workbook(), (END, added))


def sheets(data):
    return workbook_sheets("x.xlsx", "", data)


def referrals(snapshot):
    return [row["child"] for row in snapshot.rows("referrals")]


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "XFD5", "ZZ900000"])
def test_a_stray_space_is_not_there(loaded, write, cell):
    assert referrals(loaded(write(annex__xlsx=stray(cell)))) == ["C1", "C2", "C3"]


def test_a_stray_value_is_told_with_the_row_it_has_in_the_workbook(loaded, write):
    snapshot = loaded(write(annex__xlsx=stray("XFD1048576", "x")))
    assert referrals(snapshot) == ["C1", "C2", "C3"]
    assert [entry["row"] for entry in snapshot.aside] == [1048576]


def test_a_stray_space_among_the_shared_texts_is_not_there(loaded, write):
    data = workbook(more=lambda book, page: page.write_string(1048575, 16383, "  "))
    assert referrals(loaded(write(annex__xlsx=data))) == ["C1", "C2", "C3"]


def test_a_stray_cell_costs_neither_time_nor_memory(tmp_path):
    path = tmp_path / "annex.xlsx"
    path.write_bytes(stray("XFD1048576"))
    code = (
        "import sys; from pathlib import Path; from sherwood.reading.load import look; "
        "print(look([Path(sys.argv[1])])); "
        "print(*[line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')])"
    )
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert "List 3 (referrals)" in done.stdout
    assert int(done.stdout.split()[-1]) < 300_000  # kilobytes
    assert time.monotonic() - begun < 20  # of a machine that does other things too


def test_a_declared_size_that_is_not_there_is_not_believed(loaded, write):
    data = changed(workbook(), ('ref="A1:K4"', 'ref="A1:XFD1048576"'))
    assert referrals(loaded(write(annex__xlsx=data))) == ["C1", "C2", "C3"]


def test_cells_apart_on_a_diagonal_are_refused_in_words():
    rows = "".join(
        f'<row r="{n * 60}"><c r="{letters(n)}{n * 60}"><v>1</v></c></row>' for n in range(1, 16001)
    )
    with pytest.raises(SherwoodError, match="too far apart"):
        sheets(changed(workbook(), (END, rows + END)))


def letters(number):
    return workbooks.xlsx.column_letters(number)


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(workbooks.xlsx, "LARGEST", 1000)
    with pytest.raises(SherwoodError, match="unpacks to more"):
        sheets(workbook())


def test_a_large_workbook_is_read_in_a_process_of_its_own(monkeypatch):
    before = sheets(workbook())[0].rows
    monkeypatch.setattr(workbooks, "LARGE", 10)
    assert sheets(workbook())[0].rows.equals(before)
    with pytest.raises(SherwoodError, match="damaged"):
        sheets(b"\xd0\xcf\x11\xe0 no workbook at all")


def test_a_process_that_needs_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(workbooks, "LARGE", 10)
    monkeypatch.setattr(workbooks, "LONGEST", 0.01)
    with pytest.raises(SherwoodError, match="memory or time"):
        sheets(workbook())


@pytest.mark.parametrize("keep", [100, 2000, -20])
def test_a_workbook_cut_short_says_so(tmp_path, keep):
    from sherwood.reading.opening import open_file

    path = tmp_path / "cut.xlsx"
    path.write_bytes(workbook()[:keep])
    (opened,) = open_file("cut.xlsx", path)
    assert "cut short" in opened.fault


def test_an_error_in_a_cell_is_told_and_does_not_leave_work_open(loaded, write):
    heads = ("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)",
             "Does the Child have a Disability", "Continuous Assessment Start Date",
             "Child Seen During Continuous Assessment", "Continuous Assessment Date of Authorisation",
             "Was the child assessed as requiring LA children's social care support", "Allocated Team",
             "Allocated Worker")  # fmt: skip
    rows = [[f"C{n}", "b) Female", "a) WBRI", "2012-01-31", 9, "b) No", "2021-03-15", "a) Yes", "2021-03-30", "a) Yes",
             "Duty", "SW1"] for n in (1, 2, 3)]  # fmt: skip
    data = workbook(heads, *rows, more=lambda book, page: page.write_formula("I3", "=1/0", None, "#DIV/0!"))
    snapshot = loaded(write(annex__xlsx=data))
    assert [row["child"] for row in snapshot.rows("assessments")] == ["C1", "C3"]
    assert [(entry["row"], entry["reason"]) for entry in snapshot.aside] == [(3, cleaning.ERROR_SHOWN)]


def test_formulas_whose_results_were_never_stored_are_told(loaded, write):
    def formulas(book, page):
        for row in (2, 3):
            page.write_formula(f"A{row}", f'=TRIM("C{row}")')
        page.write_formula("A4", '=TRIM("C3")', None, "C3")

    snapshot = loaded(write(annex__xlsx=workbook(more=formulas)))
    assert referrals(snapshot) == ["C3"]
    assert {entry["reason"] for entry in snapshot.aside} == {cleaning.NO_RESULT}
    assert "hold formulas without results" in snapshot.sources["List 3"].note


def test_a_formula_with_an_empty_result_is_empty(loaded, write):
    data = workbook(more=lambda book, page: page.write_formula("J2", '=""', None, "x"))
    data = changed(data, ("<v>x</v>", "<v></v>"))
    assert [row["team"] for row in loaded(write(annex__xlsx=data)).rows("referrals")] == [
        None,
        "Duty",
        "Duty",
    ]


def test_days_kept_as_numbers_are_read_as_excel_counts_them(loaded, write):
    rows = [[*row[:5], 44256 + n, *row[6:]] for n, row in enumerate(ROWS)]
    snapshot = loaded(write(annex__xlsx=workbook(REFERRALS, *rows)))
    assert [row["received_on"] for row in snapshot.rows("referrals")] == [
        date(2021, 3, day) for day in (1, 2, 3)
    ]
    assert "3 days were stored as numbers" in snapshot.sources["List 3"].note


def test_a_workbook_that_counts_from_1904_is_read_so(loaded, write):
    rows = [[*row[:5], 42794, *row[6:]] for row in ROWS]
    data = changed(
        workbook(REFERRALS, *rows), ("<workbookPr ", '<workbookPr date1904="1" '), part="xl/workbook.xml"
    )
    assert {row["received_on"] for row in loaded(write(annex__xlsx=data)).rows("referrals")} == {
        date(2021, 3, 1)
    }


def test_a_hidden_sheet_and_hidden_rows_are_read_and_said_to_be_hidden(loaded, write):
    data = workbook(hidden=True, more=lambda book, page: page.set_row(2, None, None, {"hidden": True}))
    snapshot = loaded(write(annex__xlsx=data))
    assert referrals(snapshot) == ["C1", "C2", "C3"]
    note = snapshot.sources["List 3"].note
    assert "The sheet is hidden" in note and "Hidden rows in the sheet: 1" in note


def test_a_merged_cell_that_leaves_a_needed_value_empty_is_named(loaded, write):
    data = workbook(more=lambda book, page: page.merge_range("A2:A3", "C1", book.add_format({"bold": True})))
    assert [entry["reason"] for entry in loaded(write(annex__xlsx=data)).aside] == [taking.MERGED]


def test_a_long_number_in_a_workbook_has_lost_digits_and_says_so(loaded, write):
    data = workbook(REFERRALS, [1234567890123456, *ROWS[0][1:]], [123456789012345, *ROWS[1][1:]])
    snapshot = loaded(write(annex__xlsx=data))
    assert referrals(snapshot) == ["123456789012345"]
    assert "rounded number" in snapshot.aside[0]["reason"]


def test_an_open_document_is_read_with_its_errors_and_without_its_stray_spaces(loaded, write):
    rows = row_of(*REFERRALS) + "".join(row_of(*map(str, row)) for row in ROWS)
    shown = '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#REF!'
    rows = rows.replace('<table:table-cell office:value-type="string"><text:p>2021-03-16', shown)
    far = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row><table:table-row>'
        '<table:table-cell table:number-columns-repeated="16000"/><table:table-cell office:value-type="string">'
        "<text:p><text:s/></text:p></table:table-cell></table:table-row>"
    )
    snapshot = loaded(write(annex__ods=open_document(rows + far)))
    assert referrals(snapshot) == ["C1", "C3"]
    assert [(entry["row"], entry["reason"]) for entry in snapshot.aside] == [(3, cleaning.ERROR_SHOWN)]


OF_THE_ROWS = "".join(row_of(*map(str, row)) for row in ROWS)


def test_an_open_document_tells_formulas_without_results(loaded, write):
    """One cell holds a formula that no program has calculated, and one that has the result nothing."""
    rows = row_of(*REFERRALS) + OF_THE_ROWS
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = rows.replace(cell.format("C1"), '<table:table-cell table:formula="of:=TRIM([.Z1])"/>')
    nothing = '<table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string" office:string-value=""/>'
    rows = rows.replace(cell.format("Duty"), nothing, 1)
    snapshot = loaded(write(annex__ods=open_document(rows)))
    assert referrals(snapshot) == ["C2", "C3"]
    assert [(entry["row"], entry["reason"]) for entry in snapshot.aside] == [(2, cleaning.NO_RESULT)]


def test_an_open_document_says_what_is_hidden_and_merged(loaded, write):
    rows = row_of(*REFERRALS) + OF_THE_ROWS
    second = rows.index("<table:table-row", rows.index("2021-03-15"))
    rows = rows[:second] + rows[second:].replace(
        "<table:table-row", '<table:table-row table:visibility="collapse"', 1
    )
    first = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    spanned = first.format("C1").replace(
        "<table:table-cell", '<table:table-cell table:number-rows-spanned="2"', 1
    )
    rows = rows.replace(first.format("C1"), spanned).replace(
        first.format("C2"), "<table:covered-table-cell/>"
    )
    snapshot = loaded(write(annex__ods=open_document(rows, hidden=True)))
    assert referrals(snapshot) == ["C1", "C3"]
    assert [(entry["row"], entry["reason"]) for entry in snapshot.aside] == [(3, taking.MERGED)]
    note = snapshot.sources["List 3"].note
    assert "The sheet is hidden" in note and "Hidden rows in the sheet: 1" in note


def test_a_zip_of_noughts_named_as_a_workbook_does_not_end_the_process():
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as archive,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in archive.namelist():
            written.writestr(name, archive.read(name))
        with written.open("xl/media/image.bin", "w", force_zip64=True) as image:
            for _ in range(1100):
                image.write(bytes(1 << 20))
    with pytest.raises(SherwoodError, match="unpacks to more"):
        sheets(out.getvalue())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 4_000_000
