"""Where headings stand, tables one below the other, and rows that are no records."""

from datetime import date

import pytest

from sherwood.reading import delimited, recognising, tails
from sherwood.reading.load import look
from workbook_files import CONTACTS, REFERRALS, ROWS, workbook

HEADS = "referral,child,received_on,source,team"
ROWS_OF_TEXT = ["R1,C1,15/03/2021,1A,Duty", "R2,C2,16/03/2021,1A,Duty", "R3,C3,17/03/2021,1A,Duty"]
PLAIN = "\n".join([HEADS, *ROWS_OF_TEXT]) + "\n"
MET = [[f"C{n}", "a) Male", "a) WBRI", "2013-01-31", 8, f"2021-03-{n + 7}", "1A"] for n in (7, 8)]


def children(snapshot, table="referrals"):
    return [row["child"] for row in snapshot.rows(table)]


@pytest.mark.parametrize("lines", [0, 1, 2, 8, 25])
def test_headings_are_found_below_a_title_and_a_date_and_their_row_is_told(loaded, lines):
    title = "".join(f"Referrals received, part {n}\n" for n in range(lines))
    snapshot = loaded(referrals=f"{title}Run on 01/04/2021\n\n{PLAIN}")
    assert children(snapshot) == ["C1", "C2", "C3"]
    assert f"The headings are in row {lines + 3}." in snapshot.sources["referrals.csv"].note


def test_headings_are_found_deep_in_a_workbook(loaded, write):
    data = workbook(["Referrals"], None, *[["Run on", "1 April"]] * 10, None, REFERRALS, *ROWS)
    snapshot = loaded(write(annex__xlsx=data))
    assert children(snapshot) == ["C1", "C2", "C3"]
    assert "row 14" in snapshot.sources["List 3"].note


