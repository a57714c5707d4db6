"""What is published for England and its regions, to stand beside a council's own figure.

Figures are for years to 31 March, in the unit a person writes: a share in per cent, a rate per 10,000. They are counted
by the definition of their year; a row is added when a year is published, and none is ever changed. What a council adds
for itself, such as its statistical neighbours, is in `neighbours`.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from sherwood.kit.periods import financial_year_of
from sherwood.measuring.measure import Figure, Measure

LATE = timedelta(days=5 * 366)  # older than this beside a figure, it says nothing of today
ENGLAND = "England"


@dataclass(frozen=True)
class Benchmark:
    """A published value of a measure, for the year to 31 March of `year`."""

    measure: str
    area: str
    year: int
    value: float
    source: str


@dataclass(frozen=True)
class Neighbours:
    """Whom a council compares itself with, beside England: areas in order, and the rows it has added itself."""

    areas: tuple[str, ...] = ()
    rows: tuple[Benchmark, ...] = ()


@cache
def benchmarks() -> tuple[Benchmark, ...]:
    text = files("sherwood.measuring").joinpath("benchmarks.csv").read_text("utf-8")
    return tuple(
        Benchmark(row["measure"], row["area"], int(row["year_to_march"]), float(row["value"]), row["source"])
        for row in csv.DictReader(text.splitlines())
    )


def benchmarks_for(key: str, day: date, neighbours: Neighbours | None = None) -> list[Benchmark]:
    """Of England, then of each area a council compares itself with: the latest value for a year that had ended by a day.
    An area that has none, or none of late, is left out."""
    added = neighbours or Neighbours()
    known = _ended_by([row for row in (*benchmarks(), *added.rows) if row.measure == key], day)
    latest = {row.area: row for row in sorted(known, key=lambda row: row.year)}
    return [latest[area] for area in (ENGLAND, *added.areas) if area in latest]


def _ended_by(rows: Iterable[Benchmark], day: date) -> list[Benchmark]:
    ended = financial_year_of(day).first.year  # the year to 31 March that ended before this one began
    return [row for row in rows if row.year <= ended and date(row.year, 3, 31) >= day - LATE]


def in_words(measure: Measure, rows: Sequence[Benchmark]) -> str:
    """“England had 84.5% in the year to 31 March 2024 (the source).”, a sentence for each."""
    return " ".join(
        f"{row.area} had {_value(measure, row)} in the year to 31 March {row.year} ({row.source})."
        for row in rows
    )


def _value(measure: Measure, row: Benchmark) -> str:
    percent = "%" if measure.figure is Figure.SHARE else ""
    return f"{row.value:g}{percent}{' per 10,000' if measure.figure is Figure.RATE else ''}"
