"""Control charts: what is special, and which way is better."""

import itertools
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sherwood.measuring.control import BEYOND, NEAR, RUN, SHIFT, TREND, ChartPhase, chart
from sherwood.measuring.figures import Count
from sherwood.measuring.measure import Better, Figure

STEADY = [50, 52, 49, 51, 48, 53, 50, 47, 51, 50, 52, 49]


def measure(better=Better.HIGHER, figure=Figure.MEAN):
    return SimpleNamespace(better=better, figure=figure)


def values(numbers):
    return [Count(0, 0, float(n) if n is not None else None) for n in numbers]


def shares(pairs):
    return [Count(met, of, met / of if of else None) for met, of in pairs]


def drawn(one, figures, baseline=12, new_phase_at=()):
    """The points of a chart whose phases each have their average from their first points."""
    starts = [0, *new_phase_at]
    return chart(
        one, figures, [ChartPhase(start, tuple(figures[start : start + baseline])) for start in starts]
    )


def marks(points):
    return [(point.rise, point.fall) for point in points]


def test_ordinary_variation_marks_nothing():
    assert not any(rise or fall for rise, fall in marks(drawn(measure(), values(STEADY))))


def test_a_baseline_of_too_few_points_or_counts_has_no_limits():
    assert drawn(measure(), values(STEADY[:7]))[0].mean is None
    assert drawn(measure(figure=Figure.SHARE), shares([(1, 3)] * 12 + [(3, 3)]))[0].mean is None


@pytest.mark.parametrize("of", [12, 60, 1000])
def test_after_all_were_met_one_that_was_not_is_chance_and_many_are_not(of):
    points = drawn(measure(figure=Figure.SHARE), shares([(of, of)] * 12 + [(of - 1, of), (of // 4, of)]))
    assert BEYOND not in points[-2].fall
    assert BEYOND in points[-1].fall
    turned = drawn(measure(figure=Figure.SHARE), shares([(0, of)] * 12 + [(1, of), (of - of // 4, of)]))
    assert BEYOND not in turned[-2].rise
    assert BEYOND in turned[-1].rise


@pytest.mark.parametrize(
    "figures",
    [
        [Count(20, 18_000, 10_000 * 20 / 18_000)] * 36,
        [Count(1, 3, 1 / 3)] * 36,
        [Count(7, 31, 7 / 31)] * 36,
    ],
)
@pytest.mark.parametrize("figure", list(Figure))
def test_points_that_are_all_equal_are_on_the_average_exactly(figures, figure):
    assert not any(rise or fall for rise, fall in marks(drawn(measure(figure=figure), figures, 24)))


def test_xmr_limits_are_the_mean_and_2_66_moving_ranges():
    points = drawn(measure(), values(STEADY))
    ranges = [abs(b - a) for a, b in itertools.pairwise(STEADY)]
    mean = sum(STEADY) / 12
    assert points[0].mean == pytest.approx(mean)
    assert points[0].high == pytest.approx(mean + 2.66 * sum(ranges) / 11)


def test_share_limits_follow_each_points_own_count():
    points = drawn(measure(figure=Figure.SHARE), shares([(50, 100)] * 12 + [(5, 10)]), 12)
    assert points[0].high == pytest.approx(0.5 + 3 * (0.25 / 100) ** 0.5)
    assert points[-1].high == pytest.approx(0.5 + 3 * (0.25 / 10) ** 0.5)


def test_limits_widen_when_points_vary_more_than_their_counts_explain():
    pairs = [(4000 + 400 * (i % 2), 10_000) for i in range(12)]
    points = drawn(measure(figure=Figure.SHARE), shares(pairs), 12)
    assert points[0].high - points[0].mean > 3 * (0.42 * 0.58 / 10_000) ** 0.5 * 2


@pytest.mark.parametrize("up", [True, False])
def test_seven_on_one_side_are_a_shift_and_six_are_not(up):
    one = 51 if up else 49
    for run, expected in ((RUN, True), (RUN - 1, False)):
        points = drawn(measure(), values([*STEADY[:-1], 60 if not up else 40, *[one] * run]), 12)
        assert (SHIFT in (points[-1].rise if up else points[-1].fall)) is expected


@pytest.mark.parametrize("up", [1, -1])
def test_seven_points_rising_or_falling_are_a_trend(up):
    points = drawn(measure(), values([*STEADY, *[50 + up * 0.1 * i for i in range(RUN)]]), 12)
    found = points[-1].rise if up > 0 else points[-1].fall
    assert TREND in found
    short = drawn(measure(), values([*STEADY, 60, *[50 + up * 0.1 * i for i in range(RUN - 2)]]), 12)
    assert TREND not in short[-1].rise + short[-1].fall


def test_two_of_three_near_a_limit_must_be_near_the_same_limit():
    base = drawn(measure(), values(STEADY))[0]
    near_high = base.mean + 0.8 * (base.high - base.mean)
    near_low = base.mean - 0.8 * (base.high - base.mean)
    same = drawn(measure(), values([*STEADY, near_high, 50, near_high]), 12)
    opposite = drawn(measure(), values([*STEADY, near_high, 50, near_low]), 12)
    assert NEAR in same[-1].rise
    assert NEAR not in opposite[-1].rise + opposite[-1].fall


def test_a_month_with_nothing_counted_is_stepped_over():
    points = drawn(measure(), values([*STEADY, 51, 51, 51, None, 51, 51, 51, 51]), 12)
    assert SHIFT in points[-1].rise
    assert points[15].value is None


def test_a_new_phase_has_its_own_average_and_is_not_spliced():
    points = drawn(measure(), values([*STEADY, *[n + 40 for n in STEADY]]), 12, [12])
    assert points[0].mean == pytest.approx(50.17, abs=0.01)
    assert points[12].mean == pytest.approx(90.17, abs=0.01)
    assert not any(rise or fall for rise, fall in marks(points))


numbers = st.lists(st.integers(0, 1000), min_size=8, max_size=40)


@given(numbers)
def test_what_marks_a_rise_marks_a_fall(found):
    """Turn the chart upside down: every mark changes side and none is lost."""
    upright = drawn(measure(), values([n + 10_000 for n in found]), 24)
    turned = drawn(measure(), values([10_000 - n + 1000 for n in found]), 24)
    assert [p.rise for p in upright] == [p.fall for p in turned]
    assert [p.fall for p in upright] == [p.rise for p in turned]
