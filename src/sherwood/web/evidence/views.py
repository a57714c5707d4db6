from datetime import date, datetime
from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.kit import working_days
from sherwood.kit.errors import SherwoodError
from sherwood.measuring.measure import Measure
from sherwood.measuring.neighbours import Mistake, Mistaken
from sherwood.measuring.shelves import measure_called
from sherwood.measuring.wording import DIMENSION_NAMES
from sherwood.records.snapshots import Snapshot
from sherwood.web.evidence import actions, benchmarks, forms, lists, pages, quarantine, quarters, stores
from sherwood.web.evidence.children import children_page
from sherwood.web.evidence.entitlement import entitlement_of
from sherwood.web.evidence.models import Factor, Phase, Target
from sherwood.web.evidence.offered import uses_of
from sherwood.web.site.trail.actions import look
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.entering import acted, entered, sent
from sherwood.web.site.ui.records import current_snapshot, manifest_of

SEE_CHILDREN = (Permission.SEE_CHILDREN_ALL, Permission.SEE_CHILDREN_OF_TEAM, Permission.SEE_OWN_CHILDREN)


@requires(Permission.SEE_MEASURES)
def measures(request):
    snapshot = current_snapshot(request)
    factors, chosen = Factor.visible_to(request.user), lists.factor_asked(request)
    rows = lists.measured(request)
    shown = [row for row in rows if row.summary]
    title = f"Measures read with {str(chosen).lower()} in mind" if chosen else None
    context = {
        "measures": lists.MEASURES.shown(request, shown, title),
        "silent": [row.trend for row in rows if not row.summary],
        "loaded": bool(snapshot),
        "answer": pages.headline([row.summary for row in shown]),
    }
    context |= {"factors": factors, "factor": chosen, "tags": request.user.may(Permission.LOAD_DATA)}
    return render(request, "evidence/measures.html", context)


@requires(Permission.LOAD_DATA)
def new_factor(request):
    form = forms.NewFactor(sent(request))
    act = partial(actions.add_factor, by=request.user)
    return entered(
        request, form, act, heading="Name what makes cases complex", back="measures", under="Measures"
    )


@requires(Permission.LOAD_DATA)
def factor(request, key):
    found = get_object_or_404(Factor.visible_to(request.user), key=key)
    form = forms.TagMeasures(sent(request), initial=vars(found), row=found)
    act = partial(actions.tag_measures, factor=found, by=request.user)
    return entered(request, form, act, heading=f"Tag measures: {found}", back="measures", under="Measures")


@requires(Permission.SEE_MEASURES)
def measure(request, key):
    allowed = entitlement_of(request.user)
    page = pages.measure_page(loaded(request, key), key, request.GET, allowed, request.user)
    dimensions = [(name, DIMENSION_NAMES[name]) for name in allowed.dimensions]
    context = {"page": page, "allowed": allowed, "dimensions": dimensions, "uses": uses_of(key, request.user)}
    context["keeps"] = request.user.may(Permission.KEEP_TARGETS)
    return render(request, "evidence/measure.html", context)


@requires(Permission.SEE_MEASURES)
def this_quarter(request):
    """Is it better than last quarter? Every measure, this quarter so far beside the same days of the last."""
    lines = lists.QUARTERS.shown(request)
    loaded = bool(current_snapshot(request))
    context = {"lines": lines, "answer": quarters.answer(lines.rows), "loaded": loaded}
    return render(request, "evidence/this_quarter.html", context)


@requires(Permission.SEE_MEASURES)
def benchmarks_held(request):
    """Whom the council compares itself with: what is held, and who gave it."""
    context = {
        "held": lists.HELD.shown(request),
        "sentence": benchmarks.in_words(),
        "given": benchmarks.given(),
        "fault": benchmarks.fault(),
        "loads": request.user.may(Permission.LOAD_DATA),
    }
    return render(request, "evidence/benchmarks.html", context)


@requires(Permission.LOAD_DATA)
def give_benchmarks(request):
    mistakes: list[Mistake] = []

    def act(*, file, as_read):
        try:
            found = benchmarks.read(file)
        except Mistaken as why:
            mistakes.extend(why.mistakes)
            raise SherwoodError(benchmarks.told(mistakes)) from why
        actions.give_benchmarks(found=found, as_read=as_read, by=request.user)

    form = forms.GiveBenchmarks(sent(request), request.FILES or None, stands=benchmarks.as_kept)
    if acted(request, form, act):
        return redirect("benchmarks")
    context = {"form": form, "wanted": benchmarks.WANTED}
    context["mistakes"] = lists.MISTAKES.shown(request, mistakes[: benchmarks.MOST_TOLD]) if mistakes else ""
    return render(request, "evidence/benchmarks_give.html", context)


@requires(Permission.LOAD_DATA)
def take_benchmarks_away(request):
    form = forms.TakeBenchmarksAway(sent(request), stands=benchmarks.as_kept)
    act = partial(actions.take_benchmarks_away, by=request.user)
    return entered(
        request, form, act, heading="Take the values of neighbours away", back="benchmarks",
        under="Compared with", words=benchmarks.in_words(), button="Take away",
    )  # fmt: skip


