"""What a programme is made of, as its definition file says it: plain facts, one class a section of the file.

The annotations are the schema: `definition` reads them. A field without a default is required. `Line` and `Title` are
words that a list has room for; plain `str` may run on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Annotated, get_args, get_origin, get_type_hints

from sherwood.governance.stages import Stage

Keys = tuple[str, ...]
Line = Annotated[str, 200]  # at most so many characters
Title = Annotated[str, 120]
Year = Annotated[str, 40]
Lines = Annotated[Keys, 200]  # each of them
Titles = Annotated[Keys, 120]
Count = Annotated[int, 9_999]  # at most this number
Pounds = Annotated[int, 10**12]


@cache
def most(kind: type) -> Mapping[str, int]:
    """How many characters each field of `kind` has room for, or how large a number it holds, where that is bound."""
    hints = get_type_hints(kind, include_extras=True)
    return {name: get_args(hint)[1] for name, hint in hints.items() if get_origin(hint) is Annotated}


@dataclass(frozen=True)
class About:
    """[programme]: what it is, who asked for it and what it is for."""

    key: str
    title: Line
    council: Title
    aim: str
    mandate: str
    began_on: date
    planned_end_on: date
    planned_end_note: str = ""
    out_of_scope: str = ""
    mandate_bodies: Keys = ()


@dataclass(frozen=True)
class Rules:
    """[rules]: how this programme decides, and the days it allows; what is not said is as most programmes do it."""

    deciding_body: str = ""
    challenging_body: str = ""
    sponsoring_body: str = ""  # is told of the whole programme
    team_body: str = ""  # plans, reports, and owns every control
    owning_role: str = ""  # the key of the role whose holder owns the programme
    days_for_a_case: Count = 28
    days_when_urgent: Count = 14
    days_to_answer: Count = 14


@dataclass(frozen=True)
class Likelihood:
    """[[likelihood]]: a point of how likely a risk is, the least likely first; its number is its place."""

    key: str
    title: Title
    description: Line = ""
    source: Title = ""


@dataclass(frozen=True)
class Impact:
    """[[impact]]: a point of how much a risk would do, the least first; its number is its place."""

    key: str
    title: Title
    description: Line = ""
    source: Title = ""


# how a standing may be marked: a colour that is always beside a shape and words
MARKS = ("green", "blue", "amber", "orange", "red", "grey")


@dataclass(frozen=True)
class RiskBand:
    """[[risk_band]]: what likelihood times impact is called from a score on, the lowest first.

    `key_risk`: strategic risks in it come before the body that challenges.
    """

    key: str
    title: Title
    from_score: Count
    mark: str = field(metadata={"one_of": MARKS})
    asks: Line = ""  # of whoever owns the risk
    key_risk: bool = False
    source: Title = ""


@dataclass(frozen=True)
class DeclaredRating:
    """[[rating]]: how the lead of a project may say that it stands, the best first.

    `counts_as`: what the measures would call it, green, amber or red; red is off track. “not_rated” is there without being said.
    """

    key: str
    title: Title
    mark: str = field(metadata={"one_of": MARKS})
    counts_as: str = field(metadata={"one_of": ("green", "amber", "red")})
    source: Title = ""


@dataclass(frozen=True)
class Category:
    """[[category]]: a kind of project, in the order in which the portfolio shows them."""

    key: str
    title: Title
    source: Title = ""


@dataclass(frozen=True)
class Origin:
    """[[origin]]: where projects of this programme come from."""

    key: str
    title: Line
    source: Title


@dataclass(frozen=True)
class CheckLine:
    """[[checklist]]: a line of the one list that every case is vetted against."""

    key: str
    words: Line
    source: Title = ""


@dataclass(frozen=True)
class Grade:
    """[[grade]]: an answer to “can it be achieved?” and “will it bring its benefits?”, the best first."""

    key: str
    words: Title
    source: Title = ""


@dataclass(frozen=True)
class Criterion:
    """[[criterion]]: something by which projects are put in order, and how much it weighs."""

    key: str
    words: Line
    weight: Count
    source: Title


@dataclass(frozen=True)
class Driver:
    """[[driver]]: something that made the programme necessary."""

    key: str
    words: str
    source: Title
    happened_on: date | None = None


@dataclass(frozen=True)
class Body:
    """[[body]]: a group that steers, challenges, decides or works; `reports_to` is the body above.

    `paper_checklist`: what must be so of each paper that it reads. `quorum` 0: it decides nothing.
    """

    key: str
    name: Line
    remit: str
    source: Title
    reports_to: str = ""
    seats: Titles = ()
    quorum: Count = 0
    meets_every_days: Count = 0
    paper_checklist: Lines = ()
    terms_agreed_on: date | None = None
    terms_review_on: date | None = None
    terms_kept_by: Line = ""


# what waits for a body, in the order in which an agenda takes it
SUBJECTS = ("milestones", "late steps", "cases", "money", "risks", "issues", "barriers")


@dataclass(frozen=True)
class AgendaLine:
    """[[agenda]]: a part of a body's remit that each of its agendas covers, or says why not.

    `takes`: what is put under it when it waits for the body. Two lines of one body never take the same.
    """

    key: str
    body: str
    words: Line
    source: Title = ""
    takes: Keys = field(default=(), metadata={"one_of": SUBJECTS})


@dataclass(frozen=True)
class ProgrammeRole:
    """[[role]]: a part somebody plays in the programme, by post and never by name."""

    key: str
    title: Title
    post: Line
    does: str
    source: Title
    body: str = ""
    one_at_a_time: bool = False  # held by one person, and handed over
    by_project: bool = False  # held project by project, so it is read from who leads each


@dataclass(frozen=True)
class Phase:
    """[[phase]]: one of the programme's phases, in order."""

    key: str
    title: Title
    purpose: str
    source: Title
    activities: Keys = ()
    approvals_needed: Lines = ()
    state: str = field(default="to come", metadata={"one_of": ("done", "under way", "to come")})


