"""Conflicts in the records, each with the rule by which it is settled: written beside them, counted in the manifest."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from sherwood.records.snapshots import FindingCount

SCHEMA = pa.schema(
    [
        ("kind", pa.string()),
        ("table", pa.string()),
        ("key", pa.string()),
        ("child", pa.string()),
        ("file", pa.string()),
        ("sheet", pa.string()),
        ("row", pa.int64()),
        ("rule", pa.string()),
    ]
)


class RowInConflict(NamedTuple):
    """One row in conflict: what kind, which record, where it came from. `rule` holds no value of the row."""

    kind: str
    table: str
    key: str
    child: str
    file: str
    sheet: str
    row: int
    rule: str


def write(findings: Sequence[RowInConflict], path: Path) -> None:
    columns = list(zip(*findings, strict=True)) or [()] * len(SCHEMA)
    arrays = [pa.array(column, SCHEMA.field(n).type) for n, column in enumerate(columns)]
    pq.write_table(pa.table(arrays, schema=SCHEMA), path)


def counts(findings: Sequence[RowInConflict]) -> tuple[FindingCount, ...]:
    """How many of each kind, the commonest first."""
    kinds = Counter((finding.kind, finding.rule) for finding in findings)
    return tuple(FindingCount(kind, rule, count) for (kind, rule), count in kinds.most_common())
