"""The lists of this app as files."""

from sherwood.kit.periods import spoken
from sherwood.web.programme.engagement.models import BuyIn, Commitment, HandlingPlan, Message, Stakeholder
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.downloads import Sheet, known


def messages(user) -> Sheet:
    """Whom a message reached is blank until it is sent; then a number, or not known."""
    rows = [
        [
            one.audience.name, one.words, one.channel, one.owner_post, one.planned_on, one.planned_reach,
            one.done_on, known(one.actual_reach) if one.done_on else None, one.response,
        ]
        for one in Message.visible_to(user).select_related("audience")
    ]  # fmt: skip
    heads = [
        "To whom", "What is said", "How", "Who sees to it", "Planned for", "Planned reach", "Done on",
        "Actual reach", "What came back",
    ]  # fmt: skip
    return Sheet(f"Communications plan, {spoken(today())}", heads, rows)


def stakeholders(user) -> Sheet:
    """Each stakeholder with the latest of how far it is with the programme."""
    rows = []
    for one in Stakeholder.visible_to(user).prefetch_related("ratings"):
        last = next(iter(one.ratings.all()), None)
        buy_in = [last.rating, last.on, last.reason] if last else ["Not rated", None, None]
        rows.append([one.name, one.agency, one.interest, one.influence, one.approach, *buy_in])
    heads = ["Stakeholder", "Agency", "Interest (of 5)", "Influence (of 5)", "How to treat them", "Buy-in (of 5)", "Rated on", "What shows it"]  # fmt: skip
    return Sheet("Stakeholders", heads, rows)


def buy_in(user, stakeholder: Stakeholder | None = None) -> Sheet:
    """Every rating of one stakeholder, or of all, the latest first."""
    found = BuyIn.visible_to(user).select_related("stakeholder", "entered_by")
    if stakeholder:
        found = found.filter(stakeholder=stakeholder)
    rows = [
        [one.stakeholder.name, one.on, one.rating, one.reason, one.entered_by and one.entered_by.post]
        for one in found
    ]
    return Sheet(
        "Buy-in over time", ["Stakeholder", "On", "Buy-in (of 5)", "What shows it", "Entered by"], rows
    )


def promises(user) -> Sheet:
    rows = [
        [
            one.agency, one.project.key, one.project.name, one.promised, one.by_on, one.given or "Not yet",
            one.given_on,
        ]
        for one in Commitment.visible_to(user).select_related("project")
    ]  # fmt: skip
    heads = ["Agency", "Project", "Name", "Promised", "From or by", "Given", "Given on"]
    return Sheet("What partners promised", heads, rows)


def handling_plans(user) -> Sheet:
    """The plans for bad news that this person is named on."""
    rows = [
        [one.title, one.news_on, one.words, "; ".join(reader.post for reader in one.readers.all())]
        for one in HandlingPlan.visible_to(user).prefetch_related("readers")
    ]
    return Sheet("Plans for bad news", ["Plan", "Comes out on", "What to do", "May be read by"], rows)
