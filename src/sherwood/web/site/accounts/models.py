"""People, the parts of the organisation, and who holds which role where, from when to when."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q

from sherwood.governance.granting import SOON, WITHIN_DATES, may_agree
from sherwood.governance.roles import MATRIX, Permission, Role, needs_second_person, permissions_of
from sherwood.kit.errors import Refusal
from sherwood.kit.names import spelled
from sherwood.web.site.accounts.post_keys import PostKey, forget_posts
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.overtaking import standing


class DatedQuerySet(models.QuerySet):
    """Things that hold from one day to another, both days included; an empty end lasts."""

    def current(self, on: date | None = None):
        on = on or today()
        begun = Q(from_on__isnull=True) | Q(from_on__lte=on)
        return self.filter(begun, Q(to_on__isnull=True) | Q(to_on__gte=on))


class ByAccounts(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.MANAGE_ACCOUNTS) else self.none()


class UnitQuerySet(DatedQuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.MANAGE_ACCOUNTS) else self.none()

    def teams(self):
        return self.filter(kind=OrganisationUnit.Kind.TEAM)

    def same_as(self, unit: "OrganisationUnit"):
        """Every row of one unit: where it stood before, and what it was merged with."""
        return self.filter(Q(pk=unit.whole) | Q(entered_as=unit.whole))


class OrganisationUnit(models.Model):
    """A part of the organisation. A team that moves to another locality is a second row with other dates.

    The rows of one unit point at the first of them, `entered_as`: so a role granted for it goes along when it moves, and two
    spellings of a team are one.
    """

    class Kind(models.TextChoices):
        COUNCIL = "council", "Council"
        SERVICE = "service", "Service"
        LOCALITY = "locality", "Locality"
        TEAM = "team", "Team"

    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=120, help_text="As the records write it.")
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    entered_as = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
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

    @property
    def whole(self) -> int:
        """The number of the unit, whichever of its rows this is."""
        return self.entered_as_id or self.pk

    @property
    def above(self) -> str:
        """What it stands in, from the nearest up, the council left out where there is more."""
        names, unit = [], self.parent
        while unit and (unit.parent_id or not names):
            names.append(unit.name)
            unit = unit.parent
        return ", ".join(names)

    def holds_on(self, on: date) -> bool:
        return (self.from_on is None or self.from_on <= on) and (self.to_on is None or self.to_on >= on)

    def stands(self) -> dict[str, Any]:
        return standing(self, "name", "parent__name", "from_on", "to_on")


class TreeChange(models.Model):
    """A change of the organisation. One that lets somebody see more children waits until a second person has agreed."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waits for a second person"
        DONE = "done", "Done"
        DECLINED = "declined", "Declined"

    act = models.CharField(max_length=20)
    facts = models.JSONField()
    words = models.CharField(max_length=500)
    gains = models.JSONField(default=list, help_text="Who would see more children, by post.")
    state = models.CharField(max_length=10, choices=State)
    asked_by = models.ForeignKey("User", models.PROTECT, null=True, related_name="+")
    asked_on = models.DateField()
    agreed_by = models.ForeignKey("User", models.PROTECT, null=True, related_name="+")

    objects = ByAccounts.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(asked_by=F("agreed_by")),
                name="no_one_agrees_to_their_own_change",
            )
        ]

    def __str__(self):
        return self.words


