"""A decision that cannot wait for a meeting: one member asks, another agrees, all are told, the next meeting confirms it."""

from collections.abc import Collection
from datetime import date

from sherwood.governance.roles import Permission
from sherwood.governance.stages import DECISIONS, MOVES, NEEDS, Authority, check_separation
from sherwood.kit.errors import Refusal
from sherwood.web.programme.cases.actions.deciding import Condition, decide
from sherwood.web.programme.cases.facts import facts_of
from sherwood.web.programme.cases.models import Case, Version
from sherwood.web.programme.meetings.actions.deciding import (
    check_before_the_body,
    check_decides,
    check_in_session,
    check_takes_part,
    settle_items,
)
from sherwood.web.programme.meetings.models import Holding, Item, Meeting, UrgentDecision
from sherwood.web.programme.programmes.agenda import Subject
from sherwood.web.programme.programmes.models import Body
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.acts import act, rule
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today


def body_of(version: Version) -> Body:
    programme = version.case.project.programme
    if body := programme.body_set.filter(key=programme.deciding_body).first():
        return body
    raise Refusal("The programme names no body that decides.")


def check_seated(body: Body, by) -> None:
    if not Holding.objects.of_body(body, today()).of_user(by).exists():
        raise Refusal(f"This is for a member with a seat on {body.name}.")


@rule(Permission.DECIDE)
def check_can_ask_urgently(version: Version, by) -> None:
    """A member with a seat, who may decide this case, while nobody else's asking waits."""
    check_before_the_body(version, by)
    check_seated(body_of(version), by)
    if UrgentDecision.objects.waiting().filter(version=version).exists():
        raise Refusal("An urgent decision on this case is asked for already. It waits for a second member.")


@act(needs=check_can_ask_urgently, about="version")
def ask_urgent_decision(
    *,
    version: Version,
    outcome: str,
    reason: str,
    why_urgent: str,
    presented_by: Post,
    accompanied_by: Post,
    conditions: Collection[str] = (),
    conditions_due_on: date | None = None,
    requirements: Collection[str] = (),
    by,
) -> UrgentDecision:
    """Ask the other members to agree to a decision now. Nothing is decided by this."""
    if outcome not in DECISIONS:
        raise Refusal("There are three answers: implement, amend or close.")
    check_before_the_body(version, by, [outcome])
    if presented_by == accompanied_by:
        raise Refusal("The lead is accompanied by the director or manager: name two different posts.")
    if outcome == "amend" and not requirements:
        raise Refusal(NEEDS["requirements"].otherwise)
    urgent = UrgentDecision.objects.create(
        body=body_of(version), version=version, outcome=outcome, reason=reason.strip(), why_urgent=why_urgent.strip(),
        presented_by=presented_by, accompanied_by=accompanied_by, conditions=list(conditions),
        conditions_due_on=conditions_due_on, requirements=list(requirements), asked_by=by, asked_on=today(),
    )  # fmt: skip
    _tell(urgent, "asked for an urgent decision", by)
    return urgent


@rule(Permission.SEE_PROGRAMME)
def check_can_end_urgent(urgent: UrgentDecision, by) -> None:
    """A member with a seat, while it waits; who asked may take it back."""
    if not urgent.waits:
        raise Refusal(urgent.state)
    check_seated(urgent.body, by)


@rule(Permission.SEE_PROGRAMME)
def check_can_agree_urgent(urgent: UrgentDecision, by) -> None:
    """The chair or another member with a seat, who neither asked nor wrote, vetted or challenged the case."""
    check_can_end_urgent(urgent, by)
    if urgent.asked_by_id == by.pk:
        raise Refusal("You asked for this decision, so another member agrees to it or not.")
    case = Case.objects.whole().get(pk=urgent.version.case_id)
    check_separation(MOVES[urgent.outcome], facts_of(case.project, case, by))


