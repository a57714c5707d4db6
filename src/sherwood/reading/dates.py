"""Days in every writing that systems export. Where the writing leaves open which figure is the day, the whole
column decides: see `Order.of`.

A time of day and its zone are left out: the day that is written is the day that is meant.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

TIME = (
    r"(?:[T:,]?\s*\d{1,2}(?:[:.]\d{2})+(?:[.,:]\d+)?\s*(?:[AP]\.?M\.?)?"
    r"|[T ]\d{4}(?:\d{2})?(?:\.\d+)?|[T ]\s*\d{1,2}\s*[AP]\.?M\.?)?"
    r"\s*(?:Z|[A-Z]{2,4}|[A-Z][a-z]+/[A-Z][a-z]+)?\s*(?:[+-]\d{2}:?\d{2})?\s*(?:\([\w ]+\)|\[[\w/]+\])?"
)
WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
MARK = r"[-/. ,]{0,2}\s*"
ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){TIME}")
FIGURES = re.compile(
    rf"{WEEKDAY}(\d{{1,2}})(?:\s?([-/. ])\s?)(\d{{1,2}})\s?\2\s?(\d{{4}}|\d{{2}}){TIME}", re.I
)
COMPACT = re.compile(r"(\d{8})(?:\d{4}|\d{6}|[T ]\d{2}:?\d{2}(?::?\d{2})?(?:\.\d+)?Z?)?")
DAY_MONTH_YEAR = re.compile(
    rf"{WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?{MARK}(?:of\s)?([A-Za-z]{{3,9}})\.?{MARK}(\d{{4}}|\d{{2}}){TIME}",
    re.I,
)
MONTH_DAY_YEAR = re.compile(
    rf"{WEEKDAY}([A-Za-z]{{3,9}})\.?{MARK}(\d{{1,2}})(?:st|nd|rd|th)?[-/ ,.]\s*(\d{{4}}){TIME}", re.I
)
MONTH_DAY_TIME_YEAR = re.compile(
    rf"{WEEKDAY}([A-Za-z]{{3}})\s+(\d{{1,2}})\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?\s+(?:[A-Z]{{3,4}}\s+)?(\d{{4}})",
    re.I,
)
YEAR_MONTH_DAY = re.compile(rf"(\d{{4}}){MARK}([A-Za-z]{{3,9}})\.?{MARK}(\d{{1,2}}){TIME}", re.I)
SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
LONGEST = 80  # characters that the writing of a day takes
PLAUSIBLE = 1950  # no two-digit year is taken for one before it when another order makes sense
DAY_ZERO = date(1899, 12, 30)
FIRST_SERIAL = date(1927, 1, 1)
FEW = 20  # one day in so many written the other way is a slip; more put the whole column in doubt


class Order(Enum):
    """Which figure of a day such as 03/04/2021 comes first."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    DOUBT = "doubt"  # the column says now this, now that

    @classmethod
    def of(cls, evidence: "Evidence") -> "Order | None":
        """What the days say that can be read one way only; None when none of them can."""
        ranked = sorted(evidence.only, key=lambda order: -evidence.only[order])
        if not ranked:
            return None
        most = evidence.only[ranked[0]]
        others = sum(evidence.only.values()) - most
        return ranked[0] if others * FEW <= most else cls.DOUBT


@dataclass(frozen=True)
class Evidence:
    """Of the different days of a column written in figures: how many there are, and can be in one order only."""

    days: int
    only: dict[Order, int]

    def __add__(self, other: "Evidence") -> "Evidence":
        only = {order: self.only.get(order, 0) + other.only.get(order, 0) for order in self.only | other.only}
        return Evidence(self.days + other.days, only)


class WrittenDay(NamedTuple):
    """A day as it is written: `day` is None when there is no such day."""

    day: date | None
    two_digits: bool = False
    serial: bool = False
    in_doubt: bool = False


def evidence(texts: Iterable[str], latest: date) -> Evidence:
    days, only = 0, dict[Order, int]()
    for text in texts:
        if figures := _figures(text):
            days += 1
            possible = [order for order, _ in _readings(figures, latest)]
            if len(possible) == 1:
                only[possible[0]] = only.get(possible[0], 0) + 1
    return Evidence(days, only)


