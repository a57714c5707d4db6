"""Keeping a file that was taken in."""

from sherwood.web.site.acts import WITHIN, act, person
from sherwood.web.site.files.models import StoredFile
from sherwood.web.site.files.receiving import Taken


@act(needs=WITHIN)
def keep(*, taken: Taken, by) -> StoredFile:
    """The row of a file that was taken in; part of an act, which says who may and points at it."""
    return StoredFile.objects.create(
        name=taken.name,
        kind=taken.kind.key,
        size=taken.size,
        digest=taken.digest,
        key=taken.key,
        sent_by=person(by),
    )
