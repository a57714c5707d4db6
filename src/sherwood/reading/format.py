"""A format: a kind of file that councils have, how it is known and how it becomes records."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

from sherwood.reading.accounts import Account
from sherwood.reading.sheets import Sheet
from sherwood.reading.trees import Tree
from sherwood.records.reach import Reach


@dataclass(frozen=True)
class Contribution:
    """Rows for one record table, with `_row`, from the sheet of `account`.

    `stands_for` names what a row of the sheet is, when each row here stands for one: only then does a row
    that repeats another of the same kind count as merged. A child merely mentioned in a list does not.
    `revises` says that a later contribution is a newer edition of the same, so a difference is no news.
    """

    table: str
    rows: pa.Table
    account: Account
    stands_for: str = ""
    revises: bool = False
    year: int | None = None  # the collection year it is of, where the format has such: later years are newer


@dataclass(frozen=True)
class AsAt:
    """The day records are true of, the evidence for it, and in `doubt` the days it could be, each with its evidence.

    `yearly` is of a return that is older than other sources by its nature.
    """

    day: date
    why: str
    doubt: tuple[str, ...] = ()
    yearly: bool = False


@dataclass
class Reading:
    """What a format made of its sheets.

    `as_at` is the day the records are true of, where the format knows better than the bulk of rows does; `reach` how far
    it says that tables go (of those it says nothing of, their rows tell), where `told` those a person wrote down.
    `made_on` is the day each file says that it was made.
    """

    accounts: list[Account] = field(default_factory=list)
    contributions: list[Contribution] = field(default_factory=list)
    as_at: AsAt | None = None
    reach: dict[str, Reach] = field(default_factory=dict)
    told: dict[str, Reach] = field(default_factory=dict)
    made_on: dict[str, date] = field(default_factory=dict)
    name: str = ""
    title: str = ""

    def of(self, table: str) -> list[Contribution]:
        return [contribution for contribution in self.contributions if contribution.table == table]


def never(sheet: Sheet) -> str | None:
    return None


@dataclass(frozen=True)
class Format:
    """One format on the shelf `reading/formats`.

    `recognises` says what a sheet is (“List 3: referrals”), or None when it is not of this format; `nearly`
    says in a sentence what is amiss with a sheet that looks like one of this format and is not. `read` is
    given all the sheets recognised together, the last day that a date in them can mean, and the day they are true of
    when that was told.
    """

    name: str
    title: str
    description: str
    recognises: Callable[[Sheet], str | None]
    read: Callable[[Sequence[Sheet], date, date | None], Reading]
    nearly: Callable[[Sheet], str | None] = never
    headings: frozenset[str] = frozenset()  # the headings it knows, by which a second table is seen
    tree: Tree | None = None  # of a format that is XML: which elements are rows, and what their values are
