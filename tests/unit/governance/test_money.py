"""A forecast against its budget; consultancy against its ceiling, to the pound and the half day."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sherwood.governance.money import (
    AgreedCeiling,
    BudgetStanding,
    Used,
    against_budget,
    check_position,
    crossed,
    days,
    pounds,
    share,
    together,
)
from sherwood.kit.errors import SherwoodError

CEILING = AgreedCeiling(30_000, Decimal(60))
amounts = st.integers(0, 10**10)


@pytest.mark.parametrize(
    ("forecast", "standing", "words"),
    [
        (520_000, BudgetStanding.OVER, "£20,000 over"),
        (500_001, BudgetStanding.OVER, "£1 over"),
        (500_000, BudgetStanding.EXACT, "Exactly on budget"),
        (499_999, BudgetStanding.UNDER, "£1 under"),
        (0, BudgetStanding.UNDER, "£500,000 under"),
        (None, BudgetStanding.NOT_KNOWN, "Not known"),
    ],
)
def test_a_forecast_is_over_by_the_first_pound_and_exactly_the_budget_is_neither(forecast, standing, words):
    found = against_budget(500_000, forecast)
    assert (found.standing, found.words) == (standing, words)


@given(amounts, amounts)
def test_over_and_under_mirror_each_other(amount, forecast):
    one, other = against_budget(amount, forecast), against_budget(forecast, amount)
    assert one.difference == -other.difference
    assert (one.standing is BudgetStanding.OVER) == (other.standing is BudgetStanding.UNDER)


def test_a_sum_with_an_unknown_part_is_not_known_and_nothing_is_nought():
    assert together([1, None]) is None
    assert together([0, 0]) == 0
    assert together([]) == 0


@pytest.mark.requirement("SR-027")
@pytest.mark.parametrize(
    ("used", "words"),
    [
        (Used(30_000, Decimal(60)), []),
        (Used(30_001, Decimal(60)), ["£1 over the ceiling of £30,000"]),
        (Used(30_000, Decimal("60.5")), ["0.5 days over the ceiling of 60 days"]),
        (Used(31_000, Decimal(61)), ["£1,000 over the ceiling of £30,000", "1 day over the ceiling of 60 days"]),
        (Used(0, Decimal(0)), []),
    ],
)  # fmt: skip
def test_exactly_at_the_ceiling_is_not_crossed_and_anything_above_is(used, words):
    assert crossed(used, CEILING) == words


def test_a_ceiling_of_nothing_is_crossed_by_the_first_half_day():
    assert crossed(Used(0, Decimal("0.5")), AgreedCeiling(0, Decimal(0)))
    assert not crossed(Used(0, Decimal(0)), AgreedCeiling(0, Decimal(0)))


def test_a_position_says_something_and_its_forecast_holds_what_is_spent():
    check_position(0, None)
    check_position(None, 0)
    check_position(5, 5)
    with pytest.raises(SherwoodError, match="or both"):
        check_position(None, None)
    with pytest.raises(SherwoodError, match="£6 spent already"):
        check_position(6, 5)


def test_figures_as_they_are_read():
    assert [pounds(one) for one in (0, 1200, -1200, None)] == ["£0", "£1,200", "−£1,200", "Not known"]
    assert [days(Decimal(one)) for one in ("0", "1", "7.5", "60.0")] == ["0 days", "1 day", "7.5 days", "60 days"]  # fmt: skip
    assert share(Decimal(54), Decimal(60)) == "90%"
    assert share(1, 0) == "nothing is allowed"
