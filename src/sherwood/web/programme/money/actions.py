"""Entering how money stands and what consultancy came to. Nothing entered is ever changed."""

from datetime import date
from decimal import Decimal

from sherwood.governance.money import check_position
from sherwood.governance.roles import Permission
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.programme.money.models import Ceiling, Engagement, Position
from sherwood.web.programme.programmes.models import Body, Funding, Programme
from sherwood.web.programme.programmes.models import by as whom
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.acts import act, person
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today


@act(needs=Permission.RUN_PROGRAMME)
def enter_position(
    *, funding: Funding, on: date, spent: int | None, forecast: int | None, reason: str, by
) -> Position:
    """Say how a source of programme money stands on a day: spent so far, forecast to the end of its year."""
    _check_happened(on)
    if not funding.programme_money:
        raise Refusal(f"“{funding.words}” is a service budget, not the programme's to spend or to forecast.")
    if not reason.strip():
        raise SherwoodError("Say why it stands so: what was paid, or what changed since the last forecast.")
    check_position(spent, forecast)
    made = Position.objects.create(
        funding=funding,
        on=on,
        spent=spent,
        forecast=forecast,
        reason=reason.strip(),
        entered_by=person(by),
    )
    detail = {"source": funding.key, "on": on.isoformat(), "spent": spent, "forecast": forecast}
    trail.record(verb="entered a position of money", what=made, detail=detail, by=by)
    return made


@act(needs=Permission.RUN_PROGRAMME)
def agree_ceiling(
    *, programme: Programme, pounds: int, days: Decimal, from_on: date, agreed_by: Post | Body, by
) -> Ceiling:
    """Enter the ceiling of external consultancy that a body or post agreed, from a day on."""
    ceiling = Ceiling.objects.create(
        programme=programme,
        pounds=pounds,
        days=days,
        from_on=from_on,
        entered_by=person(by),
        **whom(agreed_by),
    )
    detail = {"pounds": pounds, "days": str(days), "from": from_on.isoformat(), "agreed by": ceiling.by_whom}
    trail.record(verb="entered a ceiling of consultancy", what=ceiling, detail=detail, by=by)
    return ceiling


@act(needs=Permission.RUN_PROGRAMME)
def enter_engagement(
    *, programme: Programme, supplier: str, what_for: str, days: Decimal, pounds: int, on: date, by
) -> Engagement:
    """Enter consultancy that was had."""
    _check_happened(on)
    return _engage(programme, None, supplier, what_for, days, pounds, on, by)


@act(needs=Permission.RUN_PROGRAMME, about="engagement")
def correct_engagement(
    *, engagement: Engagement, supplier: str, what_for: str, days: Decimal, pounds: int, on: date, by
) -> Engagement:
    """Put a new record in the place of a wrong one, which stays to be read; 0 days and £0 takes it out."""
    _check_happened(on)
    if not engagement.stands:
        raise Refusal("Somebody has corrected this record already. Correct the one that took its place.")
    return _engage(engagement.programme, engagement, supplier, what_for, days, pounds, on, by)


def _engage(programme, corrects, supplier, what_for, days, pounds, on, by) -> Engagement:
    made = Engagement.objects.create(
        programme=programme,
        corrects=corrects,
        supplier=supplier,
        what_for=what_for,
        days=days,
        pounds=pounds,
        on=on,
        entered_by=person(by),
    )
    detail = {"days": str(days), "pounds": pounds} | ({"corrects": corrects.pk} if corrects else {})
    verb = "corrected consultancy" if corrects else "entered consultancy"
    trail.record(verb=verb, what=made, detail=detail, by=by)
    return made


def _check_happened(on: date) -> None:
    if on > today():
        raise SherwoodError("That day is still to come. Enter how things stand on a day up to today.")
