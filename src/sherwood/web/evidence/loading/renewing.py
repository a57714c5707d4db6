"""The records published again each night with what registers hold by then: as `sherwood renew` does."""

from typing import Any

from django.conf import settings

from sherwood.measuring.ledger import build_for
from sherwood.reading.renewing import renew
from sherwood.records.snapshots import Store
from sherwood.web.evidence.loading.actions import note_published
from sherwood.web.site.registers.exports import written_out
from sherwood.web.site.trail.actions import BY_ITSELF

RENEW = "renew_records"


def renew_nightly(given: dict[str, Any], told) -> str:
    """Nothing before the first load, and where no register holds anything or ever did."""
    store = Store(settings.STORE_ROOT)
    current = store.current()
    if current is None:
        return "Nothing has been loaded yet."
    with written_out() as inside:
        if not inside and not current.manifest.inside:
            return "No register holds anything, so the records stay as they are."
        snapshot = renew(store, inside, by=BY_ITSELF.post, then=build_for(told))
    note_published(snapshot=snapshot, by=BY_ITSELF)
    rows = sum(snapshot.manifest.tables[table] for table in snapshot.manifest.inside)
    return (
        f"Published again with {rows:,} row{'' if rows == 1 else 's'} of registers: snapshot {snapshot.id}."
    )
