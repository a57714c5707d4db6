"""The lists of money: 0 is nothing, what nobody has said is not known."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html

from sherwood.governance import money
from sherwood.governance.money import Against, BudgetStanding
from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.programme.money.models import Ceiling, Engagement, Position
from sherwood.web.programme.programmes.models import Funding
from sherwood.web.site.listings.columns import CellLink, Column, Where, read
from sherwood.web.site.listings.listing import Listing
from sherwood.web.site.ui.downloads import NOT_KNOWN
from sherwood.web.site.ui.templatetags.ui import shaped

NEEDS = [Permission.SEE_PROGRAMME]
SHAPES = {  # a rating's colour and shape, as everywhere on the site
    BudgetStanding.OVER: ("red", "■"),
    BudgetStanding.EXACT: ("green", "●"),
    BudgetStanding.UNDER: ("green", "●"),
    BudgetStanding.NOT_KNOWN: ("not_rated", "○"),
}


@dataclass(frozen=True)
class SourceLine:
    """A source of money, or all of them, with what is spent and forecast (None: not known)."""

    words: str
    amount: int
    spent: int | None
    forecast: int | None
    position: Position | None = None
    funding: Funding | None = None

    @property
    def against(self) -> Against:
        return money.against_budget(self.amount, self.forecast)


def line_of(funding: Funding, position: Position | None) -> SourceLine:
    spent, forecast = (position.spent, position.forecast) if position else (None, None)
    return SourceLine(funding.words, funding.amount, spent, forecast, position, funding)


def sources(user) -> list[SourceLine]:
    """Each source of programme money with its latest position."""
    latest = Position.visible_to(user).latest()
    return [
        line_of(funding, latest.get(funding.pk))
        for funding in Funding.visible_to(user).filter(programme_money=True)
    ]


def total_of(lines: list[SourceLine]) -> SourceLine:
    return SourceLine(
        "Programme money together",
        sum(line.amount for line in lines),
        money.together(line.spent for line in lines),
        money.together(line.forecast for line in lines),
    )


def _with_total(user) -> list[SourceLine]:
    lines = sources(user)
    return [*lines, total_of(lines)] if lines else []


def _pounds(head: str, path: str) -> Column:
    def words(line: SourceLine | Position) -> str:
        said = money.pounds(read(line, path))
        return said if line.funding else format_html("<strong>{}</strong>", said)

    return Column(head, path, words=words, figure=True, blank=NOT_KNOWN)


def _source(line: SourceLine) -> str:
    return f"{line.words} ({line.funding.year})" if line.funding else line.words


def _to_enter(line: SourceLine, user) -> Iterable[CellLink]:
    if line.funding and user.may(Permission.RUN_PROGRAMME):
        yield CellLink(
            "Enter spending and forecast", reverse("money_position", args=[line.funding.pk]), line.words
        )


def _why(line: SourceLine) -> str:
    if line.position:
        return f"{line.position.reason} ({spoken(line.position.on)})"
    return "Nothing is entered yet." if line.funding else ""


def _against(line: SourceLine) -> str:
    return shaped(*SHAPES[line.against.standing], line.against.words)


BUDGET = Listing(
    title="Programme money by source",
    file_title="Budget report",
    rows=_with_total,
    needs=NEEDS,
    file="money_budget_file",
    what="the budget report",
    empty="No programme money is recorded.",
    columns=[
        Column("Source", "words", words=_source, links=_to_enter),
        _pounds("Amount", "amount"),
        _pounds("Spent so far", "spent"),
        _pounds("Forecast", "forecast"),
        Column("Over (under: below 0)", "against.difference", blank=NOT_KNOWN, where=Where.FILE),
        Column("Against the budget", "against.words", words=_against),
        Column("As on", "position.on", where=Where.FILE),
        Column("Why", "position.reason", words=_why),
    ],
)

POSITIONS = Listing(
    title="How the money stood before, the latest first",
    file_title="Positions of money",
    rows=lambda user: Position.visible_to(user).newest_first(),
    needs=NEEDS,
    file="money_positions_file",
    what="how it stood before",
    columns=[
        Column("Source", "funding.words"),
        Column("On", "on"),
        _pounds("Spent so far", "spent"),
        _pounds("Forecast", "forecast"),
        Column("Forecast against the budget", "against.words", where=Where.PAGE),
        Column("Why", "reason"),
        Column("Entered by", "entered_by.post", blank="Command line"),
    ],
)


def _to_correct(engagement: Engagement, user) -> Iterable[CellLink]:
    if engagement.stands and user.may(Permission.RUN_PROGRAMME):
        about = f"{engagement.what_for}, {spoken(engagement.on)}"
        yield CellLink("Correct it", reverse("money_correct", args=[engagement.pk]), about)


def _stands(engagement: Engagement) -> str:
    if not engagement.stands:
        return "Corrected since: does not count"
    return "Stands, and corrects an earlier record" if engagement.corrects else "Stands"


CONSULTANCY = Listing(
    title="What it was for",
    file_title="External consultancy",
    rows=lambda user: Engagement.visible_to(user).with_corrections(),
    needs=NEEDS,
    file="money_consultancy_file",
    what="the consultancy",
    columns=[
        Column("On", "on"),
        Column("Supplier or partner", "supplier"),
        Column("What for", "what_for", links=_to_correct),
        Column("Days", "days", figure=True),
        Column("Pounds", "pounds", words=lambda engagement: money.pounds(engagement.pounds), figure=True),
        Column("Stands", _stands),
    ],
)

CEILINGS = Listing(
    title="Ceilings of consultancy",
    rows=Ceiling.visible_to,
    needs=NEEDS,
    file="money_ceilings_file",
    what="the ceilings",
    columns=[
        Column("From", "from_on"), Column("Pounds", "pounds"), Column("Days", "days"),
        Column("Agreed by", "by_whom"),
    ],
)  # fmt: skip

FUNDING = Listing(  # as the programme was founded, and the budgets beside it that are not its to spend
    title="Money of the programme",
    rows=Funding.visible_to,
    needs=NEEDS,
    file="money_funding_file",
    columns=[
        Column("Source", "words"), Column("Year", "year"), Column("Amount", "amount"),
        Column("Every year", "recurring"), Column("The programme's to spend", "programme_money"),
        Column("Decided by", "decided_by"), Column("Decided on", "decided_on"), Column("Note", "note"),
    ],
)  # fmt: skip
