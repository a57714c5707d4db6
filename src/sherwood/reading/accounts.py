"""The account of one sheet: every row read ends as accepted or put aside, with the reason."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pyarrow as pa

from sherwood.records.snapshots import Source


class QuarantineEntry(NamedTuple):
    """One line of the quarantine: a row put aside, or (not `whole_row`) one value of an accepted row.

    `reason` says what was expected and what to do, and holds no value; `came` holds the value that came, for
    those entitled to the rows.
    """

    file: str
    sheet: str
    row: int
    column: str
    reason: str
    came: str
    whole_row: bool


ENTRIES = pa.schema(
    [
        ("file", pa.string()),
        ("sheet", pa.string()),
        ("row", pa.int64()),
        ("column", pa.string()),
        ("reason", pa.string()),
        ("came", pa.string()),
        ("whole_row", pa.bool_()),
    ]
)


@dataclass
class Account:
    """What became of the rows of one sheet. A row is put aside once, for the first reason found."""

    file: str
    format: str
    digest: str
    sheet: str = ""
    read: int = 0
    merged: set[int] = field(default_factory=set)
    aside: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    values: list[tuple[int, str, str, str]] = field(default_factory=list)
    mended: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def put_aside(self, row: int, column: str, reason: str, came: str = "") -> None:
        """The whole row goes to the quarantine."""
        self.aside.setdefault(row, (column, reason, came))

    def put_all_aside(self, rows: Iterable[int], reason: str) -> None:
        for row in rows:
            self.put_aside(row, "", reason)

    def report_value(self, row: int, column: str, reason: str, came: str = "") -> None:
        """Only this value is in question: the row stays."""
        self.values.append((row, column, reason, came))

    def note(self, sentence: str) -> None:
        if sentence and sentence not in self.notes:
            self.notes.append(sentence)

    def source(self) -> Source:
        mended = [f"{count} {what}." for what, count in self.mended.items()]
        return Source(
            name=self.file,
            format=self.format,
            digest=self.digest,
            sheet=self.sheet,
            read=self.read,
            accepted=self.read - len(self.aside),
            quarantined=len(self.aside),
            merged=len(self.merged - self.aside.keys()),
            note=" ".join([*self.notes, *mended]),
        )

    def entries(self) -> list[QuarantineEntry]:
        rows = [QuarantineEntry(self.file, self.sheet, row, *why, True) for row, why in self.aside.items()]
        values = [
            QuarantineEntry(self.file, self.sheet, *value, False)
            for value in self.values
            if value[0] not in self.aside
        ]
        return sorted(rows + values, key=lambda entry: entry.row)


def entries_table(accounts: Sequence[Account]) -> pa.Table:
    """The quarantine of a whole load, as it is written."""
    entries = [entry for account in accounts for entry in account.entries()]
    columns = list(zip(*entries, strict=True)) or [()] * len(ENTRIES)
    return pa.table(
        [pa.array(column, ENTRIES.field(n).type) for n, column in enumerate(columns)], schema=ENTRIES
    )
