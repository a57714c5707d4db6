"""What the frame around every page shows: the day and the age of the data."""

from django.conf import settings
from django.http import HttpRequest

from sherwood.records.snapshots import Damaged, Manifest, Snapshot
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.records import current_snapshot, manifest_of


def page(request: HttpRequest) -> dict:
    """The context processor."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    snapshot = current_snapshot(request)
    data = _manifest(snapshot) if snapshot else None
    return {
        "product": settings.PRODUCT,
        "council": settings.COUNCIL or (data.council if data else ""),
        "demonstration": settings.DEMONSTRATION,
        "today": today(),
        "data": data if signed_in else None,
    }


def _manifest(snapshot: Snapshot) -> Manifest | None:
    """None where it cannot be read: the frame is drawn all the same, to say so."""
    try:
        return manifest_of(snapshot)
    except Damaged:
        return None
