"""Appraisal: worked figures, and rules that hold whatever the amounts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sherwood.governance.appraisal import (
    STANDARD,
    Option,
    OptionRisk,
    appraise,
    discount_factor,
    missing_options,
    present_value,
    rates_on,
    score,
    sensitivity,
    switching_values,
)
from sherwood.kit.errors import SherwoodError

RATES = rates_on(date(2009, 11, 16))
NOTHING = Option("Do nothing", {}, {}, {})
POSTS = Option(
    "Twelve posts",
    costs={0: 500_000, 1: 500_000},
    benefits={1: 400_000, 2: 800_000},
    disbenefits={1: 50_000},
    risks=(OptionRisk("Posts stay empty", Decimal("0.3"), 100_000),),
    uplift=Decimal("0.1"),
)


def test_year_0_is_not_discounted():
    assert discount_factor(0, RATES) == 1


@pytest.mark.parametrize(
    ("year", "factor"),
    [
        (1, "0.966184"),
        (2, "0.933511"),
        (10, "0.708919"),
        (30, "0.356278"),
        (31, "0.345901"),
        (75, "0.094214"),
    ],
)
def test_discount_factors_are_the_green_books(year, factor):
    """3.5% a year to year 30, then 3.0%: 1.035^-30 = 0.356278, and year 31 is that divided by 1.03."""
    assert discount_factor(year, RATES) == pytest.approx(Decimal(factor), abs=Decimal("0.000001"))


def test_an_option_by_hand():
    """Costs 1.1 x (500,000 + 500,000 / 1.035) = 1,081,400.97; benefits (400,000 - 50,000) / 1.035 + 800,000 / 1.071225."""
    made = appraise(POSTS, RATES)
    assert round(made.cost, 2) == Decimal("1081400.97")
    assert round(made.benefit, 2) == Decimal("1084972.81")
    assert made.expected_loss == 30_000
    assert round(made.net, 2) == Decimal("-26428.15")
    assert round(made.ratio, 3) == Decimal("1.003")


def test_nothing_spent_has_no_ratio():
    assert appraise(NOTHING, RATES).ratio is None


def test_at_its_switching_value_an_option_is_as_good_as_the_other():
    costs, benefits = switching_values(POSTS, NOTHING, RATES)
    dearer = replace(POSTS, costs={y: a * (1 + costs.change) for y, a in POSTS.costs.items()})
    better = replace(POSTS, benefits={y: a * (1 + benefits.change) for y, a in POSTS.benefits.items()})
    assert round(appraise(dearer, RATES).net, 6) == 0
    assert round(appraise(better, RATES).net, 6) == 0


def test_sensitivity_moves_one_thing_at_a_time():
    base = appraise(POSTS, RATES)
    moved = dict(sensitivity(POSTS, RATES))
    assert moved["Costs 20% higher"] == base.net - base.cost * Decimal("0.2")
    assert moved["Benefits 20% lower"] < base.net < moved["Benefits 20% higher"]


def test_no_rate_is_guessed_for_a_day_before_any():
    with pytest.raises(SherwoodError):
        rates_on(date(1990, 1, 1), STANDARD)


def test_scores_stand_beside_the_money_with_open_weights():
    scored = replace(POSTS, scores={"children safer": 4, "morale": 2})
    assert score(scored, {"children safer": 3, "morale": 1}) == Decimal("3.5")
    assert score(scored, {"children safer": 3, "trust": 1}) is None


@pytest.mark.parametrize(
    ("kinds", "lacks"),
    [
        ([], ["doing nothing", "doing the minimum", "two real options"]),
        (["do_nothing", "do_minimum", "real"], ["a second real option"]),
        (["do_nothing", "do_minimum", "real", "real"], []),
        (["real", "real", "real"], ["doing nothing", "doing the minimum"]),
    ],
)
def test_two_real_options_are_needed_beside_nothing_and_the_minimum(kinds, lacks):
    assert missing_options(kinds) == lacks


amounts = st.dictionaries(st.integers(0, 40), st.integers(0, 10_000_000), max_size=6)


@given(amounts, st.integers(0, 100_000))
def test_present_value_adds_up(by_year, more):
    """Two streams together are worth what each is worth alone; a later pound is never worth more."""
    other = {5: more}
    together = {y: by_year.get(y, 0) + other.get(y, 0) for y in {*by_year, *other}}
    both = present_value(by_year, RATES) + present_value(other, RATES)
    assert abs(present_value(together, RATES) - both) < Decimal("0.0001")
    assert present_value({6: more}, RATES) <= present_value({5: more}, RATES)
