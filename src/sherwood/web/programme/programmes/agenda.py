"""What waits for a body, said by whichever part of the site knows of it, so that meetings need not know those parts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

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


def waiting_for(body: Body) -> list[Waiting]:
    """Everything offered to a body now."""
    programme = body.programme
    sources = [source for source in offered(AgendaItems) if getattr(programme, source.to) == body.key]
    return [item for source in sources for item in source.items(programme)]
