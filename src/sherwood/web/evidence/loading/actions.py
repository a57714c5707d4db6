"""Sending an extract, looking at it again, publishing it and putting it away."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from sherwood.governance.roles import Permission
from sherwood.kit.errors import Refusal
from sherwood.records.snapshots import Snapshot, Store
from sherwood.web.evidence.loading.models import SentExtract
from sherwood.web.site.acts import SYSTEM, act
from sherwood.web.site.files import actions as files_actions
from sherwood.web.site.files import receiving
from sherwood.web.site.files.receiving import Taken
from sherwood.web.site.jobs import actions as jobs
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today

LOOK = "look_at_extract"
PUBLISHED = "published records"
NOT_READY = "This extract is {}. Only one that has been looked at is published."


@act(needs=Permission.LOAD_DATA)
def send(*, files: Sequence[Taken], as_at: date | None, council_code: str, by) -> SentExtract:
    """Keep the files of an extract and have them looked at. Nothing is published by it."""
    extract = SentExtract.objects.create(as_at=as_at, council_code=council_code, sent_by=by)
    extract.files.set([files_actions.keep(taken=taken, by=by) for taken in files])
    _ask_for_a_look(extract, by)
    detail = {"files": len(files), "bytes": sum(taken.size for taken in files)}
    trail.record(verb="sent an extract", what=extract, detail=detail, by=by)
    return extract


def _ask_for_a_look(extract: SentExtract, by) -> None:
    number = extract.files.count()
    extract.state, extract.found, extract.said = SentExtract.State.LOOKING, None, ""
    extract.job = jobs.ask(
        kind=LOOK,
        title=f"Look at {number:,} file{'' if number == 1 else 's'} of records",
        given={"extract": extract.pk},
        leads_to=extract.get_absolute_url(),
        by=by,
    )
    extract.save()


def _check_open(extract: SentExtract) -> None:
    if not extract.is_open:
        raise Refusal(f"This extract is {extract.get_state_display().lower()}. Send the files again.")
    if extract.job and extract.job.is_going:
        raise Refusal("The files are being looked at. Wait until that ends, or stop it.")


@act(needs=Permission.LOAD_DATA, about="extract")
def look_again(*, extract: SentExtract, as_at: date | None, council_code: str, by) -> None:
    """Have the files looked at anew, with what a person says of them or beside what is published now."""
    _check_open(extract)
    extract.as_at, extract.council_code = as_at, council_code
    gone = extract.prepared
    extract.prepared = ""
    _ask_for_a_look(extract, by)
    trail.record(verb="had an extract looked at again", what=extract, by=by)
    transaction.on_commit(lambda: Store(settings.STORE_ROOT).discard(gone))


@act(needs=Permission.LOAD_DATA, about="extract")
def publish(*, extract: SentExtract, seen: bool, by) -> None:
    """Make it what every page counts from. `seen`: its sender has looked at what seems wrong, where anything does."""
    if extract.state != SentExtract.State.LOOKED:
        raise Refusal(NOT_READY.format(extract.get_state_display().lower()))
    between = extract.between
    if between and between.wrong and not seen:
        raise Refusal("Confirm that you have looked at what seems wrong before you publish.")
    snapshot = Store(settings.STORE_ROOT).publish_prepared(extract.prepared, extract.upon)
    _end(extract, SentExtract.State.PUBLISHED)
    detail = _told(snapshot) | {"looked_wrong": len(between.wrong) if between else 0}
    trail.record(verb=PUBLISHED, what=extract, detail=detail, by=by)


@act(needs=SYSTEM)
def note_published(*, snapshot: Snapshot, by) -> None:
    """Tell the trail of records that the command line published: it needs no page, and leaves its mark all the same."""
    trail.record(verb=PUBLISHED, what=("snapshot", snapshot.id), detail=_told(snapshot), by=by)


def _told(snapshot: Snapshot) -> dict[str, Any]:
    made = snapshot.manifest
    return {
        "snapshot": snapshot.id,
        "as_at": made.as_at.isoformat(),
        "read": made.read,
        "accepted": made.accepted,
    }


@act(needs=Permission.LOAD_DATA, about="extract")
def put_away(*, extract: SentExtract, by) -> None:
    """Remove the files and what was made of them; what is published stays as it is."""
    _check_open(extract)
    prepared = extract.prepared
    _end(extract, SentExtract.State.PUT_AWAY)
    trail.record(verb="put away an extract", what=extract, by=by)
    transaction.on_commit(lambda: Store(settings.STORE_ROOT).discard(prepared))


def _end(extract: SentExtract, state: str) -> None:
    extract.state, extract.ended_on = state, today()
    extract.save()
    files = list(extract.files.all())
    transaction.on_commit(lambda: [receiving.remove(file) for file in files])
