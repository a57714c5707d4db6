"""The demonstration's bodies with their seats, one Board meeting held, the next called, and what waits."""

from datetime import date

from sherwood.governance.roles import Role
from sherwood.web.programme.cases.models import Decision
from sherwood.web.programme.meetings import actions
from sherwood.web.programme.meetings.models import Attendance, Item, Meeting, Seat
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.site.accounts.models import Post, User

REMIT = [
    "Challenge to projects: can they be done, and will they bring their benefits?",
    "Resources and management of the programme",
    "Updates to the sponsoring group",
    "The programme within its budget",
]
SEATS = {
    "board": (
        ("Elected member, safeguarding children forum", "Elected member, Programme Board", "County council", "board@example.org"),
        ("Co-opted member, corporate parenting panel", "Co-opted member, corporate parenting panel", "County council", "board-2@example.org"),
        ("Chair of the safeguarding children board", "Chair, safeguarding children board", "Safeguarding children board", "sponsor@example.org"),
        ("Senior manager", "Corporate director", "County council", ""),
        ("Elected member, safeguarding children forum", "", "", ""),
    ),
    "sponsoring_group": (
        ("Chair of the safeguarding children board", "Chair, safeguarding children board", "Safeguarding children board", "sponsor@example.org"),
        ("Member, health", "Director of nursing", "Primary care trust", ""),
        ("Member, police", "Head of public protection", "Police", ""),
        ("Member, schools", "Head teacher, secondary schools", "Schools", ""),
        ("Member, probation", "Assistant chief officer", "Probation", ""),
        ("Lay member", "", "", ""),
    ),
    "executive_group": (
        ("Senior officer of the council", "Executive group member", "County council", "executive@example.org"),
        ("Senior officer, health", "Executive group member, health partner", "Primary care trust", "executive-2@example.org"),
        ("Senior officer, police", "Head of public protection", "Police", ""),
    ),
}  # fmt: skip


def seed_meetings(programme: Programme) -> None:
    """Doing it again changes nothing."""
    bodies = {body.key: body for body in programme.body_set.all()}
    if Seat.objects.filter(body__in=bodies.values()).exists():
        return
    keeper = User.objects.holding(Role.PROGRAMME_ADMINISTRATOR).first()
    manager = User.objects.holding(Role.PROGRAMME_MANAGER).first()
    for key, seats in SEATS.items():
        for kind, post, agency, email in seats:
            (seat,) = actions.add_seats(body=bodies[key], kind=kind, from_on=date(2009, 11, 30), by=manager)
            if post:
                user = User.objects.filter(email=email).first()
                actions.fill_seat(
                    seat=seat,
                    post=Post.objects.called(post),
                    agency=agency,
                    user=user,
                    from_on=date(2009, 11, 30),
                    by=keeper,
                )
    _decided(bodies["board"], keeper)
    _held(bodies["board"], keeper)
    _sponsored(bodies["sponsoring_group"], keeper)
    _called(bodies, keeper)
    _waiting(programme, bodies)


def _decided(board, keeper) -> None:
    """The meetings at which the cases of the demonstration were decided: their items, who was there, their minutes."""
    taken = Decision.objects.filter(version__case__project__programme=board.programme, corrects=None)
    days: dict[date, list[Decision]] = {}
    for one in taken.select_related("version__case__project").order_by("said_on", "pk"):
        if one.authority["kind"] == "meeting":
            days.setdefault(one.said_on, []).append(one)
    for day, decisions in days.items():
        meeting = actions.call_meeting(body=board, held_on=day, place="Committee room", by=keeper)
        Item.objects.bulk_create(
            _of(meeting, number, decision) for number, decision in enumerate(decisions, 1)
        )
        for heading in REMIT[1:]:
            actions.leave_out(meeting=meeting, heading=heading, why="A meeting for cases alone.", by=keeper)
        states = {
            holding.pk: Attendance.State.PRESENT
            for seat in board.places.all()
            for holding in seat.holdings.all()
        }
        actions.record_attendance(meeting=meeting, states=states, by=keeper)
        actions.confirm_minutes(meeting=meeting, by=keeper)


def _of(meeting: Meeting, number: int, one: Decision) -> Item:
    project = one.version.case.project
    return Item(
        meeting=meeting,
        position=number,
        heading=REMIT[0],
        title=f"Business case of {project.key}, version {one.number}",
        project=project,
        version=one.version,
        presented_by=Post.objects.called(one.authority["presented_by"]),
        accompanied_by=Post.objects.called(one.authority["accompanied_by"]),
        outcome=f"{one.outcome_words}. {one.reason}",
    )


