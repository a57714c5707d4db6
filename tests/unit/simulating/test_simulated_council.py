"""The same seed gives the same council; more people make shorter waits."""

from dataclasses import replace
from datetime import date

import pytest

from sherwood.kit.errors import SherwoodError
from sherwood.kit.working_days import elapsed
from sherwood.simulating import PARAMETERS, simulate
from sherwood.simulating.calibration import figures


def test_the_same_seed_gives_the_same_records(small):
    again = simulate(seed=5, scale=0.05)
    assert again.tables == small.tables
    assert again.faults == small.faults


def test_another_seed_gives_other_records(small):
    assert simulate(seed=6, scale=0.05).tables["contacts"] != small.tables["contacts"]


def with_posts(**workforce):
    """A district of the county with another workforce."""
    changed = replace(PARAMETERS, workforce=replace(PARAMETERS.workforce, **workforce))
    return simulate(seed=3, years=2, scale=0.05, parameters=changed)


def waits(council, since):
    """Working days from referral to the end of its initial assessment, or to the end of the records."""
    received = {row.referral: row.received_on for row in council.tables["referrals"]}
    initial = [row for row in council.tables["assessments"] if row.kind == "initial"]
    taken = [
        elapsed(received[row.referral], row.finished_on or council.until)
        for row in initial
        if received[row.referral] >= since
    ]
    return [days for days in taken if days is not None]


def test_adding_posts_shortens_waits():
    summer = date(2009, 6, 1)
    without = waits(with_posts(new_posts=0), summer)
    early = waits(
        with_posts(new_posts=60, new_posts_from=date(2009, 3, 2), new_posts_until=date(2009, 5, 1)), summer
    )
    assert sum(early) / len(early) < 0.75 * sum(without) / len(without)
    assert sum(days <= 7 for days in early) / len(early) > sum(days <= 7 for days in without) / len(without)


def test_taking_posts_away_lengthens_waits():
    year = date(2009, 3, 9)
    usual, fewer = (waits(with_posts(assessment_posts=posts), year) for posts in (150, 75))
    assert sum(fewer) / len(fewer) > 1.3 * sum(usual) / len(usual)


def test_the_new_posts_come_with_the_programme(small):
    advanced = [row for row in small.tables["workers"] if row.post == "Advanced practitioner"]
    assert advanced
    assert all(date(2009, 12, 1) <= row.started_on <= date(2010, 2, 12) for row in advanced)


def test_progress_is_told_until_all_is_done():
    told = []
    simulate(seed=1, years=1, scale=0.02, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert len(told) > 50


def test_a_small_county_has_fewer_districts_rather_than_tiny_ones():
    council = simulate(seed=1, years=1, scale=1 / 7, until=date(2008, 6, 30))
    assert {row.district for row in council.tables["teams"]} == {None, "Hartsmoor"}


@pytest.mark.parametrize(
    ("years", "scale", "until"),
    [(0, 1, date(2010, 3, 8)), (12, 1, date(2010, 3, 8)), (1, 0, date(2010, 3, 8)), (1, 1, date(2028, 3, 8))],
)
def test_a_history_that_cannot_be_is_refused(years, scale, until):
    with pytest.raises(SherwoodError, match="cannot be simulated"):
        simulate(years=years, scale=scale, until=until)


@pytest.mark.slow
def test_the_full_county_looks_like_the_benchmarks():
    unlike = [str(figure) for figure in figures(simulate()) if not figure.fits]
    assert unlike == []
