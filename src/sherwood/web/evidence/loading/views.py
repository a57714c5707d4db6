from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from sherwood.governance.roles import Permission
from sherwood.kit.errors import SherwoodError
from sherwood.records.snapshots import Store
from sherwood.web.evidence import stores
from sherwood.web.evidence.loading import actions, forms, lists
from sherwood.web.evidence.loading.models import SentExtract
from sherwood.web.site.files.receiving import take
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.entering import acted, sent

MOST = 4 * 1024**3  # bytes of one file


@requires(Permission.LOAD_DATA)
def extracts(request):
    return render(request, "loading/extracts.html", {"extracts": lists.EXTRACTS.shown(request)})


@requires(Permission.LOAD_DATA)
def send(request):
    form = forms.SendExtract(sent(request), request.FILES or None)
    kept = []
    if acted(request, form, partial(_kept, kept, request.user)):
        return redirect(kept[0])
    return render(request, "loading/send.html", {"form": form})


def _kept(kept, user, files, **said):
    """The files are taken in before the act begins, so that nobody else waits while they are written."""
    kept.append(actions.send(files=[take(upload, MOST) for upload in files], by=user, **said))


def _extract(request, pk) -> SentExtract:
    found = SentExtract.visible_to(request.user).select_related("sent_by", "job")
    return get_object_or_404(found.prefetch_related("files"), pk=pk)


@requires(Permission.LOAD_DATA)
def extract(request, pk):
    row = _extract(request, pk)
    going = row.state == SentExtract.State.LOOKING and row.job is not None and row.job.is_going
    between = row.between
    context = {
        "extract": row,
        "going": going,
        "job": row.job,
        "manifest": _manifest(row),
        "between": between,
        "rows": lists.ROWS.shown(request, pk=pk),
        "figures": lists.FIGURES.shown(request, pk=pk),
        "publish": forms.Publish(row=row, initial={"revision": row.revision}),
    }
    return render(request, "loading/extract.html", context)


def _manifest(extract: SentExtract):
    """The accounting of what was prepared, or was published from it; None before, and once it is gone."""
    store: Store = stores.store()
    try:
        if extract.state == SentExtract.State.LOOKED:
            return store.prepared(extract.prepared).manifest
        return store.get(extract.prepared).manifest if extract.state == SentExtract.State.PUBLISHED else None
    except SherwoodError:
        return None


@requires(Permission.LOAD_DATA)
def look_again(request, pk):
    row = _extract(request, pk)
    said = {"as_at": row.as_at, "council_code": row.council_code, "revision": row.revision}
    form = forms.LookAgain(sent(request), row=row, initial=said)
    if acted(request, form, partial(actions.look_again, extract=row, by=request.user)):
        return redirect(row)
    context = {"form": form, "extract": row}
    return render(request, "loading/look_again.html", context)


@requires(Permission.LOAD_DATA)
@require_POST
def publish(request, pk):
    row = _extract(request, pk)
    form = forms.Publish(request.POST, row=row)
    if acted(request, form, partial(actions.publish, extract=row, by=request.user)):
        messages.success(request, "Published. Every page counts from these records now.")
    else:
        _tell(request, form)
    return redirect(row)


@requires(Permission.LOAD_DATA)
@require_POST
def put_away(request, pk):
    row = _extract(request, pk)
    form = forms.OfRevision(request.POST, row=row)
    if acted(request, form, partial(actions.put_away, extract=row, by=request.user)):
        messages.success(request, "Put away. The files were removed, and what is published is as it was.")
        return redirect("extracts")
    _tell(request, form)
    return redirect(row)


def _tell(request, form) -> None:
    for mistakes in form.errors.values():
        for mistake in mistakes:
            messages.error(request, mistake)