class PutAside(models.Model):
    """What the records propose for the organisation and somebody left as it is, so that it is proposed no more."""

    mark = models.CharField(max_length=20, unique=True)
    words = models.CharField(max_length=500)
    by = models.ForeignKey("User", models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    objects = ByAccounts.as_manager()

    class Meta:
        ordering = ["-pk"]


class PostQuerySet(models.QuerySet):
    def visible_to(self, user):
        return (
            self
            if user.may(Permission.SEE_PROGRAMME) or user.may(Permission.MANAGE_ACCOUNTS)
            else self.none()
        )

    def called(self, title: str) -> "Post":
        """The post of that title, however it is spelled; entered when there is none."""
        title = " ".join(title.split())
        if not spelled(title):
            raise Refusal(f"“{title}” is no title of a post: it needs letters or figures.")
        if known := PostAlias.objects.filter(spelling=spelled(title)).first():
            return known.post
        return self.get_or_create(spelling=spelled(title), defaults={"title": title})[0]

    def titles(self) -> dict[str, str]:
        """The title of each post by every spelling that means it."""
        aliases = PostAlias.objects.values_list("spelling", "post__title")
        return dict(self.values_list("spelling", "title")) | dict(aliases)

    def held(self, on: date | None = None):
        """Those that somebody holds who signs in."""
        return self.filter(
            Exists(PostHolder.objects.current(on).filter(post=OuterRef("pk"), user__is_active=True))
        )

    def with_holders(self):
        """Each with whoever holds it today as `held_now`."""
        holders = PostHolder.objects.current().filter(user__is_active=True)
        return self.prefetch_related(Prefetch("holders", holders, to_attr="held_now"), "aliases")


class Post(models.Model):
    """A job, a seat or a part somebody has, here or at a partner, by title and never by name: the one noun for who.

    Whatever is led, owned or presented is so by a post; who holds it may change without that.
    """

    title = models.CharField(max_length=200)
    spelling = models.CharField(max_length=200, unique=True, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.spelling = spelled(self.title)
        super().save(*args, **kwargs)
        forget_posts()


class PostAlias(models.Model):
    """What a post was called that was merged into another. Whoever names it so, as a definition may, means the other."""

    post = PostKey(related_name="aliases")
    title = models.CharField(max_length=200)
    spelling = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title


class PostHolder(models.Model):
    """Who holds a post, from one day to another."""

    post = PostKey(related_name="holders")
    user = models.ForeignKey("User", models.PROTECT, related_name="posts_held")
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="post_is_left_after_it_is_taken"
            )
        ]


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.MANAGE_ACCOUNTS) else self.none()

    def matching(self, words: str):
        """Whose post, address or worker holds those words."""
        found = Q(post__title__icontains=words) | Q(email__icontains=words) | Q(worker__icontains=words)
        return self.filter(found) if words else self

    def with_roles(self):
        """Each with the roles of today as `roles_today`."""
        held = RoleGrant.objects.current().select_related("unit")
        return self.prefetch_related(models.Prefetch("grants", held, to_attr="roles_today"))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
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
    post = PostKey(related_name="users")
    worker = models.CharField(
        max_length=120, blank=True, help_text="As the case system identifies this worker."
    )
    is_active = models.BooleanField(default=True)
    entered_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    objects = UserManager()

    class Meta:
        verbose_name = "account"
        ordering = ["post__title", "email"]

    def __str__(self):
        return self.post.title

    @cached_property
    def current_grants(self) -> "list[RoleGrant]":
        """Read once a request: the roles held today, with their places."""
        return list(self.grants.current().select_related("unit"))

    @cached_property
    def own_scope(self) -> "Scope":
        """Worked out once a request, as the roles are that it comes of; read it through `scope_of`."""
        if self.may(Permission.SEE_CHILDREN_ALL):
            return Scope(all=True)
        held = [grant for grant in self.current_grants if grant.allows(Permission.SEE_CHILDREN_OF_TEAM)]
        own = self.may(Permission.SEE_OWN_CHILDREN) and self.worker
        return Scope(
            teams=teams_under([grant.unit_id for grant in held if grant.unit_id]),
            workers=frozenset({self.worker}) if own else frozenset(),
        )

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


class GrantQuerySet(DatedQuerySet):
    def current(self, on: date | None = None):
        """What holds on a day. What waits for a second person, was declined or withdrawn never does."""
        return super().current(on).filter(state=RoleGrant.State.AGREED)

    def waiting(self):
        return self.filter(state=RoleGrant.State.WAITING)

    def standing(self):
        """What holds today or may come to hold."""
        lasts = Q(to_on__isnull=True) | Q(to_on__gte=today())
        return self.filter(lasts, state__in=[RoleGrant.State.WAITING, RoleGrant.State.AGREED])

    def guarded(self):
        """What takes two people."""
        return self.filter(role__in=GUARDED_ROLES)

    def ending(self):
        """What ends within the next 30 days, the first to end first."""
        soon = self.current().filter(to_on__lte=today() + SOON, user__is_active=True)
        return soon.order_by("to_on", "pk")

    def visible_to(self, user):
        """All to who keeps accounts; what they may agree to, to who agrees for the programme."""
        if user.may(Permission.MANAGE_ACCOUNTS):
            return self
        return self.filter(role__in=[role.name for role in Role if may_agree(role, user.permissions)])

    def whole(self):
        return self.select_related("user", "unit", "asked_by", "agreed_by")


