from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from sherwood.governance.roles import Permission
from sherwood.kit.errors import SherwoodError
from sherwood.web.plans import actions, forms, pages
from sherwood.web.plans.models import PARTS, DateChange, Milestone, Plan
from sherwood.web.programmes.models import Project
from sherwood.web.ui.access import requires
from sherwood.web.ui.downloads import as_file
from sherwood.web.ui.entering import acted


@requires(Permission.SEE_PROGRAMME)
def timeline(request):
    return render(request, "plans/timeline.html", pages.timeline(request.user))


@requires(Permission.SEE_PROGRAMME)
def milestones_file(request, kind):
    return as_file(pages.milestones_sheet(request.user), kind, "milestones")


@requires(Permission.SEE_PROGRAMME)
def plan(request, key):
    project = get_object_or_404(Project.visible_to(request.user), key=key)
    found = Plan.visible_to(request.user).whole().filter(project=project).first()
    return render(request, "plans/plan.html", pages.plan(project, found, request.user))


@requires(Permission.WRITE_CASE)
def open_plan(request, key):
    project = get_object_or_404(Project.visible_to(request.user), key=key)
    return _done(request, key, partial(actions.open_plan, project=project, by=request.user))


@requires(Permission.WRITE_CASE)
def start(request, key):
    return _done(request, key, partial(actions.start, plan=_plan(request, key), by=request.user))


@requires(Permission.RUN_PROGRAMME)
def finish(request, key):
    return _done(request, key, partial(actions.finish, project=_plan(request, key).project, by=request.user))


@requires(Permission.WRITE_CASE)
def dates(request, key):
    act = partial(actions.set_dates, plan=_plan(request, key), by=request.user)
    return _entered(request, key, forms.Dates(request.POST or None), act, "Set the dates")


@requires(Permission.WRITE_CASE)
def new_contributor(request, key):
    act = partial(actions.add_contributor, plan=_plan(request, key), by=request.user)
    return _entered(
        request, key, forms.NewContributor(request.POST or None), act, "Name who helped to make the plan"
    )


@requires(Permission.WRITE_CASE)
def new_milestone(request, key):
    act = partial(actions.promise_milestone, project=_plan(request, key).project, by=request.user)
    return _entered(request, key, forms.NewMilestone(request.POST or None), act, "Promise a milestone")


@requires(Permission.WRITE_CASE)
def new_dependency(request, key):
    act = partial(actions.depend, project=_plan(request, key).project, by=request.user)
    return _entered(request, key, forms.NewDependency(request.POST or None), act, "Record a dependency")


@requires(Permission.WRITE_CASE)
def part(request, key, part):
    found = _plan(request, key)
    if part not in PARTS:
        raise Http404("The plan has three parts.")
    given = {"words": getattr(found, part), "complete": part in found.complete, "revision": found.revision}
    act = partial(actions.write_part, plan=found, part=part, by=request.user)
    return _entered(request, key, forms.WritePart(request.POST or None, initial=given), act, PARTS[part])


@requires(Permission.WRITE_CASE)
def reached(request, pk):
    found = _milestone(request, pk)
    act = partial(actions.reach, milestone=found, by=request.user)
    return _entered(
        request, found.project.key, forms.Reached(request.POST or None), act, "Reached", found.words
    )


@requires(Permission.WRITE_CASE)
def move(request, pk):
    found = _milestone(request, pk)
    act = partial(actions.ask_to_move, milestone=found, by=request.user)
    words = f"{found.words}. Promised for {pages.spoken(found.forecast_on)}."
    return _entered(
        request, found.project.key, forms.Move(request.POST or None), act, "Ask for another day", words
    )


@requires(Permission.RUN_PROGRAMME)
def answer_move(request, pk):
    change = get_object_or_404(
        DateChange.visible_to(request.user).select_related("milestone__project"), pk=pk
    )
    act = partial(actions.answer_move, change=change, by=request.user)
    words = f"{change.milestone.words}: from {pages.spoken(change.before_on)} to {pages.spoken(change.after_on)}. {change.reason}"
    return _entered(
        request,
        change.milestone.project.key,
        forms.AnswerMove(request.POST or None),
        act,
        "May the day move?",
        words,
    )


def _entered(request, key: str, form, act, heading: str, words: str = ""):
    if acted(request, form, act):
        return redirect("plan", key)
    return render(request, "plans/form.html", {"form": form, "heading": heading, "key": key, "words": words})


def _done(request, key: str, act):
    """A button of the plan's page: done when posted, refused in words."""
    if request.method == "POST":
        try:
            act()
        except SherwoodError as refused:
            messages.error(request, str(refused))
    return redirect("plan", key)


def _plan(request, key: str) -> Plan:
    return get_object_or_404(Plan.visible_to(request.user).select_related("project"), project__key=key)


def _milestone(request, pk: int) -> Milestone:
    return get_object_or_404(Milestone.visible_to(request.user).select_related("project"), pk=pk)