@requires(Permission.KEEP_TARGETS)
def new_target(request, key):
    found = loaded_measure(request, key)
    places = pages.places_of(loaded(request, key), key)
    form = forms.NewTarget(sent(request), measure=found, places=places)
    act = partial(actions.set_target, measure=known_key(key), by=request.user)
    return _said(request, form, act, f"Set a target: {found.title}", key)


@requires(Permission.KEEP_TARGETS)
def new_phase(request, key):
    found = loaded_measure(request, key)
    form = forms.NewPhase(sent(request), initial={"from_on": _proposed(request)})
    act = partial(actions.approve_phase, measure=known_key(key), by=request.user)
    return _said(request, form, act, f"Approve a phase: {found.title}", key)


@requires(Permission.KEEP_TARGETS)
def withdraw_target(request, key, pk):
    return _withdraw(
        request, get_object_or_404(Target.visible_to(request.user), pk=pk, measure=known_key(key))
    )


@requires(Permission.KEEP_TARGETS)
def withdraw_phase(request, key, pk):
    return _withdraw(
        request, get_object_or_404(Phase.visible_to(request.user), pk=pk, measure=known_key(key))
    )


def _withdraw(request, said):
    act = partial(actions.withdraw, said=said, by=request.user)
    return _said(request, forms.Withdraw(sent(request)), act, f"Withdraw: {said}", said.measure)


def _said(request, form, act, heading: str, key: str):
    if acted(request, form, act):
        return redirect("measure", key=known_key(key))
    context = {
        "form": form,
        "heading": heading,
        "back": reverse("measure", args=[key]),
        "under": "The measure",
    }
    return render(request, "evidence/saying.html", context)


def _proposed(request) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("from", ""))
    except ValueError:
        return None


@requires(*SEE_CHILDREN)
def children(request, key):
    snapshot = loaded(request, key)
    allowed = entitlement_of(request.user)
    page = children_page(snapshot, key, request.GET, allowed, manifest_of(snapshot).as_at)
    listed = ", ".join([page.key, *([page.answer] if page.answer else []), f"page {page.rows.number}"])
    look(at=listed, count=len(page.rows), scope=page.of, by=request.user)
    return render(request, "evidence/children.html", {"page": page})


@requires(Permission.SEE_DATA)
def data(request):
    accounting = _accounting(request, current_snapshot(request))
    return render(request, "evidence/data.html", {"loads": lists.LOADS.shown(request)} | accounting)


@requires(Permission.SEE_DATA)
def load(request, id):
    return render(request, "evidence/load.html", _accounting(request, stores.published(id)))


@requires(Permission.SEE_QUARANTINED_ROWS)
def put_aside(request, id):
    lines, whole_rows = lists.PUT_ASIDE.shown(request, id=id), lists.whole_rows_asked(request)
    look(at=f"put aside of {id}", count=len(lines.page), scope="the whole council", by=request.user)
    context = {"lines": lines, "page": lines.page, "whole_rows": whole_rows}
    return render(request, "evidence/put_aside.html", context)


@requires(Permission.SEE_QUARANTINED_ROWS)
def conflicts(request, id):
    kind = lists.kind_asked(request, id)
    lines = (lists.CONFLICTS_OF_KIND if kind else lists.CONFLICTS).shown(request, id=id)
    look(at=f"conflicts of {id}", count=len(lines.page), scope="the whole council", by=request.user)
    return render(request, "evidence/conflicts.html", {"lines": lines, "page": lines.page, "kind": kind})


def known_key(key: str) -> str:
    return key.replace("-", "_")


def loaded_measure(request, key: str) -> Measure:
    loaded(request, key)
    return measure_called(key)


def loaded(request, key: str) -> Snapshot:
    snapshot = current_snapshot(request)
    if snapshot is None or not pages.known_measure(key):
        raise Http404("No such measure, or nothing has been loaded yet.")
    return snapshot


def _accounting(request, snapshot: Snapshot | None) -> dict:
    if snapshot is None:
        return {"snapshot": None}
    manifest, damage = manifest_of(snapshot), snapshot.damage()
    readable = snapshot.quarantine.name not in damage
    row_reasons, value_reasons = (
        quarantine.reasons(snapshot, whole) if readable else [] for whole in (True, False)
    )
    return {
        "snapshot": snapshot,
        "manifest": manifest,
        "working_days": working_days.extent(),
        "damage": damage,
        "reaches": pages.reaches_of(manifest),
        "loaded_at": datetime.fromisoformat(manifest.loaded_at),
        "row_reasons": row_reasons,
        "rows_why": lists.REASONS.shown(request, row_reasons[:40]),
        "sees_rows": request.user.may(Permission.SEE_QUARANTINED_ROWS),
        "value_reasons": value_reasons,
        "values_why": lists.REASONS.shown(request, value_reasons[:40]),
    }
