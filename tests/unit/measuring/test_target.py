"""A target: what is wanted on the way to it, and how a figure stands beside it."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sherwood.measuring.measure import Better
from sherwood.measuring.target import MeasureTarget, Standing, TargetStep

START, END = date(2010, 1, 1), date(2010, 4, 11)  # a hundred days
PATH = (TargetStep(START, Fraction(30, 100)),)
HIGHER = MeasureTarget(Fraction(70, 100), END, Fraction(5, 100), PATH)
LOWER = MeasureTarget(Fraction(10, 100), END, Fraction(5, 100), (TargetStep(START, Fraction(80, 100)),))


def test_the_path_is_straight_from_where_it_stood():
    assert HIGHER.wanted_on(START) == Fraction(30, 100)
    assert HIGHER.wanted_on(date(2010, 2, 20)) == Fraction(50, 100)
    assert HIGHER.wanted_on(END) == HIGHER.wanted_on(date(2012, 1, 1)) == Fraction(70, 100)
    assert HIGHER.wanted_on(date(2009, 12, 31)) is None


def test_steps_on_the_way_bend_the_path():
    bent = MeasureTarget(Fraction(7, 10), END, path=(*PATH, TargetStep(date(2010, 2, 20), Fraction(4, 10))))
    assert bent.wanted_on(date(2010, 2, 20)) == Fraction(4, 10)
    assert bent.wanted_on(date(2010, 3, 17)) == Fraction(55, 100)


@pytest.mark.parametrize(
    ("percent", "day", "standing"),
    [
        (70, START, Standing.MET),
        (69, date(2010, 2, 20), Standing.ON_PATH),
        (45, date(2010, 2, 20), Standing.ON_PATH),  # five short of the path, which is near enough
        (44, date(2010, 2, 20), Standing.BEHIND),
        (65, END, Standing.ON_PATH),
        (64, END, Standing.BEHIND),
        (69, date(2010, 4, 12), Standing.MISSED),
        (70, date(2010, 4, 12), Standing.MET),
    ],
)
def test_a_figure_stands_beside_the_path_until_the_day_agreed(percent, day, standing):
    assert HIGHER.standing(Fraction(percent, 100), day, Better.HIGHER) is standing


def test_without_a_path_what_is_short_by_more_than_the_tolerance_is_behind():
    plain = MeasureTarget(Fraction(70, 100), END, Fraction(5, 100))
    assert plain.standing(Fraction(65, 100), START, Better.HIGHER) is Standing.ON_PATH
    assert plain.standing(Fraction(64, 100), START, Better.HIGHER) is Standing.BEHIND


def test_a_band_is_met_within_its_ends():
    band = MeasureTarget(Fraction(10, 100), END, highest=Fraction(15, 100))
    met = [
        percent
        for percent in range(30)
        if band.standing(Fraction(percent, 100), START, Better.BAND) is Standing.MET
    ]
    assert met == list(range(10, 16))


@given(st.integers(0, 100), st.integers(0, 200))
def test_lower_is_the_mirror_of_higher(percent, days):
    mirror = MeasureTarget(Fraction(90, 100), END, Fraction(5, 100), (TargetStep(START, Fraction(20, 100)),))
    day = date.fromordinal(START.toordinal() + days)
    value = Fraction(percent, 100)
    assert LOWER.standing(value, day, Better.LOWER) is mirror.standing(1 - value, day, Better.HIGHER)
