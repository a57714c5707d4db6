from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from sherwood.governance.roles import Permission
from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.baselines import actions, document, pages
from sherwood.web.programme.baselines.forms import Approve, Freeze, NewBaselineReview
from sherwood.web.programme.baselines.models import Baseline
from sherwood.web.programme.programmes.models import Phase, Programme
from sherwood.web.site import documents
from sherwood.web.site.documents import document_file, report_of
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.entering import entered, sent


@requires(Permission.SEE_PROGRAMME)
def versions(request):
    return render(request, "baselines/versions.html", pages.versions(request))


@requires(Permission.SEE_PROGRAMME)
def version(request, number):
    found = _version(request, number)
    return render(request, "baselines/version.html", {"baseline": found, "parts": found.content})


@requires(Permission.SEE_PROGRAMME)
def compare(request):
    earlier, later = (_version(request, request.GET.get(name)) for name in ("from", "to"))
    parts = documents.compare(earlier.content, later.content)
    changed = [part for part in parts if part.change != "The same"]
    return render(
        request,
        "baselines/compare.html",
        {"earlier": earlier, "later": later, "parts": parts, "changed": changed},
    )


@requires(Permission.SEE_PROGRAMME)
def download(request, number, kind):
    found = _version(request, number)
    drawn = report_of(
        found.content,
        found.programme.title,
        f"Initiation document, {found}",
        found.dated_on,
        pages.footer(found),
    )
    return document_file(drawn, kind, f"initiation-document-{found.number}")


@requires(Permission.SEE_PROGRAMME)
def plan(request, kind):
    programme = get_object_or_404(Programme.visible_to(request.user))
    footer = f"{programme.council}. Made from the programme's data on {pages.spoken(today())}."
    drawn = report_of(document.plan_of(programme), programme.title, "High-level plan", today(), footer)
    return document_file(drawn, kind, "high-level-plan")


@requires(Permission.RUN_PROGRAMME)
def freeze(request):
    form = Freeze(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.freeze(
                programme=get_object_or_404(Programme.visible_to(request.user)),
                by=request.user,
                **form.cleaned_data,
            )
            return redirect("baseline", made.number)
        except SherwoodError as refused:
            form.add_error(None, str(refused))
    return render(request, "baselines/freeze.html", {"form": form})


@requires(Permission.RUN_PROGRAMME)
def approve(request, phase):
    found = get_object_or_404(Phase.visible_to(request.user), key=phase)
    form = Approve(sent(request), bodies=found.approvals_needed)
    if request.method == "POST" and form.is_valid():
        try:
            actions.approve(phase=found, by=request.user, **form.cleaned_data)
            return redirect("baselines")
        except SherwoodError as refused:
            form.add_error(None, str(refused))
    return render(request, "baselines/approve.html", {"form": form, "phase": found})


@requires(Permission.RUN_PROGRAMME)
def close(request, phase):
    found = get_object_or_404(Phase.visible_to(request.user), key=phase)
    if request.method == "POST":
        try:
            actions.close_phase(phase=found, by=request.user)
        except SherwoodError as refused:
            messages.error(request, str(refused))
    return redirect("baselines")


@requires(Permission.RUN_PROGRAMME, Permission.KEEP_MEETINGS)
def new_review(request):
    programme = get_object_or_404(Programme.visible_to(request.user))
    form = NewBaselineReview(
        sent(request),
        bodies=programme.body_set.values_list("name", flat=True),
        numbers=programme.baselines.values_list("number", flat=True),
    )
    act = partial(actions.record_review, programme=programme, by=request.user)
    heading, under = "Record a review", "Initiation document"
    return entered(request, form, act, heading=heading, back="baselines", under=under)


def _version(request, number) -> Baseline:
    try:
        return get_object_or_404(
            Baseline.visible_to(request.user).select_related("programme"), number=int(number)
        )
    except (TypeError, ValueError):
        raise Http404("Versions are numbered 1, 2 and on.") from None
