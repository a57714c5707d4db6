"""What is published for England, to stand beside a council's own figure.

Figures are for years to 31 March, in the unit a person writes: a share in per cent, a rate per 10,000. They are counted
by the definition of their year; a row is added when a year is published, and none is ever changed.
"""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from sherwood.kit.periods import financial_year_of

LATE = timedelta(days=5 * 366)  # older than this beside a figure, it says nothing of today


@dataclass(frozen=True)
class Benchmark:
    """A published value of a measure, for the year to 31 March of `year`."""

    measure: str
    area: str
    year: int
    value: float
    source: str


@cache
def benchmarks() -> tuple[Benchmark, ...]:
    text = files("sherwood.measuring").joinpath("benchmarks.csv").read_text("utf-8")
    return tuple(
        Benchmark(row["measure"], row["area"], int(row["year_to_march"]), float(row["value"]), row["source"])
        for row in csv.DictReader(text.splitlines())
    )


def benchmark_for(key: str, day: date) -> Benchmark | None:
    """The latest published value for a year that had ended by a day; None where there is none, or none of late."""
    ended = financial_year_of(day).first.year  # the year to 31 March that ended before this one began
    known = [
        one
        for one in benchmarks()
        if one.measure == key and one.year <= ended and date(one.year, 3, 31) >= day - LATE
    ]
    return max(known, key=lambda one: one.year, default=None)
