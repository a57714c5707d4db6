"""The children in need census as XML, of one or more collection years given together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.compute as pc

from sherwood.reading.accounts import Account
from sherwood.reading.cin_census import covered
from sherwood.reading.cin_census.covered import last_day
from sherwood.reading.cin_census.elements import (
    CHILD,
    NEED,
    PLAN,
    RECORDS,
    TITLES,
    TREE,
    Record,
    fields_of,
    of_other_years,
    why_not_held,
)
from sherwood.reading.deriving import derived
from sherwood.reading.format import Contribution, Format, Reading
from sherwood.reading.sheets import Sheet
from sherwood.reading.taking import (
    in_their_years,
    picked,
    report_end_before_start,
    take,
    take_nothing,
    without_aside,
    without_copies,
    without_repeats,
)
from sherwood.reading.trees import IN_ROW, tree_headings
from sherwood.reading.values import read_date
from sherwood.records.parquet import arrow_schema
from sherwood.records.tables import TABLES

BEGINNINGS = ("received_on", "started_on", "held_on")
ENDINGS = ("closed_on", "finished_on", "ended_on")
AFTER_THE_YEAR = (
    "This day is after the end of the collection year of the file, so it cannot be in it. Correct it."
)
ENDS_AFTER_THE_YEAR = (
    "This day is after the end of the collection year of the file. It is kept; check the year."
)
NOT_NAMED = (
    "This was open when the collection year ended, and the census of the year after does not have it. It is kept as "
    "open; check whether it was closed."
)


@dataclass
class ElementPart:
    """The rows of one element in one file, of one collection year."""

    path: str
    sheet: Sheet
    account: Account
    rows: pa.Table
    year: int | None


def recognises(sheet: Sheet) -> str | None:
    return TITLES.get(sheet.element)


def read(sheets: Sequence[Sheet], latest: date, told: date | None) -> Reading:
    reading, parts = Reading(), []
    for sheet in sheets:
        account = Account(
            sheet.file, f"{cin_census.title}: {TITLES[sheet.element]}", sheet.digest, sheet.sheet
        )
        reading.accounts.append(account)
        header = _header(sheet)
        if made_on := read_date(header.get("DateTime", "").strip() or "null", latest).value:
            reading.made_on[sheet.file] = made_on
        if reason := why_not_held(sheet.element):
            take_nothing(sheet, tree_headings(sheet), account, reason)
            account.note(reason)
        else:
            parts.append(_part(sheet, header, account, latest))
    parts.sort(key=lambda part: part.year or 0)
    for part in parts:
        part.rows = _checked(part)
    _tell_not_named(parts)
    reading.contributions = _contributions(parts)
    today = datetime.now(UTC).date()
    reading.as_at = covered.day_of(reading.contributions, today, told)
    day = reading.as_at.day if reading.as_at else today
    reading.reach = covered.reach(reading.contributions, day)
    return reading


def _header(sheet: Sheet) -> dict[str, str]:
    """What the header of the file says, which every row of it is given; nothing where there is no row."""
    names = sheet.top[0][1]
    cells = sheet.below(0).slice(0, 1).to_pylist()
    return {name: cells[0][f"c{place}"] or "" for place, name in enumerate(names)} if cells else {}


def _part(sheet: Sheet, header: dict[str, str], account: Account, latest: date) -> ElementPart:
    """The rows of an element that can be records, each thing once."""
    year, how = covered.year_of(header, latest)
    headings = tree_headings(sheet)
    if sheet.element == CHILD and header:
        account.note(how)
    rows = take(sheet, headings, fields_of(sheet.element), account, latest)
    if sheet.element == CHILD:
        rows = without_repeats(rows, ["child"], "child", sheet, account)
    else:
        # The same thing told twice may stand in two elements, so where it stands does not tell them apart.
        place = headings.places[IN_ROW]
        rows = without_copies(rows, replace(sheet, rows=sheet.rows.drop_columns(f"c{place}")), account)
    if year is not None:
        for sentence in of_other_years(sheet.element, _filled(sheet), year):
            account.note(sentence)
    return ElementPart(sheet.element, sheet, account, rows, year)


def _filled(sheet: Sheet) -> list[str]:
    """The headings under which any row says something."""
    rows = sheet.below(0)
    names = enumerate(sheet.top[0][1])
    return [name for place, name in names if pc.any(pc.not_equal(rows[f"c{place}"], "")).as_py()]


def _checked(part: ElementPart) -> pa.Table:
    """The rows that can be of their collection year, with codes of that year."""
    fields = {field.column: field for field in fields_of(part.path)}
    begins = next((name for name in BEGINNINGS if name in fields and fields[name].required), "")
    ends = [name for name in (*ENDINGS, "held_on") if name in fields and name != begins]
    if begins:
        pairs = [(fields[begins], fields[name]) for name in ends if name in ENDINGS]
        report_end_before_start(part.rows, pairs, part.account)
    if part.year is None:
        return part.rows
    rows, end = part.rows, last_day(part.year)
    if begins:
        for row, came in _after(end, rows, begins):
            part.account.put_aside(row, fields[begins].heading, AFTER_THE_YEAR, came.isoformat())
        rows = without_aside(rows, part.account)
    for name in ends:
        for row, came in _after(end, rows, name):
            part.account.report_value(row, fields[name].heading, ENDS_AFTER_THE_YEAR, came.isoformat())
    year, coded = pa.scalar(part.year), [field for field in fields.values() if field.codes]
    return in_their_years(rows, coded, year, year, part.account)


def _after(end: date, rows: pa.Table, column: str) -> Iterable[tuple]:
    late = pc.fill_null(pc.greater(rows[column], end), False)
    return picked(late, rows["_row"], rows[column])


def _tell_not_named(parts: Sequence[ElementPart]) -> None:
    """What was open at the end of a year must stand in the census of the next, where there is one."""
    for path, begins, ends in ((NEED, "received_on", "closed_on"), (PLAN, "started_on", "ended_on")):
        years: dict[int | None, list[ElementPart]] = {}
        for part in parts:
            if part.path == path:
                years.setdefault(part.year, []).append(part)
        for year, held in years.items():
            later = years.get(year + 1, []) if year is not None else []
            named = {key for part in later for key in zip(*_columns(part.rows, "child", begins), strict=True)}
            for part in held if named else ():
                _tell_open(part, begins, ends, named)


def _columns(rows: pa.Table, *names: str) -> list[list]:
    return [rows[name].to_pylist() for name in names]


def _tell_open(part: ElementPart, begins: str, ends: str, named: set[tuple]) -> None:
    heading = next(field.heading for field in fields_of(part.path) if field.column == ends)
    for line in part.rows.to_pylist():
        is_open = line[ends] is None and not line.get("no_further_action")
        if is_open and (line["child"], line[begins]) not in named:
            part.account.report_value(line["_row"], heading, NOT_NAMED)


def _contributions(parts: Sequence[ElementPart]) -> list[Contribution]:
    """File by file, in the order of the years: the latest wins."""
    files = dict.fromkeys(part.sheet.file for part in parts)
    contributions = []
    for file in files:
        by_path = {part.path: part for part in parts if part.sheet.file == file}
        known = {record.table: _none_of(record.table) for record in RECORDS}
        for record in RECORDS:
            if part := by_path.get(record.path):
                rows = derived(part.rows, record.select, **known)
                known[record.table] = rows
                contributions.append(_contribution(record, part, rows))
    return contributions


def _contribution(record: Record, part: ElementPart, rows: pa.Table) -> Contribution:
    stands_for = TITLES[record.path] if record.is_the_row else ""
    return Contribution(record.table, rows, part.account, stands_for, revises=True, year=part.year)


def _none_of(table: str) -> pa.Table:
    return arrow_schema(TABLES[table]).empty_table().append_column("_row", pa.array([], pa.int64()))


cin_census = Format(
    name="cin_census",
    title="Children in need census",
    description="The XML of the children in need census, one or more years together.",
    recognises=recognises,
    read=read,
    tree=TREE,
)
