"""What plans add to the pages of the programme: how far a project's key milestones moved, and what it has not planned."""

from collections.abc import Collection, Mapping

from sherwood.governance.stages import Stage
from sherwood.web.programme.plans.models import Milestone, WorkStream
from sherwood.web.programme.programmes.contributions import Cell
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.ui.clock import today


def days_moved(projects: Collection[Project]) -> Mapping[int, Cell]:
    """By project, how much later than first promised its latest open milestone is expected, a passed day counted."""
    moved: dict[int, int] = {}
    for one in Milestone.objects.filter(project__in=[project.pk for project in projects]).open():
        days = (
            (max(one.forecast_on, today()) - one.baseline_on).days
            if one.baseline_on < today()
            else one.days_moved
        )
        moved[one.project_id] = max(days, moved.get(one.project_id, days))
    return {pk: Cell(_words(days), loud=days > 0) for pk, days in moved.items()}


def _words(days: int) -> str:
    if days == 0:
        return "As promised"
    return f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'later' if days > 0 else 'earlier'}"


def without_streams(projects: Collection[Project]) -> Mapping[int, list[str]]:
    """Those being planned or delivered without a dated work stream."""
    dated = set(WorkStream.objects.dated().values_list("project", flat=True))
    planned = [one for one in projects if Stage.PLANNING.number <= one.now.number]
    return {one.pk: ["a dated work stream"] for one in planned if one.pk not in dated}
