from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from sherwood.governance.roles import Permission
from sherwood.governance.stages import NEEDS
from sherwood.kit.errors import SherwoodError
from sherwood.kit.periods import spoken
from sherwood.web.programme.plans import actions, forms, lists, pages
from sherwood.web.programme.plans.models import (
    PARTS,
    CloseAsked,
    DateChange,
    Dependency,
    Milestone,
    Plan,
    SentPlan,
    Split,
    WorkStream,
)
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.entering import acted, sent


@requires(Permission.SEE_PROGRAMME)
def timeline(request):
    return render(request, "plans/timeline.html", pages.timeline(request))


@requires(Permission.SEE_PROGRAMME)
def plan(request, key):
    project = _project(request, key)
    found = Plan.visible_to(request.user).with_vetting().filter(project=project).first()
    return render(request, "plans/plan.html", pages.plan(request, project, found))


@requires(Permission.WRITE_CASE)
def open_plan(request, key):
    return _done(request, key, partial(actions.open_plan, project=_project(request, key), by=request.user))


@requires(Permission.WRITE_CASE)
def start(request, key):
    return _done(request, key, partial(actions.start, plan=_plan(request, key), by=request.user))


@requires(Permission.RUN_PROGRAMME)
def finish(request, key):
    return _done(request, key, partial(actions.finish, project=_plan(request, key).project, by=request.user))


@requires(Permission.WRITE_CASE)
def dates(request, key):
    found = _plan(request, key)
    act = partial(actions.set_dates, plan=found, by=request.user)
    form = forms.Dates(sent(request), initial=found.dates(), stands=found.dates)
    return _entered(request, key, form, act, "Set the dates")


@requires(Permission.WRITE_CASE)
def new_contributor(request, key):
    act = partial(actions.add_contributor, plan=_plan(request, key), by=request.user)
    return _entered(
        request, key, forms.NewContributor(sent(request)), act, "Name who helped to make the plan"
    )


@requires(Permission.WRITE_CASE)
def new_milestone(request, key):
    act = partial(actions.promise_milestone, project=_plan(request, key).project, by=request.user)
    return _entered(request, key, forms.NewMilestone(sent(request)), act, "Promise a milestone")


@requires(Permission.WRITE_CASE)
def new_dependency(request, key):
    act = partial(actions.depend, project=_plan(request, key).project, by=request.user)
    return _entered(request, key, forms.NewDependency(sent(request)), act, "Record a dependency")


@requires(Permission.WRITE_CASE)
def dependency(request, pk):
    found = get_object_or_404(Dependency.visible_to(request.user).select_related("project"), pk=pk)
    form = forms.DependencyState(sent(request), initial=found.stands(), stands=found.stands)
    act = partial(actions.say_how_it_stands, dependency=found, by=request.user)
    words = f"{found.words}, from {found.on_programme}. Needed by {spoken(found.needed_by_on)}."
    return _entered(request, found.project.key, form, act, "How does it stand?", words)


@requires(Permission.WRITE_CASE)
def part(request, key, part):
    found = _plan(request, key)
    if part not in PARTS:
        raise Http404("The plan has three parts.")
    given = {"words": getattr(found, part), "complete": part in found.complete, "revision": found.revision}
    act = partial(actions.write_part, plan=found, part=part, by=request.user)
    form = forms.WritePart(sent(request), initial=given, row=found)
    return _entered(request, key, form, act, PARTS[part], saved=given["words"])


@requires(Permission.WRITE_CASE)
def send(request, key):
    found = _plan(request, key)
    act = partial(actions.send_plan, plan=found, by=request.user)
    form = forms.SendPlan(sent(request), initial={"revision": found.revision}, row=found)
    words = (
        "The plan goes, as it stands, to somebody who vets plans and did not write it. They agree to each part or send "
        "it back. What is changed after this is sent and vetted again."
    )
    return _entered(request, key, form, act, "Send the plan for vetting", words, button="Send it")


@requires(Permission.SEE_PROGRAMME)
def sending(request, key, number):
    """A plan as it was sent for vetting: to read, and to answer for who may."""
    found = get_object_or_404(
        SentPlan.visible_to(request.user).select_related("plan__project"),
        plan__project__key=key,
        number=number,
    )
    form = forms.VetPlan(sent(request), sending=found)
    if acted(request, form, partial(actions.vet_plan, sending=found, by=request.user)):
        messages.success(request, "Your answer stands in the record of the plan.")
        return redirect("plan", key)
    return render(request, "plans/sending.html", pages.sending(request, found, form))


@requires(Permission.WRITE_CASE)
def ask_to_close(request, key):
    project = _project(request, key)
    readings = pages.readings(request, project)
    measures = [(measure, title) for measure, (title, _) in readings.items()]

    def act(measure, **given):
        reading = ": ".join(
            readings.get(measure, ())
        )  # with the title of the measure: what is kept tells of what it is
        actions.ask_to_close(project=project, measure=measure, reading=reading, **given, by=request.user)

    words = "\n".join(f"{title}: {reading}" for title, reading in readings.values())
    form = forms.AskToClose(sent(request), measures=measures)
    heading = "Ask for the project to be closed"
    words = words or NEEDS["measure"].otherwise
    return _entered(request, key, form, act, heading, words, button="Ask for it")


