"""What a population is given: the record tables, the working-day calendar, and the day they are true of."""

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import narwhals as nw
import pyarrow as pa

from sherwood.kit import periods, working_days
from sherwood.records.frames import Frames

Frame = nw.LazyFrame[Any]
col = nw.col

FIRST_DAY, LAST_DAY = date(1998, 1, 1), date(2028, 12, 31)
EPOCH = date(1970, 1, 1)


@dataclass
class Records:
    """Record tables as at a day. Nothing that happened after `as_at` is seen by a measure.

    `covers_from`: the first day a table is known to be complete from, by table name; where it says nothing, the
    earliest date in the table is taken. Measures that look back need it, so as not to read silence as "never".
    """

    frames: Frames
    as_at: date
    covers_from: dict[str, date] = field(default_factory=dict)
    _made: dict[Callable[["Records"], Frame], Frame] = field(default_factory=dict, repr=False)

    def table(self, name: str) -> Frame:
        return self.frames.table(name)

    def once(self, make: Callable[["Records"], Frame]) -> Frame:
        """What `make` gives for these records, computed once and kept: for small things that are read many times."""
        if make not in self._made:
            self._made[make] = self.frames.of(make(self).collect().to_arrow())
        return self._made[make]

    @cached_property
    def calendar(self) -> Frame:
        """Every day with its working-day ordinal: columns `day`, `ordinal`."""
        days, ordinals = zip(*working_days.calendar_rows(FIRST_DAY, LAST_DAY), strict=True)
        return self.frames.of(pa.table({"day": _dates(days), "ordinal": _whole(ordinals)}))

    def census_days(self, first: date) -> Frame:
        """The last day of every month from `first` up to the day of the records, and that day: column `on`."""
        days = {month.last for month in periods.months(first, self.as_at)} | {self.as_at}
        return self.frames.of(pa.table({"on": _dates(sorted(day for day in days if day <= self.as_at))}))

    def first_day(self, table: str, column: str) -> date | None:
        """The day `table` is complete from: as declared, else its earliest `column`; None when it is empty."""
        if table in self.covers_from:
            return self.covers_from[table]
        return self.table(table).select(col(column).min()).collect().item()

    def with_working_days(self, frame: Frame, start: str, end: str, name: str) -> Frame:
        """Add `name`: elapsed working days from `start` (day 0) to `end`.

        Null when either day is missing or the end is before the start.
        """
        elapsed = col(f"{end}_ordinal") - col(f"{start}_ordinal")
        counted = nw.when(col(end) >= col(start)).then(elapsed)
        return self._with_ordinal(self._with_ordinal(frame, start), end).with_columns(**{name: counted})

    def with_deadline(self, frame: Frame, start: str, count: nw.Expr) -> Frame:
        """Add `due_on`, the working day that is `count` working days after `start`, and the next, `overdue_from`.

        Both are null where the day or the count is.
        """
        timed = self._with_ordinal(frame, start)
        timed = timed.with_columns(ordinal=col(f"{start}_ordinal") + count)
        return timed.join(self.once(_working_days), on="ordinal", how="left")

    def _with_ordinal(self, frame: Frame, column: str) -> Frame:
        """Add `<column>_ordinal`, the working-day ordinal of a date column."""
        named = self.calendar.rename({"day": column, "ordinal": f"{column}_ordinal"})
        return frame.join(named, on=column, how="left")


def _working_days(records: Records) -> Frame:
    """The working day of each ordinal, `due_on`, and the one after it, `overdue_from`."""
    days = records.calendar.group_by("ordinal").agg(due_on=col("day").min())
    return days.with_columns(overdue_from=col("due_on").shift(-1).over(order_by="ordinal"))


def _dates(days: Iterable[date]) -> pa.Array:
    return _whole((day - EPOCH).days for day in days).cast(pa.date32())


def _whole(numbers: Iterable[int]) -> pa.Array:
    """Straight from integers: when it is given Python objects, Arrow looks for pandas, which takes longer than all else."""
    made = array("i", numbers)
    return pa.Array.from_buffers(pa.int32(), len(made), [None, pa.py_buffer(made)])


def days_after(column: str, count: int) -> nw.Expr:
    """The date `count` days after the date in `column`."""
    return col(column).dt.offset_by(f"{count}d").cast(nw.Date)


def months_after(column: str, count: int) -> nw.Expr:
    """The date `count` calendar months after that in `column`, clamped to the end of the month."""
    return col(column).dt.offset_by(f"{count}mo").cast(nw.Date)


def year_began(column: str) -> nw.Expr:
    """The first day of the twelve months up to the date in `column`: the day after it, a year before."""
    return col(column).dt.offset_by("1d").dt.offset_by("-12mo").cast(nw.Date)


def calendar_days(start: str, end: str) -> nw.Expr:
    """Whole days from one date column to another."""
    return (col(end).cast(nw.Datetime()) - col(start).cast(nw.Datetime())).dt.total_minutes() // (24 * 60)
