"""Putting teams together: who is suggested, who is confirmed, for how many days; and whom a project affects."""

from datetime import date
from decimal import Decimal

from sherwood.governance.staffing import (
    Part,
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
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.trail.refusals import refusals_told
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.overtaking import Overtaken


def check_staffs(project: Project, by) -> None:
    check_may_suggest(leads=leads(project, by), runs=runs(by))


@refusals_told
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
    check_staffs(project, by)
    project = Project.objects.select_for_update().get(pk=project.pk)
    if project.now is Stage.CLOSED:
        raise Refusal(f"{project.key} is closed, and its team stays as it was.")
    made = Membership(
        project=project, participant=participant, part=part, area=area, days_asked=days_asked,
        from_on=from_on, to_on=to_on, outside_because=outside_because,
        suggested_by=by if by.pk else None, suggested_on=today(),
    )  # fmt: skip
    _check_fits(made)
    made.save()
    detail = {"project": project.key, "who": participant.name, "part": made.get_part_display()}
    trail.record(verb="suggested for a team", what=made, detail=detail, by=by)
    return made


@refusals_told
def confirm(*, membership: Membership, days_given: Decimal | None = None, by) -> None:
    """Say that somebody is in the team, and for how many days a week."""
    one = _locked(membership)
    suggested_it = one.suggested_by_id == by.pk if by.pk else False
    check_may_confirm(leads=leads(one.project, by), runs=runs(by), suggested_it=suggested_it)
    if one.is_confirmed:
        raise Refusal(f"{one.participant.name} was confirmed on {spoken(one.confirmed_on)} already.")
    one.state, one.days_given = Membership.State.CONFIRMED, days_given
    one.confirmed_by, one.confirmed_on = (by if by.pk else None), today()
    _check_fits(one)
    one.revision += 1
    one.save()
    detail = {"project": one.project.key, "who": one.participant.name, "part": one.get_part_display()}
    trail.record(verb="confirmed in a team", what=one, detail=detail, by=by)


@refusals_told
def change_membership(
    *,
    membership: Membership,
    from_on: date,
    revision: int,
    to_on: date | None = None,
    area: str = "",
    days_asked: Decimal | None = None,
    days_given: Decimal | None = None,
    outside_because: str = "",
    by,
) -> None:
    """Change days, dates, area or reason; an end is entered here too. Somebody who saved since is not overwritten."""
    one = _locked(membership)
    check_staffs(one.project, by)
    if one.revision != revision:
        raise Overtaken(
            "Somebody saved this place in the team after you opened it. Your words are below: read theirs, then save again."
        )
    if days_given is not None and not one.is_confirmed:
        raise Refusal("Days are given once somebody is confirmed. Confirm them, and enter the days there.")
    one.from_on, one.to_on, one.area, one.outside_because = from_on, to_on, area, outside_because
    one.days_asked, one.days_given, one.revision = days_asked, days_given, revision + 1
    _check_fits(one)
    one.save()
    detail = {"project": one.project.key, "who": one.participant.name}
    trail.record(verb="changed a place in a team", what=one, detail=detail, by=by)


@refusals_told
def affect(*, project: Project, division: Division, words: str, by) -> Effect:
    """Record that a project affects a division or partner, and what changes for it."""
    check_staffs(project, by)
    if project.effects.filter(division=division).exists():
        raise Refusal(f"{division.name} is recorded for {project.key} already.")
    made = Effect.objects.create(project=project, division=division, words=words)
    trail.record(
        verb="recorded whom a project affects", what=project, detail={"division": division.name}, by=by
    )
    return made


@refusals_told
def spare(*, effect: Effect, by) -> None:
    """Take back that a project affects a division; the trail keeps that it was said."""
    check_staffs(effect.project, by)
    detail = {"division": effect.division.name}
    trail.record(verb="took back whom a project affects", what=effect.project, detail=detail, by=by)
    effect.delete()


def _locked(membership: Membership) -> Membership:
    Project.objects.select_for_update().get(pk=membership.project_id)
    found = Membership.objects.select_for_update().get(pk=membership.pk)
    return found


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
        if one.part == Part.LEAD.name and one.is_confirmed and other.is_confirmed:
            raise Refusal(
                f"{one.project.key} is led by {other.participant.name} since {spoken(other.from_on)}. Enter the day "
                "that ends first, or make one of the two a co-lead with an area."
            )


def _part(one: Membership) -> str:
    return one.get_part_display().lower()
