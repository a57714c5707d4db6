"""Writing the programme: beginning it from a definition, making one agreed change of it, moving its projects."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import models

from sherwood.governance import programme as facts
from sherwood.governance.definition import read_part
from sherwood.governance.proposing import ChangeKind, Part, ProposedChange, Whole
from sherwood.governance.roles import Permission
from sherwood.governance.stages import Facts, Stage, StageMove, check_can_move
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.measuring.shelves import all_measures
from sherwood.web.programme.programmes import rows
from sherwood.web.programme.programmes.models import Finding, Programme, Project
from sherwood.web.programme.programmes.offered import InUse
from sherwood.web.programme.programmes.parts import PARTS
from sherwood.web.programme.programmes.shape import ONCE
from sherwood.web.programme.programmes.written import LISTS, as_file, rows_of, whole
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.acts import WITHIN, act, rule
from sherwood.web.site.kept import digest_of
from sherwood.web.site.offers import offered
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today


def check_is_of_this_site(definition: facts.Programme) -> None:
    """One site runs one programme."""
    if other := Programme.objects.exclude(key=definition.about.key).first():
        raise SherwoodError(
            f"This site runs “{other.title}” ({other.key}). A second programme needs a site of its own."
        )


@act(needs=Permission.LOAD_PROGRAMME)
def load_programme(*, definition: facts.Programme, by) -> Programme:
    """Begin the programme of this site as `definition` says. Once one stands, a definition proposes (`proposals`)."""
    check_is_of_this_site(definition)
    if Programme.objects.exists():
        raise Refusal(
            "The programme of this site has begun. A definition proposes changes to it, and others agree."
        )
    own = rows.own(definition.about) | rows.own(definition.rules)
    programme = Programme.objects.create(key=definition.about.key, **own)
    for section, model in PARTS.items():
        for position, part in enumerate(getattr(definition, LISTS[section]), 1):
            rows.enter(programme, model, part, position, **_entered(part))
    mark_as_changed(programme)
    trail.record(verb="loaded a programme", what=programme, detail={"digest": programme.digest[:12]}, by=by)
    return programme


def mark_as_changed(programme: Programme) -> None:
    """Remember by a digest what the programme says now, so that a draft knows whether it was begun from it."""
    rows.change(programme, {"digest": digest_of(whole(programme))})


def _entered(part: Any, on: date | None = None) -> dict[str, Any]:
    """Where a project stood when it was entered: no gate of this site was passed before that."""
    return {"entered_stage": part.stage.name, "entered_on": on} if isinstance(part, facts.Project) else {}


@act(needs=WITHIN)
def make_change(
    *,
    programme: Programme,
    change: ProposedChange,
    wanted: Whole,
    because: str = "",
    told: Mapping[str, Any],
    by,
) -> None:
    """Write one agreed change of a definition, and both values on the trail. `wanted`: the whole with the change made.

    `told`: what the trail says of it beside, such as the proposal that it comes of.
    """
    what = _made(programme, change, wanted, because)
    detail = {"change": change.kind.value, "before": change.before, "after": change.after, **told}
    detail |= {"because": because} if because else {}
    trail.record(verb="changed the programme", what=what, detail=detail, by=by)


def _made(programme: Programme, change: ProposedChange, wanted: Whole, because: str) -> Any:
    """Write it; gives what was changed, as the trail names it."""
    if change.section in ONCE:
        part = _read(change.section, wanted[change.section][0])
        rows.change(programme, {name: rows.own(part)[name] for name in change.after})
        return programme
    model = PARTS[change.section]
    if change.kind is ChangeKind.GONE:
        _take_away(model.objects.get(programme=programme, key=change.key), because)
    elif change.kind is not ChangeKind.ORDERED:
        part = next(part for part in wanted[change.section] if part["key"] == change.key)
        _write(programme, model, _read(change.section, part), change)
    _number(programme, change.section, wanted)
    return (str(model._meta.verbose_name), change.key or "their order")


def _write(programme: Programme, model: type[models.Model], part: Any, change: ProposedChange) -> None:
    row = model.objects.filter(programme=programme, key=change.key).first()
    if row is None:
        rows.enter(programme, model, part, 0, **_entered(part, today()))
        return
    rows.rewrite(row, part, only=change.after)
    if isinstance(row, Finding):  # one that was withdrawn and is proposed again stands again
        rows.change(row, {"withdrawn_on": None, "withdrawn_because": ""})


def _read(section: str, part: Part) -> Any:
    found = as_file({section: [part]})[section]
    return read_part(section, found if section in ONCE else found[0])


def _number(programme: Programme, section: str, wanted: Whole) -> None:
    order = [part["key"] for part in wanted[section]]
    for row in rows_of(section, programme):
        if row.key in order:
            rows.change(row, {"position": order.index(row.key) + 1})


def _take_away(row: models.Model, because: str) -> None:
    """A finding is withdrawn; what something else here points at stays."""
    if isinstance(row, Finding):
        rows.change(row, {"withdrawn_on": today(), "withdrawn_because": because})
    else:
        check_nothing_points_at(row)
        row.delete()


def check_nothing_points_at(row: models.Model) -> None:
    """History here is not lost with the part that it is about. What the definition itself names is checked by it."""
    pointing = [
        f"{number} {name if number > 1 else link.related_model._meta.verbose_name}"
        for link in row._meta.related_objects
        if link.related_model not in PARTS.values()
        and (number := link.related_model._base_manager.filter(**{link.field.name: row}).count())
        and (name := link.related_model._meta.verbose_name_plural)
    ]
    pointing += [why for one in offered(InUse) if (why := one.why(row))]
    if pointing:
        raise Refusal(
            f"this cannot be removed, because of what is kept here about it: {', '.join(pointing)}. "
            "Keep it in the definition."
        )


@act(needs=WITHIN)
def move_project(*, project: Project, move: StageMove, facts: Facts, by) -> None:
    """Take a project to its next stage. The gate is checked here, on the stage it has now, held till the act ends."""
    now = Project.objects.select_for_update().get(pk=project.pk)
    check_can_move(move, replace(facts, stage=now.now))
    project.settle(stage=move.after.name)
    detail = {"from": move.before.value, "to": move.after.value}
    trail.record(verb="moved a project", what=project, detail=detail, by=by)


@act(needs=Permission.RUN_PROGRAMME)
def name_lead(*, project: Project, lead: Post, by) -> None:
    """Say by post who leads a project from now on."""
    project.settle(lead=lead)
    trail.record(verb="named a lead", what=project, detail={"lead": str(lead)}, by=by)


@act(needs=WITHIN)
def declare_rating(
    *,
    project: Project,
    declared: str,
    because: str,
    next_step: str,
    next_step_on: date | None,
    on: date,
    by,
) -> None:
    """How the lead says the project stands, and what comes next; a definition of an earlier day no longer undoes it."""
    before = project.declared_rating
    project.settle(
        declared=declared,
        declared_on=on,
        declared_because=because,
        next_step=next_step,
        next_step_on=next_step_on,
    )
    detail = {"from": before.title, "to": project.declared_rating.title, "on": on.isoformat()}
    trail.record(verb="declared a rating", what=project, detail=detail, by=by)


@rule(Permission.WRITE_CASE, Permission.RUN_PROGRAMME)
def check_links(project: Project, by) -> None:
    """The project's lead, and the programme manager."""
    leads = by.may(Permission.WRITE_CASE) and project.is_led_by(by)
    if not (leads or by.may(Permission.RUN_PROGRAMME)):
        raise Refusal(
            f"Only the lead of {project.key}, {project.lead}, or the programme manager links its measures."
        )


def _titles(project: Project) -> str:
    linked = project.measures_standing()
    return ", ".join(measure.title for key, measure in all_measures().items() if key in linked)


@act(needs=check_links, about="project", stands=Project.measures_standing, says=_titles)
def link_measures(*, project: Project, measures: Collection[str], by) -> None:
    """Say which measures show whether a project works: for its lead, and for who runs the programme."""
    wanted = [key for key in all_measures() if key in measures]
    if not wanted and project.now.number >= Stage.DELIVERY.number:
        raise Refusal(
            "A project in delivery keeps at least one measure: nothing else would show whether it works."
        )
    if rows.link_measures(project, wanted):
        project.settle_links("measures")
        trail.record(verb="linked measures", what=project, detail={"measures": wanted}, by=by)
