"""Several extracts of one council in a load, such as March's and April's folder: the newest stands, by its own day.

An extract is a folder, a zip or a workbook; where one folder holds a table twice, the files that share the rest of
their name (`children_mar`, `referrals_mar`). Its day is what its title says or the bulk of its rows shows, never its
name. Two that give a record otherwise and whose days do not tell are asked about. A record of the older that the newer
does not hold, though it reaches back before it, was taken out of the case system: it is put aside and reported. When the
newer holds less than half of what the older has of that time, it is only what changed, and nothing is taken out.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from pathlib import PurePosixPath

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from sherwood.kit.errors import SherwoodError
from sherwood.kit.periods import spoken
from sherwood.reading import as_at
from sherwood.reading.combining import FILLED, gathered, key_date
from sherwood.reading.days import days_of
from sherwood.reading.deriving import connected
from sherwood.reading.findings import RowInConflict
from sherwood.reading.format import Contribution, Reading
from sherwood.records.tables import TABLES, RecordTable

WITHDRAWN = "In an older extract and not in the newer one"
TAKEN_OUT = (
    "The newer extract reaches back before this record and does not hold it, so it was taken to have been taken out of "
    "the case system and is put aside."
)


@dataclass
class Extract:
    """Files that were made together, and the day they are true of, where it can be told."""

    name: str
    files: set[str] = field(default_factory=set)
    day: date | None = None

    @property
    def words(self) -> str:
        return self.name or "the files by themselves"


@dataclass
class Settled:
    """Readings in which each thing is said once, what was settled, and what conflicts."""

    sentences: list[str] = field(default_factory=list)
    findings: list[RowInConflict] = field(default_factory=list)


def settle(reading: Reading, today: date, settled: Settled) -> None:
    """Put the contributions of a reading in the order of their extracts, so that the newest is last and wins."""
    extracts = _extracts(reading, today)
    by_file = {file: extract for extract in extracts for file in extract.files}
    if len(extracts) > 1:
        for name in dict.fromkeys(contribution.table for contribution in reading.contributions):
            _settle_table(name, reading, by_file, settled)
    reading.contributions.sort(key=lambda one: (one.year or 0, by_file[one.account.file].day or date.min))


def _extracts(reading: Reading, today: date) -> list[Extract]:
    named: dict[str, Extract] = {}
    crowded = _crowded(reading.contributions)
    for contribution in reading.contributions:
        file = contribution.account.file
        name = _name(file, contribution, crowded)
        named.setdefault(name, Extract(name)).files.add(file)
    for extract in named.values():
        extract.day = _day(extract, reading, today)
    return list(named.values())


def _crowded(contributions: Iterable[Contribution]) -> set[str]:
    """The folders that hold a table more than once."""
    held: dict[tuple[str, str], set[str]] = defaultdict(set)
    for contribution in contributions:
        if contribution.stands_for:
            held[_folder(contribution.account.file), contribution.stands_for].add(contribution.account.file)
    return {folder for (folder, _), files in held.items() if len(files) > 1}


def _folder(file: str) -> str:
    return PurePosixPath(file).parent.as_posix().removeprefix(".")


def _name(file: str, contribution: Contribution, crowded: set[str]) -> str:
    """The folder of a file, and where that is crowded what its name says beside the table."""
    folder = _folder(file)
    if folder not in crowded:
        return folder
    table = {*contribution.table.split("_"), *contribution.stands_for.split(), "header"}
    words = re.split(r"[\W_]+", PurePosixPath(file).stem.lower())
    rest = " ".join(word for word in words if word not in table)
    return f"{folder}/{rest}" if folder else rest or file


def _day(extract: Extract, reading: Reading, today: date) -> date | None:
    made_on = [day for file, day in reading.made_on.items() if file in extract.files]
    held = [
        contribution for contribution in reading.contributions if contribution.account.file in extract.files
    ]
    shown = as_at.from_rows(days_of(held, today))
    return max(made_on, default=None) or (shown.day if shown else None)


def _settle_table(name: str, reading: Reading, by_file: dict[str, Extract], settled: Settled) -> None:
    """The extracts of a table two by two, within one collection year where the format has such."""
    years: dict[int | None, list[Contribution]] = defaultdict(list)
    for contribution in reading.of(name):
        if contribution.stands_for:
            years[contribution.year].append(contribution)
    for held in years.values():
        given = {
            by_file[contribution.account.file].name: by_file[contribution.account.file]
            for contribution in held
        }
        for pair in combinations(given.values(), 2):
            older, newer = sorted(pair, key=lambda extract: extract.day or date.min)
            _settle_two(TABLES[name], (older, newer), reading, held, settled)


def _settle_two(
    table: RecordTable,
    pair: tuple[Extract, Extract],
    reading: Reading,
    held: list[Contribution],
    settled: Settled,
) -> None:
    older, newer = (
        [contribution for contribution in held if contribution.account.file in extract.files]
        for extract in pair
    )
    with connected() as connection:
        connection.register("older", gathered(table, older))
        connection.register("newer", gathered(table, newer))
        ((shared, differing),) = connection.sql(_shared(table)).fetchall()
        if not shared:
            return  # two parts of one table, not two extracts
        if differing and (pair[0].day is None or pair[0].day == pair[1].day):
            raise SherwoodError(_question(table, pair, differing))
        if differing:
            settled.sentences.append(_sentence(table, pair, differing))
        gone = _gone(table, connection)
    if gone:
        _take_out(table, older, gone, reading, settled)


def _shared(table: RecordTable) -> str:
    """How many records both have, and how many of these they give otherwise (of children: both known, and different)."""
    alike = "IS DISTINCT FROM" if table.name not in FILLED else "<>"
    said = [f'coalesce(older."{name}" {alike} newer."{name}", false)' for name in table.names[1:]]
    return f"""SELECT count(*), count(*) FILTER ({" OR ".join(said)})
        FROM older JOIN newer ON older."{table.key}" = newer."{table.key}" """


def _question(table: RecordTable, pair: tuple[Extract, Extract], differing: int) -> str:
    first, second = pair
    when = "no day says" if first.day is None else f"both go to {spoken(first.day)}, so their days do not say"
    return (
        f"{_words(table)}: {first.words} and {second.words} give {differing:,} of the same records otherwise, and "
        f"{when} which is newer. Load only the one that is right."
    )


def _sentence(table: RecordTable, pair: tuple[Extract, Extract], differing: int) -> str:
    older, newer = pair
    assert newer.day
    before = f"to {spoken(older.day)}" if older.day else "without a day"
    return (
        f"{_words(table)}: {newer.words} (to {spoken(newer.day)}) stands over {older.words} ({before}), because it is "
        f"newer; {differing:,} record{' is' if differing == 1 else 's are'} given otherwise."
    )


def _words(table: RecordTable) -> str:
    return table.name.replace("_", " ").capitalize()


def _gone(table: RecordTable, connection: duckdb.DuckDBPyConnection) -> list[tuple[int, int]]:
    """The rows of the older, by contribution and row, that the newer would hold if they still stood."""
    day = key_date(table)
    if day is None or table.name in FILLED:
        return []
    within = f'"{day}" >= (SELECT min("{day}") FROM newer)'
    held = f'"{table.key}" IN (SELECT "{table.key}" FROM newer)'
    sql = f"SELECT count(*) FILTER ({held}), count(*) FROM older WHERE {within}"
    ((still, all_),) = connection.sql(sql).fetchall()
    if still * 2 < all_:
        return []
    return connection.sql(f"SELECT _source, _row FROM older WHERE {within} AND NOT {held}").fetchall()


def _take_out(
    table: RecordTable,
    older: Sequence[Contribution],
    gone: list[tuple[int, int]],
    reading: Reading,
    settled: Settled,
) -> None:
    for place, contribution in enumerate(older):
        rows = [row for source, row in gone if source == place]
        taken = contribution.rows.filter(_is_in(contribution.rows, rows))
        account = contribution.account
        for line in taken.to_pylist():
            account.put_aside(line["_row"], "", TAKEN_OUT)
            of = (
                table.name,
                line[table.key],
                line.get("child", ""),
                account.file,
                account.sheet,
                line["_row"],
            )
            settled.findings.append(RowInConflict(WITHDRAWN, *of, TAKEN_OUT))
    # What else the rows gave (a child mentioned, a visit) goes with them.
    for n, one in enumerate(reading.contributions):
        rows = [row for source, row in gone if older[source].account is one.account]
        if rows:
            kept = one.rows.filter(pc.invert(_is_in(one.rows, rows)))
            reading.contributions[n] = replace(one, rows=kept)


def _is_in(table: pa.Table, rows: Sequence[int]) -> pa.Array:
    return pc.is_in(table["_row"], pa.array(rows, pa.int64()))
