"""Working days of England and Wales, and months as the regulations count them.

A working day is not a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday. The bank holidays are
data (`bank_holidays.csv`), because Parliament and royal proclamations move them: a change is a new `VERSION`.
"""

import csv
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import NamedTuple

from sherwood.kit.errors import SherwoodError

VERSION = "England and Wales 1998-2028, first edition"


class _Calendar(NamedTuple):
    first: int  # proleptic ordinal of the first day known
    ordinals: list[int]  # for each day from the first: working days up to and including it
    working: list[date]  # the working days in order


def bank_holidays() -> dict[date, str]:
    """Every bank holiday known, by day. They all fall on weekdays."""
    text = files("sherwood.kit").joinpath("bank_holidays.csv").read_text("utf-8")
    return {date.fromisoformat(row["date"]): row["name"] for row in csv.DictReader(text.splitlines())}


@cache
def _calendar() -> _Calendar:
    closed = bank_holidays()
    first, last = date(min(closed).year, 1, 1), date(max(closed).year, 12, 31)
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    open_ = [day.weekday() < 5 and day not in closed for day in days]
    return _Calendar(
        first.toordinal(),
        list(accumulate(int(is_open) for is_open in open_)),
        [d for d, is_open in zip(days, open_, strict=True) if is_open],
    )


def ordinal(day: date) -> int:
    """How many working days the calendar holds up to and including `day`."""
    known = _calendar()
    place = day.toordinal() - known.first
    if 0 <= place < len(known.ordinals):
        return known.ordinals[place]
    raise _unknown()


def first_day() -> date:
    """The first day whose working days can be counted."""
    return date.fromordinal(_calendar().first)


def last_day() -> date:
    """The last day whose working days can be counted: the end of the last year with bank holidays."""
    return date.fromordinal(_calendar().first + len(_calendar().ordinals) - 1)


def extent() -> str:
    """How far working days can be counted, for whoever reads a figure that rests on them."""
    known = f"Bank holidays are known from {first_day().year} to {last_day().year}"
    return f"{known}; nothing outside them is timed in working days."


def _unknown() -> SherwoodError:
    return SherwoodError(
        f"Bank holidays are known from {first_day().year} to {last_day().year}, and a date outside them "
        "came, so working days cannot be counted. If the date is right, a newer Sherwood is needed."
    )


def is_working(day: date) -> bool:
    known = _calendar()
    count = ordinal(day)
    return count > 0 and known.working[count - 1] == day


def elapsed(start: date, end: date) -> int | None:
    """Working days d with start < d <= end, so the start is day 0; None when `end` is before `start`."""
    if end < start:
        return None
    return ordinal(end) - ordinal(start)


def deadline(start: date, working_days: int) -> date:
    """The last day in time: the `working_days`-th working day after `start` (0 is `start` itself)."""
    if working_days < 0:
        raise ValueError("A deadline cannot lie before its start")
    working, place = _calendar().working, ordinal(start) + working_days - 1
    if working_days == 0:
        return start
    if place < len(working):
        return working[place]
    raise _unknown()


def calendar_rows(first: date, last: date) -> Iterator[tuple[date, int]]:
    """Each date from `first` to `last` with its ordinal: elapsed is the difference of two ordinals."""
    for n in range((last - first).days + 1):
        day = first + timedelta(n)
        yield day, ordinal(day)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on, or the end of the month when there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
