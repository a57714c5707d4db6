"""How far a new site is with its people, its posts and its organisation."""

from sherwood.governance.roles import Role
from sherwood.web.site.accounts.models import OrganisationUnit, Post, RoleGrant, User
from sherwood.web.site.offers.kinds import StepState
from sherwood.web.site.ui.clock import today

TWO = 2  # administrators: one asks, another agrees


def people_entered() -> StepState:
    """Two who keep accounts, and others with a role."""
    keepers = User.objects.holding(Role.SYSTEM_ADMINISTRATOR)
    with_role = User.objects.signing_in().filter(grants__in=RoleGrant.objects.current()).distinct()
    others = with_role.exclude(pk__in=keepers).count()
    number = keepers.count()
    words = f"System administrators: {number}. Others with a role: {others}."
    if number < TWO:
        words += " A role that opens much takes two administrators: enter the second at the command line."
    return StepState(number >= TWO and others > 0, words)


def posts_entered() -> StepState:
    """Posts beside those of the administrators."""
    keepers = User.objects.holding(Role.SYSTEM_ADMINISTRATOR)
    number = Post.objects.exclude(pk__in=keepers.values("post")).count()
    return StepState(number > 0, f"Posts beside those of the administrators: {number}.")


def organisation_laid() -> StepState:
    units = OrganisationUnit.objects.current(today())
    number = units.count()
    return StepState(number > 0, f"Parts: {number}, of which teams: {units.teams().count()}.")