@requires(Permission.SEE_PROGRAMME)
def closing(request, pk):
    """What was asked, with its evidence: to read, and to decide for who may."""
    found = get_object_or_404(
        CloseAsked.visible_to(request.user).select_related("project__programme", "keeper_post", "asked_by"),
        pk=pk,
    )
    form = forms.DecideClosing(sent(request))
    if acted(request, form, partial(actions.decide_closing, asked=found, by=request.user)):
        return redirect("project", found.project.key)
    return render(request, "plans/closing.html", pages.closing(request, found, form))


@requires(Permission.WRITE_CASE)
def reached(request, pk):
    found = _milestone(request, pk)
    act = partial(actions.reach, milestone=found, by=request.user)
    return _entered(request, found.project.key, forms.Reached(sent(request)), act, "Reached", found.words)


@requires(Permission.WRITE_CASE)
def move(request, pk):
    found = _milestone(request, pk)
    act = partial(actions.ask_to_move, milestone=found, by=request.user)
    words = f"{found.words}. Promised for {spoken(found.forecast_on)}."
    return _entered(
        request, found.project.key, forms.MoveMilestone(sent(request)), act, "Ask for another day", words
    )


@requires(Permission.RUN_PROGRAMME)
def answer_move(request, pk):
    change = get_object_or_404(
        DateChange.visible_to(request.user).select_related("milestone__project"), pk=pk
    )
    act = partial(actions.answer_move, change=change, by=request.user)
    words = f"{change.milestone.words}: from {spoken(change.before_on)} to {spoken(change.after_on)}. {change.reason}"
    return _entered(
        request,
        change.milestone.project.key,
        forms.AnswerMove(sent(request)),
        act,
        "May the day move?",
        words,
    )


@requires(Permission.WRITE_CASE)
def new_stream(request, key):
    act = partial(actions.add_stream, project=_project(request, key), by=request.user)
    return _entered(request, key, forms.NewStream(sent(request)), act, "Add a work stream")


@requires(Permission.WRITE_CASE)
def change_stream(request, pk):
    found = _stream(request, pk)
    given = {name: getattr(found, name) for name in forms.ChangeStream.base_fields}
    act = partial(actions.change_stream, stream=found, by=request.user)
    form = forms.ChangeStream(sent(request), initial=given, row=found)
    saved = f"{found.words}. {found.owner_post}. {lists.dates(found)}."
    return _entered(request, found.project.key, form, act, "Change a work stream", saved=saved)


@requires(Permission.CHALLENGE, Permission.RUN_PROGRAMME, Permission.KEEP_MEETINGS)
def review_stream(request, pk):
    found = _stream(request, pk)
    act = partial(actions.review_stream, stream=found, by=request.user)
    challenging = found.project.programme.challenging_body
    form = forms.NewPlanReview(sent(request), initial={"reviewed_by": f"body:{challenging}"})
    words = f"{found.project}: {found.words}. {lists.dates(found)}."
    return _entered(request, found.project.key, form, act, "Record a review of a work stream", words)


@requires(Permission.WRITE_CASE)
def split(request, key):
    project = _project(request, key)
    now = partial(Split.standing, project)
    others = Project.visible_to(request.user).exclude(pk=project.pk)
    form = forms.SplitFrom(sent(request), initial=now(), projects=others, stands=now)
    act = partial(actions.say_split, project=project, by=request.user)
    heading = "Say what larger work stream it split from"
    return _entered(request, key, form, act, heading)


def _entered(
    request, key: str, form, act, heading: str, words: str = "", saved: str = "", button: str = "Save"
):
    """`saved`: what is saved now, shown when somebody saved it meanwhile; saving again is then a choice."""
    if acted(request, form, act):
        return redirect("plan", key)
    if getattr(form, "overtaken", False):
        words = f"As it is saved now: {saved}"
    context = {"form": form, "heading": heading, "key": key, "words": words, "button": button}
    return render(request, "plans/form.html", context)


def _done(request, key: str, act):
    """A button of the plan's page: done when posted, refused in words."""
    if request.method == "POST":
        try:
            act()
        except SherwoodError as refused:
            messages.error(request, str(refused))
    return redirect("plan", key)


def _project(request, key: str) -> Project:
    return get_object_or_404(Project.visible_to(request.user), key=key)


def _stream(request, pk: int) -> WorkStream:
    return get_object_or_404(WorkStream.visible_to(request.user).select_related("project"), pk=pk)


def _plan(request, key: str) -> Plan:
    return get_object_or_404(Plan.visible_to(request.user).select_related("project"), project__key=key)


def _milestone(request, pk: int) -> Milestone:
    return get_object_or_404(Milestone.visible_to(request.user).select_related("project"), pk=pk)
