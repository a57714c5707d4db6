"""Projects are put in order by points and weights that anybody can see."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sherwood.governance.ranking import rank

WEIGHTS = {"findings": 4, "benefit": 4, "intelligence": 2}


def test_points_are_multiplied_by_their_weights():
    ranked = rank({"findings": 5, "benefit": 4, "intelligence": 3}, WEIGHTS)
    assert (ranked.got, ranked.of, ranked.share) == (42, 50, Fraction(42, 50))


def test_a_criterion_without_points_is_missing_and_not_nought():
    ranked = rank({"findings": 5}, WEIGHTS)
    assert (ranked.got, ranked.of, ranked.share) == (20, 20, 1)
    assert ranked.missing == ("benefit", "intelligence")


def test_points_of_nought_count():
    assert rank({"findings": 0}, WEIGHTS).share == 0


def test_nothing_scored_has_no_share():
    assert rank({}, WEIGHTS).share is None


def test_points_by_a_criterion_that_is_gone_do_not_count():
    assert rank({"findings": 5, "fashion": 5}, WEIGHTS).got == 20


@given(
    st.dictionaries(st.sampled_from(sorted(WEIGHTS)), st.integers(0, 5), min_size=1),
    st.sampled_from(sorted(WEIGHTS)),
)
def test_another_point_never_lowers_a_share(points, key):
    before = rank(points, WEIGHTS)
    if points.get(key, 5) < 5:
        after = rank({**points, key: points[key] + 1}, WEIGHTS)
        assert after.share > before.share
