"""What a programme is made of, as its definition file says it: plain facts, one class a section of the file.

The annotations are the schema: `definition` reads them. A field without a default is required.
"""

from dataclasses import dataclass, field
from datetime import date

from sherwood.governance.ratings import Rating
from sherwood.governance.stages import Category, FindingKind, Stage

Keys = tuple[str, ...]


@dataclass(frozen=True)
class About:
    """[programme]: what it is, who asked for it and what it is for."""

    key: str
    title: str
    council: str
    aim: str
    mandate: str
    began_on: date
    planned_end_on: date
    planned_end_note: str = ""
    out_of_scope: str = ""


@dataclass(frozen=True)
class Driver:
    """[[driver]]: something that made the programme necessary."""

    key: str
    words: str
    source: str
    happened_on: date | None = None


@dataclass(frozen=True)
class Body:
    """[[body]]: a group that steers, challenges, decides or works; `reports_to` is the body above."""

    key: str
    name: str
    remit: str
    source: str
    reports_to: str = ""
    seats: Keys = ()


@dataclass(frozen=True)
class Post:
    """[[role]]: a part somebody plays in the programme, by post and never by name."""

    key: str
    title: str
    post: str
    does: str
    source: str
    body: str = ""


@dataclass(frozen=True)
class Phase:
    """[[phase]]: one of the programme's phases, in order."""

    key: str
    title: str
    purpose: str
    source: str
    activities: Keys = ()
    approvals_needed: Keys = ()
    state: str = field(default="to come", metadata={"one_of": ("done", "under way", "to come")})


@dataclass(frozen=True)
class Inspection:
    """[[inspection]]: an inspection or report that findings come from, past or to come."""

    key: str
    title: str
    by: str
    held_from: date
    source: str
    held_to: date | None = None
    published_on: date | None = None
    announced: bool = True
    sites: Keys = ()
    services: Keys = ()
    judgement: str = ""


@dataclass(frozen=True)
class Priority:
    """[[priority]]: what the programme put first."""

    key: str
    words: str
    source: str


@dataclass(frozen=True)
class Finding:
    """[[finding]]: what an inspection or report found, in our own words, and who answers it."""

    key: str
    inspection: str
    kind: FindingKind
    words: str
    source: str
    priorities: Keys = ()
    projects: Keys = ()
    no_project_because: str = ""


@dataclass(frozen=True)
class Project:
    """[[project]]: one piece of work of the programme. `measures` are keys of the measures shelf."""

    key: str
    name: str
    category: Category
    lead: str
    aim: str
    source: str
    stage: Stage
    printed_number: int
    aliases: Keys = ()
    co_leads: Keys = ()
    team: Keys = ()
    team_is_suggested: bool = False
    urgent: bool = False
    priorities: Keys = ()
    measures: Keys = ()
    next_step: str = ""
    next_step_on: date | None = None
    declared: Rating = Rating.NOT_RATED
    declared_on: date | None = None
    declared_because: str = ""


@dataclass(frozen=True)
class Funding:
    """[[funding]]: a sum of money. Only `programme = true` is the programme's to spend."""

    key: str
    words: str
    amount: int
    year: str
    programme: bool
    decided_by: str
    source: str
    recurring: bool = False
    decided_on: date | None = None
    effective_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class NewPosts:
    """[[posts]]: posts of one type that the money pays for."""

    key: str
    title: str
    number: int
    source: str
    filled: int = 0
    in_recruitment: int = 0
    aliases: Keys = ()


@dataclass(frozen=True)
class Programme:
    """A whole definition, checked."""

    about: About
    drivers: tuple[Driver, ...]
    bodies: tuple[Body, ...]
    roles: tuple[Post, ...]
    phases: tuple[Phase, ...]
    inspections: tuple[Inspection, ...]
    priorities: tuple[Priority, ...]
    findings: tuple[Finding, ...]
    projects: tuple[Project, ...]
    funding: tuple[Funding, ...]
    posts: tuple[NewPosts, ...]

    @property
    def programme_money(self) -> int:
        return sum(one.amount for one in self.funding if one.programme)
