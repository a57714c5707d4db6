"""Figures read from the ledger: one, a trend, a breakdown, and the rows behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from sherwood.kit.errors import SherwoodError
from sherwood.kit.periods import Period
from sherwood.measuring import cover
from sherwood.measuring.cover import Cover
from sherwood.measuring.intervals import byar, wilson
from sherwood.measuring.living import Living
from sherwood.measuring.measure import Figure, Measure
from sherwood.measuring.parts import part_order, too_many_unknown
from sherwood.measuring.population import Population, Shape
from sherwood.measuring.queries import DIMENSIONS, Query, Where, narrowed
from sherwood.measuring.shelves import all_populations, key_of, measures_of

__all__ = ["DIMENSIONS", "AboutChild", "Count", "Ledger", "Row", "Where"]


@dataclass(frozen=True)
class Count:
    """A figure with its parts. `value` is a share between 0 and 1, a rate per 10,000, or a mean; None when nothing
    was counted. `unknown`: rows that count but whose answer cannot be known, in neither part. `not_known`: why there
    is no figure at all, in a sentence; then nothing was counted."""

    numerator: int
    denominator: int
    value: float | None
    unknown: int = 0
    low: float | None = None
    high: float | None = None
    not_known: str = ""


@dataclass(frozen=True)
class Row:
    """One row behind a figure: a child's record. For those entitled; every look is recorded by the caller."""

    row: str
    child: str
    answer: str  # met, not met, unknown
    team: str | None
    worker: str | None
    values: dict[str, Any]


@dataclass(frozen=True)
class AboutChild:
    """How much one population holds of a child, and of whose: for those entitled, as a `Row` is. Of what lasts, what lasts
    still, and `latest_on` is the day it began."""

    population: Population
    rows: int
    latest_on: date | None
    team: str | None
    worker: str | None