def test_headings_of_the_return_are_found_below_a_title(loaded):
    text = "Return 2021\n\nCHILD,SEX,DOB,ETHNIC\n1,1,31/01/2010,WBRI\n"
    assert children(loaded(header=text), "children") == ["1"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line", ["sep={}\r\n", '"sep={}"\n', "SEP={}\n", ""])
def test_the_separator_is_found_or_said_by_a_line_above(loaded, separator, line):
    text = line.format(separator) + PLAIN.replace(",", separator)
    assert children(loaded(referrals=text)) == ["C1", "C2", "C3"]


def test_apostrophes_round_every_value_are_quotation_marks(loaded):
    text = "\n".join(",".join(f"'{cell}'" for cell in line.split(",")) for line in PLAIN.splitlines())
    snapshot = loaded(referrals=text.replace("'Duty'", "'Duty, North'"))
    assert {row["team"] for row in snapshot.rows("referrals")} == {"Duty, North"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-8-sig"])
def test_a_text_in_any_encoding_of_windows_is_read(loaded, encoding):
    snapshot = loaded(referrals=PLAIN.replace("Duty", "Zoë").encode(encoding))
    assert {row["team"] for row in snapshot.rows("referrals")} == {"Zoë"}


def test_a_last_row_that_is_cut_short_is_put_aside(loaded):
    snapshot = loaded(referrals=f"{PLAIN}R4,C4,18/0")
    assert children(snapshot) == ["C1", "C2", "C3"]
    assert [(entry["row"], entry["reason"]) for entry in snapshot.aside] == [(5, delimited.CUT_ROW)]


def test_a_file_cut_in_the_middle_of_a_letter_is_still_utf_8(loaded):
    snapshot = loaded(
        referrals=PLAIN.replace("Duty", "Zoë").encode() + "R4,C4,18/03/2021,1A,Zoë".encode()[:-1]
    )
    assert {row["team"] for row in snapshot.rows("referrals")} == {"Zoë", "Zo"}
    assert "cut short" in snapshot.sources["referrals.csv"].note


def test_a_text_with_very_many_columns_is_read_or_refused_in_words(loaded, write):
    wide = ",".join(f"x{n}" for n in range(3000))
    ((_, said),) = look([write(wide=f"{wide}\n{wide}\n")])
    assert "of no format" in said
    ((_, said),) = look([write(folder="wider", wide=",".join("x" * 30_000) + "\n")])
    assert "30,000 columns" in said


def test_a_second_table_of_another_list_is_read_as_that_list(loaded, write):
    data = workbook(REFERRALS, *ROWS, None, ["Contacts not referred"], CONTACTS, *MET)
    snapshot = loaded(write(annex__xlsx=data))
    assert children(snapshot) == ["C1", "C2", "C3"]
    assert children(snapshot, "contacts") == ["C7", "C8"]
    assert snapshot.sources["List 3, rows 6 to 9"].accepted == 2


def test_a_second_table_needs_no_gap_when_its_headings_are_known(loaded):
    text = f"{PLAIN}contact,child,received_on,outcome,team\nK1,C7,18/03/2021,advice,Duty\n"
    snapshot = loaded(extract=text)
    assert children(snapshot) == ["C1", "C2", "C3"]
    assert children(snapshot, "contacts") == ["C7"]


def test_a_second_table_of_the_same_list_is_read_whatever_the_order_of_its_columns(loaded):
    text = f"{PLAIN}\nchild,referral,received_on,team,source\nC9,R9,18/03/2021,North,1A\n"
    snapshot = loaded(extract=text)
    assert snapshot.rows("referrals")[-1] | {"source": None} == snapshot.rows("referrals")[-1] | {
        "referral": "R9", "child": "C9", "team": "North", "source": None,
    }  # fmt: skip


def test_a_second_table_that_nobody_knows_is_put_aside_whole_with_its_rows(loaded):
    text = f"{PLAIN}\nname,school,met on,by,place\nAda,Hill School,18/03/2021,Bo,Hall\nCy,Hill School,19/03/2021,Bo,Hall\n"
    snapshot = loaded(extract=text)
    assert children(snapshot) == ["C1", "C2", "C3"]
    assert [entry["row"] for entry in snapshot.aside] == [6, 7, 8]
    assert {entry["reason"] for entry in snapshot.aside} == {recognising.SECOND_TABLE}


def test_headings_repeated_at_every_page_are_headings(loaded):
    page = "Referrals received\n" + PLAIN
    text = (
        page
        + page.replace("R", "S").replace("Seferrals", "Referrals")
        + HEADS
        + "\nT1,C9,18/03/2021,1A,Duty\n"
    )
    snapshot = loaded(referrals=text)
    assert len(snapshot.rows("referrals")) == 7
    assert not snapshot.aside
    assert "stand again in row 6, 7, 11" in snapshot.sources["referrals.csv"].note


@pytest.mark.parametrize(
    "last",
    [
        "Total,3,,,", "Totals,,,,3", ",Total: 3,,,", "Grand total,3,,,", "End of report,,,,", "(3 rows affected),,,,",
        "3 rows returned,,,,", "Row count: 3,,,,", "Report produced on 01/04/2021,,,,", "Page 1 of 1,,,,",
        "Applied filters: team is Duty,,,,", "OFFICIAL-SENSITIVE,,,,", "Made by the performance team for the board,,,,",
    ],
)  # fmt: skip
def test_totals_and_remarks_are_put_aside_as_what_they_are(loaded, last):
    snapshot = loaded(referrals=f"{PLAIN}{last}\n")
    assert children(snapshot) == ["C1", "C2", "C3"]
    assert [entry["reason"] for entry in snapshot.aside] == [tails.REASON]


def test_a_total_is_no_child(loaded):
    snapshot = loaded(
        as_at=date(2021, 3, 31), children="child,sex,ethnicity,born_on\nC1,F,WBRI,2010-01-31\nTotal,1,,\n"
    )
    assert children(snapshot, "children") == ["C1"]


def test_of_two_columns_headed_alike_that_differ_the_one_read_is_named(loaded):
    text = "referral,child,received_on,Team,team\nR1,C1,15/03/2021,North,South\n"
    snapshot = loaded(referrals=text)
    assert snapshot.rows("referrals")[0]["team"] == "North"
    assert (
        "headed “team” (D and E) and they differ: column D was read" in snapshot.sources["referrals.csv"].note
    )


def test_of_two_columns_headed_alike_the_one_that_holds_something_is_read(loaded):
    snapshot = loaded(referrals="referral,child,received_on,team,received_on\nR1,C1,,Duty,15/03/2021\n")
    assert children(snapshot) == ["C1"]
    assert "the others are empty: column E was read" in snapshot.sources["referrals.csv"].note


def test_two_columns_that_say_the_same_are_no_news(loaded):
    snapshot = loaded(referrals="referral,child,received_on,team,team\nR1,C1,15/03/2021,Duty,Duty\n")
    assert "headed" not in snapshot.sources["referrals.csv"].note


def test_two_spellings_of_one_heading_of_a_list_are_headed_alike(loaded, write):
    heads = [*REFERRALS, "AllocatedTeam"]
    data = workbook(heads, *[[*row, "South"] for row in ROWS])
    snapshot = loaded(write(annex__xlsx=data))
    assert {row["team"] for row in snapshot.rows("referrals")} == {"Duty"}
    assert "2 columns are headed “Allocated Team” (J and L)" in snapshot.sources["List 3"].note


def test_a_very_long_value_takes_no_longer_than_its_length(loaded):
    snapshot = loaded(referrals=f"{PLAIN}R4,C4,{' 1' * 500_000},1A,{'x' * 1_000_000}\n")
    assert children(snapshot) == ["C1", "C2", "C3"]
