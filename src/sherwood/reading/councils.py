"""Several councils in the files of one load: their children are never put together.

A regional team's file often has a column with the council. Where that names more than one, a person says which is
meant, and the rows of the others are put aside, each accounted for.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from sherwood.kit.errors import SherwoodError
from sherwood.reading.sheets import Misshapen, Sheet
from sherwood.reading.values import fold

HEADINGS = {
    f"{name}{rest}"
    for name in ("la", "lea", "council", "authority", "local authority")
    for rest in ("", " code", " name", " number")
} | {"lacode", "laname"}
FIGURES = re.compile(r"[\d\s./:-]+")
OTHER = "The row is of another council than the one asked for with --council-code. Nothing needs doing."
UNSAID = "The row does not say which council it is of, and the file holds several. Fill it in the source."


def is_council(heading: str) -> bool:
    return fold(heading).replace("_", " ") in HEADINGS


def councils_in(sheet: Sheet) -> Counter[str]:
    """How many rows each council named in the sheet has."""
    found = _column(sheet)
    if found is None:
        return Counter()
    row, cell = found
    named = Counter(map(_plain, sheet.below(row)[cell].drop_null().to_pylist()))
    del named[""]
    return named


def question(named: Counter[str], asked: str) -> str | None:
    """What to ask when the files hold several councils and it is not said which is meant, or one that is not there."""
    codes = ", ".join(f"{code} ({count:,} rows)" for code, count in sorted(named.items()))
    if asked and named and _plain(asked) not in named:
        return f"No row is of the council {asked}. The files hold: {codes}. Correct --council-code."
    if len(named) > 1 and not asked:
        return (
            f"The files hold several councils: {codes}. Say which is meant with --council-code, "
            f'such as --council-code "{min(named)}".'
        )
    return None


def narrowed(sheets: Iterable[Sheet], asked: str) -> list[Sheet]:
    """The sheets with the rows of one council; those of others are left in their accounts as put aside."""
    sheets = list(sheets)
    named: Counter[str] = Counter()
    for sheet in sheets:
        named.update(councils_in(sheet))
    if asking := question(named, asked):
        raise SherwoodError(asking)
    return [_narrowed(sheet, _plain(asked)) for sheet in sheets] if len(named) > 1 else sheets


def _narrowed(sheet: Sheet, asked: str) -> Sheet:
    found = _column(sheet)
    if found is None:
        return sheet
    row, cell = found
    below = sheet.below(row).select(["row", cell]).to_pylist()
    said = {line["row"]: _plain(line[cell] or "") for line in below}
    outside = [
        Misshapen(number, OTHER if council else UNSAID, council)
        for number, council in said.items()
        if council != asked
    ]
    kept = pc.invert(pc.is_in(sheet.rows["row"], pa.array([row.row for row in outside], pa.int64())))
    return replace(sheet, rows=sheet.rows.filter(kept), misshapen=(*sheet.misshapen, *outside))


def _column(sheet: Sheet) -> tuple[int, str] | None:
    """The row of the headings and the name of the column with the council, where there is one.

    A row with a day or a number holds values: that one of them says “Council” makes no heading of it.
    """
    for row, cells in sheet.top:
        places = [place for place, cell in enumerate(cells) if is_council(cell)]
        if places and sum(map(bool, cells)) > 2 and not any(map(FIGURES.fullmatch, cells)):
            return row, sheet.cells[places[0]]
    return None


def _plain(code: str) -> str:
    """Codes and names match whatever their case and spaces, and with what a spreadsheet adds to a number."""
    return " ".join(code.upper().split()).removesuffix(".0")
