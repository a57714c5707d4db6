"""Figures read from the ledger: one, a trend, a breakdown, and the rows behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from sherwood.kit.errors import SherwoodError
from sherwood.kit.periods import Period
from sherwood.measuring.intervals import byar, wilson
from sherwood.measuring.measure import Figure, Measure
from sherwood.measuring.population import CHARACTERISTICS, PLACE, Shape
from sherwood.measuring.shelves import key_of

DIMENSIONS = (*PLACE, *CHARACTERISTICS)
Where = Mapping[str, Sequence[str]]  # dimension -> the values allowed; an empty sequence allows nothing


@dataclass(frozen=True)
class Count:
    """A figure with its parts. `value` is a share between 0 and 1, a rate per 10,000, or a mean; None when nothing
    was counted. `unknown`: rows that count but whose answer cannot be known, in neither part."""

    numerator: int
    denominator: int
    value: float | None
    unknown: int = 0
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Row:
    """One row behind a figure: a child's record. For those entitled; every look is recorded by the caller."""

    row: str
    child: str
    answer: str  # met, not met, unknown
    team: str | None
    worker: str | None
    values: dict[str, Any]


class Ledger:
    """The ledger of one snapshot, read only. Make one for each thread: it takes its own cursor."""

    def __init__(self, folder: Path, connection: duckdb.DuckDBPyConnection | None = None):
        self.folder = folder
        self.cursor = (connection or duckdb.connect()).cursor()
        self._days: dict[str, list[date]] = {}

    def figure(self, key: str, measure: Measure, period: Period, where: Where | None = None) -> Count:
        """The figure for a period; of a spell or a census, on its last day."""
        return self.series(key, measure, [period], where)[0]

    def series(
        self, key: str, measure: Measure, periods: Sequence[Period], where: Where | None = None
    ) -> list[Count]:
        """The figure for each period, in order, in one query."""
        parts = self._parts(key, measure)
        sql = f"""
            SELECT p.i, {parts}
            FROM (SELECT unnest($firsts) AS first, unnest($lasts) AS last, unnest($numbers) AS i) p
            JOIN {self._rows(measure)} l ON {self._within(measure)}
            WHERE {self._filter(where)} GROUP BY p.i
        """
        found = {row[0]: row[1:] for row in self._run(measure, sql, periods, where)}
        return [
            self._count(measure, found.get(i, (0, 0, 0, 0)), period, where)
            for i, period in enumerate(periods)
        ]

    def breakdown(
        self, key: str, measure: Measure, period: Period, by: str, where: Where | None = None
    ) -> dict[str | None, Count]:
        """The figure for each value of a dimension that has any rows; None is the rows that have no value."""
        if by not in DIMENSIONS:
            raise SherwoodError(f"Figures cannot be split by “{by}”. Choose one of: {', '.join(DIMENSIONS)}.")
        sql = f"""
            SELECT CAST(l."{by}" AS VARCHAR), {self._parts(key, measure)}
            FROM (SELECT unnest($firsts) AS first, unnest($lasts) AS last, unnest($numbers) AS i) p
            JOIN {self._rows(measure)} l ON {self._within(measure)}
            WHERE {self._filter(where)} GROUP BY 1 ORDER BY 1 NULLS LAST
        """
        made = {}
        for value, *parts in self._run(measure, sql, [period], where):
            narrowed = dict(where or {}) | ({by: (value,)} if value is not None else {})
            count = self._count(measure, tuple(parts), period, narrowed)
            if value is None and measure.figure is Figure.RATE:
                count = Count(count.numerator, 0, None)  # nobody knows where they live, so there is no rate
            if count.denominator or count.numerator or count.unknown:
                made[value] = count
        return made

    def rows(
        self,
        key: str,
        measure: Measure,
        period: Period,
        where: Where | None = None,
        answer: str = "",
        limit: int = 500,
        offset: int = 0,
    ) -> list[Row]:
        """The rows behind the figure, latest first; only those with `answer` when given."""
        sorted_by = measure.population.sorted_by
        shown = list(dict.fromkeys((*measure.population.clocks, measure.row_value or sorted_by, sorted_by)))
        columns = ", ".join(f'l."{name}"' for name in shown)
        sql = f"""
            SELECT * FROM (
                SELECT l.row, l.child, {self._answer(key, measure)} AS answer, l.team, l.worker, {columns}
                FROM (SELECT unnest($firsts) AS first, unnest($lasts) AS last, unnest($numbers) AS i) p
                JOIN {self._rows(measure)} l ON {self._within(measure)}
                WHERE {self._filter(where)}
            ) WHERE answer IS NOT NULL AND ($answer = '' OR answer = $answer)
            ORDER BY "{sorted_by}" DESC, row LIMIT {int(limit)} OFFSET {int(offset)}
        """
        found = self._run(measure, sql, [period], where, answer=answer)
        return [
            Row(row, child, said, team, worker, dict(zip(shown, values, strict=True)))
            for row, child, said, team, worker, *values in found
        ]

    def straddlers(
        self, key: str, measure: Measure, period: Period, where: Where | None = None
    ) -> tuple[int, int, int]:
        """Rows whose clock started under one rule and ended under the next: (how many, met by the rule when the
        clock started, met by the later rule)."""
        if measure.population.shape is Shape.SPELL or f"{key}__later_rule" not in self.columns(measure):
            return 0, 0, 0
        later = f'l."{key}__later_rule"'
        sql = f"""
            SELECT count({later}), count(*) FILTER ({later} IS NOT NULL AND l."{key}"), count(*) FILTER ({later})
            FROM (SELECT unnest($firsts) AS first, unnest($lasts) AS last, unnest($numbers) AS i) p
            JOIN {self._rows(measure)} l ON {self._within(measure)} WHERE {self._filter(where)}
        """
        return self._run(measure, sql, [period], where)[0]

    def span(self, measure: Measure) -> tuple[date, date] | None:
        """The first and last day that have a row, or None when there is none."""
        day = measure.population.sorted_by
        sql = f'SELECT min("{day}"), max("{day}") FROM {self._rows(measure)}'
        first, last = self.cursor.execute(sql).fetchone() or (None, None)
        return None if first is None else (first, last)

    def columns(self, measure: Measure) -> set[str]:
        described = self.cursor.execute(f"DESCRIBE SELECT * FROM {self._rows(measure)}").fetchall()
        return {name for name, *_ in described}

    # How the parts are written in SQL

    def _path(self, name: str) -> str:
        return f"read_parquet('{str(self.folder / name).replace(chr(39), chr(39) * 2)}.parquet')"

    def _rows(self, measure: Measure) -> str:
        return self._path(key_of(measure.population))

    def _within(self, measure: Measure) -> str:
        shape = measure.population.shape
        if shape is Shape.SPELL:
            return "l.from_on <= p.last AND (l.until_on IS NULL OR l.until_on > p.last)"
        if shape is Shape.CENSUS:
            latest = (
                f'(SELECT max(c."on") FROM {self._rows(measure)} c WHERE c."on" BETWEEN p.first AND p.last)'
            )
            return f'l."on" = {latest}'
        return 'l."on" BETWEEN p.first AND p.last'

    def _parts(self, key: str, measure: Measure) -> str:
        """Rows counted, rows met, rows unknown, workers."""
        mark = f'l."{key}"'
        unknown = self._unknown(key, measure)
        if measure.population.shape is Shape.SPELL:
            met = f"count(*) FILTER ({mark} <= p.last)"
        else:
            met = f"count(*) FILTER ({mark})"
        workers = (
            f"count(DISTINCT l.worker) FILTER ({mark} IS NOT NULL)" if measure.figure is Figure.MEAN else "0"
        )
        return f"count({mark}), {met}, count(*) FILTER ({unknown}), {workers}"

    def _unknown(self, key: str, measure: Measure) -> str:
        if measure.population.shape is Shape.SPELL or measure.met is None:
            return "false"
        return f'l."{key}__unknown"'

    def _answer(self, key: str, measure: Measure) -> str:
        mark, unknown = f'l."{key}"', self._unknown(key, measure)
        met = f"{mark} <= p.last" if measure.population.shape is Shape.SPELL else mark
        return (
            f"CASE WHEN {unknown} THEN 'unknown' WHEN {mark} IS NULL THEN NULL "
            f"WHEN {met} THEN 'met' ELSE 'not met' END"
        )

    def _filter(self, where: Where | None) -> str:
        for name in where or {}:
            if name not in DIMENSIONS:
                raise SherwoodError(
                    f"Figures cannot be narrowed by “{name}”. Choose from: {', '.join(DIMENSIONS)}."
                )
        tests = [f'list_contains($where_{name}, CAST(l."{name}" AS VARCHAR))' for name in where or {}]
        return " AND ".join(["true", *tests])

    def _run(
        self, measure: Measure, sql: str, periods: Sequence[Period], where: Where | None, **more: Any
    ) -> list[tuple]:
        values: dict[str, Any] = {
            "firsts": [period.first for period in periods],
            "lasts": [self._day(measure, period) for period in periods],
            "numbers": list(range(len(periods))),
        }
        values |= {
            f"where_{name}": [str(one) for one in allowed] for name, allowed in (where or {}).items()
        } | more
        return self.cursor.execute(sql, values).fetchall()

    def _day(self, measure: Measure, period: Period) -> date:
        """The last day of a period, or of a census the last day in it that was looked at."""
        if measure.population.shape is not Shape.CENSUS:
            return period.last
        return max((day for day in self._census_days(measure) if day in period), default=period.last)

    def _census_days(self, measure: Measure) -> list[date]:
        key = key_of(measure.population)
        if key not in self._days:
            self._days[key] = [
                day
                for (day,) in self.cursor.execute(
                    f'SELECT DISTINCT "on" FROM {self._rows(measure)}'
                ).fetchall()
            ]
        return self._days[key]

    # How parts become a figure

    def _count(self, measure: Measure, parts: tuple, period: Period, where: Where | None) -> Count:
        counted, met, unknown, workers = parts
        if measure.figure is Figure.MEAN:
            return Count(counted, workers, counted / workers if workers else None)
        if measure.figure is Figure.RATE:
            return _rate(counted, self._children_living_in(period.last, where))
        interval = wilson(met, counted)
        if interval is None:
            return Count(met, counted, None, unknown)
        return Count(met, counted, met / counted, unknown, *interval)

    def _children_living_in(self, day: date, where: Where | None) -> int | None:
        """Children aged 0 to 17 in the districts asked for, or the whole council; None where it is not known.

        A team or a worker serves no countable population, so has no rate.
        """
        asked = dict(where or {})
        districts = asked.pop("district", None)
        if asked:
            return None
        populations, named = self._populations
        known = {
            area: children for area, year, children in populations if year <= day.year
        }  # in order of year, so the latest stands
        if districts is not None:
            return sum(known[one] for one in districts) if all(one in known for one in districts) else None
        whole = [children for area, children in known.items() if area not in named]
        return max(whole) if whole else (sum(known.values()) or None)

    @cached_property
    def _populations(self) -> tuple[list[tuple[str, int, int]], set[str]]:
        """Area, year and children in order of year, and which areas are districts."""
        rows = self.cursor.execute(
            f"SELECT area, year, children FROM {self._path('child_population')} ORDER BY year"
        )
        found = rows.fetchall()
        named = self.cursor.execute(f"FROM {self._path('districts')}").fetchall()
        return found, {district for (district,) in named}


def _rate(count: int, living: int | None) -> Count:
    if not living:
        return Count(count, 0, None)
    low, high = byar(count)
    return Count(count, living, 10_000 * count / living, 0, 10_000 * low / living, 10_000 * high / living)
