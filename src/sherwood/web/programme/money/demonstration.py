"""A demonstration's money: what was spent of each source, what is forecast, and what consultants cost."""

from decimal import Decimal

from sherwood.governance.roles import Role
from sherwood.web.programme.money import actions
from sherwood.web.programme.money.models import Ceiling
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.site.accounts.models import User
from sherwood.web.site.offers.kinds import COUNTY, Told


def seed_money(programme: Programme, told: Told = COUNTY) -> None:
    """Doing it again changes nothing."""
    if Ceiling.objects.filter(programme=programme).exists():
        return
    texts, manager = told.beside(__file__), User.objects.holding(Role.PROGRAMME_MANAGER).first()
    sources = {funding.key: funding for funding in programme.funding_set.all()}
    for position in texts["position"]:
        said = {"forecast": None} | position | {"funding": sources[position["funding"]]}
        actions.enter_position(**said, by=manager)
    actions.agree_ceiling(
        programme=programme,
        **texts["ceiling"] | {"days": Decimal(texts["ceiling"]["days"])},
        agreed_by=programme.body_set.get(key=programme.deciding_body),
        by=manager,
    )
    for engagement in texts["engagement"]:
        days = Decimal(engagement["days"])
        actions.enter_engagement(programme=programme, **engagement | {"days": days}, by=manager)
