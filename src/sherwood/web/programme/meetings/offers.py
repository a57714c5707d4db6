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
from sherwood.web.programme.meetings.models import Meeting, Question
from sherwood.web.site.offers.kinds import Address, Seed, Tab, WaitingLine, Waits
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


OFFERS = [
    Address("programme/meetings/", "sherwood.web.programme.meetings.urls"),
    Tab("programme", "Meetings", "meetings", 40),
    Waits(cases_to_act_on),
    Waits(questions_to_answer),
    Seed(seed_meetings, 100),  # after what its agendas are made of
]
