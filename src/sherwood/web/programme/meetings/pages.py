"""What the pages of this app show."""

from collections import Counter

from sherwood.governance.roles import Permission
from sherwood.governance.stages import allows
from sherwood.web.programme.meetings.actions import MAY_ANSWER, check_can_answer
from sherwood.web.programme.meetings.models import (
    Answerable,
    Attendance,
    Barrier,
    Meeting,
    Message,
    Question,
    Seat,
)
from sherwood.web.programme.programmes.models import Body
from sherwood.web.site.ui.clock import today


def meetings(user) -> dict:
    found = Meeting.visible_to(user).select_related("body")
    bodies = list(Body.visible_to(user))
    return {
        "to_come": list(found.to_come(today())),
        "held": [meeting for meeting in found if meeting.held_on < today() or meeting.confirmed_on],
        "bodies": bodies,
        "vacant": sum(not seat.holding_now for seat in Seat.visible_to(user).with_holders(today())),
        "by_agency": by_agency(user),
        "keeps": user.may(Permission.KEEP_MEETINGS),
    }


def by_agency(user) -> list[tuple[str, int, int]]:
    """Each agency with how often its people were present, of how often they were expected."""
    expected: Counter[str] = Counter()
    present: Counter[str] = Counter()
    for meeting in Meeting.visible_to(user).whole():
        for attendance in meeting.attendance.all():
            expected[attendance.holding.agency] += 1
            present[attendance.holding.agency] += attendance.state == Attendance.State.PRESENT
    return [(agency, present[agency], expected[agency]) for agency in sorted(expected)]


def body(found: Body, user) -> dict:
    return {
        "body": found,
        "seats": list(Seat.visible_to(user).filter(body=found).with_holders(today())),
        "meetings": found.meetings.all()[:12],
        "keeps": user.may(Permission.KEEP_MEETINGS),
        "runs": user.may(Permission.RUN_PROGRAMME),
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
    seated = any(
        holding.user_id == user.pk for seat in found.body.places.all() for holding in seat.holdings.all()
    )
    return seated or any(user.may(permission) for permission in PRIVATE)


def meeting(found: Meeting, user) -> dict:
    open_ = not found.confirmed_on
    return {
        "meeting": found,
        "reads_private": reads_private(found, user),
        "warning": found.warning,
        "uncovered": found.uncovered,
        "unchecked": unchecked(found),
        "checks": open_ and user.may(Permission.RUN_PROGRAMME),
        "keeps": open_ and user.may(Permission.KEEP_MEETINGS),
        "corrects": not open_ and user.may(Permission.KEEP_MEETINGS),
        "decides": open_ and user.may(Permission.DECIDE),
        "vacant": [
            seat
            for seat in Seat.visible_to(user).filter(body=found.body).with_holders(found.held_on)
            if not seat.holding_now
        ],
    }


def _mine(one: Answerable, user) -> bool:
    """Whether somebody may answer it: a barrier its owner, a body's message its members."""
    if not any(user.may(permission) for permission in MAY_ANSWER) or one.raised_by_id == user.pk:
        return False
    return one.answered_on is None and allows(check_can_answer, one, user)


def waiting(user) -> dict:
    day = today()
    groups = [
        ("Barriers", "barrier", [(barrier, barrier.days_open(day), barrier.owner_post, _mine(barrier, user)) for barrier in Barrier.visible_to(user).select_related("project")]),
        ("Questions of the Board and the sponsoring group", "question", [(question, question.days_open(day), "", _mine(question, user)) for question in Question.visible_to(user)]),
        ("Messages and recommendations between bodies", "body_message", [(message, message.days_open(day), f"{message.sender.name} to {message.receiver.name}", _mine(message, user)) for message in Message.visible_to(user).select_related("sender", "receiver")]),
    ]  # fmt: skip
    open_ = sum(one.answered_on is None for _, _, rows in groups for one, *_ in rows)
    late = sum(
        question.answered_on is None and question.due_on < day for question in Question.visible_to(user)
    )
    said = (
        f"{open_} wait{'s' if open_ == 1 else ''} for an answer" if open_ else "Nothing waits for an answer"
    )
    return {
        "groups": groups,
        "sentence": f"{said}; {late} question{' is' if late == 1 else 's are'} late." if late else f"{said}.",
        "raises": user.may(Permission.KEEP_ACTIONS),
        "asks": user.may(Permission.ASK),
        "sends": user.may(Permission.KEEP_MEETINGS),
    }
