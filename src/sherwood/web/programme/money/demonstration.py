"""The demonstration's money on 8 March 2010: one source forecast over budget, consultancy at 54 of its 60 days."""

from datetime import date
from decimal import Decimal

from sherwood.governance.roles import Role
from sherwood.web.programme.money import actions
from sherwood.web.programme.money.models import Ceiling
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.site.accounts.models import User

POSITIONS = (
    ("staffing_2009", date(2009, 12, 31), 96_000, 470_000, "Seven of twelve practitioners have started."),
    ("staffing_2009", date(2010, 1, 31), 205_000, 498_000, "Nine have started; agency cover for the rest."),
    ("staffing_2009", date(2010, 2, 28), 338_000, 518_000, "Agency cover lasts to the end of March: three posts were filled later than planned."),
    ("reserve", date(2009, 12, 31), 0, None, "Nothing drawn yet; no forecast before the Board has decided its first cases."),
    ("reserve", date(2010, 2, 28), 84_000, 690_000, "Consultancy, the programme team, and the cases decided so far."),
)  # fmt: skip
ENGAGEMENTS = (
    ("Independent social care consultant", "Starting the programme; challenge to project plans", Decimal(22), 13_200, date(2010, 2, 26)),
    ("Independent social care consultant", "Audit of case files with team managers", Decimal("15.5"), 9_300, date(2010, 2, 19)),
    ("Training company", "Supervision course for first-line managers", Decimal(9), 5_850, date(2010, 1, 29)),
    ("Data specialist", "Weekly figures from the case system", Decimal("7.5"), 3_900, date(2010, 3, 5)),
)  # fmt: skip


def seed_money(programme: Programme) -> None:
    """Doing it again changes nothing."""
    if Ceiling.objects.filter(programme=programme).exists():
        return
    manager = User.objects.holding(Role.PROGRAMME_MANAGER).first()
    sources = {funding.key: funding for funding in programme.funding_set.all()}
    for key, on, spent, forecast, reason in POSITIONS:
        actions.enter_position(
            funding=sources[key], on=on, spent=spent, forecast=forecast, reason=reason, by=manager
        )
    actions.agree_ceiling(
        programme=programme,
        pounds=40_000,
        days=Decimal(60),
        from_on=date(2009, 12, 7),
        agreed_by=programme.body_set.get(key=programme.deciding_body),
        by=manager,
    )
    for supplier, what_for, days, pounds, on in ENGAGEMENTS:
        actions.enter_engagement(
            programme=programme,
            supplier=supplier,
            what_for=what_for,
            days=days,
            pounds=pounds,
            on=on,
            by=manager,
        )
