"""What waits for a body, said by whichever part of the site knows of it, so that meetings need not know those parts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto

from sherwood.web.programme.programmes.models import Body, Programme, Project
from sherwood.web.site.offers import offered


class Subject(Enum):
    """What an item is about, in the order that an agenda takes them."""

    MILESTONE = auto()
    MONEY = auto()
    RISK = auto()
    ISSUE = auto()


@dataclass(frozen=True)
class Waiting:
    """An item for an agenda. The title tells it from others, so it holds nothing that changes by the day."""

    subject: Subject
    title: str
    project: Project | None = None


@dataclass(frozen=True)
class AgendaItems:
    """Puts items before a body, by the rule of a programme that names it (`challenging_body`)."""

    items: Callable[[Programme], Iterable[Waiting]]
    to: str


def waiting_for(body: Body) -> list[Waiting]:
    """Everything offered to a body now, by subject."""
    programme = body.programme
    sources = [source for source in offered(AgendaItems) if getattr(programme, source.to) == body.key]
    items = [item for source in sources for item in source.items(programme)]
    return sorted(items, key=lambda item: item.subject.value)
