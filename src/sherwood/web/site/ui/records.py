"""The records a request reads: resolved once, so that every figure of a page comes from one snapshot."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from sherwood.records.snapshots import Damaged, Manifest, Snapshot, Store


def current_snapshot(request: HttpRequest) -> Snapshot | None:
    """The snapshot this request stays with to its end; None before the first load."""
    if not hasattr(request, "snapshot"):
        request.snapshot = Store(settings.STORE_ROOT).current()
    return request.snapshot


def manifest_of(snapshot: Snapshot) -> Manifest:
    """A snapshot never changes, so its manifest is read once by each worker."""
    return _manifest(snapshot.path)


class DamagedRecords:
    """A page that would show figures of a damaged snapshot says so instead, and that the fault is not the reader's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Damaged):
            return render(request, "ui/damaged.html", status=503)
        return None


@lru_cache(maxsize=32)
def _manifest(path: Path) -> Manifest:
    return Snapshot(path).manifest
