"""A figure in the words of a marker of success."""

from datetime import date
from fractions import Fraction

import pytest

from sherwood.governance.wanted import Wanted, read_figure, read_step, read_wanted


@pytest.mark.parametrize(
    ("words", "value", "highest"),
    [
        ("70%", "0.7", None),
        ("Under 10%", "0.1", None),
        ("at least 62.5 per cent", "0.625", None),
        ("10% to 15%", "0.1", "0.15"),
        ("24 of 24", "1", None),
        ("Fewer than 1,200 of 2,400", "0.5", None),
        ("12.5", "12.5", None),
        ("Below 45 per 10,000", "45", None),
        ("1,250", "1250", None),
        ("None", "0", None),
        ("All children", "1", None),
    ],
)
def test_words_with_a_figure_say_what_is_wanted(words, value, highest):
    assert read_wanted(words) == Wanted(Fraction(value), Fraction(highest) if highest else None)


@pytest.mark.parametrize("words", ["", "Better", "Sooner than last year", "5 of 0"])
def test_words_without_a_figure_say_nothing(words):
    assert read_wanted(words) is None


def test_where_it_stood_is_read_with_its_parts_beside_it():
    assert read_figure("32% (211 of 653)") == Fraction(32, 100)


def test_a_step_on_the_way_has_its_day():
    assert read_step("50% by 2010-04-30") == (date(2010, 4, 30), Fraction(1, 2))
    assert read_step("half by summer") is read_step("50% by 2010-04-31") is None
