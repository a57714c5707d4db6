"""Entering and keeping what is said to whom."""

from collections.abc import Iterable
from datetime import date

from sherwood.governance.roles import Permission
from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.engagement.models import (
    Audience,
    BuyIn,
    Commitment,
    HandlingPlan,
    Message,
    Stakeholder,
)
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.site.accounts.models import Post, User
from sherwood.web.site.acts import act, person
from sherwood.web.site.trail import actions as trail


@act(needs=Permission.KEEP_ENGAGEMENT)
def add_stakeholder(
    *, programme: Programme, name: str, agency: str, interest: int, influence: int, by
) -> Stakeholder:
    if Stakeholder.objects.filter(programme=programme, name=name).exists():
        raise SherwoodError(f"{name} is entered already. Rate that one instead.")
    made = Stakeholder.objects.create(
        programme=programme, name=name, agency=agency, interest=interest, influence=influence
    )
    trail.record(verb="entered a stakeholder", what=made, by=by)
    return made


@act(needs=Permission.KEEP_ENGAGEMENT, about="stakeholder")
def rate_buy_in(*, stakeholder: Stakeholder, rating: int, on: date, reason: str, by) -> BuyIn:
    """Add a rating; earlier ones stay, so that the change can be seen."""
    if not reason.strip():
        raise SherwoodError("Say why: what was seen or heard that shows it.")
    made = BuyIn.objects.create(
        stakeholder=stakeholder, rating=rating, on=on, reason=reason, entered_by=person(by)
    )
    trail.record(verb="rated buy-in", what=stakeholder, detail={"rating": rating}, by=by)
    return made


@act(needs=Permission.KEEP_ENGAGEMENT)
def plan_message(
    *,
    audience: Audience,
    words: str,
    channel: str,
    owner_post: Post,
    planned_on: date,
    planned_reach: int | None,
    by,
) -> Message:
    made = Message.objects.create(
        audience=audience,
        words=words,
        channel=channel,
        owner_post=owner_post,
        planned_on=planned_on,
        planned_reach=planned_reach,
    )
    trail.record(verb="planned a message", what=made, detail={"to": audience.name}, by=by)
    return made


@act(needs=Permission.KEEP_ENGAGEMENT, about="message")
def report_message(*, message: Message, done_on: date, actual_reach: int | None, response: str, by) -> None:
    """Say that a message went out, whom it reached (empty: not known) and what came back. Once."""
    if message.done_on:
        raise SherwoodError(
            "What came of this message is recorded already. Plan another message to put it right."
        )
    message.done_on, message.actual_reach, message.response = done_on, actual_reach, response
    message.save(update_fields=["done_on", "actual_reach", "response"])
    trail.record(verb="reported a message", what=message, detail={"reach": actual_reach}, by=by)


@act(needs=Permission.KEEP_ENGAGEMENT)
def promise(*, project: Project, agency: str, promised: str, by_on: date, by) -> Commitment:
    made = Commitment.objects.create(project=project, agency=agency, promised=promised, by_on=by_on)
    trail.record(verb="recorded a promise", what=project, detail={"agency": agency}, by=by)
    return made


@act(needs=Permission.KEEP_ENGAGEMENT, about="commitment")
def give(*, commitment: Commitment, given: str, given_on: date, by) -> None:
    if commitment.given_on:
        raise SherwoodError("What was given is recorded already.")
    commitment.given, commitment.given_on = given, given_on
    commitment.save(update_fields=["given", "given_on"])
    trail.record(
        verb="recorded what a partner gave",
        what=commitment.project,
        detail={"agency": commitment.agency},
        by=by,
    )


@act(needs=Permission.KEEP_ENGAGEMENT)
def write_handling_plan(
    *, programme: Programme, title: str, news_on: date, words: str, readers: Iterable[User], by
) -> HandlingPlan:
    """Only the people named, and who wrote it, ever see it. The trail says that there is one, not what is in it."""
    named = list(readers)
    if not named:
        raise SherwoodError("Name at least one person who may read it.")
    made = HandlingPlan.objects.create(
        programme=programme, title=title, news_on=news_on, words=words, entered_by=by
    )
    made.readers.set(named)
    trail.record(verb="wrote a handling plan", what=made, detail={"readers": len(named)}, by=by)
    return made
