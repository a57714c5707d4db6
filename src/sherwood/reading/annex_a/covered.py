"""The day the lists are true of, and how far each goes back.

A list holds what happened in the months before its day (contacts three, most others six), or what was open or ended
in them. Many councils give more, and some less: where there are rows enough, they tell. Of placements, visits and
reviews only the latest of each child is there, so that nothing can be said of those before.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sherwood.kit.periods import spoken
from sherwood.kit.working_days import add_months
from sherwood.reading import as_at
from sherwood.reading.annex_a.lists import List
from sherwood.reading.combining import key_date
from sherwood.reading.days import Days, counted, days_of
from sherwood.reading.format import AsAt, Contribution
from sherwood.reading.reach import begins_by_number
from sherwood.reading.sheets import Sheet
from sherwood.reading.values import read_date
from sherwood.records.reach import Reach
from sherwood.records.tables import TABLES

LATEST = "Only the latest of each child is in list {}."
MONTH_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
A_DAY = re.compile(
    rf"\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}|\d{{1,2}} (?:{MONTH_NAMES}|[A-Z][a-z]{{2}}) \d{{4}}"
)
SOME_WEEKS = timedelta(days=31)
SPELLS = {"protection_plans": "ended_on", "care_episodes": "ended_on"}


def run_date(sheet: Sheet, heading_row: int, today: date) -> date | None:
    """The latest day, not after today, that the rows above the headings name: when the list was made."""
    above = " ".join(cell for row, cells in sheet.top if row < heading_row for cell in cells)
    days = [read_date(text, today).value for text in A_DAY.findall(above)]
    return max(filter(None, days), default=None)


def day_of(
    contributions: Iterable[Contribution], made_on: Iterable[date], today: date, told: date | None
) -> AsAt | None:
    """What is told; the run date where a title gives one that the rows do not gainsay; else what the rows show."""
    if told:
        return AsAt(told, "")
    found = days_of(map(_as_written, contributions), today)
    by_rows, run = as_at.from_rows(found), max(made_on, default=None)
    if run is None or (by_rows and by_rows.day > run + SOME_WEEKS):
        return by_rows
    return AsAt(run, f"{spoken(run)}: the day the lists say they were made.")


def _as_written(contribution: Contribution) -> Contribution:
    """Without the day that is given to care leavers, because their list has none."""
    if "known_on" not in contribution.rows.column_names:
        return contribution
    return replace(contribution, rows=contribution.rows.drop_columns("known_on"))


def reach(list_: List, contributions: Sequence[Contribution], day: date) -> dict[str, Reach]:
    """How far the tables of one list go."""
    latest = {table: Reach(None, day, LATEST.format(list_.number)) for table in list_.latest_only}
    return latest | {table: _window(list_, table, contributions, day) for table in list_.windowed}


def _window(list_: List, table: str, contributions: Sequence[Contribution], day: date) -> Reach:
    """The window the guidance asks for; a longer or shorter one where the rows show it."""
    asked = add_months(day, -list_.window)
    why = f"List {list_.number} is asked for the {list_.window} months before its day."
    if not list_.window:
        return Reach(day, day, f"List {list_.number} says how things are on its day.")
    shown = begins_by_number(_days(table, contributions, day), day)
    first, evidence = shown or (asked, why)
    if asked - SOME_WEEKS < first < asked + SOME_WEEKS or (table in SPELLS and first > asked):
        return Reach(asked, day, why)
    return Reach(first, day, f"List {list_.number}, by its rows: {evidence[0].lower()}{evidence[1:]}")


def _days(table: str, contributions: Sequence[Contribution], until: date) -> Days:
    """The days that show the window: of spells their ends, for what is open is there however old."""
    column, days = SPELLS.get(table) or key_date(TABLES[table]), Counter[date]()
    for contribution in contributions:
        if contribution.table == table and column in contribution.rows.column_names:
            days.update(counted(contribution.rows[column]))
    return Counter({day: count for day, count in days.items() if day <= until})
