"""What the budget report shows."""

from dataclasses import dataclass

from sherwood.governance import money
from sherwood.governance.money import Against, Standing
from sherwood.governance.roles import Permission
from sherwood.web.programme.money.models import Ceiling, Engagement, Position
from sherwood.web.programme.programmes.models import Funding
from sherwood.web.site.ui.clock import today

SHAPES = {  # a rating's colour and shape, as everywhere on the site
    Standing.OVER: ("red", "■"),
    Standing.EXACT: ("green", "●"),
    Standing.UNDER: ("green", "●"),
    Standing.NOT_KNOWN: ("not_rated", "○"),
}


@dataclass(frozen=True)
class Line:
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

    @property
    def drawn(self) -> tuple[str, str]:
        return SHAPES[self.against.standing]

    @property
    def spent_words(self) -> str:
        return money.pounds(self.spent)

    @property
    def forecast_words(self) -> str:
        return money.pounds(self.forecast)

    @property
    def amount_words(self) -> str:
        return money.pounds(self.amount)


def report(user) -> dict:
    lines = sources(user)
    total = total_of(lines)
    consultancy = _consultancy(user)
    return {
        "sentence": _sentence(lines, total),
        "alerts": [*_over(lines), *consultancy["alerts"]],
        "lines": lines,
        "total": total,
        "consultancy": consultancy,
        "engagements": Engagement.visible_to(user).with_corrections(),
        "positions": Position.visible_to(user).newest_first(),
        "keeps": user.may(Permission.RUN_PROGRAMME),
    }


def sources(user) -> list[Line]:
    """Each source of programme money with its latest position."""
    latest = Position.visible_to(user).latest()
    return [
        line_of(funding, latest.get(funding.pk))
        for funding in Funding.visible_to(user).filter(programme_money=True)
    ]


def line_of(funding: Funding, position: Position | None) -> Line:
    spent, forecast = (position.spent, position.forecast) if position else (None, None)
    return Line(funding.words, funding.amount, spent, forecast, position, funding)


def total_of(lines: list[Line]) -> Line:
    return Line(
        "Programme money together",
        sum(line.amount for line in lines),
        money.together(line.spent for line in lines),
        money.together(line.forecast for line in lines),
    )


def _sentence(lines: list[Line], total: Line) -> str:
    if not lines:
        return "No programme money is recorded."
    unknown = sum(line.forecast is None for line in lines)
    if unknown:
        return (
            f"What will be spent is not known: {unknown} of {len(lines)} sources "
            f"{'has' if unknown == 1 else 'have'} no forecast."
        )
    stands = {
        Standing.OVER: f"which is {total.against.words} budget",
        Standing.UNDER: f"which is {total.against.words} budget",
    }.get(total.against.standing, "which is exactly the budget")
    return f"{total.forecast_words} of {total.amount_words} is forecast to be spent, {stands}."


def _over(lines: list[Line]) -> list[str]:
    over = [line for line in lines if line.against.standing is Standing.OVER]
    return [f"Forecast over budget: {line.words}, {line.against.words}." for line in over]


def _consultancy(user) -> dict:
    """External consultancy so far beside the ceiling in force, and what is above it."""
    used, ceiling = Engagement.visible_to(user).used(), Ceiling.visible_to(user).in_force(today())
    above = money.crossed(used, ceiling.limit) if ceiling else []
    return {
        "ceiling": ceiling,
        "alerts": [f"External consultancy is {words}." for words in above],
        "rows": _rows(used, ceiling),
        "ceilings": Ceiling.visible_to(user),
    }


def _rows(used: money.Used, ceiling: Ceiling | None) -> list[dict]:
    """Cost and days: what is used, of what, and whether that is above the ceiling."""
    rows = []
    for name, part, whole, said in (
        ("Cost", used.pounds, ceiling and ceiling.pounds, money.pounds),
        ("Days", used.days, ceiling and ceiling.days, money.days),
    ):
        if whole is None:
            rows.append({"name": name, "used": said(part), "ceiling": "None agreed", "state": ""})
            continue
        above = part > whole
        rows.append(
            {
                "name": name,
                "used": f"{said(part)} ({money.share(part, whole)})",
                "ceiling": said(whole),
                "state": f"{said(part - whole)} over" if above else f"{said(whole - part)} left",
                "colour": "red" if above else "green",
                "shape": "■" if above else "●",
            }
        )
    return rows
