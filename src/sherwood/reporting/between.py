"""What changes from one snapshot to the next: rows, blanks, reach and every measure; and what of it looks wrong.

For a person to look at before records are published. Nothing here decides: an extract that is half as long may be right.
"""

from dataclasses import asdict, dataclass
from typing import Any

import pyarrow.parquet as pq

from sherwood.kit.periods import spoken
from sherwood.measuring.figures import Ledger
from sherwood.measuring.shelves import all_measures
from sherwood.measuring.wording import figure_text, when
from sherwood.records.reach import Reach, in_words
from sherwood.records.snapshots import Snapshot
from sherwood.reporting.trends import trend

FEWER = 0.10  # of a table's rows: a loss that a person should explain
BLANKER = 0.10  # more of a column's values blank than before
ASIDE = 0.05  # of all rows put aside


@dataclass(frozen=True)
class Volume:
    """The rows of a record table, in the records that are published and in these; None where there was none."""

    table: str
    before: int | None
    now: int | None


@dataclass(frozen=True)
class FigureBetween:
    """A measure for one period, by the records that are published and by these, and its latest by these."""

    key: str
    title: str
    when: str
    before: str
    now: str
    latest_when: str
    latest: str

    @property
    def differs(self) -> bool:
        return self.before != self.now


@dataclass(frozen=True)
class Between:
    """`wrong`: a sentence for each thing that looks wrong; none of them is proof."""

    volumes: tuple[Volume, ...]
    figures: tuple[FigureBetween, ...]
    wrong: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> "Between":
        return cls(
            tuple(Volume(**volume) for volume in raw["volumes"]),
            tuple(FigureBetween(**figure) for figure in raw["figures"]),
            tuple(raw["wrong"]),
        )


def between(before: Snapshot | None, now: Snapshot) -> Between:
    """`now` beside what is published; with nothing published there is nothing to differ from."""
    volumes = _volumes(before, now)
    wrong = [*_aside(now), *(_wrong(before, now, volumes) if before else [])]
    return Between(volumes, _figures(before, now), tuple(wrong))


def _volumes(before: Snapshot | None, now: Snapshot) -> tuple[Volume, ...]:
    was, are = before.manifest.tables if before else {}, now.manifest.tables
    return tuple(Volume(table, was.get(table), are.get(table)) for table in sorted({*was, *are}))


def _wrong(before: Snapshot, now: Snapshot, volumes: tuple[Volume, ...]) -> list[str]:
    sentences = []
    if now.manifest.as_at < before.manifest.as_at:
        sentences.append(
            f"These records are true of {spoken(now.manifest.as_at)}, which is before those that are published "
            f"({spoken(before.manifest.as_at)})."
        )
    for volume in volumes:
        sentences += _lost(volume)
    for table in sorted({*before.manifest.tables} & {*now.manifest.tables}):
        sentences += _blanker(table, before, now)
        sentences += _shorter(table, before.manifest.reach.get(table), now.manifest.reach.get(table))
    return sentences


def _named(table: str) -> str:
    return table.replace("_", " ").capitalize()


def _lost(volume: Volume) -> list[str]:
    if volume.before and not volume.now:
        return [f"{_named(volume.table)}: no row now; {volume.before:,} before."]
    if volume.before and volume.now and volume.now < volume.before * (1 - FEWER):
        share = int(100 * (1 - volume.now / volume.before))  # never “100% fewer” while there are some
        return [
            f"{_named(volume.table)}: {volume.now:,} rows, {share}% fewer than the {volume.before:,} before."
        ]
    return []


def _blanker(table: str, before: Snapshot, now: Snapshot) -> list[str]:
    was, are = _blanks(before, table), _blanks(now, table)
    return [
        f"{_named(table)}, {column.replace('_', ' ')}: blank in {are[column]:.0%} of the rows; {was[column]:.0%} before."
        for column in are
        if column in was and are[column] - was[column] >= BLANKER
    ]


def _blanks(snapshot: Snapshot, table: str) -> dict[str, float]:
    """The share of blank values by column, as the file itself counts them; empty for a table without rows."""
    made = pq.ParquetFile(snapshot.records / f"{table}.parquet").metadata
    blanks: dict[str, int] = {}
    for place in range(made.num_row_groups):
        group = made.row_group(place)
        for column in (group.column(number) for number in range(group.num_columns)):
            if column.statistics is not None:
                blanks[column.path_in_schema] = (
                    blanks.get(column.path_in_schema, 0) + column.statistics.null_count
                )
    return {column: count / made.num_rows for column, count in blanks.items()} if made.num_rows else {}


def _shorter(table: str, was: Reach | None, are: Reach | None) -> list[str]:
    if was is None or are is None or was.to_on is None or are.to_on is None or are.to_on >= was.to_on:
        return []
    return [f"{_named(table)}: they reach {in_words(are)}; before, {in_words(was)}."]


def _aside(now: Snapshot) -> list[str]:
    made = now.manifest
    if made.read and made.quarantined > ASIDE * made.read:
        return [
            f"{made.quarantined:,} of {made.read:,} rows were put aside ({made.quarantined / made.read:.0%})."
        ]
    return []


def _figures(before: Snapshot | None, now: Snapshot) -> tuple[FigureBetween, ...]:
    """Every measure that either snapshot can say anything of; the period is the latest whole one of the published records."""
    lines = []
    latest, was = Ledger(now.ledger), Ledger(before.ledger) if before else None
    for key, measure in all_measures().items():
        newest = trend(latest, measure, now.manifest.as_at, to_anyone=False)
        oldest = trend(was, measure, before.manifest.as_at, to_anyone=False) if was and before else None
        if not newest.has_figures and not (oldest and oldest.has_figures):
            continue
        period = (oldest or newest).period
        lines.append(
            FigureBetween(
                key,
                measure.title,
                when(measure, period),
                figure_text(measure, oldest.latest) if oldest else "",
                figure_text(measure, latest.figure(measure, period)),
                when(measure, newest.period),
                newest.latest_text,
            )
        )
    return tuple(lines)
