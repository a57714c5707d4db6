"""What the programme's pages show, worked out from rows that were already read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from sherwood.governance.ratings import Rating
from sherwood.governance.stages import Stage
from sherwood.reporting.sections import headline_measures
from sherwood.web.programmes.models import Body, Finding, Programme, Project, ProjectQuerySet
from sherwood.web.programmes.signals import Judged, judged
from sherwood.web.ui.clock import today


@dataclass(frozen=True)
class Portfolio:
    """Every project by category, a sentence that says how they stand, and the filters there are."""

    sentence: str
    disagreements: list[Judged]
    groups: list[tuple[str, list[Judged]]]  # by category; the closed ones last, under their own heading
    chosen: dict[str, str]
    leads: list[str]

    categories: list[tuple[str, str]]

    ratings = [(one.name.lower(), one.words) for one in Rating]

    @property
    def empty(self) -> bool:
        return not self.groups


def portfolio(projects: ProjectQuerySet, request: HttpRequest) -> Portfolio:
    chosen = {name: request.GET.get(name, "").strip() for name in ("category", "declared", "lead")}
    found = judged(projects.filtered(**chosen), request)
    rows = [row for row in found if row.project.now.live]
    categories = projects.categories()
    groups = [(title, [row for row in rows if row.project.category.key == key]) for key, title in categories]
    groups.append((Stage.CLOSED.value, [row for row in found if not row.project.now.live]))
    return Portfolio(
        sentence=standing(rows) if rows or not found else "No live project answers to this choice.",
        disagreements=[row for row in rows if row.disagreement],
        groups=[(kind, found) for kind, found in groups if found],
        chosen=chosen,
        leads=projects.leads(),
        categories=categories,
    )


def standing(rows: list[Judged]) -> str:
    """The portfolio in a sentence or two."""
    if not rows:
        return "No project answers to this choice."
    declared = [row.project.declared_rating for row in rows]
    parts = [f"{declared.count(one)} {one.words.lower()}" for one in Rating if one in declared]
    differ = sum(1 for row in rows if row.disagreement)
    words = f"{_count(len(rows), 'project')}: declared {_listed(parts)}."
    if all(row.computed.rating is Rating.NOT_RATED for row in rows):
        return f"{words} No records have been loaded yet, so nothing stands beside what their leads declare."
    if not differ:
        return f"{words} Where the measures can say, they agree."
    return f"{words} The measures disagree with {_count(differ, 'of them', 'of them')}."


@dataclass(frozen=True)
class Step:
    stage: Stage
    state: str  # done, now or ahead
    words: str


def bar(project: Project) -> list[Step]:
    """The stages a project has passed, stands at, and has ahead."""
    return [Step(stage, *_state(stage, project.now)) for stage in Stage if stage is not Stage.IDEA]


def _state(stage: Stage, now: Stage) -> tuple[str, str]:
    if stage is now:
        return "now", "now"
    return ("done", "done") if stage.number < now.number else ("ahead", "to come")


@dataclass(frozen=True)
class Findings:
    sentence: str
    alone: list[Finding]
    acted_on: list[Finding]
    set_aside: list[Finding]  # no project, and a reason for it
    strengths: list[Finding]


def findings(found: Iterable[Finding]) -> Findings:
    found = list(found)
    needing = [one for one in found if one.weight.needs_action]
    alone = [one for one in needing if one.alone]
    set_aside = [one for one in needing if not one.alone and not one.projects.all()]
    return Findings(
        sentence=_acting(len(needing), len(alone), len(set_aside)),
        alone=alone,
        acted_on=[one for one in needing if one.projects.all()],
        set_aside=set_aside,
        strengths=[one for one in found if not one.weight.needs_action],
    )


def _acting(needing: int, alone: int, set_aside: int) -> str:
    if not needing:
        return "No findings have been loaded yet."
    if alone:
        return f"Nobody is acting on {alone} of the {needing} findings that need action."
    if set_aside:
        acted_on = f"{needing - set_aside} of the {needing} findings that need action have a project"
        return f"{acted_on}; for {'the other one' if set_aside == 1 else f'the other {set_aside}'} it is said why there is none."
    return f"Each of the {needing} findings that need action has a project."


def acting_on(finding: Finding, projects: list[Judged]) -> str:
    """Who acts on a finding, and whether their measures say that it helps, in a sentence or two."""
    if finding.alone:
        return "Nobody is acting on it, and no reason has been given."
    if not projects:
        return (
            "No project acts on it, and it is said why."
            if finding.no_project_because
            else "Nothing needs putting right here."
        )
    who = _listed([one.project.key for one in projects])
    measures = {key: one.signal.name for project in projects for key, one in project.summaries.items()}
    says = (
        headline_measures.standing(measures.values())
        if measures
        else "Nothing measures yet whether it helps."
    )
    return f"{who} {'acts' if len(projects) == 1 else 'act'} on it. {says}"


@dataclass(frozen=True)
class Branch:
    """A body with those that report to it."""

    body: Body
    below: "list[Branch]"


@dataclass(frozen=True)
class About:
    programme: Programme
    tree: list[Branch]
    to_come: list
    held: list
    money: list
    budgets: list
    total: int
    posts: list
    number: int
    filled: int


def about(programme: Programme | None) -> About | None:
    """The whole of a programme on one page; None before one is loaded."""
    if programme is None:
        return None
    funding, posts = list(programme.funding_set.all()), list(programme.newposts_set.all())
    inspections = list(programme.inspection_set.all())
    money = [one for one in funding if one.programme_money]
    return About(
        programme=programme,
        tree=_branches(list(programme.body_set.all()), ""),
        to_come=[one for one in inspections if one.held_from >= today()],
        held=[one for one in inspections if one.held_from < today()],
        money=money,
        budgets=[one for one in funding if not one.programme_money],
        total=sum(one.amount for one in money),
        posts=posts,
        number=sum(one.number for one in posts),
        filled=sum(one.filled for one in posts),
    )


def _branches(bodies: list[Body], above: str) -> list[Branch]:
    return [Branch(one, _branches(bodies, one.key)) for one in bodies if one.reports_to == above]


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _listed(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
