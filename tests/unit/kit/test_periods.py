"""Periods include both ends and are named as people name them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sherwood.kit.errors import SherwoodError
from sherwood.kit.periods import (
    Period,
    financial_year,
    financial_years,
    month,
    months,
    parse,
    quarter,
    quarters,
    week_of,
    weeks,
    year_to,
)

days = st.dates(date(1999, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last", "label"),
    [
        ("2010-01", "2010-01-01", "2010-01-31", "January 2010"),
        ("2008-02", "2008-02-01", "2008-02-29", "February 2008"),
        ("2009/10", "2009-04-01", "2010-03-31", "2009-10"),
        ("1999/00", "1999-04-01", "2000-03-31", "1999-00"),
        ("2009-Q4", "2010-01-01", "2010-03-31", "January to March 2010"),
        ("2009-Q3", "2009-10-01", "2009-12-31", "October to December 2009"),
        ("2010-W05", "2010-02-01", "2010-02-07", "1 to 7 February 2010"),
        ("2009-W53", "2009-12-28", "2010-01-03", "28 December 2009 to 3 January 2010"),
        ("2010-03-08", "2010-03-08", "2010-03-08", "8 March 2010"),
        ("2010-01-03..2010-02-05", "2010-01-03", "2010-02-05", "3 January to 5 February 2010"),
        ("2009-11-01..2010-01-31", "2009-11-01", "2010-01-31", "November 2009 to January 2010"),
    ],
)
def test_a_written_period_means_what_it_says(text, first, last, label):
    period = parse(text)
    assert period == Period(date.fromisoformat(first), date.fromisoformat(last))
    assert period.label == label


@pytest.mark.parametrize(
    "text", ["", "2010", "2010-13", "2009/11", "2010-W54", "2009-Q5", "2010-02-30", "0000-01", "yesterday",
             "9999-01-01", "2010-1", "\u0662\u0660\u0661\u0660-01"]
)  # fmt: skip
def test_a_period_nobody_can_mean_is_refused_with_the_ways_to_write_one(text):
    with pytest.raises(SherwoodError, match="Write a month as 2010-01"):
        parse(text)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(SherwoodError, match="Give the earlier day first"):
        parse("2010-02-05..2010-01-03")


def test_both_ends_belong_to_a_period():
    period = month(2010, 1)
    assert date(2010, 1, 1) in period
    assert date(2010, 1, 31) in period
    assert date(2010, 2, 1) not in period
    assert period.days == 31


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2010, 3, 8), date(2009, 3, 9)),
        (date(2009, 2, 28), date(2008, 3, 1)),
        (date(2008, 2, 29), date(2007, 3, 1)),
        (date(2008, 2, 28), date(2007, 3, 1)),
        (date(2010, 12, 31), date(2010, 1, 1)),
    ],
)
def test_the_year_to_a_day_never_holds_the_same_day_twice(day, first):
    assert year_to(day) == Period(first, day)


def test_a_year_to_a_day_says_so():
    assert year_to(date(2010, 3, 8)).label == "Year to 8 March 2010"


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (month(2008, 3), month(2008, 2)),
        (month(2010, 1), month(2009, 12)),
        (quarter(2009, 1), quarter(2008, 4)),
        (financial_year(2009), financial_year(2008)),
        (week_of(date(2010, 1, 1)), week_of(date(2009, 12, 25))),
        (year_to(date(2010, 3, 8)), year_to(date(2009, 3, 8))),
        (parse("2010-01-03..2010-01-12"), parse("2009-12-24..2010-01-02")),
    ],
)
def test_the_previous_period_is_of_the_same_kind(period, before):
    assert period.previous() == before


@pytest.mark.requirement("SR-011")
@pytest.mark.parametrize(
    ("period", "before"),
    [
        (month(2009, 2), month(2008, 2)),
        (month(2008, 2), month(2007, 2)),
        (financial_year(2008), financial_year(2007)),
        (parse("2008-02-29"), parse("2007-02-28")),
        (parse("2008-02-01..2008-02-28"), parse("2007-02-01..2007-02-28")),
        (year_to(date(2010, 3, 8)), year_to(date(2009, 3, 8))),
    ],
)
def test_the_same_period_last_year_survives_leap_years(period, before):
    assert period.same_last_year() == before


def test_the_same_week_last_year_is_a_whole_week_52_weeks_earlier():
    earlier = week_of(date(2010, 3, 8)).same_last_year()
    assert earlier == week_of(earlier.first)
    assert (date(2010, 3, 8) - earlier.first).days == 364


@given(days, st.integers(0, 900))
def test_a_period_and_its_previous_one_touch_and_never_overlap(first, length):
    period = Period(first, first + timedelta(length))
    assert period.previous().last == first - timedelta(1)


@given(days, st.integers(0, 900))
def test_the_same_period_last_year_is_never_empty(first, length):
    period = Period(first, first + timedelta(length))
    assert abs(period.same_last_year().days - period.days) <= 1


@pytest.mark.parametrize("each", [months, weeks, quarters, financial_years])
@given(first=days, length=st.integers(0, 900))
def test_periods_in_a_row_cover_every_day_once(each, first, length):
    last = first + timedelta(length)
    row = list(each(first, last))
    assert first in row[0]
    assert last in row[-1]
    assert all(b.first - a.last == timedelta(1) for a, b in pairwise(row))
