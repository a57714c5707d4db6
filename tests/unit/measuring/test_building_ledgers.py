"""A ledger built from queries that were written once, for councils with other records and with none."""

from datetime import date

import duckdb
import pytest

from sherwood.kit.periods import financial_year
from sherwood.measuring.figures import Ledger
from sherwood.measuring.ledger import build
from sherwood.measuring.shelves import all_measures, all_populations
from sherwood.records.parquet import write_rows
from sherwood.records.tables import ASSESSMENTS, REFERRALS, TEAMS

AS_AT = date(2010, 3, 31)
YEAR = financial_year(2009)


def council(folder, finished_on, placings=(), connection=None):
    """A council with one referral and one initial assessment, finished on a day, in the team Duty."""
    records, ledger = folder / "records", folder / "ledger"
    records.mkdir(parents=True)
    ledger.mkdir()
    child = {"child": "C1", "referral": "R1"}
    assessed = {"assessment": "A1", "kind": "initial", "finished_on": finished_on, "team": "Duty"}
    write_rows(REFERRALS, [child | {"received_on": date(2010, 1, 4)}], records)
    write_rows(ASSESSMENTS, [child | assessed], records)
    write_rows(TEAMS, [{"team": "Duty"} | placing for placing in placings], records)
    build(records, ledger, AS_AT, connection=connection)
    return Ledger(ledger)


def in_time(ledger):
    key = "initial_assessments_in_time"
    count = ledger.figure(all_measures()[key], YEAR)
    return count.numerator, count.denominator


def test_the_second_council_gets_figures_of_its_own_records(tmp_path):
    first = council(tmp_path / "first", date(2010, 1, 13))
    second = council(tmp_path / "second", date(2010, 1, 14))
    assert in_time(first) == (1, 1)
    assert in_time(second) == (0, 1)


def test_councils_on_one_connection_do_not_see_each_other(tmp_path):
    with duckdb.connect() as connection:
        first = council(tmp_path / "first", date(2010, 1, 13), connection=connection)
        second = council(tmp_path / "second", date(2010, 1, 14), connection=connection)
        assert connection.execute("SELECT count(*) FROM duckdb_tables()").fetchall() == [(0,)]
    assert (in_time(first), in_time(second)) == ((1, 1), (0, 1))


def test_a_council_with_no_records_of_a_kind_gets_every_file_of_a_ledger(tmp_path):
    ledger = council(tmp_path / "it's a council", date(2010, 1, 13))
    expected = {*all_populations(), "child_population", "districts"}
    assert {path.stem for path in ledger.folder.glob("*.parquet")} == expected


PLACES = [
    {"placing": "1", "district": "North", "from_on": date(2009, 6, 1), "to_on": date(2010, 1, 10)},
    {"placing": "2", "district": "South", "from_on": date(2010, 1, 8), "to_on": date(2010, 1, 20)},
    {"placing": "3", "district": "East", "from_on": date(2010, 2, 1), "to_on": None},
]


@pytest.mark.parametrize(
    ("finished_on", "district"),
    [
        (date(2010, 1, 7), "North"),
        (date(2010, 1, 8), "South"),  # two places overlap: the later stands
        (date(2010, 1, 20), "South"),
        (date(2010, 1, 21), None),  # between two places
        (date(2010, 2, 1), "East"),
    ],
)
def test_work_has_the_place_its_team_had_that_day_and_is_never_lost(tmp_path, finished_on, district):
    ledger = council(tmp_path, finished_on, PLACES)
    path = str(ledger.folder / "finished_assessments.parquet")
    assert duckdb.execute("SELECT district FROM read_parquet($1)", [path]).fetchall() == [(district,)]


def test_work_before_a_team_had_any_place_has_none(tmp_path):
    later = [{"placing": "1", "district": "North", "from_on": date(2010, 3, 1), "to_on": None}]
    ledger = council(tmp_path, date(2010, 1, 13), later)
    path = str(ledger.folder / "finished_assessments.parquet")
    assert duckdb.execute("SELECT district FROM read_parquet($1)", [path]).fetchall() == [(None,)]


def test_records_written_before_a_column_was_are_measured_still(tmp_path):
    records, ledger = tmp_path / "records", tmp_path / "ledger"
    records.mkdir()
    ledger.mkdir()
    duckdb.execute(
        "COPY (SELECT 'E1' AS episode, 'C1' AS child, DATE '2009-01-01' AS started_on) TO $path (FORMAT parquet)",
        {"path": str(records / "care_episodes.parquet")},
    )
    build(records, ledger, AS_AT)
    assert Ledger(ledger).figure(all_measures()["looked_after_rate"], YEAR).numerator == 1
