from datetime import datetime
from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from sherwood.governance.roles import Permission
from sherwood.kit.errors import SherwoodError
from sherwood.measuring.wording import DIMENSION_NAMES
from sherwood.records.snapshots import Snapshot
from sherwood.web.evidence import actions, forms, pages, quarantine, stores
from sherwood.web.evidence.children import children_page
from sherwood.web.evidence.contributions import uses_of
from sherwood.web.evidence.entitlement import entitlement_of
from sherwood.web.evidence.models import Factor
from sherwood.web.trail.actions import look
from sherwood.web.ui.access import requires
from sherwood.web.ui.entering import entered
from sherwood.web.ui.records import current_snapshot, manifest_of

SEE_CHILDREN = (Permission.SEE_CHILDREN_ALL, Permission.SEE_CHILDREN_OF_TEAM, Permission.SEE_OWN_CHILDREN)


@requires(Permission.SEE_MEASURES)
def measures(request):
    snapshot = current_snapshot(request)
    factors, chosen = Factor.visible_to(request.user), factor_asked(request)
    shown, silent = pages.list_page(snapshot, entitlement_of(request.user), chosen) if snapshot else ([], [])
    context = {"measures": shown, "silent": silent, "loaded": bool(snapshot), "answer": pages.headline(shown)}
    context |= {"factors": factors, "factor": chosen, "tags": request.user.may(Permission.LOAD_DATA)}
    return render(request, "evidence/measures.html", context)


@requires(Permission.LOAD_DATA)
def new_factor(request):
    form = forms.NewFactor(request.POST or None)
    act = partial(actions.add_factor, by=request.user)
    return entered(
        request, form, act, heading="Name what makes cases complex", back="measures", under="Measures"
    )


@requires(Permission.LOAD_DATA)
def factor(request, key):
    found = get_object_or_404(Factor.visible_to(request.user), key=key)
    form = forms.TagMeasures(request.POST or None, initial=vars(found), factor=found)
    act = partial(actions.tag_measures, factor=found, by=request.user)
    return entered(request, form, act, heading=f"Tag measures: {found}", back="measures", under="Measures")


@requires(Permission.SEE_MEASURES)
def measure(request, key):
    allowed = entitlement_of(request.user)
    page = pages.measure_page(loaded(request, key), key, request.GET, allowed)
    dimensions = [(name, DIMENSION_NAMES[name]) for name in allowed.dimensions]
    context = {"page": page, "allowed": allowed, "dimensions": dimensions, "uses": uses_of(key, request.user)}
    return render(request, "evidence/measure.html", context)


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
    snapshots = [(one, manifest_of(one)) for one in stores.store().snapshots()]
    accounting = _accounting(request, current_snapshot(request))
    return render(request, "evidence/data.html", {"snapshots": snapshots} | accounting)


@requires(Permission.SEE_DATA)
def load(request, id):
    return render(request, "evidence/load.html", _accounting(request, published(id)))


@requires(Permission.SEE_QUARANTINED_ROWS)
def put_aside(request, id):
    snapshot, whole_rows = published(id), request.GET.get("what") != "values"
    page = pages.put_aside_page(snapshot, whole_rows, request.GET.get("page"))
    look(at=f"put aside of {snapshot.id}", count=len(page), scope="the whole council", by=request.user)
    return render(
        request, "evidence/put_aside.html", {"page": page, "whole_rows": whole_rows, "snapshot": snapshot}
    )


def factor_asked(request) -> Factor | None:
    """What makes cases complex, that the list is narrowed to."""
    key = request.GET.get("factor")
    return Factor.visible_to(request.user).filter(key=key).first() if key else None


def loaded(request, key: str) -> Snapshot:
    snapshot = current_snapshot(request)
    if snapshot is None or not pages.known_measure(key):
        raise Http404("No such measure, or nothing has been loaded yet.")
    return snapshot


def published(id: str) -> Snapshot:
    try:
        return stores.store().get(id)
    except SherwoodError as unknown:
        raise Http404(str(unknown)) from None


def _accounting(request, snapshot: Snapshot | None) -> dict:
    if snapshot is None:
        return {"snapshot": None}
    manifest = manifest_of(snapshot)
    return {
        "snapshot": snapshot,
        "manifest": manifest,
        "loaded_at": datetime.fromisoformat(manifest.loaded_at),
        "row_reasons": quarantine.reasons(snapshot, True),
        "sees_rows": request.user.may(Permission.SEE_QUARANTINED_ROWS),
        "value_reasons": quarantine.reasons(snapshot, False),
    }
