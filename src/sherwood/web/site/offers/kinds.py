"""The kinds of offers that know no subject: addresses, words of the navigation, tabs, lines that wait, panels, seeds."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.http import HttpRequest

from sherwood.governance.roles import Permission
from sherwood.web.site.ui.clock import today


@dataclass(frozen=True)
class Address:
    """Where the pages of an app are found; `urls` is the name of the module that lists them."""

    at: str
    urls: str


@dataclass(frozen=True)
class Word:
    """A word of the navigation, where it leads, and the permission it takes (none: anyone signed in)."""

    text: str
    url_name: str
    place: int
    permission: Permission | None = None


@dataclass(frozen=True)
class TabGroup:
    """A row of tabs that apps fill. `label` names it for those who listen to the page; {} is what the row is about.

    A group `under` another stands there as one tab, at its `place`, with its `label` as the words, and opens as a second row.
    """

    key: str
    label: str
    under: str = ""
    place: int = 0


@dataclass(frozen=True)
class Tab:
    """A page in a row of tabs, at its place; its words may hold {} as the group's label does."""

    group: str
    words: str
    url_name: str
    place: int


@dataclass(frozen=True)
class Link:
    """A link that another app's page shows, for those who hold the permission; `on` names the part of that page."""

    on: str
    words: str
    url_name: str
    permission: Permission | None = None
    title: str = ""  # what the words stand beside, where that is a list of facts


@dataclass(frozen=True)
class WaitingLine:
    """What waits for somebody: a verb and a thing, where to do it, and by when. The earliest day comes first.

    `urgency` orders what has the same day or none, the lowest first; below nought it is past its day already, though that is
    not one day. `worth_asking`: nobody waits for it and nothing is due; home shows it apart, last.

    `plain` says the same without a word that anybody typed, and is all that an email may say. `about`: the things, by
    type and name as the trail has them, whose last act made the line.
    """

    words: str
    href: str
    urgency: int = 0
    due_on: date | None = None
    more: str = ""
    plain: str = ""
    about: tuple[tuple[str, str], ...] = ()
    worth_asking: bool = False

    @property
    def late(self) -> bool:
        return self.due_on is not None and self.due_on < today()


@dataclass(frozen=True)
class Waits:
    """Gives the lines that wait for whoever asks."""

    lines: Callable[[HttpRequest], Iterable[WaitingLine]]


@dataclass(frozen=True)
class BannerLine:
    """What nobody may miss these days, and where to read of it: `link` is what the way there is called."""

    words: str
    href: str
    link: str
    more: str = ""


@dataclass(frozen=True)
class Banner:
    """Gives what stands at the top of home and of the first page of a subject, for whoever asks."""

    lines: Callable[[HttpRequest], Iterable[BannerLine]]


@dataclass(frozen=True)
class Panel:
    """A part of the home page: a template and what it shows, or nothing for who has no use for it."""

    template: str
    context: Callable[[HttpRequest], dict[str, Any] | None]


@dataclass(frozen=True)
class StepState:
    """How far a first step is: done or not, and what there is, in counts. It names nobody."""

    is_done: bool
    words: str


@dataclass(frozen=True)
class FirstStep:
    """What a new site needs before its first meeting: where it is done, by whom, and how far it is, asked of the database."""

    words: str
    url_name: str
    place: int
    permissions: tuple[Permission, ...]
    state: Callable[[], StepState]


@dataclass(frozen=True)
class Told:
    """An invented council that a demonstration tells of: its day, and the name of its texts.

    The texts of an app stand beside what enters them. Where there are none, the app has nothing to tell of the council.
    """

    texts: str
    day: date

    def beside(self, file: str) -> dict[str, Any]:
        path = Path(file).with_name(self.texts)
        return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


COUNTY = Told("demonstration.toml", date(2010, 3, 8))
BOROUGH = Told("present_day.toml", date(2026, 11, 23))


@dataclass(frozen=True)
class Seed:
    """What an app adds to a demonstration's programme; the lowest `place` first. Twice changes nothing."""

    seed: Callable[[Any, Told], None]
    place: int
