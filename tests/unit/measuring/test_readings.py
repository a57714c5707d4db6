"""What is said of a series: a set drawn by hand, each with the sentence of a careful analyst, and what no sentence may do."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drawn import AS_AT, series, spans, target
from sherwood.measuring.figures import Count
from sherwood.measuring.level import HeldBeside, Level
from sherwood.measuring.sentence import sentence
from sherwood.measuring.shelves import all_measures
from sherwood.measuring.signal import A_YEAR_AGO, Series, Signal, read

DRAWINGS = tomllib.loads(Path(__file__).with_name("readings.toml").read_text("utf-8"))["drawing"]
BAD = {Signal.WORSENING, Signal.WORSE}


def drawn(drawing: dict) -> Series:
    wanted = None
    if "target" in drawing:
        wanted = target(
            drawing["target"], str(drawing["by"]), drawing.get("stood", ""), drawing.get("tolerance", 0)
        )
    return series(
        drawing["points"],
        drawing.get("measure", "conferences_in_time"),
        drawing.get("each", "month"),
        drawing.get("as_at", AS_AT),
        wanted,
        drawing.get("immature", 0),
        tuple(drawing.get("hidden", ())),
    )


def test_there_are_drawings_enough():
    assert len(DRAWINGS) >= 60
    assert len({drawing["name"] for drawing in DRAWINGS}) == len(DRAWINGS)


@pytest.mark.parametrize("drawing", DRAWINGS, ids=[drawing["name"] for drawing in DRAWINGS])
def test_a_series_is_read_as_a_careful_analyst_would(drawing):
    shown = drawn(drawing)
    reading = read(shown)
    assert (reading.signal.value, sentence(shown, reading)) == (drawing["signal"], drawing["says"])


eights = st.lists(st.integers(0, 60), min_size=8, max_size=8)
PRAISE = ("better", "improving", "coming back", "coming down again")


def of(met: list[int], key: str, then: int = 30) -> Series:
    """Monthly figures of 60, with 30 months of `then` before them and the same a year ago."""
    figures = tuple(Count(count, 60, count / 60) for count in [then] * 30 + met)
    periods = spans("month", len(figures))
    return Series(
        all_measures()[key],
        "month",
        periods,
        figures,
        (HeldBeside(A_YEAR_AGO, AS_AT, Count(then, 60, then / 60)),),
    )


@settings(max_examples=300, deadline=None)
@given(eights, eights, st.integers(0, 60), st.sampled_from(["conferences_in_time", "conferences_overdue"]))
def test_nothing_worse_is_said_when_each_of_the_last_eight_is_better_than_the_eight_before(
    before, moves, then, key
):
    """Whether each is better than all eight before, or than the one eight before it."""
    up = key == "conferences_in_time"
    last = [
        min(60, old + 1 + move % 10) if up else max(0, old - 1 - move % 10)
        for old, move in zip(before, moves, strict=True)
    ]
    if any(old in (60 if up else 0,) for old in before):
        return
    shown = of([*before, *last], key, then)
    reading = read(shown)
    assert reading.signal not in BAD
    assert "worse" not in sentence(shown, reading).lower()


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=16, max_size=16), st.integers(0, 60))
@example(
    [0, 47, 47, 47, *[0] * 8, 52, 41, 60, 46], 46
)  # as far from last year as half of what it moved, exactly
def test_a_measure_and_its_mirror_are_read_alike(met, then):
    """What is in time and what is not are one picture, upside down: signals agree."""
    timely = read(of(met, "re_referrals_within_12_months", then))  # of events, lower is better
    mirror = read(of([60 - count for count in met], "conferences_in_time", 60 - then))
    assert timely.signal is mirror.signal


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=16, max_size=16), st.integers(0, 60))
def test_a_sentence_never_praises_what_its_signal_calls_worse(met, then):
    shown = of(met, "conferences_in_time", then)
    reading = read(shown)
    words = sentence(shown, reading).lower()
    if reading.signal is Signal.WORSENING:
        assert "getting worse" in words and "improving" not in words
    if reading.signal is Signal.IMPROVING:
        assert "improving" in words and "worse" not in words
    if reading.signal is Signal.STEADY:
        assert not any(word in words for word in (*PRAISE, "worse"))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(6, 54), min_size=16, max_size=16), st.sets(st.integers(30, 45), min_size=1))
def test_no_hidden_figure_is_in_a_sentence(met, hidden):
    """Two councils that differ in hidden points alone are told the same figures."""
    shown = replace(of(met, "conferences_in_time"), hidden=frozenset(hidden))
    reading = read(shown)
    told = sentence(shown, reading)
    if set(hidden) & set(reading.recent):
        assert "in the last" not in told
    assert "it was" not in told


def test_points_that_may_still_change_are_not_read():
    young = series("~60/100*33 55/100 30/100 10/100", immature=3)
    assert read(young) == read(
        replace(young, periods=young.periods[:-3], counts=young.counts[:-3], immature=0)
    )


def test_a_figure_beside_its_baseline_needs_more_than_chance():
    levels = [read(series(f"30/60*24 {met}/60*12")).levels[0].level for met in (30, 33, 42, 18)]
    assert levels == [Level.ALIKE, Level.ALIKE, Level.HIGHER, Level.LOWER]


def test_a_rate_without_a_population_is_not_known_rather_than_too_early():
    """As of any council that gave no table of population."""
    shown = series("20/18000*36", key="looked_after_rate")
    counts = tuple(Count(20, 0, None) for _ in shown.counts)
    told = replace(shown, counts=counts, baselines=())
    assert read(told).signal is Signal.NOT_KNOWN
    assert sentence(told, read(told)) == "Not known. How many children live in the area is not on record."
