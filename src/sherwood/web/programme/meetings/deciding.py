"""Where a case before the deciding body is decided, as its own pages and home say it to one person."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.governance.stages import Stage, allows, refusal_of
from sherwood.kit.periods import spoken
from sherwood.web.programme.cases.models import Case
from sherwood.web.programme.cases.offered import DecisionRoute, RouteNote
from sherwood.web.programme.meetings.actions import (
    check_can_agree_urgent,
    check_can_ask_urgently,
    check_can_confirm_urgent,
    check_can_decide,
    check_on_the_table,
)
from sherwood.web.programme.meetings.models import Holding, Item, Meeting, UrgentDecision
from sherwood.web.programme.programmes.models import Body
from sherwood.web.site.offers.kinds import WaitingLine
from sherwood.web.site.ui.clock import today


@dataclass(frozen=True)
class DecidingTable:
    """Where a case comes before its body: the item, where an agenda has it, and the meeting, where one is called."""

    body: Body | None
    meeting: Meeting | None = None
    item: Item | None = None

    @property
    def day(self) -> date | None:
        return self.meeting.held_on if self.meeting else None


def table_of(case_pk: int, programme_pk: int, user) -> DecidingTable:
    """The item that is live for this person; else the next meeting to come; else the one whose minutes are still open."""
    body = Body.visible_to(user).filter(programme=programme_pk, key=F("programme__deciding_body")).first()
    if body is None:
        return DecidingTable(None)
    open_ = Meeting.visible_to(user).filter(body=body, confirmed_on=None).select_related("body__programme")
    items = list(_items(case_pk, user).filter(meeting__in=open_).order_by("meeting__held_on"))
    live = next((item for item in items if allows(check_can_decide, item, user)), None)
    if live:
        return DecidingTable(body, live.meeting, live)
    meeting = open_.to_come(today()).first() or (items[-1].meeting if items else None)
    return DecidingTable(body, meeting, next((item for item in items if item.meeting == meeting), None))


def _items(case_pk: int, user):
    undecided = Item.visible_to(user).filter(version__case=case_pk, version__decisions=None)
    return undecided.select_related("version", "meeting__body__programme")


def route(case: Case, user) -> DecisionRoute:
    """Where a case is decided, with what was asked for or decided because it could not wait."""
    urgent = UrgentDecision.visible_to(user).whole().filter(version__case=case)
    notes = (RouteNote(decision.state, reverse("urgent_decision", args=[decision.pk])) for decision in urgent)
    return replace(_at_the_table(case, user), notes=tuple(notes))


def _at_the_table(case: Case, user) -> DecisionRoute:
    """In words; with the way there where this person may decide it now."""
    if case.project.now is not Stage.DECISION:
        return DecisionRoute()
    table = table_of(case.pk, case.project.programme_id, user)
    if table.body is None:
        return DecisionRoute("The programme names no body that decides.")
    if table.item is None:
        return DecisionRoute(_until_it_is_on(table))
    if allows(check_can_decide, table.item, user):
        return DecisionRoute(f"{table.meeting} decides it now.", reverse("item_decide", args=[table.item.pk]))
    return DecisionRoute(refusal_of(check_on_the_table, table.item) or f"{table.meeting} decides it now.")


def _until_it_is_on(table: DecidingTable) -> str:
    if table.meeting is None:
        return f"Decided at the next meeting of {table.body.name}. None is called yet."
    day = spoken(table.meeting.held_on)
    return f"Decided at the meeting of {day}, once it is on the agenda of {table.body.name}."


def why_not_urgently(case: Case, user) -> str:
    version = case.submitted
    return refusal_of(check_can_ask_urgently, version, user) if version else "No version is submitted yet."


def urgent_lines(request: HttpRequest) -> Iterable[WaitingLine]:
    """What a member of the deciding body is asked to agree to, and what was decided without a meeting, till one confirms it."""
    seats = Holding.visible_to(request.user).current(today()).of_user(request.user)
    decisions = UrgentDecision.visible_to(request.user).whole().filter(body__in=seats.values("seat__body"))
    for urgent in decisions.waiting():
        if allows(check_can_agree_urgent, urgent, request.user):
            yield _urgent_line(urgent, "Agree to an urgent decision on {}, or not")
    for urgent in decisions.unconfirmed():
        yield _to_confirm(urgent, request.user)


def _urgent_line(urgent: UrgentDecision, words: str, **more) -> WaitingLine:
    key = urgent.version.case.project.key
    words, href = words.format(key), reverse("urgent_decision", args=[urgent.pk])
    return WaitingLine(words, href, plain=words, about=(("case", key),), **{"more": urgent.state} | more)


def _to_confirm(urgent: UrgentDecision, user) -> WaitingLine:
    items = urgent.items.filter(outcome="", meeting__confirmed_on=None).select_related(
        "meeting__body__programme"
    )
    item = items.last()
    line = _urgent_line(urgent, "Read the urgent decision on {}", due_on=item and item.meeting.held_on)
    if item and user.may(Permission.DECIDE) and allows(check_can_confirm_urgent, item, user):
        words = f"Confirm the urgent decision on {urgent.version.case.project.key}, or not"
        return replace(line, words=words, plain=words, href=reverse("urgent_confirm", args=[item.pk]))
    return line
