from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sherwood.reading import values
from sherwood.reading.annex_a.spellings import read_code, read_worker, read_yes_or_no, spellings
from sherwood.records import codes

LATEST = date(2027, 3, 31)
DAYS = st.dates(date(1900, 1, 2), LATEST)
WAYS = [
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%Y-%m-%dT00:00:00",
    "%Y-%m-%d 13:45:00",
    "%d/%m/%Y 00:00",
    "%d-%b-%Y",
]


@given(DAYS, st.sampled_from(WAYS))
def test_a_day_is_the_same_day_in_every_way_of_writing_it(day, way):
    assert values.read_date(day.strftime(way), LATEST) == values.Value(day)


@pytest.mark.parametrize(
    "text", ["soon", "2010", "1 Foo 2010", "01/02/2010 - 03/04/2010", "Q1 2010", "12", "1.5"]
)
def test_what_is_not_a_day_is_refused(text):
    assert values.read_date(text, LATEST) == values.Value(problem=values.NOT_A_DATE)


@pytest.mark.parametrize(
    "text", ["31/02/2010", "2010-13-01", "13/13/2010", "20100230", "30 Feb 2010", "00/01/2010"]
)
def test_a_day_that_the_calendar_does_not_have_is_named(text):
    assert values.read_date(text, LATEST) == values.Value(problem=values.NO_SUCH_DAY)


def test_days_come_first_never_months():
    assert values.read_date("03/04/2010", LATEST).value == date(2010, 4, 3)


def test_years_no_child_lived_in_are_refused():
    assert values.read_date("08/03/1899", LATEST).problem == values.BEFORE_1900
    assert values.read_date("01/04/2027", LATEST).problem == values.FUTURE


@pytest.mark.parametrize(
    "text", ["1900-01-01", "01/01/1900", "1900-01-01 00:00:00", "NULL", "SSD_PH", "9999-12-31"]
)
def test_stand_ins_for_a_date_are_empty_and_counted(text):
    assert values.read_date(text, LATEST) == values.Value(mended=values.STAND_IN)


@given(st.text())
def test_no_text_upsets_a_reader_and_no_reason_repeats_it(text):
    text = text.strip()
    readers = [
        lambda t: values.read_date(t, LATEST),
        values.read_text,
        values.read_id,
        values.read_flag,
        values.read_whole,
        values.read_number,
        lambda t: values.read_code(t, "sex"),
        read_code("ethnicity"),
        read_yes_or_no("disability"),
        read_worker,
    ]
    for read in readers if text else []:
        problem = read(text).problem
        assert problem is None or len(text) < 6 or text not in problem


@pytest.mark.parametrize(
    ("text", "expected", "mended"),
    [
        ("12345", "12345", None),
        ("12345.0", "12345", values.TRAILING_ZERO),
        ("c12345.0", "C12345", values.TRAILING_ZERO),
        ("123 45", "12345", values.INNER_SPACE),
        ("ab 12", "AB12", values.INNER_SPACE),
        ("ab12", "AB12", None),
        ("1.5", "1.5", None),
        ("A.B", "A.B", None),
        ("ssd_ph", None, values.STAND_IN),
    ],
)
def test_identifiers_match_whatever_their_case_and_spaces(text, expected, mended):
    assert values.read_id(text) == values.Value(expected, mended=mended)


def test_an_identifier_that_a_spreadsheet_rounded_is_refused():
    assert values.read_id("1.23457E+11").problem == values.ROUNDED_ID


@pytest.mark.parametrize("text", ["1", "Y", "yes", "TRUE", "a) Yes", "1.0"])
def test_ways_of_saying_yes(text):
    assert values.read_flag(text).value is True


@pytest.mark.parametrize("text", ["0", "N", "no", "False", "b) No", "0.0"])
def test_ways_of_saying_no(text):
    assert values.read_flag(text).value is False


def test_not_known_is_an_answer_and_maybe_is_not():
    assert values.read_flag("c) Unknown") == values.Value()
    assert values.read_flag("maybe").problem == values.NOT_A_FLAG


@pytest.mark.parametrize(("text", "expected"), [("12", 12), ("12.0", 12), ("1,234", 1234), ("-1", None)])
def test_whole_numbers_as_systems_write_them(text, expected):
    read = values.read_whole(text)
    assert (read.value, read.problem) == (expected, None)


@pytest.mark.parametrize("text", ["12.5", "-2", "1,2", "a dozen"])
def test_what_is_no_count_is_refused(text):
    assert values.read_whole(text).problem == values.NOT_WHOLE


def test_nothing_is_guessed_from_a_spelling_that_is_not_in_the_tables():
    assert read_code("sex")("Monkey").problem
    assert values.read_code("Monkey", "sex").problem


@pytest.mark.parametrize("ambiguous", ["councillor", "cafcass", "friend/neighbour", "legal services"])
def test_spellings_with_two_meanings_are_left_unresolved(ambiguous):
    assert read_code("referral_source")(ambiguous).problem


@pytest.mark.parametrize(
    ("codeset", "text", "code"),
    [
        ("ethnicity", "a) WBRI", "WBRI"),
        ("ethnicity", "s) NOBT", "NOBT"),
        ("sex", "b) Female", "F"),
        ("sex", "2", "F"),
        ("referral_source", "q) 6: Police", "6"),
        ("primary_need", "N1 - Abuse or Neglect", "N1"),
        ("placement", "f) U6: Foster placement - not FFA", "U6"),
        ("placement_provider", "e) PR4 - Private provision", "PR4"),
        ("episode_end_reason", "k) E47: Special Guardianship Orders - relative/friend", "E47"),
        ("abuse_category", "Physical abuse", "PHY"),
        ("primary_need", "N2 - Child’s disability", "N2"),
        ("in_touch", "d) Refu", "REFU"),
        ("accommodation", "Y: Other accommodation", "Y"),
    ],
)
def test_official_and_common_spellings_are_read(codeset, text, code):
    assert read_code(codeset)(text) == values.Value(code)


@pytest.mark.parametrize("codeset", ["sex", "ethnicity", "placement", "legal_status", "closure_reason"])
def test_every_spelling_is_of_a_code_there_is(codeset):
    assert spellings(codeset)
    assert all(codes.valid(codeset, code) for code in spellings(codeset).values())


def test_a_kind_of_disability_is_a_yes():
    assert read_yes_or_no("disability")("MOB").value is True
    assert read_yes_or_no("disability")("NONE").value is False


def test_the_name_of_a_worker_is_never_held():
    made = read_worker("Ada  Lovelace").value
    assert made == read_worker("ada lovelace").value
    assert "ADA" not in made.upper().replace("W-", "")
    assert read_worker("sw 1234").value == "SW1234"
