"""Control charts: what is special, and which way is better."""

import itertools
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sherwood.measuring.figures import Count
from sherwood.measuring.measure import Better, Figure
from sherwood.measuring.signal import BEYOND, NEAR, RUN, SHIFT, TREND, Signal, chart

STEADY = [50, 52, 49, 51, 48, 53, 50, 47, 51, 50, 52, 49]


def measure(better=Better.HIGHER, figure=Figure.MEAN):
    return SimpleNamespace(better=better, figure=figure)


def values(numbers):
    return [Count(0, 0, float(n) if n is not None else None) for n in numbers]


def shares(pairs):
    return [Count(met, of, met / of if of else None) for met, of in pairs]


def test_ordinary_variation_is_no_signal():
    assert chart(measure(), values(STEADY), 12).signal is Signal.STEADY


def test_too_few_points_say_nothing():
    assert chart(measure(), values(STEADY[:7]), 12).signal is Signal.TOO_FEW


@pytest.mark.parametrize(
    "pairs", [[(0, 50)] * 12 + [(9, 50)], [(50, 50)] * 12 + [(9, 50)], [(1, 3)] * 12 + [(3, 3)]]
)
def test_a_share_that_was_never_or_always_met_or_hardly_counted_says_nothing(pairs):
    assert chart(measure(figure=Figure.SHARE), shares(pairs), 12).signal is Signal.TOO_FEW


@pytest.mark.parametrize(
    ("better", "up", "signal"),
    [
        (Better.HIGHER, True, Signal.IMPROVING),
        (Better.HIGHER, False, Signal.WORSENING),
        (Better.LOWER, True, Signal.WORSENING),
        (Better.LOWER, False, Signal.IMPROVING),
        (Better.CONTEXT, True, Signal.CHANGED),
        (Better.BAND, False, Signal.CHANGED),
    ],
)
def test_direction_follows_which_way_is_better(better, up, signal):
    made = chart(measure(better), values([*STEADY, 90 if up else 10]), 12)
    assert made.signal is signal
    assert made.rules[0] == BEYOND


def test_xmr_limits_are_the_mean_and_2_66_moving_ranges():
    made = chart(measure(), values(STEADY), 12)
    ranges = [abs(b - a) for a, b in itertools.pairwise(STEADY)]
    mean = sum(STEADY) / 12
    assert made.points[0].mean == pytest.approx(mean)
    assert made.points[0].high == pytest.approx(mean + 2.66 * sum(ranges) / 11)


def test_share_limits_follow_each_points_own_count():
    made = chart(measure(figure=Figure.SHARE), shares([(50, 100)] * 12 + [(5, 10)]), 12)
    assert made.points[0].high == pytest.approx(0.5 + 3 * (0.25 / 100) ** 0.5)
    assert made.points[-1].high == pytest.approx(0.5 + 3 * (0.25 / 10) ** 0.5)


def test_limits_widen_when_points_vary_more_than_their_counts_explain():
    pairs = [(4000 + 400 * (i % 2), 10_000) for i in range(12)]
    made = chart(measure(figure=Figure.SHARE), shares(pairs), 12)
    assert made.points[0].high - made.points[0].mean > 3 * (0.42 * 0.58 / 10_000) ** 0.5 * 2


@pytest.mark.parametrize("up", [True, False])
def test_seven_on_one_side_are_a_shift_and_six_are_not(up):
    one = 51 if up else 49
    for run, expected in ((RUN, True), (RUN - 1, False)):
        made = chart(measure(), values([*STEADY[:-1], 60 if not up else 40, *[one] * run]), 12)
        assert (SHIFT in (made.points[-1].rise if up else made.points[-1].fall)) is expected


@pytest.mark.parametrize("up", [1, -1])
def test_seven_points_rising_or_falling_are_a_trend(up):
    made = chart(measure(), values([*STEADY, *[50 + up * 0.1 * i for i in range(RUN)]]), 12)
    found = made.points[-1].rise if up > 0 else made.points[-1].fall
    assert TREND in found
    short = chart(measure(), values([*STEADY, 60, *[50 + up * 0.1 * i for i in range(RUN - 2)]]), 12)
    assert TREND not in short.points[-1].rise + short.points[-1].fall


def test_two_of_three_near_a_limit_must_be_near_the_same_limit():
    base = chart(measure(), values(STEADY), 12).points[0]
    near_high = base.mean + 0.8 * (base.high - base.mean)
    near_low = base.mean - 0.8 * (base.high - base.mean)
    same = chart(measure(), values([*STEADY, near_high, 50, near_high]), 12)
    opposite = chart(measure(), values([*STEADY, near_high, 50, near_low]), 12)
    assert NEAR in same.points[-1].rise
    assert NEAR not in opposite.points[-1].rise + opposite.points[-1].fall


def test_a_month_with_nothing_counted_is_stepped_over():
    made = chart(measure(), values([*STEADY, 51, 51, 51, None, 51, 51, 51, 51]), 12)
    assert SHIFT in made.points[-1].rise
    assert made.points[15].value is None


def test_a_new_phase_has_its_own_average_and_is_not_spliced():
    made = chart(measure(), values([*STEADY, *[n + 40 for n in STEADY]]), 12, new_phase_at=[12])
    assert made.points[0].mean == pytest.approx(50.17, abs=0.01)
    assert made.points[12].mean == pytest.approx(90.17, abs=0.01)
    assert made.signal is Signal.STEADY


numbers = st.lists(st.integers(0, 1000), min_size=8, max_size=40)


@given(numbers)
def test_what_marks_a_rise_marks_a_fall(found):
    """Turn the chart upside down: every mark changes side and none is lost."""
    upright = chart(measure(), values([n + 10_000 for n in found]), 24)
    turned = chart(measure(), values([10_000 - n + 1000 for n in found]), 24)
    assert [p.rise for p in upright.points] == [p.fall for p in turned.points]
    assert [p.fall for p in upright.points] == [p.rise for p in turned.points]
