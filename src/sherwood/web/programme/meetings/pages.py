"""What the pages of this app show."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.governance.stages import allows, refusal_of
from sherwood.kit.periods import spoken
from sherwood.reporting.report import BuiltReport
from sherwood.web.programme.meetings import lists
from sherwood.web.programme.meetings.actions import (
    check_can_agree_urgent,
    check_can_confirm_urgent,
    check_can_decide,
    check_can_end_urgent,
    check_on_the_table,
)
from sherwood.web.programme.meetings.models import Item, Meeting, Pack, Question, Seat, UrgentDecision
from sherwood.web.programme.meetings.packs import stands
from sherwood.web.programme.programmes.agenda import page_of_item
from sherwood.web.programme.programmes.models import Body
from sherwood.web.site.documents import report_of
from sherwood.web.site.files.models import StoredFile
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.downloads import DownloadSheet


def meetings(request: HttpRequest) -> dict:
    user = request.user
    found = Meeting.visible_to(user).select_related("body")
    return {
        "to_come": list(found.to_come(today())),
        "held": [meeting for meeting in found if meeting.held_on < today() or meeting.confirmed_on],
        "bodies": Body.visible_to(user),
        "vacant": Seat.visible_to(user).vacant(today()).count(),
        "by_agency": lists.BY_AGENCY.shown(request),
        "keeps": user.may(Permission.KEEP_MEETINGS),
    }


def body(found: Body, request: HttpRequest) -> dict:
    user = request.user
    ended = Seat.visible_to(user).filter(body=found, to_on__lt=today()).order_by("-to_on", "pk")
    return {
        "body": found,
        "seating": seating(found, user),
        "seats": lists.SEATS_OF_BODY.shown(request, key=found.key),
        "ended": lists.ENDED_SEATS.shown(request, ended) if ended else "",
        "meetings": found.meetings.all()[:12],
        "runs": user.may(Permission.RUN_PROGRAMME),
    }


def seating(found: Body, user) -> str:
    """How many seats a body has and how many are vacant, and whether those held are enough for its quorum."""
    seats = Seat.visible_to(user).filter(body=found).current(today())
    there, vacant = seats.count(), seats.vacant(today()).count()
    if not there:
        return "It has no seats yet, so nobody’s attendance can be recorded." if found.quorum else ""
    said = f"{there} seat{'' if there == 1 else 's'}, {vacant or 'none'} vacant."
    lacks = there - vacant < found.quorum
    return f"{said} Too few are held for its quorum of {found.quorum}." if lacks else said


def seat(found: Seat, request: HttpRequest) -> dict:
    user, lasts = request.user, found.to_on is None or found.to_on >= today()
    return {
        "seat": found,
        "holders": lists.HOLDERS.shown(request, pk=found.pk),
        "fills": lasts and user.may(Permission.KEEP_MEETINGS),
        "runs": lasts and user.may(Permission.RUN_PROGRAMME),
    }


def unchecked(found: Meeting) -> dict[int, list[str]]:
    """For each paper that is not checked through, by its number, the lines that are left."""
    lines = found.body.paper_checklist
    papers = [paper for item in found.items.all() for paper in item.papers.all()]
    return {paper.pk: left for paper in papers if (left := paper.unchecked(lines))}


PRIVATE = (
    Permission.KEEP_MEETINGS,
    Permission.DECIDE,
    Permission.CHALLENGE,
    Permission.RECOMMEND,
    Permission.ALLOW_EXCEPTION,
)


def reads_private(found: Meeting, user) -> bool:
    """Whether somebody reads what is confidential: the body's own members, who keeps its meetings, and who steers."""
    seated = any(holding.is_of(user) for seat in found.body.places.all() for holding in seat.holdings.all())
    return seated or any(user.may(permission) for permission in PRIVATE)


@dataclass(frozen=True)
class ItemShown:
    """An item as one person meets it: `waits` says what a decision still waits for; `href` is where they take it."""

    item: Item
    waits: str = ""
    href: str = ""
    button: str = ""


def line_of(item: Item, user) -> ItemShown:
    """One check for the button and the act; the refusal stands in the place of the button."""
    if item.outcome or item.meeting.confirmed_on or not item.meeting.decides:
        return ItemShown(item)
    if item.urgent:
        return _live(item, why_not_confirm(item, user), "urgent_confirm", "Confirm or not")
    if item.version:
        refused = (
            why_not_decide(item, user)
            if user.may(Permission.DECIDE)
            else refusal_of(check_on_the_table, item)
        )
        return _live(item, refused, "item_decide", "Decide" if user.may(Permission.DECIDE) else "")
    if page := page_of_item(item.project, item.title, user):
        button = "" if page.refused else "Decide"
        return ItemShown(item, page.refused, page.href if button else "", button)
    return ItemShown(item)


def _live(item: Item, refused: str, name: str, button: str) -> ItemShown:
    href = "" if refused or not button else reverse(name, args=[item.pk])
    return ItemShown(item, refused, href, button)