class Ledger:
    """The ledger of one snapshot, read only. Make one for each thread: it takes its own cursor.

    Whatever is asked for a period is of its days up to the day of the records: see `clip`.
    """

    def __init__(self, folder: Path, connection: duckdb.DuckDBPyConnection | None = None):
        self.folder = folder
        self.cursor = (connection or duckdb.connect()).cursor()
        self._columns: dict[str, frozenset[str]] = {}
        self._days: dict[str, list[date]] = {}

    @cached_property
    def cover(self) -> Cover:
        return cover.read(self.folder)

    def clip(self, period: Period) -> Period:
        """The part of a period up to the day of the records: what a figure for it is of, and what to call it."""
        return self.cover.clip(period)

    def why_not_known(self, measure: Measure, period: Period) -> str:
        """Why a measure has no figure for a period, in a sentence; empty where it has one."""
        return self.cover.why_not_known(measure, period)

    def figure(self, measure: Measure, period: Period, where: Where | None = None) -> Count:
        """The figure for a period; of a spell or a census, on its last day."""
        return self.series(measure, [period], where)[0]

    def series(self, measure: Measure, periods: Sequence[Period], where: Where | None = None) -> list[Count]:
        """The figure for each period, in order, in one query."""
        query = self._query(measure)
        why = [self.why_not_known(measure, period) for period in periods]
        sql = f"SELECT p.i, {query.parts} {query.of(where)} GROUP BY p.i"
        found = {row[0]: row[1:] for row in self._run(measure, sql, periods, where)}
        return [
            Count(0, 0, None, not_known=why[i])
            if why[i]
            else self._count(measure, found.get(i, (0, 0, 0, 0, 0)), period, where)
            for i, period in enumerate(periods)
        ]

    def breakdown(
        self, measure: Measure, period: Period, by: str, where: Where | None = None
    ) -> dict[str | None, Count]:
        """The figure for each value of a dimension that has any rows, in natural order; None is the rows that have no
        value. Where too many have none the parts of a rate have no value: see `parts`."""
        if by not in DIMENSIONS:
            raise SherwoodError(f"Figures cannot be split by “{by}”. Choose one of: {', '.join(DIMENSIONS)}.")
        if self.why_not_known(measure, period):
            return {}
        query = self._query(measure)
        sql = f'SELECT CAST(l."{by}" AS VARCHAR), {query.parts} {query.of(where)} GROUP BY 1'
        split: dict[str | None, Count] = {}
        for value, *counted in self._run(measure, sql, [period], where):
            narrowed = dict(where or {}) | ({by: (value,)} if value is not None else {})
            count = self._count(measure, tuple(counted), period, narrowed)
            if value is None:  # nobody knows where they live, so there is no rate
                count = _without_rate(measure, count)
            if count.denominator or count.numerator or count.unknown:
                split[value] = count
        if too_many_unknown(measure, by, split):
            split = {value: _without_rate(measure, count) for value, count in split.items()}
        return dict(sorted(split.items(), key=lambda part: part_order(by, part[0])))

    def cells(
        self, measure: Measure, period: Period, by: Sequence[str], where: Where | None = None
    ) -> dict[tuple[str | None, ...], Count]:
        """The numbers of rows counted and met for each combination of several dimensions that there is."""
        if self.why_not_known(measure, period):
            return {}
        query = self._query(measure)
        names = ", ".join(f'CAST(l."{name}" AS VARCHAR)' for name in by)
        groups = ", ".join(str(place + 1) for place in range(len(by)))
        sql = f"SELECT {names}, {query.parts} {query.of(where)} GROUP BY {groups}"
        found = self._run(measure, sql, [period], where)
        return {
            tuple(row[: len(by)]): Count(row[len(by) + 1], row[len(by)], None)
            for row in found
            if row[len(by)]
        }

    def counted(self, measure: Measure, period: Period, by: str) -> set[str]:
        """The rows, or the children, that a figure counts: to see whether two figures count the same ones."""
        sql = f'SELECT DISTINCT l."{by}" {self._query(measure).of(None)} AND l."{measure.key}" IS NOT NULL'
        return {name for (name,) in self._run(measure, sql, [period], None)}

    def rows(
        self,
        measure: Measure,
        period: Period,
        where: Where | None = None,
        answer: str = "",
        limit: int = 500,
        offset: int = 0,
    ) -> list[Row]:
        """The rows behind the figure, latest first; only those with `answer` when given."""
        if self.why_not_known(measure, period):
            return []
        query = self._query(measure)
        columns = ", ".join(f'l."{name}"' for name in query.shown)
        sql = f"""
            SELECT * FROM (
                SELECT l.row, l.child, {query.answer} AS answer, l.team, l.worker, {columns} {query.of(where)}
            ) WHERE answer IS NOT NULL AND ($answer = '' OR answer = $answer)
            ORDER BY "{query.sorted_by}" DESC, row LIMIT {int(limit)} OFFSET {int(offset)}
        """
        found = self._run(measure, sql, [period], where, answer=answer)
        return [
            Row(row, child, said, team, worker, dict(zip(query.shown, values, strict=True)))
            for row, child, said, team, worker, *values in found
        ]

    def about(self, child: str, where: Where | None = None) -> list[AboutChild]:
        """What each population holds of the child with exactly that number, the latest first; looks taken at a month's end
        say nothing that the spells do not."""
        found: list[AboutChild] = []
        for population in all_populations().values():
            if (
                population.shape is Shape.CENSUS
                or not (self.folder / f"{key_of(population)}.parquet").exists()
            ):
                continue  # a ledger made before there was such a population holds nothing of it
            has = self.columns(measures_of(population)[0])
            day = population.listed_by if population.listed_by in has else population.sorted_by
            lasting = "l.until_on IS NULL" if population.shape is Shape.SPELL else "true"
            sql = f"""
                SELECT count(DISTINCT l.row), max(l."{day}"), l.team, l.worker
                FROM {self._rows(population)} l WHERE l.child = $child AND {lasting} AND {narrowed(where)}
                GROUP BY l.team, l.worker
            """
            values = {f"where_{name}": [*map(str, allowed)] for name, allowed in (where or {}).items()}
            rows = self.cursor.execute(sql, values | {"child": child}).fetchall()
            found += [AboutChild(population, *row) for row in rows]
        return sorted(found, key=lambda about: about.latest_on or date.min, reverse=True)

    def straddlers(
        self, measure: Measure, period: Period, where: Where | None = None
    ) -> tuple[int, int, int]:
        """Rows whose clock started under one rule and ended under the next: (how many, met by the rule when the
        clock started, met by the later rule)."""
        query = self._query(measure)
        later, answer = query.later, f'l."{measure.key}"'
        if not later or self.why_not_known(measure, period):
            return 0, 0, 0
        counts = (
            f"count({later}), count(*) FILTER ({later} IS NOT NULL AND {answer}), count(*) FILTER ({later})"
        )
        return self._run(measure, f"SELECT {counts} {query.of(where)}", [period], where)[0]

    def span(self, measure: Measure) -> tuple[date, date] | None:
        """The first and last day that have a row, or None when there is none."""
        day = self._query(measure).sorted_by
        sql = f'SELECT min("{day}"), max("{day}") FROM {self._rows(measure.population)}'
        first, last = self.cursor.execute(sql).fetchone() or (None, None)
        return None if first is None else (first, last)

    def columns(self, measure: Measure) -> frozenset[str]:
        rows = self._rows(measure.population)
        if rows not in self._columns:
            described = self.cursor.execute(f"DESCRIBE SELECT * FROM {rows}").fetchall()
            self._columns[rows] = frozenset(name for name, *_ in described)
        return self._columns[rows]

    # How it is read

    def _path(self, name: str) -> str:
        return f"read_parquet('{str(self.folder / name).replace(chr(39), chr(39) * 2)}.parquet')"

    def _rows(self, population: Population) -> str:
        return self._path(key_of(population))

    def _query(self, measure: Measure) -> Query:
        return Query(measure, self._rows(measure.population), self.columns(measure))

    def _run(
        self, measure: Measure, sql: str, periods: Sequence[Period], where: Where | None, **more: Any
    ) -> list[tuple]:
        values: dict[str, Any] = {
            "firsts": [period.first for period in periods],
            "lasts": [self._day(measure, period) for period in periods],
            "numbers": list(range(len(periods))),
        }
        values |= {
            f"where_{name}": [str(part) for part in allowed] for name, allowed in (where or {}).items()
        } | more
        return self.cursor.execute(sql, values).fetchall()

    def _day(self, measure: Measure, period: Period) -> date:
        """The last day of a period, or of a census the last day in it that was looked at."""
        last = self.clip(period).last
        if measure.population.shape is not Shape.CENSUS:
            return last
        if self.cover.as_at is not None:
            return self.cover.census_in(period) or last
        return max((day for day in self._census_days(measure) if day in period), default=last)

    def _census_days(self, measure: Measure) -> list[date]:
        rows = self._rows(measure.population)
        if rows not in self._days:
            found = self.cursor.execute(f'SELECT DISTINCT "on" FROM {rows}').fetchall()
            self._days[rows] = [day for (day,) in found]
        return self._days[rows]

    # How parts become a figure

    def _count(self, measure: Measure, parts: tuple, period: Period, where: Where | None) -> Count:
        counted, met, unknown, workers, full_time = parts
        if measure.figure is Figure.MEAN:
            return Count(counted, workers, counted / full_time if full_time else None)
        if measure.figure is Figure.RATE:
            return _rate(counted, self._children_living_in(self.clip(period).last, where))
        interval = wilson(met, counted)
        if interval is None:
            return Count(met, counted, None, unknown)
        return Count(met, counted, met / counted, unknown, *interval)

    def _children_living_in(self, day: date, where: Where | None) -> int | None:
        """Children in the districts asked for, or the whole council; None where it is not known.

        A team or a worker serves no countable population, so has no rate.
        """
        asked = dict(where or {})
        districts = asked.pop("district", None)
        return None if asked else self._living.children(day, districts)

    @cached_property
    def _living(self) -> Living:
        sql = f"SELECT area, year, children FROM {self._path('child_population')} ORDER BY year"
        estimates = self.cursor.execute(sql).fetchall()
        named = self.cursor.execute(f"FROM {self._path('districts')}").fetchall()
        return Living(estimates, frozenset(district for (district,) in named))


def _without_rate(measure: Measure, count: Count) -> Count:
    return Count(count.numerator, 0, None) if measure.figure is Figure.RATE else count


def _rate(count: int, living: int | None) -> Count:
    if not living:
        return Count(count, 0, None)
    low, high = byar(count)
    return Count(count, living, 10_000 * count / living, 0, 10_000 * low / living, 10_000 * high / living)
