"""A trend as its readers see it: its periods, what it hides, and what its picture gives away."""

import itertools
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sherwood.measuring.figures import Count
from sherwood.measuring.shelves import all_measures
from sherwood.measuring.signal import chart
from sherwood.reporting import charts
from sherwood.reporting.hiding import small
from sherwood.reporting.trends import BASELINE, SHOWN, Trend, new_phases, picture, whole_periods

AS_AT = date(2010, 3, 8)
TIMELY = "initial_assessments_in_time"
days = st.dates(date(1999, 1, 1), date(2030, 12, 31))


def trend(counts, key=TIMELY, each="week", to_anyone=True, as_at=AS_AT, target=None) -> Trend:
    """A trend of these figures, oldest first, as pairs of met and counted."""
    measure = all_measures()[key]
    made = [Count(met, of, met / of if of else None) for met, of in counts]
    span = whole_periods(each, as_at, len(made))
    drawn = chart(measure, made, BASELINE[each], new_phases(measure, span))
    return Trend(key, measure, each, span, tuple(made), drawn, target, to_anyone)


@pytest.mark.parametrize("each", SHOWN)
@given(day=days, count=st.integers(1, 60))
def test_periods_are_whole_have_ended_and_follow_one_another(each, day, count):
    span = whole_periods(each, day, count)
    assert len(span) == count
    assert span[-1].last <= day
    assert all((b.first - a.last).days == 1 for a, b in itertools.pairwise(span))
    longest = {"week": 7, "month": 31, "quarter": 92}[each]
    assert (day - span[-1].last).days < longest


@pytest.mark.parametrize(
    ("each", "day", "first", "last"),
    [
        ("week", date(2010, 3, 7), date(2010, 3, 1), date(2010, 3, 7)),  # a Sunday: the week has ended
        ("week", date(2010, 3, 6), date(2010, 2, 22), date(2010, 2, 28)),
        ("month", date(2012, 2, 29), date(2012, 2, 1), date(2012, 2, 29)),  # a leap day ends its month
        ("month", date(2011, 3, 30), date(2011, 2, 1), date(2011, 2, 28)),
        ("quarter", date(2010, 3, 31), date(2010, 1, 1), date(2010, 3, 31)),
        ("quarter", date(2010, 3, 30), date(2009, 10, 1), date(2009, 12, 31)),
    ],
)
def test_a_period_counts_from_the_day_it_ends(each, day, first, last):
    (found,) = whole_periods(each, day, 1)
    assert (found.first, found.last) == (first, last)


pairs = st.integers(0, 80).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@settings(deadline=None)
@given(st.lists(pairs, min_size=20, max_size=52))
def test_nothing_small_is_shown_anywhere(counts):
    made = trend(counts)
    points = picture(made).specification["data"]["values"]
    rows = picture(made).twin.rows[::-1]
    for i, count in enumerate(made.counts):
        if small(made.measure, count):
            assert made.text(i) == made.short(i) == rows[i][1] == "Hidden for privacy"
            assert rows[i][2] == points[i]["special"] == ""
            assert points[i]["value"] is None


@settings(deadline=None)
@given(st.lists(pairs, min_size=20, max_size=52), st.data())
def test_the_picture_of_a_hidden_point_does_not_depend_on_what_was_counted_in_it(counts, data):
    """Two councils that differ in one hidden week only are drawn with the same limits there, and a rounded average."""
    made = trend(counts)
    if not made.hidden or made.chart.points[0].mean is None:
        return
    points = picture(made).specification["data"]["values"]
    shown = {(p["low"], p["high"]) for i, p in enumerate(points) if not made.is_hidden(i)}
    for i, point in enumerate(points):
        assert point["mean"] == round(point["mean"], 2)
        if made.is_hidden(i) and shown:
            assert (point["low"], point["high"]) in shown


def test_one_hidden_week_is_not_had_from_the_sum_of_the_quarter():
    """A breakdown shows the sum of the latest thirteen weeks: one hidden week among them hides another."""
    counts = [(30, 60)] * 40 + [(3, 40)] + [(20, 41 + n) for n in range(11)]
    made = trend(counts)
    latest = [i for i in made.hidden if i >= len(counts) - 13]
    assert 40 in made.hidden and len(latest) == 2


def test_one_hidden_week_long_ago_hides_no_other():
    assert trend([(3, 40), *[(30, 60)] * 51]).hidden == {0}


def test_those_entitled_see_every_figure():
    made = trend([(1, 9)] * 52, to_anyone=False)
    assert made.hidden == frozenset()
    assert made.text(0) == "11% (1 of 9)"
    assert all(p["value"] is not None for p in picture(made).specification["data"]["values"])


@pytest.mark.parametrize(
    ("counts", "drawn"),
    [
        ([(0, 0)] * 20, False),
        ([(3, 9)] * 20, False),
        ([(3, 9)] * 19 + [(10, 30)], False),
        ([(3, 9)] * 18 + [(10, 30), (0, 0)], False),
        ([(10, 30)] + [(3, 9)] * 18 + [(10, 30)], True),
    ],
)
def test_a_picture_needs_two_points_that_can_be_shown(counts, drawn):
    made = trend(counts)
    if drawn:  # the quarter's sum may hide one more
        made = trend(counts, to_anyone=False)
    assert made.can_be_drawn is drawn


def test_a_figure_is_said_with_its_time():
    assert trend([(30, 60)] * 20).latest_said == "50% (30 of 60), 1 to 7 March 2010"
    spell = trend([(30, 60)] * 20, key="initial_assessments_open_overdue")
    assert spell.latest_said == "50% (30 of 60) on 7 March 2010"


def test_the_period_of_a_breakdown_ends_with_the_latest_figure():
    made = trend([(30, 60)] * 20)
    assert made.breakdown_period.last == made.period.last
    assert made.breakdown_period.days == 13 * 7


def test_what_stands_out_is_said_once_and_plainly():
    made = trend([(30, 60)] * 35 + [(55, 60)] * 8, to_anyone=False)
    words = [row[2] for row in picture(made).twin.rows[:8]]
    assert set(words) == {"Higher than chance explains"}


def test_a_change_of_the_rule_is_marked_and_begins_a_new_phase():
    made = trend([(30, 60)] * 36, each="month", as_at=date(2011, 6, 30))
    phases = [p["phase"] for p in picture(made).specification["data"]["values"]]
    assert phases[0] == 0 and phases[-1] == 1
    assert "Limit 10 working days" in json.dumps(picture(made).specification)


@pytest.mark.parametrize("target", [None, 0.75])
def test_a_chart_is_drawn_with_its_target_for_desk_phone_and_paper(target):
    made = trend([(30 + n % 7, 60) for n in range(52)], target=target)
    specification = picture(made).specification
    for drawing in (charts.svg(specification), charts.svg(charts.narrow(specification))):
        assert ("Target 75%" in drawing) is (target is not None)
        assert 'aria-hidden="true"' in drawing and "<script" not in drawing and "style=" not in drawing
        assert "average" in drawing
    assert charts.png(specification, scale=1).startswith(b"\x89PNG")


def test_special_points_have_shapes_of_their_own_for_those_who_print_in_grey():
    made = trend([(30, 60)] * 35 + [(55, 60)] * 4 + [(5, 60)] * 4, to_anyone=False)
    special = [p["special"] for p in picture(made).specification["data"]["values"]]
    assert {"better", "worse"} <= set(special)
    marks = next(layer for layer in picture(made).specification["layer"] if "shape" in layer["encoding"])
    shapes = marks["encoding"]["shape"]["scale"]["range"]
    assert len(set(shapes)) == len(shapes)
