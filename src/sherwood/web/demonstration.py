"""The demonstration sites: an invented council's extract made, then loaded, measured and shown as any council's."""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from operator import attrgetter
from pathlib import Path

import pyarrow.parquet as pq

from sherwood.governance import definition
from sherwood.kit.errors import SherwoodError
from sherwood.measuring.figures import Ledger
from sherwood.measuring.ledger import build_for
from sherwood.measuring.shelves import all_measures
from sherwood.reading.load import load
from sherwood.reading.renewing import renew
from sherwood.records.snapshots import Snapshot, Store
from sherwood.reporting.blocks import Table
from sherwood.reporting.pdf import pdf
from sherwood.reporting.report import Context, weekly_performance_report
from sherwood.simulating import PARAMETERS, PRESENT_DAY, Parameters, simulate, write_extract
from sherwood.web.evidence.aims import settings_of
from sherwood.web.programme.programmes.actions import load_programme
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.site.accounts.demonstration import seed_people
from sherwood.web.site.offers import offered
from sherwood.web.site.offers.kinds import BOROUGH, COUNTY, Seed, Told
from sherwood.web.site.registers.exports import written_out
from sherwood.web.site.trail.actions import COMMAND_LINE

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Demonstration:
    """One invented council: what is told of it, and how its records are simulated."""

    told: Told
    seed: int
    parameters: Parameters

    @property
    def programme(self) -> Path:
        """The definition of its programme."""
        return Path(str(files("sherwood.web.programme.programmes") / self.told.texts))


OF_2010 = Demonstration(COUNTY, 2009, PARAMETERS)
OF_TODAY = Demonstration(BOROUGH, 2026, PRESENT_DAY)
MADE_BY = ("simulating", "kit")  # the code an extract comes of
READ_BY = (*MADE_BY, "records", "reading", "measuring")  # and a snapshot


def prepare(
    home: Path, step: Progress, scale: float = 1.0, demonstration: Demonstration = OF_2010
) -> Snapshot:
    """Make what is missing or out of date of the demonstration under `home`; what is there is left alone."""
    told = demonstration.told
    _check_home(home, demonstration)
    extract = _extract(home, step, scale, demonstration)
    snapshot = _snapshot(home, extract, told, step)
    programme = Programme.objects.first() or _begun(demonstration)
    _people(snapshot, told, step)
    seeds = sorted(offered(Seed), key=attrgetter("place"))
    for done, seed in enumerate(seeds):
        step("Filling the programme", done, len(seeds))
        seed.seed(programme, told)
    step("Filling the programme", len(seeds), len(seeds))
    if not snapshot.manifest.inside:
        snapshot = _with_registers(home, snapshot, step)
    return snapshot


def _check_home(home: Path, demonstration: Demonstration) -> None:
    there = Programme.objects.first()
    if there and there.key != definition.read(demonstration.programme).about.key:
        raise SherwoodError(
            f"{home} holds the demonstration of {there.council}. Give another --home, or --fresh to begin again."
        )


def _begun(demonstration: Demonstration) -> Programme:
    defined = definition.read(demonstration.programme, measures=set(all_measures()))
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


def _extract(home: Path, step: Progress, scale: float, demonstration: Demonstration) -> Path:
    """The council's extract, written beside and renamed, so that a half-written one is never read."""
    seed, day = demonstration.seed, demonstration.told.day
    extract, stamp = home / "extract", _stamp(MADE_BY, f"{seed} {day} {scale}")
    if (extract / "made.txt").exists() and (extract / "made.txt").read_text() == stamp:
        return extract
    council = simulate(
        seed,
        day,
        scale=scale,
        progress=lambda done, of: step("Simulating the council", done, of),
        parameters=demonstration.parameters,
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


def _snapshot(home: Path, extract: Path, told: Told, step: Progress) -> Snapshot:
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
        as_at=told.day,
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


def _people(snapshot: Snapshot, told: Told, step: Progress) -> None:
    """People to sign in as; the social worker holds more children today than any other of the first duty team."""
    step("Entering people", 0, 1)
    placings = pq.read_table(snapshot.records / "teams.parquet").to_pylist()
    worker = _busy_worker(snapshot, placings, told)
    seed_people(council=snapshot.manifest.council, placings=placings, worker=worker, told=told)
    step("Entering people", 1, 1)


def _busy_worker(snapshot: Snapshot, placings: list[dict], told: Told) -> str:
    assessing = sorted({row["team"] for row in placings if "assessment" in (row["kind"] or "")})
    held = Ledger(snapshot.ledger).cursor.execute(
        """
        SELECT worker FROM read_parquet($path)
        WHERE from_on <= $day AND (until_on IS NULL OR until_on > $day) AND team = $team
        GROUP BY worker ORDER BY count(*) DESC, worker LIMIT 1
        """,
        {"path": str(snapshot.ledger / "children_held.parquet"), "day": told.day, "team": assessing[0]},
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
