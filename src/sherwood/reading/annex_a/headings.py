"""Which list a sheet is, and which column is which: by headings, in their dialects, never by name."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from sherwood.reading.columns import Headings, width_of
from sherwood.reading.sheets import Sheet
from sherwood.reading.values import fold

MARKS = {  # the heading that no other list has
    1: "Date of Contact",
    2: "Organisation completing assessment",
    3: "Date of referral",
    4: "Continuous Assessment Start Date",
    5: "Strategy discussion initiating Section 47 Enquiry Start Date",
    6: "CIN Start Date",
    7: "Child Protection Plan Start Date",
    8: "Date Started to be Looked After",
    9: "LA In Touch",
    10: "Date of Decision that Child Should be Placed for Adoption",
    11: "Individual adopter identifier",
}


@dataclass(frozen=True)
class ListHeading:
    """A heading of a list, with what it is also called and the pattern of its other spellings."""

    heading: str
    also: frozenset[str]
    pattern: str

    def is_called(self, text: str) -> bool:
        return _plain(text) in self.also


@dataclass(frozen=True)
class Found:
    """The list a sheet is, where its columns are, and the headings that are none of the list's."""

    number: int
    headings: Headings
    missing: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


@cache
def columns() -> dict[int, list[ListHeading]]:
    text = files("sherwood.reading.annex_a").joinpath("headings.csv").read_text("utf-8")
    lists: dict[int, list[ListHeading]] = {}
    for row in csv.DictReader(text.splitlines()):
        names = [row["heading"], *filter(None, row["aliases"].split("|"))]
        column = ListHeading(row["heading"], frozenset(map(_plain, names)), row["pattern"])
        lists.setdefault(int(row["list"]), []).append(column)
    return lists


def all_headings() -> frozenset[str]:
    return frozenset(name for known in columns().values() for column in known for name in column.also)


def _plain(text: str) -> str:
    """A heading without case, and without the question mark or bracket that some leave at its end."""
    return fold(text).rstrip("?)").strip()


def find(sheet: Sheet) -> Found | None:
    """The list that a sheet is: in one of its first rows stand most of the list's headings, its mark and
    identifier among them. Patterns are loose, so of two lists it is the one with more headings found.
    """
    for row, cells in sheet.top:
        placed = {number: _places(number, cells) for number in _marked(cells)}
        fitting = [number for number in placed if _fits(number, placed[number])]
        if fitting:
            number = max(fitting, key=lambda number: len(placed[number]))
            return _found(number, row, cells, placed[number])
    return None


def _marked(cells: Sequence[str]) -> list[int]:
    """The lists whose mark stands among the cells, so that few rows need a closer look."""
    if sum(map(bool, cells)) < 3:
        return []
    plain = {_plain(cell) for cell in cells if cell}
    folded = " \n".join(fold(cell) for cell in cells if cell)
    marks = {number: _mark(number) for number in MARKS}
    return [
        number
        for number, mark in marks.items()
        if plain & mark.also or (mark.pattern and re.search(mark.pattern, folded, re.I))
    ]


@cache
def _mark(number: int) -> ListHeading:
    return next(column for column in columns()[number] if column.heading == MARKS[number])


def _fits(number: int, placed: dict[str, int]) -> bool:
    known = columns()[number]
    return MARKS[number] in placed and known[0].heading in placed and len(placed) > len(known) / 2


def _places(number: int, cells: Sequence[str]) -> dict[str, int]:
    """The place of each column of a list: by its names, else by its pattern among what is left."""
    placed: dict[str, int] = {}
    plain = [_plain(cell) for cell in cells]
    for column in columns()[number]:
        place = next((n for n, cell in enumerate(plain) if cell and cell in column.also), None)
        if place is not None:
            placed[column.heading] = place
    for column in columns()[number]:
        if column.pattern and column.heading not in placed:
            left = (n for n, cell in enumerate(cells) if cell and n not in placed.values())
            place = next((n for n in left if re.search(column.pattern, fold(cells[n]), re.I)), None)
            placed |= {column.heading: place} if place is not None else {}
    return placed


def _found(number: int, row: int, cells: Sequence[str], placed: dict[str, int]) -> Found:
    again = _again(number, cells, placed)
    headings = Headings(
        row,
        {fold(heading): place for heading, place in placed.items()},
        {fold(heading): places for heading, places in again.items()},
        width_of(cells),
    )
    missing = [column.heading for column in columns()[number] if column.heading not in placed]
    held = {*placed.values(), *(place for places in again.values() for place in places)}
    unknown = [cell for place, cell in enumerate(cells) if cell and place not in held]
    return Found(number, headings, missing, unknown)


def _again(number: int, cells: Sequence[str], placed: dict[str, int]) -> dict[str, list[int]]:
    """The further places of a column that stands more than once, under any of its names."""
    again: dict[str, list[int]] = {}
    for column in columns()[number]:
        alike = [
            n for n, cell in enumerate(cells) if cell and column.is_called(cell) and n not in placed.values()
        ]
        if alike and column.heading in placed:
            again[column.heading] = alike
    return again


def nearly(sheet: Sheet) -> tuple[int, list[str]] | None:
    """The list that most of a sheet's headings are of, when it lacks what makes it that list."""
    best: tuple[int, list[str]] | None = None
    most = 3
    for _, cells in sheet.top:
        for number in MARKS:
            placed = _places(number, cells)
            if len(placed) > most and len(placed) > len(columns()[number]) * 2 / 3:
                needed = [MARKS[number], columns()[number][0].heading]
                most, best = len(placed), (number, [name for name in needed if name not in placed])
    return best
