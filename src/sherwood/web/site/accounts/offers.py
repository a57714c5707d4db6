"""The pages about people and roles, and the roles that wait for a second person."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.web.site.accounts.actions.posts import KEEPS_POSTS
from sherwood.web.site.accounts.first_steps import organisation_laid, people_entered, posts_entered
from sherwood.web.site.accounts.models import RoleGrant, TreeChange
from sherwood.web.site.accounts.organisation import proposed
from sherwood.web.site.accounts.pages import agrees
from sherwood.web.site.accounts.searching import SEARCHED
from sherwood.web.site.offers.kinds import Address, FirstStep, Link, WaitingLine, Waits
from sherwood.web.site.ui.records import current_snapshot


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


def organisation_to_settle(request: HttpRequest) -> Iterable[WaitingLine]:
    """What the records say of the organisation, and changes that wait for this person as the second."""
    if not request.user.may(Permission.MANAGE_ACCOUNTS):
        return
    if found := len(proposed(current_snapshot(request))):
        words = (
            f"Look at the organisation: the records say otherwise in {found} place{'' if found == 1 else 's'}"
        )
        plain = "The records say otherwise of the organisation"
        yield WaitingLine(words, reverse("organisation_proposed"), urgency=2, plain=plain)
    waiting = TreeChange.objects.visible_to(request.user).filter(state=TreeChange.State.WAITING)
    for change in waiting.exclude(asked_by=request.user):
        yield WaitingLine(
            f"Agree or decline: {change.words}",
            reverse("organisation_change", args=[change.pk]),
            urgency=1,
            plain="A change of the organisation waits for a second person",
        )


OFFERS = [
    Address("account/", "sherwood.web.site.accounts.urls"),
    Waits(roles_to_agree),
    Waits(organisation_to_settle),
    FirstStep(
        "Enter the people who come in, and ask for their roles",
        "accounts",
        10,
        (Permission.MANAGE_ACCOUNTS,),
        people_entered,
    ),
    FirstStep("Enter the posts that lead and own", "post_register", 30, KEEPS_POSTS, posts_entered),
    FirstStep(
        "Enter the organisation: services, localities and teams",
        "organisation",
        60,
        (Permission.MANAGE_ACCOUNTS,),
        organisation_laid,
    ),
    Link("home", "People and roles", "accounts", Permission.MANAGE_ACCOUNTS),
    Link("home", "Organisation", "organisation", Permission.MANAGE_ACCOUNTS),
    Link("home", "Posts", "post_register", Permission.RUN_PROGRAMME),
    Link("frame", "Your account", "own_account"),
    *SEARCHED,
]
