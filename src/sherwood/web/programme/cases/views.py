from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from sherwood.governance.case import SECTIONS
from sherwood.governance.roles import Permission
from sherwood.governance.stages import ACTS
from sherwood.kit.errors import Refusal
from sherwood.web.programme.cases import actions, forms, lists, pages
from sherwood.web.programme.cases.doings import DOINGS
from sherwood.web.programme.cases.facts import facts_of, missing_of, why_not
from sherwood.web.programme.cases.models import Case
from sherwood.web.programme.cases.pages import case_of, read, version_of, weigh
from sherwood.web.programme.cases.sections import SectionForm, section_of, without_nulls
from sherwood.web.programme.programmes.pages import bar, entered_at
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.trail.actions import tell_refusal
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.downloads import as_file
from sherwood.web.site.ui.entering import refuse
from sherwood.web.site.ui.typed import given_back


@requires(Permission.SEE_PROGRAMME)
def case(request, key):
    project, found = read(request.user, key)
    context = pages.case_page(project, found, request.user) | {
        "stages": bar(project),
        "entered_at": entered_at(project),
        "here": "case",
    }
    if found:
        kinds = Action.Origin.CASE, Action.Origin.CONDITION
        context["tasks"] = Action.visible_to(request.user).of_project(project, *kinds)
    return render(request, "cases/case.html", context)


@requires(Permission.SEE_PROGRAMME)
def decision(request, key):
    found = case_of(request.user, key)
    context = pages.decision_page(found.project, found, request.user) | {"here": "decision"}
    context |= lists.tables(request, context["weighed"])
    return render(request, "cases/decision.html", context)


@requires(Permission.SEE_PROGRAMME)
def version(request, key, number):
    found = case_of(request.user, key)
    one = version_of(found, number)
    context = {"case": found, "project": found.project, "version": one, "parts": pages.parts(one.content)}
    return render(request, "cases/version.html", context)


@requires(Permission.SEE_PROGRAMME)
def compare(request, key):
    found = case_of(request.user, key)
    before, after = (version_of(found, request.GET.get(name)) for name in ("from", "to"))
    compared = pages.difference(before, after)
    context = {
        "case": found,
        "project": found.project,
        "before": before,
        "after": after,
        "compared": compared,
        "changed": sum(1 for part in compared if part.changes),
        "requirements": [requirement for requirement in found.requirements if requirement.answer],
    }
    return render(request, "cases/compare.html", context)


@requires(Permission.SEE_PROGRAMME)
def appraisal(request, key):
    found = case_of(request.user, key)
    one = version_of(found, request.GET.get("version"))
    context = {
        "case": found,
        "project": found.project,
        "version": one,
        "weighed": (weighed := weigh(one)),
        "here": "appraisal",
        **lists.tables(request, weighed),
    }
    return render(request, "cases/appraisal.html", context)


@requires(Permission.SEE_PROGRAMME)
def scores_file(request, key, number, kind):
    found = version_of(case_of(request.user, key), number)
    return as_file(pages.scores(found), kind, f"case-{key}-{number}-scores")


@requires(Permission.SEE_PROGRAMME)
def summary(request, key):
    found = case_of(request.user, key)
    one = version_of(found, request.GET.get("version"))
    context = {"case": found, "project": found.project, "version": one, "here": "summary"}
    context |= pages.one_page(one)
    context |= lists.tables(request, context["weighed"])
    return render(request, "cases/summary.html", context)


@requires(Permission.SEE_PROGRAMME)
def write(request, key):
    """The parts of the case, each with what it lacks."""
    found = case_of(request.user, key)
    one = version_of(found, None)
    lacks = missing_of(one)
    parts = [(part, [str(lack) for lack in lacks if lack.section == part.key]) for part in SECTIONS.values()]
    refused = _refused_writing(request, found)
    context = {"case": found, "project": found.project, "version": one, "parts": parts, "refused": refused}
    context |= {"lacks": len(lacks), "here": "write"}
    (context["submit"],) = pages.offers(found.project, found, request.user, ["submit"])
    return render(request, "cases/write.html", context)


