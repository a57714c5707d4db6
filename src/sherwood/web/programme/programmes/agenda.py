"""What waits for a body, said by whichever part of the site knows of it, so that meetings need not know those parts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto

from sherwood.web.programme.programmes.models import Body, Programme, Project


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


Source = Callable[[Programme], Iterable[Waiting]]
SOURCES: dict[str, list[Source]] = {}


def offer(source: Source, *, to: str) -> None:
    """Let a part of the site put items before a body, by the rule that names it (`challenging_body`). Called once."""
    SOURCES.setdefault(to, []).append(source)


def waiting_for(body: Body) -> list[Waiting]:
    """Everything offered to a body now, by subject."""
    programme = body.programme
    sources = [
        source for rule, each in SOURCES.items() if getattr(programme, rule) == body.key for source in each
    ]
    found = [one for source in sources for one in source(programme)]
    return sorted(found, key=lambda one: one.subject.value)
