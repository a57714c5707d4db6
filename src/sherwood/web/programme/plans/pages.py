"""What the pages of this app show."""

from sherwood.governance.roles import Permission
from sherwood.governance.stages import Stage
from sherwood.kit.periods import spoken
from sherwood.reporting import charts
from sherwood.web.programme.plans.models import (
    PARTS,
    DateChange,
    Milestone,
    Plan,
    Split,
    WorkStream,
    without_lead_or_streams,
)
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.ui.clock import today

REVIEWERS = (Permission.CHALLENGE, Permission.RUN_PROGRAMME, Permission.KEEP_MEETINGS)


def plan(project: Project, found: Plan | None, user) -> dict:
    milestones = list(project.milestones.prefetch_related("changes")) if found else []
    return {
        "project": project,
        "plan": found,
        "sentence": _sentence(project, found),
        "parts": [(key, name, getattr(found, key), key in found.complete) for key, name in PARTS.items()]
        if found
        else [],
        "milestones": [
            (
                milestone,
                said(milestone),
                [c for c in milestone.changes.all() if c.state == DateChange.State.ASKED],
            )
            for milestone in milestones
        ],
        "may_open": found is None
        and project.now in (Stage.PLANNING, Stage.DELIVERY, Stage.EMBEDDING)
        and user.may(Permission.WRITE_CASE),
        "writes": found is not None and user.may(Permission.WRITE_CASE),
        "runs": found is not None and user.may(Permission.RUN_PROGRAMME),
        "starting": project.now is Stage.PLANNING,
        "delivering": project.now is Stage.DELIVERY,
    } | _streams(project, user)


def _streams(project: Project, user) -> dict:
    """The work streams with their reviews, and what the project split from or what split from it."""
    split = Split.visible_to(user).select_related("project", "parent")
    found = WorkStream.visible_to(user).filter(project=project).with_reviews()
    leading = user.may(Permission.WRITE_CASE) and project.is_led_by(user)
    return {
        "streams": [(stream, dates(stream), list(stream.reviews.all())) for stream in found],
        "split": split.filter(project=project).first(),
        "splits": split.filter(parent=project),
        "leading": leading,
        "reviewing": not leading and any(user.may(reviewer) for reviewer in REVIEWERS),
    }


def dates(stream: WorkStream) -> str:
    """When it runs, in words."""
    if stream.from_on and stream.to_on:
        return f"{spoken(stream.from_on)} to {spoken(stream.to_on)}"
    if stream.from_on or stream.to_on:
        word, day = ("From", stream.from_on) if stream.from_on else ("To", stream.to_on)
        return f"{word} {spoken(day)}; not dated in full"
    return "Not dated"


def _sentence(project: Project, found: Plan | None) -> str:
    if found is None:
        return (
            "No plan is written yet."
            if project.now.number >= Stage.PLANNING.number
            else "A plan is written once the Board has let the project go on."
        )
    if found.lacking:
        return f"Not complete yet: {', '.join(found.lacking)}."
    return "The three parts are complete."


def said(one: Milestone) -> str:
    """Where a milestone stands, in words."""
    if one.actual_on:
        return f"Reached on {spoken(one.actual_on)}{_moved(one)}"
    late = ", late" if one.forecast_on < today() else ""
    return f"Expected on {spoken(one.forecast_on)}{late}{_moved(one)}"


def _moved(one: Milestone) -> str:
    if not one.days_moved:
        return ""
    days = abs(one.days_moved)
    return f" ({days} day{'' if days == 1 else 's'} {'later' if one.days_moved > 0 else 'earlier'} than first promised)"


def timeline(user) -> dict:
    milestones = list(Milestone.visible_to(user).for_timeline())
    slipped = [milestone for milestone in milestones if milestone.days_moved > 0]
    late = [
        milestone for milestone in milestones if not milestone.actual_on and milestone.forecast_on < today()
    ]
    sentence = (
        f"{len(milestones)} milestones: {len(slipped)} later than first promised, {len(late)} late today."
    )
    return {
        "sentence": sentence if milestones else "No milestone is promised yet.",
        "rows": [(milestone, said(milestone)) for milestone in milestones],
        "svg": charts.svg(charts.timeline([_drawn(milestone) for milestone in milestones], today()))
        if milestones
        else "",
        "lacking": [(project, lacks(project)) for project in lacking(user)],
        "waiting": DateChange.visible_to(user)
        .filter(state=DateChange.State.ASKED)
        .select_related("milestone__project"),
        "runs": user.may(Permission.RUN_PROGRAMME),
    }


def lacking(user):
    """The live projects with no lead or no dated work stream."""
    return without_lead_or_streams(Project.visible_to(user)).order_by("position")


def lacks(project: Project) -> str:
    """What a project of `lacking` is without."""
    found = [] if project.lead else ["no lead"]
    return " and ".join(found if project.streamed else [*found, "no dated work stream"]).capitalize()


def _drawn(one: Milestone) -> dict:
    return {
        "project": one.project.key,
        "name": f"{one.project.key} {one.words}"[:60],
        "baseline": one.baseline_on.isoformat(),
        "now": (one.actual_on or one.forecast_on).isoformat(),
        "state": "reached" if one.actual_on else ("slipped" if one.days_moved > 0 else "as promised"),
    }
