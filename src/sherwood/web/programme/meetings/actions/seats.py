"""The seats of a body, and who holds each from one day to another.

Which seats there are is for who runs the programme; who holds them is kept by who keeps the meetings.
"""

from datetime import date, timedelta

from sherwood.governance.roles import Permission
from sherwood.kit.errors import Refusal
from sherwood.kit.periods import spoken
from sherwood.web.programme.meetings.models import Attendance, Holding, Seat
from sherwood.web.programme.programmes.models import Body
from sherwood.web.site.accounts.models import Post, User
from sherwood.web.site.acts import act
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.overtaking import standing

DAY = timedelta(days=1)


@act(needs=Permission.RUN_PROGRAMME, about="body")
def add_seats(*, body: Body, kind: str, number: int = 1, from_on: date | None = None, by) -> list[Seat]:
    """Give a body one seat or several of a kind, vacant until somebody holds them."""
    kind = " ".join(kind.split())
    made = [Seat.objects.create(body=body, kind=kind, from_on=from_on) for _ in range(number)]
    detail = {"body": body.key, "kind": kind, "number": number}
    trail.record(verb="added seats", what=made[0], detail=detail, by=by)
    return made


@act(needs=Permission.RUN_PROGRAMME, about="seat", stands=lambda seat: standing(seat, "kind"))
def rename_seat(*, seat: Seat, kind: str, by) -> None:
    """Say otherwise what kind of seat it is; who holds it stays."""
    was, seat.kind = seat.kind, " ".join(kind.split())
    seat.save(update_fields=["kind"])
    trail.record(verb="renamed a seat", what=seat, detail={"from": was, "to": seat.kind}, by=by)


@act(needs=Permission.RUN_PROGRAMME, about="seat", stands=Seat.ends)
def end_seat(*, seat: Seat, last_day: date, by) -> None:
    """The body has this seat through `last_day`, and whoever holds it leaves it then. A slip, which nobody ever held, goes."""
    _check_free_after(seat, last_day)
    if seat.from_on and last_day < seat.from_on:
        return _take_back(seat, by)
    _end_holdings(seat, last_day)
    seat.to_on = last_day
    seat.save(update_fields=["to_on"])
    trail.record(verb="ended a seat", what=seat, detail={"last day": last_day.isoformat()}, by=by)


def _take_back(seat: Seat, by) -> None:
    if seat.holdings.exists():
        raise Refusal(
            f"{seat.kind} was held by somebody, so it ended on no day before {spoken(seat.from_on)}."
        )
    trail.record(verb="took back a seat", what=seat, detail={"kind": seat.kind}, by=by)
    seat.delete()


def _check_free_after(seat: Seat, last_day: date) -> None:
    if later := seat.holdings.filter(from_on__gt=last_day).first():
        raise Refusal(
            f"{later.post} holds this seat from {spoken(later.from_on)}. End that first, or give a later day."
        )


def _end_holdings(seat: Seat, last_day: date) -> None:
    for holding in seat.holdings.current(last_day + DAY):
        _check_attended_none_after(holding, last_day)
        holding.to_on = last_day
        holding.save(update_fields=["to_on"])


@act(needs=Permission.KEEP_MEETINGS, about="seat", stands=Seat.held_by)
def fill_seat(*, seat: Seat, post: Post, agency: str, from_on: date, user: User | None = None, by) -> Holding:
    """Give a seat to a post. Whoever held it before leaves it the day before."""
    _check_has_seat(seat, from_on)
    if later := seat.holdings.filter(from_on__gte=from_on).first():
        raise Refusal(f"{later.post} holds this seat from that day or later. Give a later day.")
    _end_holdings(seat, from_on - DAY)
    holding = Holding.objects.create(
        seat=seat, post=post, agency=agency, user=user or _only_holder(post), from_on=from_on
    )
    detail = {"post": str(post), "from": from_on.isoformat()}
    trail.record(verb="filled a seat", what=seat, detail=detail, by=by)
    return holding


def _check_has_seat(seat: Seat, from_on: date) -> None:
    if seat.to_on:
        raise Refusal(f"This seat ended on {spoken(seat.to_on)}. Add another.")
    if seat.from_on and from_on < seat.from_on:
        raise Refusal(f"The body has this seat from {spoken(seat.from_on)}. Give that day or a later one.")


def _only_holder(post: Post) -> User | None:
    """Who signs in with the post, where that is one person alone."""
    people = list(User.objects.signing_in().filter(post=post)[:2])
    if len(people) > 1:
        raise Refusal(f"Several people sign in as {post}. Choose the account of the one who holds this seat.")
    return people[0] if people else None


@act(needs=Permission.KEEP_MEETINGS, about="holding", stands=Holding.ends)
def end_holding(*, holding: Holding, last_day: date, by) -> None:
    """Somebody holds a seat through `last_day`. What was entered by mistake, and no meeting counted, goes."""
    _check_attended_none_after(holding, last_day)
    detail = {"post": str(holding.post), "last day": last_day.isoformat()}
    if last_day < holding.from_on:
        trail.record(verb="took back who holds a seat", what=holding.seat, detail=detail, by=by)
        holding.delete()
        return
    holding.to_on = last_day
    holding.save(update_fields=["to_on"])
    trail.record(verb="ended who holds a seat", what=holding.seat, detail=detail, by=by)


def _check_attended_none_after(holding: Holding, last_day: date) -> None:
    counted = Attendance.objects.filter(holding=holding, meeting__held_on__gt=last_day)
    if last := counted.order_by("-meeting__held_on").select_related("meeting").first():
        day = spoken(last.meeting.held_on)
        raise Refusal(
            f"The meeting of {day} counted {holding.post} in this seat. Give that day or a later one."
        )
