"""What the pages about people and roles show, and the same lists as files."""

from django.conf import settings
from django.core.paginator import Paginator

from sherwood.governance.granting import may_agree
from sherwood.governance.roles import Permission, Role
from sherwood.kit.errors import SherwoodError
from sherwood.kit.periods import spoken
from sherwood.web.site.accounts.actions import check_link
from sherwood.web.site.accounts.models import RoleGrant, User
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.downloads import Sheet

ON_A_PAGE = 50


def people(user, words: str = "", page: str | None = None) -> dict:
    found = User.objects.visible_to(user).matching(words).with_roles()
    shown = Paginator(found, ON_A_PAGE).get_page(page)
    waiting = list(RoleGrant.objects.visible_to(user).waiting().whole())
    keepers = User.objects.holding(Role.SYSTEM_ADMINISTRATOR).count()
    return {
        "people": shown,
        "words": words,
        "sentence": _sentence(shown.paginator.count, words, len(waiting)),
        "alone": keepers < 2,
        "waiting": [(grant, agrees(grant, user)) for grant in waiting],
        "ending": RoleGrant.objects.visible_to(user).ending().whole(),
    }


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
        "waiting": [(grant, agrees(grant, user)) for grant in waiting],
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


def people_sheet(user, words: str = "") -> Sheet:
    rows = [
        [
            one.post, one.email, one.worker or None, "Yes" if one.is_active else "No",
            "; ".join(f"{grant}, {period(grant)}" for grant in one.roles_today) or None,
            one.last_login.date() if one.last_login else None,
        ]
        for one in User.objects.visible_to(user).matching(words).with_roles()
    ]  # fmt: skip
    heads = ["Post", "Address", "Worker", "Active", "Roles today", "Last signed in"]
    return Sheet(f"People and roles, {spoken(today())}", heads, rows)


def waiting_sheet(user, words: str = "") -> Sheet:
    rows = [
        [role_grant.user.post, role_grant.part.value, str(role_grant.unit or "The whole council"), role_grant.from_on, role_grant.to_on,
         role_grant.asked_by.post, role_grant.asked_at.date()]
        for role_grant in RoleGrant.objects.visible_to(user).waiting().whole()
    ]  # fmt: skip
    heads = ["Post", "Role", "Of", "First day", "Last day", "Asked for by", "Asked on"]
    return Sheet(f"Roles that wait for a second person, {spoken(today())}", heads, rows)


def ending_sheet(user, words: str = "") -> Sheet:
    rows = [
        [
            role_grant.user.post,
            role_grant.part.value,
            str(role_grant.unit or "The whole council"),
            role_grant.from_on,
            role_grant.to_on,
        ]
        for role_grant in RoleGrant.objects.visible_to(user).ending().whole()
    ]
    return Sheet(
        f"Roles that end soon, {spoken(today())}", ["Post", "Role", "Of", "First day", "Last day"], rows
    )


def period(grant: RoleGrant) -> str:
    return f"since {spoken(grant.from_on)}{f', until {spoken(grant.to_on)}' if grant.to_on else ''}"


SHEETS = {"people": people_sheet, "waiting": waiting_sheet, "ending": ending_sheet}
