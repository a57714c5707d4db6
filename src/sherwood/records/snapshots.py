"""The snapshot store: immutable folders of Parquet, published whole or not at all.

    root/
      published.json          the pointer: every published snapshot in order, the last one current
      snapshots/<id>/         manifest.json, quarantine.parquet, findings.parquet, records/<table>.parquet, ledger/...
      loading/<id>/           being written; invisible to readers, removed by the next load
      prepared/<id>/          whole, and waiting for a person's yes; then renamed into snapshots/, or removed
      lock                    held by the one load that writes

A load writes beside and renames; the pointer is replaced in one step. A kill at any moment leaves the pointer,
and so what readers see, as it was. A reader resolves the pointer once (`Store.current()`) and stays with that
snapshot, which never changes, to the end of its work.
"""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from pathlib import Path

from sherwood import __version__
from sherwood.kit.errors import SherwoodError
from sherwood.records.reach import Reach

QUARANTINE = "quarantine.parquet"
FINDINGS = "findings.parquet"
DAMAGED = (
    "Snapshot {} is damaged: missing or changed: {}. No figures are shown from it. Load the extract again, or restore the "
    "folder from a backup."
)


class Damaged(SherwoodError):
    """A published snapshot that is no longer whole. No figure is read from it: it would be another, without a word."""


@dataclass(frozen=True)
class Source:
    """One file, or one sheet of a workbook, and what became of its rows: read = accepted + quarantined."""

    name: str
    format: str
    digest: str  # SHA-256 of the file
    sheet: str = ""
    read: int = 0
    accepted: int = 0
    quarantined: int = 0
    merged: int = (
        0  # of the accepted: rows that repeat an earlier one (another collection year) and were merged
    )
    inside: bool = False  # entered in Sherwood itself, not a file of somebody's
    note: str = ""  # one sentence on the file as a whole, such as why nothing in it could be read

    @property
    def shown(self) -> str:
        """As a person is told of it."""
        return f"{self.name}, sheet {self.sheet}" if self.sheet else self.name

    @property
    def balances(self) -> bool:
        return self.read == self.accepted + self.quarantined and self.merged <= self.accepted


@dataclass(frozen=True)
class FindingCount:
    """A kind of conflict in the records, the rule by which it is settled, and how many rows it is true of."""

    kind: str
    rule: str
    count: int


@dataclass(frozen=True)
class Manifest:
    """What a snapshot is made of. `as_at` is the day the records are true of."""

    id: str
    as_at: date
    council: str = ""
    loaded_at: str = ""  # ISO, UTC
    loaded_by: str = ""
    software: str = __version__
    rulebook: str = ""  # version of the rulebook its ledger was built with
    sources: tuple[Source, ...] = ()
    tables: dict[str, int] = field(default_factory=dict)  # rows written, by record table
    files: dict[str, str] = field(default_factory=dict)  # SHA-256 of each file in the folder
    reach: dict[str, Reach] = field(default_factory=dict)  # how far each table is complete
    as_at_why: str = ""  # the evidence for the day, in a sentence
    settled: tuple[str, ...] = ()  # how several sources of one thing were settled, a sentence each
    findings: tuple[FindingCount, ...] = ()
    origins: dict[str, tuple[str, ...]] = field(default_factory=dict)  # where each table's rows come from
    inside: tuple[str, ...] = ()  # the tables whose rows people entered in Sherwood itself

    @property
    def read(self) -> int:
        return sum(source.read for source in self.sources)

    @property
    def accepted(self) -> int:
        return sum(source.accepted for source in self.sources)

    @property
    def quarantined(self) -> int:
        return sum(source.quarantined for source in self.sources)

    def to_json(self) -> str:
        reach = {table: one.to_json() for table, one in self.reach.items()}
        return json.dumps(asdict(self) | {"as_at": self.as_at.isoformat(), "reach": reach}, indent=2)

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        raw = json.loads(text)
        known = {field.name for field in fields(Source)}
        raw["as_at"] = date.fromisoformat(raw["as_at"])
        raw["sources"] = tuple(
            Source(**{k: v for k, v in source.items() if k in known}) for source in raw["sources"]
        )
        raw["settled"] = tuple(raw.get("settled", ()))
        raw["inside"] = tuple(raw.get("inside", ()))
        raw["origins"] = {table: tuple(files) for table, files in raw.get("origins", {}).items()}
        raw["findings"] = tuple(FindingCount(**finding) for finding in raw.get("findings", ()))
        raw["reach"] = {table: Reach.from_json(one) for table, one in raw.get("reach", {}).items()}
        return cls(**{k: v for k, v in raw.items() if k in {field.name for field in fields(cls)}})


