import pytest

from sherwood.records import codes
from sherwood.records.tables import TABLES

NAMED = sorted({column.codes for table in TABLES.values() for column in table.columns if column.codes})


@pytest.mark.parametrize("codeset", NAMED)
def test_every_code_set_that_a_column_names_exists(codeset):
    assert codes.codes(codeset)


def test_every_code_set_is_named_by_a_column():
    assert sorted(codes.codesets()) == NAMED


def test_every_code_says_what_it_means():
    assert all(code.label.strip() for held in codes.codesets().values() for code in held.values())


@pytest.mark.parametrize(
    ("codeset", "code", "year", "expected"),
    [
        ("placement", "H5", 2023, True),
        ("placement", "H5", 2024, False),
        ("placement", "K3", 2023, False),
        ("placement", "K3", 2024, True),
        ("episode_end_reason", "E43", 2017, True),
        ("episode_end_reason", "E43", 2018, False),
        ("activity", "F3", 2020, True),
        ("activity", "F3", 2021, False),
        ("referral_source", "5D", 2021, False),
        ("referral_source", "1A", 2009, True),
    ],
)
def test_a_code_is_valid_in_the_years_it_was_in_use(codeset, code, year, expected):
    assert codes.valid(codeset, code, year) is expected


def test_without_a_year_a_retired_code_is_still_a_code():
    assert codes.valid("placement", "H5")
    assert not codes.valid("placement", "H6")


def test_a_code_is_in_use_over_a_span_when_it_was_in_any_year_of_it():
    retired = codes.codes("placement")["H5"]
    assert retired.in_use(2020, None)
    assert retired.in_use(None, 2023)
    assert not retired.in_use(2024, None)


def test_a_code_is_found_whatever_its_case_and_hyphens():
    assert codes.find("involvement_role", "Co_Worker") == "co-worker"
    assert codes.find("conference_kind", "transfer in") == "transfer_in"
    assert codes.find("legal_status", "c1 ") == "C1"
    assert codes.find("sex", "Monkey") is None


def test_the_label_of_what_is_no_code_is_itself():
    assert codes.label("sex", "F") == "Female"
    assert codes.label("sex", "Z") == "Z"
