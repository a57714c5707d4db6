"""The extract a council's own SQL would write: one CSV file for each record table."""

import csv
from collections.abc import Callable, Iterable
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any

from sherwood.records.tables import TABLES, RecordTable
from sherwood.simulating.council import SimulatedCouncil


def write_extract(
    council: SimulatedCouncil, folder: Path | str, progress: Callable[[int, int], None] | None = None
) -> dict[str, int]:
    """Write `<table>.csv` for every record table that is simulated into `folder`; gives the rows of each.

    Headings are column names, dates ISO, flags true or false, and what is not known is empty. `progress` is told how
    many tables are written and how many there are.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    tables = [table for table in TABLES.values() if table.name in council.tables]
    for n, table in enumerate(tables, 1):
        rows = council.tables[table.name]
        _write(table, rows, folder / f"{table.name}.csv")
        written[table.name] = len(rows)
        if progress:
            progress(n, len(tables))
    return written


def _write(table: RecordTable, rows: Iterable[Any], path: Path) -> None:
    values = attrgetter(*table.names)
    with path.open("w", encoding="utf-8", newline="") as opened:
        out = csv.writer(opened, lineterminator="\n")
        out.writerow(table.names)
        out.writerows(map(_text, values(row)) for row in rows)


def _text(value: Any) -> Any:
    """The csv module writes empty for None and ISO for a date by itself."""
    if value is True:
        return "true"
    if value is False:
        return "false"
    return value.isoformat() if isinstance(value, date) else value
