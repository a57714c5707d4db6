"""What plans offer: how far key milestones moved, what is not planned, what slipped, and changes of a day to answer."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.http import HttpRequest
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.governance.stages import Stage
from sherwood.kit.periods import spoken
from sherwood.web.programme.plans.actions.closing import table_for
from sherwood.web.programme.plans.demonstration import seed_plans
from sherwood.web.programme.plans.models import (
    CLOSE,
    CloseAnswer,
    CloseAsked,
    DateChange,
    Milestone,
    Plan,
    SentPlan,
    WorkStream,
)
from sherwood.web.programme.plans.searching import SEARCHED
from sherwood.web.programme.programmes.agenda import (
    AgendaItems,
    ItemPage,
    ItemPages,
    Subject,
    Waiting,
)
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.programme.programmes.offered import (
    Decided,
    Decisions,
    Lacks,
    PortfolioCell,
    PortfolioColumn,
)
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


def without_vetted_plans(projects: Collection[Project]) -> Mapping[int, list[str]]:
    """Those being planned or delivered whose plan is not vetted as it stands."""
    planned = [project for project in projects if project.now in (Stage.PLANNING, Stage.DELIVERY)]
    plans = Plan.objects.filter(project__in=[project.pk for project in planned]).with_vetting()
    vetted = {plan.project_id for plan in plans if plan.is_vetted}
    return {project.pk: ["a vetted plan"] for project in planned if project.pk not in vetted}


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


def plans_to_vet(request: HttpRequest) -> Iterable[WaitingLine]:
    """For who vets: the plans that wait and that they did not write. For a lead: what came back and is not changed yet."""
    user = request.user
    if user.may(Permission.VET):
        for sending in SentPlan.visible_to(user).unanswered():
            if sending.content == sending.plan.content and not sending.was_written_by(user):
                yield _line(sending, f"Vet the plan of {sending.project}", "Vet: the plan of {}")
    if user.may(Permission.WRITE_CASE) and user.post_id:
        led = Plan.visible_to(user).filter(project__in=Project.objects.live().led_by(user.post))
        for plan in led.with_vetting():
            if plan.is_as_sent and plan.latest.answer and not plan.latest.answer.passed:
                words = f"Change what the vetting of the plan of {plan.project} asks for"
                yield _line(plan.latest, words, "Change: the plan of {}")


def _line(sending: SentPlan, words: str, plain: str) -> WaitingLine:
    key = sending.project.key
    about = (("plan", key), ("project", key))
    return WaitingLine(words, sending.get_absolute_url(), urgency=1, plain=plain.format(key), about=about)


def closings_to_see_to(request: HttpRequest) -> Iterable[WaitingLine]:
    """For a lead: what is watched and may be ready to close. For the deciding body: what was asked and is not decided."""
    user = request.user
    waiting = CloseAsked.visible_to(user).waiting()
    if user.may(Permission.DECIDE):
        for asked in waiting:
            decides = not table_for(asked, user).refused
            verb, plain = ("Decide", "Decide") if decides else ("Read", "Read for the meeting")
            words = f"{verb}: may {asked.project} be closed?"
            about = (("project", asked.key),)
            yield WaitingLine(
                words, asked.get_absolute_url(), plain=f"{plain}: may {asked.key} be closed?", about=about
            )
    if user.may(Permission.WRITE_CASE) and user.post_id:
        watched = Project.visible_to(user).led_by(user.post).filter(stage=Stage.EMBEDDING.name)
        for project in watched.exclude(closings__in=waiting):
            words = f"Say what was tested of {project}, and ask for it to be closed"
            plain = words.replace(str(project), project.key)
            yield WaitingLine(words, reverse("plan", args=[project.key]), urgency=3, plain=plain)


def closings_to_decide(programme: Programme) -> Iterator[Waiting]:
    """Projects of which it was asked whether they may be closed."""
    for asked in CloseAsked.objects.waiting().filter(project__programme=programme):
        yield Waiting(Subject.CASE, str(asked), asked.project)


def page_of_closing(project: Project, title: str, user) -> ItemPage | None:
    """Where it is decided whether a project is closed, for the item of an agenda that asks it."""
    if not title.startswith(CLOSE):
        return None
    waiting = CloseAsked.visible_to(user).waiting().filter(project=project)
    asked = next((asked for asked in waiting if str(asked) == title), None)
    return asked and ItemPage(asked.get_absolute_url(), table_for(asked, user).refused)


def closed(projects: Collection[Project]) -> Mapping[int, list[Decided]]:
    """By project, what was decided of closing it."""
    found: dict[int, list[Decided]] = {}
    for answer in CloseAnswer.objects.about(projects):
        decided = Decided(answer.words, answer.reason, answer.said_on, answer.asked.get_absolute_url())
        found.setdefault(answer.asked.project_id, []).append(decided)
    return found


OFFERS = [
    Address("programme/", "sherwood.web.programme.plans.urls"),
    Tab("plan", "Timeline", "timeline", 10),
    Tab("project", "Plan", "plan", 30),
    PortfolioColumn("Moved", days_moved),
    Lacks(without_streams),
    Lacks(without_vetted_plans),
    Decisions(closed, lambda projects: {}),
    ItemPages(page_of_closing),
    AgendaItems(closings_to_decide, to="deciding_body"),
    Waits(closings_to_see_to),
    AgendaItems(slipped_key_milestones, to="challenging_body"),
    Waits(dates_to_answer),
    Waits(plans_to_vet),
    Seed(seed_plans, 60),
    *SEARCHED,
]
