"""A trend as its readers see it: its periods, what it hides, and what its picture gives away."""

import itertools
import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sherwood.measuring.figures import Count, Ledger
from sherwood.measuring.shelves import all_measures
from sherwood.measuring.target import MeasureTarget, TargetStep
from sherwood.reporting import charts, trends
from sherwood.reporting.hiding import small
from sherwood.reporting.pictures import picture
from sherwood.reporting.trends import (
    PLAIN,
    SHOWN,
    Begun,
    PhaseFrom,
    Setting,
    Trend,
    whole_periods,
)

AS_AT = date(2010, 3, 8)
TIMELY = "initial_assessments_in_time"
days = st.dates(date(1999, 1, 1), date(2030, 12, 31))


class Drawn(Ledger):
    """A ledger whose figures are given: the last periods have them, what is before was not counted."""

    def __init__(self, counts, each, as_at):
        figures = [Count(met, of, met / of if of else None) for met, of in counts]
        self.known = dict(zip(whole_periods(each, as_at, len(figures)), figures, strict=True))

    def series(self, measure, periods, where=None):
        return [self.known.get(period, Count(0, 0, None)) for period in periods]


def trend(counts, key=TIMELY, each="week", to_anyone=True, as_at=AS_AT, setting=PLAIN) -> Trend:
    """A trend of these figures, oldest first, as pairs of met and counted."""
    ledger = Drawn(counts, each, as_at)
    made = trends.trend(ledger, all_measures()[key], as_at, each=each, setting=setting, to_anyone=to_anyone)
    return replace(
        made,
        periods=made.periods[-len(counts) :],
        counts=made.counts[-len(counts) :],
        points=made.points[-len(counts) :],
    )


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
    if not made.hidden or made.points[0].mean is None:
        return
    points = picture(made).specification["data"]["values"]
    shown = {(p["low"], p["high"]) for i, p in enumerate(points) if not made.is_hidden(i)}
    for i, point in enumerate(points):
        assert point["mean"] == round(point["mean"], 2)
        if made.is_hidden(i) and shown:
            assert (point["low"], point["high"]) in shown


def test_a_hidden_week_hides_no_other():
    """The sum of the thirteen weeks is withheld instead: see `hiding`. A week hidden now would be shown later."""
    counts = [(30, 60)] * 40 + [(3, 40)] + [(20, 41 + n) for n in range(11)]
    assert trend(counts).hidden == {40}


def test_a_hidden_week_long_ago_hides_no_other():
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
    made = trend([(300, 600)] * 104, as_at=date(2011, 1, 2))
    phases = [p["phase"] for p in picture(made).specification["data"]["values"]]
    assert phases[0] == 0 and phases[-1] == 1
    assert "Limit 10 working days" in json.dumps(picture(made).specification)


WANTED = MeasureTarget(
    Fraction(75, 100), date(2010, 6, 30), Fraction(5, 100), (TargetStep(date(2009, 9, 7), Fraction(50, 100)),)
)


@pytest.mark.parametrize("target", [None, WANTED])
def test_a_chart_is_drawn_with_its_target_for_desk_phone_and_paper(target):
    made = trend([(30 + n % 7, 60) for n in range(104)], setting=Setting(target))
    specification = picture(made).specification
    for drawing in (charts.svg(specification), charts.svg(charts.narrow(specification))):
        assert ("Wanted 75%" in drawing) is (target is not None)
        assert 'aria-hidden="true"' in drawing and "<script" not in drawing and "style=" not in drawing
        assert "average" in drawing
    assert charts.png(specification, scale=1).startswith(b"\x89PNG")


def test_what_began_is_marked_and_gives_the_average_its_days():
    begun = Begun("when the programme began", date(2009, 9, 1), "Programme began")
    made = trend([(300 + n % 7, 600) for n in range(104)], setting=Setting(begun=(begun,)))
    assert made.spans[0].average == "the year before the programme began, 1 September 2008 to 30 August 2009"
    assert "Programme began" in charts.svg(picture(made).specification)


def test_an_approved_phase_has_an_average_of_its_own():
    phase = PhaseFrom(date(2009, 9, 7), "New duty rota")
    counts = [(30, 60)] * 78 + [(45, 60)] * 26
    plain, phased = trend(counts), trend(counts, setting=Setting(phases=(phase,)))
    assert plain.proposed == (date(2009, 9, 7),) and phased.proposed == ()
    assert (plain.points[-1].mean, phased.points[-1].mean) == (0.5, 0.75)
    assert phased.points[0].mean == 0.5
    assert "New duty rota" in charts.svg(picture(phased).specification)
    assert "it was 50% before “New duty rota” began" in phased.sentence
    assert "A step: a phase?" in charts.svg(picture(plain).specification)


@pytest.mark.parametrize("each", SHOWN)
def test_what_is_said_is_the_same_whatever_interval_is_shown(each):
    """Averages, signal and sentence come from the natural interval."""
    ledger = Drawn([(30 + n % 5, 60) for n in range(104)], "week", AS_AT)
    shown = trends.trend(ledger, all_measures()[TIMELY], AS_AT, each=each)
    natural = trends.trend(ledger, all_measures()[TIMELY], AS_AT)
    assert (shown.sentence, shown.signal, shown.spans) == (natural.sentence, natural.signal, natural.spans)
    assert {point.mean for point in shown.points} == {point.mean for point in natural.points}


def test_special_points_have_shapes_of_their_own_for_those_who_print_in_grey():
    made = trend([(30, 60)] * 35 + [(55, 60)] * 4 + [(5, 60)] * 4, to_anyone=False)
    special = [p["special"] for p in picture(made).specification["data"]["values"]]
    assert {"better", "worse"} <= set(special)
    marks = next(layer for layer in picture(made).specification["layer"] if "shape" in layer["encoding"])
    shapes = marks["encoding"]["shape"]["scale"]["range"]
    assert len(set(shapes)) == len(shapes)
