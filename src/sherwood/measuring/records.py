"""What a population is given: the record tables, the working-day calendar, and the day they are true of."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import narwhals as nw
import pyarrow as pa

from sherwood.kit import periods, working_days
from sherwood.records.frames import Frames

Frame = nw.LazyFrame[Any]
col = nw.col

FIRST_DAY, LAST_DAY = date(1998, 1, 1), date(2028, 12, 31)


@dataclass
class Records:
    """Record tables as at a day. Nothing that happened after `as_at` is seen by a measure.

    `covers_from`: the first day a table is known to be complete from, by table name; where it says nothing, the
    earliest date in the table is taken. Measures that look back need it, so as not to read silence as "never".
    """

    frames: Frames
    as_at: date
    covers_from: dict[str, date] = field(default_factory=dict)

    def table(self, name: str) -> Frame:
        return self.frames.table(name)

    @cached_property
    def calendar(self) -> Frame:
        """Every day with its working-day ordinal: columns `day`, `ordinal`."""
        rows = list(working_days.calendar_rows(FIRST_DAY, LAST_DAY))
        return self.frames.of(
            pa.table({"day": [day for day, _ in rows], "ordinal": [ordinal for _, ordinal in rows]})
        )

    @cached_property
    def working_days(self) -> Frame:
        """Working days only, one for each ordinal: columns `working_day`, `ordinal`."""
        return self.calendar.group_by("ordinal").agg(working_day=col("day").min())

    def census_days(self, first: date) -> Frame:
        """The last day of every month from `first` up to the day of the records, and that day: column `on`."""
        days = {month.last for month in periods.months(first, self.as_at)} | {self.as_at}
        return self.frames.of(pa.table({"on": sorted(day for day in days if day <= self.as_at)}))

    def first_day(self, table: str, column: str) -> date | None:
        """The day `table` is complete from: as declared, else its earliest `column`; None when it is empty."""
        if table in self.covers_from:
            return self.covers_from[table]
        earliest = self.table(table).select(col(column).min()).collect().item()
        return earliest

    def with_ordinal(self, frame: Frame, column: str) -> Frame:
        """Add `<column>_ordinal`, the working-day ordinal of a date column."""
        named = self.calendar.rename({"day": column, "ordinal": f"{column}_ordinal"})
        return frame.join(named, on=column, how="left")

    def with_working_days(self, frame: Frame, start: str, end: str, name: str) -> Frame:
        """Add `name`: elapsed working days from `start` (day 0) to `end`.

        Null when either day is missing or the end is before the start.
        """
        timed = self.with_ordinal(self.with_ordinal(frame, start), end)
        elapsed = col(f"{end}_ordinal") - col(f"{start}_ordinal")
        timed = timed.with_columns(nw.when(col(end) >= col(start)).then(elapsed).alias(name))
        return timed.drop(f"{start}_ordinal", f"{end}_ordinal")

    def with_deadline(self, frame: Frame, start: str, count: nw.Expr, name: str) -> Frame:
        """Add `name`: the working day that is `count` working days after `start`; null where either is."""
        timed = self.with_ordinal(frame, start)
        timed = timed.with_columns((col(f"{start}_ordinal") + count).alias("ordinal"))
        return timed.join(self.working_days.rename({"working_day": name}), on="ordinal", how="left").drop(
            "ordinal", f"{start}_ordinal"
        )


def days_after(column: str, count: int) -> nw.Expr:
    """The date `count` days after the date in `column`."""
    return col(column).dt.offset_by(f"{count}d").cast(nw.Date)


def months_after(column: str, count: int) -> nw.Expr:
    """The date `count` calendar months after that in `column`, clamped to the end of the month."""
    return col(column).dt.offset_by(f"{count}mo").cast(nw.Date)


def calendar_days(start: str, end: str) -> nw.Expr:
    """Whole days from one date column to another."""
    return (col(end).cast(nw.Datetime()) - col(start).cast(nw.Datetime())).dt.total_minutes() // (24 * 60)


def day_before(day: date) -> date:
    return day - timedelta(days=1)
