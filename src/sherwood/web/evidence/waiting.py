"""What the records say on the home page: overdue work, and the figures that somebody is judged by."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from sherwood.governance.roles import PRACTISE, Permission, Role
from sherwood.kit.periods import spoken
from sherwood.web.evidence.summaries import Summary, summaries
from sherwood.web.evidence.worklists import narrowed_to, overdue
from sherwood.web.site.accounts.models import scope_of
from sherwood.web.site.offers.kinds import WaitingLine
from sherwood.web.site.ui.records import current_snapshot


def work_overdue(request: HttpRequest) -> Iterable[WaitingLine]:
    """Work that is open past its limit today, in a manager's teams or held by a social worker."""
    if not PRACTISE & set(request.user.roles):
        return
    scope = scope_of(request.user)
    where = (
        "that you hold"
        if not scope.teams
        else "in your team"
        if len(scope.teams) == 1
        else f"in {scope.yours}"
    )
    for work in overdue(current_snapshot(request), scope):
        yield WaitingLine(
            f"Look at {work.title[0].lower()}{work.title[1:]} {where}: {work.count:,}",
            work.href,
            urgency=-1,
            more=f"Of {work.of:,} open on {spoken(work.on)}.",
            plain="There is work past its limit",
        )


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

    Empty for people who cannot see measures. Of one's own rows nothing is hidden; of the whole council small numbers are.
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


def figures_panel(request: HttpRequest) -> dict | None:
    figures = figures_for(request)
    return {"figures": figures} if figures.summaries else None
