"""What the executive group hears of money."""

from collections.abc import Iterator

from sherwood.governance.money import Standing
from sherwood.web.programme.money.models import Position
from sherwood.web.programme.money.pages import line_of
from sherwood.web.programme.programmes.agenda import Subject, Waiting
from sherwood.web.programme.programmes.models import Programme


def over_budget(programme: Programme) -> Iterator[Waiting]:
    """Each source whose latest forecast is more than its amount."""
    latest = Position.objects.filter(funding__programme=programme).latest()
    for one in programme.funding_set.filter(programme_money=True):
        against = line_of(one, latest.get(one.pk)).against
        if against.standing is Standing.OVER:
            yield Waiting(Subject.MONEY, f"Forecast over budget: {one.words}, {against.words}")
