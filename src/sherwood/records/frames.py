"""Records as lazy tables: what populations are written against.

A frame is a narwhals LazyFrame, so the same population runs on DuckDB (here) or on Spark.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Any, Protocol

import duckdb
import narwhals as nw
import pyarrow as pa

from sherwood.records.snapshots import expected_in, file_of
from sherwood.records.tables import TABLES


class Frames(Protocol):
    """Any engine: gives each record table by name, empty but typed when the council has none of it."""

    def table(self, name: str) -> nw.LazyFrame[Any]: ...

    def of(self, rows: pa.Table) -> nw.LazyFrame[Any]:
        """A small table made here (a calendar, say) as a frame of the same engine."""
        ...


class DuckDBFrames:
    """The record tables of one folder of Parquet, on an in-process DuckDB connection.

    `expected`: the tables that the manifest names (by default the one beside the folder). One that is missing is an error, for no rows are other figures.
    """

    def __init__(
        self, records: Path, connection: duckdb.DuckDBPyConnection, expected: Collection[str] | None = None
    ):
        self.records, self.connection = records, connection
        self.expected = expected_in(records) if expected is None else expected

    def table(self, name: str) -> nw.LazyFrame[Any]:
        path = file_of(self.records, name, self.expected)
        return nw.from_native(self.connection.read_parquet(str(path)) if path else self._empty(name))

    def of(self, rows: pa.Table) -> nw.LazyFrame[Any]:
        return nw.from_native(self.connection.from_arrow(rows))

    def _empty(self, name: str) -> duckdb.DuckDBPyRelation:
        columns = ", ".join(f'NULL::{column.sql_type} AS "{column.name}"' for column in TABLES[name].columns)
        return self.connection.sql(f"SELECT {columns} WHERE false")
