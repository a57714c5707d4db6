"""What is recounted: extracts of an invented council, whole or cut to a window, and looked-after returns."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from recount.council import Council, read_extract
from recount.shelf import Reach
from sherwood.measuring.figures import Ledger
from sherwood.measuring.ledger import build_for
from sherwood.reading.load import load
from sherwood.records.snapshots import Store
from sherwood.simulating import SimulatedCouncil, simulate, write_extract


@dataclass(frozen=True)
class Loaded:
    """Files as Sherwood read them: what it makes of them, and how far it says that they reach."""

    ledger: Ledger
    as_at: date
    reach: Reach


def loaded(folder: Path, home: Path, as_at: date | None = None, **more) -> Loaded:
    store = Store(home)
    snapshot = load([folder], store, as_at=as_at, then=build_for(), **more)
    manifest = snapshot.manifest
    # of a table that has only what began since, no day is known from which all that lasted is there
    reach = {
        table: (date.max if told.begun_only else told.from_on, told.to_on)
        for table, told in manifest.reach.items()
    }
    return Loaded(Ledger(snapshot.ledger), manifest.as_at, reach)


def invented(folder: Path, scale: float, years: int, seed: int = 2009, until: date = date(2010, 3, 8)):
    """An extract of an invented council, and the day from which its events are whole."""
    council: SimulatedCouncil = simulate(seed=seed, until=until, years=years, scale=scale)
    write_extract(council, folder)
    return council.history_from


def read(folder: Path, as_at: date) -> Council:
    return read_extract(folder, as_at)
