"""Files that are more than a list. To take rows of children away is a look, and is recorded as one."""

from dataclasses import replace
from functools import lru_cache

from django.http import Http404, HttpResponse

from sherwood.governance.roles import Permission
from sherwood.measuring.shelves import all_measures
from sherwood.records.snapshots import Snapshot
from sherwood.reporting.pdf import pdf
from sherwood.reporting.report import Context, weekly_performance_report
from sherwood.reporting.trends import Setting
from sherwood.web.evidence import lists, pages, sheets, stores
from sherwood.web.evidence.aims import settings_of
from sherwood.web.evidence.children import children_page
from sherwood.web.evidence.entitlement import entitlement_of
from sherwood.web.evidence.ledgers import Narrowed, ledger_of
from sherwood.web.evidence.listed import ALL_ROWS
from sherwood.web.evidence.views import SEE_CHILDREN, loaded
from sherwood.web.site.listings.listing import Listing
from sherwood.web.site.trail.actions import look
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.downloads import as_file
from sherwood.web.site.ui.records import current_snapshot, manifest_of


@requires(Permission.SEE_MEASURES)
def weekly_report_file(request):
    """The weekly performance report of the records this page is of, for anyone: small numbers are hidden.

    Of somebody's own teams they are not, so that what is hidden beside them is the same as on the reader's pages.
    """
    snapshot = current_snapshot(request)
    if snapshot is None:
        raise Http404("Nothing has been loaded yet.")
    settings = settings_of(list(all_measures()))
    own = entitlement_of(request.user).own
    document = _weekly_report(snapshot, tuple(sorted(settings.items(), key=lambda pair: pair[0])), own)
    answer = HttpResponse(document, content_type="application/pdf")
    day = manifest_of(snapshot).as_at.isoformat()
    answer["Content-Disposition"] = f'attachment; filename="weekly-performance-report-{day}.pdf"'
    return answer


@lru_cache(maxsize=4)
def _weekly_report(snapshot: Snapshot, settings: tuple[tuple[str, Setting], ...], own: Narrowed) -> bytes:
    """A snapshot never changes, so a report with the same targets is made once by each worker."""
    manifest = manifest_of(snapshot)
    context = Context(ledger_of(snapshot), manifest.as_at, manifest, own=dict(own), settings=dict(settings))
    return pdf(weekly_performance_report(context))


@requires(Permission.SEE_MEASURES)
def figures_file(request, key, kind):
    page = _page(request, key)
    return as_file(sheets.figures(page), kind, page.key)


@requires(Permission.SEE_MEASURES)
def parts_file(request, key, kind):
    page = _page(request, key)
    return as_file(sheets.parts(page), kind, f"{page.key}-by-{page.by}")


@requires(*SEE_CHILDREN)
def children_file(request, key, kind):
    snapshot, allowed = loaded(request, key), entitlement_of(request.user)
    page = children_page(snapshot, key, request.GET, allowed, manifest_of(snapshot).as_at, ALL_ROWS)
    made = as_file(sheets.children(page), kind, f"{page.key}-children")
    listed = ", ".join([page.key, *([page.answer] if page.answer else []), "as a file"])
    look(at=listed, count=len(page.rows), scope=page.of, by=request.user)
    return made


@requires(Permission.SEE_DATA)
def sources_file(request, id, kind):
    return as_file(sheets.sources(manifest_of(stores.published(id))), kind, "files-of-the-load")


@requires(Permission.SEE_QUARANTINED_ROWS)
def put_aside_file(request, id, kind):
    return _taken(request, lists.PUT_ASIDE, id, kind, "put-aside")


@requires(Permission.SEE_QUARANTINED_ROWS)
def conflicts_file(request, id, kind):
    return _taken(request, lists.CONFLICTS, id, kind, "conflicts")


def _taken(request, listing: Listing, id: str, kind: str, name: str) -> HttpResponse:
    sheet = listing.sheet(request, id=id)
    sheet = replace(sheet, rows=list(sheet.rows))
    made = as_file(sheet, kind, name)
    listed = f"{name.replace('-', ' ')} of {id}, as a file"
    look(at=listed, count=len(sheet.rows), scope="the whole council", by=request.user)
    return made


def _page(request, key: str) -> pages.MeasurePage:
    return pages.measure_page(
        loaded(request, key), key, request.GET, entitlement_of(request.user), request.user
    )
