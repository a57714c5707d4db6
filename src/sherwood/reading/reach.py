"""How far tables reach: as they are told to, as their format says, else as the bulk of their rows shows.

A few old rows do not make a table begin with them: it begins in the first month that holds about as many rows as
is usual (a quarter is enough), so long as the year from it does too. Spells that lasted when an extract began are in
it however old, while those that had ended are not: of spells it is the later of where beginnings and ends set in.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import ceil

import pyarrow as pa
import pyarrow.compute as pc

from sherwood.kit import periods
from sherwood.kit.errors import SherwoodError
from sherwood.kit.periods import spoken
from sherwood.reading.combining import key_date
from sherwood.reading.days import (
    NOT_OF_EVENTS,
    Days,
    counted,
    first_of,
    goes_on_to,
    month_number,
    months_of,
    usual,
)
from sherwood.reading.format import Contribution, Reading
from sherwood.records.reach import Reach, Reaches
from sherwood.records.tables import TABLES

ALWAYS = date.min
SPELLS = {  # and the table whose ends show from where they are whole: a placement is of a child in care
    "care_episodes": "care_episodes",
    "placements": "care_episodes",
    "protection_plans": "protection_plans",
    "involvements": "involvements",
    "assessments": "assessments",  # those that were open when an extract began are in it, those finished are not
    "section_47_enquiries": "section_47_enquiries",
}
LASTING = ("care_episodes", "placements", "protection_plans", "involvements")
ENDS = ("ended_on", "finished_on")
FEW, STILL = 0.25, 0.9  # of the number open at the end: next to none, and about as many
TOO_FEW = 12  # rows
QUARTER = 0.25
A_DAY = timedelta(days=1)
TEN_YEARS = timedelta(days=3653)

WHOLE = "This table is not of events, so it is taken to be whole."
NO_ROWS = "There are no rows to tell by. If that is so because nothing happened, say it with --covers."
ENDS_SET_IN = "There ends set in ({:,} of them): what had ended before then is not held."
BEGUN_ONLY = (
    "Hardly any were open when the rows begin, and ever more since: only what began since then is held."
)
FILLED = "Hardly any were open when the rows begin; about as many as now from {}."
TOLD = "Told when it was loaded."


def reach_of(
    readings: Sequence[Reading], tables: Iterable[str], as_at: date, told: Reaches
) -> dict[str, Reach]:
    """How far each table of a load reaches: as it was told to, in a file or on the command line, else as it shows."""
    said = {name: one for reading in readings for name, one in reading.told.items()} | dict(told)
    check_in_order(said)
    shown = {name: union(_by_reading(name, readings, as_at)) for name in tables if name not in said}
    return {name: clipped((said | shown)[name], as_at) for name in TABLES if name in said | shown}


def _by_reading(table: str, readings: Sequence[Reading], as_at: date) -> list[tuple[str, Reach]]:
    reaches = []
    for reading in readings:
        if reading.of(table):
            reaches.append((reading.title, reading.reach.get(table) or inferred(table, reading, as_at)))
    return reaches


def inferred(table: str, reading: Reading, as_at: date) -> Reach:
    """How far a table reaches by its own rows; of placements also by where care ends."""
    if table in NOT_OF_EVENTS:
        return Reach(ALWAYS, as_at, WHOLE)
    known = _counted(reading.of(table), key_date(TABLES[table]), as_at)
    if not known:
        return Reach(None, as_at, NO_ROWS)
    first, why = begins(known, as_at)
    ends = _ends(reading.of(SPELLS.get(table, "")), as_at)
    if ends.total() >= TOO_FEW and (later := begins(ends, as_at)[0]) > first:
        ended = sum(n for day, n in ends.items() if day >= later)
        first, why = later, ENDS_SET_IN.format(ended)
    return _to(_of_what_lasts(table, reading, Reach(first, as_at, why), known), known)


def _of_what_lasts(table: str, reading: Reading, reach: Reach, begun: Days) -> Reach:
    """Of spells that last for years: from when as many are open as later, where the rows begin with next to none open.

    An extract of what began since a day holds none of what was open then. While the number that are open still grows,
    nobody can tell how many are missing.
    """
    if table not in LASTING or reach.from_on in (None, ALWAYS):
        return reach
    assert reach.from_on is not None
    ended = _all_ends(reading.of(table), reach.to_on)
    months = _month_ends(reach.from_on, reach.to_on)
    stock = [_up_to(begun, day) - _up_to(ended, day) for day in months]
    if not stock or stock[-1] < TOO_FEW or stock[0] >= stock[-1] * FEW:
        return reach
    if stock[len(stock) // 2] < stock[-1] * STILL:
        return replace(reach, begun_only=True, why=f"{reach.why} {BEGUN_ONLY}")
    day = next(day for day, count in zip(months, stock, strict=True) if count >= stock[-1] * STILL)
    return replace(reach, from_on=max(day, reach.from_on), why=f"{reach.why} {FILLED.format(spoken(day))}")


def _all_ends(contributions: Iterable[Contribution], as_at: date) -> Days:
    days: Days = Counter()
    for contribution in contributions:
        for name in ENDS:
            if name in contribution.rows.column_names:
                days.update(counted(contribution.rows[name]))
    return Counter({day: n for day, n in days.items() if day <= as_at})


def _month_ends(first: date, last: date) -> list[date]:
    return [period.last for period in periods.months(first, last) if period.last <= last]


def _up_to(days: Days, day: date) -> int:
    return sum(n for other, n in days.items() if other <= day)


def _to(reach: Reach, days: Days) -> Reach:
    until = goes_on_to(days, reach.to_on)
    if until == reach.to_on:
        return reach
    return Reach(reach.from_on, until, f"{reach.why} No rows after {spoken(until)}.")


def begins(days: Days, until: date) -> tuple[date, str]:
    """The first day from which the rows are whole, and the evidence; of few rows the first."""
    return begins_by_number(days, until) or _first_of_few(days)


def begins_by_number(days: Days, until: date) -> tuple[date, str] | None:
    """The same where there are rows enough to tell by their number."""
    months = months_of(days)
    began = _first_usual_month(months, month_number(until)) if days.total() >= TOO_FEW else None
    if began is None:
        return None
    first = min(day for day in days if month_number(day) >= began)
    # An extract begins on the first of a month unless its first row says otherwise.
    day = first_of(began) if first.day <= 7 and months[began] >= 4 else first
    earlier = sum(n for other, n in days.items() if other < day)
    late = days.total() - earlier
    return day, f"{_rows(earlier)} earlier, {late:,} later."


def _first_of_few(days: Days) -> tuple[date, str]:
    """The first row, unless it stands ten years before the next."""
    ordered = sorted(days)
    lone = len(ordered) > 2 and days[ordered[0]] == 1 and ordered[1] - ordered[0] > TEN_YEARS
    first = ordered[1 if lone else 0]
    of = f"{days.total()} row{'' if days.total() == 1 else 's'}"
    return (
        first,
        f"The first of {of}{' but one' * lone}: too few to tell by their number.",
    )


def _rows(count: int) -> str:
    return "No row is" if count == 0 else "1 row is" if count == 1 else f"{count:,} rows are"


def _first_usual_month(months: Counter[int], last: int) -> int | None:
    """None when the rows lie so thinly that no month tells."""
    typical = usual(months.values())
    since = _after_the_last_gap(months, typical, last)
    for month in range(since, last + 1):
        ahead = min(12, last - month + 1)
        year = sum(months[month + n] for n in range(ahead))
        if months[month] and months[month] >= typical * QUARTER and year >= typical * QUARTER * ahead:
            return month
    return None


def _after_the_last_gap(months: Counter[int], typical: int, last: int) -> int:
    """The month after the last stretch of months that holds next to nothing where twenty rows were to be expected."""
    density = len(months) / (last - min(months) + 1)
    missing = max(2, ceil(20 / (typical * density)))
    empty = 0
    for month in range(max(month for month in months if month <= last), min(months) - 1, -1):
        empty = empty + 1 if months[month] <= typical / 20 else 0
        if empty >= missing:
            return month + empty
    return min(months)


def _counted(contributions: Sequence[Contribution], column: str | None, as_at: date) -> Days:
    """How many records are of each day; a record that two files give counts once."""
    held = [
        contribution.rows
        for contribution in contributions
        if column and column in contribution.rows.column_names
    ]
    if not held or column is None:
        return Counter()
    key = TABLES[contributions[0].table].key
    rows = pa.concat_tables([rows.select([key, column]) for rows in held], promote_options="permissive")
    if len(held) > 1:
        rows = rows.group_by(key).aggregate([(column, "max")]).rename_columns([key, column])
    return Counter({day: n for day, n in counted(rows[column]).items() if day <= as_at})


def _ends(contributions: Iterable[Contribution], as_at: date) -> Days:
    """Ends of spells; of care only where care itself ended, for an episode also ends with every change."""
    days: Days = Counter()
    for contribution in contributions:
        rows = contribution.rows
        for name in ENDS:
            if name in rows.column_names:
                days.update(counted(rows.filter(_ended_for_good(rows, name))[name]))
    return Counter({day: n for day, n in days.items() if day <= as_at})


def _ended_for_good(rows: pa.Table, name: str) -> pa.Array:
    ended = pc.is_valid(rows[name])
    if "end_reason" not in rows.column_names:
        return ended
    return pc.and_(ended, pc.fill_null(pc.not_equal(rows["end_reason"], "X1"), True))


def union(reaches: Sequence[tuple[str, Reach]]) -> Reach:
    """The reach of a table that several sources give: together where one begins as another ends, else the latest."""
    known = sorted(((of, one) for of, one in reaches if one.from_on), key=lambda named: named[1].to_on)
    if not known:
        return max((one for _, one in reaches), key=lambda one: one.to_on)
    of, whole = known.pop()
    named = [of]
    for other, earlier in reversed(known):
        assert earlier.from_on and whole.from_on
        if earlier.to_on + A_DAY >= whole.from_on and earlier.from_on < whole.from_on:
            whole = replace(whole, from_on=earlier.from_on, why=f"{earlier.why} {whole.why}".strip())
            named.insert(0, other)
    if len(reaches) == 1:
        return whole
    how = "Together" if len(named) > 1 else "Of several sources the one that goes on longest"
    return replace(whole, why=f"{how}: {', '.join(dict.fromkeys(named))}. {whole.why}")


def clipped(reach: Reach, as_at: date) -> Reach:
    """No table reaches beyond the day the records are true of."""
    return replace(reach, to_on=min(reach.to_on, as_at))


def told(text: str) -> tuple[str, Reach]:
    """`referrals=2008-04-01..2010-03-08` on the command line."""
    table, _, days = text.partition("=")
    first, _, last = days.partition("..")
    name = table.strip().replace("-", "_")
    try:
        return _known(name), Reach(date.fromisoformat(first), date.fromisoformat(last), TOLD)
    except ValueError:
        raise SherwoodError(
            "--covers needs a table and two days, such as --covers referrals=2008-04-01..2010-03-08."
        ) from None


def _known(table: str) -> str:
    if table not in TABLES:
        raise SherwoodError(f"There is no record table of that name. There are: {', '.join(TABLES)}.")
    return table


def check_in_order(reaches: Mapping[str, Reach]) -> None:
    for table, reach in reaches.items():
        if reach.from_on and reach.from_on > reach.to_on:
            raise SherwoodError(f"{table} is said to end before it begins. Give its first day first.")
