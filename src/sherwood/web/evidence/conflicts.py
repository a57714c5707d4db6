"""What conflicts in the records of a load, read from the snapshot: the rows, for those entitled to them."""

from dataclasses import dataclass

import duckdb

from sherwood.records.snapshots import Snapshot


@dataclass(frozen=True)
class ConflictLine:
    """One row in conflict, and where it came from."""

    kind: str
    table: str
    key: str
    child: str
    file: str
    sheet: str
    row: int
    rule: str

    @property
    def record(self) -> str:
        return f"{self.table.replace('_', ' ')} {self.key}"


def lines(snapshot: Snapshot, kind: str, limit: int, offset: int) -> list[ConflictLine]:
    """The rows of one kind, or of all."""
    sql = f"""
        SELECT kind, "table", key, child, file, sheet, row, rule FROM read_parquet($path)
        WHERE $kind IN ('', kind) ORDER BY kind, file, sheet, row LIMIT {int(limit)} OFFSET {int(offset)}
    """
    return [ConflictLine(*row) for row in _run(snapshot, sql, kind)]


def how_many(snapshot: Snapshot, kind: str) -> int:
    return _run(snapshot, "SELECT count(*) FROM read_parquet($path) WHERE $kind IN ('', kind)", kind)[0][0]


def _run(snapshot: Snapshot, sql: str, kind: str) -> list[tuple]:
    with duckdb.connect() as connection:
        return connection.execute(sql, {"path": str(snapshot.findings), "kind": kind}).fetchall()
