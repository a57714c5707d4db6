"""The lists of people, of the roles they hold, wait for, or soon end, and the register of posts."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from django.db.models import Case, IntegerField, When
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime

from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.site.accounts.actions import KEEPS_POSTS
from sherwood.web.site.accounts.models import OrganisationUnit, Post, RoleGrant, TreeChange, User
from sherwood.web.site.accounts.pages import agrees, period
from sherwood.web.site.listings.columns import CellLink, Choice, Column, Where
from sherwood.web.site.listings.listing import Listing

OF_ACCOUNTS = partial(Listing, needs=[Permission.MANAGE_ACCOUNTS], file="accounts_file")


def _day(moment: datetime | None) -> date | None:
    return moment and localtime(moment).date()


def _address(user: User) -> str:
    """A narrow column may break it after the @."""
    return format_html("{}@<wbr>{}", *user.email.split("@", 1))


def _roles_today(between: str, user: User) -> str:
    return between.join(f"{grant}, {period(grant)}" for grant in user.roles_today) or "None"


PEOPLE = OF_ACCOUNTS(
    key="people",
    title="People, by post",
    file_title="People and roles",
    rows=lambda user: User.objects.visible_to(user).with_roles(),
    what="people and roles",
    a_page=50,
    choices=[Choice("q", "Post, address or worker", None, lambda people, words: people.matching(words))],
    columns=[
        Column("Post", "post", href=lambda user: reverse("accounts_person", args=[user.pk])),
        Column("Address", "email", words=_address), Column("Worker", "worker", where=Where.FILE),
        Column("Active", "is_active"),
        Column("Roles today", partial(_roles_today, "; "), words=partial(_roles_today, "\n")),
        Column("Last signed in", lambda user: _day(user.last_login), blank="Never"),
    ],
)  # fmt: skip


def _to_answer(grant: RoleGrant, user) -> Iterable[CellLink]:
    words = "Answer" if agrees(grant, user) else "Not yours; look at it"
    yield CellLink(words, reverse("accounts_request", args=[grant.pk]), f"{grant} for {grant.user.post}")


def _to_end(grant: RoleGrant, user) -> Iterable[CellLink]:
    if grant.is_waiting:
        yield CellLink("See the request", reverse("accounts_request", args=[grant.pk]), str(grant))
    elif grant.is_standing:
        yield CellLink("End", reverse("accounts_role_end", args=[grant.pk]), str(grant))


ROLE = Column("Role", "part.value")
DAYS = [
    Column("Of", "unit.name", blank="The whole council"),
    Column("First day", "from_on"),
    Column("Last day", "to_on", words=lambda grant: spoken(grant.to_on) if grant.to_on else "Lasts"),
]

WAITING = OF_ACCOUNTS(
    key="waiting",
    title="Roles that wait for a second person",
    rows=lambda user: RoleGrant.objects.visible_to(user).waiting().whole(),
    what="what waits",
    empty="None.",
    prefix="waiting-",
    columns=[
        Column("Post", "user.post", links=_to_answer), ROLE, *DAYS, Column("Asked for by", "asked_by.post"),
        Column("Asked on", lambda grant: _day(grant.asked_at)),
    ],
)  # fmt: skip

ENDING = OF_ACCOUNTS(
    key="ending",
    title="Roles that end within 30 days",
    file_title="Roles that end soon",
    rows=lambda user: RoleGrant.objects.visible_to(user).ending().whole(),
    what="what ends soon",
    prefix="ending-",
    columns=[
        Column("Post", "user.post", href=lambda grant: reverse("accounts_person", args=[grant.user_id])),
        ROLE,
        *DAYS,
    ],
)


def _asked(grant: RoleGrant) -> str:
    by = grant.asked_by and f"Asked for by {grant.asked_by.post}, {spoken(_day(grant.asked_at))}"
    agreed = grant.agreed_by and f"\nAgreed by {grant.agreed_by.post}, {spoken(_day(grant.agreed_at))}"
    return f"{by or grant.get_source_display()}{agreed or ''}"


GRANTS = Listing(
    title="Roles, the latest first",
    empty="None yet.",
    columns=[
        replace(ROLE, links=_to_end), *DAYS, Column("How it stands", "stands"),
        Column("Asked for and agreed", _asked),
    ],
)  # fmt: skip

FILES = [PEOPLE, WAITING, ENDING]

SEES_POSTS = (Permission.SEE_PROGRAMME, Permission.MANAGE_ACCOUNTS)


def _to_retitle(post: Post, user) -> Iterable[CellLink]:
    if any(map(user.may, KEEPS_POSTS)):
        yield CellLink("Change the title", reverse("post_retitle", args=[post.pk]), post.title)
        yield CellLink("Merge", reverse("post_merge", args=[post.pk]), post.title)


def _narrow_to_held(posts, chosen: str):
    return {"held": posts.held(), "vacant": posts.exclude(pk__in=Post.objects.held())}.get(
        chosen, posts.none()
    )


POSTS = Listing(
    title="Posts",
    rows=lambda user: Post.objects.visible_to(user).with_holders(),
    needs=SEES_POSTS,
    file="post_register_file",
    saved_as="posts",
    empty="No post is entered yet.",
    choices=[
        Choice(
            "held",
            "Held by somebody who signs in",
            [("held", "Held"), ("vacant", "By nobody")],
            _narrow_to_held,
        )
    ],
    columns=[
        Column("Post", "title", links=_to_retitle, sort="title"),
        Column("Also called", lambda post: "; ".join(map(str, post.aliases.all())) or None),
        Column("People who sign in with it", lambda post: len(post.held_now), figure=True),
        Column("Held since", lambda post: min((holder.from_on for holder in post.held_now), default=None)),
    ],
)


def _to_keep(unit: OrganisationUnit, user) -> Iterable[CellLink]:
    yield CellLink("Rename", reverse("unit_rename", args=[unit.pk]), unit.name)
    if unit.to_on is None:
        if unit.parent_id:
            yield CellLink("Move", reverse("unit_move", args=[unit.pk]), unit.name)
        yield CellLink("Merge", reverse("unit_merge", args=[unit.pk]), unit.name)
        yield CellLink("Close", reverse("unit_close", args=[unit.pk]), unit.name)


def _units(user):
    kinds = OrganisationUnit.Kind.values
    order = Case(
        *(When(kind=kind, then=place) for place, kind in enumerate(kinds)), output_field=IntegerField()
    )
    units = (
        OrganisationUnit.objects.visible_to(user)
        .select_related("parent__parent__parent")
        .annotate(order=order)
    )
    return units.order_by("order", "name", "from_on", "pk")


def _narrow_to_days(units, chosen: str):
    return units if chosen == "ever" else units.current()


UNITS = Listing(
    title="The organisation",
    file="organisation_file",
    needs=[Permission.MANAGE_ACCOUNTS],
    rows=_units,
    empty="No part of the organisation is entered yet.",
    choices=[
        Choice("when", "When", [("ever", "Today and before")], _narrow_to_days, every="Today", always=True)
    ],
    columns=[
        Column("Part", "name", links=_to_keep),
        Column("What it is", "get_kind_display"),
        Column("Part of", lambda unit: unit.above or None),
        Column("As the records write it", "key"),
        Column("First day", "from_on"),
        Column("Last day", "to_on", words=lambda unit: spoken(unit.to_on) if unit.to_on else "Lasts"),
    ],
)


def _to_settle(change: TreeChange, user) -> Iterable[CellLink]:
    if change.state == TreeChange.State.WAITING:
        yield CellLink("Answer", reverse("organisation_change", args=[change.pk]), change.words)


CHANGES = Listing(
    title="Changes of the organisation",
    file="organisation_changes_file",
    saved_as="organisation-changes",
    needs=[Permission.MANAGE_ACCOUNTS],
    rows=lambda user: TreeChange.objects.visible_to(user).select_related("asked_by", "agreed_by"),
    what="its changes",
    prefix="changes-",
    empty="Nothing was changed yet.",
    columns=[
        Column("What", "words", links=_to_settle),
        Column("How it stands", "get_state_display"),
        Column("Who sees more by it", lambda change: "; ".join(change.gains) or "Nobody"),
        Column("Asked for by", "asked_by.post", blank="At the command line"),
        Column("On", "asked_on"),
        Column("Agreed by", "agreed_by.post"),
    ],
)
