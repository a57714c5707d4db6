"""Rows of one record table from several sheets become one table in which each key stands once."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from sherwood.reading.deriving import connected
from sherwood.reading.format import Contribution
from sherwood.records.parquet import ARROW, arrow_schema
from sherwood.records.tables import RecordTable

REPLACED = "A newer file gives this record with other values, which were kept. Check which is right."
FILLED = {"children"}  # tables whose rows are put together value by value, as each list knows some of a child

KEY_DATES = (
    "received_on",
    "started_on",
    "held_on",
    "visited_on",
    "done_on",
    "known_on",
    "from_on",
    "born_on",
)


def key_date(table: RecordTable) -> str | None:
    """The day a record is of, by which its table is sorted; None when it has none."""
    return next((name for name in KEY_DATES if name in table.names), None)


def combine(table: RecordTable, contributions: Sequence[Contribution]) -> pa.Table:
    """One row for each key, the last contribution winning; the merging is told to the accounts.

    Gives the table's columns with `_source` (the place of the contribution) and `_row`, by its key date.
    """
    with connected() as connection:
        connection.register("gathered", gathered(table, contributions))
        if len(contributions) > 1:
            _tell(table, contributions, connection)
        order = ", ".join(f'"{name}"' for name in (key_date(table), table.key) if name)
        combined = connection.sql(f"{_one_of_each(table)} ORDER BY {order}").to_arrow_table()
    return combined


def gathered(table: RecordTable, contributions: Sequence[Contribution]) -> pa.Table:
    """The rows of all contributions with `_source`, their place, and what each stands for."""
    parts = []
    for place, contribution in enumerate(contributions):
        rows = contribution.rows
        columns = [
            rows[name].cast(ARROW[table[name].kind])
            if name in rows.column_names
            else pa.nulls(rows.num_rows, ARROW[table[name].kind])
            for name in table.names
        ]
        source = pa.repeat(pa.scalar(place, pa.int32()), rows.num_rows)
        kind = pa.repeat(pa.scalar(contribution.stands_for, pa.string()), rows.num_rows)
        names = ["_source", "_stands_for", "_row", *table.names]
        parts.append(pa.table([source, kind, rows["_row"], *columns], names=names))
    return pa.concat_tables(parts)


def _one_of_each(table: RecordTable) -> str:
    """The last row of each key, or (for tables put together value by value) the last value that is known."""
    if table.name not in FILLED:
        last = f"row_number() OVER (PARTITION BY {_key(table)} ORDER BY _source DESC, _row DESC) = 1"
        return f"SELECT * FROM gathered QUALIFY {last}"
    known = ", ".join(
        f"arg_max({name}, (_source, _row)) FILTER ({name} IS NOT NULL) AS {name}" for name in table.names[1:]
    )
    first = "min(_source) AS _source, arg_min(_row, _source) AS _row"
    return f"SELECT {first}, {_key(table)}, {known} FROM gathered GROUP BY {_key(table)}"


def _tell(
    table: RecordTable, contributions: Sequence[Contribution], connection: duckdb.DuckDBPyConnection
) -> None:
    """Count each row whose key an earlier one gave, and report the earlier one when it said otherwise."""
    said = ", ".join(f'"{name}"' for name in table.names[1:])
    repeats = connection.sql(f"""
        SELECT _source, _row, row_number() OVER w > 1 AS repeats,
            coalesce(hash({said}) <> lead(hash({said})) OVER w, false) AS replaced
        FROM gathered WHERE _stands_for <> ''
        WINDOW w AS (PARTITION BY _stands_for, {_key(table)} ORDER BY _source, _row)
        QUALIFY repeats OR replaced
        """).fetchall()
    for source, row, is_repeat, replaced in repeats:
        contribution = contributions[source]
        if is_repeat:
            contribution.account.merged.add(row)
        if replaced and not contribution.revises and table.name not in FILLED:
            contribution.account.report_value(row, table.key, REPLACED)


def _key(table: RecordTable) -> str:
    return f'"{table.key}"'


def of_table(table: RecordTable, combined: pa.Table) -> pa.Table:
    """Exactly the table's columns and types, as they are written."""
    return combined.select(list(table.names)).cast(arrow_schema(table))
