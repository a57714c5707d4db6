"""What the budget report shows."""

from django.http import HttpRequest

from sherwood.governance import money
from sherwood.governance.money import BudgetStanding
from sherwood.governance.roles import Permission
from sherwood.web.programme.money import lists
from sherwood.web.programme.money.lists import SourceLine
from sherwood.web.programme.money.models import Ceiling, Engagement
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.templatetags.ui import shaped


def report(request: HttpRequest) -> dict:
    user = request.user
    lines = lists.sources(user)
    consultancy = _consultancy(user)
    return {
        "sentence": _sentence(lines),
        "alerts": [*_over(lines), *consultancy["alerts"]],
        "budget": lists.BUDGET.shown(request),
        "consultancy": consultancy,
        "engagements": lists.CONSULTANCY.shown(request),
        "ceilings": lists.CEILINGS.shown(request),
        "positions": lists.POSITIONS.shown(request),
        "keeps": user.may(Permission.RUN_PROGRAMME),
    }


def _sentence(lines: list[SourceLine]) -> str:
    if not lines:
        return "No programme money is recorded."
    unknown = sum(line.forecast is None for line in lines)
    if unknown:
        return (
            f"What will be spent is not known: {unknown} of {len(lines)} sources "
            f"{'has' if unknown == 1 else 'have'} no forecast."
        )
    total = lists.total_of(lines)
    stands = {
        BudgetStanding.OVER: f"which is {total.against.words} budget",
        BudgetStanding.UNDER: f"which is {total.against.words} budget",
    }.get(total.against.standing, "which is exactly the budget")
    return (
        f"{money.pounds(total.forecast)} of {money.pounds(total.amount)} is forecast to be spent, {stands}."
    )


def _over(lines: list[SourceLine]) -> list[str]:
    over = [line for line in lines if line.against.standing is BudgetStanding.OVER]
    return [f"Forecast over budget: {line.words}, {line.against.words}." for line in over]


def _consultancy(user) -> dict:
    """External consultancy so far beside the ceiling in force, and what is above it."""
    used, ceiling = Engagement.visible_to(user).used(), Ceiling.visible_to(user).in_force(today())
    above = money.crossed(used, ceiling.limit) if ceiling else []
    return {
        "ceiling": ceiling,
        "alerts": [f"External consultancy is {words}." for words in above],
        "rows": [
            _against("Cost", used.pounds, ceiling and ceiling.pounds, money.pounds),
            _against("Days", used.days, ceiling and ceiling.days, money.days),
        ],
    }


def _against(name: str, part, whole, said) -> tuple[str, str, str, str]:
    """What is used, of what, and whether that is above the ceiling."""
    if whole is None:
        return name, said(part), "None agreed", ""
    above = part > whole
    state = f"{said(part - whole)} over" if above else f"{said(whole - part)} left"
    drawn = shaped(*lists.SHAPES[BudgetStanding.OVER if above else BudgetStanding.UNDER], state)
    return name, f"{said(part)} ({money.share(part, whole)})", said(whole), drawn