def written(text: str, order: Order, latest: date, day_one: date | None = None) -> WrittenDay | None:
    """The day that is written; None when the text is not the writing of a day."""
    if len(text) > LONGEST:
        return None
    if figures := _figures(text):
        return _in_order(figures, order, latest)
    if found := ISO.fullmatch(text):
        return WrittenDay(_day(found[1], found[3], found[4]))
    if found := COMPACT.fullmatch(text):
        return WrittenDay(_day(found[1][:4], found[1][4:6], found[1][6:]))
    if found := SERIAL.fullmatch(text):
        return _serial(int(found[1]), latest, day_one)
    return _named(text, latest)


def _figures(text: str) -> tuple[str, str, str] | None:
    """The three figures of a day such as 03/04/2021, 3.4.21 or 03042021, when the year stands last or is short."""
    if len(text) > LONGEST:
        return None
    if found := FIGURES.fullmatch(text):
        return found[1], found[3], found[4]
    found = COMPACT.fullmatch(text)
    if found and not "1900" <= found[1][:4] <= "2099" and "1900" <= found[1][4:8] <= "2099":
        return found[1][:2], found[1][2:4], found[1][4:8]
    if (
        found
        and _day(found[1][:4], found[1][4:6], found[1][6:]) is None
        and "1900" <= found[1][4:8] <= "2099"
    ):
        return found[1][:2], found[1][2:4], found[1][4:8]
    return None


def _readings(figures: tuple[str, str, str], latest: date) -> Iterator[tuple[Order, date]]:
    """Each order in which the figures are a day; of two-digit years, one that a record could be of."""
    for order in (Order.DAY, Order.MONTH, Order.YEAR):
        found = _in_order(figures, order, latest)
        if found.day and not (found.two_digits and not PLAUSIBLE <= found.day.year <= latest.year):
            yield order, found.day


def _in_order(figures: tuple[str, str, str], order: Order, latest: date) -> WrittenDay:
    first, second, third = figures
    if order is Order.DOUBT:
        return WrittenDay(None, in_doubt=True)
    if order is Order.YEAR and len(third) == 4:
        return WrittenDay(None)
    if order is Order.MONTH:
        day, month, year = second, first, third
    elif order is Order.YEAR:
        day, month, year = third, second, first
    else:
        day, month, year = first, second, third
    return WrittenDay(_day(full_year(year, latest), month, day), two_digits=len(year) < 4)


def full_year(year: str, latest: date) -> str:
    """A two-digit year is of the hundred years that end with `latest`."""
    if len(year) == 4:
        return year
    full = latest.year // 100 * 100 + int(year)
    return str(full if full <= latest.year else full - 100)


def _named(text: str, latest: date) -> WrittenDay | None:
    """A day whose month is a word."""
    if found := DAY_MONTH_YEAR.fullmatch(text):
        day, month, year = found.groups()
    elif found := MONTH_DAY_YEAR.fullmatch(text) or MONTH_DAY_TIME_YEAR.fullmatch(text):
        month, day, year = found.groups()
    elif found := YEAR_MONTH_DAY.fullmatch(text):
        year, month, day = found.groups()
    else:
        return None
    number = _month(month)
    if number is None:
        return None
    return WrittenDay(_day(full_year(year, latest), str(number), day), two_digits=len(year) == 2)


def _month(word: str) -> int | None:
    short = "sep" if word.casefold() == "sept" else word.casefold()
    return next((n for n, month in enumerate(MONTHS, 1) if month == short or month[:3] == short), None)


def _serial(number: int, latest: date, day_one: date | None) -> WrittenDay | None:
    """A day as a spreadsheet counts it: in a workbook a day, elsewhere a number nobody can be sure of."""
    day = (day_one or DAY_ZERO) + timedelta(days=number)
    if not FIRST_SERIAL <= day <= latest:
        return None
    return WrittenDay(day if day_one else None, serial=True)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
