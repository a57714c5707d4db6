"""Keeping meetings: agenda, attendance, outcomes, minutes; questions, barriers and messages with answers."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from textwrap import shorten

from sherwood.governance.roles import Permission
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.programme.meetings.actions.deciding import check_day_has_come
from sherwood.web.programme.meetings.actions.papers import add_paper
from sherwood.web.programme.meetings.actions.urgent import place_confirmations
from sherwood.web.programme.meetings.agenda import what_waits
from sherwood.web.programme.meetings.models import (
    Answerable,
    Attendance,
    Barrier,
    Correction,
    HeadingReason,
    Holding,
    Interest,
    Item,
    Meeting,
    Message,
    Paper,
    Question,
    Tick,
)
from sherwood.web.programme.programmes.models import Body, Programme, Project
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.action_log.actions import ActionOrigin, add_action
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.acts import act, person, rule
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.overtaking import standing


@act(needs=Permission.RUN_PROGRAMME, about="body", stands=lambda body: standing(body, "paper_checklist"))
def set_paper_lines(*, body: Body, paper_lines: Collection[str], by) -> None:
    """What must be so of each paper before this body sees it, a line each."""
    lines = list(dict.fromkeys(line.strip() for line in paper_lines if line.strip()))
    if any(len(line) > 200 for line in lines):
        raise SherwoodError("A line of the checklist holds at most 200 characters. Make two of it.")
    body.settle(paper_checklist=lines)
    trail.record(verb="set the checklist of papers", what=body, detail={"lines": len(lines)}, by=by)


@act(needs=Permission.RUN_PROGRAMME, about="paper")
def check_paper(*, paper: Paper, lines: Collection[str], by) -> None:
    """Tick lines of the checklist for a paper; each keeps who ticked it and when."""
    paper.item.meeting.check_open()
    waiting = paper.unchecked(paper.item.meeting.body.paper_checklist)
    ticked = [line for line in lines if line in waiting]
    if not ticked:
        raise SherwoodError("Tick at least one line that is not ticked yet.")
    Tick.objects.bulk_create(Tick(paper=paper, line=line, by=by, on=today()) for line in ticked)
    detail = {"ticked": len(ticked), "left": len(waiting) - len(ticked)}
    trail.record(verb="checked a paper", what=paper, detail=detail, by=by)


@act(needs=Permission.KEEP_MEETINGS)
def call_meeting(*, body: Body, held_on: date, place: str = "", by) -> Meeting:
    if Meeting.objects.filter(body=body, held_on=held_on).exists():
        raise SherwoodError(f"{body.name} meets on that day already.")
    meeting = Meeting.objects.create(body=body, held_on=held_on, place=place)
    place_confirmations(meeting)
    trail.record(verb="called a meeting", what=meeting, detail={"body": body.key}, by=by)
    return meeting


@act(needs=Permission.KEEP_MEETINGS, about="meeting")
def build_agenda(*, meeting: Meeting, by) -> int:
    """Add what waits for this body and is not on the agenda yet; slipped key milestones first. Gives how many were added."""
    meeting.check_open()
    items = Item.objects.filter(meeting=meeting)
    present = {(item.title, item.project_id) for item in items}
    waiting = [
        wait
        for wait in what_waits(meeting)
        if (wait["title"], getattr(wait.get("project"), "pk", None)) not in present
    ]
    confirmations = place_confirmations(meeting)
    first = items.count() + 1
    Item.objects.bulk_create(
        Item(meeting=meeting, position=first + n, **item) for n, item in enumerate(waiting)
    )
    trail.record(verb="built an agenda", what=meeting, detail={"added": len(waiting) + confirmations}, by=by)
    return len(waiting) + confirmations


@act(needs=Permission.KEEP_MEETINGS, about="meeting")
def add_item(
    *, meeting: Meeting, heading: str, title: str, confidential: bool = False, paper: str = "", by
) -> Item:
    meeting.check_open()
    item = Item.objects.create(
        meeting=meeting,
        position=Item.objects.filter(meeting=meeting).count() + 1,
        heading=heading,
        title=title,
        confidential=confidential,
    )
    if paper.strip():
        add_paper(item=item, title=title, words=paper, by=by)
    trail.record(verb="added an item", what=meeting, detail={"item": item.position}, by=by)
    return item


@act(needs=Permission.KEEP_MEETINGS, about="item", stands=Item.presenters)
def name_presenters(*, item: Item, presented_by: Post, accompanied_by: Post, by) -> None:
    """Name the lead who presents and the director or manager with them; both, and two different posts."""
    item.meeting.check_open()
    if presented_by == accompanied_by:
        raise SherwoodError("The lead is accompanied by the director or manager: name two different posts.")
    item.presented_by, item.accompanied_by = presented_by, accompanied_by
    item.save(update_fields=["presented_by", "accompanied_by"])
    trail.record(verb="named presenters", what=item.meeting, detail={"item": item.position}, by=by)


@act(needs=Permission.KEEP_MEETINGS, about="meeting")
def leave_out(*, meeting: Meeting, heading: str, why: str, by) -> None:
    """Say why a part of the remit is not on this agenda."""
    meeting.check_open()
    HeadingReason.objects.update_or_create(meeting=meeting, heading=heading, defaults={"why": why})
    trail.record(verb="left a heading out", what=meeting, detail={"heading": heading}, by=by)


def _present(meeting: Meeting) -> str:
    return f"{list(meeting.who_was_there().values()).count('present')} were present"


@act(needs=Permission.KEEP_MEETINGS, about="meeting", stands=Meeting.who_was_there, says=_present)
def record_attendance(*, meeting: Meeting, states: Mapping[int, str], by) -> None:
    """Who was there. `states`: for each holder of a seat on the day (its key), present, apologies or absent."""
    meeting.check_open()
    check_day_has_come(meeting)
    holders = {holding.pk: holding for holding in Holding.objects.of_body(meeting.body, meeting.held_on)}
    for key, state in states.items():
        Attendance.objects.update_or_create(meeting=meeting, holding=holders[key], defaults={"state": state})
    Meeting.objects.filter(pk=meeting.pk).update(minutes_by=person(by))
    trail.record(
        verb="recorded attendance",
        what=meeting,
        detail={"present": list(states.values()).count("present")},
        by=by,
    )


@act(needs=Permission.KEEP_MEETINGS, about="meeting")
def declare_interest(*, meeting: Meeting, post: Post, words: str, item: Item | None = None, by) -> None:
    """An interest in one item, in which its holder then decides nothing, or in general."""
    meeting.check_open()
    if item and item.decided:
        raise SherwoodError(
            "This item is decided, so an interest in it comes too late. Correct the decision."
        )
    Interest.objects.create(meeting=meeting, post=post, words=words, item=item)
    detail = {"item": item.position} if item else {}
    trail.record(verb="recorded an interest", what=meeting, detail=detail, by=by)


@act(needs=Permission.KEEP_MEETINGS, about="item", stands=Item.said)
def minute(*, item: Item, outcome: str, outcome_public: str = "", by) -> None:
    """Write what came of an item. A confidential one needs words for the public version."""
    item.meeting.check_open()
    if item.confidential and not outcome_public.strip():
        raise SherwoodError("This item is confidential. Say what the public version shows instead.")
    if item.settled and outcome.strip() != item.outcome:
        raise SherwoodError(
            "The case was decided, and the minutes say how. What was recorded wrongly is corrected on the case."
        )
    item.outcome, item.outcome_public = outcome.strip(), outcome_public.strip()
    item.save(update_fields=["outcome", "outcome_public"])
    trail.record(verb="minuted an item", what=item.meeting, detail={"item": item.position}, by=by)


@act(needs=Permission.KEEP_MEETINGS, about="item")
def agree_action(*, item: Item, words: str, owner_post: Post, due_on: date, by) -> None:
    """An action that the meeting agreed, into the one action log."""
    item.meeting.check_open()
    meeting, about = item.meeting, "a confidential item" if item.confidential else item.title
    said = shorten(f"{meeting}: {about}", 300, placeholder=" …")
    here = f"/programme/meetings/{meeting.pk}/"
    origin = ActionOrigin(Action.Origin.MEETING, str(meeting.pk), said, here, item.project)
    add_action(words=words, owner_post=owner_post, due_on=due_on, origin=origin, by=by)


@act(needs=Permission.KEEP_MEETINGS, about="meeting")
def confirm_minutes(*, meeting: Meeting, by) -> None:
    """Freeze the minutes. Every item has its outcome and every heading is covered or has its reason."""
    meeting = Meeting.objects.whole().get(pk=meeting.pk)
    meeting.check_open()
    check_day_has_come(meeting)
    if not meeting.attendance.all():
        raise SherwoodError("Record who was there first.")
    if open_items := [item.title for item in meeting.items.all() if not item.outcome]:
        raise SherwoodError(f"These items have no outcome yet: {'; '.join(open_items)}.")
    if lacking := meeting.uncovered:
        raise SherwoodError(f"Say why these parts of the remit were not covered: {'; '.join(lacking)}.")
    digest = meeting.worked_out()
    Meeting.objects.filter(pk=meeting.pk).update(confirmed_on=today(), digest=digest)
    trail.record(verb="confirmed minutes", what=meeting, detail={"digest": digest[:12]}, by=by)


@act(needs=Permission.KEEP_MEETINGS, about="meeting")
def correct_minutes(*, meeting: Meeting, words: str, by) -> Correction:
    if not meeting.confirmed_on:
        raise SherwoodError("These minutes are not confirmed yet, so put the mistake right in them.")
    if Correction.objects.filter(meeting=meeting, words=words, on=today()).exists():
        raise SherwoodError("This correction is entered already.")
    made = Correction.objects.create(meeting=meeting, words=words, by=person(by), on=today())
    trail.record(verb="corrected minutes", what=meeting, by=by)
    return made


# What waits for an answer


@act(needs=Permission.KEEP_ACTIONS)
def raise_barrier(
    *, programme: Programme, words: str, owner_post: Post, project: Project | None = None, by
) -> Barrier:
    _check_not_twice(Barrier, words, by)
    made = Barrier.objects.create(
        programme=programme,
        words=words,
        owner_post=owner_post,
        project=project,
        raised_on=today(),
        raised_by=person(by),
    )
    trail.record(verb="raised a barrier", what=made, by=by)
    return made


@act(needs=Permission.ASK)
def ask(*, programme: Programme, words: str, by) -> Question:
    """A question of a body: it must be answered within the days the programme allows."""
    _check_not_twice(Question, words, by)
    due = today() + timedelta(programme.days_to_answer)
    made = Question.objects.create(
        programme=programme, words=words, raised_on=today(), raised_by=person(by), due_on=due
    )
    trail.record(verb="asked a question", what=made, by=by)
    return made


@act(needs=Permission.KEEP_MEETINGS)
def send_message(*, sender: Body, receiver: Body, kind: str, words: str, by) -> Message:
    if sender == receiver:
        raise SherwoodError("A message goes from one body to another.")
    made = Message.objects.create(
        sender=sender, receiver=receiver, kind=kind, words=words, raised_on=today(), raised_by=person(by)
    )
    trail.record(verb=f"sent a {kind}", what=made, detail={"to": receiver.key}, by=by)
    return made


ANSWERS = (Permission.RUN_PROGRAMME, Permission.WRITE_CASE, Permission.RECOMMEND, Permission.CHALLENGE)
MAY_ANSWER = (*ANSWERS, Permission.DECIDE, Permission.ASK)


@rule(*MAY_ANSWER)
def check_can_answer(what: Answerable, by) -> None:
    """Who is asked answers: a body by its members, a barrier by its owner or the project's lead, a question of a body
    by those who run the programme. Those who challenge see to barriers, and so may answer any."""
    if isinstance(what, Message):
        check_answers_for(what.receiver, by)
    elif by.may(Permission.RUN_PROGRAMME) or by.may(Permission.RECOMMEND):
        return
    elif isinstance(what, Question):
        raise Refusal("A question of a body is answered by those who run the programme.")
    elif (
        not by.may(Permission.CHALLENGE)
        and by.post_id != what.owner_post_id
        and not (what.project and what.project.is_led_by(by))
    ):
        raise Refusal(
            f"This barrier is answered by its owner ({what.owner_post}), by who leads the project, by the executive "
            "group, or by the programme manager or director."
        )


def check_answers_for(body: Body, by) -> None:
    """A body's reply comes from who has a seat on it, or is written down by who keeps its meetings."""
    holders = Holding.objects.of_body(body, today())
    seated = not holders or any(holding.is_of(by) for holding in holders)
    if not seated and not by.may(Permission.KEEP_MEETINGS):
        raise SherwoodError(
            f"This was sent to {body.name}. Somebody with a seat there answers it, or who keeps its meetings."
        )


@act(needs=check_can_answer, about="what")
def answer(*, what: Answerable, answer: str, by) -> None:
    """Answer once, and not what one raised oneself."""
    if what.answered_on:
        raise SherwoodError("This is answered already, and the answer stands.")
    if what.raised_by_id is not None and what.raised_by_id == by.pk:
        raise SherwoodError("Whoever raised it does not answer it. Somebody else must.")
    what.answer, what.answered_on, what.answered_by = answer, today(), person(by)
    what.save(update_fields=["answer", "answered_on", "answered_by"])
    trail.record(verb="answered", what=what, by=by)


def _check_not_twice(kind: type[Answerable], words: str, by) -> None:
    """A form sent twice by one press too many makes one record."""
    if kind.objects.filter(words=words, raised_on=today(), raised_by=person(by), answered_on=None).exists():
        raise SherwoodError("You entered this today already, and it waits for an answer.")
