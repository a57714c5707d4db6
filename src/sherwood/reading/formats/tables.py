"""Our own record tables, as CSV or Parquet: what a council's own query writes."""

from collections.abc import Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from sherwood.reading import values
from sherwood.reading.accounts import Account
from sherwood.reading.councils import is_council
from sherwood.reading.days import collection_year
from sherwood.reading.deriving import connected
from sherwood.reading.format import Contribution, Format, Reading
from sherwood.reading.sheets import Sheet
from sherwood.reading.taking import (
    Field,
    Headings,
    in_their_years,
    report_end_before_start,
    take,
    without_aside,
    without_repeats,
)
from sherwood.reading.values import Value
from sherwood.records.reach import Reach
from sherwood.records.tables import TABLES, Kind, RecordColumn, RecordTable

NAMED = {"placing", "entry"}  # keys made of names, such as a team and its first day
IDENTIFIERS = {table.key for table in TABLES.values()} - NAMED
BEGINNINGS = ("started_on", "received_on", "from_on", "born_on")
ENDINGS = ("ended_on", "finished_on", "closed_on", "decided_on", "to_on", "left_on", "died_on")


def recognises(sheet: Sheet) -> str | None:
    if _tells_reach(_headings(sheet)):
        return "how far tables reach"
    table = _table_of(_headings(sheet))
    return table.name.replace("_", " ") if table else None


def _headings(sheet: Sheet) -> Headings:
    """The row that is the headings of a table, or the first row; a column with the council is none of a table's."""
    rows = [
        Headings.of(row, ["" if is_council(cell) else cell for cell in cells]) for row, cells in sheet.top
    ] or [Headings(0, {})]
    return next((row for row in rows if _table_of(row) or _tells_reach(row)), rows[0])


def _tells_reach(headings: Headings) -> bool:
    return headings.places.keys() == {field.heading for field in REACH}


def _table_of(headings: Headings) -> RecordTable | None:
    """The one table these headings are of: all it requires but perhaps its key, and nothing it does not know.

    Two tables may know the same headings; then it is the one that has no others.
    """
    held = set(headings.places)
    fitting = [table for table in TABLES.values() if _required(table) <= held <= set(table.names)]
    whole = [table for table in fitting if set(table.names) == held]
    found = whole or fitting
    return found[0] if len(found) == 1 else None


def _required(table: RecordTable) -> set[str]:
    return {column.name for column in table.columns if column.required} - {table.key} or {table.key}


def nearly(sheet: Sheet) -> str | None:
    """What keeps a sheet from being the table it is most like."""
    names = {name for table in TABLES.values() for name in table.names}
    rows = [set(Headings.of(row, cells).places) for row, cells in sheet.top]
    held = max(rows, key=lambda row: len(row & names), default=set())
    likeness = {name: len(held & set(table.names)) for name, table in TABLES.items()}
    best = max(likeness, key=lambda name: (likeness[name], -len(TABLES[name].columns)))
    if likeness[best] < 2 or likeness[best] <= len(held) / 2:
        return None
    unknown, missing = held - set(TABLES[best].names), _required(TABLES[best]) - held
    if not unknown and not missing:
        return "The headings fit more than one record table. Give every column of it, empty where unknown."
    said = [f"does not know {_list(unknown)}"] * bool(unknown) + [f"needs {_list(missing)}"] * bool(missing)
    return f"The headings are most like the record table {best}, which {' and '.join(said)}. Correct them."


def _list(names: set[str]) -> str:
    return ", ".join(f"“{name}”" for name in sorted(names))


def read(sheets: Sequence[Sheet], latest: date, told: date | None) -> Reading:
    reading = Reading()
    for sheet in sheets:
        headings = _headings(sheet)
        account = Account(sheet.file, f"{tables.title}: {recognises(sheet)}", sheet.digest, sheet.sheet)
        reading.accounts.append(account)
        if _tells_reach(headings):
            reading.told |= _reach(sheet, headings, account, latest)
            continue
        table = _table_of(headings)
        assert table, "only recognised sheets are read"
        rows = _rows(sheet, headings, table, account, latest)
        reading.contributions.append(Contribution(table.name, rows, account, table.name))
    return reading


