"""Enter people, grant and end roles, lay out the organisation. Each act is one transaction with its trail."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from sherwood.governance.roles import Role
from sherwood.kit.errors import SherwoodError
from sherwood.web.accounts.models import OrganisationUnit, RoleGrant, User
from sherwood.web.trail import actions as trail
from sherwood.web.ui.clock import today


@transaction.atomic
def add_person(*, email: str, post: str, password: str, worker: str = "", by) -> User:
    """Enter somebody who may sign in. Refuses an address that is taken and a password that is too weak."""
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise SherwoodError(f"{email} is already entered. Grant that person another role instead.")
    user = User(email=email, post=post, worker=worker)
    _set_password(user, password)
    user.save()
    trail.record(verb="entered a person", what=("account", user.pk), detail={"post": post}, by=by)
    return user


@transaction.atomic
def name_worker(*, user: User, worker: str, by) -> None:
    """Say which worker of the case system somebody is: theirs are the children they may see."""
    user.worker = worker
    user.save(update_fields=["worker"])
    trail.record(verb="named a worker", what=("account", user.pk), detail={"worker": worker}, by=by)


@transaction.atomic
def change_password(*, user: User, password: str, by) -> None:
    """Give somebody a new password, as when theirs is forgotten."""
    _set_password(user, password)
    user.save(update_fields=["password"])
    trail.record(verb="set a password", what=("account", user.pk), by=by)


@transaction.atomic
def close_account(*, user: User, by) -> None:
    """End somebody's way in at once; what they did stays theirs."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    trail.record(verb="closed an account", what=("account", user.pk), by=by)


@transaction.atomic
def grant_role(
    *, user: User, role: Role, unit: OrganisationUnit | None = None, from_on: date | None = None, by
) -> RoleGrant:
    """Give somebody a role from a day on; nobody gives a role to themselves."""
    if by.pk == user.pk:
        raise SherwoodError("Nobody grants a role to themselves. Ask another administrator to do it.")
    grant = RoleGrant.objects.create(user=user, role=role.name, unit=unit, from_on=from_on or today())
    detail = {"role": role.value, "of": str(unit or "the whole council"), "from": grant.from_on.isoformat()}
    trail.record(verb="granted a role", what=("account", user.pk), detail=detail, by=by)
    return grant


@transaction.atomic
def end_role(*, grant: RoleGrant, last_day: date | None = None, by) -> None:
    """Let a role end with `last_day` (yesterday when not said); what was done under it stays."""
    grant.to_on = max(last_day or today() - timedelta(days=1), grant.from_on)
    grant.save(update_fields=["to_on"])
    detail = {"role": grant.part.value, "to": grant.to_on.isoformat()}
    trail.record(verb="ended a role", what=("account", grant.user_id), detail=detail, by=by)


@transaction.atomic
def lay_out_organisation(*, council: str, placings: Iterable[Mapping], by) -> OrganisationUnit:
    """Put every team in its place: council, service, locality, team. Doing it again changes nothing.

    `placings`: rows like the record table `teams`: team, locality, service, from_on, to_on (others ignored).
    """
    before = OrganisationUnit.objects.count()
    top = _unit(OrganisationUnit.Kind.COUNCIL, council, None)
    for row in placings:
        place = top
        for kind in (OrganisationUnit.Kind.SERVICE, OrganisationUnit.Kind.LOCALITY):
            place = _unit(kind, row.get(kind.value) or "", place) if row.get(kind.value) else place
        _unit(OrganisationUnit.Kind.TEAM, row["team"], place, row.get("from_on"), row.get("to_on"))
    if made := OrganisationUnit.objects.count() - before:
        trail.record(
            verb="laid out the organisation", what=("council", council), detail={"added": made}, by=by
        )
    return top


def _unit(kind, key: str, parent, from_on=None, to_on=None) -> OrganisationUnit:
    unit, _ = OrganisationUnit.objects.update_or_create(
        kind=kind, key=key, parent=parent, from_on=from_on, defaults={"name": key, "to_on": to_on}
    )
    return unit


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise SherwoodError("The password is too weak. " + " ".join(weak.messages)) from None
    user.set_password(password)
