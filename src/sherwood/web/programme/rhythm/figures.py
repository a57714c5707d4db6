"""The figures a report is written beside and issued with, and which of its fields say the same as before."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sherwood.kit.periods import Period, spoken
from sherwood.web.programme.meetings.models import Barrier
from sherwood.web.programme.plans.models import Milestone
from sherwood.web.programme.programmes.models import Project
from sherwood.web.programme.programmes.signals import Judged
from sherwood.web.programme.rhythm.models import FIELDS, Report
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.ui.clock import today

AHEAD = timedelta(days=28)  # how far ahead a milestone is told


def earlier_reports(project: Project, due_on: date) -> list[Report]:
    """What was submitted last for each due day before this one, the newest first."""
    found = (
        Report.objects.filter(project=project, due_on__lt=due_on).submitted().order_by("-due_on", "-number")
    )
    latest: dict[date, Report] = {}
    for one in found:
        latest.setdefault(one.due_on, one)
    return list(latest.values())


def begun_with(project: Project, before: Report | None) -> dict[str, Any]:
    """What a new report opens with: what the project says, and the words of the report before it."""
    words = {name: "" for name in FIELDS} | (before.words if before else {})
    return words | {
        "declared": project.declared,
        "because": (before and before.because) or project.declared_because,
        "next_step": project.next_step,
        "next_step_on": project.next_step_on,
    }


def unchanged(words: dict[str, Any], earlier: Sequence[Report]) -> dict[str, date]:
    """The fields that say what they said last time, each with the due day since which they do."""
    found = {}
    for name in FIELDS:
        since = None
        for one in earlier:
            before = one.rating.key if name == "declared" else getattr(one, name)
            if not _same(before, words.get(name)):
                break
            since = one.due_on
        if since:
            found[name] = since
    return found


def _same(before: Any, now: Any) -> bool:
    """Nobody means another thing by another end of line or a space at the end."""
    before, now = (" ".join(one.split()) if isinstance(one, str) else one for one in (before, now))
    return (before or None) == (now or None)


def figures_of(project: Project, judged: Judged, as_at: date | None, period: Period) -> dict[str, Any]:
    """Everything beside the words, as plain data that can be frozen. `as_at`: the day of the records."""
    return {
        "computed": judged.computed.rating.value,
        "workings": list(judged.computed.workings),
        "disagreement": judged.disagreement,
        "as_at": as_at.isoformat() if as_at else "",
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "milestones": _milestones(project, period),
        "actions": _actions(project),
        "barriers": _barriers(project),
    }


def _milestones(project: Project, period: Period) -> list[dict[str, str]]:
    """Reached since last time, late, and to come within four weeks."""
    found = []
    for milestone in project.milestones.all():
        if milestone.actual_on:
            if milestone.actual_on >= period.first:
                found.append(_line(milestone, f"Reached on {spoken(milestone.actual_on)}"))
        elif milestone.forecast_on < today():
            found.append(_line(milestone, f"Late: expected on {spoken(milestone.forecast_on)}"))
        elif milestone.forecast_on <= today() + AHEAD:
            found.append(_line(milestone, f"Expected on {spoken(milestone.forecast_on)}"))
    return found


def _line(one: Milestone, said: str) -> dict[str, str]:
    moved = one.days_moved
    later = f", {abs(moved)} days {'later' if moved > 0 else 'earlier'} than first promised" if moved else ""
    return {"words": one.words, "said": f"{said}{later}"}


def _actions(project: Project) -> list[dict[str, str]]:
    found = Action.objects.of_project(project).unfinished()
    return [
        {"words": one.words, "said": f"{one.owner_post}, by {spoken(one.due_on)}"}
        for one in found.order_by("due_on", "pk")
    ]


def _barriers(project: Project) -> list[dict[str, str]]:
    found = Barrier.objects.unanswered().filter(project=project)
    return [
        {"words": one.words, "said": f"{one.owner_post} to move it, open for {one.days_open(today())} days"}
        for one in found
    ]
