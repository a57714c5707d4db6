"""Deciding a case on the table: one check for the button and the act, and what settles when it is decided."""

from collections.abc import Collection

from sherwood.governance.roles import Permission
from sherwood.governance.stages import DECISIONS, MOVES, Authority
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.kit.periods import spoken
from sherwood.web.programme.cases.actions.deciding import Condition, decide
from sherwood.web.programme.cases.facts import facts_of, why_not
from sherwood.web.programme.cases.models import Case, Decision, Version
from sherwood.web.programme.meetings.models import Attendance, Item, Meeting, UrgentDecision
from sherwood.web.site.acts import act, rule
from sherwood.web.site.ui.clock import today


@rule(Permission.DECIDE)
def check_can_decide(item: Item, by) -> None:
    """Whether this person may decide this item now."""
    check_on_the_table(item)
    check_takes_part(item, by)
    check_before_the_body(item.version, by)


def check_on_the_table(item: Item) -> None:
    """Whether the meeting may decide this item now, whoever does it."""
    if item.version is None:
        raise Refusal("There is no business case on this item to decide.")
    if decision := item.version.decision:
        raise Refusal(f"This was decided on {spoken(decision.said_on)}: {decision.outcome_words.lower()}.")
    check_decides(item.meeting)
    check_in_session(item)


def check_decides(meeting: Meeting) -> None:
    meeting.check_open()
    body = meeting.body
    if not meeting.decides:
        decider = body.programme.body_set.filter(key=body.programme.deciding_body).first()
        instead = f": {decider.name} does" if decider else ""
        raise Refusal(f"{body.name} does not decide business cases{instead}.")


def check_in_session(item: Item, verb: str = "Decided") -> None:
    """The day has come, those who were there make a quorum, and who is heard is named."""
    meeting, lacks = item.meeting, []
    if not meeting.attendance.all():
        lacks.append(f"attendance is recorded and {meeting.quorum_in_words} are present")
    elif not meeting.quorate:
        lacks.append(f"{meeting.quorum_in_words} are present ({len(meeting.present)} recorded so far)")
    if item.version and not item.heard:
        lacks.append("the lead who presents it and who accompanies them are both named")
    if lacks:
        raise Refusal(f"{verb} at the meeting of {spoken(meeting.held_on)}, once {', and '.join(lacks)}.")
    check_day_has_come(meeting)


def check_day_has_come(meeting: Meeting) -> None:
    if not meeting.day_has_come:
        raise SherwoodError(
            f"The meeting is on {spoken(meeting.held_on)}. This is done on the day, or after."
        )


def check_takes_part(item: Item, by) -> None:
    """A member who was present, and who declared no interest in this item."""
    seat = next((attendance for attendance in item.meeting.present if attendance.holding.is_of(by)), None)
    if seat is None:
        raise Refusal("A decision of this meeting is recorded by a member of the body who was present.")
    if declared_interest(item, seat, by):
        raise Refusal("You declared an interest in this item, so another member records what was decided.")


def declared_interest(item: Item, seat: Attendance, by) -> bool:
    posts = {by.post_id, seat.holding.post_id}
    return any(
        interest.item_id == item.pk and interest.post_id in posts for interest in item.meeting.interests.all()
    )


def check_before_the_body(version: Version, by, outcomes: Collection[str] = DECISIONS) -> None:
    """The version is the one before the deciding body, and nothing of its case bars this person."""
    case = Case.objects.whole().get(pk=version.case_id)
    if case.submitted is None or case.submitted.pk != version.pk:
        raise Refusal("Another version of this case is before the body. Add that one to the agenda.")
    facts = facts_of(case.project, case, by)
    refusals = [why_not(MOVES[outcome], case.project, case, by, facts) for outcome in outcomes]
    if all(refusals):
        raise Refusal(refusals[0])


@act(needs=check_can_decide, about="item")
def decide_item(
    *,
    item: Item,
    outcome: str,
    reason: str,
    requirements: Collection[str] = (),
    conditions: Collection[Condition] = (),
    by,
) -> Decision:
    """A member of the deciding body decides the case on the table, by the authority of this meeting."""
    meeting = item.meeting
    authority = Authority(
        "meeting", presented_by=str(item.presented_by), accompanied_by=str(item.accompanied_by), body=meeting.body.key,
        reference=str(meeting), quorate=meeting.quorate, minuted=meeting.minutes_by_id is not None,
    )  # fmt: skip
    decision = decide(
        version=item.version, outcome=outcome, reason=reason, requirements=requirements, conditions=conditions,
        authority=authority, by=by,
    )  # fmt: skip
    Item.objects.filter(pk=item.pk).update(outcome=f"{decision.outcome_words}. {reason}")
    settle_items(decision)
    return decision


def settle_items(decision: Decision) -> None:
    """Wherever else this version is still on an agenda, the item says what was decided, and when."""
    words = f"{decision.outcome_words}, decided on {spoken(decision.said_on)}. {decision.authority_words}"
    waiting = Item.objects.filter(version=decision.version, outcome="", meeting__confirmed_on=None)
    waiting.update(outcome=words)
    overtaken = UrgentDecision.objects.waiting().filter(version=decision.version)
    overtaken.update(ended_by=decision.by, ended_on=today(), ended_why="A meeting decided it.")
