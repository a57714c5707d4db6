"""What one column of a list says, on a page and in a file, and what may narrow a list."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import Manager
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import is_aware, localtime

from sherwood.governance.roles import Permission

Row = Any  # an object of a model, or whatever else the rows of a list are


class Where(Enum):
    """Some things belong in a file alone (a key to join by), some on a page alone (a button)."""

    BOTH = "page and file"
    PAGE = "page"
    FILE = "file"


@dataclass(frozen=True)
class CellLink:
    """A link in a cell, after its words. `about` tells apart, for those who listen, links that say the same."""

    words: str
    href: str
    about: str = ""


@dataclass(frozen=True)
class Column:
    """One column. `value`: what a file holds (a number, a day, words; None is blank), by the row or as a path of its names.

    `blank`: what stands instead of None. `words`: what a page says where that differs, by the row. `href`: where the
    words lead. `links`: more links behind them, by the row and the reader. `figure`: numbers, set to the right. `sort`: the
    field to sort by where the value itself is none (see `sorting`). `short`: the head on a phone, where each row is a card.
    """

    head: str
    value: str | Callable[[Row], Any]
    words: Callable[[Row], Any] | None = None
    href: str | Callable[[Row], str] = ""
    links: Callable[[Row, Any], Iterable[CellLink]] | None = None
    figure: bool = False
    sort: str = ""
    short: str = ""
    blank: str | None = None
    where: Where = Where.BOTH
    template: str = ""  # for a cell that words cannot say; it is given `row`

    @property
    def label(self) -> str:
        return self.short or self.head

    def value_of(self, row: Row) -> Any:
        value = read(row, self.value)
        return self.blank if value is None else in_words(value) if isinstance(value, bool) else value

    def words_of(self, row: Row) -> Any:
        return in_words(self.words(row) if self.words else self.value_of(row))

    def href_of(self, row: Row) -> str:
        return read(row, self.href) if self.href else ""

    def links_of(self, row: Row, user) -> list[CellLink]:
        return list(self.links(row, user)) if self.links else []


def read(row: Row, what: str | Callable[[Row], Any]) -> Any:
    """What a row says: by a function, or by a path such as `project.key`, of attributes and methods; None ends it."""
    if callable(what):
        return what(row)
    for name in what.split("."):
        if row is not None:
            row = getattr(row, name)
            row = row() if callable(row) and not isinstance(row, Manager) else row
    return row


def in_words(value: Any) -> Any:
    """A value as a page says it: 8 March 2010; 1,250; 7.5; yes and no. None is blank."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return date_format(localtime(value) if is_aware(value) else value, "j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, int):
        return intcomma(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}"
    return value


def change(address: str, needs: Permission, about: str = "") -> Callable[[Row, Any], Iterable[CellLink]]:
    """The link of a row to where it is changed, for who may; `about` is a path of the row's names."""

    def links(row: Row, user: Any) -> Iterable[CellLink]:
        if user.may(needs):
            yield CellLink("Change", reverse(address, args=[row.pk]), str(read(row, about) if about else row))

    return links


Options = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Choice:
    """What may narrow a list: a choice above it, kept in the address. An unknown value finds nothing rather than everything."""

    name: str
    label: str
    options: Options | Callable[[Any], Options] | None  # fixed, or by the reader; None: words are typed
    narrow: Callable[..., Any]  # the rows and the value chosen give fewer rows
    every: str = "All"  # how it says that nothing is chosen
    always: bool = False  # narrows where nothing is chosen too, as to what is live
    by_reader: bool = False  # `narrow` is given the reader too, as for what is theirs

    def options_for(self, user) -> list[tuple[str, str]]:
        return list(self.options(user) if callable(self.options) else self.options or ())

    def is_unknown(self, value: str) -> bool:
        """Whether it is none of the options, where they are fixed; `narrow` finds nothing for others."""
        return not callable(self.options) and self.options is not None and value not in dict(self.options)

    def applied(self, rows: Any, asked: Mapping[str, str], user) -> Any:
        value = asked.get(self.name, "").strip()
        if not value and not self.always:
            return rows
        if value and self.is_unknown(value):
            return rows.none() if hasattr(rows, "none") else []
        return self.narrow(rows, value, user) if self.by_reader else self.narrow(rows, value)
