from functools import partial

from django.shortcuts import get_object_or_404, redirect, render

from sherwood.governance.roles import Permission
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.programme.risks import actions, forms, lists, pages
from sherwood.web.programme.risks.models import SCORES, Issue, Risk
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.entering import acted, sent

WRITES = (Permission.RUN_PROGRAMME, Permission.WRITE_CASE)


@requires(Permission.SEE_PROGRAMME)
def risks(request):
    return render(request, "risks/risks.html", pages.registers(request))


@requires(Permission.SEE_PROGRAMME)
def project_risks(request, key):
    found = get_object_or_404(Project.visible_to(request.user), key=key)
    return render(request, "risks/project_risks.html", pages.project_registers(request, found))


@requires(Permission.SEE_PROGRAMME)
def risk(request, pk):
    found = _risk(request, pk)
    positions = [(words, score, lists.rated(score)) for words, score in found.positions]
    more = {"positions": positions, "scores": lists.SCORES.shown(request, pk=pk)}
    return render(request, "risks/risk.html", pages.line(found, request.user) | more)


@requires(Permission.SEE_PROGRAMME)
def issue(request, pk):
    return render(request, "risks/issue.html", pages.line(_issue(request, pk), request.user))


@requires(*WRITES)
def new_risk(request):
    return _entered(request, forms.NewRisk, actions.enter_risk, "Enter a risk")


@requires(*WRITES)
def new_issue(request):
    return _entered(request, forms.NewIssue, actions.enter_issue, "Enter an issue")


@requires(*WRITES)
def change_risk(request, pk):
    found = _risk(request, pk)
    given = {name: getattr(found, name) for name in ("words", "level", "owner_post", "mitigation", *SCORES)}
    act = partial(actions.change_risk, risk=found, by=request.user)
    return _changed(request, found, forms.ChangeRisk, given, act, "Change a risk")


@requires(*WRITES)
def change_issue(request, pk):
    found = _issue(request, pk)
    given = {name: getattr(found, name) for name in ("words", "affects", "owner_post", "mitigation")}
    act = partial(actions.change_issue, issue=found, by=request.user)
    return _changed(request, found, forms.ChangeIssue, given, act, "Change an issue")


@requires(*WRITES)
def close_risk(request, pk):
    return _closed(request, _risk(request, pk), "Close a risk")


@requires(*WRITES)
def close_issue(request, pk):
    return _closed(request, _issue(request, pk), "Close an issue")


def _entered(request, form_class, action, heading: str):
    """A new line of a register, for a project that this person keeps the registers of."""
    user = request.user
    programme = get_object_or_404(Programme.visible_to(user))
    form = form_class(
        sent(request),
        initial={"raised_on": today(), "project": _asked_for(request)},
        projects=pages.kept_projects(user),
        whole=user.may(Permission.RUN_PROGRAMME),
    )
    if acted(request, form, partial(action, programme=programme, by=user)):
        return redirect(*_back(form.cleaned_data["project"]))
    return _form(request, form, heading)


def _asked_for(request) -> Project | None:
    """The project whose page the form was asked for on."""
    return pages.kept_projects(request.user).filter(key=request.GET.get("project", "")).first()


def _changed(request, found, form_class, given: dict, act, heading: str):
    """A line changed. When somebody saved meanwhile, both are shown, and saving again is a choice made knowingly."""
    form = form_class(sent(request), initial=given | {"revision": found.revision})
    if acted(request, form, act):
        return redirect(found)
    theirs = None
    if form.is_bound and form.data.get("revision") != str(found.revision):
        theirs = found
        form.data = form.data.copy()
        form.data["revision"] = found.revision
    return _form(request, form, heading, one=found, theirs=theirs)


def _closed(request, found, heading: str):
    form = forms.Close(sent(request), initial={"closed_on": today()})
    if acted(request, form, partial(actions.close, line=found, by=request.user)):
        return redirect(found)
    return _form(request, form, heading, one=found, closing=True)


def _form(request, form, heading: str, **more):
    return render(request, "risks/form.html", {"form": form, "heading": heading, **more})


def _back(project: Project | None) -> tuple[str, ...]:
    return ("project_risks", project.key) if project else ("risks",)


def _risk(request, pk: int) -> Risk:
    return get_object_or_404(Risk.visible_to(request.user).select_related("project"), pk=pk)


def _issue(request, pk: int) -> Issue:
    return get_object_or_404(Issue.visible_to(request.user).select_related("project"), pk=pk)
