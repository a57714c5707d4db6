"""Published values beside a council's own."""

from datetime import date

import pytest

from sherwood.measuring.benchmarks import benchmark_for, benchmarks
from sherwood.measuring.measure import Figure
from sherwood.measuring.shelves import all_measures


def test_every_value_is_of_a_measure_has_its_source_and_stands_once():
    rows = benchmarks()
    assert {row.measure for row in rows} <= set(all_measures())
    assert all(row.source for row in rows)
    assert len({(row.measure, row.area, row.year) for row in rows}) == len(rows)
    shares = [row for row in rows if all_measures()[row.measure].figure is Figure.SHARE]
    assert all(0 < row.value < 100 for row in shares)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2010, 3, 8), 2008),
        (date(2008, 3, 31), 2007),  # the year to that day had not ended before it
        (date(2008, 4, 1), 2008),
        (date(2014, 1, 1), None),  # six years old
        (date(2006, 1, 1), None),
    ],
)
def test_the_latest_year_that_had_ended_stands_beside_a_figure(day, year):
    found = benchmark_for("initial_assessments_in_time", day)
    assert (found and found.year) == year
