"""The lists of bodies, their seats and meetings, and of what waits for an answer."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html

from sherwood.governance.roles import Permission
from sherwood.governance.stages import allows
from sherwood.kit.periods import spoken
from sherwood.web.programme.meetings.actions import MAY_ANSWER, check_can_answer
from sherwood.web.programme.meetings.models import (
    Answerable,
    Attendance,
    Barrier,
    Holding,
    Interest,
    Meeting,
    Message,
    Question,
    Seat,
)
from sherwood.web.programme.programmes.models import Body, ProgrammeRole
from sherwood.web.site.listings.columns import CellLink, Column, Where
from sherwood.web.site.listings.listing import Listing
from sherwood.web.site.ui.clock import today

NEEDS = [Permission.SEE_PROGRAMME]
VACANT = format_html("<strong>{}</strong>", "Vacant")  # as a page says it
NOT_ANSWERED = format_html("<strong>{}</strong>", "Not answered")


def _of_body(rows: QuerySet, user, key: str | None) -> QuerySet:
    """Those of one body, or of all."""
    return rows.filter(body=get_object_or_404(Body.visible_to(user), key=key)) if key else rows


MEETINGS = Listing(
    title="Meetings", file="meetings_file", needs=NEEDS,
    rows=lambda user, key=None: _of_body(Meeting.visible_to(user).whole(), user, key),
    columns=[
        Column("Body", "body.name"), Column("Day", "held_on"), Column("Place", "place"),
        Column("Items", lambda meeting: len(meeting.items.all())),
        Column("Present", lambda meeting: len(meeting.present) if meeting.attendance.all() else "Not recorded"),
        Column("Quorum", "body.quorum"), Column("Minutes confirmed on", "confirmed_on"),
    ],
)  # fmt: skip
MEETINGS_OF_BODY = replace(MEETINGS, file="body_meetings_file", saved_as="meetings")

OF_MEETING = [Column("Body", "meeting.body.name"), Column("Day", "meeting.held_on")]
LATEST_FIRST = ("-meeting__held_on", "-meeting__pk")

ATTENDANCE = Listing(
    title="Attendance", file="attendance_file", needs=NEEDS,
    rows=lambda user: Attendance.visible_to(user).select_related("meeting__body", "holding").order_by(
        *LATEST_FIRST, "holding__seat", "pk"
    ),
    columns=[
        *OF_MEETING, Column("Post", "holding.post"), Column("Agency", "holding.agency"),
        Column("Attendance", "get_state_display"),
    ],
)  # fmt: skip


def _by_agency(user) -> QuerySet:
    """Each agency with how often its people were present, of how often they were expected."""
    by_agency = Attendance.visible_to(user).values(agency=F("holding__agency")).order_by("agency")
    return by_agency.annotate(
        expected=Count("pk"), present=Count("pk", filter=Q(state=Attendance.State.PRESENT))
    )


BY_AGENCY = Listing(
    title="Attendance by agency",
    rows=_by_agency,
    needs=NEEDS,
    empty="No attendance is recorded yet.",
    columns=[
        Column("Agency", lambda row: row["agency"]),
        Column("Present", lambda row: f"{row['present']} of {row['expected']}", figure=True),
    ],
)

INTERESTS = Listing(
    title="Interests declared", file="interests_file", needs=NEEDS,
    rows=lambda user: Interest.visible_to(user).select_related("meeting__body").order_by(*LATEST_FIRST, "pk"),
    columns=[*OF_MEETING, Column("Post", "post"), Column("Interest", "words")],
)  # fmt: skip


def _bodies(user) -> QuerySet:
    above = Body.visible_to(user).filter(programme=OuterRef("programme"), key=OuterRef("reports_to"))
    return Body.visible_to(user).annotate(above=Subquery(above.values("name")[:1]))


def _if_it_meets(body: Body, words: str) -> str | None:
    return words if body.quorum else None


BODIES = Listing(
    title="Bodies and their terms", file="bodies_file", needs=NEEDS, rows=_bodies,
    columns=[
        Column("Body", "name"), Column("Remit", "remit"), Column("Reports to", "above"),
        Column("Quorum", lambda body: body.quorum or "Does not meet to decide"),
        Column("Meets every (days)", lambda body: body.meets_every_days or _if_it_meets(body, "When it is called")),
        Column("Each agenda covers", lambda body: "; ".join(body.agenda)),
        Column("Of each paper", lambda body: "; ".join(body.paper_checklist)),
        Column("Terms agreed on", lambda body: body.terms_agreed_on or _if_it_meets(body, "Not agreed yet")),
        Column("Review by", "terms_review_on"), Column("Kept by", "terms_kept_by"),
    ],
)  # fmt: skip


def _to_seat(seat: Seat, user) -> Iterable[CellLink]:
    if user.may(Permission.KEEP_MEETINGS):
        yield CellLink("Fill", reverse("seat_fill", args=[seat.pk]), seat.kind)
    if user.may(Permission.RUN_PROGRAMME):
        yield CellLink("Rename", reverse("seat_rename", args=[seat.pk]), seat.kind)
        yield CellLink("End", reverse("seat_end", args=[seat.pk]), seat.kind)


def _holder(seat: Seat, vacant: str) -> str:
    return seat.holding.post if seat.holding else vacant


SEATS = Listing(
    title="Seats",
    rows=lambda user, key=None: _of_body(
        Seat.visible_to(user).current(today()).select_related("body").with_holders(today()), user, key
    ),
    needs=NEEDS,
    file="seats_file",
    what="the seats",
    empty="No seats are set.",
    columns=[
        Column("Body", "body.name", where=Where.FILE),
        Column("Seat", "kind", href=lambda seat: reverse("seat", args=[seat.pk]), links=_to_seat),
        Column("Held by", lambda seat: _holder(seat, "Vacant"), words=lambda seat: _holder(seat, VACANT)),
        Column("Agency", lambda seat: seat.holding and seat.holding.agency),
        Column("Since", lambda seat: seat.holding and seat.holding.from_on),
    ],
)
SEATS_OF_BODY = replace(SEATS, file="body_seats_file", saved_as="seats")
ENDED_SEATS = Listing(
    title="Seats that ended",
    columns=[
        Column("Seat", "kind", href=lambda seat: reverse("seat", args=[seat.pk])),
        Column("Last day", "to_on"),
    ],
)


def _to_end(holding: Holding, user) -> Iterable[CellLink]:
    if user.may(Permission.KEEP_MEETINGS) and (holding.to_on is None or holding.to_on >= today()):
        yield CellLink("End", reverse("seat_holding_end", args=[holding.pk]), str(holding))


HOLDERS = Listing(
    title="Who has held it, the latest first",
    file_title="Who has held seat {pk}",
    rows=lambda user, pk: Holding.visible_to(user).filter(seat=pk).order_by("-from_on"),
    needs=NEEDS,
    file="seat_holders_file",
    what="who has held it",
    empty="Nobody has held it yet.",
    columns=[
        Column("Post", "post", links=_to_end), Column("Agency", "agency"), Column("First day", "from_on"),
        Column("Last day", "to_on", words=lambda holding: spoken(holding.to_on) if holding.to_on else "Lasts"),
        Column("Signs in", lambda holding: bool(holding.user_id)),
    ],
)  # fmt: skip

PROGRAMME_ROLES = Listing(
    title="Parts in the programme", file="programme_roles_file", saved_as="parts-in-the-programme", needs=NEEDS,
    rows=lambda user: ProgrammeRole.visible_to(user),
    columns=[Column("Part", "title"), Column("Post", "post"), Column("What it does", "does")],
)  # fmt: skip


def answerable(user) -> dict[str, QuerySet]:
    """Barriers, questions and messages, each with whose it is, by what a page calls them."""
    barriers = Barrier.visible_to(user).select_related("project")
    messages = Message.visible_to(user).select_related("receiver")
    between = Concat("sender__name", Value(" to "), "receiver__name")
    return {
        "Barriers": barriers.annotate(whose=F("owner_post__title")),
        "Questions of bodies": Question.visible_to(user).annotate(whose=Value("")),
        "Messages and recommendations between bodies": messages.annotate(whose=between),
    }


ANSWERED_AT = {Barrier: "barrier", Question: "question", Message: "body_message"}


def _to_answer(waiting: Answerable, user) -> Iterable[CellLink]:
    """For who may answer it: a barrier its owner, a body's message its members."""
    raised_it = waiting.raised_by_id == user.pk
    if waiting.answered_on or raised_it or not any(user.may(permission) for permission in MAY_ANSWER):
        return
    if allows(check_can_answer, waiting, user):
        yield CellLink("Answer", reverse(ANSWERED_AT[type(waiting)], args=[waiting.pk]), waiting.words)