@dataclass(frozen=True)
class Inspection:
    """[[inspection]]: an inspection or report that findings come from, past or to come."""

    key: str
    title: Line
    by: Title
    held_from: date
    source: Title
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
    source: Title


@dataclass(frozen=True)
class FindingKind:
    """[[finding_kind]]: what an inspection calls its findings, the gravest first; a strength needs no action."""

    key: str
    title: Title
    source: Title = ""
    needs_action: bool = True


@dataclass(frozen=True)
class Finding:
    """[[finding]]: what an inspection or report found, in our own words, and who answers it."""

    key: str
    inspection: str
    kind: str
    words: str
    source: Title
    priorities: Keys = ()
    projects: Keys = ()
    no_project_because: str = ""


@dataclass(frozen=True)
class Project:
    """[[project]]: one piece of work of the programme. `measures` are keys of the measures shelf.

    Its `key` stands before its name on pages and in addresses: a short code such as W1 reads best.
    """

    key: str
    name: Line
    category: str
    lead: Line
    aim: str
    source: Title
    stage: Stage
    printed_number: Count = 0  # in the document it is from; 0 where it has none
    aliases: Keys = ()
    co_leads: Lines = ()
    team: Keys = ()
    team_is_suggested: bool = False
    urgent: bool = False
    origin: str = ""
    priorities: Keys = ()
    measures: Titles = ()
    next_step: Line = ""
    next_step_on: date | None = None
    declared: str = "not_rated"  # the key of a rating, or not_rated
    declared_on: date | None = None
    declared_because: str = ""


@dataclass(frozen=True)
class Score:
    """[[score]]: what a project scores by one criterion, from 0 to 5, and what shows it."""

    key: str
    project: str
    criterion: str
    points: int = field(metadata={"one_of": (0, 1, 2, 3, 4, 5)})
    evidence: str
    source: Title


@dataclass(frozen=True)
class Marker:
    """[[marker]]: where a project stood, and what will show success by which day.

    One that names a measure is the measure's target: its words hold figures, and the path to it is straight from where
    it stood, through the steps.
    """

    key: str
    project: str
    words: Line
    stood_at: Title
    stood_on: date
    wanted: Title
    by_on: date
    source: Title
    measure: Title = ""
    tolerance: Title = ""  # how far short is near enough, such as 5%
    steps: Titles = ()  # what is wanted on the way, such as “50% by 2010-04-30”
    agreed_by: Title = ""
    agreed_on: date | None = None


@dataclass(frozen=True)
class Funding:
    """[[funding]]: a sum of money. Only `programme = true` is the programme's to spend."""

    key: str
    words: Line
    amount: Pounds
    year: Year
    programme: bool
    decided_by: Title
    source: Title
    recurring: bool = False
    decided_on: date | None = None
    effective_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class NewPosts:
    """[[posts]]: posts of one type that the money pays for."""

    key: str
    title: Line
    number: Count
    source: Title
    filled: Count = 0
    in_recruitment: Count = 0
    aliases: Keys = ()


