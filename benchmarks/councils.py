"""The councils measured: the demonstration council, and the same records many times over under other identifiers."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sherwood.records.tables import TABLES

IDENTIFIERS = {table.key for table in TABLES.values()} | {"team", "worker"}


def multiplied(records: Path, into: Path, times: int) -> list[Path]:
    """`times` councils with the records of one, a folder each; no identifier is in two of them."""
    folders = [into / f"council-{number:02}" for number in range(1, times + 1)]
    for number, folder in enumerate(folders, 1):
        folder.mkdir(parents=True, exist_ok=True)
        for path in records.glob("*.parquet"):
            pq.write_table(_renamed(pq.read_table(path), f"L{number:02}-"), folder / path.name)
    return folders


def _renamed(table: pa.Table, prefix: str) -> pa.Table:
    for place, name in enumerate(table.column_names):
        if name in IDENTIFIERS:
            renamed = pc.binary_join_element_wise(prefix, table.column(name), "")
            table = table.set_column(place, table.schema.field(place), renamed)
    return table