def why_not_decide(item: Item, user) -> str:
    return refusal_of(check_can_decide, item, user)


def why_not_confirm(item: Item, user) -> str:
    return refusal_of(check_can_confirm_urgent, item, user)


def urgent(found: UrgentDecision, user) -> dict:
    return {
        "urgent": found,
        "project": found.version.case.project,
        "agrees": allows(check_can_agree_urgent, found, user),
        "ends": allows(check_can_end_urgent, found, user),
        "own": found.asked_by_id == user.pk,
    }


def meeting(found: Meeting, user) -> dict:
    open_ = not found.confirmed_on
    return {
        "meeting": found,
        "lines": [line_of(item, user) for item in found.items.all()],
        "reads_private": reads_private(found, user),
        "warning": found.warning,
        "packs": found.packs.all(),
        "issues": open_
        and user.may(Permission.KEEP_MEETINGS)
        and bool(found.items.all())
        and _unissued(found),
        "uncovered": found.uncovered,
        "unchecked": unchecked(found),
        "checks": open_ and user.may(Permission.RUN_PROGRAMME),
        "keeps": open_ and user.may(Permission.KEEP_MEETINGS),
        "corrects": not open_ and user.may(Permission.KEEP_MEETINGS),
        "vacant": Seat.visible_to(user).filter(body=found.body).vacant(found.held_on),
    }


def _unissued(found: Meeting) -> bool:
    last = found.packs.last()
    return last is None or last.digest != stands(found)


def pack(found: Pack, user) -> dict:
    """A pack to read; another that was issued since is named."""
    later = Pack.visible_to(user).filter(meeting=found.meeting_id, number__gt=found.number).last()
    return {"pack": found, "meeting": found.meeting, "parts": read_parts(found, user), "later": later}


def read_parts(found: Pack, user) -> list[dict]:
    return found.for_reader(reads_private(found.meeting, user))


def drawn(found: Pack, user) -> BuiltReport:
    footer = f"{found.meeting.body.programme.council}. Issued on {spoken(found.issued_on)}; digest {found.digest[:12]}."
    return report_of(
        read_parts(found, user), str(found.meeting), f"{found}: agenda and papers", found.issued_on, footer
    )


def file_of_pack(found: Pack, number: int, user) -> StoredFile | None:
    """A file that a part names which this person reads."""
    named = {file["pk"] for part in read_parts(found, user) for file in part.get("files", ())}
    return StoredFile.objects.filter(pk=number).first() if number in named else None


def waiting(request: HttpRequest) -> dict:
    user, day, groups = request.user, today(), lists.answerable(request.user)
    open_ = sum(rows.unanswered().count() for rows in groups.values())
    late = Question.visible_to(user).unanswered().filter(due_on__lt=day).count()
    said = (
        f"{open_} wait{'s' if open_ == 1 else ''} for an answer" if open_ else "Nothing waits for an answer"
    )
    return {
        "groups": [lists.WAITING.shown(request, rows, title) for title, rows in groups.items()],
        "sentence": f"{said}; {late} question{' is' if late == 1 else 's are'} late." if late else f"{said}.",
        "raises": user.may(Permission.KEEP_ACTIONS),
        "asks": user.may(Permission.ASK),
        "sends": user.may(Permission.KEEP_MEETINGS),
    }


# The minutes of one meeting are a document with lines of several kinds, of which readers see more or less: no list.


def minutes(found: Meeting, user) -> DownloadSheet:
    """The agenda and what came of it, what of the remit was left out, and what was corrected since. Of what is
    confidential, who may not read it gets the public words alone."""
    private = reads_private(found, user)
    rows = [_item(item, private) for item in found.items.all()]
    none = [None] * 5
    rows += [[None, "Left out", None, reason.heading, *none, reason.why] for reason in found.reasons.all()]
    rows += [
        [None, "Correction", correction.on, None, *none, correction.words]
        for correction in found.corrections.all()
    ]
    heads = [
        "Number", "What", "On", "Part of the remit", "Title", "Confidential", "Project", "Presented by",
        "Accompanied by", "What came of it",
    ]  # fmt: skip
    return DownloadSheet(str(found), heads, rows)


def _item(item: Item, private: bool) -> list:
    hidden = item.confidential and not private
    return [
        item.position, "Item", item.meeting.held_on, item.heading, "Confidential item" if hidden else item.title,
        "Yes" if item.confidential else "No", item.project and item.project.key, item.presented_by,
        item.accompanied_by, item.outcome_public if hidden else item.outcome,
    ]  # fmt: skip


def public_minutes(found: Meeting) -> DownloadSheet:
    """The minutes as they may be published: of what is confidential, its public words alone."""
    rows = [
        [item.position, None, "Confidential item", item.outcome_public]
        if item.confidential
        else [item.position, None, item.title, item.outcome]
        for item in found.items.all()
    ]
    rows += [[None, correction.on, "Correction", correction.words] for correction in found.corrections.all()]
    return DownloadSheet(f"{found}: public version", ["Number", "On", "Item", "What came of it"], rows)
