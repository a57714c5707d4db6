"""A demonstration's bodies with their seats, meetings held, the next called, and what waits."""

from datetime import date

from sherwood.governance.roles import Role
from sherwood.web.programme.cases.models import Decision
from sherwood.web.programme.meetings import actions
from sherwood.web.programme.meetings.models import Attendance, Item, Meeting, Seat
from sherwood.web.programme.programmes.models import Body, Programme
from sherwood.web.site.accounts.models import Post, User
from sherwood.web.site.offers.kinds import COUNTY, Told


def seed_meetings(programme: Programme, told: Told = COUNTY) -> None:
    """Doing it again changes nothing."""
    bodies = {body.key: body for body in programme.body_set.all()}
    if Seat.objects.filter(body__in=bodies.values()).exists():
        return
    texts, keeper = told.beside(__file__), User.objects.holding(Role.PROGRAMME_ADMINISTRATOR).first()
    _seats(texts, bodies, keeper)
    _decided(texts, bodies[programme.deciding_body], keeper)
    for held in texts["held"]:
        _held(held, bodies[held["body"]], keeper)
    for called in texts["called"]:
        body = bodies[called["body"]]
        meeting = actions.call_meeting(body=body, held_on=called["on"], place=called["place"], by=keeper)
        actions.build_agenda(meeting=Meeting.objects.whole().get(pk=meeting.pk), by=keeper)
    _waiting(texts, programme, bodies)


def _seats(texts: dict, bodies: dict[str, Body], keeper: User) -> None:
    manager, since = User.objects.holding(Role.PROGRAMME_MANAGER).first(), texts["seats_from"]
    for told in texts["seat"]:
        (seat,) = actions.add_seats(body=bodies[told["body"]], kind=told["kind"], from_on=since, by=manager)
        if "post" in told:
            post = Post.objects.called(told["post"])
            user = User.objects.filter(email=f"{told.get('person')}@example.org").first()
            actions.fill_seat(
                seat=seat, post=post, agency=told["agency"], user=user, from_on=since, by=keeper
            )


def _decided(texts: dict, body: Body, keeper: User) -> None:
    """The meetings at which the cases of the demonstration were decided: their items, who was there, their minutes."""
    taken = Decision.objects.filter(version__case__project__programme=body.programme, corrects=None)
    days: dict[date, list[Decision]] = {}
    for decision in taken.select_related("version__case__project").order_by("said_on", "pk"):
        if decision.authority["kind"] == "meeting":
            days.setdefault(decision.said_on, []).append(decision)
    for day, decisions in days.items():
        meeting = actions.call_meeting(body=body, held_on=day, place=texts["decided_at"], by=keeper)
        first, *others = body.agenda
        Item.objects.bulk_create(
            _of(meeting, first, number, decision) for number, decision in enumerate(decisions, 1)
        )
        for heading in others:
            actions.leave_out(meeting=meeting, heading=heading, why=texts["why_left_out"], by=keeper)
        _attended(meeting, keeper)
        actions.confirm_minutes(meeting=meeting, by=keeper)


def _of(meeting: Meeting, heading: str, number: int, decision: Decision) -> Item:
    project = decision.version.case.project
    return Item(
        meeting=meeting,
        position=number,
        heading=heading,
        title=f"Business case of {project.key}, version {decision.number}",
        project=project,
        version=decision.version,
        presented_by=Post.objects.called(decision.authority["presented_by"]),
        accompanied_by=Post.objects.called(decision.authority["accompanied_by"]),
        outcome=f"{decision.outcome_words}. {decision.reason}",
    )


def _held(told: dict, body: Body, keeper: User) -> None:
    """A meeting from its call to its confirmed minutes."""
    meeting = actions.call_meeting(body=body, held_on=told["on"], place=told["place"], by=keeper)
    headings = body.agenda
    for item in told["item"]:
        _item(item, meeting, headings, keeper)
    for place, why in told.get("left_out", {}).items():
        actions.leave_out(meeting=meeting, heading=headings[int(place)], why=why, by=keeper)
    whole = Meeting.objects.whole().get(pk=meeting.pk)
    _attended(whole, keeper, told.get("away", ()))
    if interest := told.get("interest"):
        post = Post.objects.called(interest["post"])
        actions.declare_interest(meeting=whole, post=post, words=interest["words"], by=keeper)
    actions.confirm_minutes(meeting=whole, by=keeper)


def _item(told: dict, meeting: Meeting, headings: list[str], keeper: User) -> None:
    item = actions.add_item(
        meeting=meeting,
        heading=headings[told["heading"]] if "heading" in told else "",
        title=told["title"],
        paper=told.get("paper", ""),
        confidential=told.get("confidential", False),
        by=keeper,
    )
    if "paper" in told:
        manager = User.objects.holding(Role.PROGRAMME_MANAGER).first()
        actions.check_paper(paper=item.papers.get(), lines=meeting.body.paper_checklist, by=manager)
    public = {"outcome_public": told["outcome_public"]} if "outcome_public" in told else {}
    actions.minute(item=item, outcome=told["outcome"], **public, by=keeper)
    if agreed := told.get("action"):
        owner = Post.objects.called(agreed["owner_post"])
        actions.agree_action(item=item, **agreed | {"owner_post": owner}, by=keeper)


def _attended(meeting: Meeting, keeper: User, away: tuple[str, ...] | list[str] = ()) -> None:
    """Everybody who holds a seat, but those who sent apologies."""
    holdings = [holding for seat in meeting.body.places.all() for holding in seat.holdings.all()]
    states = {
        holding.pk: Attendance.State.APOLOGIES if holding.post.title in away else Attendance.State.PRESENT
        for holding in holdings
    }
    actions.record_attendance(meeting=meeting, states=states, by=keeper)


def _waiting(texts: dict, programme: Programme, bodies: dict[str, Body]) -> None:
    lead, member = (
        User.objects.holding(Role.PROJECT_LEAD).first(),
        User.objects.get(email="board@example.org"),
    )
    manager = User.objects.holding(Role.PROGRAMME_MANAGER).first()
    barrier = texts["barrier"]
    project, owner = (
        programme.project_set.get(key=barrier["project"]),
        Post.objects.called(barrier["owner_post"]),
    )
    actions.raise_barrier(
        programme=programme, words=barrier["words"], owner_post=owner, project=project, by=lead
    )
    for question in texts["question"]:
        asked = actions.ask(programme=programme, words=question["words"], by=member)
        if "answer" in question:
            actions.answer(what=asked, answer=question["answer"], by=manager)
    message = texts["message"]
    sent = {"sender": bodies[message["sender"]], "receiver": bodies[message["receiver"]], "by": manager}
    actions.send_message(kind="recommendation", words=message["words"], **sent)
