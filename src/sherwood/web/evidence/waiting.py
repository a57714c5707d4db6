"""What the records say on the home page: overdue work, and the figures that somebody is judged by."""

from collections.abc import Callable, Iterable
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


# where a council's records hold no figure of the first, the next is shown: one assessment or two, by its day
FIRST_SEEN = ("initial_assessments_in_time", "single_assessments_in_time")
STILL_OPEN = ("initial_assessments_open_overdue", "single_assessments_open_overdue")
WHOLE_NEEDS = ("core_assessments_in_time", "single_assessments_open_overdue")
Slots = tuple[tuple[str, ...], ...]

# the two or three figures that a role is judged by
FIGURES: dict[Role, Slots] = {
    Role.TEAM_MANAGER: (FIRST_SEEN, STILL_OPEN, ("children_held_per_worker",)),
    Role.HEAD_OF_SERVICE: (FIRST_SEEN, WHOLE_NEEDS, ("children_held_per_worker",)),
    Role.REVIEWING_OFFICER: (
        ("care_reviews_in_time",),
        ("conferences_in_time",),
        ("plans_two_years_or_more",),
    ),
    Role.SOCIAL_WORKER: (
        STILL_OPEN,
        ("core_assessments_open_overdue", "conferences_overdue"),
        ("children_held_per_worker",),
    ),
}
HEADLINES: Slots = (FIRST_SEEN, WHOLE_NEEDS, ("re_referrals_within_12_months",))


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
    slots = next((FIGURES[role] for role in user.roles if role in FIGURES), HEADLINES)
    narrowed = narrowed_to(scope) if own else ()
    shown = _filled(
        slots, lambda keys: summaries(current_snapshot(request), keys, narrowed, to_anyone=not own)
    )
    team = next(iter(scope.teams)) if own and len(scope.teams) == 1 else ""
    query = f"?{urlencode({'team': team})}" if team else ""
    return Figures(scope.yours if own else "the whole council", shown, query)


def _filled(slots: Slots, ask: Callable[[list[str]], dict[str, Summary]]) -> list[Summary]:
    """The first figure of each slot that there is, each measure once; the next choices are asked for where one is silent."""
    found: dict[str, Summary] = {}
    for place in range(max(map(len, slots))):
        silent = [slot for slot in slots if not found.keys() & set(slot[:place])]
        if keys := [slot[place] for slot in silent if place < len(slot)]:
            found |= ask(keys)
    chosen = (next((key for key in slot if key in found), "") for slot in slots)
    return [found[key] for key in dict.fromkeys(chosen) if key]


def figures_panel(request: HttpRequest) -> dict | None:
    figures = figures_for(request)
    return {"figures": figures} if figures.summaries else None
