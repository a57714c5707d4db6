"""The parts of a breakdown in words and in their order, and when they are not compared."""

import random

import pytest

from sherwood.measuring.figures import Count
from sherwood.measuring.parts import (
    part_name,
    part_order,
    too_many_unknown,
    too_many_unknown_words,
    unknown_share,
)
from sherwood.measuring.population import AGE_BANDS
from sherwood.measuring.shelves import measure_called
from sherwood.records.codes import codes

SHARE, RATE = measure_called("initial_assessments_in_time"), measure_called("looked_after_rate")


@pytest.mark.parametrize(
    ("by", "value", "name"),
    [
        ("sex", "F", "Female"),
        ("sex", "M", "Male"),
        ("sex", None, "Not known"),
        ("ethnicity", "AIND", "Indian"),
        ("ethnicity", "XXXX", "XXXX"),
        ("disabled", "true", "Yes"),
        ("disabled", "false", "No"),
        ("age_band", "05 to 09", "05 to 09"),
        ("team", "true", "true"),  # the name of a team is a name
        ("team", "", "Not known"),
    ],
)
def test_a_part_is_named_in_words(by, value, name):
    assert part_name(by, value) == name


@pytest.mark.parametrize(
    ("by", "ordered"),
    [
        ("age_band", [*AGE_BANDS, None]),
        ("sex", ["F", "M", None]),
        ("ethnicity", [*codes("ethnicity"), "ZZZZ", None]),
        ("disabled", ["true", "false", None]),
        ("team", ["ash", "Birch", "cedar", None]),
    ],
)
def test_parts_stand_in_their_natural_order(by, ordered):
    mixed = ordered.copy()
    random.Random(1).shuffle(mixed)
    assert sorted(mixed, key=lambda value: part_order(by, value)) == ordered


def test_a_split_of_which_more_than_one_in_twenty_is_unknown_is_not_compared():
    known = {"North": Count(10, 95, 0.1)}
    assert not too_many_unknown(SHARE, "district", known | {None: Count(1, 5, 0.2)})
    assert too_many_unknown(SHARE, "district", known | {None: Count(1, 6, 0.2)})
    assert too_many_unknown(SHARE, "district", known | {None: Count(0, 0, None, unknown=6)})
    assert not too_many_unknown(SHARE, "district", {})


def test_of_a_rate_the_children_count_and_not_those_who_live_there():
    parts = {"North": Count(15, 90_000, 1.7), None: Count(85, 0, None)}
    assert unknown_share(RATE, "district", parts) == 0.85
    assert too_many_unknown_words("District", 0.85) == (
        "District is not known for 85% of those counted, so its parts are not compared."
    )


def test_a_code_that_says_nothing_is_not_known():
    """Ethnicity not yet obtained is as good as none; refused is an answer."""
    parts = {"WBRI": Count(0, 50, 0.0), "NOBT": Count(0, 50, 0.0)}
    assert unknown_share(SHARE, "ethnicity", parts) == 0.5
    assert unknown_share(SHARE, "ethnicity", {"WBRI": Count(0, 50, 0.0), "REFU": Count(0, 50, 0.0)}) == 0
