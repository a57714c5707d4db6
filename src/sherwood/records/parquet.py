"""Rows of a record table written as Parquet with exactly the table's columns and types."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sherwood.records.tables import Kind, RecordTable

ARROW = {
    Kind.TEXT: pa.string(),
    Kind.DATE: pa.date32(),
    Kind.WHOLE: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.FLAG: pa.bool_(),
}


def arrow_schema(table: RecordTable) -> pa.Schema:
    return pa.schema([(column.name, ARROW[column.kind]) for column in table.columns])


def write_rows(table: RecordTable, rows: Iterable[Mapping[str, Any]], folder: Path) -> int:
    """Write `rows` (missing columns are null) to `folder/<table>.parquet`; gives how many there were."""
    made = pa.Table.from_pylist(list(rows), schema=arrow_schema(table))
    pq.write_table(made, folder / f"{table.name}.parquet")
    return made.num_rows
