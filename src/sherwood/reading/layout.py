"""Where on a sheet tables begin: a sheet may hold one below the other, and a page's headings again and again.

A heading is known by the words that the formats know. Under the first table a row of other words after a gap
begins another table too, whatever its words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from sherwood.reading.sheets import DEEPEST_HEADING, LONGEST_HEADING, Sheet
from sherwood.reading.values import fold


@dataclass
class Layout:
    """The rows of a sheet by their place in its grid, and where its tables begin."""

    sheet: Sheet
    known: frozenset[str]
    begins: list[int] = field(default_factory=lambda: [0])
    repeats: list[int] = field(default_factory=list)

    @cached_property
    def rows(self) -> list[int]:
        return self.sheet.rows["row"].to_pylist()

    @cached_property
    def filled(self) -> list[int]:
        """How many cells of each row hold something."""
        count = pa.repeat(pa.scalar(0, pa.int32()), self.sheet.rows.num_rows)
        for name in self.sheet.cells:
            there = pc.not_equal(pc.utf8_trim_whitespace(self.sheet.rows[name]), "")
            count = pc.add(count, pc.cast(there, pa.int32()))
        return count.to_pylist()

    @cached_property
    def known_words(self) -> list[int]:
        """How many cells of each row are headings that a format knows."""
        words = pa.array(sorted(self.known), pa.string())
        count = pa.repeat(pa.scalar(0, pa.int32()), self.sheet.rows.num_rows)
        for name in self.sheet.cells:
            plain = pc.utf8_rtrim(pc.utf8_lower(pc.utf8_trim_whitespace(self.sheet.rows[name])), "?) ")
            count = pc.add(count, pc.cast(pc.is_in(plain, words), pa.int32()))
        return count.to_pylist()

    def cells(self, place: int) -> list[str]:
        return [
            fold((self.sheet.rows[name][place].as_py() or "")[:LONGEST_HEADING]) for name in self.sheet.cells
        ]

    def is_heading(self, place: int) -> bool:
        known, filled = self.known_words[place], self.filled[place]
        return (known >= 3 or known == filled == 2) and known * 2 >= filled

    def is_strange_heading(self, place: int) -> bool:
        """Whether a row after a gap or a title is the headings of a table of other words: words alone, no two
        alike, with a row of figures right under them.
        """
        if self.filled[place] < 3 or not self.is_apart(place) or not self.has_row_below(place):
            return False
        words = [cell for cell in self.cells(place) if cell]
        return len(set(words)) == len(words) and not _has_figures(words)

    def has_row_below(self, place: int) -> bool:
        below = place + 1
        return (
            below < len(self.rows)
            and self.rows[below] == self.rows[place] + 1
            and _has_figures(self.cells(below))
        )

    def is_apart(self, place: int) -> bool:
        return self.rows[place] - self.rows[place - 1] > 1 or self.filled[place - 1] == 1


def _has_figures(cells: Sequence[str]) -> bool:
    return any(letter.isdigit() for cell in cells for letter in cell)


def tables_of(sheet: Sheet, known: frozenset[str]) -> list[Sheet]:
    """The sheet, or a sheet for each table that stands on it."""
    layout = Layout(sheet, known)
    if sheet.rows.num_rows > 1 and known:
        _find(layout)
    if layout.begins == [0] and not layout.repeats:
        return [sheet]
    ends = [*layout.begins[1:], len(layout.rows)]
    return [_part(layout, begin, end) for begin, end in zip(layout.begins, ends, strict=True)]


def _find(layout: Layout) -> None:
    headings: list[str] = []
    titles: list[list[str]] = []
    last = 0
    for place in _likely(layout):
        if layout.is_heading(place) and not headings:
            headings, last = layout.cells(place), place
            titles = [layout.cells(above) for above in range(place)] if place < DEEPEST_HEADING else []
            layout.begins += [place] if place >= DEEPEST_HEADING else []
        elif headings and layout.is_heading(place) and _is_same(layout.cells(place), headings):
            layout.repeats += [*_titles_above(layout, place, last, titles), place]
        elif headings and (layout.is_heading(place) or layout.is_strange_heading(place)):
            first = _first_of(layout, place, last)
            layout.begins.append(first)
            headings, last = layout.cells(place), place


def _likely(layout: Layout) -> list[int]:
    """The places worth a look: rows with words that are known, and rows after a gap."""
    return [
        place
        for place in range(len(layout.rows))
        if layout.known_words[place] > 1 or (place and layout.filled[place] > 2 and layout.is_apart(place))
    ]


def _is_same(cells: Sequence[str], headings: Sequence[str]) -> bool:
    """Whether each cell is the heading at its place; a few may have been left out."""
    there = [(cell, heading) for cell, heading in zip(cells, headings, strict=True) if cell]
    return all(cell == heading for cell, heading in there) and len(there) * 2 > sum(map(bool, headings))


def _titles_above(layout: Layout, place: int, last: int, titles: Sequence[list[str]]) -> list[int]:
    above = []
    while place - 1 > last and layout.cells(place - 1) in titles:
        place -= 1
        above.append(place)
    return above


def _first_of(layout: Layout, place: int, last: int) -> int:
    """Where a table begins whose headings are at `place`: with the titles of one cell above them."""
    while place - 1 > last and layout.filled[place - 1] == 1:
        place -= 1
    return place


def _part(layout: Layout, begin: int, end: int) -> Sheet:
    sheet, rows = layout.sheet, layout.rows
    repeats = [place for place in layout.repeats if begin <= place < end]
    kept = [place for place in range(begin, end) if place not in set(repeats)]
    first, last = (0 if begin == 0 else rows[begin]), rows[end - 1] if end < len(rows) else 1 << 62
    named = ", ".join(str(rows[place]) for place in repeats[:10]) + (
        " and others" if len(repeats) > 10 else ""
    )
    note = (
        f"The headings, or the title above them, stand again in row {named}; they were left out."
        if repeats
        else ""
    )
    is_whole = len(layout.begins) == 1
    label = f"rows {rows[begin]} to {rows[end - 1]}"
    return replace(
        sheet,
        rows=sheet.rows.take(pa.array(kept, pa.int64())),
        sheet=sheet.sheet if is_whole or begin == 0 else f"{sheet.sheet}, {label}".removeprefix(", "),
        note=f"{sheet.note} {note}".strip(),
        misshapen=tuple(odd for odd in sheet.misshapen if first <= odd.row <= last),
        is_below=begin > 0,
    )