def _kind(waiting: Answerable) -> str:
    return waiting.get_kind_display() if isinstance(waiting, Message) else type(waiting).__name__


def _what(waiting: Answerable) -> str:
    more = _kind(waiting) if isinstance(waiting, Message) else waiting.project and waiting.project.key
    return f"{waiting.words} ({more})" if more else waiting.words


def _raised(waiting: Answerable) -> str:
    due = f", answer due {spoken(waiting.due_on)}" if waiting.due_on else ""
    return f"{spoken(waiting.raised_on)}{due}"


def _answered(waiting: Answerable) -> str:
    return f"{waiting.answer} ({spoken(waiting.answered_on)})" if waiting.answered_on else NOT_ANSWERED


WAITING = Listing(
    title="What waits for an answer",
    rows=lambda user: chain(*answerable(user).values()),
    needs=NEEDS,
    file="waiting_file",
    saved_as="waiting-for-an-answer",
    empty="None.",
    columns=[
        Column("Kind", _kind, where=Where.FILE),
        Column("What", "words", words=_what),
        Column("Project", lambda waiting: waiting.project and str(waiting.project), where=Where.FILE),
        Column("Whose", "whose", words=lambda waiting: waiting.whose or "The programme"),
        Column("Raised on", "raised_on", words=_raised),
        Column("Answer due", "due_on", where=Where.FILE),
        Column("Days open", lambda waiting: waiting.days_open(today()), figure=True),
        Column("Answer", lambda waiting: waiting.answer or "Not answered", words=_answered, links=_to_answer),
        Column("Answered on", "answered_on", where=Where.FILE),
    ],
)
