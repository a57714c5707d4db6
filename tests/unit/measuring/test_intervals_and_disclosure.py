"""Intervals against a second opinion; small numbers that cannot be worked out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2

from sherwood.measuring.disclosure import RULE, reveals_few
from sherwood.measuring.figures import Count
from sherwood.measuring.intervals import byar, wilson

pairs = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(pairs.filter(lambda pair: pair[1] > 0))
def test_wilson_agrees_with_scipy(pair):
    ours = wilson(*pair)
    theirs = binomtest(*pair).proportion_ci(method="wilson")
    assert ours == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_nothing_counted_has_no_interval():
    assert wilson(0, 0) is None


@given(st.integers(10, 2000))
def test_byar_is_close_to_the_exact_poisson_interval(count):
    exact = chi2.ppf(0.025, 2 * count) / 2, chi2.ppf(0.975, 2 * count + 2) / 2
    assert byar(count) == pytest.approx(exact, rel=0.01)


def test_zero_is_not_small_but_one_to_five_are():
    assert not reveals_few(Count(0, 20, 0.0))
    assert reveals_few(Count(1, 20, 0.05))
    assert reveals_few(Count(5, 20, 0.25))
    assert not reveals_few(Count(6, 20, 0.3))


def test_what_is_left_of_a_denominator_is_hidden_too():
    assert reveals_few(Count(17, 20, 0.85))


def test_the_rule_is_printed_from_what_is_applied():
    assert RULE.fewest_shown == 6 and not reveals_few(Count(RULE.fewest_shown, 20, None))
    said = " ".join(RULE.sentences)
    assert "1 to 5 children" in said and all(what in said for what in RULE.protects)
    assert all(place in said for place in RULE.places)
