"""The lists of people: teams and what they lack, whom projects affect, roles, who takes part, controls."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.governance.stages import allows
from sherwood.kit.periods import spoken
from sherwood.web.programme.staffing import accountability, pages
from sherwood.web.programme.staffing.actions.teams import check_confirms, check_staffs
from sherwood.web.programme.staffing.entitled import runs
from sherwood.web.programme.staffing.models import (
    Control,
    Effect,
    Line,
    Membership,
    Merge,
    Participant,
    RoleHolding,
)
from sherwood.web.site.listings.columns import CellLink, Choice, Column, Where
from sherwood.web.site.listings.listing import Listing
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.downloads import NOT_KNOWN

SEES = [Permission.SEE_PROGRAMME]
OF_PEOPLE = partial(Listing, needs=SEES, file="people_file", saved_as="people")
in_file = partial(Column, where=Where.FILE)


def _until(held: Membership | RoleHolding) -> str:
    if not held.to_on:
        return "Lasts"
    return f"{spoken(held.to_on)}{' (over)' if held.to_on < today() else ''}"


PROJECT = Column(
    "Project",
    "project.key",
    words=lambda row: str(row.project),
    href=lambda row: reverse("project_people", args=[row.project.key]),
)
NAME = in_file("Name", "project.name")
FROM, TO = Column("From", "from_on"), Column("To", "to_on", words=_until)


def _with(words: object, more: object) -> str:
    return f"{words}\n{more}" if more else str(words)


def _to_staff(membership: Membership, user) -> Iterable[CellLink]:
    about = f"{membership.participant.name}, {membership.get_part_display().lower()}"
    if not membership.is_confirmed and allows(check_confirms, membership, user):
        yield CellLink("Confirm", reverse("member_confirm", args=[membership.pk]), about)
    if allows(check_staffs, membership, user):
        yield CellLink("Change", reverse("member_change", args=[membership.pk]), about)


def _part(membership: Membership) -> str:
    return _with(membership.get_part_display(), membership.area)


def _comes_from(membership: Membership) -> str:
    why = membership.leads and membership.outside_because
    return _with(membership.participant.division or "Not recorded", why and f"Leads from outside: {why}")


def _state(membership: Membership) -> str:
    mark, by, on = "○", membership.suggested_by, membership.suggested_on
    if membership.is_confirmed:
        mark, by, on = "✓", membership.confirmed_by, membership.confirmed_on
    return f"{mark} {membership.get_state_display()}{f' by {by.post}' if by else ''}, {spoken(on)}"


TEAMS = OF_PEOPLE(
    key="teams",
    title="Project teams",
    rows=lambda user: Membership.visible_to(user).whole(),
    empty="Nobody yet.",
    columns=[
        PROJECT, NAME,
        Column("Who", "participant.name", href="participant.get_absolute_url", links=_to_staff),
        Column("Kind", "participant.get_kind_display"),
        Column("Part", "get_part_display", words=_part),
        in_file("Area", "area"),
        Column("Division or agency", "participant.division.name", blank="Not recorded", words=_comes_from),
        in_file("From the department", "participant.from_department", blank=NOT_KNOWN),
        Column("State", "get_state_display", words=_state),
        in_file("Confirmed by", "confirmed_by.post"), in_file("Confirmed on", "confirmed_on"),
        Column("Days a week asked", "days_asked", blank=NOT_KNOWN, figure=True),
        Column("Days a week given", "days_given", blank=NOT_KNOWN, figure=True),
        FROM, TO, in_file("Why from outside", "outside_because"),
    ],
)  # fmt: skip
TEAM = replace(TEAMS, title="Team", columns=TEAMS.columns[2:])
PLACES = replace(
    TEAMS,
    title="Places in teams",
    empty="None yet.",
    columns=[column for column in TEAMS.columns if column.head in ("Project", "Part", "State", "From", "To")],
)


GAPS = OF_PEOPLE(
    key="gaps",
    title="Resource gaps by project",
    rows=lambda user: [(project, gap) for project in pages.gaps(user)["projects"] for gap in project.gaps],
    columns=[
        Column("Project", lambda found: found[0].key), Column("Name", lambda found: found[0].name),
        Column("Lead", lambda found: found[0].leads_in_words.capitalize() if not found[0].leading else found[0].leads_in_words), Column("Gap", lambda found: found[1].kind),
        Column("What", lambda found: found[1].words),
        Column("Days a week", lambda found: found[1].days or None),
    ],
)  # fmt: skip


def _to_take_back(effect: Effect, user) -> Iterable[CellLink]:
    if allows(check_staffs, effect, user):
        yield CellLink("Take back", reverse("effect_back", args=[effect.pk]), effect.division.name)


def _affecting(effects: Any, division: str) -> Any:
    """Of the projects that affect a division, everything they affect."""
    return effects.filter(project__in=effects.filter(division__key=division).values("project"))


EFFECTS = OF_PEOPLE(
    key="effects",
    title="Divisions and partners it affects",
    file_title="Whom projects affect",
    rows=lambda user: Effect.visible_to(user).select_related("project", "division"),
    empty="Not said yet.",
    choices=[Choice("division", "Division or partner", None, _affecting)],
    has_form=False,
    columns=[
        in_file("Project", "project.key"), NAME,
        Column(
            "Division or partner", "division.name",
            href=lambda effect: f"{reverse('people_divisions')}?division={effect.division.key}#affected",
        ),
        Column("Kind", "division.get_kind_display"),
        Column("What changes", "words", links=_to_take_back),
    ],
)  # fmt: skip


def _to_end(holding: RoleHolding, user) -> Iterable[CellLink]:
    if not holding.to_on and runs(user):
        about = f"{holding.role.title}, {holding.participant.name}"
        yield CellLink("End it", reverse("holding_end", args=[holding.pk]), about)


ROLES = OF_PEOPLE(
    key="roles",
    title="Who held which role, and when",
    file_title="Programme roles and who held them",
    rows=lambda user: RoleHolding.visible_to(user).select_related("role", "participant"),
    what="who held which role",
    empty="No holder is entered yet.",
    columns=[
        Column("Role", "role.title"), Column("Post", "participant.name"),
        FROM, replace(TO, links=_to_end), Column("State", accountability.when, where=Where.PAGE),
    ],
)  # fmt: skip


LINES = OF_PEOPLE(
    key="accountability",
    title="Line of accountability",
    rows=Line.visible_to,
    columns=[Column("Who", "who"), Column("How", "get_how_display"), Column("To whom", "answers_to")],
)

REGISTER = OF_PEOPLE(
    key="register",
    title="Register, by post",
    file_title="Who takes part",
    rows=lambda user: Participant.visible_to(user).standing().whole(),
    what="the register",
    empty="Nobody is entered yet.",
    columns=[
        Column("Post or group", "name", href="get_absolute_url"), Column("Kind", "get_kind_display"),
        Column("Division or agency", "division.name", blank="Not recorded"),
        Column("From the department", "from_department", blank=NOT_KNOWN),
        Column("Also called", lambda participant: "; ".join(participant.aliases)),
    ],
)  # fmt: skip


MERGES = OF_PEOPLE(
    key="merges",
    title="Records merged",
    rows=lambda user: Merge.visible_to(user).select_related("kept", "merged", "entered_by"),
    what="the merges",
    columns=[
        Column("Kept", "kept.name", href="kept.get_absolute_url"), Column("Merged into it", "merged.name"),
        Column("Reason", "reason"), Column("By", "entered_by.post", blank="Command line"), Column("On", "on"),
    ],
)  # fmt: skip

CONTROLS = OF_PEOPLE(
    key="controls",
    title="Controls of the programme",
    rows=lambda user: Control.visible_to(user).select_related("owner"),
    what="the controls",
    empty="No control of this kind is entered yet.",
    columns=[
        Column("Control", "name"), in_file("Concerns", "get_concerns_display"),
        Column("What it controls", "controls"), Column("How", "how"), Column("Owner", "owner.name"),
    ],
)  # fmt: skip

FILES = [TEAMS, GAPS, EFFECTS, ROLES, LINES, REGISTER, MERGES, CONTROLS]
