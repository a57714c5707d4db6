"""What meetings offer: their pages, questions to answer, and the cases that wait for somebody or for a body's next meeting."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from django.http import HttpRequest
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.governance.stages import allows
from sherwood.kit.periods import spoken
from sherwood.web.programme.cases.offered import DecisionRoutes, UrgentRoute
from sherwood.web.programme.cases.waiting import CaseLine, cases_waiting
from sherwood.web.programme.meetings import tabled
from sherwood.web.programme.meetings.actions import ask_urgent_decision, check_can_decide
from sherwood.web.programme.meetings.deciding import route, table_of, urgent_lines, why_not_urgently
from sherwood.web.programme.meetings.demonstration import seed_meetings
from sherwood.web.programme.meetings.first_steps import meeting_called, seats_held
from sherwood.web.programme.meetings.models import Pack, Question, Seat
from sherwood.web.programme.meetings.searching import SEARCHED
from sherwood.web.programme.programmes.agenda import ItemTables
from sherwood.web.programme.programmes.models import Body
from sherwood.web.site.offers.kinds import Address, FirstStep, Seed, Tab, WaitingLine, Waits
from sherwood.web.site.ui.clock import today


def cases_to_act_on(request: HttpRequest) -> Iterable[WaitingLine]:
    """Cases whose next act is this person's; what waits for the deciding body is read before its meeting, and decided in it."""
    for line in cases_waiting(request.user):
        yield _before_the_body(line, request.user) if line.decides else line


def _before_the_body(line: CaseLine, user) -> WaitingLine:
    table, (_, key) = table_of(line.case, line.programme, user), line.about[0]
    if table.item and allows(check_can_decide, table.item, user):
        href, plain = reverse("item_decide", args=[table.item.pk]), f"Decide: the case of {key}"
        return replace(
            line,
            words=f"Decide: {line.more}",
            href=href,
            due_on=table.day,
            plain=plain,
            more=f"{table.meeting}.",
        )
    when = f"for the meeting on {spoken(table.day)}" if table.day else "before it is decided"
    body = f" {table.body.name}." if table.body else ""
    return replace(line, words=f"Read {key} {when}", due_on=table.day, more=f"{line.more}.{body}")


def questions_to_answer(request: HttpRequest) -> Iterable[WaitingLine]:
    """What bodies asked of the programme."""
    if request.user.may(Permission.RUN_PROGRAMME):
        for question in Question.visible_to(request.user).unanswered():
            yield WaitingLine(
                "Answer a question of a body",
                reverse("question", args=[question.pk]),
                urgency=1,
                due_on=question.due_on,
                more=question.words,
                plain="A question of a body waits for an answer",
            )


def seats_to_fill(request: HttpRequest) -> Iterable[WaitingLine]:
    """Bodies whose seats are vacant, for who fills them; and those that have too few to meet, for who adds seats."""
    fills, adds = map(request.user.may, (Permission.KEEP_MEETINGS, Permission.RUN_PROGRAMME))
    if not (fills or adds):
        return
    seats = Seat.visible_to(request.user)
    every = Counter(seats.current(today()).values_list("body", flat=True))
    empty = Counter(seats.vacant(today()).values_list("body", flat=True))
    for body in Body.visible_to(request.user).meeting():
        there, vacant, href = every[body.pk], empty[body.pk], reverse("body", args=[body.key])
        if adds and there < body.quorum:
            has = (
                f"It has {there or 'no'} seat{'' if there == 1 else 's'}, and {body.quorum} make its quorum."
            )
            plain = "A body has too few seats to meet"
            yield WaitingLine(f"Add the seats of {body.name}", href, urgency=3, more=has, plain=plain)
        elif fills and vacant:
            words = f"Fill {vacant} vacant seat{'' if vacant == 1 else 's'} of {body.name}"
            yield WaitingLine(words, href, urgency=4, plain="A seat of a body is vacant")


def papers_to_read(request: HttpRequest) -> Iterable[WaitingLine]:
    """The papers of the meetings to come, once they are issued, for those with a seat there."""
    for pack in Pack.visible_to(request.user).to_read(request.user, today()):
        words = f"Read the papers for the {pack.meeting.body.name} of {spoken(pack.meeting.held_on)}"
        href, again = reverse("pack", args=[pack.pk]), "issued again" if pack.number > 1 else "issued"
        more = f"{pack}, {again} on {spoken(pack.issued_on)}."
        yield WaitingLine(words, href, urgency=2, due_on=pack.meeting.held_on, more=more, plain=words)


OFFERS = [
    Address("programme/meetings/", "sherwood.web.programme.meetings.urls"),
    Tab("governance", "Meetings", "meetings", 10),
    FirstStep(
        "Enter the seats of each body, and who holds them",
        "meetings",
        40,
        (Permission.KEEP_MEETINGS, Permission.RUN_PROGRAMME),
        seats_held,
    ),
    FirstStep("Call the first meeting", "meeting_new", 70, (Permission.KEEP_MEETINGS,), meeting_called),
    DecisionRoutes(route),
    ItemTables(tabled.table, tabled.settle),
    UrgentRoute(why_not_urgently, ask_urgent_decision),
    Waits(urgent_lines),
    Waits(papers_to_read),
    Waits(cases_to_act_on),
    Waits(questions_to_answer),
    Waits(seats_to_fill),
    Seed(seed_meetings, 100),  # after what its agendas are made of
    *SEARCHED,
]
