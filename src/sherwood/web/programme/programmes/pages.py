"""What the programme's pages show, worked out from rows that were already read."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest

from sherwood.governance.roles import Permission
from sherwood.governance.stages import Stage
from sherwood.kit.periods import spoken
from sherwood.reporting.sections import headline_measures
from sherwood.web.programme.programmes import lists
from sherwood.web.programme.programmes.models import Body, Finding, Programme, Project
from sherwood.web.programme.programmes.offered import decisions_of
from sherwood.web.programme.programmes.signals import Judged
from sherwood.web.site.listings.listing import Shown
from sherwood.web.site.ui.clock import today


@dataclass(frozen=True)
class StageStep:
    stage: Stage
    state: str  # done, now or ahead
    words: str


def project(request: HttpRequest, one: Judged) -> dict:
    """The first screen of a project: what it is for, where it is, and whether it is true."""
    user, found = request.user, one.project
    return {
        "one": one,
        "project": found,
        "stages": bar(found),
        "entered_at": entered_at(found),
        "measures": lists.MEASURES.shown(request, one.summaries.values()),
        "markers": lists.MARKERS.shown(request, lists.marked(found.markers.all(), one.summaries)),
        "decisions": decisions_of([found])[0][1],
        "links": user.may(Permission.RUN_PROGRAMME)
        or (user.may(Permission.WRITE_CASE) and found.is_led_by(user)),
    }


def bar(project: Project) -> list[StageStep]:
    """The stages a project has passed, stands at, and has ahead; those before it was entered passed no gate here."""
    return [StageStep(stage, *_state(stage, project)) for stage in Stage if stage is not Stage.IDEA]


def _state(stage: Stage, project: Project) -> tuple[str, str]:
    if stage is project.now:
        return "now", "now"
    if stage.number > project.now.number:
        return "ahead", "to come"
    if stage.number < project.entered.number:
        return "before", "before it was entered here"
    return "done", "done"


def entered_at(project: Project) -> str:
    """Where a project stood when it was entered, where that was past a gate; its gates before are no one's word here."""
    if project.entered is Stage.IDEA:
        return ""
    when = (
        f"it was added on {spoken(project.entered_on)}" if project.entered_on else "the programme began here"
    )
    return f"It was at {project.entered.value} when {when}. What came before that is not recorded here."


@dataclass(frozen=True)
class Findings:
    sentence: str
    alone: list[Finding]
    acted_on: list[Finding]
    set_aside: list[Finding]  # no project, and a reason for it
    strengths: list[Finding]
    withdrawn: list[Finding]

    def parts(self, request: HttpRequest) -> list[Shown]:
        titled = {
            "Nobody is acting on": self.alone,
            "No project, and why": self.set_aside,
            "Being acted on": self.acted_on,
            "Needing no action": self.strengths,
            "Withdrawn, and why": self.withdrawn,
        }
        every = [finding for found in titled.values() for finding in found]
        lines = {line.finding.pk: line for line in lists.finding_lines(every, request)}
        return [
            lists.FINDINGS.shown(request, [lines[finding.pk] for finding in found], title)
            for title, found in titled.items()
            if found
        ]


def findings(found: Collection[Finding]) -> Findings:
    withdrawn = [finding for finding in found if finding.withdrawn_on]
    found = [finding for finding in found if not finding.withdrawn_on]
    needing = [finding for finding in found if finding.kind.needs_action]
    alone = [finding for finding in needing if finding.alone]
    set_aside = [finding for finding in needing if not finding.alone and not finding.projects.all()]
    return Findings(
        sentence=_acting(len(needing), len(alone), len(set_aside)),
        alone=alone,
        acted_on=[finding for finding in needing if finding.projects.all()],
        set_aside=set_aside,
        strengths=[finding for finding in found if not finding.kind.needs_action],
        withdrawn=withdrawn,
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


def finding(request: HttpRequest, found: Finding, projects: list[Judged]) -> dict:
    """Who acts on a finding, what was decided about it, and whether it helps."""
    decided = dict(decisions_of([project.project for project in projects]))
    title = "What shows whether it helps"
    acting = [
        (
            project,
            decided[project.project],
            lists.MEASURES.shown(request, project.summaries.values(), title),
        )
        for project in projects
    ]
    return {"finding": found, "acting": acting, "answer": acting_on(found, projects)}


def acting_on(finding: Finding, projects: list[Judged]) -> str:
    """Who acts on a finding, and whether their measures say that it helps, in a sentence or two."""
    if finding.withdrawn_on:
        return f"It was withdrawn on {spoken(finding.withdrawn_on)}: {finding.withdrawn_because}"
    if finding.alone:
        return "Nobody is acting on it, and no reason has been given."
    if not projects:
        return (
            "No project acts on it, and it is said why."
            if finding.no_project_because
            else "Nothing needs putting right here."
        )
    who = _listed([project.project.key for project in projects])
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
class AboutProgramme:
    programme: Programme
    tree: list[Branch]
    to_come: list
    held: list
    money: Shown
    budgets: list
    total: int
    posts: Shown
    number: int
    filled: int
    rules: str
    drivers: Shown
    roles: Shown


def about(request: HttpRequest) -> AboutProgramme | None:
    """The whole of a programme on one page; None before one is loaded."""
    programme = Programme.visible_to(request.user).first()
    if programme is None:
        return None
    funding, posts = list(programme.funding_set.all()), list(programme.newposts_set.all())
    inspections, bodies = list(programme.inspection_set.all()), list(programme.body_set.all())
    money = [source for source in funding if source.programme_money]
    total, number = sum(source.amount for source in money), sum(post.number for post in posts)
    filled = sum(post.filled for post in posts)
    return AboutProgramme(
        programme=programme,
        tree=_branches(bodies, ""),
        to_come=[inspection for inspection in inspections if inspection.held_from >= today()],
        held=[inspection for inspection in inspections if inspection.held_from < today()],
        money=lists.FUNDING.shown(request, money, f"Money of the programme: £{total:,} together"),
        budgets=[source for source in funding if not source.programme_money],
        total=total,
        posts=lists.NEW_POSTS.shown(request, posts, f"New posts: {filled} of {number} filled"),
        number=number,
        filled=filled,
        rules=_rules(programme, {body.key: body.name for body in bodies}),
        drivers=lists.DRIVERS.shown(request, list(programme.driver_set.all())),
        roles=lists.ROLES.shown(request, list(programme.programmerole_set.all())),
    )


def _rules(programme: Programme, names: dict[str, str]) -> str:
    """How the programme decides, in sentences."""
    challenging, deciding, team = (
        names.get(getattr(programme, rule)) or "nobody named yet"
        for rule in ("challenging_body", "deciding_body", "team_body")
    )
    return (
        f"Plans and reports are kept by: {team}. A case is vetted against the checklist, challenged by: {challenging}, and decided by: {deciding}. "
        f"A lead has {programme.days_for_a_case} days for a case, {programme.days_when_urgent} when it is urgent; "
        f"a question is answered within {programme.days_to_answer} days."
    )


def _branches(bodies: list[Body], above: str) -> list[Branch]:
    return [Branch(body, _branches(bodies, body.key)) for body in bodies if body.reports_to == above]


def _listed(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
