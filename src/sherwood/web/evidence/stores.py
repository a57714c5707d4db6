"""The store of this site's snapshots."""

from django.conf import settings
from django.http import Http404

from sherwood.kit.errors import SherwoodError
from sherwood.records.snapshots import Snapshot, Store


def store() -> Store:
    return Store(settings.STORE_ROOT)


def published(id: str) -> Snapshot:
    try:
        return store().get(id)
    except SherwoodError as unknown:
        raise Http404(str(unknown)) from None
