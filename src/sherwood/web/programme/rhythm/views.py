from datetime import date, timedelta
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.programmes.models import Body, Programme, Project
from sherwood.web.programme.programmes.signals import judged
from sherwood.web.programme.rhythm import actions, forms, pages, telling, writing
from sherwood.web.programme.rhythm.models import Hint, Report, Rhythm, Update
from sherwood.web.site.documents import document_file, report_of
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.entering import acted, entered, sent
from sherwood.web.site.ui.typed import given_back

BACK = {"back": "reports", "under": "Reports"}
UPDATES = {"back": "updates", "under": "Updates on the programme"}
TEAM, HOLD_TO_ACCOUNT = actions.TEAM, actions.HOLD_TO_ACCOUNT
FURTHEST = timedelta(days=3 * 365)


@requires(Permission.SEE_PROGRAMME)
def calendar(request):
    week = request.GET.get("week")
    return render(request, "rhythm/calendar.html", pages.calendar(request, _week(week) if week else None))


@requires(Permission.SEE_PROGRAMME)
def project_reports(request, key):
    return render(request, "rhythm/project.html", pages.project_reports(_project(request, key), request))


@requires(Permission.SEE_PROGRAMME)
def report(request, pk):
    context = pages.report(_report(request, pk), request.user)
    typed = given_back(request, reverse("report_answer", args=[pk]))
    form = forms.AnswerReport(typed) if context["answers"] else None
    return render(request, "rhythm/report.html", context | {"form": form})


@requires(Permission.WRITE_CASE)
def write(request, key, due_on):
    """The pre-filled form; a save or a submission that cannot be is told, and what was typed stays."""
    page = writing.Writing(request, _project(request, key), _day(due_on))
    try:
        actions.check_leads(page.project, request.user)
        actions.check_due(page.project, page.due_on)
    except SherwoodError as refused:
        raise PermissionDenied(str(refused)) from None
    if page.handed_in:
        return redirect(page.handed_in)
    return page.kept() if request.method == "POST" else page.shown(page.form(sent(request)))


@requires(*TEAM)
def answer(request, pk):
    found = _report(request, pk)
    form = forms.AnswerReport(sent(request))
    if acted(request, form, partial(actions.answer, report=found, by=request.user)):
        return redirect(found)
    return render(request, "rhythm/report.html", pages.report(found, request.user) | {"form": form})


@requires(*HOLD_TO_ACCOUNT)
def mark(request, pk):
    found = _report(request, pk)
    form = forms.MarkWrong(sent(request))
    if acted(request, form, partial(actions.mark_wrong, report=found, by=request.user)):
        return redirect(found)
    return render(
        request,
        "rhythm/form.html",
        {"form": form, "heading": "Mark what is wrong", "button": "Mark it", "report": found},
    )


@requires(*TEAM)
def chase(request, key, due_on):
    found, day = _project(request, key), _day(due_on)
    said = f"The lead of {found.key} was asked for the report due on {pages.spoken(day)}."
    return _done(request, partial(actions.chase, project=found, due_on=day, by=request.user), said, "reports")


@requires(Permission.RUN_PROGRAMME)
def rhythm(request):
    programme = _programme(request)
    act = partial(actions.set_rhythm, programme=programme, by=request.user)
    form = forms.SetRhythm(sent(request), stands=partial(Rhythm.standing, programme))
    return entered(request, form, act, heading="Set when reports are due", **BACK)


@requires(Permission.RUN_PROGRAMME)
def hints(request):
    found = _programme(request)
    act = partial(actions.write_hints, programme=found, by=request.user)
    standing = partial(Hint.standing, found)
    form = forms.WriteHints(sent(request), initial=_of_fields(standing()), stands=standing)
    return entered(request, form, act, heading="What the report asks for", **BACK)


def _of_fields(standing) -> dict[str, str]:
    """What is set for each field, as the form names it."""
    found = {}
    for name, (words, label, asked) in standing.items():
        found |= {name: words, f"{name}_label": label, f"{name}_asked": "yes" if asked else "no"}
    return found


@requires(Permission.SEE_PROGRAMME)
def updates(request):
    return render(request, "rhythm/updates.html", pages.updates(request))


@requires(Permission.SEE_PROGRAMME)
def update(request, number):
    context = pages.update(_update(request, number), request.user)
    typed = given_back(request, reverse("update_sign", args=[number]))
    form = forms.Sign(typed) if context["signs"] else None
    return render(request, "rhythm/update.html", context | {"form": form})


@requires(Permission.SEE_PROGRAMME)
def update_file(request, number, kind):
    """Drawn when it is asked for, from what was frozen."""
    found = _update(request, number)
    footer = f"{found.programme.council}. {found}. It does not change; digest {found.digest[:12]}."
    drawn = report_of(
        telling.parts_of(found), found.programme.title, f"{found.body.name}: {found}", found.said_on, footer
    )
    return document_file(drawn, kind, f"update-{found.number}")


@requires(Permission.RUN_PROGRAMME)
def new_update(request):
    programme = _programme(request)
    bodies = Body.visible_to(request.user).filter(programme=programme)
    first = bodies.filter(key=programme.sponsoring_body).first()
    form = forms.NewUpdate(sent(request), bodies=bodies, initial={"body": first})
    act = partial(_draft, request)
    return entered(request, form, act, heading="Draft an update", button="Freeze the draft", **UPDATES)


@requires(Permission.RUN_PROGRAMME)
def correct_update(request, number):
    found = _update(request, number)
    act = partial(_draft, request, body=found.body, corrects=found)
    form = forms.CorrectUpdate(sent(request))
    return entered(
        request, form, act, heading=f"Correct update {found.number}", button="Freeze the draft", **UPDATES
    )


@requires(Permission.ALLOW_EXCEPTION)
def sign_update(request, number):
    found = _update(request, number)
    form = forms.Sign(sent(request))
    if acted(request, form, partial(actions.sign_off, update=found, by=request.user)):
        return redirect(found)
    return render(request, "rhythm/update.html", pages.update(found, request.user) | {"form": form})


def _done(request, act, said: str, back: str):
    """A button: done when posted, refused in words."""
    if request.method == "POST":
        try:
            act()
            messages.success(request, said)
        except SherwoodError as refused:
            messages.error(request, str(refused))
    return redirect(back)


def _draft(request, **given):
    """The projects are judged when the draft is made, not when its form is opened."""
    projects = Project.visible_to(request.user).live().with_measures()
    return actions.draft_update(**given, judged=judged(projects, request), by=request.user)


def _project(request, key: str) -> Project:
    found = Project.visible_to(request.user).with_measures().select_related("programme", "plan", "case")
    return get_object_or_404(found, key=key)


def _programme(request) -> Programme:
    return get_object_or_404(Programme.visible_to(request.user))


def _report(request, pk: int) -> Report:
    return get_object_or_404(Report.visible_to(request.user).submitted().whole(), pk=pk)


def _update(request, number: int) -> Update:
    return get_object_or_404(Update.visible_to(request.user).whole(), number=number)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404("A day in an address is written as 2010-03-12.") from None


def _week(text: str) -> date:
    """A day of the week asked for: reports are not worked out for centuries on end."""
    day = _day(text)
    if abs(day - today()) > FURTHEST:
        raise Http404(f"Reports are shown week by week for {FURTHEST.days // 365} years either way.")
    return day