@dataclass(frozen=True)
class Snapshot:
    """A published snapshot: a folder that never changes again."""

    path: Path

    @property
    def id(self) -> str:
        return self.path.name

    @cached_property
    def manifest(self) -> Manifest:
        try:
            return Manifest.from_json((self.path / "manifest.json").read_text("utf-8"))
        except (OSError, ValueError, KeyError, TypeError):
            raise Damaged(DAMAGED.format(self.id, "its manifest")) from None

    @property
    def records(self) -> Path:
        return self.path / "records"

    @property
    def ledger(self) -> Path:
        return self.path / "ledger"

    @property
    def quarantine(self) -> Path:
        return self.path / QUARANTINE

    @property
    def findings(self) -> Path:
        return self.path / FINDINGS

    def damage(self) -> list[str]:
        """Files that are missing or no longer what was published; empty when the snapshot is whole."""
        return [name for name, digest in self.manifest.files.items() if not _is(self.path / name, digest)]

    @cached_property
    def _damage(self) -> list[str]:
        """The same, found once for whoever holds this snapshot: a request, a command."""
        return self.damage()

    def check_whole(self) -> None:
        """Refuse to be read when a file is missing or another than was published."""
        if self._damage:
            raise Damaged(DAMAGED.format(self.id, ", ".join(self._damage)))


class Staging:
    """A snapshot being written. Only `Store.loading()` makes one."""

    def __init__(self, store: "Store", id: str):
        self.store, self.id = store, id
        self.path = store.root / "loading" / id
        (self.path / "records").mkdir(parents=True)
        (self.path / "ledger").mkdir()

    @property
    def records(self) -> Path:
        return self.path / "records"

    @property
    def ledger(self) -> Path:
        return self.path / "ledger"

    @property
    def quarantine(self) -> Path:
        return self.path / QUARANTINE

    @property
    def findings(self) -> Path:
        return self.path / FINDINGS

    def publish(self, **manifest) -> Snapshot:
        """Make it the current snapshot. Refuses when the rows do not add up.

        `manifest`: the fields of `Manifest` but for `id`, `loaded_at`, `software` and `files`.
        """
        self._finish(manifest)
        return self.store._publish(self.path)

    def prepare(self, **manifest) -> Snapshot:
        """Keep it beside the published ones until somebody has looked at it: see `Store.publish_prepared`."""
        self._finish(manifest)
        return self.store._prepare(self.path)

    def _finish(self, manifest: dict) -> None:
        made = Manifest(
            id=self.id,
            loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
            files=self._digests(),
            **manifest,
        )
        for source in made.sources:
            if not source.balances:
                raise SherwoodError(
                    f"{source.name}: {source.read} rows were read but {source.accepted} accepted and "
                    f"{source.quarantined} put aside. Nothing was published; please report this."
                )
        (self.path / "manifest.json").write_text(made.to_json(), "utf-8")
        _sync(self.path)

    def _digests(self) -> dict[str, str]:
        found = sorted(path for path in self.path.rglob("*") if path.is_file())
        return {path.relative_to(self.path).as_posix(): digest_of(path) for path in found}


