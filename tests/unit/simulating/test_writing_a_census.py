"""The census that is written of a council says of its years what the council's own extract says of them."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from sherwood.cli import app
from sherwood.kit import periods
from sherwood.measuring.figures import Ledger
from sherwood.measuring.ledger import build_for
from sherwood.measuring.shelves import all_measures
from sherwood.reading.load import load
from sherwood.records.snapshots import Store
from sherwood.simulating import census_years, simulate, write_census, write_extract

COVERED = [
    "conferences_in_time",
    "conferences_overdue",
    "plans_two_years_or_more",
    "re_referrals_within_12_months",
    "second_or_subsequent_plans",
    "single_assessments_in_time",
    "single_assessments_open_overdue",
]


@pytest.fixture(scope="module")
def council():
    """A council of 2017, whose assessments are therefore single ones.

    Left out is what no census can say: an assessment that has not begun, and one that answers no referral.
    """
    simulated = simulate(seed=11, scale=0.1, until=date(2017, 3, 31), years=4)
    begun = [row for row in simulated.tables["assessments"] if row.kind == "initial" and row.started_on]
    assessments = [replace(row, kind="single") for row in begun]
    return replace(simulated, tables=simulated.tables | {"assessments": assessments})


def loaded(folder, root):
    snapshot = load([folder], Store(root), then=build_for(lambda *_: None))
    return snapshot, Ledger(snapshot.ledger)


@pytest.fixture(scope="module")
def both(council, tmp_path_factory):
    """The ledger of the extract and that of every census there is."""
    root = tmp_path_factory.mktemp("both")
    write_extract(council, root / "extract")
    for year in census_years(council):
        written = write_census(council, root / "census", year)
        assert not written.left_out
    return loaded(root / "extract", root / "one"), loaded(root / "census", root / "other")


def test_it_is_written_for_each_whole_year_and_read_without_a_remark(council, both):
    _, (snapshot, _) = both
    assert census_years(council) == [2013, 2014, 2015, 2016]
    manifest = snapshot.manifest
    assert manifest.as_at == date(2017, 3, 31)
    assert manifest.reach["referrals"].from_on == date(2013, 4, 1)
    assert not [
        source.note for source in manifest.sources if "known" in source.note or "stray" in source.note
    ]


@pytest.mark.parametrize("key", COVERED)
def test_a_measure_is_the_same_from_the_census_as_from_the_extract(both, key):
    (_, extract), (_, census) = both
    measure = all_measures()[key]
    months = list(periods.months(date(2014, 4, 1), date(2017, 3, 31)))
    ours, theirs = (ledger.series(measure, months) for ledger in (extract, census))
    assert sum(count.denominator or 0 for count in ours) > 20
    for month, one, other in zip(months, ours, theirs, strict=True):
        assert (one.numerator, one.denominator) == (other.numerator, other.denominator), month.label


def test_a_year_holds_what_was_open_or_happened_in_it_and_no_later_day(council, tmp_path):
    written = write_census(council, tmp_path, 2014)
    root = ElementTree.parse(written.path).getroot()
    first, last = date(2014, 4, 1), date(2015, 3, 31)
    for element in root.iter("CINclosureDate"):
        assert first <= date.fromisoformat(element.text) <= last
    for name in ("CINreferralDate", "CPPstartDate", "S47ActualStartDate", "CPPreviewDate"):
        days = [date.fromisoformat(element.text) for element in root.iter(name)]
        assert days and max(days) <= last
    received = [row for row in council.tables["referrals"] if first <= row.received_on <= last]
    days = [date.fromisoformat(element.text) for element in root.iter("CINreferralDate")]
    assert sum(day >= first for day in days) == len(received)


def test_assessments_that_the_census_has_no_element_for_are_told(small, tmp_path):
    written = write_census(small, tmp_path, census_years(small)[-1])
    assert written.left_out["initial assessments, which the census has no element for"] > 100
    assert written.elements["CINdetails"] > 100


def test_the_command_line_writes_the_censuses_and_says_what_they_leave_out(tmp_path):
    said = CliRunner().invoke(app, ["simulate", str(tmp_path), "--scale", "0.02", "--census"])
    assert said.exit_code == 0
    assert [path.name for path in sorted(tmp_path.iterdir())] == [
        f"cin_census_{year}.xml" for year in range(2005, 2010)
    ]
    assert "core assessments, which the census has no element for." in said.output


def test_the_census_beside_the_extract_it_was_made_of_says_nothing_otherwise(small, tmp_path):
    """Of two formats that tell of the same children the one that reaches further stands; the other agrees with it."""
    write_extract(small, tmp_path / "both" / "extract")
    for year in census_years(small):
        write_census(small, tmp_path / "both" / "census", year)
    manifest = load([tmp_path / "both"], Store(tmp_path / "store")).manifest
    settled = [sentence for sentence in manifest.settled if "Children in need census" in sentence]
    assert len(settled) == 5
    assert all(", 0 say otherwise" in sentence for sentence in settled)
    # The census also has the referrals of cases that are older than the extract, and enquiries of its first weeks.
    for table in ("conferences", "protection_plans", "protection_reviews"):
        assert manifest.tables[table] == len(small.tables[table]), table
