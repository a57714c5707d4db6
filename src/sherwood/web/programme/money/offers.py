"""What money offers: its page, and what the body that challenges hears of it."""

from collections.abc import Iterator

from sherwood.governance.money import BudgetStanding
from sherwood.web.programme.money.demonstration import seed_money
from sherwood.web.programme.money.lists import line_of
from sherwood.web.programme.money.models import Position
from sherwood.web.programme.programmes.agenda import AgendaItems, Subject, Waiting
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.site.offers.kinds import Address, Seed, Tab


def over_budget(programme: Programme) -> Iterator[Waiting]:
    """Each source whose latest forecast is more than its amount."""
    latest = Position.objects.filter(funding__programme=programme).latest()
    for funding in programme.funding_set.filter(programme_money=True):
        against = line_of(funding, latest.get(funding.pk)).against
        if against.standing is BudgetStanding.OVER:
            yield Waiting(Subject.MONEY, f"Forecast over budget: {funding.words}, {against.words}")


OFFERS = [
    Address("programme/money/", "sherwood.web.programme.money.urls"),
    Tab("portfolio", "Money", "money", 20),
    AgendaItems(over_budget, to="challenging_body"),
    Seed(seed_money, 80),
]