class Store:
    """All snapshots of one council under `root`, which is made when it does not exist."""

    def __init__(self, root: Path | str):
        self.root = Path(root)

    def current(self) -> Snapshot | None:
        """The snapshot published last, or None. Call it once and stay with what it gives."""
        ids = self._ids()
        return self._snapshot(ids[-1]) if ids else None

    def snapshots(self) -> list[Snapshot]:
        """Every published snapshot, newest first."""
        return [self._snapshot(id) for id in reversed(self._ids())]

    def get(self, id: str) -> Snapshot:
        if id not in self._ids():
            raise SherwoodError(f"There is no snapshot “{id}”. `sherwood loads` lists those there are.")
        return self._snapshot(id)

    def prepared(self, id: str) -> Snapshot:
        """A snapshot that waits for somebody's yes; refused when it was published or removed."""
        snapshot = Snapshot(self.root / "prepared" / id)
        if not id or "/" in id or not (snapshot.path / "manifest.json").is_file():
            raise SherwoodError("These records are no longer there to be looked at. Send the files again.")
        return snapshot

    def publish_prepared(self, id: str, upon: str) -> Snapshot:
        """Make a prepared snapshot the current one, while `upon` (the id of a snapshot, or nothing) is still current.

        Asked for again after it was done, as after a kill, it gives the same. Refuses when another was published since:
        what was looked at was a comparison with the one before.
        """
        with self._locked():
            if id in self._ids():
                return self._snapshot(id)
            moved = self._snapshot(id)  # already, where a kill came before the pointer
            snapshot = moved if moved.path.is_dir() else self.prepared(id)
            current = self.current()
            if upon != (current.id if current else ""):
                raise SherwoodError(
                    "Other records were published since these were looked at. Look at them again, then publish."
                )
            snapshot.check_whole()
            return self._publish(snapshot.path)

    def discard(self, id: str) -> None:
        """Remove a prepared snapshot; one that is not there is no mistake."""
        if id and "/" not in id:
            shutil.rmtree(self.root / "prepared" / id, ignore_errors=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """The only one who writes."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise SherwoodError(
                    "Another load is running on this store. Wait until it ends, then try again."
                ) from None
            yield

    @contextmanager
    def loading(self) -> Iterator[Staging]:
        """A place to write the next snapshot; one load at a time. What is not published or prepared is removed."""
        with self._locked():
            self._sweep()
            staging = Staging(self, self._next_id())
            try:
                yield staging
            finally:
                shutil.rmtree(staging.path, ignore_errors=True)

    def _snapshot(self, id: str) -> Snapshot:
        return Snapshot(self.root / "snapshots" / id)

    def _ids(self) -> list[str]:
        try:
            return json.loads((self.root / "published.json").read_text("utf-8"))
        except FileNotFoundError:
            return []

    def _next_id(self) -> str:
        """The moment in UTC, so that ids sort as they were published, with a count when two share a second."""
        stem = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        taken = {*self._ids(), *(folder.name for folder in (self.root / "prepared").glob("*"))}
        return next(id for n in range(1, 1000) if (id := f"{stem}-{n:02}") not in taken)

    def _sweep(self) -> None:
        """Remove what killed loads left: half-written folders, and a folder renamed but never pointed at."""
        shutil.rmtree(self.root / "loading", ignore_errors=True)
        published = set(self._ids())
        for folder in (self.root / "snapshots").glob("*"):
            if folder.name not in published:
                shutil.rmtree(folder)

    def _prepare(self, folder: Path) -> Snapshot:
        return Snapshot(_moved(folder, self.root / "prepared"))

    def _publish(self, folder: Path) -> Snapshot:
        final = _moved(folder, self.root / "snapshots")
        beside = self.root / "published.json.new"
        with beside.open("w", encoding="utf-8") as pointer:
            json.dump([*self._ids(), final.name], pointer)
            pointer.flush()
            os.fsync(pointer.fileno())
        os.replace(beside, self.root / "published.json")
        _sync_folder(self.root)
        return Snapshot(final)


def _moved(folder: Path, to: Path) -> Path:
    """The folder under another one, in one step that a crash does not undo."""
    to.mkdir(exist_ok=True)
    final = to / folder.name
    os.rename(folder, final)
    _sync_folder(to)
    return final


def expected_in(records: Path) -> Collection[str]:
    """The tables that the manifest beside a folder of records names; none while the folder is being written."""
    snapshot = Snapshot(records.parent)
    return snapshot.manifest.tables if (records.parent / "manifest.json").exists() else ()


def file_of(records: Path, table: str, expected: Collection[str]) -> Path | None:
    """The file of a table; None when the council gave none of it. Refuses one that is missing or in parts."""
    path = records / f"{table}.parquet"
    if path.is_file():
        return path
    if table in expected or path.exists():
        raise Damaged(
            f"The table {table} should be one file in the records, {path.name}, and is "
            f"{'in parts' if path.exists() else 'missing'}. Load the extract again, or restore it from a backup."
        )
    return None


def _is(path: Path, digest: str) -> bool:
    """Whether a file is the one that was published. What has not been touched since is not read again."""
    try:
        known = path.stat()
    except OSError:
        return False
    return path.is_file() and _digest(path, known.st_size, known.st_mtime_ns) == digest


@lru_cache(maxsize=4096)
def _digest(path: Path, size: int, touched: int) -> str:
    return digest_of(path)


def digest_of(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _sync(folder: Path) -> None:
    """Make sure that every file of the folder is on the disk before it is pointed at."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as opened:
                os.fsync(opened.fileno())
        else:
            _sync_folder(path)
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
