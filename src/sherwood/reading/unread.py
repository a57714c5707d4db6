"""Returns and extracts that are known and not read: what each is, told by its headings, and what to give instead."""

import csv
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sherwood.reading.foreign import RETURNED
from sherwood.reading.sheets import Sheet
from sherwood.reading.values import fold

NAMED = {
    "cin": "the children in need census",
    "ssd": "the Standard Safeguarding Dataset",
    "workforce": "the children's social work workforce census",
    "school": "a school census or a list of pupils",
}
ANALYSIS_TOOL = re.compile(r"\bChAT\b|children.s services analysis tool", re.I)
ALIKE = 0.6  # share of a row's headings that must be of the table


class Unread(NamedTuple):
    """A table of a return that is not read, and its headings, folded."""

    family: str
    table: str
    headings: frozenset[str]


@cache
def tables() -> tuple[Unread, ...]:
    text = files("sherwood.reading").joinpath("unread.csv").read_text("utf-8")
    return tuple(
        Unread(row["family"], row["table"], frozenset(map(fold, row["headings"].split())))
        for row in csv.DictReader(text.splitlines())
    )


def what_it_is(sheet: Sheet) -> str | None:
    """A sentence on a sheet of a kind that is known and not read."""
    for _, cells in sheet.top:
        if found := _table_of(cells):
            return f"This is {found.table} of {NAMED[found.family]}, which Sherwood does not read yet. {RETURNED}"
    if any(ANALYSIS_TOOL.search(cell) for _, cells in sheet.top for cell in cells):
        return (
            "This is of the analysis tool for children's services (ChAT), which holds counts and no records. Give "
            "the inspection lists (Annex A) that it was made from."
        )
    return None


def _table_of(cells: Sequence[str]) -> Unread | None:
    """The table that most of the headings are of: two at least, among them one that is its own."""
    held = {fold(cell) for cell in cells if cell}
    best = max(tables(), key=lambda table: (len(table.headings & held), -len(table.headings)))
    alike = best.headings & held
    if len(alike) < 2 or len(alike) < ALIKE * len(held):
        return None
    return best if len(alike) > 2 or any(len(heading) > 8 or "_" in heading for heading in alike) else None
