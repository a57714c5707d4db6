"""Intervals against a second opinion; small numbers that cannot be worked out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2

from sherwood.measuring.disclosure import HIDDEN, hide, hide_parts, reveals_few
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
    assert hide(Count(0, 20, 0.0)) == Count(0, 20, 0.0)
    assert hide(Count(1, 20, 0.05)) is HIDDEN
    assert hide(Count(5, 20, 0.25)) is HIDDEN
    assert hide(Count(6, 20, 0.3)) == Count(6, 20, 0.3)


def test_what_is_left_of_a_denominator_is_hidden_too():
    assert hide(Count(17, 20, 0.85)) is HIDDEN


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), pairs, max_size=8))
def test_no_small_part_can_be_worked_out_from_the_total(found):
    """Brute force: what is hidden, taken together, is never one part alone nor a small number, unless all is hidden."""
    parts = {key: Count(met, of, None) for key, (met, of) in found.items()}
    shown = hide_parts(parts)
    hidden = [parts[key] for key, value in shown.items() if value is HIDDEN]
    assert all(not reveals_few(value) for value in shown.values() if value is not HIDDEN)
    visible_with_children = [v for v in shown.values() if v is not HIDDEN and v.denominator]
    if hidden and visible_with_children:
        assert len(hidden) > 1
        together = Count(sum(c.numerator for c in hidden), sum(c.denominator for c in hidden), None)
        assert not reveals_few(together)
