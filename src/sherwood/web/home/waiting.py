"""What waits for somebody, and the figures they are judged by.

Each kind of work adds a function to SOURCES: given the request, it gives the lines that wait for that person. Home
stands above every other app, so it may ask any of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.http import HttpRequest
from django.urls import reverse

from sherwood.governance.roles import Permission, Role
from sherwood.web.programmes.models import Finding, Project
from sherwood.web.programmes.signals import Summary, judged, measure_summaries
from sherwood.web.ui.clock import today


@dataclass(frozen=True)
class Waiting:
    """One line: a verb and a thing, where to do it, and by when. The lowest `urgency` comes first."""

    words: str
    href: str
    urgency: int
    due_on: date | None = None
    more: str = ""

    @property
    def late(self) -> bool:
        return self.due_on is not None and self.due_on < today()


# Whose work it is to see that somebody acts, and to question a rating.
STEER = {
    Role.SENIOR_RESPONSIBLE_OWNER,
    Role.PROGRAMME_DIRECTOR,
    Role.PROGRAMME_MANAGER,
    Role.PROGRAMME_OFFICER,
    Role.EXECUTIVE_GROUP_MEMBER,
}
DECIDE = {Role.BOARD_MEMBER, Role.SPONSORING_GROUP_MEMBER}
RUN = {Role.PROGRAMME_MANAGER, Role.PROGRAMME_OFFICER, Role.PROGRAMME_ADMINISTRATOR, Role.PROGRAMME_DIRECTOR}
SOON = 14  # days ahead that a next step is shown


def findings_alone(request: HttpRequest) -> Iterable[Waiting]:
    """Findings that need action and have no project and no reason."""
    if not (STEER | DECIDE) & set(request.user.roles):
        return
    for finding in Finding.visible_to(request.user).nobody_acts_on().select_related("inspection"):
        yield Waiting(
            f"Find a project for finding {finding.key}, or say why there is none",
            finding.get_absolute_url(),
            urgency=1,
            more=finding.words,
        )


def ratings_apart(request: HttpRequest) -> Iterable[Waiting]:
    """Projects whose measures say something else than their lead declares."""
    if not (STEER | DECIDE | {Role.PROJECT_LEAD}) & set(request.user.roles):
        return
    for row in judged(_own_or_all(request), request):
        if row.disagreement:
            words = (
                f"Ask about {row.project}"
                if not _leads_only(request)
                else f"Explain the rating of {row.project}"
            )
            yield Waiting(words, row.project.get_absolute_url(), urgency=0, more=f"{row.disagreement}.")


def steps_due(request: HttpRequest) -> Iterable[Waiting]:
    """Next steps of projects that are late or fall due soon."""
    if not (RUN | {Role.PROJECT_LEAD}) & set(request.user.roles):
        return
    for project in _own_or_all(request).due_within(today(), SOON):
        yield Waiting(
            f"{project.key}: {project.next_step}",
            project.get_absolute_url(),
            urgency=2,
            due_on=project.next_step_on,
            more=project.name,
        )


SOURCES: list[Callable[[HttpRequest], Iterable[Waiting]]] = [ratings_apart, findings_alone, steps_due]


def waiting_for(request: HttpRequest) -> list[Waiting]:
    """Everything that waits for this person, most urgent first."""
    lines = chain.from_iterable(source(request) for source in SOURCES)
    return sorted(lines, key=lambda one: (not one.late, one.urgency, one.due_on or date.max))


# the two or three figures that a role is judged by
FIGURES: dict[Role, tuple[str, ...]] = {
    Role.TEAM_MANAGER: (
        "initial_assessments_in_time",
        "initial_assessments_open_overdue",
        "children_held_per_worker",
    ),
    Role.HEAD_OF_SERVICE: (
        "initial_assessments_in_time",
        "core_assessments_in_time",
        "children_held_per_worker",
    ),
    Role.REVIEWING_OFFICER: ("care_reviews_in_time", "conferences_in_time", "plans_two_years_or_more"),
    Role.SOCIAL_WORKER: ("initial_assessments_in_time", "core_assessments_in_time"),
}
HEADLINES = ("initial_assessments_in_time", "core_assessments_in_time", "re_referrals_within_12_months")


@dataclass(frozen=True)
class Figure:
    summary: Summary
    href: str


def figures_for(request: HttpRequest) -> list[Figure]:
    """The whole council's figures that this person's roles are judged by; none for who sees no measures."""
    if not request.user.may(Permission.SEE_MEASURES):
        return []
    keys = next((FIGURES[role] for role in request.user.roles if role in FIGURES), HEADLINES)
    found = measure_summaries(keys, request)
    return [Figure(found[key], reverse("measure", args=[key])) for key in keys if key in found]


def _leads_only(request: HttpRequest) -> bool:
    return not (STEER | DECIDE | RUN) & set(request.user.roles)


def _own_or_all(request: HttpRequest):
    """Every live project for who steers; for a lead, those their post leads."""
    projects = Project.visible_to(request.user).live().with_measures()
    return projects.led_by(request.user.post) if _leads_only(request) else projects
