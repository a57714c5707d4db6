"""What the pages of this app show."""

from django.http import HttpRequest

from sherwood.governance.roles import Permission
from sherwood.governance.stages import ACTS, MOVES, NEEDS, Stage, check_can_act, refusal_of
from sherwood.kit.periods import spoken
from sherwood.measuring.shelves import all_measures
from sherwood.reporting import charts
from sherwood.web.programme.plans import lists
from sherwood.web.programme.plans.actions.closing import facts_to_ask, table_for
from sherwood.web.programme.plans.actions.vetting import facts_of_plan
from sherwood.web.programme.plans.models import (
    PARTS,
    CloseAnswer,
    CloseAsked,
    DateChange,
    Milestone,
    Plan,
    SentPlan,
    Split,
    without_lead_or_streams,
)
from sherwood.web.programme.programmes.models import Project
from sherwood.web.programme.programmes.signals import judged
from sherwood.web.site.ui.clock import today


def plan(request: HttpRequest, project: Project, found: Plan | None) -> dict:
    user = request.user
    split = Split.visible_to(user).select_related("project", "parent")
    before_start = _before_start(found) if found and project.now is Stage.PLANNING else []
    return {
        "project": project,
        "plan": found,
        "sentence": _sentence(project, found),
        "parts": _parts(found) if found else [],
        "vettings": lists.PLAN_VETTINGS.shown(request, key=project.key),
        "before_start": before_start,
        "may_start": bool(before_start) and all(met for _, met in before_start),
        "sends": found is not None
        and not refusal_of(check_can_act, ACTS["send_plan"], facts_of_plan(found, user)),
        "vets": found is not None and found.waits_to_be_vetted and may_vet(found, user),
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
        "delivering": project.now is Stage.DELIVERY,
        "reached": project.milestones.exists() and not project.milestones.open().exists(),
        **_closing_of(request, project),
        "split": split.filter(project=project).first(),
        "splits": split.filter(parent=project),
        "leading": lists.leads(user, project),
    }


def _parts(found: Plan) -> list[tuple[str, str, str, bool, str]]:
    """Key, name, words, whether it is complete, and what must change where its last vetting sent it back."""
    back = found.latest.answer.returned if found.is_as_sent and found.latest.answer else {}
    return [
        (key, name, getattr(found, key), name not in found.lacking, back.get(key, ""))
        for key, name in PARTS.items()
    ]


def may_vet(found: Plan, user) -> bool:
    facts = facts_of_plan(found, user, {"parts_answered"})
    return not refusal_of(check_can_act, ACTS["vet_plan"], facts)


def vetting_in_words(found: Plan) -> str:
    """How far the vetting of a plan is, in a sentence."""
    latest = found.latest
    if latest is None:
        return "It was never sent for vetting."
    if not found.is_as_sent:
        return f"It was changed since version {latest.number} was sent, so it is to be sent and vetted again."
    if latest.answer is None:
        return f"Version {latest.number} waits to be vetted since {spoken(latest.sent_on)}."
    said = "is vetted" if latest.answer.passed else "was sent back"
    return f"Version {latest.number} {said}: {latest.answer.by}, {spoken(latest.answer.said_on)}."


def _before_start(found: Plan) -> list[tuple[str, bool]]:
    """What must be so before delivery starts, and whether it is."""
    met = {
        "parts": found.parts_complete,
        "measure": bool(found.project.measure_keys),
        "report_due": found.report_due_on is not None,
        "vetted": found.is_vetted,
    }
    return [(NEEDS[key].words, met[key]) for key in MOVES["start"].needs]


def sending(request: HttpRequest, found: SentPlan, form) -> dict:
    """A plan as it was sent, with the form of an answer for who may give one, or the reason why not."""
    facts = facts_of_plan(found.plan, request.user, {"parts_answered"}, found)
    refused = refusal_of(check_can_act, ACTS["vet_plan"], facts)
    return {
        "sending": found,
        "project": found.project,
        "form": form,
        "refused": refused,
        "answer": found.answer,
    }


def _sentence(project: Project, found: Plan | None) -> str:
    if found is None:
        return (
            "No plan is written yet."
            if project.now.number >= Stage.PLANNING.number
            else "A plan is written once it is decided that the project goes on."
        )
    if found.lacking:
        return f"Not complete yet: {', '.join(found.lacking)}."
    return f"{_promised(list(project.milestones.order_by('forecast_on', 'pk')))} {vetting_in_words(found)}"


def _closing_of(request: HttpRequest, project: Project) -> dict:
    """How far the way out is, on the page of the plan: for a project that is watched, or was."""
    asked = CloseAsked.visible_to(request.user).filter(project=project)
    watched = project.now is Stage.EMBEDDING
    return {
        "closings": lists.CLOSINGS.shown(request, key=project.key) if watched or asked else "",
        "closed": CloseAnswer.visible_to(request.user).filter(asked__project=project, closes=True).last(),
        "asks": watched
        and not asked.waiting()
        and not refusal_of(check_can_act, ACTS["ask_to_close"], facts_to_ask(project, request.user)),
        "waiting_to_close": asked.waiting().last(),
    }


def readings(request: HttpRequest, project: Project) -> dict[str, tuple[str, str]]:
    """Title and reading of each measure that is linked to a project, by its key."""
    (one,) = judged([project], request)
    found, shelf = {}, all_measures()
    for key in project.measure_keys:
        summary = one.summaries.get(key)
        said = (
            f"{summary.said}. {summary.reading}" if summary else "No figure yet: there are no records for it."
        )
        found[key] = (shelf[key].title if key in shelf else key, said)
    return found


def closing(request: HttpRequest, found: CloseAsked, form) -> dict:
    """What was asked for, and where this person may decide it or why they may not."""
    refused = "" if found.answered else table_for(found, request.user).refused
    return {
        "asked": found,
        "project": found.project,
        "form": form,
        "answer": found.answered,
        "refused": refused,
        "decides": not found.answered and not refused,
    }


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
