"""A format: a kind of file that councils have, how it is known and how it becomes records."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

from sherwood.reading.accounts import Account
from sherwood.reading.sheets import Sheet


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


@dataclass
class Reading:
    """What a format made of its sheets."""

    accounts: list[Account] = field(default_factory=list)
    contributions: list[Contribution] = field(default_factory=list)
    as_at: date | None = (
        None  # the day the records are true of, where the format knows better than the latest date
    )


def never(sheet: Sheet) -> str | None:
    return None


@dataclass(frozen=True)
class Format:
    """One format on the shelf `reading/formats`.

    `recognises` says what a sheet is (“List 3: referrals”), or None when it is not of this format; `nearly`
    says in a sentence what is amiss with a sheet that looks like one of this format and is not. `read` is
    given all the sheets recognised together, and the last day that a date in them can mean.
    """

    name: str
    title: str
    description: str
    recognises: Callable[[Sheet], str | None]
    read: Callable[[Sequence[Sheet], date], Reading]
    nearly: Callable[[Sheet], str | None] = never
    headings: frozenset[str] = frozenset()  # the headings it knows, by which a second table is seen
