"""Looked-after returns, counted twice: of one year, of five, and a sample in the format of the real thing when it is there."""

import random
from datetime import date
from pathlib import Path

import pytest

from recount.compare import differences
from recount.returns import read_return, write_return
from recount.sources import invented, loaded, read
from sherwood.kit.periods import Period
from sherwood.measuring.shelves import all_measures

pytestmark = pytest.mark.slow

AS_AT = date(2010, 3, 8)
OF_A_RETURN = ("sex", "ethnicity", "age_band", "disabled")
SAMPLE = Path(__file__).parents[3] / "shared" / "formats" / "samples" / "ssda903" / "five_years"


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    folder = tmp_path_factory.mktemp("extract")
    invented(folder, scale=0.1, years=6, seed=5)
    return read(folder, AS_AT)


def counted_twice(folder, home, first):
    source = loaded(folder, home)
    return source, list(
        differences(read_return(folder, source.as_at), source.ledger, source.reach, first, OF_A_RETURN)
    )


def test_a_return_of_one_year_is_the_same_counted_by_hand(council, tmp_path):
    write_return(council, tmp_path / "return", range(2008, 2009), random.Random(1))
    source, said = counted_twice(tmp_path / "return", tmp_path / "home", date(2007, 4, 1))
    assert said == []
    assert source.reach["placements"] == (date(2008, 4, 1), date(2009, 3, 31))


def test_a_return_of_five_years_is_the_same_counted_by_hand(council, tmp_path):
    write_return(council, tmp_path / "return", range(2004, 2009), random.Random(2))
    source, said = counted_twice(tmp_path / "return", tmp_path / "home", date(2004, 4, 1))
    assert said == []
    for key in ("three_or_more_placements", "care_reviews_in_time", "looked_after_rate"):
        count = source.ledger.figure(all_measures()[key], Period(date(2009, 3, 1), date(2009, 3, 31)))
        assert count.numerator > 0, f"{key}: an empty figure compares nothing"


@pytest.mark.skipif(
    not SAMPLE.exists(), reason=f"The five-year sample of the return is not at {SAMPLE.name}."
)
def test_the_five_year_sample_is_the_same_counted_by_hand(tmp_path):
    _, said = counted_twice(SAMPLE, tmp_path, date(2017, 4, 1))
    assert said == []
