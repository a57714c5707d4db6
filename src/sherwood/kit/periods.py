"""Periods of days, including both ends, as people name them: January 2010, 2009-10, a week, a quarter."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sherwood.kit.errors import SherwoodError
from sherwood.kit.working_days import add_months

DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Period:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise SherwoodError(
                f"A period must end on or after the day it begins; this one begins on {spoken(self.first)} "
                f"and ends on {spoken(self.last)}. Give the earlier day first."
            )

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def label(self) -> str:
        """The period in plain words, as a heading would give it."""
        first, last = self.first, self.last
        if first == last:
            return spoken(first)
        if self == financial_year(first.year):
            return f"{first.year}-{last.year % 100:02}"
        if self == month(first.year, first.month):
            return f"{first:%B} {first.year}"
        if self == year_to(last):
            return f"Year to {spoken(last)}"
        if self._is_whole_months:
            return f"{first:%B}{_year_unless(first, last)} to {last:%B} {last.year}"
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day} to {spoken(last)}"
        return f"{first.day} {first:%B}{_year_unless(first, last)} to {spoken(last)}"

    def previous(self) -> "Period":
        """The period of the same kind just before: as many months when it is of months, else as many days."""
        after = self.last + DAY
        months = (after.year - self.first.year) * 12 + after.month - self.first.month
        if months and after.day == self.first.day:
            return Period(add_months(self.first, -months), self.first - DAY)
        return Period(self.first - timedelta(self.days), self.first - DAY)

    def same_last_year(self) -> "Period":
        """The same dates a year earlier; a Monday-to-Sunday week becomes the week 52 weeks earlier."""
        if self == week_of(self.first):
            return Period(self.first - timedelta(364), self.last - timedelta(364))
        return Period(add_months(self.first, -12), _year_before(self.last + DAY) - DAY)

    @property
    def _is_whole_months(self) -> bool:
        return self.first.day == 1 and (self.last + DAY).day == 1


def spoken(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _year_unless(first: date, last: date) -> str:
    return "" if first.year == last.year else f" {first.year}"


def _year_before(day: date) -> date:
    """The same date a year earlier, as the day after a period's end: 29 February becomes 1 March."""
    earlier = add_months(day, -12)
    return earlier if earlier.day == day.day else earlier + DAY


def month(year: int, number: int) -> Period:
    first = date(year, number, 1)
    return Period(first, add_months(first, 1) - DAY)


def week_of(day: date) -> Period:
    """The ISO week, Monday to Sunday, that `day` falls in."""
    monday = day - timedelta(day.weekday())
    return Period(monday, monday + timedelta(6))


def financial_year(year: int) -> Period:
    """1 April of `year` to 31 March of the next."""
    return Period(date(year, 4, 1), date(year + 1, 3, 31))


def quarter(year: int, number: int) -> Period:
    """A quarter of the financial year that begins in `year`: quarter 4 of 2009 is January to March 2010.

    Councils count their quarters from April, so this is the only meaning of a quarter here.
    """
    first = add_months(date(year, 4, 1), 3 * (number - 1))
    return Period(first, add_months(first, 3) - DAY)


def year_to(day: date) -> Period:
    """The twelve months up to and including `day`."""
    return Period(_year_before(day + DAY), day)


def financial_year_of(day: date) -> Period:
    return financial_year(day.year if day.month >= 4 else day.year - 1)


def quarter_of(day: date) -> Period:
    return quarter(financial_year_of(day).first.year, (day.month - 4) % 12 // 3 + 1)


def months(first: date, last: date) -> Iterator[Period]:
    """Every month that has a day between `first` and `last`; so too the three below."""
    return _each(lambda day: month(day.year, day.month), first, last)


def weeks(first: date, last: date) -> Iterator[Period]:
    return _each(week_of, first, last)


def quarters(first: date, last: date) -> Iterator[Period]:
    return _each(quarter_of, first, last)


def financial_years(first: date, last: date) -> Iterator[Period]:
    return _each(financial_year_of, first, last)


def _each(of: Callable[[date], Period], first: date, last: date) -> Iterator[Period]:
    while first <= last:
        period = of(first)
        yield period
        first = period.last + DAY


def _written_financial_year(year: str, end: str) -> Period:
    if (int(year) + 1) % 100 != int(end):
        raise ValueError
    return financial_year(int(year))


def _day(text: str) -> date:
    return date.fromisoformat(text)


YEAR = "(?:19|20)[0-9][0-9]"
ON = f"({YEAR}-[0-9][0-9]-[0-9][0-9])"
WRITTEN: tuple[tuple[str, Callable[..., Period]], ...] = (
    (f"({YEAR})-([0-9][0-9])", lambda year, number: month(int(year), int(number))),
    (f"({YEAR})/([0-9][0-9])", _written_financial_year),
    (f"({YEAR})-W([0-9][0-9])", lambda year, week: week_of(date.fromisocalendar(int(year), int(week), 1))),
    (f"({YEAR})-Q([1-4])", lambda year, number: quarter(int(year), int(number))),
    (ON, lambda day: Period(_day(day), _day(day))),
    (f"{ON}[.][.]{ON}", lambda first, last: Period(_day(first), _day(last))),
)


def parse(text: str) -> Period:
    """A period as written on the command line, or a SherwoodError that says how to write one."""
    for pattern, made in WRITTEN:
        if found := re.fullmatch(pattern, text.strip()):
            try:
                return made(*found.groups())
            except ValueError:  # right in form, but no such day, week, month or year
                break
    raise SherwoodError(
        f"“{text[:40]}” is not a period. Write a month as 2010-01, a financial year as 2009/10, its quarter "
        "as 2009-Q4 (January to March 2010), a week as 2010-W05, a day as 2010-03-08, or two days as "
        "2010-01-03..2010-02-05."
    )
