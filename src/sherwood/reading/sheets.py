"""A sheet: a grid of text with the row numbers a person sees in a spreadsheet, whatever file it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from sherwood.reading.cleaning import clean

DEEPEST_HEADING = 30  # headings are looked for in the first rows only
LONGEST_HEADING = 300  # characters of a cell that are looked at for a heading


@dataclass(frozen=True)
class Misshapen:
    """A row that does not fit under the headings, and so cannot be read. Without a reason it has too many `cells`."""

    row: int
    reason: str
    came: str
    cells: int = 0

    def why(self, width: int) -> str:
        return self.reason or too_many(self.cells, width)


def too_many(cells: int, width: int) -> str:
    return (
        f"The row has {cells} values under {width} headings. Put quotation marks round a value that holds "
        "the separator, then load again."
    )


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, one CSV file, one Parquet file or the rows of one element of an XML file.

    `rows` holds `row` (1 is the first row of the sheet) and text columns `c0`, `c1`, ... with every row that
    is not blank, those above the headings and the headings themselves included. `widths` says how many values
    the first rows of a text have, `merged` which cells of a workbook are one (first row, first column, last row,
    last column), and `day_one` the day that it counts as 0 when it keeps days as numbers. `element` is the path of the
    element whose rows these are; they are numbered by their lines, and their headings, which the file does not write, are row 0.
    """

    file: str
    digest: str
    rows: pa.Table
    sheet: str = ""
    note: str = ""
    misshapen: tuple[Misshapen, ...] = field(default=())
    widths: Mapping[int, int] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    day_one: date | None = None
    is_below: bool = False  # whether it is a table below another of the same sheet
    element: str = ""
    tree: object = None  # the description by which the element was read, which is a format's own

    @property
    def name(self) -> str:
        return shown(self.file, self.sheet)

    @cached_property
    def top(self) -> list[tuple[int, list[str]]]:
        """The first rows, where headings may be: row number and its cells."""
        first = self.rows.slice(0, DEEPEST_HEADING).to_pylist()
        return [
            (line["row"], [clean((line[name] or "")[:LONGEST_HEADING])[0] for name in self.cells])
            for line in first
        ]

    @cached_property
    def cells(self) -> list[str]:
        return [name for name in self.rows.column_names if name != "row"]

    def is_merged(self, row: int, place: int) -> bool:
        """Whether a cell is one with others whose value stands in the first of them."""
        return any(
            top <= row <= bottom and left <= place + 1 <= right for top, left, bottom, right in self.merged
        )

    def below(self, row: int) -> pa.Table:
        """The rows under the headings, which are in `row`."""
        return self.rows.filter(pc.greater(self.rows["row"], row))


def shown(file: str, sheet: str) -> str:
    """A file, or a sheet, some rows or an element of one, as a person is told of it."""
    if sheet.startswith(("rows ", "element ")):
        return f"{file}, {sheet}"
    return f"{file}, sheet {sheet}" if sheet else file
