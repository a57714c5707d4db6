"""What the apps above add to the programme's pages.

Arrows between apps only go down, so a page of a project cannot ask for its decisions: the app that keeps them adds a
function here when it is ready.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sherwood.web.programmes.models import Project


@dataclass(frozen=True)
class Decided:
    """A decision about a project, as other pages show it."""

    words: str
    reason: str
    on: date
    href: str


# Each gives, by the project's primary key, what it has of those it is given.
DECISIONS: list[Callable[[Collection[Project]], Mapping[int, list[Decided]]]] = []
LACKS: list[Callable[[Collection[Project]], Mapping[int, list[str]]]] = []


def decisions_of(projects: Collection[Project]) -> list[tuple[Project, list[Decided]]]:
    """Every project with its decisions, the latest first."""
    found = [source(projects) for source in DECISIONS]
    return [
        (
            one,
            sorted((made for by in found for made in by.get(one.pk, ())), key=lambda it: it.on, reverse=True),
        )
        for one in projects
    ]
