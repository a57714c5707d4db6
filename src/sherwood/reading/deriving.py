"""Rows of a record table from the rows taken of a sheet, said in SQL."""

from functools import cache
from typing import Any

import duckdb
import pyarrow as pa

KEY = "child || '|' || {day} || if(number > 1, '|' || number, '')"
NUMBERED = """FROM (
    SELECT *, row_number() OVER (PARTITION BY child, {day} ORDER BY {order}_row) AS number
    FROM rows WHERE {day} IS NOT NULL
)"""


def numbered(select: str, day: str, is_over: str = "") -> str:
    """A select over `rows` with {KEY}: child and day, numbered where a child has more than one thing on the day.

    `is_over` is of things that the next year's file no longer has when they are: the others come first, so that they
    have the same number there.
    """
    order = f"coalesce({is_over}, false), " if is_over else ""
    return f"{select} {NUMBERED}".replace("{KEY}", KEY).replace("{day}", day).replace("{order}", order)


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def connected() -> duckdb.DuckDBPyConnection:
    """A connection of its own to the engine in this process, whose start is the dear part."""
    return _engine().cursor()


def derived(rows: pa.Table, select: str, **others: pa.Table) -> pa.Table:
    """`select` over `rows`, with the `_row` each comes from; `FROM rows` is understood when there is no FROM.

    `others` are further tables by the name they have in the SQL.
    """
    query = f"SELECT _row, {select}" + ("" if "FROM " in select else " FROM rows")
    with connected() as connection:
        for name, table in {"rows": rows, **others}.items():
            connection.register(name, table)
        return connection.sql(query).to_arrow_table()


def with_constant(rows: pa.Table, name: str, value: Any, kind: pa.DataType) -> pa.Table:
    return rows.append_column(name, pa.repeat(pa.scalar(value, kind), rows.num_rows))
