"""Taking the rows of a sheet: values are read by column, and what cannot be understood is accounted for."""

from collections.abc import Iterable, Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from sherwood.reading.accounts import Account
from sherwood.reading.cleaning import ERROR_SHOWN, FAULTS_OF_THE_SHEET
from sherwood.reading.columns import Field, Headings, orders_of, place_of, read_column
from sherwood.reading.dates import Order
from sherwood.reading.sheets import Sheet, too_many
from sherwood.reading.tails import put_notes_aside
from sherwood.reading.values import IN_DOUBT, Read
from sherwood.records import codes
from sherwood.records.parquet import ARROW

OPEN_ENDED = {*FAULTS_OF_THE_SHEET, IN_DOUBT}  # why an end cannot be told though there is one
MISSING = "This value is needed and is empty. Fill it in the source."
MERGED = (
    "This value is needed and is empty: its cell is merged with another. Take the merged cells apart and fill "
    "each of them in the source."
)
FIRST_ROWS = 5  # rows named in a note
END_FIRST = (
    "This end is before its beginning. The row is counted, but no length is worked out from it. Correct it."
)
RETIRED = (
    "This code was not in use in the year of the row, so it was left empty. Use a code of that "
    "year, or check the year."
)
NO_ROWS = "There are headings and no rows."
NOT_HELD = "This file is recognised but Sherwood does not hold these records yet. Nothing needs doing."


def take(
    sheet: Sheet, headings: Headings, fields: Sequence[Field], account: Account, latest: date
) -> pa.Table:
    """The rows that can be records: `_row` and a typed column for each field. The rest is put aside.

    A required value that is missing or not understood puts the row aside; an optional one is left empty and
    reported. An end whose day cannot be told puts the row aside too: the work would seem to be still open.
    """
    rows = _opened(sheet, headings, account)
    places = {field.column: place_of(rows, headings, field, account) for field in fields}
    columns = {name: rows[f"c{place}"] for name, place in places.items() if place is not None}
    orders = orders_of(columns, fields, latest, account)
    taken = {"_row": rows["row"].combine_chunks()}
    for field in fields:
        place = places[field.column]
        if place is None:
            taken[field.column] = pa.nulls(rows.num_rows, ARROW[field.kind])
        else:
            read = field.reader(latest, orders.get(field.column, Order.DAY), sheet.day_one)
            taken[field.column] = _taken(rows, place, field, read, sheet, account)
    return without_aside(pa.table(taken), account)


def take_nothing(sheet: Sheet, headings: Headings, account: Account, reason: str = NOT_HELD) -> None:
    """All rows are put aside, because there are no records for them."""
    account.put_all_aside(_opened(sheet, headings, account)["row"].to_pylist(), reason)


def _opened(sheet: Sheet, headings: Headings, account: Account) -> pa.Table:
    """The rows under the headings, counted as read; those that do not fit under them are put aside."""
    rows = sheet.below(headings.row)
    outside = [line for line in sheet.misshapen if line.row > headings.row]
    account.read += rows.num_rows + len(outside)
    account.note(sheet.note)
    if headings.row > 1:
        account.note(f"The headings are in row {headings.row}.")
    if not account.read:
        account.note(NO_ROWS)
    for one in outside:
        account.put_aside(one.row, "", one.why(headings.width), one.came)
    _put_wide_aside(rows, sheet, headings, account)
    if not sheet.element:  # a tree has no totals and no remarks below its rows
        put_notes_aside(rows, headings, account)
    return rows


def _put_wide_aside(rows: pa.Table, sheet: Sheet, headings: Headings, account: Account) -> None:
    """Of a text with separators, the rows that have values to the right of the last heading."""
    width = max(sheet.widths.get(headings.row, 0), headings.width)
    beyond = [rows[name] for name in sheet.cells[width:]] if sheet.widths else []
    for n, column in reversed(list(enumerate(beyond, width + 1))):
        filled = pc.not_equal(pc.utf8_trim_whitespace(column), "")
        for row, came in picked(filled, rows["row"], column):
            account.put_aside(row, "", too_many(n, width), came)


def _taken(rows: pa.Table, place: int, field: Field, read: Read, sheet: Sheet, account: Account) -> pa.Array:
    column = rows[f"c{place}"]
    values, problems, mended = read_column(column, read, ARROW[field.kind])
    account.mended.update(mended)
    wrong = pc.is_valid(problems)
    if field.required:
        problems = pc.if_else(pc.and_(pc.is_null(values), pc.invert(wrong)), MISSING, problems)
        wrong = pc.is_valid(problems)
    faults: dict[str, list[int]] = {}
    for row, came, reason in picked(wrong, rows["row"], column, problems):
        costs_row = field.required or (field.is_end and reason in OPEN_ENDED)
        told = account.put_aside if costs_row else account.report_value
        told(
            row, field.heading, MERGED if reason == MISSING and sheet.is_merged(row, place) else reason, came
        )
        if reason in FAULTS_OF_THE_SHEET:
            faults.setdefault(reason, []).append(row)
    for reason, at in faults.items():
        account.note(_told_fault(field.heading, at, reason))
    return values


def _told_fault(heading: str, rows: Sequence[int], reason: str) -> str:
    named = f"{', '.join(map(str, rows[:FIRST_ROWS]))}{' and others' if len(rows) > FIRST_ROWS else ''}"
    what = (
        "show an error"
        if reason == ERROR_SHOWN
        else "hold formulas without results; let Excel calculate and save"
    )
    return f"Cells of “{heading}” that {what}: {len(rows)} (row {named})."


def picked(mask: pa.Array, *columns: pa.Array) -> Iterable[tuple]:
    """The rows where `mask` holds, of a few columns, as tuples."""
    if not pc.any(mask).as_py():
        return ()
    return zip(*(column.filter(mask).to_pylist() for column in columns), strict=True)


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
