"""What the pages of this app show."""

from django.http import HttpRequest

from sherwood.governance.roles import Permission
from sherwood.governance.stages import Stage
from sherwood.kit.periods import spoken
from sherwood.reporting import charts
from sherwood.web.programme.plans import lists
from sherwood.web.programme.plans.models import (
    PARTS,
    DateChange,
    Milestone,
    Plan,
    Split,
    without_lead_or_streams,
)
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.ui.clock import today


def plan(request: HttpRequest, project: Project, found: Plan | None) -> dict:
    user = request.user
    split = Split.visible_to(user).select_related("project", "parent")
    return {
        "project": project,
        "plan": found,
        "sentence": _sentence(project, found),
        "parts": [(key, name, getattr(found, key), key in found.complete) for key, name in PARTS.items()]
        if found
        else [],
        "milestones": lists.PROJECT_MILESTONES.shown(request, title="", key=project.key),
        "changes": lists.PROJECT_CHANGES.shown(request, key=project.key),
        "contributors": lists.CONTRIBUTORS.shown(request, key=project.key),
        "dependencies": lists.DEPENDENCIES.shown(request, key=project.key),
        "streams": lists.PROJECT_STREAMS.shown(request, title="", key=project.key),
        "may_open": found is None
        and project.now in (Stage.PLANNING, Stage.DELIVERY, Stage.EMBEDDING)
        and user.may(Permission.WRITE_CASE),
        "writes": found is not None and user.may(Permission.WRITE_CASE),
        "runs": found is not None and user.may(Permission.RUN_PROGRAMME),
        "starting": project.now is Stage.PLANNING,
        "delivering": project.now is Stage.DELIVERY,
        "split": split.filter(project=project).first(),
        "splits": split.filter(parent=project),
        "leading": lists.leads(user, project),
    }


def _sentence(project: Project, found: Plan | None) -> str:
    if found is None:
        return (
            "No plan is written yet."
            if project.now.number >= Stage.PLANNING.number
            else "A plan is written once the Board has let the project go on."
        )
    if found.lacking:
        return f"Not complete yet: {', '.join(found.lacking)}."
    return _promised(list(project.milestones.order_by("forecast_on", "pk")))


def _promised(milestones: list[Milestone]) -> str:
    """What is next of a plan that is whole, and how much of it is late."""
    if not milestones:
        return "The plan is complete, but nothing is promised by a day yet."
    ahead = [milestone for milestone in milestones if milestone.actual_on is None]
    if not ahead:
        return f"All {len(milestones)} milestones are reached."
    late = sum(milestone.forecast_on < today() for milestone in ahead)
    words = f"Next: {ahead[0].words}, {'due since' if ahead[0].forecast_on < today() else 'by'} {spoken(ahead[0].forecast_on)}."
    said = f"{words} {len(milestones) - len(ahead)} of {len(milestones)} milestones are reached"
    return f"{said}, {late} {'is' if late == 1 else 'are'} late." if late else f"{said}, none is late."


def timeline(request: HttpRequest) -> dict:
    user = request.user
    milestones = list(Milestone.visible_to(user).for_timeline())
    slipped = sum(milestone.days_moved > 0 for milestone in milestones)
    late = Milestone.visible_to(user).late(today()).count()
    sentence = f"{len(milestones)} milestones: {slipped} later than first promised, {late} late today."
    lacking = without_lead_or_streams(Project.visible_to(user)).count()
    waiting = DateChange.visible_to(user).asked()
    return {
        "sentence": sentence if milestones else "No milestone is promised yet.",
        "svg": charts.svg(charts.timeline([_drawn(milestone) for milestone in milestones], today()))
        if milestones
        else "",
        "waiting": waiting
        and lists.DATE_CHANGES.shown(request, waiting, title="Changes that wait for an answer"),
        "milestones": lists.MILESTONES.shown(request),
        "changes": lists.DATE_CHANGES.shown(request),
        "streams": lists.STREAMS.shown(request),
        "splits": lists.SPLITS.shown(request),
        "lacking": lists.LACKING.shown(
            request, title=f"Live projects with no lead or no dated work stream: {lacking}"
        ),
    }


def _drawn(milestone: Milestone) -> dict:
    return {
        "project": milestone.project.key,
        "name": f"{milestone.project.key} {milestone.words}"[:60],
        "baseline": milestone.baseline_on.isoformat(),
        "now": (milestone.actual_on or milestone.forecast_on).isoformat(),
        "state": "reached"
        if milestone.actual_on
        else ("slipped" if milestone.days_moved > 0 else "as promised"),
    }
