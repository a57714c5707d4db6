"""Published values beside a council's own."""

from datetime import date

import pytest

from sherwood.kit.errors import SherwoodError
from sherwood.measuring.benchmarks import benchmarks, benchmarks_for, in_words
from sherwood.measuring.measure import Figure
from sherwood.measuring.neighbours import keep, kept, read
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
    found = benchmarks_for("initial_assessments_in_time", day)
    assert [(row.area, row.year) for row in found] == ([("England", year)] if year else [])


HEADINGS = "measure,area,year_to_march,value,source\n"
OWN = (
    "single_assessments_in_time,Statistical neighbours,2023,80.5,Neighbours' tables 2024\n"
    "single_assessments_in_time,Statistical neighbours,2024,81.5%,Neighbours' tables 2024\n"
    "looked_after_rate,Statistical neighbours,2024,71,Neighbours' tables 2024\n"
    ",East Midlands,,,\n"
)


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "ours.csv"
        path.write_text(HEADINGS + text, "utf-8")
        return path

    return write


def test_a_council_sets_its_neighbours_and_its_region_beside_england(tmp_path, written):
    neighbours = read(written(OWN))
    keep(neighbours, tmp_path / "home")
    assert neighbours == kept(tmp_path / "home")
    key, day = "single_assessments_in_time", date(2024, 6, 30)
    rows = benchmarks_for(key, day, neighbours)
    assert [(row.area, row.year, row.value) for row in rows] == [
        ("England", 2024, 84.5), ("Statistical neighbours", 2024, 81.5), ("East Midlands", 2024, 91.1),
    ]  # fmt: skip
    assert in_words(all_measures()[key], rows[1:2]) == (
        "Statistical neighbours had 81.5% in the year to 31 March 2024 (Neighbours' tables 2024)."
    )
    rate = benchmarks_for("looked_after_rate", day, neighbours)
    assert "Statistical neighbours had 71 per 10,000" in in_words(all_measures()["looked_after_rate"], rate)


def test_a_region_is_not_shown_to_a_council_that_has_not_asked_for_it(tmp_path):
    rows = benchmarks_for("single_assessments_in_time", date(2024, 6, 30), kept(tmp_path))
    assert [row.area for row in rows] == ["England"]


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("no_such_measure,Neighbours,2024,80,Tables\n", "no measure of this key"),
        ("single_assessments_in_time,,2024,80,Tables\n", "Name the area"),
        ("single_assessments_in_time,Neighbours,2023/24,80,Tables\n", "Write the year"),
        ("single_assessments_in_time,Neighbours,2024,x,Tables\n", "Write the value as a number"),
        ("single_assessments_in_time,Neighbours,2024,nan,Tables\n", "Write the value as a number"),
        ("single_assessments_in_time,Neighbours,2024,-1,Tables\n", "Write the value as a number"),
        ("single_assessments_in_time,Neighbours,2024,101,Tables\n", "no share is above 100"),
        ("single_assessments_in_time,Neighbours,2024,80,\n", "where the value is published"),
        ("single_assessments_in_time,England,2024,80,Tables\n", "Sherwood holds 84.5"),
        ("single_assessments_in_time,Statistical neighbours,2024,80,Tables\n", "stand in line 3"),
        ("single_assessments_in_time,Neighbours,2024,80,5,Tables\n", "At most 5 values"),
        (",Nowhere,,,\n", "no values of this area"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_nothing_is_taken(tmp_path, written, line, mistake):
    home = tmp_path / "home"
    keep(read(written(OWN)), home)
    with pytest.raises(SherwoodError, match=mistake) as told:
        keep(read(written(OWN + line)), home)
    assert "ours.csv:6: " in str(told.value)
    assert len(kept(home).rows) == 3


def test_shares_that_are_not_in_per_cent_are_asked_about(written):
    lines = "".join(f"single_assessments_in_time,Neighbours,{year},0.8,Tables\n" for year in (2023, 2024))
    with pytest.raises(SherwoodError, match="Write shares in per cent"):
        read(written(lines))


def test_a_file_without_the_headings_is_told_what_they_are(tmp_path):
    path = tmp_path / "ours.csv"
    path.write_text("measure,year,value\n", "utf-8")
    with pytest.raises(SherwoodError, match="no heading area, year_to_march, source"):
        read(path)


def test_a_measure_may_be_called_by_its_title_and_a_heading_be_written_as_words(tmp_path):
    path = tmp_path / "ours.csv"
    title = all_measures()["looked_after_rate"].title
    path.write_text(
        f'Area,Measure,Year to March,Value,Source\nNeighbours,"{title}",2024,71,Tables\n', "utf-8"
    )
    (row,) = read(path).rows
    assert (row.measure, row.year, row.value) == ("looked_after_rate", 2024, 71)


def test_what_is_kept_is_read_again_as_it_was_given(tmp_path, written):
    """An area as published that comes first still comes first."""
    lines = ',East Midlands,,,\nlooked_after_rate,Neighbours,2024,71,"Tables, ""2024"""\n' + OWN
    neighbours = read(written(lines))
    keep(neighbours, tmp_path / "home")
    assert kept(tmp_path / "home") == neighbours
