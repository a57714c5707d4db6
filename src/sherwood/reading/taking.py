"""Taking the rows of a sheet: values are read by column, and what cannot be understood is accounted for."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from sherwood.reading import values
from sherwood.reading.accounts import Account
from sherwood.reading.sheets import Sheet
from sherwood.reading.values import Read, Value
from sherwood.records import codes
from sherwood.records.parquet import ARROW
from sherwood.records.tables import Kind

MISSING = "This value is needed and is empty. Fill it in the source."
END_FIRST = (
    "This end is before its beginning. The row is counted, but no length is worked out from it. Correct it."
)
RETIRED = (
    "This code was not in use in the year of the row, so it was left empty. Use a code of that "
    "year, or check the year."
)
NO_ROWS = "There are headings and no rows."
NOT_HELD = "This file is recognised but Sherwood does not hold these records yet. Nothing needs doing."


@dataclass(frozen=True)
class Field:
    """One value wanted from a row: what it becomes, under which heading it stands and how it is read."""

    column: str
    kind: Kind
    heading: str
    required: bool = False
    codes: str | None = None
    identifier: bool = False
    spellings: Mapping[str, str] | None = None
    read: Read | None = None  # another way of reading it than its kind's

    def reader(self, latest: date) -> Read:
        if self.read:
            return self.read
        if self.codes:
            return partial(values.read_code, codeset=self.codes, spellings=self.spellings)
        if self.kind is Kind.DATE:
            return partial(values.read_date, latest=latest)
        if self.identifier:
            return values.read_id
        return READERS[self.kind]


READERS: dict[Kind, Read] = {
    Kind.TEXT: values.read_text,
    Kind.WHOLE: values.read_whole,
    Kind.NUMBER: values.read_number,
    Kind.FLAG: values.read_flag,
}


@dataclass(frozen=True)
class Headings:
    """The row the headings stand in, and the place of each, by its folded text."""

    row: int
    places: dict[str, int]

    @classmethod
    def of(cls, row: int, cells: Sequence[str]) -> "Headings":
        """The first of two alike headings counts."""
        places: dict[str, int] = {}
        for place, cell in enumerate(cells):
            if cell:
                places.setdefault(values.fold(cell), place)
        return cls(row, places)


def take(
    sheet: Sheet, headings: Headings, fields: Sequence[Field], account: Account, latest: date
) -> pa.Table:
    """The rows that can be records: `_row` and a typed column for each field. The rest is put aside.

    A required value that is missing or not understood puts the row aside; an optional one is left empty and
    reported.
    """
    rows = _opened(sheet, headings, account)
    taken = {"_row": rows["row"].combine_chunks()}
    for field in fields:
        taken[field.column] = _taken(
            rows, headings.places.get(values.fold(field.heading)), field, account, latest
        )
    return without_aside(pa.table(taken), account)


def take_nothing(sheet: Sheet, headings: Headings, account: Account) -> None:
    """All rows are put aside, because there are no records for them yet."""
    account.put_all_aside(_opened(sheet, headings, account)["row"].to_pylist(), NOT_HELD)


def _opened(sheet: Sheet, headings: Headings, account: Account) -> pa.Table:
    """The rows under the headings, counted as read; those that do not fit under them are put aside."""
    rows = sheet.below(headings.row)
    outside = [one for one in sheet.misshapen if one.row > headings.row]
    account.read += rows.num_rows + len(outside)
    account.note(sheet.note)
    if not account.read:
        account.note(NO_ROWS)
    for one in outside:
        account.put_aside(one.row, "", one.reason, one.came)
    return rows


def _taken(rows: pa.Table, place: int | None, field: Field, account: Account, latest: date) -> pa.Array:
    if place is None:
        return pa.nulls(rows.num_rows, ARROW[field.kind])
    column = rows[f"c{place}"]
    read, problems, mended = read_column(column, field.reader(latest), ARROW[field.kind])
    account.mended.update(mended)
    wrong = pc.is_valid(problems)
    if field.required:
        problems = pc.if_else(pc.and_(pc.is_null(read), pc.invert(wrong)), MISSING, problems)
        wrong = pc.is_valid(problems)
    told = account.put_aside if field.required else account.report_value
    for row, came, reason in picked(wrong, rows["row"], column, problems):
        told(row, field.heading, reason, came)
    return read


def picked(mask: pa.Array, *columns: pa.Array) -> Iterable[tuple]:
    """The rows where `mask` holds, of a few columns, as tuples."""
    if not pc.any(mask).as_py():
        return ()
    return zip(*(column.filter(mask).to_pylist() for column in columns), strict=True)


def read_column(
    column: pa.ChunkedArray, read: Read, kind: pa.DataType
) -> tuple[pa.Array, pa.Array, Counter[str]]:
    """Each different text is read once: the values, the problems, and how many were mended, by how."""
    trimmed = pc.utf8_trim_whitespace(column).combine_chunks().dictionary_encode()
    if isinstance(trimmed, pa.ChunkedArray):
        trimmed = trimmed.combine_chunks()
    results = [read(text) if text else Value() for text in trimmed.dictionary.to_pylist()]
    read_values = pa.array([one.value for one in results], kind).take(trimmed.indices)
    problems = pa.array([one.problem for one in results], pa.string()).take(trimmed.indices)
    return read_values, problems, _mended(results, trimmed.indices)


def _mended(results: list[Value], indices: pa.Array) -> Counter[str]:
    counts: Counter[str] = Counter()
    if any(one.mended for one in results):
        for found in pc.value_counts(indices).to_pylist():
            if what := results[found["values"]].mended:
                counts[what] += found["counts"]
    return counts


def without_aside(table: pa.Table, account: Account) -> pa.Table:
    """The rows that are still accepted."""
    if not account.aside:
        return table
    return table.filter(pc.invert(pc.is_in(table["_row"], pa.array(account.aside, pa.int64()))))


def without_copies(table: pa.Table, sheet: Sheet, account: Account) -> pa.Table:
    """Rows without those that are the same, cell by cell, as an earlier one."""
    cells = sheet.rows.filter(pc.is_in(sheet.rows["row"], table["_row"].combine_chunks()))
    cells = cells.rename_columns(["_row", *sheet.cells])
    without_repeats(cells, sheet.cells, "values", sheet, account)
    return without_aside(table, account)


def without_repeats(
    table: pa.Table, key: Sequence[str], what: str, sheet: Sheet, account: Account
) -> pa.Table:
    """The first row of each key. `what` says in words what may stand once, such as “child and start”."""
    counts = table.group_by(list(key)).aggregate([([], "count_all")])
    if counts.num_rows == table.num_rows:
        return table
    repeated = counts.filter(pc.greater(counts["count_all"], 1)).select(list(key))
    together = table.select(["_row", *key]).join(repeated, keys=list(key), join_type="inner").sort_by("_row")
    cells = _cells_by_row(sheet, together["_row"])
    seen: dict[tuple, dict[tuple, int]] = {}
    for line in together.to_pylist():
        row = line.pop("_row")
        _tell_repeat(row, cells[row], seen.setdefault(tuple(line.values()), {}), what, account)
    return without_aside(table, account)


def _tell_repeat(row: int, cells: tuple, earlier: dict[tuple, int], what: str, account: Account) -> None:
    if cells in earlier:
        account.put_aside(row, "", f"The row repeats row {earlier[cells]} exactly. Nothing needs doing.")
    elif earlier:
        first = next(iter(earlier.values()))
        reason = f"Row {first} has the same {what} and says something else. Keep the right one in the source."
        account.put_aside(row, "", reason)
    earlier.setdefault(cells, row)


def _cells_by_row(sheet: Sheet, rows: pa.ChunkedArray) -> dict[int, tuple]:
    found = sheet.rows.filter(pc.is_in(sheet.rows["row"], rows.combine_chunks())).to_pylist()
    return {line.pop("row"): tuple((cell or "").strip() for cell in line.values()) for line in found}


def report_end_before_start(table: pa.Table, pairs: Iterable[tuple[Field, Field]], account: Account) -> None:
    """An end before its beginning is kept, because the event happened, and reported as a fault."""
    for start, end in pairs:
        wrong = pc.fill_null(pc.less(table[end.column], table[start.column]), False)
        for row, came in picked(wrong, table["_row"], table[end.column]):
            account.report_value(row, end.heading, END_FIRST, came.isoformat())


def in_their_years(
    table: pa.Table, fields: Iterable[Field], first: pa.Array, last: pa.Array, account: Account
) -> pa.Table:
    """Codes not in use in any year from `first` to `last` (collection years) are left empty and reported."""
    for field in fields:
        for code in pc.unique(table[field.column]).to_pylist():
            known = codes.codes(field.codes).get(code) if field.codes and code else None
            if known and (known.first_year or known.last_year):
                table = _in_its_years(table, field, known, first, last, account)
    return table


def _in_its_years(
    table: pa.Table, field: Field, code: codes.Code, first: pa.Array, last: pa.Array, account: Account
) -> pa.Table:
    column = table[field.column]
    wrong = pa.scalar(False)
    if code.first_year:
        wrong = pc.or_(wrong, pc.fill_null(pc.less(last, code.first_year), False))
    if code.last_year:
        wrong = pc.or_(wrong, pc.fill_null(pc.greater(first, code.last_year), False))
    wrong = pc.and_(pc.equal(column, code.code), wrong)
    wrong = pc.fill_null(wrong, False)
    for row, came in picked(wrong, table["_row"], column):
        account.report_value(row, field.heading, RETIRED, came)
    place = table.column_names.index(field.column)
    return table.set_column(place, field.column, pc.if_else(wrong, pa.scalar(None, pa.string()), column))
