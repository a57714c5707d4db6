"""What a load put aside, read from the snapshot: by reason for anyone who sees the data, by row for those entitled."""

from dataclasses import dataclass

import duckdb

from sherwood.records.snapshots import Snapshot


@dataclass(frozen=True)
class Reason:
    """One reason, and how many rows (or values of rows that were kept) it is true of."""

    reason: str
    file: str
    sheet: str
    column: str
    count: int
    what: str


@dataclass(frozen=True)
class QuarantineLine:
    """One row or value put aside. `came` is what stood there: only for those entitled to rows."""

    file: str
    sheet: str
    row: int
    column: str
    reason: str
    came: str


def reasons(snapshot: Snapshot, whole_rows: bool) -> list[Reason]:
    """Why rows (or values) were put aside, the commonest first. A reason that names another row is one reason."""
    sql = r"""
        SELECT regexp_replace(reason, '\brow \d+\b', 'an earlier row', 'i') AS reason, file, sheet, "column", count(*)
        FROM read_parquet($path) WHERE whole_row = $whole
        GROUP BY ALL ORDER BY 5 DESC, 2, 3, 4, 1
    """
    what = "Rows put aside" if whole_rows else "Values in question"
    return [Reason(*row, what) for row in _run(snapshot, sql, whole=whole_rows)]


def lines(snapshot: Snapshot, whole_rows: bool, limit: int, offset: int) -> list[QuarantineLine]:
    sql = f"""
        SELECT file, sheet, row, "column", reason, came FROM read_parquet($path) WHERE whole_row = $whole
        ORDER BY file, sheet, row, "column" LIMIT {int(limit)} OFFSET {int(offset)}
    """
    return [QuarantineLine(*row) for row in _run(snapshot, sql, whole=whole_rows)]


def how_many(snapshot: Snapshot, whole_rows: bool) -> int:
    sql = "SELECT count(*) FROM read_parquet($path) WHERE whole_row = $whole"
    return _run(snapshot, sql, whole=whole_rows)[0][0]


def _run(snapshot: Snapshot, sql: str, **values) -> list[tuple]:
    with duckdb.connect() as connection:
        return connection.execute(sql, {"path": str(snapshot.quarantine), **values}).fetchall()
