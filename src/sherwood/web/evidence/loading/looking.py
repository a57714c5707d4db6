"""The job that looks at an extract: reads it as a load would, prepares the snapshot, and says what it would change."""

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils.timezone import localtime

from sherwood.kit.errors import SherwoodError
from sherwood.measuring.ledger import build_for
from sherwood.reading.load import load
from sherwood.records.snapshots import Snapshot, Store
from sherwood.reporting.between import between
from sherwood.web.evidence.loading.models import SentExtract
from sherwood.web.site.registers.exports import written_out


def look(given: dict, told) -> str:
    """Prepare the records of an extract. What was made of an earlier, broken look at the same files is removed."""
    extract = SentExtract.objects.select_related("sent_by").get(pk=given["extract"])
    if extract.state != SentExtract.State.LOOKING:
        return "There was nothing to look at any more."
    store = Store(settings.STORE_ROOT)
    current = store.current()
    try:
        prepared = _prepared(extract, store, told)
    except SherwoodError as refused:
        _write(extract, state=SentExtract.State.REFUSED, said=str(refused))
        raise
    told("Comparing with what is published", 0, 1)
    found = between(current, prepared).to_json()
    upon = current.id if current else ""
    if not _write(extract, state=SentExtract.State.LOOKED, prepared=prepared.id, upon=upon, found=found):
        store.discard(prepared.id)
        return "The extract was put away meanwhile."
    made = prepared.manifest
    return f"{made.read:,} rows read: {made.accepted:,} accepted and {made.quarantined:,} put aside."


def _prepared(extract: SentExtract, store: Store, told) -> Snapshot:
    with written_out() as inside, _by_their_names(extract) as paths:
        return load(
            paths,
            store,
            as_at=extract.as_at,
            council=settings.COUNCIL,
            council_code=extract.council_code,
            by=f"{extract.sent_by}, {localtime(extract.sent_at):%-d %B %Y}",
            inside=inside,
            keep_refused=False,
            then=build_for(told),
            progress=told,
            publishes=False,
        )


@contextmanager
def _by_their_names(extract: SentExtract):
    """The files as their sender called them, for the accounting; two of one name are told apart by a folder each."""
    with TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as name:
        paths = []
        for number, file in enumerate(extract.files.all(), 1):
            place = Path(name) / str(number) / file.name
            place.parent.mkdir()
            if not file.path.is_file():
                raise SherwoodError("The files are no longer kept. Send them again.")
            place.symlink_to(file.path)
            paths.append(place)
        yield paths


def _write(extract: SentExtract, **fields) -> int:
    """Only while it is still being looked at: whoever put it away meanwhile is not undone."""
    return SentExtract.objects.filter(pk=extract.pk, state=SentExtract.State.LOOKING).update(**fields)