@requires(Permission.SEE_PROGRAMME)
def section(request, key, section):
    """One part of the case to write; saved whether complete or not."""
    found, part = case_of(request.user, key), section_of(section)
    if part is None:
        raise Http404
    content = version_of(found, None).content
    if request.method == "POST":
        return _save(request, found, part, content)
    initial = {"revision": version_of(found, None).revision(part.key)}
    form = SectionForm(part, content, given_back(request), initial=initial)
    return _section_page(request, found, part, form, refused=_refused_writing(request, found))


def _save(request, found, part, content):
    form = SectionForm(part, content, without_nulls(request.POST))
    if not form.is_valid():
        return _section_page(request, found, part, form)
    try:
        actions.save_section(
            case=found,
            section=part.key,
            words=form.words,
            revision=form.cleaned_data["revision"],
            by=request.user,
        )
    except actions.SavedBefore as before:
        again = without_nulls(request.POST)
        again["revision"] = before.revision
        form = SectionForm(part, content, again)
        return _section_page(request, found, part, form, before=before, status=409)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _section_page(request, found, part, form, status=403)
    messages.success(request, f"“{part.title}” is kept.")
    following = list(SECTIONS)[list(SECTIONS).index(part.key) + 1 :]
    if "next" in request.POST and following:
        return redirect("case_section", key=found.project.key, section=following[0])
    return redirect("case_write", key=found.project.key)


def _section_page(request, found, part, form, *, before=None, refused="", status=200):
    context = {
        "case": found,
        "project": found.project,
        "part": part,
        "form": form,
        "before": before,
        "refused": refused,
        "here": "write",
        "both": _both(part, form, before) if before else [],
    }
    return render(request, "cases/section.html", context, status=status)


def _both(part, form, before) -> list[tuple[str, str, str]]:
    """Where the two texts differ: what it is called, theirs, yours."""
    found = []
    for name, label, _ in part.names():
        theirs, yours = before.theirs.get(name, ""), form.data.get(name, "").strip()
        if name in form.fields and theirs != yours:
            found.append((label, theirs, yours))
    return found


def _refused_writing(request, found: Case) -> str:
    facts = facts_of(found.project, found, request.user)
    return why_not(ACTS["write"], found.project, found, request.user, facts)


@requires(Permission.SEE_PROGRAMME)
def act(request, key, act):
    """One door for every act: the action itself says whether this person may do it, and its refusal is kept."""
    if act not in DOINGS:
        raise Http404
    project, found = read(request.user, key)
    if found is None and act != "ask":
        raise Http404
    (offer,) = pages.offers(project, found, request.user, [act])
    given = {"project": project, "case": found, "user": request.user}
    if request.method != "POST":
        named = {name: request.GET[name] for name in forms.NAMED_IN_ADDRESS if name in request.GET}
        return _act_page(
            request, offer, offer.doing.form(given_back(request, request.path), initial=named, **given)
        )
    form = offer.doing.form(without_nulls(request.POST), **given)
    if form.is_valid():
        return _do(request, offer, form)
    if not offer.refused:
        return _act_page(request, offer, form)
    tell_refusal(act=offer.doing.title, why=offer.refused, what=("case", project.key), by=request.user)
    return _act_page(request, offer, form, status=403)


def _do(request, offer, form):
    try:
        offer.doing.run(form.project, form.case, dict(form.cleaned_data), request.user)
    except Refusal as refusal:
        refuse(form, refusal)
        return _act_page(request, offer, form, status=403)
    messages.success(request, f"“{offer.doing.title}” is recorded.")
    return redirect("case", key=form.project.key)


def _act_page(request, offer, form, status=200):
    context = {"offer": offer, "form": form, "project": form.project, "case": form.case}
    return render(request, "cases/act.html", context, status=status)
