"""Whether the engines agree: every figure of every financial year, and every row behind them, exactly.

Ours is read the way the site reads it (`Ledger.series`); the others by counting their rows.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb

from sherwood.kit.periods import Period, financial_years
from sherwood.measuring.figures import Ledger
from sherwood.measuring.measure import Figure, Measure
from sherwood.measuring.population import CHARACTERISTICS, PLACE, Shape
from sherwood.measuring.shelves import all_measures, key_of

Parts = tuple[int, int, int]  # numerator, denominator, unknown
FIRST = date(2004, 4, 1)
NOT_BY_HAND = (
    "complaints",
    "placement_agreements",
    "missing_episodes",
)  # tables of registers: no other engine counts them


def disagreements(ours: list[Path], other: Path, as_at: date) -> list[str]:
    """What differs between our ledgers (one a council) and another engine's files; empty when nothing does."""
    with duckdb.connect() as connection:
        ledgers = [Ledger(folder, connection) for folder in ours]
        return [
            said
            for key, measure in all_measures().items()
            if not set(measure.population.reads) & set(NOT_BY_HAND)
            for said in _of_measure(connection, ledgers, other, key, measure, as_at)
        ]


def _of_measure(connection, ledgers: list[Ledger], other: Path, key: str, measure: Measure, as_at: date):
    theirs = f"read_parquet('{other / key}.parquet')"
    periods = [Period(one.first, min(one.last, as_at)) for one in financial_years(FIRST, as_at)]
    for period, our_parts in zip(periods, _our_figures(ledgers, key, measure, periods), strict=True):
        their_parts = _their_figure(connection, theirs, measure, period)
        if our_parts != their_parts:
            yield f"{key}, {period.label}: ours {our_parts}, theirs {their_parts} (met, counted, unknown)"
    ours = _our_rows(ledgers, key, measure)
    columns = ", ".join(f'"{name}"' for name, *_ in connection.execute(f"DESCRIBE {ours}").fetchall())
    yield from _rows_apart(connection, ours, f"SELECT {columns} FROM {theirs}", key)


def _our_figures(ledgers: list[Ledger], key: str, measure: Measure, periods: list[Period]) -> Iterator[Parts]:
    series = [ledger.series(measure, periods) for ledger in ledgers]
    for counts in zip(*series, strict=True):
        met, counted = sum(one.numerator for one in counts), sum(one.denominator for one in counts)
        # of a rate the denominator is the population, which no measure computes
        counted = met if measure.figure is Figure.RATE else counted
        yield met, counted, sum(one.unknown for one in counts)


def _their_figure(connection, rows: str, measure: Measure, period: Period) -> Parts:
    """Counted on a day by overlap where rows are spells, on the last day looked at where they are a census."""
    if measure.population.shape is Shape.SPELL:
        on_the_day = f"{rows} WHERE from_on <= $last AND (until_on IS NULL OR until_on > $last)"
        counted = "count(DISTINCT worker)" if measure.figure is Figure.MEAN else "count(*)"
        met, unknown = "count(*) FILTER (met_from <= $last)", "count(*) FILTER (met_from IS NULL)"
        if measure.figure is Figure.SHARE:
            counted = "count(met_from)"
        sql, values = f"SELECT {met}, {counted}, {unknown} FROM {on_the_day}", {"last": period.last}
    else:
        latest = f"(SELECT max(day) FROM {rows} WHERE day BETWEEN $first AND $last)"
        first = latest if measure.population.shape is Shape.CENSUS else "$first"
        sql = f"""SELECT count(*) FILTER (met), count(met), count(*) FILTER (met IS NULL)
                  FROM {rows} WHERE day BETWEEN {first} AND $last"""
        values = {"first": period.first, "last": period.last}
    met, counted, unknown = connection.execute(sql, values).fetchall()[0]
    return met, counted, unknown


def _our_rows(ledgers: list[Ledger], key: str, measure: Measure) -> str:
    """The rows of the ledger that count for a measure, in the columns the other engines write."""
    files = [str(ledger.folder / f"{key_of(measure.population)}.parquet") for ledger in ledgers]
    about = ", ".join((*PLACE, *CHARACTERISTICS))
    if measure.population.shape is Shape.SPELL:
        counts = f'"{key}" IS NOT NULL' + (f' OR "{key}__unknown"' if measure.met_from is not None else "")
        return f"""SELECT row, child, from_on, until_on, {about}, "{key}" AS met_from
                   FROM read_parquet({files}) WHERE {counts}"""
    counts = f'"{key}" IS NOT NULL' + (f' OR "{key}__unknown"' if measure.met is not None else "")
    return f"""SELECT row, child, "on" AS day, {about}, "{key}" AS met FROM read_parquet({files})
               WHERE {counts}"""


def _rows_apart(connection, ours: str, theirs: str, key: str) -> Iterator[str]:
    for who, some, others in (("ours", ours, theirs), ("theirs", theirs, ours)):
        found = connection.execute(f"SELECT count(*) FROM (({some}) EXCEPT ALL ({others}))").fetchall()
        if found[0][0]:
            yield f"{key}: {found[0][0]} rows only in {who}"
