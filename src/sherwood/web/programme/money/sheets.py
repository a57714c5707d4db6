"""The lists of this app as files: 0 is nothing, what nobody has said is not known."""

from sherwood.kit.periods import spoken
from sherwood.web.programme.money.models import Ceiling, Engagement, Position
from sherwood.web.programme.money.pages import sources, total_of
from sherwood.web.programme.programmes.models import Funding
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.downloads import Sheet, known


def budget(user) -> Sheet:
    """Every source as it stands, and all of them together."""
    lines = sources(user)
    rows = [
        [
            one.words, one.amount, known(one.spent), known(one.forecast), known(one.against.difference),
            one.against.words, one.position and one.position.on, one.position and one.position.reason,
        ]
        for one in ([*lines, total_of(lines)] if lines else [])
    ]  # fmt: skip
    heads = ["Source", "Amount", "Spent so far", "Forecast", "Over (under: below 0)", "In words", "As on", "Why"]  # fmt: skip
    return Sheet(f"Budget report, {spoken(today())}", heads, rows)


def positions(user) -> Sheet:
    rows = [
        [
            one.funding.words, one.on, known(one.spent), known(one.forecast), one.reason,
            one.entered_by and one.entered_by.post,
        ]
        for one in Position.visible_to(user).newest_first()
    ]  # fmt: skip
    heads = ["Source", "On", "Spent so far", "Forecast", "Why", "Entered by"]
    return Sheet("Positions of money", heads, rows)


def consultancy(user) -> Sheet:
    rows = [
        [
            one.on, one.supplier, one.what_for, one.days, one.pounds,
            "Stands" if one.stands else "Corrected since",
        ]
        for one in Engagement.visible_to(user).with_corrections()
    ]  # fmt: skip
    heads = ["On", "Supplier or partner", "What for", "Days", "Pounds", "Stands"]
    return Sheet("External consultancy", heads, rows)


def ceilings(user) -> Sheet:
    rows = [[one.from_on, one.pounds, one.days, one.agreed_by] for one in Ceiling.visible_to(user)]
    return Sheet("Ceilings of consultancy", ["From", "Pounds", "Days", "Agreed by"], rows)


def funding(user) -> Sheet:
    """The money of the programme as it was founded, and the budgets beside it that are not its to spend."""
    rows = [
        [
            one.words, one.year, one.amount, "Yes" if one.recurring else "No", "Yes" if one.programme_money else "No",
            one.decided_by, one.decided_on, one.note,
        ]
        for one in Funding.visible_to(user)
    ]  # fmt: skip
    heads = ["Source", "Year", "Amount", "Every year", "The programme's to spend", "Decided by", "Decided on", "Note"]  # fmt: skip
    return Sheet("Money of the programme", heads, rows)
