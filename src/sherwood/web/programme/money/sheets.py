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
            line.words, line.amount, known(line.spent), known(line.forecast), known(line.against.difference),
            line.against.words, line.position and line.position.on, line.position and line.position.reason,
        ]
        for line in ([*lines, total_of(lines)] if lines else [])
    ]  # fmt: skip
    heads = ["Source", "Amount", "Spent so far", "Forecast", "Over (under: below 0)", "In words", "As on", "Why"]  # fmt: skip
    return Sheet(f"Budget report, {spoken(today())}", heads, rows)


def positions(user) -> Sheet:
    rows = [
        [
            position.funding.words, position.on, known(position.spent), known(position.forecast), position.reason,
            position.entered_by and position.entered_by.post,
        ]
        for position in Position.visible_to(user).newest_first()
    ]  # fmt: skip
    heads = ["Source", "On", "Spent so far", "Forecast", "Why", "Entered by"]
    return Sheet("Positions of money", heads, rows)


def consultancy(user) -> Sheet:
    rows = [
        [
            correction.on, correction.supplier, correction.what_for, correction.days, correction.pounds,
            "Stands" if correction.stands else "Corrected since",
        ]
        for correction in Engagement.visible_to(user).with_corrections()
    ]  # fmt: skip
    heads = ["On", "Supplier or partner", "What for", "Days", "Pounds", "Stands"]
    return Sheet("External consultancy", heads, rows)


def ceilings(user) -> Sheet:
    rows = [
        [ceiling.from_on, ceiling.pounds, ceiling.days, ceiling.agreed_by]
        for ceiling in Ceiling.visible_to(user)
    ]
    return Sheet("Ceilings of consultancy", ["From", "Pounds", "Days", "Agreed by"], rows)


def funding(user) -> Sheet:
    """The money of the programme as it was founded, and the budgets beside it that are not its to spend."""
    rows = [
        [
            funding.words, funding.year, funding.amount, "Yes" if funding.recurring else "No", "Yes" if funding.programme_money else "No",
            funding.decided_by, funding.decided_on, funding.note,
        ]
        for funding in Funding.visible_to(user)
    ]  # fmt: skip
    heads = ["Source", "Year", "Amount", "Every year", "The programme's to spend", "Decided by", "Decided on", "Note"]  # fmt: skip
    return Sheet("Money of the programme", heads, rows)
