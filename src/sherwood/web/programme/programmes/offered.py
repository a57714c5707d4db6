"""What the apps above may offer about projects: decisions, columns of the portfolio, what a project lacks."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Model

from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.offers import offered


@dataclass(frozen=True)
class Decided:
    """A decision about a project, as other pages show it."""

    words: str
    reason: str
    on: date
    href: str


@dataclass(frozen=True)
class PortfolioCell:
    """A fact about a project in the portfolio; loud where somebody should look."""

    words: str
    loud: bool = False
    href: str = ""


# Each gives, by the project's primary key, what it has of those it is given.


@dataclass(frozen=True)
class Decisions:
    """The decisions about projects, and the day each was decided on."""

    made: Callable[[Collection[Project]], Mapping[int, list[Decided]]]
    decided_on: Callable[[Collection[int]], Mapping[int, date]]  # of projects by their primary keys


@dataclass(frozen=True)
class Lacks:
    """What is missing in projects."""

    missing: Callable[[Collection[Project]], Mapping[int, list[str]]]


@dataclass(frozen=True)
class PortfolioColumn:
    """A column of the portfolio."""

    heading: str
    cells: Callable[[Collection[Project]], Mapping[int, PortfolioCell]]


@dataclass(frozen=True)
class InUse:
    """Why a part of the definition cannot go, where no row points at it: what is kept here that needs it; empty if nothing."""

    why: Callable[[Model], str]


def cells_of(projects: Collection[Project]) -> dict[int, list[tuple[str, PortfolioCell | None]]]:
    """The added columns of every project, each with its heading."""
    columns = [(column.heading, column.cells(projects)) for column in offered(PortfolioColumn)]
    return {
        project.pk: [(heading, cells.get(project.pk)) for heading, cells in columns] for project in projects
    }


def decided_on(projects: Collection[int]) -> dict[int, date]:
    """The day it was decided to implement each project, by primary key; those not decided are not in it."""
    return {pk: day for source in offered(Decisions) for pk, day in source.decided_on(projects).items()}


def decisions_of(projects: Collection[Project]) -> list[tuple[Project, list[Decided]]]:
    """Every project with its decisions, the latest first."""
    sources = [source.made(projects) for source in offered(Decisions)]
    return [
        (
            project,
            sorted((decided for by in sources for decided in by.get(project.pk, ())), key=_day, reverse=True),
        )
        for project in projects
    ]


def _day(decided: Decided) -> date:
    return decided.on
