"""When reports fall due: properties that hold for every cadence, and the few days that are easy to get wrong."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sherwood.governance.rhythm import (
    Cadence,
    ExpectedStanding,
    days_late,
    due_days,
    next_due,
    period_of,
    standing,
    together,
)
from sherwood.kit.errors import SherwoodError

DAYS = st.dates(date(2009, 11, 1), date(2011, 3, 31))
CADENCES = st.lists(st.builds(Cadence, DAYS, st.integers(1, 60)), min_size=1, max_size=4)
FRIDAYS = Cadence(date(2010, 2, 12), 7)
WEDNESDAYS = Cadence(date(2010, 3, 10), 7)


@given(CADENCES, DAYS, DAYS)
def test_due_days_lie_between_both_ends_rise_and_never_come_twice(cadences, first, last):
    found = due_days(cadences, first, last)
    assert all(first <= day <= last for day in found)
    assert found == sorted(set(found))


@given(CADENCES, DAYS, DAYS, DAYS)
def test_a_span_cut_in_two_gives_the_same_days(cadences, first, middle, last):
    first, middle, last = sorted([first, middle, last])
    halves = due_days(cadences, first, middle) + due_days(cadences, middle + timedelta(1), last)
    assert halves == due_days(cadences, first, last)


@given(CADENCES, DAYS, st.integers(1, 60))
def test_a_change_of_cadence_never_moves_a_day_before_it(cadences, changed_on, every):
    start = min(cadences).first_due_on
    before = due_days(cadences, start, changed_on - timedelta(1))
    after = due_days([*cadences, Cadence(changed_on, every)], start, changed_on - timedelta(1))
    assert before == after


@given(CADENCES, DAYS)
def test_the_next_due_day_is_the_first_later_one(cadences, after):
    found = next_due(cadences, after)
    assert found > after
    assert due_days(cadences, after + timedelta(1), found) == [found]


@given(CADENCES, DAYS, st.none() | DAYS)
def test_the_periods_of_reports_follow_one_another_without_gap_or_overlap(cadences, on, also):
    start = min(cadences).first_due_on
    days = due_days(cadences, start, on, also)
    periods = [period_of(cadences, day, also) for day in days]
    assert all(period.last == day for period, day in zip(periods, days, strict=True))
    assert all(later.first == earlier.last + timedelta(1) for earlier, later in itertools.pairwise(periods))


@given(DAYS, st.integers(1, 60), DAYS, st.sampled_from(["", "draft", "submitted", "accepted", "returned"]))
def test_what_has_come_is_never_late_or_missed_and_what_has_not_is_once_its_day_has_passed(
    due_on, every, on, state
):
    found = standing(due_on=due_on, next_due_on=due_on + timedelta(every), on=on, state=state)
    assert found.behind == (state in ("", "draft") and on > due_on)
    assert found.come_in == (state in ("submitted", "accepted", "returned"))


def test_every_friday_both_ends_included():
    fridays = due_days([FRIDAYS], date(2010, 2, 12), date(2010, 3, 5))
    assert fridays == [date(2010, 2, 12), date(2010, 2, 19), date(2010, 2, 26), date(2010, 3, 5)]


def test_nothing_is_due_before_the_first_day():
    assert due_days([FRIDAYS], date(2010, 1, 1), date(2010, 2, 11)) == []


def test_the_tighter_cadence_takes_over_from_its_first_day_and_the_ordinary_one_ends():
    both = together([FRIDAYS], [WEDNESDAYS])
    assert due_days(both, date(2010, 3, 1), date(2010, 3, 18)) == [
        date(2010, 3, 5),
        date(2010, 3, 10),
        date(2010, 3, 17),
    ]


def test_one_more_day_is_due_unless_something_falls_due_in_its_week_already():
    week = date(2010, 3, 1), date(2010, 3, 8)
    assert due_days([FRIDAYS], *week, date(2010, 3, 3)) == [date(2010, 3, 5)]
    assert due_days([WEDNESDAYS], *week, date(2010, 3, 5)) == [date(2010, 3, 5)]
    assert due_days([], *week, date(2010, 3, 5)) == [date(2010, 3, 5)]


def test_on_its_day_a_report_is_due_a_day_later_late_and_when_the_next_falls_due_missed():
    where = {
        on: standing(due_on=date(2010, 3, 5), next_due_on=date(2010, 3, 12), on=date(2010, 3, on), state="")
        for on in (5, 6, 11, 12)
    }
    assert where == {
        5: ExpectedStanding.DUE,
        6: ExpectedStanding.LATE,
        11: ExpectedStanding.LATE,
        12: ExpectedStanding.MISSED,
    }


def test_a_report_is_for_the_days_since_the_one_before():
    period = period_of([FRIDAYS], date(2010, 3, 5))
    assert (period.first, period.last) == (date(2010, 2, 27), date(2010, 3, 5))
    assert period_of([FRIDAYS], date(2010, 2, 12)).days == 7


def test_lateness_counts_from_the_due_day_to_the_day_it_came():
    assert days_late(date(2010, 3, 5), date(2010, 3, 8), date(2010, 4, 1)) == 3
    assert days_late(date(2010, 3, 5), None, date(2010, 3, 7)) == 2
    assert days_late(date(2010, 3, 5), date(2010, 3, 4), date(2010, 4, 1)) == 0


@pytest.mark.parametrize("every", [0, -7])
def test_a_cadence_of_no_days_is_refused(every):
    with pytest.raises(SherwoodError, match="one or more"):
        Cadence(date(2010, 3, 5), every)
