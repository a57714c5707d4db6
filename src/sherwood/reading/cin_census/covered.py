"""The collection year of a file of the census, the day it is true of, and the years each table is whole for."""

from collections.abc import Iterable, Sequence
from datetime import date

from sherwood.kit.periods import spoken
from sherwood.reading import as_at
from sherwood.reading.days import days_of
from sherwood.reading.format import AsAt, Contribution
from sherwood.reading.values import read_date
from sherwood.records.reach import Reach

NO_YEAR = "Neither ReferenceDate nor Year of the header says which collection year the file is of."
OF_THE_YEAR = "A census holds every child who was in need in its year, with what happened to the child in it."


def year_name(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"


def last_day(year: int) -> date:
    return date(year + 1, 3, 31)


def year_of(header: dict[str, str], latest: date) -> tuple[int | None, str]:
    """Where the collection year begins, and what is odd about how the header says it.

    ReferenceDate is the 31 March that ends it; where it is another day, Year (in which it ends) stands.
    """
    day = read_date(header["ReferenceDate"].strip(), latest).value if header.get("ReferenceDate") else None
    said = header.get("Year", "").strip()
    year = int(said) - 1 if said.isdecimal() and 1990 < int(said) <= latest.year + 1 else None
    if day and (day.month, day.day) == (3, 31):
        odd = " Year in the header says otherwise: correct it." if year not in (None, day.year - 1) else ""
        return day.year - 1, f"Collection year {year_name(day.year - 1)}, from ReferenceDate.{odd}"
    if year is None:
        return None, NO_YEAR + " Its codes were not checked by year."
    odd = " ReferenceDate is not the 31 March that ends a collection year: correct it." if day else ""
    return year, f"Collection year {year_name(year)}, from Year in the header.{odd}"


def day_of(contributions: Sequence[Contribution], today: date, told: date | None) -> AsAt | None:
    """31 March of the last year given; in a year that is not over, the last day anything happened."""
    if told:
        return AsAt(told, "")
    years = {contribution.year for contribution in contributions if contribution.year is not None}
    if not years:
        return None
    end = last_day(max(years))
    if end <= today:
        return AsAt(
            end, f"{spoken(end)}: the end of {year_name(max(years))}, the last census given.", yearly=True
        )
    return as_at.from_rows(days_of(contributions, today))


def reach(contributions: Iterable[Contribution], until: date) -> dict[str, Reach]:
    """Each table by the years in which files have rows of it: the last unbroken run."""
    years: dict[str, set[int | None]] = {}
    for contribution in contributions:
        if contribution.rows.num_rows:
            years.setdefault(contribution.table, set()).add(contribution.year)
    return {
        table: _reach({year for year in given if year is not None}, until)
        for table, given in years.items()
        if table != "children"
    }


def _reach(given: set[int], until: date) -> Reach:
    if not given:
        return Reach(None, until, NO_YEAR)
    first = last = max(given)
    while first - 1 in given:
        first -= 1
    named = year_name(last) if first == last else f"{year_name(first)} to {year_name(last)}"
    why = f"The census of {named}. {OF_THE_YEAR}"
    if min(given) < first:
        why += f" None was given for {year_name(first - 1)}, so what is before it does not count."
    return Reach(date(first, 4, 1), min(last_day(last), until), why)
