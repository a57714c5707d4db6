"""Where the last points are going: rules on their order alone, exact and the same both ways."""

from fractions import Fraction
from itertools import permutations
from math import factorial
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sherwood.measuring.direction import WINDOW, Direction, DirectionRule, course, is_trend
from sherwood.measuring.steps import steps

OPPOSITE = {Direction.RISING: Direction.FALLING, Direction.FALLING: Direction.RISING}
numbers = st.lists(st.integers(0, 50).map(Fraction), min_size=1, max_size=30)


def of(*values):
    return course([Fraction(value) for value in values])


def test_five_points_each_higher_are_a_trend_and_four_are_not():
    assert of(1, 2, 3, 4, 5).direction is Direction.RISING
    assert of(1, 2, 3, 4).direction is Direction.TOO_FEW


@pytest.mark.parametrize("points", [5, 6, 7, 8])
def test_a_trend_is_an_order_that_chance_gives_less_often_than_once_in_120(points):
    """Every order there is, counted."""
    orders = list(permutations(range(points))) if points < 8 else None
    if orders is None:
        pytest.skip("forty thousand orders are counted for seven points already")
    trends = sum(is_trend([Fraction(value) for value in order], 1) for order in orders)
    assert 0 < trends * 120 <= factorial(points)


def test_three_points_beyond_all_eight_before_are_a_shift_and_two_are_not():
    assert of(*[5, 6] * 4, 8, 9, 8).rule is DirectionRule.SHIFT
    assert of(*[5, 6] * 4, 8, 9).direction is Direction.LEVEL


def test_a_step_older_than_the_last_points_is_their_level():
    assert of(*[100] * 30, *[25] * 6).direction is Direction.FALLING
    assert of(*[100] * 30, *[25] * 9).direction is Direction.LEVEL


def test_points_that_are_all_equal_are_level():
    assert of(*[7] * 36).direction is Direction.LEVEL


def test_fewer_than_eight_points_without_a_direction_are_too_few():
    assert of(5, 6, 5, 6, 5, 6, 5).direction is Direction.TOO_FEW
    assert of(5, 6, 5, 6, 5, 6, 5, 6).direction is Direction.LEVEL


def test_a_fall_from_a_height_just_reached_is_a_turn():
    turned = of(*[20] * 8, 90, 85, 80, 75, 70, 65, 60, 55)
    assert turned.direction is Direction.FALLING and turned.turned
    assert not of(*[95] * 8, 90, 85, 80, 75, 70, 65, 60, 55).turned


@given(numbers)
def test_what_rises_falls_when_it_is_turned_upside_down(values):
    upright, turned = course(values), course([100 - value for value in values])
    assert turned.direction is OPPOSITE.get(upright.direction, upright.direction)
    assert (turned.rule, turned.points, turned.beyond) == (upright.rule, upright.points, -upright.beyond)


@given(numbers, st.integers(1, 9), st.integers(-20, 20))
def test_the_unit_does_not_matter(values, times, more):
    assert course([times * value + more for value in values]) == course(values)


@given(numbers)
def test_only_the_last_sixteen_points_are_read(values):
    assert course(values) == course(values[-2 * WINDOW :])


def test_chance_alone_seldom_has_a_direction():
    """Of a thousand series without any, some do; few enough that a direction means something."""
    random = Random(1)
    series = [[Fraction(random.random()) for _ in range(24)] for _ in range(1000)]
    called = sum(course(values).direction is not Direction.LEVEL for values in series)
    assert called < 90


def test_a_step_is_found_where_it_is():
    random = Random(2)
    around = [Fraction(random.randint(-3, 3)) for _ in range(60)]
    values = [noise + (40 if place < 25 else 60) for place, noise in enumerate(around)]
    assert steps(values) == [25]
    assert steps([100 - value for value in values]) == [25]


def test_a_drift_a_wobble_and_a_short_series_have_no_step():
    random = Random(3)
    assert steps([Fraction(place) for place in range(60)]) == []
    assert steps([Fraction(50)] * 40) == []
    assert steps([Fraction(1)] * 8 + [Fraction(9)] * 7) == []
    wobbles = [[Fraction(random.randint(40, 60)) for _ in range(40)] for _ in range(100)]
    assert sum(bool(steps(values)) for values in wobbles) <= 3
