"""The ledger: for each population one wide table, a row for each thing and a column for each measure.

Of an event or a census row the column `<measure>` is true (met), false (not met) or null (not counted);
`<measure>__unknown` is true where the row counts but the answer cannot be known; `<measure>__later_rule` is the
answer under the rule in force on the day of the event, only for rows that straddle a change of rule.
Of a spell the column is the date from which it is met, null for not counted and for what cannot be known.

The figure, every breakdown, the trend, the control chart, the list of children and the sample for audit are
views of these same rows, so that they cannot disagree.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw

from sherwood.measuring.cover import Cover, Days, write
from sherwood.measuring.measure import Measure
from sherwood.measuring.population import Frame, Population, Records, placed
from sherwood.measuring.records import KNOWN_FROM, calendar_days_and_ordinals, told_from
from sherwood.measuring.rulebook import VERSION
from sherwood.measuring.shelves import all_populations, measures_of
from sherwood.records.reach import Reaches
from sherwood.records.snapshots import expected_in, file_of
from sherwood.records.tables import TABLES, RecordTable

CALENDAR = "day DATE, ordinal INTEGER"  # with the next, the only tables that no query makes
TOLD = ", ".join(f"{table}_told DATE" for table in KNOWN_FROM)


def population_rows(population: Population, measures: Iterable[Measure], records: Records) -> Frame:
    """Every row of a population with its place, characteristics, clocks and the columns of `measures`."""
    columns: dict[str, nw.Expr] = {}
    for measure in measures:
        columns |= measure.columns()
    return placed(population.rows(records), records, population.shape, **columns)


def build(
    records_folder: Path,
    out: Path,
    as_at: date,
    progress=None,
    connection: duckdb.DuckDBPyConnection | None = None,
    reach: Reaches | None = None,
) -> str:
    """Write `out/<population>.parquet` for every population, the child population and what the source covers (see
    `cover`); gives the rulebook's version.

    One pass over the records for each population, all its measures together. Councils built one after another go
    quicker on the same `connection`, which keeps its memory; nothing of one is seen by the next.
    """
    written = _queries(as_at)
    with duckdb.connect() if connection is None else connection.cursor() as own:
        _open(own, records_folder, written.tables, expected_in(records_folder))
        _tell(own, told_from(reach or {}, as_at))
        for name, query in written.steps.items():
            own.execute(f"CREATE TEMP TABLE {name} AS {query}")
        for done, (name, query) in enumerate(written.files.items()):
            if progress:
                progress("Computing measures", done, len(written.files))
            own.execute(f"COPY ({query}) TO '{_quoted(out / f'{name}.parquet')}' (FORMAT parquet)")
        write(out, Cover(as_at, dict(reach or {}), _eras(own, as_at), _counted_on(own)))
        if progress:
            progress("Computing measures", len(written.files), len(written.files))
    return VERSION


def _open(
    connection: duckdb.DuckDBPyConnection, folder: Path, tables: Iterable[str], expected: Collection[str]
) -> None:
    """Give a connection what the queries read: the record tables of one council, by name, and the calendar.

    A table that is `expected` and is missing is an error: no rows would be other figures.
    """
    for name in tables:
        if path := file_of(folder, name, expected):
            connection.execute(f"CREATE TEMP VIEW {name} AS {_whole(connection, TABLES[name], path)}")
        else:
            connection.execute(f"CREATE TEMP TABLE {name} ({_columns(TABLES[name])})")
    days, ordinals = calendar_days_and_ordinals()
    sql = "INSERT INTO calendar SELECT unnest($days), unnest($ordinals)"
    connection.execute(f"CREATE TEMP TABLE calendar ({CALENDAR})")
    connection.execute(sql, {"days": days, "ordinals": ordinals})


def _whole(connection: duckdb.DuckDBPyConnection, table: RecordTable, path: Path) -> str:
    """The rows of a file with every column of the table: one written before a column was has it empty."""
    rows = f"FROM read_parquet('{_quoted(path)}')"
    held = {name for name, *_ in connection.execute(f"DESCRIBE {rows}").fetchall()}
    missing = [
        f'NULL::{column.sql_type} AS "{column.name}"' for column in table.columns if column.name not in held
    ]
    return f"SELECT {', '.join(['*', *missing])} {rows}"


def _tell(connection: duckdb.DuckDBPyConnection, told: dict[str, date | None]) -> None:
    connection.execute(f"CREATE TEMP TABLE told ({TOLD})")
    connection.execute(f"INSERT INTO told VALUES ({', '.join('?' for _ in told)})", list(told.values()))


def _eras(connection: duckdb.DuckDBPyConnection, as_at: date) -> dict[str, Days]:
    """From which to which day there are assessments of each kind."""
    rows = connection.execute(
        """
        SELECT kind || ' assessment', min(coalesce(started_on, finished_on, $as_at)),
            max(coalesce(finished_on, started_on, $as_at))
        FROM assessments WHERE coalesce(started_on, finished_on, $as_at) <= $as_at GROUP BY kind
        """,
        {"as_at": as_at},
    )
    return {era: (first, last) for era, first, last in rows.fetchall()}


def _counted_on(connection: duckdb.DuckDBPyConnection) -> dict[str, frozenset[date]]:
    """By what a source counts for itself, the days on which it did."""
    days: dict[str, set[date]] = {}
    for what, day in connection.execute("SELECT DISTINCT what, counted_on FROM source_counts").fetchall():
        days.setdefault(what, set()).add(day)
    return {what: frozenset(found) for what, found in days.items()}


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _columns(table: RecordTable) -> str:
    return ", ".join(f'"{column.name}" {column.sql_type}' for column in table.columns)


@dataclass(frozen=True)
class _Queries:
    """`steps` make what several populations read, in their order; `files` is the query of each file of a ledger."""

    tables: frozenset[str]
    steps: dict[str, str]
    files: dict[str, str]


@lru_cache(maxsize=16)
def _queries(as_at: date) -> _Queries:
    """The queries of a ledger, written once for a process and run on the records of each council.

    To write them the engine is asked about every step, which takes nearly as long as running them; so they are
    written on tables that are empty and have only their names and types.
    """
    with duckdb.connect() as connection:
        empty = _Empty(connection)
        records = _Unfilled(empty, as_at)
        rows = {
            key: population_rows(population, measures_of(population), records).to_native().sql_query()
            for key, population in all_populations().items()
        }
    files = {
        key: f'FROM ({query}) ORDER BY "{all_populations()[key].sorted_by}"' for key, query in rows.items()
    }
    districts = "SELECT DISTINCT district FROM teams WHERE district IS NOT NULL"
    return _Queries(
        frozenset(empty.read),
        records.steps,
        files | {"child_population": "FROM population", "districts": districts},
    )


class _Empty:
    """The record tables with no rows; it remembers which of them were asked for."""

    def __init__(self, connection: duckdb.DuckDBPyConnection):
        self.connection, self.read = connection, {"population", "teams", "assessments"}
        for table in TABLES.values():
            connection.execute(f"CREATE TABLE {table.name} ({_columns(table)})")
        connection.execute(f"CREATE TABLE calendar ({CALENDAR})")
        connection.execute(f"CREATE TABLE told ({TOLD})")

    def table(self, name: str) -> Frame:
        if name in TABLES:
            self.read.add(name)
        return nw.from_native(self.connection.table(name))

    def of(self, rows: Any) -> Frame:
        return nw.from_native(self.connection.from_arrow(rows))


class _Unfilled(Records):
    """Records in which what is computed once is an empty table too, and the query that fills it is kept."""

    @cached_property
    def steps(self) -> dict[str, str]:
        return {}

    @cached_property
    def calendar(self) -> Frame:
        return self.table("calendar")

    @cached_property
    def told(self) -> Frame:
        return self.table("told")

    def kept(self, make: Callable[[Records], Frame]) -> Frame:
        made, name = make(self).to_native(), f"once_{make.__name__.strip('_')}"
        self.steps[name] = made.sql_query()
        made.limit(0).create(name)
        return self.table(name)


def build_for(progress=None):
    """`build` in the form that a load calls: given the staging folder and the day the records are true of."""

    def then(staging, as_at: date, reach: Reaches) -> str:
        return build(staging.records, staging.ledger, as_at, progress, reach=reach)

    return then
