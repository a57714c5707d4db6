"""What a person cannot see, and what a spreadsheet puts round a value, is no part of it."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sherwood.reading import cleaning, values

CHILDREN = "child,sex,born_on\nC1,F,2010-01-31\nC2,M,2011-01-31\n"
MARKS = [
    "\u200b",
    "\u200c",
    "\u200d",
    "\ufeff",
    "\u00ad",
    "\u200e",
    "\u202e",
    "\u2060",
    "\x00",
    "\x1f",
    "\u00a0",
    "\ufe0f",
]


@pytest.mark.parametrize("mark", MARKS)
def test_a_value_is_the_same_with_a_mark_nobody_sees(loaded, mark):
    inside = f"D{mark}uty" if mark != "\u00a0" else "Duty"
    rows = f"R1,{mark}C1,2021-03-15,Duty\nR2,C2{mark},2021-03-15,{inside}\n"
    snapshot = loaded(children=CHILDREN, referrals=f"referral,child,received_on,team\n{rows}")
    referrals = snapshot.rows("referrals")
    assert {row["child"] for row in referrals} == {"C1", "C2"}
    assert {row["team"] for row in referrals} == {"Duty"}
    assert not snapshot.entries


def test_values_with_marks_nobody_sees_are_counted(loaded):
    rows = "R1,\u200bC1,2021-03-15,Du\u00adty\nR2,C\ufeff2,2021-03-15,Duty\n"
    snapshot = loaded(referrals=f"referral,child,received_on,team\n{rows}")
    assert "3 values held characters that cannot be seen" in snapshot.sources["referrals.csv"].note


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.sampled_from(MARKS), st.integers(0, 20))
def test_cleaning_ends_and_a_mark_anywhere_changes_nothing(text, mark, place):
    bare, _ = cleaning.clean(cleaning.clean(text)[0])
    again, _ = cleaning.clean(bare)
    assert len(again) <= len(bare)
    if mark != "\u00a0" and bare == again:
        assert cleaning.visible(f"{bare[:place]}{mark}{bare[place:]}") in (bare, cleaning.visible(bare))


@given(st.from_regex(r"[A-Z0-9]{1,12}", fullmatch=True), st.sampled_from(MARKS[:-2]))
def test_every_wrapping_of_an_identifier_is_taken_off(identifier, mark):
    for written in (
        f'="{identifier}"',
        f"'{identifier}",
        f"'{identifier}'",
        f"{mark}{identifier}",
        f'=T("{identifier}")',
    ):
        bare, mended = cleaning.clean(written)
        assert bare == identifier and mended


@pytest.mark.parametrize("written", ['"=""0001"""', "'0001", '" 0001"', "\u200b0001", '="0001"'])
def test_leading_noughts_kept_by_a_trick_are_kept(loaded, written):
    children = "child,sex\n0001,F\n0002,M\n"
    snapshot = loaded(children=children, referrals=f"referral,child,received_on\nR1,{written},2021-03-15\n")
    assert [row["child"] for row in snapshot.rows("referrals")] == ["0001"]
    assert not snapshot.entries


@pytest.mark.parametrize("team", ["O'Brien team", "Children's", "Duty '21", "=", "'", "C'"])
def test_an_apostrophe_that_belongs_to_a_text_stays(team):
    assert cleaning.clean(team)[0] == team


@pytest.mark.parametrize(
    "text", ["1.23457E+11", "1.23457E11", "1,23457E+11", "1E+11", "1.2345678901234568e+17"]
)
def test_a_rounded_identifier_is_refused_in_every_writing(text):
    assert values.read_id(text).problem == values.ROUNDED_ID


@pytest.mark.parametrize(("text", "whole"), [("1.23456789012E+11", "123456789012"), ("1.234E+3", "1234")])
def test_an_exponent_that_loses_nothing_is_read(text, whole):
    assert values.read_id(text).value == whole


@pytest.mark.parametrize("text", ["1E11", "7E12", "12E4", "E123", "1A"])
def test_an_identifier_with_an_e_in_it_is_one(text):
    assert values.read_id(text).value == text


