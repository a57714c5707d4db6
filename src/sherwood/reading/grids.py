"""A grid: a table of text with a column `row` (the number a spreadsheet shows) and `c0`, `c1`, ..."""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc


def grid_of(rows: Iterable[int], columns: Iterable[Any]) -> pa.Table:
    """The rows that are not blank, from their numbers and columns of text."""
    columns = list(columns)
    names = ["row", *(f"c{place}" for place in range(len(columns)))]
    return without_blank_rows(pa.table([pa.array(rows, pa.int64()), *columns], names=names))


def without_blank_rows(grid: pa.Table) -> pa.Table:
    if grid.num_columns == 1:
        return grid.slice(0, 0)
    blank = pc.equal(pc.utf8_trim_whitespace(grid.columns[1]), "")
    for column in grid.columns[2:]:
        blank = pc.and_(blank, pc.equal(pc.utf8_trim_whitespace(column), ""))
    return grid.filter(pc.invert(blank))
