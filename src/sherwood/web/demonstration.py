"""The demonstration site: an invented council's extract made, then loaded, measured and shown as any council's."""

import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from operator import attrgetter
from pathlib import Path

import pyarrow.parquet as pq

from sherwood.governance import definition
from sherwood.measuring.figures import Ledger
from sherwood.measuring.ledger import build_for
from sherwood.measuring.shelves import all_measures
from sherwood.reading.load import load
from sherwood.reading.renewing import renew
from sherwood.records.snapshots import Snapshot, Store
from sherwood.reporting.blocks import Table
from sherwood.reporting.pdf import pdf
from sherwood.reporting.report import Context, weekly_performance_report
from sherwood.simulating import simulate, write_extract
from sherwood.web.evidence.aims import settings_of
from sherwood.web.programme.programmes.actions import load_programme
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.site.accounts.demonstration import seed_people
from sherwood.web.site.offers import offered
from sherwood.web.site.offers.kinds import Seed
from sherwood.web.site.registers.exports import written_out
from sherwood.web.site.trail.actions import COMMAND_LINE

Progress = Callable[[str, int, int], None]

DAY = date(2010, 3, 8)
SEED = 2009
PROGRAMME = Path(str(files("sherwood.web.programme.programmes") / "demonstration.toml"))
MADE_BY = ("simulating", "kit")  # the code an extract comes of
READ_BY = (*MADE_BY, "records", "reading", "measuring")  # and a snapshot


def prepare(home: Path, step: Progress, scale: float = 1.0) -> Snapshot:
    """Make what is missing or out of date of the demonstration under `home`; what is there is left alone."""
    extract = _extract(home, step, scale)
    snapshot = _snapshot(home, extract, step)
    programme = Programme.objects.first() or _begun()
    _people(snapshot, step)
    seeds = sorted(offered(Seed), key=attrgetter("place"))
    for done, seed in enumerate(seeds):
        step("Filling the programme", done, len(seeds))
        seed.seed(programme)
    step("Filling the programme", len(seeds), len(seeds))
    if not snapshot.manifest.inside:
        snapshot = _with_registers(home, snapshot, step)
    return snapshot


def _begun() -> Programme:
    defined = definition.read(PROGRAMME, measures=set(all_measures()))
    return load_programme(definition=defined, by=COMMAND_LINE)


def report(snapshot: Snapshot, out: Path, step: Progress) -> Table:
    """Write the weekly performance report as PDF; gives its headline table."""
    made = snapshot.manifest
    step("Writing the weekly report", 0, 1)
    settings = settings_of(list(all_measures()))
    context = Context(Ledger(snapshot.ledger), made.as_at, made, settings=settings)
    built = weekly_performance_report(context)
    stamp = out.with_suffix(".for")
    if (
        not out.exists()
        or not stamp.exists()
        or stamp.read_text() != _stamp((*READ_BY, "reporting"), f"{snapshot.id} {settings}")
    ):
        out.write_bytes(pdf(built))
        stamp.write_text(_stamp((*READ_BY, "reporting"), f"{snapshot.id} {settings}"))
    step("Writing the weekly report", 1, 1)
    return next(block for block in built.parts[0][1] if isinstance(block, Table))


def _extract(home: Path, step: Progress, scale: float) -> Path:
    """The council's extract, written beside and renamed, so that a half-written one is never read."""
    extract, stamp = home / "extract", _stamp(MADE_BY, f"{SEED} {DAY} {scale}")
    if (extract / "made.txt").exists() and (extract / "made.txt").read_text() == stamp:
        return extract
    council = simulate(
        SEED, DAY, scale=scale, progress=lambda done, of: step("Simulating the council", done, of)
    )
    beside = home / "extract.new"
    shutil.rmtree(beside, ignore_errors=True)
    step("Writing its extract", 0, 1)
    write_extract(council, beside / "tables")
    (beside / "council.txt").write_text(council.name)
    (beside / "made.txt").write_text(stamp)
    shutil.rmtree(extract, ignore_errors=True)
    beside.rename(extract)
    step("Writing its extract", 1, 1)
    return extract


def _snapshot(home: Path, extract: Path, step: Progress) -> Snapshot:
    store, note = Store(home / "store"), home / "loaded.json"
    stamp = _stamp(READ_BY, (extract / "made.txt").read_text())
    found = json.loads(note.read_text()) if note.exists() else {}
    current = store.current()
    if current and found == {"snapshot": current.id, "stamp": stamp}:
        return current
    council = (extract / "council.txt").read_text()
    made = load(
        [extract / "tables"],
        store,
        as_at=DAY,
        council=council,
        by="Demonstration",
        then=build_for(step),
        progress=step,
    )
    note.write_text(json.dumps({"snapshot": made.id, "stamp": stamp}))
    return made


def _with_registers(home: Path, snapshot: Snapshot, step: Progress) -> Snapshot:
    """The records with what the demonstration's registers hold, as `sherwood renew` publishes them."""
    with written_out() as inside:
        renewed = renew(Store(home / "store"), inside, by="Demonstration", then=build_for(step))
    note = home / "loaded.json"
    note.write_text(json.dumps(json.loads(note.read_text()) | {"snapshot": renewed.id}))
    return renewed


def _people(snapshot: Snapshot, step: Progress) -> None:
    """People to sign in as; the social worker holds more children today than any other of the first duty team."""
    step("Entering people", 0, 1)
    placings = pq.read_table(snapshot.records / "teams.parquet").to_pylist()
    worker = _busy_worker(snapshot, placings)
    seed_people(council=snapshot.manifest.council, placings=placings, worker=worker)
    step("Entering people", 1, 1)


def _busy_worker(snapshot: Snapshot, placings: list[dict]) -> str:
    assessing = sorted({row["team"] for row in placings if "assessment" in (row["kind"] or "")})
    held = Ledger(snapshot.ledger).cursor.execute(
        """
        SELECT worker FROM read_parquet($path)
        WHERE from_on <= $day AND (until_on IS NULL OR until_on > $day) AND team = $team
        GROUP BY worker ORDER BY count(*) DESC, worker LIMIT 1
        """,
        {"path": str(snapshot.ledger / "children_held.parquet"), "day": DAY, "team": assessing[0]},
    )
    found = held.fetchone()
    return found[0] if found else ""


def _stamp(folders: tuple[str, ...], more: str) -> str:
    """A digest of the code that makes a thing, so that it is made again when the code has changed."""
    digest = hashlib.sha256(more.encode())
    for folder in folders:
        for path in sorted(Path(str(files("sherwood") / folder)).rglob("*.*")):
            if path.suffix in (".py", ".csv", ".typ"):
                digest.update(path.read_bytes())
    return digest.hexdigest()
