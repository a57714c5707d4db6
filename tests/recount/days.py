"""Days as the definitions count them, with a calendar of its own."""

import csv
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

BANK_HOLIDAYS = Path(__file__).parents[2] / "src" / "sherwood" / "kit" / "bank_holidays.csv"
DAY = timedelta(1)

with BANK_HOLIDAYS.open(encoding="utf-8") as opened:
    HOLIDAYS = np.array([row["date"] for row in csv.DictReader(opened)], dtype="datetime64[D]")


def elapsed(start: date, end: date) -> int:
    """Working days from `start`, which is day 0, to `end`."""
    return int(np.busday_count(start + DAY, end + DAY, holidays=HOLIDAYS))


def working_day_after(start: date, count: int) -> date:
    """The working day that is `count` working days after `start`."""
    return np.busday_offset(start, count, roll="backward", holidays=HOLIDAYS).item()


def months_on(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month."""
    return (pd.Timestamp(day) + pd.DateOffset(months=months)).date()


def birthday(born_on: date, years: int) -> date:
    """Who was born on 29 February is a year older on 1 March."""
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)


def year_to(day: date) -> date:
    """The first day of the twelve months that end with `day`."""
    return birthday(day + DAY, -1)


def earliest(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def month_ends(first: date, last: date) -> list[date]:
    """The last day of each month that begins in or after that of `first`, and `last` itself."""
    ends = pd.date_range(first, last, freq="ME")
    return sorted({end.date() for end in ends} | {last})


def periods(first: date, last: date, kind: str) -> list[tuple[date, date]]:
    """Every month, week (from Monday) or quarter that has a day between two days: its first and its last day."""
    spans = pd.period_range(first, last, freq={"month": "M", "week": "W-SUN", "quarter": "Q-MAR"}[kind])
    return [(span.start_time.date(), span.end_time.date()) for span in spans]
