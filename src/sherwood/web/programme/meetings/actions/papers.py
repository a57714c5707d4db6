"""Papers of an item, with files; and the pack in which a meeting's papers are issued."""

from collections.abc import Collection

from django.db.models import Max

from sherwood.governance.roles import Permission
from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.meetings.models import Item, Meeting, Pack, Paper
from sherwood.web.programme.meetings.packs import parts_of
from sherwood.web.site.acts import act
from sherwood.web.site.files.actions import keep
from sherwood.web.site.files.receiving import Taken
from sherwood.web.site.kept import digest_of
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today


@act(needs=Permission.KEEP_MEETINGS, about="item")
def add_paper(*, item: Item, title: str, words: str = "", files: Collection[Taken] = (), by) -> Paper:
    """What members read for an item: words, files, or both. It takes the next number of the meeting."""
    item.meeting.check_open()
    if not words.strip() and not files:
        raise SherwoodError("Write the paper, or attach a file.")
    last = Paper.objects.filter(item__meeting=item.meeting_id).aggregate(last=Max("number"))["last"]
    paper = Paper.objects.create(item=item, number=(last or 0) + 1, title=title, words=words.strip())
    paper.files.set([keep(taken=taken, by=by) for taken in files])
    detail = {"item": item.position, "paper": paper.number, "files": len(files)}
    trail.record(verb="added a paper", what=item.meeting, detail=detail, by=by)
    return paper


@act(needs=Permission.KEEP_MEETINGS, about="meeting")
def issue_pack(*, meeting: Meeting, by) -> Pack:
    """Freeze the agenda and the papers as they stand and give them to the members; a later change is the next pack."""
    meeting = Meeting.objects.whole().get(pk=meeting.pk)
    meeting.check_open()
    if not meeting.items.all():
        raise SherwoodError("Nothing is on the agenda yet, so there is nothing to issue.")
    parts, last = parts_of(meeting), meeting.packs.last()
    digest = digest_of(parts)
    if last and last.digest == digest:
        raise SherwoodError(f"Pack {last.number} says all of this already.")
    pack = Pack.objects.create(
        meeting=meeting, number=last.number + 1 if last else 1, parts=parts, digest=digest, issued_on=today(), issued_by=by
    )  # fmt: skip
    detail = {"pack": pack.number, "digest": digest[:12]}
    trail.record(verb="issued the papers of a meeting", what=meeting, detail=detail, by=by)
    return pack
