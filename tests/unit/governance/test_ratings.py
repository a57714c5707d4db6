"""What the measures say of a project, with the workings."""

from itertools import product

import pytest

from sherwood.governance.ratings import RULE, Rating, Signal, disagreement, rate_measure, rate_project

GREEN, AMBER, RED, NOT = Rating.GREEN, Rating.AMBER, Rating.RED, Rating.NOT_RATED


def test_the_rule_answers_every_case():
    assert set(RULE) == set(product(Signal, (True, False, None)))


@pytest.mark.parametrize(
    ("signal", "target_met", "rating"),
    [
        (Signal.STEADY, True, GREEN),
        (Signal.WORSENING, True, AMBER),
        (Signal.IMPROVING, False, AMBER),
        (Signal.STEADY, False, RED),
        (Signal.WORSENING, False, RED),
        (Signal.IMPROVING, None, GREEN),
        (Signal.TOO_FEW, False, NOT),
    ],
)
def test_a_measure_is_rated_by_its_signal_and_its_target(signal, target_met, rating):
    assert rate_measure(signal, target_met)[0] is rating


def test_missing_the_target_is_never_better_than_meeting_it():
    order = [GREEN, AMBER, RED]
    for signal in set(Signal) - {Signal.TOO_FEW}:
        met, missed = rate_measure(signal, True)[0], rate_measure(signal, False)[0]
        assert order.index(met) < order.index(missed)


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
    assert disagreement(declared, computed) == sentence
