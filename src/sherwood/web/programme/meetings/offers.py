"""What meetings offer: their pages, questions to answer, and the cases that wait for somebody or for a body's next meeting."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.programme.cases.waiting import cases_waiting
from sherwood.web.programme.meetings.demonstration import seed_meetings
from sherwood.web.programme.meetings.first_steps import meeting_called, seats_held
from sherwood.web.programme.meetings.models import Meeting, Question, Seat
from sherwood.web.programme.programmes.models import Body
from sherwood.web.site.offers.kinds import Address, FirstStep, Seed, Tab, WaitingLine, Waits
from sherwood.web.site.ui.clock import today


def cases_to_act_on(request: HttpRequest) -> Iterable[WaitingLine]:
    """Cases whose next act is this person's; what is decided waits for the deciding body's next meeting."""
    lines = list(cases_waiting(request.user))
    meeting = _next_decision(request) if any(line.decides for line in lines) else None
    for line in lines:
        if line.decides and meeting:
            line = replace(
                line, due_on=meeting.held_on, more=f"{meeting.body.name} of {spoken(meeting.held_on)}."
            )
        yield line


def _next_decision(request: HttpRequest) -> Meeting | None:
    deciding = Meeting.visible_to(request.user).filter(body__key=F("body__programme__deciding_body"))
    return deciding.to_come(today()).select_related("body").first()


def questions_to_answer(request: HttpRequest) -> Iterable[WaitingLine]:
    """What the Board and the sponsoring group asked of the programme."""
    if request.user.may(Permission.RUN_PROGRAMME):
        for question in Question.visible_to(request.user).unanswered():
            yield WaitingLine(
                "Answer a question of the Board or the sponsoring group",
                reverse("question", args=[question.pk]),
                urgency=1,
                due_on=question.due_on,
                more=question.words,
                plain="A question of the Board or the sponsoring group waits for an answer",
            )


def seats_to_fill(request: HttpRequest) -> Iterable[WaitingLine]:
    """Bodies whose seats are vacant, for who fills them; and those that have too few to meet, for who adds seats."""
    fills, adds = map(request.user.may, (Permission.KEEP_MEETINGS, Permission.RUN_PROGRAMME))
    if not (fills or adds):
        return
    for body in Body.visible_to(request.user).meeting():
        seats = Seat.visible_to(request.user).filter(body=body).current(today())
        there, vacant, href = seats.count(), seats.vacant(today()).count(), reverse("body", args=[body.key])
        if adds and there < body.quorum:
            has = (
                f"It has {there or 'no'} seat{'' if there == 1 else 's'}, and {body.quorum} make its quorum."
            )
            plain = "A body has too few seats to meet"
            yield WaitingLine(f"Add the seats of {body.name}", href, urgency=3, more=has, plain=plain)
        elif fills and vacant:
            words = f"Fill {vacant} vacant seat{'' if vacant == 1 else 's'} of {body.name}"
            yield WaitingLine(words, href, urgency=4, plain="A seat of a body is vacant")


OFFERS = [
    Address("programme/meetings/", "sherwood.web.programme.meetings.urls"),
    Tab("programme", "Meetings", "meetings", 40),
    FirstStep(
        "Enter the seats of each body, and who holds them",
        "meetings",
        40,
        (Permission.KEEP_MEETINGS, Permission.RUN_PROGRAMME),
        seats_held,
    ),
    FirstStep("Call the first meeting", "meeting_new", 70, (Permission.KEEP_MEETINGS,), meeting_called),
    Waits(cases_to_act_on),
    Waits(questions_to_answer),
    Waits(seats_to_fill),
    Seed(seed_meetings, 100),  # after what its agendas are made of
]
