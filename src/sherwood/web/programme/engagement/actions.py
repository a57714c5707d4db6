"""Rating buy-in, and plans for bad news; what else is kept of engagement is a register."""

from collections.abc import Iterable
from datetime import date

from sherwood.governance.roles import Permission
from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.engagement.models import HandlingPlan
from sherwood.web.programme.engagement.registers.stakeholders import BuyIn, Stakeholder
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.site.accounts.models import User
from sherwood.web.site.acts import act, person
from sherwood.web.site.trail import actions as trail


@act(needs=Permission.KEEP_ENGAGEMENT, about="stakeholder")
def rate_buy_in(*, stakeholder: Stakeholder, rating: int, on: date, reason: str, by) -> BuyIn:
    """Add a rating; earlier ones stay, so that the change can be seen."""
    if not reason.strip():
        raise SherwoodError("Say why: what was seen or heard that shows it.")
    made = BuyIn.objects.create(
        stakeholder=stakeholder, rating=rating, on=on, reason=reason, entered_by=person(by)
    )
    trail.record(verb="rated buy-in", what=stakeholder, detail={"rating": rating}, by=by)
    return made


@act(needs=Permission.KEEP_ENGAGEMENT)
def write_handling_plan(
    *, programme: Programme, title: str, news_on: date, words: str, readers: Iterable[User], by
) -> HandlingPlan:
    """Only the people named, and who wrote it, ever see it. The trail says that there is one, not what is in it."""
    named = list(readers)
    if not named:
        raise SherwoodError("Name at least one person who may read it.")
    made = HandlingPlan.objects.create(
        programme=programme, title=title, news_on=news_on, words=words, entered_by=by
    )
    made.readers.set(named)
    trail.record(verb="wrote a handling plan", what=made, detail={"readers": len(named)}, by=by)
    return made
