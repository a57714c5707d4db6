"""The demonstration's buy-in over time and one plan for bad news; the rows of its registers stand beside them."""

from datetime import date

from sherwood.governance.roles import Role
from sherwood.web.programme.engagement import actions
from sherwood.web.programme.engagement.models import ALL
from sherwood.web.programme.engagement.registers.stakeholders import BuyIn, Stakeholder
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.site.accounts.models import User
from sherwood.web.site.offers.kinds import COUNTY, Told
from sherwood.web.site.registers.demonstration import seed_from

RATINGS = (
    ("Head teachers", date(2009, 12, 1), 2, "Few came to the briefing."),
    ("Head teachers", date(2010, 2, 10), 3, "Designated teachers ask for the threshold guide."),
    ("Police public protection", date(2009, 12, 8), 4, "Joined the thresholds group at once."),
    ("Health visitors and school nurses", date(2010, 1, 20), 4, "Two days a week promised to the pilot."),
    ("Social workers in reception and assessment", date(2009, 11, 25), 2, "Workloads leave no time."),
    ("Social workers in reception and assessment", date(2010, 3, 1), 3, "New colleagues have arrived."),
)


def seed_engagement(programme: Programme, told: Told = COUNTY) -> None:
    """Doing it again changes nothing. Buy-in and bad news are told of the county alone."""
    if BuyIn.objects.exists():
        return
    for key in ("audiences", "messages", "stakeholders", "promises"):
        seed_from(ALL[key])(programme, told)
    if told != COUNTY:
        return
    manager = _holder(Role.PROGRAMME_MANAGER)
    for name, on, rating, reason in RATINGS:
        stakeholder = Stakeholder.objects.get(name=name)
        actions.rate_buy_in(stakeholder=stakeholder, rating=rating, on=on, reason=reason, by=manager)
    actions.write_handling_plan(
        programme=programme,
        title="If the full inspection finds safeguarding inadequate",
        news_on=date(2010, 4, 12),
        words="Staff and families first, on the morning; then partners; then the press at noon. One voice: the corporate director.",
        readers=[_holder(Role.SENIOR_RESPONSIBLE_OWNER), _holder(Role.PROGRAMME_DIRECTOR)],
        by=manager,
    )


def _holder(role: Role) -> User:
    return User.objects.holding(role).first()
