"""A load: files become records, records become a snapshot, or nothing changes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sherwood.kit.errors import SherwoodError
from sherwood.reading import as_at as as_at_day
from sherwood.reading import conflicts, extracts, findings, names, one_care
from sherwood.reading.accounts import Account, entries_table
from sherwood.reading.combining import combine, of_table
from sherwood.reading.councils import narrowed
from sherwood.reading.days import days_of
from sherwood.reading.extracts import Settled
from sherwood.reading.format import AsAt, Contribution, Format, Reading
from sherwood.reading.opening import Opened, files, open_file
from sherwood.reading.reach import reach_of
from sherwood.reading.recognising import put_aside_whole, recognised, tables_in, why_not
from sherwood.reading.refusals import keep, nothing_read
from sherwood.reading.sheets import Sheet
from sherwood.reading.taking import picked
from sherwood.records.reach import Reaches
from sherwood.records.snapshots import Snapshot, Source, Staging, Store
from sherwood.records.tables import TABLES

Progress = Callable[[str, int, int], None]
Then = Callable[[Staging, date, Reaches], str]

NO_SUCH_CHILD = "No child of this identifier is in the children table. The row is kept; check the identifier."
LEFT_OUT = "The extract has this table. What was entered in Sherwood is left out of this snapshot."
A_YEAR = timedelta(days=366)


def load(
    paths: Sequence[Path],
    store: Store,
    *,
    as_at: date | None = None,
    council: str = "",
    by: str = "",
    council_code: str = "",
    covers: Reaches | None = None,
    keep_refused: bool = True,
    inside: Sequence[Path] = (),
    then: Then | None = None,
    progress: Progress | None = None,
    publishes: bool = True,
) -> Snapshot:
    """Read every file under `paths`, of whatever formats, and publish the records as the current snapshot.

    Not `publishes`: they are prepared beside it, for somebody to look at and then publish or not.

    `as_at` is the day the records are true of: by default what the format knows, else what the bulk of the rows shows
    (see `as_at.from_rows`); where they leave it in doubt, the load is refused until it is told. `covers` tells how far
    tables reach, where the rows cannot; `council_code` which council is meant, where files hold several. `then` builds the ledger into the staging folder and gives its rulebook's
    version. `progress` is told of each step: its name, how far, out of how many. Fails, and leaves the store as it was,
    when not one row could be accepted: it then keeps what was put aside in a file of the store's folder, unless not to
    `keep_refused`. `inside`: files of what people entered in Sherwood itself; a table that the extract has is not taken
    from them, and they say nothing of the day.
    """
    told = progress or _silent
    with store.loading() as staging:
        gathered = _gather(paths, told, as_at, council_code)
        if not any(account.read > len(account.aside) for account in gathered.accounts):
            kept = keep(gathered.accounts, store.root) if keep_refused else None
            raise SherwoodError(nothing_read(gathered.accounts, gathered.failed, kept))
        names.unify(gathered.readings)
        settled = Settled()
        for reading in gathered.readings:
            extracts.settle(reading, today(), settled)
        day = _as_at(gathered.readings, as_at)
        one_care.settle(gathered.readings, day.day, settled)
        own = kept_inside(gathered_from(inside, day.day), gathered.filled, settled)
        outside = Gathered([*gathered.failed], [*gathered.readings])
        gathered.add(own)
        combined = combined_tables(gathered, staging, told)
        tables = {name: rows.num_rows for name, rows in combined.items()}
        reach = reach_of(gathered.readings, tables, day.day, covers or {})
        settled.findings += conflicts.find(combined, gathered.by_table, reach, day.day)
        pq.write_table(entries_table(gathered.accounts), staging.quarantine)
        findings.write(settled.findings, staging.findings)
        told("Building the ledger", 0, 1)
        rulebook = then(staging, day.day, reach) if then else ""
        told("Building the ledger", 1, 1)
        finish = staging.publish if publishes else staging.prepare
        return finish(
            as_at=day.day,
            as_at_why=day.why,
            council=council,
            loaded_by=by,
            rulebook=rulebook,
            sources=(*outside.sources, *own.entered),  # once combining has told them what was merged
            tables=tables,
            reach=reach,
            settled=tuple(settled.sentences),
            origins=gathered.origins,
            inside=tuple(own.by_table),
            findings=findings.counts(settled.findings),
        )


def look(paths: Sequence[Path]) -> list[tuple[str, str]]:
    """What each file or sheet would be read as: its name, and its format or the reason why not."""
    found = []
    for opened in (opened for name, path in files(paths) for opened in open_file(name, path)):
        if opened.fault:
            found.append((opened.name, opened.fault))
        sheets = tables_in(opened)
        for sheet in sheets:
            known = recognised(sheet)
            what = f"{known[0].title}: {known[1]}" if known else why_not(sheet, sheets)
            found.append((sheet.name, what))
    return found


@dataclass
class Gathered:
    """Everything read, by all formats together."""

    failed: list[Source] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)

    @property
    def accounts(self) -> list[Account]:
        return [account for reading in self.readings for account in reading.accounts]

    @property
    def by_table(self) -> dict[str, list[Contribution]]:
        tables: dict[str, list[Contribution]] = {}
        for reading in self.readings:
            for contribution in reading.contributions:
                tables.setdefault(contribution.table, []).append(contribution)
        return tables

    @property
    def filled(self) -> set[str]:
        """The tables that have any row."""
        return {
            contribution.table
            for reading in self.readings
            for contribution in reading.contributions
            if contribution.rows.num_rows
        }

    @property
    def origins(self) -> dict[str, tuple[str, ...]]:
        """For each record table, the files and sheets that its rows come from."""
        return {
            table: tuple(dict.fromkeys(contribution.account.source().shown for contribution in contributions))
            for table, contributions in self.by_table.items()
        }

    @property
    def entered(self) -> list[Source]:
        """The same, as what people entered in Sherwood."""
        return [replace(source, inside=True) for source in self.sources]

    def add(self, other: "Gathered") -> None:
        self.readings += other.readings
        self.failed += other.failed

    @property
    def sources(self) -> list[Source]:
        return [*(account.source() for account in self.accounts), *self.failed]


def kept_inside(inside: Gathered, taken: set[str], settled: Settled) -> Gathered:
    """What was entered in Sherwood, but for the tables that the extract has: a table comes from one place."""
    for reading in inside.readings:
        for contribution in reading.contributions:
            if contribution.table in taken:
                for row in contribution.rows["_row"].to_pylist():
                    contribution.account.put_aside(row, TABLES[contribution.table].key, LEFT_OUT, "")
                settled.sentences.append(
                    f"{TABLES[contribution.table].name.replace('_', ' ').capitalize()} are taken from the extract; what "
                    "was entered in Sherwood is left out."
                )
        reading.contributions = [own for own in reading.contributions if own.table not in taken]
        reading.told = {table: reach for table, reach in reading.told.items() if table not in taken}
    return inside


def _silent(step: str, done: int, total: int) -> None:
    pass


def _gather(paths: Sequence[Path], told: Progress, as_at: date | None, council_code: str) -> Gathered:
    gathered = Gathered()
    by_format: dict[str, tuple[Format, list[Sheet]]] = {}
    found = files(paths)
    for done, (name, path) in enumerate(found, 1):
        for opened in open_file(name, path):
            _sort(opened, by_format, gathered)
        told("Opening files", done, len(found))
    _of_one_council(by_format, council_code)
    latest = today() + A_YEAR
    for done, (format, sheets) in enumerate(by_format.values()):
        told(f"Reading {format.title}", done, len(by_format))
        reading = format.read(sheets, latest, as_at)
        gathered.readings.append(replace(reading, name=format.name, title=format.title))
    told("Reading files", len(by_format), len(by_format))
    return gathered


def _of_one_council(by_format: dict[str, tuple[Format, list[Sheet]]], code: str) -> None:
    sheets = narrowed((sheet for _, held in by_format.values() for sheet in held), code)
    for _, held in by_format.values():
        held[:], sheets = sheets[: len(held)], sheets[len(held) :]


def _sort(opened: Opened, by_format: dict[str, tuple[Format, list[Sheet]]], gathered: Gathered) -> None:
    """Each sheet to the format that knows it; what none knows is listed with the reason."""
    if opened.fault:
        gathered.failed.append(Source(opened.name, "", opened.digest, note=opened.fault))
    sheets = tables_in(opened)
    for sheet in sheets:
        if known := recognised(sheet):
            by_format.setdefault(known[0].name, (known[0], []))[1].append(sheet)
        elif sheet.is_below:
            gathered.readings.append(Reading([put_aside_whole(sheet)]))
        else:
            reason = why_not(sheet, sheets)
            gathered.failed.append(Source(sheet.file, "", sheet.digest, sheet.sheet, note=reason))


def gathered_from(inside: Sequence[Path], as_at: date) -> Gathered:
    """What people entered in Sherwood, read as any file is: each row accepted or put aside with its reason."""
    return _gather(inside, _silent, as_at, "") if inside else Gathered()


def combined_tables(gathered: Gathered, staging: Staging, told: Progress = _silent) -> dict[str, pa.Table]:
    """The record tables, written as Parquet; given with the source and row that each record is from."""
    by_table = gathered.by_table
    tables: dict[str, pa.Table] = {}
    for done, name in enumerate(name for name in TABLES if name in by_table):
        told("Writing records", done, len(by_table))
        tables[name] = combine(TABLES[name], by_table[name])
        _tell_unknown_children(name, tables, by_table[name])
        pq.write_table(of_table(TABLES[name], tables[name]), staging.records / f"{name}.parquet")
    told("Writing records", len(by_table), len(by_table))
    return tables


def _tell_unknown_children(
    name: str, tables: dict[str, pa.Table], contributions: Sequence[Contribution]
) -> None:
    """A row of a child who is not in the children table is kept and reported (when there is such a table)."""
    if "children" not in tables or name == "children" or "child" not in tables[name].column_names:
        return
    rows, children = tables[name], tables["children"]["child"].combine_chunks()
    unknown = pc.and_(pc.is_valid(rows["child"]), pc.invert(pc.is_in(rows["child"], children)))
    for source, row, child in picked(unknown, rows["_source"], rows["_row"], rows["child"]):
        contributions[source].account.report_value(row, "child", NO_SUCH_CHILD, child)


def _as_at(readings: Sequence[Reading], told: date | None) -> AsAt:
    """The day the records are true of: what is told, else what each format knows, else what the rows show."""
    if told:
        rows = [contribution for reading in readings for contribution in reading.contributions]
        return as_at_day.as_told(told, days_of(rows, today()))
    days = {reading.title: day for reading in readings if (day := _day_of(reading))}
    if not days:
        raise SherwoodError(
            "No date was found in the records to say which day they are true of. Give it, as 2010-03-31."
        )
    known = as_at_day.latest(days)
    if known.doubt:
        raise SherwoodError(as_at_day.question(known))
    return known


def _day_of(reading: Reading) -> AsAt | None:
    return reading.as_at or as_at_day.from_rows(days_of(reading.contributions, today()))


def today() -> date:
    return datetime.now(UTC).date()
