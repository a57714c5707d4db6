"""The looked-after return (SSDA903) as CSV files, of one or more collection years given together."""

from collections.abc import Sequence, Set
from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from sherwood.reading.accounts import Account
from sherwood.reading.days import last_days, supported_day
from sherwood.reading.deriving import derived, with_constant
from sherwood.reading.format import Contribution, Format, Reading
from sherwood.reading.sheets import Sheet
from sherwood.reading.ssda903 import covered
from sherwood.reading.ssda903.files import EPISODES, FILES, HEADER, ReturnFile
from sherwood.reading.ssda903.placements import left_open, placements
from sherwood.reading.ssda903.said_years import by_said_year
from sherwood.reading.ssda903.years import YEAR, YearPart, assign_years, last_day, year_name
from sherwood.reading.taking import (
    Headings,
    in_their_years,
    picked,
    report_end_before_start,
    take,
    take_nothing,
    without_aside,
    without_repeats,
)

AFTER_THE_YEAR = (
    "This day is after the end of the collection year of the file, so it cannot be in it. Correct it."
)
ENDS_AFTER_THE_YEAR = (
    "This end is after the end of the collection year of the file. It is kept; check the year."
)
NOT_IN_HEADER = "The child is not in the header file of any year. The row is kept; check the identifier."


def recognises(sheet: Sheet) -> str | None:
    found = _file_of(sheet)
    return found[0].name if found else None


def _file_of(sheet: Sheet) -> tuple[ReturnFile, Headings] | None:
    for row, cells in sheet.top:
        headings = Headings.of(row, cells)
        kind = next((file for file in FILES if file.markers <= headings.places.keys()), None)
        if kind:
            return kind, headings
    return None


def nearly(sheet: Sheet) -> str | None:
    """The file of the return that most of the headings are of, when it lacks one it is known by."""
    known = {heading for file in FILES for heading in _known(file)}
    rows = [Headings.of(row, cells).places.keys() for row, cells in sheet.top]
    held: Set[str] = max(rows, key=lambda row: len(row & known), default=frozenset())
    likely = [file for file in FILES if len(file.markers - held) == 1 and len(file.markers & held) > 1]
    best = max(likely, key=lambda file: len(_known(file) & held), default=None)
    if best is None or len(_known(best) & held) <= len(held) / 2:
        return None
    (missing,) = best.markers - held
    said = f"The headings are most like the {best.name} file of the looked-after return"
    return f"{said}, which needs {missing.upper()}. Add it."


def read(sheets: Sequence[Sheet], latest: date, told: date | None) -> Reading:
    reading, parts = Reading(), []
    for sheet in sheets:
        found = _file_of(sheet)
        assert found, "only recognised sheets are read"
        kind, headings = found
        account = Account(sheet.file, f"{ssda903.title}: {kind.name}", sheet.digest, sheet.sheet)
        reading.accounts.append(account)
        if kind.table:
            parts.append(_part(kind, sheet, headings, account, latest))
        else:
            take_nothing(sheet, headings, account)
    today = datetime.now(UTC).date()
    parts = by_said_year(parts)
    assign_years(parts, today)
    parts.sort(key=lambda part: (part.year or 0, FILES.index(part.kind), _last_day_in(part, today)))
    for part in parts:
        part.rows = _checked(part)
    _tell_not_in_header(parts)
    reading.contributions = _contributions(parts)
    reading.as_at = covered.as_at(parts, today, told)
    reading.reach = covered.reach(parts, reading.as_at.day)
    return reading


def _last_day_in(part: YearPart, today: date) -> date:
    """Of two files of one year the one that goes on longer is the newer."""
    days = last_days(part.rows, [*filter(None, (part.kind.begins_on, part.kind.ends_on))], today)
    return supported_day(days) if days else date.min


