"""People, the parts of the organisation, and who holds which role where, from when to when."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from sherwood.governance.roles import MATRIX, Permission, Role, permissions_of
from sherwood.web.ui.clock import today


class DatedQuerySet(models.QuerySet):
    """Things that hold from one day to another, both days included; an empty end lasts."""

    def current(self, on: date | None = None):
        on = on or today()
        begun = Q(from_on__isnull=True) | Q(from_on__lte=on)
        return self.filter(begun, Q(to_on__isnull=True) | Q(to_on__gte=on))


class UnitQuerySet(DatedQuerySet):
    def teams(self):
        return self.filter(kind=OrganisationUnit.Kind.TEAM)


class OrganisationUnit(models.Model):
    """A part of the organisation. A team that moves to another locality is a second row with other dates."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "Council"
        SERVICE = "service", "Service"
        LOCALITY = "locality", "Locality"
        TEAM = "team", "Team"

    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=120, help_text="As the records write it.")
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(from_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="unit_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return self.name


class UserManager(BaseUserManager):
    def signing_in(self):
        return self.filter(is_active=True)

    def holding(self, role: Role, on: date | None = None):
        """Who holds a role on a day, by post."""
        return (
            self.signing_in()
            .filter(grants__in=RoleGrant.objects.current(on).filter(role=role.name))
            .distinct()
        )

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())


@dataclass(frozen=True)
class Scope:
    """Whose child-level rows a person may see. `all`, or the rows of `teams`, or those held by `workers`."""

    all: bool = False
    teams: frozenset[str] = frozenset()
    workers: frozenset[str] = frozenset()

    @property
    def nobody(self) -> bool:
        return not (self.all or self.teams or self.workers)

    @property
    def words(self) -> str:
        """For the trail."""
        return self._of("", "the children they hold")

    @property
    def yours(self) -> str:
        """For the person themselves."""
        return self._of("your ", "the children you hold")

    def _of(self, whose: str, held: str) -> str:
        if self.all:
            return "the whole council"
        if self.teams:
            many = len(self.teams) > 3
            return f"{whose}{len(self.teams)} teams" if many else " and ".join(sorted(self.teams))
        return held if self.workers else "nobody"


class User(AbstractBaseUser):
    """Somebody who signs in, known by address and post. Personal names are not kept."""

    email = models.EmailField(unique=True)
    post = models.CharField(max_length=120, help_text="Job title or seat, such as Team manager, Hawthorn.")
    worker = models.CharField(
        max_length=120, blank=True, help_text="As the case system identifies this worker."
    )
    is_active = models.BooleanField(default=True)
    entered_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    objects = UserManager()

    class Meta:
        ordering = ["post"]

    def __str__(self):
        return self.post

    @cached_property
    def current_grants(self) -> "list[RoleGrant]":
        """Read once a request: the roles held today, with their places."""
        return list(self.grants.current().select_related("unit"))

    @cached_property
    def roles(self) -> list[Role]:
        return sorted({grant.part for grant in self.current_grants}, key=list(Role).index)

    @property
    def roles_in_words(self) -> str:
        return ", ".join(role.value for role in self.roles)

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        return permissions_of(self.roles)

    def may(self, permission: Permission) -> bool:
        return self.is_active and permission in self.permissions


class RoleGrant(models.Model):
    """A role somebody holds, for the whole council or one part of it, from one day to another."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=40, choices=[(role.name, role.value) for role in Role])
    unit = models.ForeignKey(OrganisationUnit, models.PROTECT, null=True, blank=True, related_name="grants")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "role grant"
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="grant_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return f"{self.part.value}{f', {self.unit}' if self.unit_id else ''}"

    @property
    def part(self) -> Role:
        return Role[self.role]

    def allows(self, permission: Permission) -> bool:
        return permission in MATRIX[self.part]


def scope_of(user) -> Scope:
    """How far a person's own entitlement to child-level rows reaches today. Nobody's when not signed in."""
    if not user.is_authenticated or not user.is_active:
        return Scope()
    if user.may(Permission.SEE_CHILDREN_ALL):
        return Scope(all=True)
    places = [grant.unit_id for grant in user.current_grants if grant.allows(Permission.SEE_CHILDREN_OF_TEAM)]
    own = user.may(Permission.SEE_OWN_CHILDREN) and user.worker
    return Scope(
        teams=teams_under([place for place in places if place]),
        workers=frozenset({user.worker}) if own else frozenset(),
    )


def teams_under(units: list[int]) -> frozenset[str]:
    """The keys of today's teams that are, or stand anywhere below, those units."""
    if not units:
        return frozenset()
    below, found = defaultdict(list), {}
    for unit in OrganisationUnit.objects.current():
        below[unit.parent_id].append(unit.pk)
        found[unit.pk] = unit
    waiting, teams = list(units), set()
    while waiting:
        pk = waiting.pop()
        if pk in found and found[pk].kind == OrganisationUnit.Kind.TEAM:
            teams.add(found[pk].key)
        waiting += below.pop(pk, [])
    return frozenset(teams)
