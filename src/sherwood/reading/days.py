"""What the days of many rows say together: how many rows there are on each day, and what is usual."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from sherwood.reading.format import Contribution
from sherwood.records.tables import TABLES, Kind

NOT_TELLING = {
    "due_on",
    "expected_on",
    "born_on",
    "died_on",
    "counted_on",
    "known_to_on",
}  # planned, or of another time
NOT_OF_EVENTS = {"children", "teams", "workers", "population", "source_counts"}

FEW = 20  # rows: fewer say too little of what is usual

Days = Counter[date]
Where = tuple[str, str]  # the file and the table that rows are of


def days_of(contributions: Iterable[Contribution], today: date) -> dict[Where, Days]:
    """For each file and table how many rows end on each day; a row ends on its last day that is not after today."""
    found: dict[Where, Days] = {}
    for contribution in contributions:
        if contribution.table not in NOT_OF_EVENTS:
            last = last_days(contribution.rows, telling(contribution), today)
            found.setdefault((contribution.account.file, contribution.table), Counter()).update(last)
    return found


def telling(contribution: Contribution) -> list[str]:
    """The columns of a contribution that hold days on which something happened."""
    return [
        column.name
        for column in TABLES[contribution.table].columns
        if column.kind is Kind.DATE
        and column.name not in NOT_TELLING
        and column.name in contribution.rows.column_names
    ]


def last_days(rows: pa.Table, columns: Sequence[str], today: date) -> Days:
    if not columns or not rows.num_rows:
        return Counter()
    past = [pc.if_else(pc.less_equal(rows[name], today), rows[name], None) for name in columns]
    return counted(pc.max_element_wise(*past))


def counted(days: pa.ChunkedArray) -> Days:
    """How often each day stands in a column."""
    return Counter(
        {count["values"]: count["counts"] for count in pc.value_counts(days).to_pylist() if count["values"]}
    )


def together(counts: Iterable[Days]) -> Days:
    pooled: Days = Counter()
    for days in counts:
        pooled.update(days)
    return pooled


def by_table(found: Mapping[Where, Days]) -> dict[str, Days]:
    tables: dict[str, Days] = {}
    for (_, table), days in found.items():
        tables.setdefault(table, Counter()).update(days)
    return tables


def usual(counts: Iterable[int]) -> int:
    """The count of the week or month in which the row in the middle lies: sparse ones do not move it."""
    ordered = sorted(count for count in counts if count)
    middle, seen = sum(ordered) / 2, 0
    for count in ordered:
        seen += count
        if seen >= middle:
            return count
    return 0


def weeks_of(days: Days) -> Counter[int]:
    weeks: Counter[int] = Counter()
    for day, count in days.items():
        weeks[day.toordinal() // 7] += count
    return weeks


def months_of(days: Days) -> Counter[int]:
    """By month, numbered so that the next is one more."""
    months: Counter[int] = Counter()
    for day, count in days.items():
        months[month_number(day)] += count
    return months


def month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def supported_day(days: Days) -> date:
    """The latest day that has about as many rows, in its week and by itself, as is usual: a quarter of a week is enough.

    One mistyped day just after the end of an extract is not one. Of few rows nothing is usual.
    """
    if days.total() < FEW:
        return max(days)
    week = usual(weeks_of(days).values())
    for day in sorted(days, reverse=True):
        if in_week_to(days, day) >= week / 4 and days[day] >= week / 70:
            return day
    return max(days)


def in_week_to(days: Days, day: date) -> int:
    return sum(days[day - timedelta(n)] for n in range(7))


def goes_on_to(days: Days, until: date) -> date:
    """The last day that the rows bear out: `until`, unless there are ten too few rows after some day to be chance."""
    known = Counter({day: count for day, count in days.items() if day <= until})
    months = months_of(known)
    if len(months) < 6:
        return until
    last = supported_day(known)
    silent = (until - last).days
    expected = usual(months.values()) * min(1, len(months) / _span(months)) * silent / 30
    return last if silent > 31 and expected >= 10 else until


def _span(months: Counter[int]) -> int:
    return max(months) - min(months) + 1


def collection_year(days: pa.ChunkedArray) -> pa.ChunkedArray:
    """The year in which the collection year (1 April to 31 March) of each day begins."""
    return pc.subtract(pc.year(days), pc.cast(pc.less(pc.month(days), 4), pa.int64()))