def _reach(sheet: Sheet, headings: Headings, account: Account, latest: date) -> dict[str, Reach]:
    """What a file says of how far tables reach. A row with an end before its beginning is put aside."""
    rows = take(sheet, headings, REACH, account, latest)
    rows = without_repeats(rows, ["table"], "table", sheet, account)
    for line in rows.to_pylist():
        if line["from_on"] > line["to_on"]:
            account.put_aside(line["_row"], "from_on", REACH_BACKWARDS, line["from_on"].isoformat())
    why = f"Told in {sheet.name}."
    return {
        line["table"]: Reach(line["from_on"], line["to_on"], why)
        for line in without_aside(rows, account).to_pylist()
    }


def read_table(text: str) -> Value:
    """The name of a record table."""
    name = values.fold(text).replace(" ", "_")
    return Value(name) if name in TABLES else Value(problem=f"Expected a record table: {', '.join(TABLES)}.")


REACH = (
    Field("table", Kind.TEXT, "table", required=True, read=read_table),
    Field("from_on", Kind.DATE, "from_on", required=True),
    Field("to_on", Kind.DATE, "to_on", required=True),
)
REACH_BACKWARDS = "The table is said to end before it begins. Correct the days."


def _rows(sheet: Sheet, headings: Headings, table: RecordTable, account: Account, latest: date) -> pa.Table:
    fields = {column.name: _field(column, table, headings) for column in table.columns}
    rows = take(sheet, headings, list(fields.values()), account, latest)
    if table.key in headings.places:
        rows = without_repeats(rows, [table.key], table.key.replace("_", " "), sheet, account)
    else:
        rows = without_repeats(rows, table.names[1:], "values", sheet, account)
        rows = _with_made_key(rows, table)
    pairs = [(fields[a], fields[b]) for a in BEGINNINGS for b in ENDINGS if a in fields and b in fields]
    report_end_before_start(rows, pairs, account)
    coded = [field for field in fields.values() if field.codes]
    return in_their_years(rows, coded, *_years(rows, table), account)


def _field(column: RecordColumn, table: RecordTable, headings: Headings) -> Field:
    made = column.name == table.key and table.key not in headings.places
    return Field(
        column.name,
        column.kind,
        column.name,
        required=column.required and not made,
        codes=column.codes,
        identifier=column.name in IDENTIFIERS,
    )


def _with_made_key(rows: pa.Table, table: RecordTable) -> pa.Table:
    """A key made from what the row says, so that the same row has the same key in the next load."""
    said = ", ".join(f"coalesce(\"{name}\"::VARCHAR, '')" for name in table.names[1:])
    with connected() as connection:
        connection.register("rows", rows)
        keys = connection.sql(f"SELECT md5(concat_ws('|', {said})) AS key FROM rows").to_arrow_table()
    return rows.set_column(rows.column_names.index(table.key), table.key, keys["key"])


def _years(rows: pa.Table, table: RecordTable) -> tuple[pa.Array, pa.Array]:
    """From and to which collection year a row's codes may be: its first to its last day, or to now."""
    days = [
        rows[column.name] for column in table.columns if column.kind is Kind.DATE and column.name != "born_on"
    ]
    if not days:
        unknown = pa.nulls(rows.num_rows, pa.int64())
        return unknown, unknown
    begun = next((rows[name] for name in BEGINNINGS[:3] if name in table.names), None)
    last = pc.max_element_wise(*days) if begun is None else begun
    begun = pc.min_element_wise(*days) if begun is None else begun
    ended = next((rows[name] for name in ENDINGS if name in table.names), last)
    return collection_year(begun), collection_year(pc.max_element_wise(ended, begun, skip_nulls=False))


tables = Format(
    name="tables",
    title="Sherwood record tables",
    description="Sherwood's own record tables as a folder, a zip or single files of CSV or Parquet.",
    recognises=recognises,
    nearly=nearly,
    read=read,
    headings=frozenset(name for table in TABLES.values() for name in table.names),
)
