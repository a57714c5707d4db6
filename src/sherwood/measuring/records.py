"""What a population is given: the record tables, the working-day calendar, and the day they are true of."""

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import narwhals as nw

from sherwood.kit import working_days
from sherwood.records.reach import Reaches

if TYPE_CHECKING:  # Arrow is slow to load, and a ledger is made without it
    import pyarrow as pa

    from sherwood.records.frames import Frames

Frame = nw.LazyFrame[Any]
col = nw.col

EPOCH = date(1970, 1, 1)
KNOWN_FROM = {  # tables that are looked back into, and the day a row is of
    "referrals": "received_on",
    "placements": "started_on",
    "care_episodes": "started_on",
    "care_reviews": "held_on",
    "conferences": "held_on",
    "protection_plans": "started_on",
}
NEED_NOT_BE = ("conferences",)  # of those, what hides nothing where there is none


@dataclass
class Records:
    """Record tables as at a day. Nothing that happened after `as_at` is seen by a measure.

    `reach`: how far each table is complete; where it says nothing, a table is taken to be so from its earliest date.
    Populations that look back need it, so as not to read silence as "never".
    """

    frames: "Frames"
    as_at: date
    reach: Reaches = field(default_factory=dict)
    _made: dict[Callable[["Records"], Frame], Frame] = field(default_factory=dict, repr=False)

    def table(self, name: str) -> Frame:
        return self.frames.table(name)

    def once(self, make: Callable[["Records"], Frame]) -> Frame:
        """What `make` gives for these records, computed once and kept: for what is read many times."""
        if make not in self._made:
            self._made[make] = self.kept(make)
        return self._made[make]

    def kept(self, make: Callable[["Records"], Frame]) -> Frame:
        return self.frames.of(make(self).collect().to_arrow())

    def with_known_from(self, frame: Frame, *tables: str) -> Frame:
        """Add `<table>_known_from`, the day each table is complete from; the day of the records when it is empty, or the
        beginning of time where an empty one hides nothing."""
        known = self.once(_known_from)
        return frame.join(
            known.select(**{f"{table}_known_from": col(table) for table in tables}), how="cross"
        )

    @cached_property
    def told(self) -> Frame:
        """One row: the day from which each table that is looked back into is told to be complete; null when it is not."""
        import pyarrow as pa

        told = told_from(self.reach, self.as_at)
        return self.frames.of(
            pa.table({f"{table}_told": pa.array([told[table]], pa.date32()) for table in told})
        )

    @cached_property
    def calendar(self) -> Frame:
        """Every day with its working-day ordinal: columns `day`, `ordinal`."""
        return self.frames.of(_calendar_table())

    def with_working_days(self, frame: Frame, start: str, end: str, name: str) -> Frame:
        """Add `name`: elapsed working days from `start` (day 0) to `end`.

        Null when either day is missing or the end is before the start.
        """
        given = frame.collect_schema().names()
        elapsed = col(f"{end}_ordinal") - col(f"{start}_ordinal")
        counted = nw.when(col(end) >= col(start)).then(elapsed).alias(name)
        return self._with_ordinal(self._with_ordinal(frame, start), end).select(*given, counted)

    def with_deadline(self, frame: Frame, start: str, count: nw.Expr) -> Frame:
        """Add `due_on`, the working day that is `count` working days after `start`, and the next, `overdue_from`.

        Both are null where the day or the count is.
        """
        given = frame.collect_schema().names()
        timed = self._with_ordinal(frame, start).with_columns(ordinal=col(f"{start}_ordinal") + count)
        return timed.join(self.once(_working_days), on="ordinal", how="left").select(
            *given, "due_on", "overdue_from"
        )

    def _with_ordinal(self, frame: Frame, column: str) -> Frame:
        """Add `<column>_ordinal`, the working-day ordinal of a date column."""
        named = self.calendar.rename({"day": column, "ordinal": f"{column}_ordinal"})
        return frame.join(named, on=column, how="left")


@cache
def calendar_days_and_ordinals() -> tuple[list[date], list[int]]:
    rows = working_days.calendar_rows(working_days.first_day(), working_days.last_day())
    days, ordinals = zip(*rows, strict=True)
    return list(days), list(ordinals)


def _calendar_table() -> "pa.Table":
    """Straight from integers: given Python's dates Arrow would load pandas first, if it is there."""
    import pyarrow as pa

    def column(numbers: Iterable[int], kind: pa.DataType) -> pa.Array:
        made = array("i", numbers)
        return pa.Array.from_buffers(kind, len(made), [None, pa.py_buffer(made)])

    days, ordinals = calendar_days_and_ordinals()
    since_epoch = ((day - EPOCH).days for day in days)
    return pa.table({"day": column(since_epoch, pa.date32()), "ordinal": column(ordinals, pa.int32())})


def month_ends(records: Records) -> Frame:
    """The last day of every month up to the day of the records, and that day: column `on`."""
    days = records.calendar.filter(col("day") <= records.as_at)
    months = days.with_columns(month=col("day").dt.year() * 100 + col("day").dt.month())
    return months.group_by("month").agg(on=col("day").max()).select("on")


def told_from(reach: Reaches, as_at: date) -> dict[str, date | None]:
    """By table, the first day it is told to be complete from; of the latest of each child only, that day never comes."""
    never = as_at + timedelta(1)
    return {table: (reach[table].from_on or never) if table in reach else None for table in KNOWN_FROM}


def _known_from(records: Records) -> Frame:
    """One row: the day each of some tables is complete from, in a column of the table's name."""
    known = records.told
    for table, column in KNOWN_FROM.items():
        known = known.join(records.table(table).select(**{table: col(column).min()}), how="cross")
    return known.select(
        **{
            table: nw.coalesce(
                col(f"{table}_told"),
                col(table),
                nw.lit(date.min if table in NEED_NOT_BE else records.as_at),
            )
            for table in KNOWN_FROM
        }
    )


def _working_days(records: Records) -> Frame:
    """The working day of each ordinal, `due_on`, and the one after it, `overdue_from`."""
    days = records.calendar.group_by("ordinal").agg(due_on=col("day").min())
    return days.with_columns(overdue_from=col("due_on").shift(-1).over(order_by="ordinal"))


def days_after(column: str, count: int) -> nw.Expr:
    """The date `count` days after the date in `column`."""
    return col(column).dt.offset_by(f"{count}d").cast(nw.Date)


def months_after(column: str, count: int) -> nw.Expr:
    """The date `count` calendar months after that in `column`, clamped to the end of the month."""
    return col(column).dt.offset_by(f"{count}mo").cast(nw.Date)


def birthday(column: str, years: int) -> nw.Expr:
    """The day on which somebody born on the date in `column` is so many years old; of 29 February, 1 March."""
    same_day = months_after(column, 12 * years)
    late = col(column).dt.day() != same_day.dt.day()
    return nw.when(late).then(same_day.dt.offset_by("1d").cast(nw.Date)).otherwise(same_day)


def year_began(column: str) -> nw.Expr:
    """The first day of the twelve months up to the date in `column`: the day after it, a year before."""
    return col(column).dt.offset_by("1d").dt.offset_by("-12mo").cast(nw.Date)


def calendar_days(start: str, end: str) -> nw.Expr:
    """Whole days from one date column to another."""
    minutes = (col(end).cast(nw.Datetime()) - col(start).cast(nw.Datetime())).dt.total_minutes()
    return (minutes / (24 * 60)).cast(nw.Int64)
