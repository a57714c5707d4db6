"""The collection year (1 April to 31 March) that each file of the return is of, from what is in it.

Councils name these files in every way there is, so a name is only a tie-breaker. In order:

1. a column YEAR, row by row: as 2016/17, or one year, which is where the collection year ends or where it begins,
   whichever the days of the rows fit;
2. the days in it, for files of events: the latest year that holds at least one in two hundred of them, so
   that a mistyped year does not misdate a file (an end on 1 April is of the year before: it ended overnight);
3. the children in it: the dated file whose children are most nearly the same;
4. a dated file in the same folder, or with the same figures in its name;
5. the only year there is;
6. the days of reviews, which real returns keep to their year.

A year is named by where it begins: 2016 is 2016/17.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import PurePosixPath

import pyarrow as pa

from sherwood.reading.accounts import Account
from sherwood.reading.sheets import Sheet
from sherwood.reading.ssda903.files import ReturnFile
from sherwood.reading.taking import Field
from sherwood.reading.values import Value
from sherwood.records.tables import Kind

ALIKE = 0.5  # share of children two files must have in common to be taken for the same year
CLEARLY = 0.02  # by how much the best must beat the next
EITHER = 10_000  # added to a year that may be where a collection year ends or where it begins


@dataclass
class YearPart:
    """The rows of one file of one collection year."""

    kind: ReturnFile
    sheet: Sheet
    account: Account
    rows: pa.Table
    year: int | None = None
    children: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.children = frozenset(self.rows["child"].to_pylist())


def year_name(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"


def last_day(year: int) -> date:
    return date(year + 1, 3, 31)


def read_year(text: str) -> Value:
    """2016/17, 2016-17 and 201617 say both ends; 2017 may be either, and is kept as such until the days are known."""
    if re.fullmatch(r"(19|20)\d\d", text):
        return Value(EITHER + int(text))
    if found := re.fullmatch(r"((?:19|20)\d\d)[/_-]?(?:20)?\d\d", text):
        return Value(int(found[1]))
    return Value(problem="Expected a collection year, as 2016/17, or 2017 for all the rows of one.")


YEAR = Field("said_year", Kind.WHOLE, "YEAR", read=read_year)


def assign_years(parts: Sequence[YearPart], today: date) -> None:
    """Give each part its year, where one can be found, and say in its account how it was."""
    ways: list[tuple[Callable[[YearPart], int | None], str]] = [
        (lambda part: _year_of_days(part, part.kind.events, today), "from the dates in it"),
        (lambda part: _year_of_same_children(part, parts), "from the children in it"),
        (lambda part: _year_of_same_name(part, parts), "from the files it came with"),
        (lambda part: _only_year(parts), "the only year loaded"),
        (lambda part: _year_of_days(part, (part.kind.begins_on,), today), "from the dates in it"),
    ]
    for find, how in ways:
        found = [(part, find(part)) for part in parts if part.year is None]
        for part, year in found:
            if year is not None:
                part.year = year
                part.account.note(f"Collection year {year_name(year)}, {how}.")
    for part in parts:
        if part.year is None:
            part.account.note("Its collection year could not be found, so codes were not checked by year.")


def _year_of_days(part: YearPart, columns: Sequence[str], today: date) -> int | None:
    counts: Counter[int] = Counter()
    for column in filter(None, columns):
        shift = timedelta(days=1 if column == part.kind.ends_on else 0)
        days = (day - shift for day in part.rows[column].drop_null().to_pylist())
        counts.update(day.year - (day.month < 4) for day in days if day <= today)
    enough = counts.total() / 200
    return max((year for year, count in counts.items() if count >= enough), default=None)


def _year_of_same_children(part: YearPart, parts: Sequence[YearPart]) -> int | None:
    """By the share in common of all the children of both files; none when two years fit nearly as well."""
    shares: dict[int, float] = {}
    for other in parts:
        if other.year is not None and other.kind.events and (both := part.children | other.children):
            share = len(part.children & other.children) / len(both)
            shares[other.year] = max(share, shares.get(other.year, 0))
    ranked = sorted(shares, key=lambda year: -shares[year])
    if not ranked or shares[ranked[0]] < ALIKE:
        return None
    clear = len(ranked) == 1 or shares[ranked[0]] - shares[ranked[1]] >= CLEARLY
    return ranked[0] if clear else None


def _year_of_same_name(part: YearPart, parts: Sequence[YearPart]) -> int | None:
    group = _group(part)
    years = {part.year for part in parts if part.year is not None and group and _group(part) == group}
    return years.pop() if len(years) == 1 else None


def _group(part: YearPart) -> tuple[str, ...]:
    """The folder and the figures of a file's name: what files of one year have in common."""
    path = PurePosixPath(part.sheet.file)
    folder = () if str(path.parent) == "." else (str(path.parent),)
    return (*folder, *re.findall(r"\d{2,}", path.stem))


def _only_year(parts: Sequence[YearPart]) -> int | None:
    years = {part.year for part in parts if part.year is not None}
    return years.pop() if len(years) == 1 else None
