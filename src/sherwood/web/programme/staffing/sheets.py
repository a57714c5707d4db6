"""The lists of this app as files: a title, heads and rows each."""

from collections.abc import Callable

from sherwood.kit.periods import spoken
from sherwood.web.programme.staffing import pages
from sherwood.web.programme.staffing.models import (
    Control,
    Effect,
    Line,
    Membership,
    Merge,
    Participant,
    RoleHolding,
)
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.downloads import Sheet, known


def teams(user) -> Sheet:
    rows = [
        [
            membership.project.key, membership.project.name, membership.get_part_display(), membership.area or None, membership.participant.name,
            membership.participant.get_kind_display(), _division(membership.participant), _home(membership.participant),
            membership.get_state_display(), _post(membership.confirmed_by), membership.confirmed_on, known(membership.days_asked),
            known(membership.days_given), membership.from_on, membership.to_on, membership.outside_because or None,
        ]
        for membership in Membership.visible_to(user).whole()
    ]  # fmt: skip
    heads = [
        "Project", "Name", "Part", "Area", "Who", "Kind", "Division or agency", "From the department", "State",
        "Confirmed by", "Confirmed on", "Days a week asked", "Days a week given", "From", "To",
        "Why from outside",
    ]  # fmt: skip
    return Sheet(f"Project teams, {spoken(today())}", heads, rows)


def gaps(user) -> Sheet:
    rows = [
        [project.key, project.name, project.lead, gap.kind, gap.words, gap.days or None]
        for project in pages.gaps(user)["projects"]
        for gap in project.gaps
    ]
    heads = ["Project", "Name", "Lead", "Gap", "What", "Days a week"]
    return Sheet(f"Resource gaps by project, {spoken(today())}", heads, rows)


def divisions(user) -> Sheet:
    projects = pages.projects_with_teams(user)
    rows = [
        [
            row["division"].name if row["division"] else "Not recorded",
            row["division"].get_kind_display() if row["division"] else None,
            *(confirmed + suggested for _, confirmed, suggested in row["cells"]),
            row["people"],
        ]
        for row in pages.supply(user, projects)
    ]
    heads = ["Division or agency", "Kind", *(project.key for project in projects), "People together"]
    return Sheet(f"People by division and project, {spoken(today())}", heads, rows)


def effects(user, division: str = "") -> Sheet:
    """Whom each project affects; with the key of a division, only the projects that affect it."""
    found = Effect.visible_to(user).select_related("project", "division")
    if division:
        found = found.filter(project__in=found.filter(division__key=division).values("project"))
    rows = [
        [one.project.key, one.project.name, one.division.name, one.division.get_kind_display(), one.words]
        for one in found
    ]
    return Sheet(
        "Whom projects affect", ["Project", "Name", "Division or partner", "Kind", "What changes"], rows
    )


def roles(user) -> Sheet:
    rows = [
        [role_holding.role.title, role_holding.participant.name, role_holding.from_on, role_holding.to_on]
        for role_holding in RoleHolding.visible_to(user).select_related("role", "participant")
    ]
    return Sheet("Programme roles and who held them", ["Role", "Post", "From", "To"], rows)


def accountability(user) -> Sheet:
    rows = [[line.who, line.get_how_display(), line.answers_to] for line in Line.visible_to(user)]
    return Sheet("Line of accountability", ["Who", "How", "To whom"], rows)


def register(user) -> Sheet:
    rows = [
        [
            participant.name,
            participant.get_kind_display(),
            _division(participant),
            _home(participant),
            "; ".join(participant.aliases) or None,
        ]
        for participant in Participant.visible_to(user).standing().whole()
    ]
    heads = ["Post or group", "Kind", "Division or agency", "From the department", "Also called"]
    return Sheet("Who takes part", heads, rows)


def merges(user) -> Sheet:
    rows = [
        [merge.kept.name, merge.merged.name, merge.reason, _post(merge.entered_by), merge.on]
        for merge in Merge.visible_to(user).select_related("kept", "merged", "entered_by")
    ]
    return Sheet("Records merged", ["Kept", "Merged into it", "Reason", "By", "On"], rows)


def controls(user) -> Sheet:
    rows = [
        [control.name, control.get_concerns_display(), control.controls, control.how, control.owner.name]
        for control in Control.visible_to(user).select_related("owner")
    ]
    return Sheet(
        "Controls of the programme", ["Control", "Concerns", "What it controls", "How", "Owner"], rows
    )


SHEETS: dict[str, Callable[..., Sheet]] = {
    one.__name__: one
    for one in (teams, gaps, divisions, effects, roles, accountability, register, merges, controls)
}


def _division(one: Participant) -> str:
    return one.division.name if one.division else "Not recorded"


def _home(one: Participant) -> str:
    return {True: "Yes", False: "No", None: "Not known"}[one.from_department]


def _post(user) -> str | None:
    return user.post if user else None
