"""Working days of England and Wales, held against two other implementations."""

from datetime import date, timedelta

import holidays
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sherwood.kit.errors import SherwoodError
from sherwood.kit.working_days import (
    VERSION,
    add_months,
    bank_holidays,
    calendar_rows,
    deadline,
    elapsed,
    is_working,
    ordinal,
)

days = st.dates(date(1998, 1, 1), date(2028, 12, 31))
FIRST, LAST = date(1998, 1, 1), date(2028, 12, 31)


def test_the_bank_holidays_are_those_of_an_independent_calendar():
    other = holidays.country_holidays("GB", subdiv="ENG", years=range(1998, 2029))
    assert set(bank_holidays()) == {day for day in other if day.weekday() < 5}


def test_every_bank_holiday_falls_on_a_weekday_and_is_written_once_in_order():
    written = list(bank_holidays())
    assert written == sorted(written)
    assert all(day.weekday() < 5 for day in written)


@pytest.mark.parametrize(
    "day",
    ["1999-12-31", "2002-06-03", "2002-06-04", "2011-04-29", "2012-06-04", "2012-06-05", "2020-05-08",
     "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08"],
)  # fmt: skip
def test_the_special_days_are_not_working_days(day):
    assert not is_working(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2002-05-27", "2012-05-28", "2020-05-04", "2022-05-30"])
def test_a_monday_whose_holiday_was_moved_is_a_working_day(day):
    assert is_working(date.fromisoformat(day))


@given(days, days)
def test_elapsed_agrees_with_numpy(one, other):
    start, end = sorted((one, other))
    day = timedelta(1)
    expected = np.busday_count(start + day, end + day, holidays=list(bank_holidays()))
    assert elapsed(start, end) == expected


def test_the_day_of_the_start_is_day_0_and_a_bank_holiday_does_not_count():
    assert elapsed(date(2010, 3, 8), date(2010, 3, 8)) == 0
    assert elapsed(date(2009, 12, 21), date(2010, 1, 4)) == 7


def test_the_first_working_day_after_a_start_on_a_weekend_is_day_1():
    assert elapsed(date(2010, 3, 6), date(2010, 3, 7)) == 0
    assert elapsed(date(2010, 3, 6), date(2010, 3, 8)) == 1


@given(days, st.integers(1, 400))
def test_an_end_before_its_start_has_no_duration(end, by):
    assert elapsed(end + timedelta(by), end) is None


@given(st.dates(FIRST, date(2026, 12, 31)), st.integers(1, 400))
def test_a_deadline_is_the_first_day_on_which_so_many_have_elapsed(start, working_days):
    due = deadline(start, working_days)
    assert is_working(due)
    assert elapsed(start, due) == working_days
    assert elapsed(start, due - timedelta(1)) == working_days - 1


def test_a_deadline_of_no_days_is_the_start_even_on_a_sunday():
    assert deadline(date(2010, 3, 7), 0) == date(2010, 3, 7)
    with pytest.raises(ValueError, match="before its start"):
        deadline(date(2010, 3, 7), -1)


@given(days, days)
def test_the_calendar_gives_elapsed_days_as_a_difference_of_ordinals(one, other):
    start, end = sorted((one, other))
    assert ordinal(end) - ordinal(start) == elapsed(start, end)


def test_the_calendar_holds_every_day_once_and_counts_working_days_only():
    rows = dict(calendar_rows(FIRST, LAST))
    assert len(rows) == (LAST - FIRST).days + 1
    for day in (FIRST + timedelta(n) for n in range(1, len(rows))):
        assert rows[day] - rows[day - timedelta(1)] == is_working(day)


@pytest.mark.parametrize("day", [date(1997, 12, 31), date(2029, 1, 1)])
@pytest.mark.parametrize(
    "ask", [is_working, ordinal, lambda day: elapsed(day, day), lambda day: deadline(day, 1)]
)
def test_a_day_outside_the_known_years_is_refused_rather_than_guessed(day, ask):
    with pytest.raises(SherwoodError, match="known from 1998 to 2028"):
        ask(day)


def test_a_deadline_beyond_the_known_years_is_refused():
    with pytest.raises(SherwoodError, match="known from 1998 to 2028"):
        deadline(date(2028, 12, 29), 5)


def test_the_data_say_which_version_they_are():
    assert "1998-2028" in VERSION


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2009, 8, 31), 6, date(2010, 2, 28)),
        (date(2007, 8, 31), 6, date(2008, 2, 29)),
        (date(2008, 2, 29), 12, date(2009, 2, 28)),
        (date(2008, 2, 29), 48, date(2012, 2, 29)),
        (date(2010, 3, 31), -1, date(2010, 2, 28)),
        (date(2009, 12, 15), 1, date(2010, 1, 15)),
        (date(2010, 1, 15), -1, date(2009, 12, 15)),
    ],
)
def test_months_end_on_the_same_day_or_at_the_end_of_the_month(start, months, expected):
    assert add_months(start, months) == expected


@given(days, st.integers(-240, 240))
def test_adding_months_lands_in_that_month_and_never_later_than_the_same_day(start, months):
    made = add_months(start, months)
    assert (made.year * 12 + made.month) - (start.year * 12 + start.month) == months
    assert made.day <= start.day
    assert made.day == start.day or (made + timedelta(1)).day == 1
