"""Ask for roles, agree to them as the second person, end them. Nobody does so alone where it opens much."""

from datetime import date, timedelta

from django.db.models import Q

from sherwood.governance.granting import check_can_agree, check_can_ask, check_dates, may_agree
from sherwood.governance.roles import Permission, Role, needs_second_person
from sherwood.kit.errors import Refusal
from sherwood.kit.periods import spoken
from sherwood.web.site.accounts.actions.people import add_person
from sherwood.web.site.accounts.models import OrganisationUnit, RoleGrant, User
from sherwood.web.site.acts import SYSTEM, act
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.trail.actions import Outsider
from sherwood.web.site.ui.clock import now, today


@act(needs=Permission.MANAGE_ACCOUNTS, about="user")
def grant_role(
    *,
    user: User,
    role: Role,
    unit: OrganisationUnit | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
    by,
) -> RoleGrant:
    """Give somebody a role; one that opens much is only asked for, and waits for a second person.

    At the command line, where the whole database can be changed anyway, one is enough: the first administrators
    come to be in that way. The trail says so.
    """
    grant = RoleGrant(user=user, role=role.name, unit=unit, from_on=from_on or today(), to_on=to_on)
    grant.asked_at = now()
    if isinstance(by, Outsider):
        check_dates(role, grant.from_on, to_on)
        grant.source, grant.state = RoleGrant.Source.COMMAND_LINE, RoleGrant.State.AGREED
    else:
        _check_asked(grant, by)
        waits = needs_second_person(role)
        grant.state = RoleGrant.State.WAITING if waits else RoleGrant.State.AGREED
        grant.asked_by = by
    grant.save()
    verb = "asked for a role" if grant.is_waiting else "granted a role"
    trail.record(verb=verb, what=grant.user, detail=_told(grant), by=by)
    return grant


@act(needs=SYSTEM)
def enter_administrator(*, email: str, post: str, password: str, by) -> User:
    """Enter one of the first two administrators, from the command line; two of them need nobody more."""
    if User.objects.holding(Role.SYSTEM_ADMINISTRATOR).count() > 1:
        raise Refusal(
            "There are two system administrators already. One of them asks for the role on the page "
            "of people and roles, and the other agrees to it."
        )
    user = add_person(email=email, post=post, password=password, by=by)
    grant_role(user=user, role=Role.SYSTEM_ADMINISTRATOR, by=by)
    return user


@act(needs=(Permission.MANAGE_ACCOUNTS, Permission.AGREE_ROLES), about="grant")
def agree_role(*, grant: RoleGrant, by) -> RoleGrant:
    """Agree, as the second person, to a role that was asked for: it holds from today, or from its first day."""
    _check_waits(grant)
    check_can_agree(
        grant.part,
        by.permissions,
        grant.to_on,
        today(),
        asked_it=grant.asked_by_id == by.pk,
        is_for_oneself=grant.user_id == by.pk,
    )
    _check_still_asked(grant)
    grant.state, grant.agreed_by, grant.agreed_at = RoleGrant.State.AGREED, by, now()
    grant.from_on = max(grant.from_on, today())
    grant.save()
    detail = _told(grant) | {"asked for by": str(grant.asked_by.post)}
    trail.record(verb="agreed to a role", what=grant.user, detail=detail, by=by)
    return grant


@act(needs=(Permission.MANAGE_ACCOUNTS, Permission.AGREE_ROLES), about="grant")
def decline_role(*, grant: RoleGrant, by) -> None:
    """Say no to a role that was asked for, or take the request back: one person is enough."""
    _check_waits(grant)
    if not may_agree(grant.part, by.permissions):
        raise Refusal(f"Declining the role “{grant.part.value}” is for those who may agree to it.")
    grant.state = RoleGrant.State.DECLINED
    grant.save(update_fields=["state"])
    trail.record(verb="declined a role", what=grant.user, detail=_told(grant), by=by)


@act(
    needs=Permission.MANAGE_ACCOUNTS,
    about="grant",
    stands=RoleGrant.ends,
    says=lambda grant: f"to {spoken(grant.to_on)}" if grant.to_on else "no last day",
)
def end_role(*, grant: RoleGrant, last_day: date | None = None, by) -> None:
    """Let a role end with `last_day`, or at once when not said; what was done under it stays."""
    if not grant.is_standing:
        raise Refusal("This role is not held any more, so there is nothing to end.")
    if last_day:
        _check_last_day(grant, last_day)
    grant.end(last_day)
    trail.record(verb="ended a role", what=grant.user, detail=_told(grant), by=by)


def _check_asked(grant: RoleGrant, by) -> None:
    check_can_ask(grant.part, grant.from_on, grant.to_on, today(), is_for_oneself=by.pk == grant.user_id)
    if not grant.user.is_active:
        raise Refusal("This account is closed. Open it again first.")
    same = grant.user.grants.standing().filter(role=grant.role, unit=grant.unit)
    overlaps = Q(to_on__isnull=True) | Q(to_on__gte=grant.from_on)
    if grant.to_on:
        overlaps &= Q(from_on__lte=grant.to_on)
    if found := same.filter(overlaps).first():
        held = f"from {spoken(found.from_on)}{f' to {spoken(found.to_on)}' if found.to_on else ''}"
        raise Refusal(
            f"{grant.user.post} already has this role, or it waits for a second person: {found}, {held}."
        )


def _check_still_asked(grant: RoleGrant) -> None:
    if not grant.asked_by.may(Permission.MANAGE_ACCOUNTS):
        raise Refusal(
            "Whoever asked for this role keeps accounts no more. Decline it; it can be asked for again."
        )
    if not grant.user.is_active:
        raise Refusal("The account of the one who would get this role is closed.")


def _check_last_day(grant: RoleGrant, last_day: date) -> None:
    if last_day < today() - timedelta(days=1):
        raise Refusal(
            "What was held cannot be undone. Give today or a later last day, or none to end it at once."
        )
    if grant.to_on and last_day > grant.to_on:
        raise Refusal(
            f"This role ends on {spoken(grant.to_on)} already. Holding it for longer is a new grant from the day after."
        )


def _check_waits(grant: RoleGrant) -> None:
    if not grant.is_waiting:
        raise Refusal(f"This request waits no more: {grant.get_state_display().lower()}.")


def _told(grant: RoleGrant) -> dict:
    """A grant as the trail tells of it."""
    detail = {
        "role": grant.part.value,
        "of": str(grant.unit or "the whole council"),
        "from": grant.from_on.isoformat(),
        "to": grant.to_on.isoformat() if grant.to_on else "",
        "state": grant.stands,
    }
    return {name: value for name, value in detail.items() if value}
