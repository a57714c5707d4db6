"""What people entered in Sherwood, written as record tables: the second kind of source of every snapshot."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sherwood.records.tables import TABLES, Kind
from sherwood.web.site.listings.columns import read
from sherwood.web.site.offers import offered
from sherwood.web.site.registers.description import Becomes, Register
from sherwood.web.site.registers.models import RegisterRow
from sherwood.web.site.registers.offered import OnShelf
from sherwood.web.site.ui.clock import today


@contextmanager
def written_out() -> Iterator[list[Path]]:
    """The registers as files that a load reads, in a folder that is gone afterwards: one a register, and how far each reaches."""
    with TemporaryDirectory() as folder:
        becoming = [offer.register for offer in offered(OnShelf) if offer.register.becomes]
        reaches = [reach for register in becoming if (reach := _written(register, Path(folder)))]
        if reaches:
            _write(Path(folder) / "How far registers reach.csv", ["table", "from_on", "to_on"], reaches)
        yield [Path(folder)] if reaches else []


def _written(register: Register, folder: Path) -> list[Any] | None:
    """Write one register; tells its table, its first day and today. None where nothing was ever entered."""
    becomes = register.becomes
    rows = [_row(becomes, row) for row in register.model.objects.order_by("pk")]
    if not rows:
        return None
    _write(folder / f"{register.many.capitalize()} entered in Sherwood.csv", list(becomes.columns), rows)
    days = [name for name in becomes.columns if TABLES[becomes.table][name].kind is Kind.DATE and TABLES[becomes.table][name].required]  # fmt: skip
    at = [list(becomes.columns).index(name) for name in days]
    first = min(row[place] for row in rows for place in at)
    return [becomes.table, first, max(today(), first)]


def _row(becomes: Becomes, row: RegisterRow) -> list[Any]:
    return [read(row, source) for source in becomes.columns.values()]


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else "" if value is None else value


def _write(path: Path, heads: list[str], rows: list[list[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heads)
        writer.writerows([[_plain(cell) for cell in row] for row in rows])
