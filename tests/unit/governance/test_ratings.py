"""What the measures say of a project, with the workings."""

from itertools import product

import pytest

from sherwood.governance.programme import NOT_RATED, STANDARD_RATINGS
from sherwood.governance.ratings import (
    RULE,
    MeasureSignal,
    RatedStanding,
    Rating,
    disagreement,
    rate_measure,
    rate_project,
)

GREEN, AMBER, RED, NOT = Rating.GREEN, Rating.AMBER, Rating.RED, Rating.NOT_RATED


def test_the_rule_answers_every_case():
    assert set(RULE) == set(product(MeasureSignal, RatedStanding))


@pytest.mark.parametrize(
    ("signal", "standing", "rating"),
    [
        (MeasureSignal.STEADY, RatedStanding.MET, GREEN),
        (MeasureSignal.STEADY, RatedStanding.NONE, NOT),
        (MeasureSignal.STEADY, RatedStanding.BEHIND, RED),
        (MeasureSignal.WORSENING, RatedStanding.MET, AMBER),
        (MeasureSignal.WORSENING, RatedStanding.BEHIND, RED),
        (MeasureSignal.WORSENING, RatedStanding.NONE, RED),
        (MeasureSignal.IMPROVING, RatedStanding.ON_PATH, GREEN),
        (MeasureSignal.IMPROVING, RatedStanding.BEHIND, AMBER),
        (MeasureSignal.IMPROVING, RatedStanding.MISSED, AMBER),
        (MeasureSignal.IMPROVING, RatedStanding.NONE, GREEN),
        (MeasureSignal.BETTER, RatedStanding.NONE, GREEN),
        (MeasureSignal.WORSE, RatedStanding.NONE, RED),
        (MeasureSignal.TOO_FEW, RatedStanding.BEHIND, NOT),
        (MeasureSignal.NOT_KNOWN, RatedStanding.MET, NOT),
    ],
)
def test_a_measure_is_rated_by_its_signal_and_its_target(signal, standing, rating):
    assert rate_measure(signal, standing)[0] is rating


def test_no_standing_is_rated_better_than_one_nearer_the_target():
    order = [GREEN, AMBER, RED]
    nearer = [RatedStanding.MET, RatedStanding.ON_PATH, RatedStanding.BEHIND, RatedStanding.MISSED]
    for signal in set(MeasureSignal) - {
        MeasureSignal.TOO_FEW,
        MeasureSignal.NOT_KNOWN,
        MeasureSignal.NOTHING,
    }:
        ratings = [order.index(rate_measure(signal, standing)[0]) for standing in nearer]
        assert ratings == sorted(ratings)


def test_improving_from_below_where_it_was_is_at_risk_while_no_target_is_set():
    assert rate_measure(MeasureSignal.IMPROVING, RatedStanding.NONE, is_below_before=True)[0] is AMBER
    assert rate_measure(MeasureSignal.IMPROVING, RatedStanding.ON_PATH, is_below_before=True)[0] is GREEN


def test_why_names_the_target_and_the_direction():
    assert (
        rate_measure(MeasureSignal.STEADY, RatedStanding.MET)[1]
        == "is at its target or beyond it and shows no clear change"
    )


@pytest.mark.parametrize(
    ("measures", "together"),
    [
        ([GREEN, GREEN], GREEN),
        ([GREEN, AMBER], AMBER),
        ([GREEN, GREEN, RED], RED),
        ([NOT, GREEN], GREEN),
        ([NOT, NOT], NOT),
        ([], NOT),
    ],
)
def test_one_measure_off_track_puts_the_project_off_track(measures, together):
    assert rate_project([("A measure", rating, "it does") for rating in measures]).rating is together


def test_the_workings_say_every_measure_and_the_sum():
    workings = rate_project(
        [("Reviews", GREEN, "holds"), ("Visits", RED, "falls"), ("New", NOT, "is new")]
    ).workings
    assert workings == (
        "Reviews: on track, because it holds.",
        "Visits: off track, because it falls.",
        "New: not rated, because it is new.",
        "Of 2 rated, 1 on track, 0 at risk, 1 off track. 1 could not be rated.",
    )


DECLARED = {Rating(one.counts_as): one for one in (*STANDARD_RATINGS, NOT_RATED)}


@pytest.mark.parametrize(
    ("declared", "computed", "sentence"),
    [
        (GREEN, RED, "Declared on track, but the measures say off track"),
        (RED, GREEN, "Declared off track, while the measures say on track"),
        (AMBER, AMBER, ""),
        (GREEN, NOT, ""),
        (NOT, RED, ""),
    ],
)
def test_a_disagreement_is_a_sentence_only_where_both_ratings_exist_and_differ(declared, computed, sentence):
    assert disagreement(DECLARED[declared], computed) == sentence
