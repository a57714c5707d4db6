"""A sheet: a grid of text with the row numbers a person sees in a spreadsheet, whatever file it came from."""

from dataclasses import dataclass, field
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

DEEPEST_HEADING = 5  # headings are looked for in the first rows only


@dataclass(frozen=True)
class Misshapen:
    """A row that does not fit under the headings, and so cannot be read."""

    row: int
    reason: str
    came: str


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, one CSV file or one Parquet file.

    `rows` holds `row` (1 is the first row of the sheet) and text columns `c0`, `c1`, ... with every row that
    is not blank, those above the headings and the headings themselves included.
    """

    file: str
    digest: str
    rows: pa.Table
    sheet: str = ""
    note: str = ""
    misshapen: tuple[Misshapen, ...] = field(default=())

    @property
    def name(self) -> str:
        return shown(self.file, self.sheet)

    @cached_property
    def top(self) -> list[tuple[int, list[str]]]:
        """The first rows, where headings may be: row number and its cells."""
        first = self.rows.slice(0, DEEPEST_HEADING).to_pylist()
        return [(line["row"], [(line[name] or "").strip() for name in self.cells]) for line in first]

    @cached_property
    def cells(self) -> list[str]:
        return [name for name in self.rows.column_names if name != "row"]

    def below(self, row: int) -> pa.Table:
        """The rows under the headings, which are in `row`."""
        return self.rows.filter(pc.greater(self.rows["row"], row))


def shown(file: str, sheet: str) -> str:
    """A file, or a sheet of one, as a person is told of it."""
    return f"{file}, sheet {sheet}" if sheet else file
