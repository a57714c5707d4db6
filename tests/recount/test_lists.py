"""Inspection lists, counted twice: those of an invented council, and a sample of the real thing when it is there."""

import random
from datetime import date
from pathlib import Path

import pytest

from recount.compare import differences
from recount.days import months_on
from recount.lists import read_lists
from recount.lists_written import write_lists
from recount.sources import invented, loaded, read
from sherwood.kit.periods import Period
from sherwood.measuring.shelves import all_measures

pytestmark = pytest.mark.slow

AS_AT = date(2021, 3, 8)
OF_THE_LISTS = ("team", "worker", "sex", "ethnicity", "age_band", "disabled")
SAMPLES = Path(__file__).parents[3] / "shared" / "formats" / "samples" / "annex_a"
SAMPLE = SAMPLES / "liia_2024_Jan.xlsx"


def counted_twice(path, home, as_at=None):
    source = loaded(path, home, as_at)
    council = read_lists(path, source.as_at)
    first = months_on(source.as_at, -9)
    return source, list(differences(council, source.ledger, source.reach, first, OF_THE_LISTS))


def test_the_lists_of_a_council_are_the_same_counted_by_hand(tmp_path):
    invented(tmp_path / "extract", scale=0.1, years=3, seed=6, until=AS_AT)
    write_lists(read(tmp_path / "extract", AS_AT), tmp_path / "lists.xlsx", random.Random(3))
    source, said = counted_twice(tmp_path / "lists.xlsx", tmp_path / "home", AS_AT)
    assert said == []
    day = Period(AS_AT, AS_AT)
    month = Period(date(2021, 2, 1), date(2021, 2, 28))
    for key, period in {
        "three_or_more_placements": day, "looked_after_rate": day, "conferences_overdue": day,
        "second_or_subsequent_plans": month, "single_assessments_in_time": month, "conferences_in_time": month,
    }.items():  # fmt: skip
        count = source.ledger.figure(all_measures()[key], period)
        assert count.denominator + count.numerator + count.unknown > 0, (
            f"{key}: an empty figure compares nothing. {count.not_known}"
        )


@pytest.mark.skipif(not SAMPLE.exists(), reason=f"The sample of the lists is not at {SAMPLE.name}.")
def test_the_sample_is_the_same_counted_by_hand(tmp_path):
    _, said = counted_twice(SAMPLE, tmp_path)
    assert said == []