GUARDED_ROLES = [role.name for role in Role if needs_second_person(role)]
TWO_PEOPLE = (
    Q(asked_by__isnull=False, agreed_by__isnull=False)
    & ~Q(asked_by=F("agreed_by"))
    & ~Q(asked_by=F("user"))
    & ~Q(agreed_by=F("user"))
)


class RoleGrant(models.Model):
    """A role somebody holds, for the whole council or one part of it, from one day to another.

    A role that opens much waits until a second person has agreed to it, and grants nothing until then.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waits for a second person"
        AGREED = "agreed", "Granted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn before it held a day"

    class Source(models.TextChoices):
        SITE = "site", "Asked for on the site"
        COMMAND_LINE = "command line", "Entered at the command line"
        EARLIER = "earlier", "Granted before two people were needed"

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=40, choices=[(role.name, role.value) for role in Role])
    unit = models.ForeignKey(OrganisationUnit, models.PROTECT, null=True, blank=True, related_name="grants")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    source = models.CharField(max_length=12, choices=Source, default=Source.SITE)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = "role grant"
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="grant_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed", source="site", role__in=GUARDED_ROLES) | TWO_PEOPLE,
                name="two_people_for_what_opens_much",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=[role.name for role in WITHIN_DATES]) | Q(to_on__isnull=False),
                name="a_consultants_role_ends",
            ),
        ]

    def __str__(self):
        return f"{self.part.value}{f', {self.unit}' if self.unit_id else ''}"

    @property
    def part(self) -> Role:
        return Role[self.role]

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_standing(self) -> bool:
        """Whether it holds today or will: what can be ended."""
        return self.state == self.State.AGREED and (self.to_on is None or self.to_on >= today())

    def ends(self) -> dict[str, Any]:
        """What is entered of its end now."""
        return standing(self, "state", "to_on")

    def end(self, last_day: date | None = None) -> None:
        """Let it hold through `last_day`; without one it holds no more, and what never held a day is withdrawn."""
        last_day = last_day or today() - timedelta(days=1)
        if self.is_waiting:
            self.state = self.State.DECLINED
        elif last_day < self.from_on:
            self.state = self.State.WITHDRAWN
        else:
            self.to_on = last_day
        self.save(update_fields=["state", "to_on"])

    @property
    def stands(self) -> str:
        """How it stands today, in words."""
        if self.state != self.State.AGREED:
            return self.get_state_display()
        if self.from_on > today():
            return "Not begun"
        return "Held today" if self.is_standing else "Ended"

    def allows(self, permission: Permission) -> bool:
        return permission in MATRIX[self.part]


def scope_of(user) -> Scope:
    """How far a person's own entitlement to child-level rows reaches today. Nobody's when not signed in."""
    if not user.is_authenticated or not user.is_active:
        return Scope()
    return user.own_scope


def teams_under(
    units: list[int], on: date | None = None, rows: Sequence[OrganisationUnit] | None = None
) -> frozenset[str]:
    """The keys of the day's teams that are, or stand anywhere below, those units: each by every spelling it has.

    `rows`: the whole organisation, where it was read already.
    """
    if not units:
        return frozenset()
    rows, day = list(OrganisationUnit.objects.all()) if rows is None else rows, on or today()
    whole = {row.pk: row.whole for row in rows}
    kinds, below, keys = {}, defaultdict(set), defaultdict(set)
    for row in rows:
        keys[row.whole].add(row.key)
        if row.holds_on(day):
            kinds[row.whole] = row.kind
            below[whole.get(row.parent_id)].add(row.whole)
    waiting, teams = [whole[unit] for unit in units if unit in whole], set()
    while waiting:
        unit = waiting.pop()
        if kinds.get(unit) == OrganisationUnit.Kind.TEAM:
            teams |= keys[unit]
        waiting += below.pop(unit, ())
    return frozenset(teams)
