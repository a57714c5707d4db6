"""Putting teams together: who is suggested, who is confirmed, for how many days; and whom a project affects."""

from datetime import date
from decimal import Decimal

from sherwood.governance.roles import Permission
from sherwood.governance.staffing import (
    TeamPart,
    check_lead,
    check_may_confirm,
    check_may_suggest,
    check_spell,
    overlap,
)
from sherwood.governance.stages import Stage
from sherwood.kit.errors import Refusal
from sherwood.kit.periods import spoken
from sherwood.web.programme.programmes.models import Project
from sherwood.web.programme.staffing.entitled import leads, runs
from sherwood.web.programme.staffing.models import Division, Effect, Membership, Participant
from sherwood.web.site.acts import act, person, rule
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today

STAFFS = (Permission.RUN_PROGRAMME, Permission.WRITE_CASE)


@rule(*STAFFS)
def check_staffs(of: Project | Membership | Effect, by) -> None:
    """The project's lead, and the programme manager."""
    project = of if isinstance(of, Project) else of.project
    check_may_suggest(leads=leads(project, by), runs=runs(by))


@rule(*STAFFS)
def check_confirms(membership: Membership, by) -> None:
    """As for suggesting, but never who suggested it."""
    suggested_it = membership.suggested_by_id == by.pk if by.pk else False
    project = membership.project
    check_may_confirm(leads=leads(project, by), runs=runs(by), suggested_it=suggested_it)


@act(needs=check_staffs, about="project")
def suggest(
    *,
    project: Project,
    participant: Participant,
    part: str,
    from_on: date,
    to_on: date | None = None,
    area: str = "",
    days_asked: Decimal | None = None,
    outside_because: str = "",
    by,
) -> Membership:
    """Ask for somebody in a team. They count as suggested until somebody confirms it."""
    if project.now is Stage.CLOSED:
        raise Refusal(f"{project.key} is closed, and its team stays as it was.")
    made = Membership(
        project=project, participant=participant, part=part, area=area, days_asked=days_asked,
        from_on=from_on, to_on=to_on, outside_because=outside_because,
        suggested_by=person(by), suggested_on=today(),
    )  # fmt: skip
    _check_fits(made)
    made.save()
    detail = {"project": project.key, "who": participant.name, "part": made.get_part_display()}
    trail.record(verb="suggested for a team", what=made, detail=detail, by=by)
    return made


@act(needs=check_confirms, about="membership")
def confirm(*, membership: Membership, days_given: Decimal | None = None, by) -> None:
    """Say that somebody is in the team, and for how many days a week."""
    if membership.is_confirmed:
        raise Refusal(
            f"{membership.participant.name} was confirmed on {spoken(membership.confirmed_on)} already."
        )
    membership.state, membership.days_given = Membership.State.CONFIRMED, days_given
    membership.confirmed_by, membership.confirmed_on = person(by), today()
    _check_fits(membership)
    membership.save()
    detail = {"project": membership.project.key, "who": membership.participant.name}
    detail["part"] = membership.get_part_display()
    trail.record(verb="confirmed in a team", what=membership, detail=detail, by=by)


@act(needs=check_staffs, about="membership")
def change_membership(
    *,
    membership: Membership,
    from_on: date,
    to_on: date | None = None,
    area: str = "",
    days_asked: Decimal | None = None,
    days_given: Decimal | None = None,
    outside_because: str = "",
    by,
) -> None:
    """Change days, dates, area or reason; an end is entered here too. Somebody who saved since is not overwritten."""
    if days_given is not None and not membership.is_confirmed:
        raise Refusal("Days are given once somebody is confirmed. Confirm them, and enter the days there.")
    membership.from_on, membership.to_on, membership.area = from_on, to_on, area
    membership.outside_because = outside_because
    membership.days_asked, membership.days_given = days_asked, days_given
    _check_fits(membership)
    membership.save()
    detail = {"project": membership.project.key, "who": membership.participant.name}
    trail.record(verb="changed a place in a team", what=membership, detail=detail, by=by)


@act(needs=check_staffs, about="project")
def affect(*, project: Project, division: Division, words: str, by) -> Effect:
    """Record that a project affects a division or partner, and what changes for it."""
    if project.effects.filter(division=division).exists():
        raise Refusal(f"{division.name} is recorded for {project.key} already.")
    made = Effect.objects.create(project=project, division=division, words=words)
    trail.record(
        verb="recorded whom a project affects", what=project, detail={"division": division.name}, by=by
    )
    return made


@act(needs=check_staffs, about="effect")
def spare(*, effect: Effect, by) -> None:
    """Take back that a project affects a division; the trail keeps that it was said."""
    detail = {"division": effect.division.name}
    trail.record(verb="took back whom a project affects", what=effect.project, detail=detail, by=by)
    effect.delete()


def _check_fits(one: Membership) -> None:
    """The same person is not the same twice on one day, and a project has one confirmed lead at a time."""
    check_spell(one.from_on, one.to_on)
    if one.participant.merged_into:
        raise Refusal(
            f"{one.participant.name} was merged into {one.participant.merged_into.name}. Choose that one."
        )
    check_lead(one.seat)
    others = Membership.objects.filter(project=one.project, part=one.part).exclude(pk=one.pk)
    for other in others.select_related("participant"):
        if not overlap(one.from_on, one.to_on, other.from_on, other.to_on):
            continue
        if other.participant_id == one.participant_id:
            raise Refusal(
                f"{one.participant.name} is {_part(one)} of {one.project.key} since {spoken(other.from_on)} already."
            )
        if one.part == TeamPart.LEAD.name and one.is_confirmed and other.is_confirmed:
            raise Refusal(
                f"{one.project.key} is led by {other.participant.name} since {spoken(other.from_on)}. Enter the day "
                "that ends first, or make one of the two a co-lead with an area."
            )


def _part(one: Membership) -> str:
    return one.get_part_display().lower()
