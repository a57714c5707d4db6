"""Draws of chance are repeatable and have the shape they claim."""

from datetime import date
from statistics import mean, median

import pytest

from sherwood.kit.working_days import is_working
from sherwood.simulating.chance import Weights, stream
from sherwood.simulating.diary import Diary


def test_streams_of_one_seed_differ_by_name_and_repeat():
    assert [stream(1, "care").random() for _ in range(3)] == [stream(1, "care").random() for _ in range(3)]
    assert stream(1, "care").random() != stream(1, "front door").random()
    assert stream(1, "care").random() != stream(2, "care").random()


def test_a_seed_gives_these_very_draws_on_every_machine():
    draw = stream(2009, "front door")
    assert [draw.poisson(3.0) for _ in range(8)] == [7, 5, 4, 4, 4, 4, 6, 4]


@pytest.mark.parametrize("expected", [0.2, 1.5, 9.0])
def test_counts_have_the_mean_and_spread_of_poisson(expected):
    draw = stream(1, "counts")
    counts = [draw.poisson(expected) for _ in range(20_000)]
    assert mean(counts) == pytest.approx(expected, rel=0.04)
    assert mean((count - expected) ** 2 for count in counts) == pytest.approx(expected, rel=0.06)


def test_half_fall_below_the_median():
    draw = stream(1, "hours")
    assert median(draw.around(10.5, 0.4) for _ in range(20_001)) == pytest.approx(10.5, rel=0.02)


def test_keys_come_as_often_as_their_weights_say():
    draw, weights = stream(1, "keys"), Weights({"a": 3, "b": 1, "never": 0})
    drawn = [draw.pick(weights) for _ in range(10_000)]
    assert drawn.count("a") / len(drawn) == pytest.approx(0.75, abs=0.02)
    assert "never" not in drawn


def test_a_diary_gives_no_day_more_meetings_than_it_has_room_for():
    diary = Diary(1.5)
    days = [diary.book(date(2009, 12, 19)) for _ in range(15)]
    assert all(is_working(day) for day in days)
    assert max(days.count(day) for day in set(days)) == 2
    assert len(set(days)) == 10