@dataclass(frozen=True)
class Programme:
    """A whole definition, checked."""

    about: About
    rules: Rules
    categories: tuple[Category, ...]
    likelihoods: tuple[Likelihood, ...]
    impacts: tuple[Impact, ...]
    risk_bands: tuple[RiskBand, ...]
    ratings: tuple[DeclaredRating, ...]
    origins: tuple[Origin, ...]
    checklist: tuple[CheckLine, ...]
    grades: tuple[Grade, ...]
    criteria: tuple[Criterion, ...]
    drivers: tuple[Driver, ...]
    bodies: tuple[Body, ...]
    agenda: tuple[AgendaLine, ...]
    roles: tuple[ProgrammeRole, ...]
    phases: tuple[Phase, ...]
    inspections: tuple[Inspection, ...]
    priorities: tuple[Priority, ...]
    finding_kinds: tuple[FindingKind, ...]
    findings: tuple[Finding, ...]
    projects: tuple[Project, ...]
    scores: tuple[Score, ...]
    markers: tuple[Marker, ...]
    funding: tuple[Funding, ...]
    posts: tuple[NewPosts, ...]

    @property
    def programme_money(self) -> int:
        return sum(source.amount for source in self.funding if source.programme)


# What a programme begins with when its definition names none of its own

STANDARD_CATEGORIES = (
    Category("high_priority", "High priority"),
    Category("service_development", "Service development"),
    Category("service_review", "Service review"),
)
NPSA = "National Patient Safety Agency, A risk matrix for risk managers, January 2008"
STANDARD_LIKELIHOODS = (
    Likelihood("rare", "Rare", "it will probably never happen", NPSA),
    Likelihood("unlikely", "Unlikely", "it is not expected, and could happen", NPSA),
    Likelihood("possible", "Possible", "it might happen now and then", NPSA),
    Likelihood("likely", "Likely", "it will probably happen", NPSA),
    Likelihood("almost_certain", "Almost certain", "it will happen, perhaps often", NPSA),
)
STANDARD_IMPACTS = (
    Impact("negligible", "Negligible", "nobody outside the work would notice", NPSA),
    Impact("minor", "Minor", "put right in the work itself", NPSA),
    Impact("moderate", "Moderate", "an outcome comes late or costs more", NPSA),
    Impact("major", "Major", "an outcome is lost, or a service fails for a time", NPSA),
    Impact("catastrophic", "Catastrophic", "children come to harm, or the aim is lost", NPSA),
)
STANDARD_RISK_BANDS = (
    RiskBand("low", "Low", 1, "green", "watch it", source=NPSA),
    RiskBand("medium", "Medium", 4, "amber", "its owner acts and reports", source=NPSA),
    RiskBand("high", "High", 15, "red", "those who challenge hear of it", key_risk=True, source=NPSA),
)
STANDARD_RATINGS = (
    DeclaredRating("green", "On track", "green", "green"),
    DeclaredRating("amber", "At risk", "amber", "amber"),
    DeclaredRating("red", "Off track", "red", "red"),
)
NOT_RATED = DeclaredRating("not_rated", "Not rated", "none", "not_rated")
STANDARD_FINDING_KINDS = (
    FindingKind("priority_action", "Area for priority action"),
    FindingKind("area_for_improvement", "Area for improvement"),
    FindingKind("recommendation", "Recommendation"),
    FindingKind("strength", "Strength", needs_action=False),
)
STANDARD_CHECKLIST = (
    CheckLine("finding", "It says which findings it answers, and how"),
    CheckLine("outcomes", "Its outcomes are for children, and something will show each"),
    CheckLine("data", "Its figures can be found again in the records it names"),
    CheckLine("options", "The options differ in kind, and doing nothing is described fairly"),
    CheckLine("costs", "Every cost has a year, and the addition for optimism has a reason"),
    CheckLine("risks", "Every option has its risks, with likelihood and cost"),
    CheckLine("people", "It says who will do the work, and that they have the time"),
    CheckLine("checks", "Human resources, finance, procurement and ways of working were asked"),
)
STANDARD_GRADES = (
    Grade("shown", "Shown"),
    Grade("in_part", "Shown in part"),
    Grade("not_shown", "Not shown"),
)
