"""The eleven lists that inspectors ask for (Annex A), in a workbook or as one CSV file each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.compute as pc

from sherwood.reading.accounts import Account
from sherwood.reading.annex_a import covered, headings
from sherwood.reading.annex_a.headings import MARKS, Found
from sherwood.reading.annex_a.lists import ENQUIRIES, LISTS, NEEDS, REFERRALS, List
from sherwood.reading.deriving import derived, with_constant
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
from sherwood.records.reach import Reach

NO_DATES = "Neither an enquiry nor a conference has a date. Give the start of the enquiry in the source."
NO_ENQUIRY = "The enquiry has no start, so only its conference is held. Give the start in the source."
NO_REFERRAL = (
    "List 3 has no referral of this child on this day, and Sherwood does not hold episodes of need by "
    "themselves yet. Nothing needs doing."
)
NAMES_REPLACED = "Names of workers were replaced by identifiers made of them."
PAIRS = (("started_on", "ended_on"), ("started_on", "finished_on"), ("received_on", "closed_on"))


@dataclass
class SheetPart:
    """One sheet: the list it is, its account, and the rows accepted so far."""

    list: List
    account: Account
    rows: pa.Table
    made_on: date | None = None


def recognises(sheet: Sheet) -> str | None:
    found = headings.find(sheet)
    return _called(found.number) if found else None


def _called(number: int) -> str:
    return f"List {number} ({LISTS[number].title})"


def _format(number: int) -> str:
    return f"{annex_a.title}: {_called(number)}"


def nearly(sheet: Sheet) -> str | None:
    near = headings.nearly(sheet)
    if near is None:
        return None
    number, missing = near
    named = " and ".join(f"“{heading}”" for heading in missing)
    return f"The headings are most like {_called(number)}, but there is no {named}. Add it."


def read(sheets: Sequence[Sheet], latest: date, told: date | None) -> Reading:
    reading, parts = Reading(), []
    for sheet in sheets:
        found = headings.find(sheet)
        assert found, "only recognised sheets are read"
        account = Account(sheet.file, _format(found.number), sheet.digest, sheet.sheet)
        reading.accounts.append(account)
        if LISTS[found.number].fields:
            parts.append(_part(sheet, found, account, latest))
        else:
            take_nothing(sheet, found.headings, account)
    reading.accounts += _missing_lists(sheets)
    today = datetime.now(UTC).date()
    reading.made_on = {part.account.file: part.made_on for part in parts if part.made_on}
    reading.as_at = covered.day_of(_contributions(parts, today), reading.made_on.values(), today, told)
    day = reading.as_at.day if reading.as_at else latest
    _check(parts, day)
    reading.contributions = _contributions(parts, day)
    reading.reach = _reach(parts, reading.contributions, day)
    return reading


def _reach(parts: Sequence[SheetPart], contributions: Sequence[Contribution], day: date) -> dict[str, Reach]:
    reaches: dict[str, Reach] = {}
    for list_ in {part.list.number: part.list for part in parts}.values():
        reaches |= covered.reach(list_, contributions, day)
    if any(part.list.counts for part in parts):
        reaches["source_counts"] = Reach(day, day, "What the lists count for themselves is of their day.")
    return reaches


def _part(sheet: Sheet, found: Found, account: Account, latest: date) -> SheetPart:
    """The rows of a sheet that can be records, each thing once."""
    list_ = LISTS[found.number]
    made_on = covered.run_date(sheet, found.headings.row, datetime.now(UTC).date())
    rows = take(sheet, found.headings, list_.fields, account, latest)
    account.note(list_.note)
    _tell_columns(found, list_, account)
    if "worker" in rows.column_names and rows["worker"].null_count < rows.num_rows:
        account.note(NAMES_REPLACED)
    if list_.key:
        rows = without_repeats(rows, list_.key, list_.key_words, sheet, account)
        return SheetPart(list_, account, rows, made_on)
    return SheetPart(list_, account, without_copies(rows, sheet, account), made_on)


def _tell_columns(found: Found, list_: List, account: Account) -> None:
    """Which columns were looked for in vain, and which were there and are not held."""
    wanted = {field.heading for field in list_.fields}
    missing = [heading for heading in found.missing if heading in wanted]
    there = [column.heading for column in headings.columns()[found.number]]
    unread = [heading for heading in there if heading not in wanted and heading not in found.missing]
    if missing:
        account.note(f"Columns not found: {', '.join(missing)}.")
    if unread or found.unknown:
        account.note(f"Columns not held: {', '.join([*unread, *found.unknown])}.")


def _missing_lists(sheets: Sequence[Sheet]) -> list[Account]:
    """An empty account, with a note, for each list that is in none of the files."""
    there = {found.number for sheet in sheets if (found := headings.find(sheet))}
    first = sheets[0]
    accounts = []
    for number in sorted(LISTS.keys() - there):
        account = Account(first.file, _format(number), first.digest, f"List {number}")
        account.note(
            f"{_called(number)} is not in this workbook. Expected a sheet with the heading "
            f"“{MARKS[number]}”; the other lists were read."
        )
        accounts.append(account)
    return accounts


def _check(parts: Sequence[SheetPart], as_at: date) -> None:
    """What can only be seen across values, rows and lists."""
    year = pa.scalar(as_at.year - (as_at.month < 4))
    referred = _referred(parts)
    for part in parts:
        fields = {field.column: field for field in part.list.fields}
        pairs = [(fields[a], fields[b]) for a, b in PAIRS if a in fields and b in fields]
        report_end_before_start(part.rows, pairs, part.account)
        coded = [field for field in part.list.fields if field.codes]
        part.rows = in_their_years(part.rows, coded, year, year, part.account)
        if part.list is ENQUIRIES:
            _check_enquiries(part)
        if part.list is NEEDS:
            _check_needs(part, referred)


def _check_enquiries(part: SheetPart) -> None:
    """A row of List 5 is an enquiry, a conference or both: one of them must have a day."""
    no_start, no_conference = pc.is_null(part.rows["started_on"]), pc.is_null(part.rows["held_on"])
    heading = MARKS[5]
    for (row,) in picked(pc.and_(no_start, no_conference), part.rows["_row"]):
        part.account.put_aside(row, heading, NO_DATES)
    for (row,) in picked(pc.and_(no_start, pc.invert(no_conference)), part.rows["_row"]):
        part.account.report_value(row, heading, NO_ENQUIRY)
    part.rows = without_aside(part.rows, part.account)


def _referred(parts: Sequence[SheetPart]) -> set[tuple[str, date]]:
    """Child and day of every referral."""
    lists = [
        part.rows.select(["child", "received_on"]).to_pylist() for part in parts if part.list is REFERRALS
    ]
    return {(line["child"], line["received_on"]) for lines in lists for line in lines}


def _check_needs(part: SheetPart, referred: set[tuple[str, date]]) -> None:
    """A row of List 6 is held as the rest of the referral that opened the case, when List 3 has it."""
    for line in part.rows.select(["_row", "child", "received_on"]).to_pylist():
        if (line["child"], line["received_on"]) not in referred:
            part.account.put_aside(line["_row"], MARKS[6], NO_REFERRAL)
    part.rows = without_aside(part.rows, part.account)


def _contributions(parts: Sequence[SheetPart], as_at: date) -> list[Contribution]:
    """List by list; what List 6 says of referrals comes after List 3, and so adds to it."""
    contributions = []
    for part in sorted(parts, key=lambda part: part.list.number):
        rows = with_constant(part.rows, "known_on", as_at, pa.date32())
        contributions += _people(rows, part.account)
        for n, (table, select) in enumerate(part.list.becomes.items()):
            stands_for = part.list.title if n == 0 else ""
            contributions.append(Contribution(table, derived(rows, select), part.account, stands_for))
        contributions += _counts(rows, part)
        if part.list is NEEDS and rows.num_rows:
            referrals = [
                contribution.rows for contribution in contributions if contribution.table == "referrals"
            ]
            contributions.append(Contribution("referrals", _completed(rows, referrals), part.account))
    return contributions


def _counts(rows: pa.Table, part: SheetPart) -> list[Contribution]:
    """What the list counts for itself, a row for each child and count; of several rows of a child the latest."""
    selects = [
        f"SELECT _row, child, '{what}' AS what, {column} AS number FROM rows WHERE {column} IS NOT NULL"
        for what, column in part.list.counts.items()
    ]
    if not selects or not rows.num_rows:
        return []
    day = rows["known_on"][0].as_py()
    select = f"""child || '|' || what || '|{day}' AS entry, child, what, DATE '{day}' AS counted_on, number
        FROM ({" UNION ALL ".join(selects)})
        QUALIFY row_number() OVER (PARTITION BY child, what ORDER BY _row DESC) = 1"""
    return [Contribution("source_counts", derived(rows, select), part.account)]


def _completed(needs: pa.Table, referrals: Sequence[pa.Table]) -> pa.Table:
    """The referrals that opened the cases of List 6, with need and closure."""
    select = """referral, referred.child, referred.received_on, source, no_further_action, primary_need,
        closed_on, closed_reason, referred.team, referred.worker
        FROM rows JOIN (SELECT * EXCLUDE (_row) FROM referrals) AS referred
            ON rows.child = referred.child AND rows.received_on = referred.received_on
        QUALIFY row_number() OVER (PARTITION BY _row ORDER BY referral) = 1"""
    return derived(needs, select, referrals=pa.concat_tables(referrals))


def _people(rows: pa.Table, account: Account) -> list[Contribution]:
    """The children of a list, and the teams and workers its work is allocated to."""
    known = [name for name in ("disabled", "unaccompanied") if name in rows.column_names]
    child = f"""{", ".join(["child", "sex", "ethnicity", *known])},
        if(unborn OR birth_on > known_on, NULL, birth_on) AS born_on,
        if(unborn OR birth_on > known_on, birth_on, NULL) AS expected_on"""
    selects = {"children": child}
    if "team" in rows.column_names:
        selects["teams"] = "team AS placing, team FROM rows WHERE team IS NOT NULL"
        selects["workers"] = "worker, team FROM rows WHERE worker IS NOT NULL"
    return [Contribution(table, derived(rows, select), account) for table, select in selects.items()]


annex_a = Format(
    name="annex_a",
    title="Inspection lists (Annex A)",
    description="The workbook of eleven lists of children that inspectors ask for, 2019 or 2024 columns.",
    recognises=recognises,
    nearly=nearly,
    read=read,
    headings=headings.all_headings(),
)
