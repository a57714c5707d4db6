"""What waits for somebody, and the figures they are judged by.

Each kind of work adds a function to SOURCES: given the request, it gives the lines that wait for that person. Home
stands above every other app, so it may ask any of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from urllib.parse import urlencode

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse

from sherwood.governance.roles import Permission, Role
from sherwood.kit.periods import spoken
from sherwood.web.evidence.summaries import Summary, summaries
from sherwood.web.evidence.worklists import narrowed_to, overdue
from sherwood.web.programme.cases.actions.asking import ORIGIN as CASE_ASKED_FOR
from sherwood.web.programme.cases.waiting import Waits, cases_waiting
from sherwood.web.programme.meetings.models import Meeting, Question
from sherwood.web.programme.plans.models import DateChange
from sherwood.web.programme.programmes.models import Finding, Project
from sherwood.web.programme.programmes.signals import judged
from sherwood.web.programme.rhythm.waiting import reports_waiting
from sherwood.web.programme.staffing.models import Membership
from sherwood.web.site.accounts.models import RoleGrant, scope_of
from sherwood.web.site.accounts.pages import agrees
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.records import current_snapshot


@dataclass(frozen=True)
class Waiting:
    """One line: a verb and a thing, where to do it, and by when. The lowest `urgency` comes first.

    `plain` says the same without a word that anybody typed, and is all that an email may say. `about`: the things, by
    type and name as the trail has them, whose last act made the line.
    """

    words: str
    href: str
    urgency: int
    due_on: date | None = None
    more: str = ""
    plain: str = ""
    about: tuple[tuple[str, str], ...] = ()

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
PRACTISE = {Role.HEAD_OF_SERVICE, Role.TEAM_MANAGER, Role.SOCIAL_WORKER}  # whose own work is in the records
DECIDE = {Role.BOARD_MEMBER, Role.SPONSORING_GROUP_MEMBER}
RUN = {Role.PROGRAMME_MANAGER, Role.PROGRAMME_OFFICER, Role.PROGRAMME_ADMINISTRATOR, Role.PROGRAMME_DIRECTOR}
APART = 4  # projects named whose ratings disagree; the portfolio has them all
ACTIONS = 10  # at most so many lines; the action log has them all
SOON = 14  # days ahead that a next step is shown


def findings_alone(request: HttpRequest) -> Iterable[Waiting]:
    """Findings that need action and have no project and no reason."""
    if not (STEER | DECIDE) & set(request.user.roles):
        return
    for finding in Finding.visible_to(request.user).nobody_acts_on().select_related("inspection"):
        yield Waiting(
            f"Find a project for finding {finding.key}, or say why there is none",
            finding.get_absolute_url(),
            urgency=2,
            more=finding.words,
            plain=f"Find a project for finding {finding.key}, or say why there is none",
        )


def ratings_apart(request: HttpRequest) -> Iterable[Waiting]:
    """Projects whose measures say something else than their lead declares."""
    if not (STEER | DECIDE | {Role.PROJECT_LEAD}) & set(request.user.roles):
        return
    apart = [row for row in judged(_own_or_all(request), request) if row.disagreement]
    apart.sort(key=lambda row: -row.apart)
    verb = "Explain the rating of" if _leads_only(request) else "Ask about"
    for row in apart[:APART]:
        yield Waiting(
            f"{verb} {row.project}",
            row.project.get_absolute_url(),
            urgency=2 - row.apart,
            more=f"{row.disagreement}.",
            plain=f"The measures of {row.project.key} disagree with its declared rating",
        )
    if (more := len(apart) - APART) > 0:
        words = f"{verb} {more} more project{'' if more == 1 else 's'} whose measures disagree"
        yield Waiting(words, f"{reverse('portfolio')}?apart=1", urgency=2, plain=words)


def steps_due(request: HttpRequest) -> Iterable[Waiting]:
    """Next steps of projects that are late or fall due soon."""
    if not (RUN | {Role.PROJECT_LEAD}) & set(request.user.roles):
        return
    for project in _own_or_all(request).due_within(today(), SOON):
        yield Waiting(
            f"{project.key}: {project.next_step}",
            project.get_absolute_url(),
            urgency=3,
            due_on=project.next_step_on,
            more=project.name,
            plain=f"The next step of {project.key} is due",
            about=(("project", project.key),),
        )


def work_overdue(request: HttpRequest) -> Iterable[Waiting]:
    """Work that is open past its limit today, in a manager's teams or held by a social worker."""
    if not PRACTISE & set(request.user.roles):
        return
    scope = scope_of(request.user)
    where = (
        "of yours" if not scope.teams else "in your team" if len(scope.teams) == 1 else f"in {scope.yours}"
    )
    for one in overdue(current_snapshot(request), scope):
        yield Waiting(
            f"See to {one.title[0].lower()}{one.title[1:]} {where}: {one.count:,}",
            one.href,
            urgency=-1,
            more=f"Of {one.of:,} open on {spoken(one.on)}.",
            plain="There is work past its limit",
        )


def cases_to_act_on(request: HttpRequest) -> Iterable[Waiting]:
    """Cases whose next act is this person's; what is decided waits for the deciding body's next meeting."""
    lines = list(cases_waiting(request.user))
    meeting = _next_decision(request) if any(one.decides for one in lines) else None
    for one in lines:
        if one.decides and meeting:
            one = replace(
                one, due_on=meeting.held_on, more=f"{meeting.body.name} of {spoken(meeting.held_on)}."
            )
        yield _of(one)