def _part(kind: ReturnFile, sheet: Sheet, headings: Headings, account: Account, latest: date) -> YearPart:
    rows = take(sheet, headings, [*kind.fields, YEAR], account, latest)
    unread = [heading.upper() for heading in headings.places if heading not in _known(kind)]
    if unread:
        account.note(f"Columns not held: {', '.join(unread)}.")
    key = [*kind.key, "said_year"] if "year" in headings.places else kind.key
    return YearPart(kind, sheet, account, without_repeats(rows, key, kind.key_words, sheet, account))


def _known(kind: ReturnFile) -> set[str]:
    """The headings that are read of a file, folded."""
    return {field.heading.casefold() for field in (*kind.fields, YEAR)}


def _checked(part: YearPart) -> pa.Table:
    """The rows that can be of their collection year, with codes of that year."""
    rows, kind = part.rows, part.kind
    fields = {field.column: field for field in kind.fields}
    if kind.ends_on:
        report_end_before_start(rows, [(fields[kind.begins_on], fields[kind.ends_on])], part.account)
    if part.year is None:
        return rows
    rows = _within_the_year(part, rows, {field.column: field.heading for field in kind.fields})
    coded = [field for field in kind.fields if field.codes]
    return in_their_years(rows, coded, pa.scalar(part.year), pa.scalar(part.year), part.account)


def _within_the_year(part: YearPart, rows: pa.Table, headings: dict[str, str]) -> pa.Table:
    """What began after the year ended was not in its return; an end on 1 April is of the year before it."""
    assert part.year is not None
    end, kind = last_day(part.year), part.kind
    if kind.begins_on:
        late = pc.fill_null(pc.greater(rows[kind.begins_on], end), False)
        for row, came in picked(late, rows["_row"], rows[kind.begins_on]):
            part.account.put_aside(row, headings[kind.begins_on], AFTER_THE_YEAR, came.isoformat())
        rows = without_aside(rows, part.account)
    if kind.ends_on:
        late = pc.fill_null(pc.greater(rows[kind.ends_on], end + timedelta(days=1)), False)
        for row, came in picked(late, rows["_row"], rows[kind.ends_on]):
            part.account.report_value(row, headings[kind.ends_on], ENDS_AFTER_THE_YEAR, came.isoformat())
    return rows


def _tell_not_in_header(parts: Sequence[YearPart]) -> None:
    known = frozenset().union(*(part.children for part in parts if part.kind is HEADER))
    for part in parts if known else ():
        if part.kind is not HEADER and part.children - known:
            outside = pc.invert(pc.is_in(part.rows["child"], pa.array(known, pa.string())))
            for row, child in picked(outside, part.rows["_row"], part.rows["child"]):
                part.account.report_value(row, "CHILD", NOT_IN_HEADER, child)


def _contributions(parts: Sequence[YearPart]) -> list[Contribution]:
    """Every child mentioned anywhere, then what the files say, in the order of the years: the latest wins."""
    episodes = [part for part in parts if part.kind is EPISODES]
    placed = placements(episodes) if episodes else []
    if episodes:
        left_open(episodes)
    mentioned = [
        Contribution("children", _selected(part, _mention(part)), part.account)
        for part in parts
        if part.kind.table != "children"
    ]
    said = [
        Contribution(
            part.kind.table,
            _selected(part, part.kind.select),
            part.account,
            part.kind.name,
            revises=True,
            year=part.year,
        )
        for part in parts
    ]
    return mentioned + said + [Contribution("placements", rows, part.account) for part, rows in placed]


def _mention(part: YearPart) -> str:
    return "child, born_on" if "born_on" in part.rows.column_names else "child"


def _selected(part: YearPart, select: str) -> pa.Table:
    """`select` over the rows of the part, which are given their year."""
    name = None if part.year is None else year_name(part.year)
    rows = with_constant(part.rows, "year", part.year, pa.int64())
    return derived(with_constant(rows, "year_name", name, pa.string()), select)


ssda903 = Format(
    name="ssda903",
    title="Looked-after return (SSDA903)",
    description="The CSV files of the return on looked-after children, one or more years together.",
    recognises=recognises,
    nearly=nearly,
    read=read,
    headings=frozenset(heading for file in FILES for heading in (*_known(file), *file.markers)),
)