IDENTIFIERS = {
    "floats": pa.array([123456789012.0, 7.0, None]),
    "small floats": pa.array([7.0, 12.0, None], pa.float32()),
    "whole numbers": pa.array([123456789012, 7, None]),
    "decimals": pa.array(["7", "12", None]).cast(pa.decimal128(20, 2)),
    "categories": pa.array(["0007", "0012", None]).dictionary_encode(),
    "large text": pa.array(["0007", "0012", None], pa.large_string()),
    "bytes": pa.array([b"0007", b"0012", None], pa.binary()),
}


@pytest.mark.parametrize("children", IDENTIFIERS.values(), ids=IDENTIFIERS)
def test_identifiers_of_any_parquet_type_keep_every_digit(loaded, write, children):
    folder = write()
    days = pa.array([f"2021-03-{day}" for day in (15, 16, 17)])
    pq.write_table(
        pa.table({"referral": ["R1", "R2", "R3"], "child": children, "received_on": days}),
        folder / "referrals",
    )
    snapshot = loaded(folder)
    expected = [str(child.as_py()) for child in children[:2]]
    expected = [
        one.removesuffix(".0").removesuffix(".00").removeprefix("b'").removesuffix("'") for one in expected
    ]
    assert [row["child"] for row in snapshot.rows("referrals")] == expected
    assert [entry["row"] for entry in snapshot.aside] == [4]


def test_a_float_too_large_for_its_digits_is_refused(loaded, write):
    folder = write()
    table = {"referral": ["R1", "R2"], "child": [2.0**60, 5.0], "received_on": ["2021-03-15"] * 2}
    pq.write_table(pa.table(table), folder / "referrals")
    assert [entry["reason"] for entry in loaded(folder).aside] == [values.ROUNDED_ID]


def test_a_moment_near_midnight_keeps_the_day_on_the_clock_of_its_zone(loaded, write):
    folder = write()
    midnight = pa.array([1617231600000000], pa.timestamp("us", "Europe/London"))  # in summer time
    table = {"referral": ["R1"], "child": ["1"], "received_on": midnight}
    pq.write_table(pa.table(table), folder / "referrals")
    assert str(loaded(folder).rows("referrals")[0]["received_on"]) == "2021-04-01"


def test_codes_and_texts_ended_in_point_nought_by_a_spreadsheet_are_read(loaded):
    header = "CHILD,SEX,DOB,ETHNIC\n1,1.0,31/01/2010,WBRI\n2,2.0,31/01/2011,WBRI\n"
    episodes = (
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,URN\n1.0,31/05/2020,S,C2,N1,U1,PR1,,,1234567.0\n"
    )
    snapshot = loaded(header=header, episodes=episodes)
    assert [row["sex"] for row in snapshot.rows("children")] == ["M", "F"]
    assert [row["child"] for row in snapshot.rows("care_episodes")] == ["1"]


@pytest.mark.parametrize("text", ["6", "6.0", " 6", "06"])
def test_a_code_in_figures_is_read_however_a_spreadsheet_writes_the_number(text):
    assert values.read_code(text.strip(), "referral_source").value == "6"


@pytest.mark.parametrize(
    "error",
    ["#VALUE!", "#REF!", "#N/A", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "Err:502", "#SPILL!", "########"],
)
def test_an_error_is_a_fault_of_the_sheet_and_never_an_empty_value(loaded, error):
    rows = f"A1,C1,single,2021-03-15,{error},Duty\nA2,C2,single,2021-03-15,2021-03-16,{error}\nA3,{error},single,2021-03-15,,Duty\n"
    snapshot = loaded(assessments=f"assessment,child,kind,started_on,finished_on,team\n{rows}")
    assert [row["assessment"] for row in snapshot.rows("assessments")] == ["A2"]
    assert [(entry["row"], entry["column"]) for entry in snapshot.aside] == [
        (2, "finished_on"),
        (4, "child"),
    ]
    assert [(entry["row"], entry["column"]) for entry in snapshot.values] == [(3, "team")]
    assert "Cells of “finished_on” that show an error: 1 (row 2)." in snapshot.sources["assessments.csv"].note
