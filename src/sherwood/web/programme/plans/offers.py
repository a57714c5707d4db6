"""What plans offer: how far key milestones moved, what is not planned, what slipped, and changes of a day to answer."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.http import HttpRequest
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.governance.stages import Stage
from sherwood.kit.periods import spoken
from sherwood.web.programme.plans.demonstration import seed_plans
from sherwood.web.programme.plans.models import DateChange, Milestone, WorkStream
from sherwood.web.programme.plans.searching import SEARCHED
from sherwood.web.programme.programmes.agenda import AgendaItems, Subject, Waiting
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.programme.programmes.offered import Lacks, PortfolioCell, PortfolioColumn
from sherwood.web.site.offers.kinds import Address, Seed, Tab, WaitingLine, Waits
from sherwood.web.site.ui.clock import today


def days_moved(projects: Collection[Project]) -> Mapping[int, PortfolioCell]:
    """By project, how much later than first promised its latest open milestone is expected, a passed day counted."""
    moved: dict[int, int] = {}
    for milestone in Milestone.objects.filter(project__in=[project.pk for project in projects]).open():
        days = (
            (max(milestone.forecast_on, today()) - milestone.baseline_on).days
            if milestone.baseline_on < today()
            else milestone.days_moved
        )
        moved[milestone.project_id] = max(days, moved.get(milestone.project_id, days))
    return {pk: PortfolioCell(_words(days), loud=days > 0) for pk, days in moved.items()}


def _words(days: int) -> str:
    if days == 0:
        return "As promised"
    return f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'later' if days > 0 else 'earlier'}"


def without_streams(projects: Collection[Project]) -> Mapping[int, list[str]]:
    """Those being planned or delivered without a dated work stream."""
    dated = set(WorkStream.objects.dated().values_list("project", flat=True))
    planned = [project for project in projects if Stage.PLANNING.number <= project.now.number]
    return {project.pk: ["a dated work stream"] for project in planned if project.pk not in dated}


def slipped_key_milestones(programme: Programme) -> Iterator[Waiting]:
    """The key milestones of live projects that are not reached and later than first promised, longest promised first."""
    live = programme.project_set.live()
    found = Milestone.objects.filter(project__in=live, is_key=True).slipped(today())
    for milestone in found.select_related("project").order_by("baseline_on", "project__position", "pk"):
        title = f"Slipped: {milestone.words}, promised for {spoken(milestone.baseline_on)}"
        yield Waiting(Subject.MILESTONE, title, milestone.project)


def dates_to_answer(request: HttpRequest) -> Iterable[WaitingLine]:
    """Changes of a promised day that were asked for."""
    if request.user.may(Permission.RUN_PROGRAMME):
        for change in DateChange.visible_to(request.user).asked().exclude(asked_by=request.user):
            key = change.milestone.project.key
            words = f"Answer: a day promised in {key} is asked to move to {spoken(change.after_on)}"
            yield WaitingLine(words, reverse("milestone_change", args=[change.pk]), urgency=1, plain=words)


OFFERS = [
    Address("programme/", "sherwood.web.programme.plans.urls"),
    Tab("plan", "Timeline", "timeline", 10),
    Tab("project", "Plan", "plan", 30),
    PortfolioColumn("Moved", days_moved),
    Lacks(without_streams),
    AgendaItems(slipped_key_milestones, to="challenging_body"),
    Waits(dates_to_answer),
    Seed(seed_plans, 60),
    *SEARCHED,
]
