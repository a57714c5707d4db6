"""The pages about people and roles, and the roles that wait for a second person."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.web.site.accounts.models import RoleGrant
from sherwood.web.site.accounts.pages import agrees
from sherwood.web.site.offers.kinds import Address, Link, WaitingLine, Waits


def roles_to_agree(request: HttpRequest) -> Iterable[WaitingLine]:
    """Roles that somebody asked for and that wait for this person as the second."""
    if not (request.user.may(Permission.MANAGE_ACCOUNTS) or request.user.may(Permission.AGREE_ROLES)):
        return
    for grant in RoleGrant.objects.visible_to(request.user).waiting().whole():
        if agrees(grant, request.user):
            yield WaitingLine(
                f"Agree to a role or refuse it: {grant.part.value}, for {grant.user.post}",
                reverse("accounts_request", args=[grant.pk]),
                urgency=1,
                plain="A role waits for a second person",
            )


OFFERS = [
    Address("account/", "sherwood.web.site.accounts.urls"),
    Waits(roles_to_agree),
    Link("home", "People and roles", "accounts", Permission.MANAGE_ACCOUNTS),
    Link("home", "Posts", "post_register", Permission.RUN_PROGRAMME),
    Link("home", "Your account", "own_account"),
    Link("frame", "Your account", "own_account"),
]
