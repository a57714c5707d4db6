"""What waits for a body, said by whichever part of the site knows of it, so that meetings need not know those parts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import models

from sherwood.web.programme.programmes.models import Body, Programme, Project
from sherwood.web.site.offers import offered


class Subject(Enum):
    """What an item is about, in the order that an agenda takes them; as a definition calls it (`governance.programme`)."""

    MILESTONE = "milestones"
    LATE_STEP = "late steps"
    CASE = "cases"
    MONEY = "money"
    RISK = "risks"
    ISSUE = "issues"
    BARRIER = "barriers"


@dataclass(frozen=True)
class Waiting:
    """An item for an agenda. The title tells it from others, so it holds nothing that changes by the day."""

    subject: Subject
    title: str
    project: Project | None = None
    version: models.Model | None = None  # of the business case that is to be decided


@dataclass(frozen=True)
class AgendaItems:
    """Puts items before a body, by the rule of a programme that names it (`challenging_body`)."""

    items: Callable[[Programme], Iterable[Waiting]]
    to: str


@dataclass(frozen=True)
class ItemTable:
    """Where one person may decide an item now, in words for the record; or what it waits for."""

    words: str = ""
    refused: str = ""


@dataclass(frozen=True)
class ItemTables:
    """Says in which meeting an item is decided that is no business case, known by its project and title; and is told what
    was decided, for the agenda."""

    table: Callable[[Project, str, Any], ItemTable]
    settle: Callable[[Project, str, str], None]


@dataclass(frozen=True)
class ItemPage:
    """The page on which an item is decided, as one person meets it: why they may not yet, where they may not."""

    href: str
    refused: str = ""


@dataclass(frozen=True)
class ItemPages:
    """Gives that page for an item by its project, its title and who asks; None for what is not decided there."""

    page: Callable[[Project, str, Any], ItemPage | None]


def item_tables() -> ItemTables:
    return offered(ItemTables)[0]


def page_of_item(project: Project | None, title: str, user) -> ItemPage | None:
    if project is None:
        return None
    found = (source.page(project, title, user) for source in offered(ItemPages))
    return next((page for page in found if page), None)


def waiting_for(body: Body) -> list[Waiting]:
    """Everything offered to a body now."""
    programme = body.programme
    sources = [source for source in offered(AgendaItems) if getattr(programme, source.to) == body.key]
    return [item for source in sources for item in source.items(programme)]