@act(needs=check_can_agree_urgent, about="urgent")
def agree_urgent_decision(*, urgent: UrgentDecision, by) -> None:
    """Agree, and it is decided: by who asked, with who agreed. Every member is told, and the next meeting hears of it."""
    check_seated(urgent.body, urgent.asked_by)
    lead, due_on = urgent.version.case.project.lead, urgent.conditions_due_on
    decision = decide(
        version=urgent.version, outcome=urgent.outcome, reason=urgent.reason, requirements=urgent.requirements,
        conditions=[Condition(words, lead, due_on) for words in urgent.conditions],
        authority=Authority(
            "urgent", presented_by=str(urgent.presented_by), accompanied_by=str(urgent.accompanied_by),
            body=urgent.body.key, why_urgent=urgent.why_urgent, agreed_by=str(by.post),
        ),
        by=urgent.asked_by,
    )  # fmt: skip
    urgent.decision, urgent.agreed_by, urgent.agreed_on = decision, by, today()
    urgent.told = [str(holding.post) for holding in Holding.objects.of_body(urgent.body, today())]
    urgent.save(update_fields=["decision", "agreed_by", "agreed_on", "told"])
    settle_items(decision)
    if meeting := Meeting.objects.filter(body=urgent.body).to_come(today()).first():
        place_confirmations(meeting)
    _tell(urgent, "agreed to an urgent decision", by, told=len(urgent.told))


@act(needs=check_can_end_urgent, about="urgent")
def end_urgent_decision(*, urgent: UrgentDecision, why: str, by) -> None:
    """Do not agree, or take back what one asked for; the case waits for its meeting."""
    urgent.ended_by, urgent.ended_on, urgent.ended_why = by, today(), why.strip()
    urgent.save(update_fields=["ended_by", "ended_on", "ended_why"])
    _tell(urgent, "ended the asking for an urgent decision", by)


def place_confirmations(meeting: Meeting) -> int:
    """Put what was decided between meetings on the agenda of the next, at its end; gives how many."""
    if not meeting.decides:
        return 0
    waiting = UrgentDecision.objects.unconfirmed().filter(body=meeting.body)
    waiting = waiting.exclude(items__in=Item.objects.filter(outcome="", meeting__confirmed_on=None))
    lines = meeting.body.agenda_lines.all()
    heading = next((line.words for line in lines if Subject.CASE.value in line.takes), "")
    last = Item.objects.filter(meeting=meeting).count()
    Item.objects.bulk_create(
        Item(
            meeting=meeting, position=position, heading=heading, project=urgent.version.case.project, urgent=urgent,
            title=f"Confirm the urgent decision on {urgent.version.case.project.key}: {urgent.get_outcome_display().lower()}",
        )
        for position, urgent in enumerate(waiting.whole(), last + 1)
    )  # fmt: skip
    return Item.objects.filter(meeting=meeting).count() - last


@rule(Permission.DECIDE)
def check_can_confirm_urgent(item: Item, by) -> None:
    """As for deciding at the table; never by who asked for the decision."""
    if item.urgent is None:
        raise Refusal("There is no urgent decision on this item to confirm.")
    if item.urgent.confirmed is not None:
        raise Refusal(item.urgent.state)
    check_decides(item.meeting)
    check_in_session(item, "Confirmed")
    check_takes_part(item, by)
    if item.urgent.asked_by_id == by.pk:
        raise Refusal("You asked for this decision, so another member records whether it is confirmed.")


@act(needs=check_can_confirm_urgent, about="item")
def confirm_urgent_decision(*, item: Item, confirmed: bool, why: str, by) -> None:
    """What the meeting said of a decision taken without it. Not confirmed, it stands as it was taken until it is corrected."""
    urgent = UrgentDecision.objects.select_for_update().get(pk=item.urgent_id)
    urgent.confirmed, urgent.confirmed_why, urgent.confirmed_at = confirmed, why.strip(), item.meeting
    urgent.save(update_fields=["confirmed", "confirmed_why", "confirmed_at"])
    said = f"{'Confirmed' if confirmed else 'Not confirmed'}. {why.strip()}"
    Item.objects.filter(urgent=urgent, outcome="", meeting__confirmed_on=None).update(outcome=said)
    _tell(urgent, "confirmed an urgent decision" if confirmed else "did not confirm an urgent decision", by)


def _tell(urgent: UrgentDecision, verb: str, by, **more) -> None:
    detail = {"version": urgent.version.number, "outcome": urgent.outcome, **more}
    trail.record(verb=verb, what=("case", urgent.version.case.project.key), detail=detail, by=by)
