"""What the apps above add to the programme's pages.

Arrows between apps only go down, so a page of a project cannot ask for its decisions: the app that keeps them adds a
function here when it is ready.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sherwood.web.programme.programmes.models import Project


@dataclass(frozen=True)
class Decided:
    """A decision about a project, as other pages show it."""

    words: str
    reason: str
    on: date
    href: str


@dataclass(frozen=True)
class Cell:
    """A fact about a project in the portfolio; loud where somebody should look."""

    words: str
    loud: bool = False
    href: str = ""


# Each gives, by the project's primary key, what it has of those it is given.
DECISIONS: list[Callable[[Collection[Project]], Mapping[int, list[Decided]]]] = []
LACKS: list[Callable[[Collection[Project]], Mapping[int, list[str]]]] = []
DECIDED_ON: list[Callable[[Collection[Project]], Mapping[int, date]]] = []  # the day each was decided
COLUMNS: dict[str, Callable[[Collection[Project]], Mapping[int, Cell]]] = {}  # of the portfolio, by heading


def cells_of(projects: Collection[Project]) -> dict[int, list[tuple[str, Cell | None]]]:
    """The added columns of every project, each with its heading."""
    found = {heading: source(projects) for heading, source in COLUMNS.items()}
    return {one.pk: [(heading, by.get(one.pk)) for heading, by in found.items()] for one in projects}


def decided_on(projects: Collection[Project]) -> dict[int, date]:
    """The day it was decided to implement each project, by primary key; those not decided are not in it."""
    return {pk: day for source in DECIDED_ON for pk, day in source(projects).items()}


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