def _held(board, keeper) -> None:
    """The Board of February: quorate, minuted, confirmed."""
    meeting = actions.call_meeting(body=board, held_on=date(2010, 2, 15), place="Committee room", by=keeper)
    item = actions.add_item(
        meeting=meeting,
        heading=REMIT[1],
        title="How recruitment stands",
        paper="Nine of twelve practitioners have started.",
        by=keeper,
    )
    manager = User.objects.holding(Role.PROGRAMME_MANAGER).first()
    actions.check_paper(paper=item.papers.get(), lines=board.paper_checklist, by=manager)
    private = actions.add_item(
        meeting=meeting, heading=REMIT[0], title="A team in difficulty", confidential=True, by=keeper
    )
    actions.minute(item=item, outcome="The Board asked for the dates of the last three posts.", by=keeper)
    actions.minute(
        item=private,
        outcome="Support is lent for twelve weeks.",
        outcome_public="The Board considered a staffing matter.",
        by=keeper,
    )
    actions.agree_action(
        item=item,
        words="Give the Board the dates of the last three posts",
        owner_post=Post.objects.called("Service head, service improvement"),
        due_on=date(2010, 3, 15),
        by=keeper,
    )
    for heading, why in (
        (REMIT[2], "The sponsoring group meets on 3 March."),
        (REMIT[3], "The first budget report is due in March."),
    ):
        actions.leave_out(meeting=meeting, heading=heading, why=why, by=keeper)
    whole = Meeting.objects.whole().get(pk=meeting.pk)
    holders = [holding for seat in board.places.all() for holding in seat.holdings.all()]
    states = {holder.pk: Attendance.State.PRESENT for holder in holders[:-1]} | {
        holders[-1].pk: Attendance.State.APOLOGIES
    }
    actions.record_attendance(meeting=whole, states=states, by=keeper)
    actions.declare_interest(
        meeting=whole,
        post=Post.objects.called("Co-opted member, corporate parenting panel"),
        words="Governor of a school that lends a room.",
        by=keeper,
    )
    actions.confirm_minutes(meeting=whole, by=keeper)


def _sponsored(group, keeper) -> None:
    """The sponsoring group of March, which heard how the programme goes."""
    meeting = actions.call_meeting(
        body=group, held_on=date(2010, 3, 3), place="Safeguarding board", by=keeper
    )
    item = actions.add_item(meeting=meeting, heading="", title="How the programme goes", by=keeper)
    actions.minute(
        item=item,
        outcome="The group asked that thresholds come first, and to hear of children seen in time in April.",
        by=keeper,
    )
    holders = [holding for seat in group.places.all() for holding in seat.holdings.all()]
    states = {holder.pk: Attendance.State.PRESENT for holder in holders}
    actions.record_attendance(meeting=meeting, states=states, by=keeper)
    actions.confirm_minutes(meeting=meeting, by=keeper)


def _called(bodies, keeper) -> None:
    for key, day in (
        ("executive_group", date(2010, 3, 11)),
        ("board", date(2010, 3, 15)),
        ("sponsoring_group", date(2010, 4, 28)),
    ):
        meeting = actions.call_meeting(body=bodies[key], held_on=day, place="County offices", by=keeper)
        actions.build_agenda(meeting=Meeting.objects.whole().get(pk=meeting.pk), by=keeper)


def _waiting(programme: Programme, bodies) -> None:
    lead, board = User.objects.holding(Role.PROJECT_LEAD).first(), User.objects.get(email="board@example.org")
    project = programme.project_set.get(key="P11")
    actions.raise_barrier(
        programme=programme,
        words="The case system's supplier cannot make the new report before May.",
        owner_post=Post.objects.called("Head of performance review, data and communications"),
        project=project,
        by=lead,
    )
    asked = actions.ask(
        programme=programme, words="Are children seen sooner than before the inspection?", by=board
    )
    manager = User.objects.holding(Role.PROGRAMME_MANAGER).first()
    actions.answer(
        what=asked,
        answer="Not yet. The measure of initial assessments in time shows it, week by week.",
        by=manager,
    )
    actions.ask(programme=programme, words="When will the last three practitioners start?", by=board)
    sent = {"sender": bodies["executive_group"], "receiver": bodies["board"], "by": manager}
    actions.send_message(
        kind="recommendation", words="Put family support workers beside reception and assessment.", **sent
    )
