"""The store of this site's snapshots."""

from django.conf import settings

from sherwood.records.snapshots import Store


def store() -> Store:
    return Store(settings.STORE_ROOT)
