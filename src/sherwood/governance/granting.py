"""Who may give whom a role: two people where it opens much, within dates where it is given to somebody from outside."""

from datetime import date, timedelta

from sherwood.governance.roles import Permission, Role, is_of_programme
from sherwood.kit.errors import Refusal
from sherwood.kit.periods import spoken

WITHIN_DATES = frozenset({Role.CONSULTANT})
SOON = timedelta(days=30)  # how long before a role ends the administrator is told


def check_dates(role: Role, from_on: date, to_on: date | None) -> None:
    """Refuses an end before the beginning, and one from outside without an end or for more than 12 months."""
    if to_on and to_on < from_on:
        raise Refusal(
            f"The last day, {spoken(to_on)}, is before the first, {spoken(from_on)}. Give a later last day."
        )
    if role not in WITHIN_DATES:
        return
    latest = last_day_within_a_year(from_on)
    if to_on is None or to_on > latest:
        given = f"ends on {spoken(to_on)}" if to_on else "has no end"
        raise Refusal(
            f"{role.value} is a role for at most 12 months, and this one {given}. "
            f"Give a last day no later than {spoken(latest)}; it can be granted again then."
        )


def last_day_within_a_year(from_on: date) -> date:
    """The last day of the twelve months that begin on `from_on`."""
    try:
        return from_on.replace(year=from_on.year + 1) - timedelta(days=1)
    except ValueError:  # 29 February
        return date(from_on.year + 1, 2, 28)


def check_can_ask(role: Role, from_on: date, to_on: date | None, today: date, is_for_oneself: bool) -> None:
    if is_for_oneself:
        raise Refusal("Nobody grants a role to themselves. Ask another administrator to do it.")
    if from_on < today:
        raise Refusal(
            f"A role begins on {spoken(today)} or later, and this one would begin on {spoken(from_on)}."
        )
    check_dates(role, from_on, to_on)


def check_can_agree(
    role: Role,
    permissions: frozenset[Permission],
    to_on: date | None,
    today: date,
    asked_it: bool,
    is_for_oneself: bool,
) -> None:
    """Refuses who asked, who would get it, and who neither keeps accounts nor answers for the programme."""
    if asked_it:
        raise Refusal("You asked for this role, so a second person has to agree to it.")
    if is_for_oneself:
        raise Refusal("You would get this role, so somebody else has to agree to it.")
    if not may_agree(role, permissions):
        raise Refusal(f"Agreeing to the role “{role.value}” is for another account administrator.")
    if to_on and to_on < today:
        raise Refusal(
            f"This role would have ended on {spoken(to_on)}. Decline it; it can be asked for again."
        )


def may_agree(role: Role, permissions: frozenset[Permission]) -> bool:
    """An account administrator for any role, the senior responsible owner for those of the programme."""
    keeps = Permission.MANAGE_ACCOUNTS in permissions
    return keeps or (Permission.AGREE_ROLES in permissions and is_of_programme(role))