def reports_to_see_to(request: HttpRequest) -> Iterable[Waiting]:
    """Weekly reports to write, accept or ask for, and updates to draft or sign off."""
    for one in reports_waiting(request.user):
        yield _of(one)


def _next_decision(request: HttpRequest) -> Meeting | None:
    deciding = Meeting.visible_to(request.user).filter(body__key=F("body__programme__deciding_body"))
    return deciding.to_come(today()).select_related("body").first()


def _of(one: Waits) -> Waiting:
    return Waiting(one.words, one.href, 0, one.due_on, one.more, one.plain, one.about)


def actions_to_finish(request: HttpRequest) -> Iterable[Waiting]:
    """What this person undertook, and what others say is done that this person may check; first the soonest."""
    waiting = Action.visible_to(request.user).waiting_for(request.user)
    for action in waiting.exclude(origin_kind=CASE_ASKED_FOR, state=Action.State.OPEN)[:ACTIONS]:
        verb = "Check" if action.state == Action.State.SAID_DONE else "Do"
        words = f"{verb}: {action.words}"
        yield Waiting(
            words,
            action.get_absolute_url(),
            urgency=2,
            due_on=action.due_on,
            more=action.origin_words,
            plain=f"{verb} action {action.pk}",
            about=(("action", str(action.pk)),),
        )


def roles_to_agree(request: HttpRequest) -> Iterable[Waiting]:
    """Roles that somebody asked for and that wait for this person as the second."""
    if not (request.user.may(Permission.MANAGE_ACCOUNTS) or request.user.may(Permission.AGREE_ROLES)):
        return
    for grant in RoleGrant.objects.visible_to(request.user).waiting().whole():
        if agrees(grant, request.user):
            yield Waiting(
                f"Agree to a role or refuse it: {grant.part.value}, for {grant.user.post}",
                reverse("accounts_request", args=[grant.pk]),
                urgency=1,
                plain="A role waits for a second person",
            )


def dates_to_answer(request: HttpRequest) -> Iterable[Waiting]:
    """Changes of a promised day that were asked for."""
    if request.user.may(Permission.RUN_PROGRAMME):
        for change in DateChange.visible_to(request.user).asked().exclude(asked_by=request.user):
            key = change.milestone.project.key
            words = f"Answer: a day promised in {key} is asked to move to {spoken(change.after_on)}"
            yield Waiting(words, reverse("milestone_change", args=[change.pk]), urgency=1, plain=words)


def questions_to_answer(request: HttpRequest) -> Iterable[Waiting]:
    """What the Board and the sponsoring group asked of the programme."""
    if request.user.may(Permission.RUN_PROGRAMME):
        for one in Question.visible_to(request.user).unanswered():
            yield Waiting(
                "Answer a question of the Board or the sponsoring group",
                reverse("question", args=[one.pk]),
                urgency=1,
                due_on=one.due_on,
                more=one.words,
                plain="A question of the Board or the sponsoring group waits for an answer",
            )


def places_to_confirm(request: HttpRequest) -> Iterable[Waiting]:
    """Places in teams that were suggested."""
    if not request.user.may(Permission.RUN_PROGRAMME):
        return
    if number := Membership.visible_to(request.user).suggested().count():
        words = f"Confirm or end {number} suggested place{'' if number == 1 else 's'} in teams"
        yield Waiting(words, reverse("people_gaps"), urgency=4, plain=words)


SOURCES: list[Callable[[HttpRequest], Iterable[Waiting]]] = [
    work_overdue,
    cases_to_act_on,
    reports_to_see_to,
    roles_to_agree,
    dates_to_answer,
    questions_to_answer,
    actions_to_finish,
    ratings_apart,
    findings_alone,
    steps_due,
    places_to_confirm,
]


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
    Role.SOCIAL_WORKER: (
        "initial_assessments_open_overdue",
        "core_assessments_open_overdue",
        "children_held_per_worker",
    ),
}
HEADLINES = ("initial_assessments_in_time", "core_assessments_in_time", "re_referrals_within_12_months")


@dataclass(frozen=True)
class Figures:
    """The figures somebody is judged by, and of what part of the service they are."""

    of: str
    summaries: list[Summary]
    query: str = ""  # what narrows a measure's page to the same part of the service


def figures_for(request: HttpRequest) -> Figures:
    """Figures of a person's own teams or children where they have them, else the whole council's.

    None for who sees no measures. Of one's own rows nothing is hidden; of the whole council small numbers are.
    """
    user = request.user
    if not user.may(Permission.SEE_MEASURES):
        return Figures("", [])
    scope = scope_of(user)
    own = bool(PRACTISE & set(user.roles)) and not (scope.all or scope.nobody)
    keys = next((FIGURES[role] for role in user.roles if role in FIGURES), HEADLINES)
    narrowed = narrowed_to(scope) if own else ()
    found = summaries(current_snapshot(request), keys, narrowed, to_anyone=not own)
    team = next(iter(scope.teams)) if own and len(scope.teams) == 1 else ""
    query = f"?{urlencode({'team': team})}" if team else ""
    return Figures(scope.yours if own else "the whole council", list(found.values()), query)


def _leads_only(request: HttpRequest) -> bool:
    return not (STEER | DECIDE | RUN) & set(request.user.roles)


def _own_or_all(request: HttpRequest):
    """Every live project for who steers; for a lead, those their post leads."""
    projects = Project.visible_to(request.user).live().with_measures()
    return projects.led_by(request.user.post) if _leads_only(request) else projects
