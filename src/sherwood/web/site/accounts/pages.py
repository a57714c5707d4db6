"""What the pages about people and roles show."""

from collections import Counter

from django.conf import settings
from django.http import HttpRequest

from sherwood.governance.granting import may_agree
from sherwood.governance.roles import Permission, Role
from sherwood.kit.errors import SherwoodError
from sherwood.kit.periods import spoken
from sherwood.web.site.accounts.actions import check_link
from sherwood.web.site.accounts.models import OrganisationUnit, RoleGrant, TreeChange, User
from sherwood.web.site.accounts.organisation import proposed
from sherwood.web.site.ui.records import current_snapshot


def people(found: int, words: str, waiting: int) -> dict:
    alone = User.objects.holding(Role.SYSTEM_ADMINISTRATOR).count() < 2
    return {"sentence": _sentence(found, words, waiting), "alone": alone}


def _sentence(count: int, words: str, waiting: int) -> str:
    if words:
        return f"{_many(count, 'account has', 'accounts have')} “{words}” in its post, address or worker."
    waits = f"{_many(waiting, 'role waits', 'roles wait')} for a second person." if waiting else ""
    return (
        f"{_many(count, 'person is', 'people are')} entered. {waits or 'No role waits for a second person.'}"
    )


def _many(count: int, one: str, many: str) -> str:
    return f"{count or 'No'} {one if count == 1 else many}"


def agrees(grant: RoleGrant, user) -> bool:
    """Whether this person may be the second: neither who asked nor who gets it."""
    return user.pk not in (grant.asked_by_id, grant.user_id) and may_agree(grant.part, user.permissions)


def requests(user) -> dict:
    waiting = list(RoleGrant.objects.visible_to(user).waiting().whole())
    yours = sum(agrees(grant, user) for grant in waiting)
    return {
        "waiting": waiting,
        "sentence": f"{_many(len(waiting), 'role waits', 'roles wait')} for a second person"
        + (f"; you can agree to {yours}." if waiting else "."),
        "keeps": user.may(Permission.MANAGE_ACCOUNTS),
    }


def request(grant: RoleGrant, user) -> dict:
    return {
        "grant": grant,
        "agrees": agrees(grant, user),
        "asked_it": grant.asked_by_id == user.pk,
        "gets_it": grant.user_id == user.pk,
        "permissions": [permission.value for permission in Permission if grant.allows(permission)],
        "keeps": user.may(Permission.MANAGE_ACCOUNTS),
    }


def person(found: User, user) -> dict:
    grants = list(found.grants.whole().order_by("-from_on", "-pk"))
    held = [grant for grant in grants if grant.stands == "Held today"]
    waiting = sum(grant.is_waiting for grant in grants)
    return {
        "person": found,
        "grants": grants,
        "sentence": _person_sentence(found, held, waiting),
        "is_oneself": found.pk == user.pk,
        "no_link": _why_no_link(found, user),
        "sends_mail": bool(settings.EMAIL_HOST),
    }


def _person_sentence(found: User, held: list[RoleGrant], waiting: int) -> str:
    if not found.is_active:
        return "This account is closed: nobody comes in by it."
    roles = f"Holds {' and '.join(str(grant) for grant in held)} today." if held else "Holds no role today."
    return f"{roles} {_many(waiting, 'role waits', 'roles wait')} for a second person." if waiting else roles


def _why_no_link(found: User, user) -> str:
    try:
        check_link(found, user)
    except SherwoodError as refused:
        return str(refused)
    return ""


def organisation(http: HttpRequest) -> dict:
    units = OrganisationUnit.objects.visible_to(http.user).current()
    waiting = TreeChange.objects.visible_to(http.user).filter(state=TreeChange.State.WAITING).count()
    snapshot = current_snapshot(http)
    found = proposed(snapshot)
    teams = units.teams().count()
    waits = f" {_many(waiting, 'change waits', 'changes wait')} for a second person." if waiting else ""
    return {
        "sentence": f"{_many(teams, 'team stands', 'teams stand')} in {units.count() - teams} other parts.{waits}",
        "proposals": found,
        "as_at": snapshot and snapshot.manifest.as_at,
        "groups": dict(Counter(proposal.what for proposal in found)),
    }


def period(grant: RoleGrant) -> str:
    return f"since {spoken(grant.from_on)}{f', until {spoken(grant.to_on)}' if grant.to_on else ''}"
