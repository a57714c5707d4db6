"""The lists of stakeholders and of the communications plan."""

from collections.abc import Iterable
from dataclasses import replace

from django.shortcuts import get_object_or_404
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.programme.engagement.models import BuyIn, Commitment, HandlingPlan, Message, Stakeholder
from sherwood.web.site.listings.columns import CellLink, Column, Where
from sherwood.web.site.listings.listing import Listing
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.downloads import known

NEEDS = [Permission.SEE_PROGRAMME]


def _to_report(message: Message, user) -> Iterable[CellLink]:
    if not message.done_on and user.may(Permission.KEEP_ENGAGEMENT):
        yield CellLink("Say what came of it", reverse("message", args=[message.pk]), message.words)


def _planned_for(message: Message) -> str:
    late = not message.done_on and message.planned_on < today()
    return f"{spoken(message.planned_on)}{' (late)' if late else ''}"


MESSAGES = Listing(
    title="Communications plan",
    rows=lambda user: Message.visible_to(user).select_related("audience"),
    needs=NEEDS,
    file="messages_file",
    saved_as="communications-plan",
    what="the communications plan",
    empty="Nothing is planned for this audience.",
    columns=[
        Column("To whom", "audience.name", where=Where.FILE),
        Column("What is said", "words", links=_to_report),
        Column("How", "channel"),
        Column("Who sees to it", "owner_post"),
        Column("Planned for", "planned_on", words=_planned_for),
        Column("Planned reach", "planned_reach", where=Where.FILE),
        Column("Done on", "done_on", where=Where.FILE),
        Column(
            "Actual reach",
            # blank until it is sent; then a number, or not known
            lambda message: known(message.actual_reach) if message.done_on else None,
            words=lambda message: message.reached,
        ),
        Column("What came back", "response"),
    ],
)


def _latest(stakeholder: Stakeholder) -> BuyIn | None:
    return next(iter(stakeholder.ratings.all()), None)


def _said_buy_in(stakeholder: Stakeholder) -> str:
    """The latest rating, beside the one before."""
    now, before = [*stakeholder.ratings.all()[:2], None, None][:2]
    if now is None:
        return "Not rated"
    said = f"{now.rating} of 5 on {spoken(now.on)}"
    if before is None:
        return said
    moved = (
        "as before:"
        if before.rating == now.rating
        else "up from"
        if before.rating < now.rating
        else "down from"
    )
    return f"{said}, {moved} {before.rating}"


STAKEHOLDERS = Listing(
    title="Stakeholders, the most influential first",
    file_title="Stakeholders",
    rows=lambda user: Stakeholder.visible_to(user).prefetch_related("ratings"),
    needs=NEEDS,
    file="stakeholders_file",
    what="the stakeholders",
    empty="Nobody is entered yet.",
    columns=[
        Column("Stakeholder", "name", href="get_absolute_url"),
        Column("Agency", "agency"),
        Column("Interest (of 5)", "interest", figure=True),
        Column("Influence (of 5)", "influence", figure=True),
        Column("How to treat them", "approach"),
        Column(
            "Buy-in (of 5)",
            lambda stakeholder: last.rating if (last := _latest(stakeholder)) else "Not rated",
            words=_said_buy_in,
        ),
        Column("Rated on", lambda stakeholder: (last := _latest(stakeholder)) and last.on, where=Where.FILE),
        Column(
            "What shows it",
            lambda stakeholder: (last := _latest(stakeholder)) and last.reason,
            where=Where.FILE,
        ),
    ],
)


def _ratings(user, pk: int | None = None):
    """Every rating of one stakeholder, or of all, the latest first."""
    ratings = BuyIn.visible_to(user).select_related("stakeholder", "entered_by")
    return (
        ratings.filter(stakeholder=get_object_or_404(Stakeholder.visible_to(user), pk=pk)) if pk else ratings
    )


BUY_IN = Listing(
    title="Buy-in over time",
    rows=_ratings,
    needs=NEEDS,
    file="buy_in_file",
    saved_as="buy-in",
    empty="Not rated yet.",
    columns=[
        Column("Stakeholder", "stakeholder.name", where=Where.FILE),
        Column("On", "on"),
        Column("Buy-in (of 5)", "rating", figure=True),
        Column("What shows it", "reason"),
        Column("Entered by", "entered_by.post"),
    ],
)
EVERY_BUY_IN = replace(BUY_IN, file="all_buy_in_file", what="buy-in over time")


def _to_give(commitment: Commitment, user) -> Iterable[CellLink]:
    if not commitment.given_on and user.may(Permission.KEEP_ENGAGEMENT):
        yield CellLink("Record it", reverse("promise", args=[commitment.pk]), commitment.promised)


def _given(commitment: Commitment) -> str:
    if commitment.given_on:
        return f"{commitment.given}, since {spoken(commitment.given_on)}"
    return "Not yet: late" if commitment.by_on < today() else "Not yet"


PROMISES = Listing(
    title="What partners promised, and gave",
    file_title="What partners promised",
    rows=lambda user: Commitment.visible_to(user).select_related("project"),
    needs=NEEDS,
    file="promises_file",
    saved_as="promises-of-partners",
    what="what partners promised",
    empty="No promise is recorded.",
    columns=[
        Column("Agency", "agency"),
        Column("Project", "project.key", words=lambda commitment: str(commitment.project)),
        Column("Name", "project.name", where=Where.FILE),
        Column("Promised", "promised"),
        Column("From or by", "by_on"),
        Column("Given", lambda commitment: commitment.given or "Not yet", words=_given, links=_to_give),
        Column("Given on", "given_on", where=Where.FILE),
    ],
)

HANDLING_PLANS = Listing(
    title="Plans for bad news",
    rows=lambda user: HandlingPlan.visible_to(user).prefetch_related("readers"),
    needs=NEEDS,
    file="handling_file",
    saved_as="plans-for-bad-news",
    empty="There is none that you may read.",
    columns=[
        Column("Plan", "title", href=lambda plan: reverse("handling_plan", args=[plan.pk])),
        Column("Comes out on", "news_on"),
        Column("What to do", "words", where=Where.FILE),
        Column("May be read by", lambda plan: "; ".join(str(reader) for reader in plan.readers.all())),
    ],
)
