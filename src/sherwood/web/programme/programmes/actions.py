"""Writing the programme. Loading a definition makes the database say what the file says."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import fields, replace
from datetime import date
from enum import Enum
from typing import Any

from django.db import models

from sherwood.governance import programme as facts
from sherwood.governance.ratings import Rating
from sherwood.governance.roles import Permission
from sherwood.governance.stages import Facts, Stage, StageMove, check_can_move
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.measuring.shelves import all_measures
from sherwood.web.programme.programmes.models import (
    AgendaLine,
    Body,
    Category,
    CheckLine,
    Criterion,
    Driver,
    Finding,
    Funding,
    Grade,
    Inspection,
    Marker,
    MeasureLink,
    NewPosts,
    Origin,
    Phase,
    Priority,
    Programme,
    ProgrammeRole,
    Project,
    Score,
)
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.acts import WITHIN, act, rule
from sherwood.web.site.trail import actions as trail

# in the order in which they can be written: what is named before what names it
PARTS: tuple[tuple[str, type[models.Model]], ...] = (
    ("categories", Category),
    ("origins", Origin),
    ("checklist", CheckLine),
    ("grades", Grade),
    ("criteria", Criterion),
    ("drivers", Driver),
    ("bodies", Body),
    ("agenda", AgendaLine),
    ("roles", ProgrammeRole),
    ("phases", Phase),
    ("inspections", Inspection),
    ("priorities", Priority),
    ("projects", Project),
    ("scores", Score),
    ("markers", Marker),
    ("findings", Finding),
    ("funding", Funding),
    ("posts", NewPosts),
)
# what names one other part by its key
NAMES: dict[type[models.Model], dict[str, type[models.Model]]] = {
    Finding: {"inspection": Inspection},
    AgendaLine: {"body": Body},
    Project: {"category": Category, "origin": Origin},
    Score: {"project": Project, "criterion": Criterion},
    Marker: {"project": Project},
}


@act(needs=Permission.LOAD_PROGRAMME)
def load_programme(*, definition: facts.Programme, by) -> Programme:
    """Make the database say what `definition` says. Loading the same again changes nothing and says nothing.

    What the file no longer holds is removed, except projects: a project is closed, never lost.
    """
    digest = hashlib.sha256(repr(definition).encode()).hexdigest()
    if other := Programme.objects.exclude(key=definition.about.key).first():
        raise SherwoodError(
            f"This site runs “{other.title}” ({other.key}). A second programme needs a site of its own."
        )
    own = _plain(definition.about) | _plain(definition.rules)
    programme, made = Programme.objects.get_or_create(key=definition.about.key, defaults=own)
    if programme.digest == digest:
        return programme
    changed, gone = [] if made else _change(programme, own), []
    for section, model in PARTS:
        touched, left = _load(programme, model, getattr(definition, section))
        changed += [] if made else touched
        gone += left
    changed += [_remove(row) for row in reversed(gone)]  # what names before what is named
    _change(programme, {"digest": digest})
    detail = {"digest": digest[:12]} | ({"changed": changed} if changed else {})
    trail.record(verb="loaded a programme", what=programme, detail=detail, by=by)
    return programme


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
    declared: Rating,
    because: str,
    next_step: str,
    next_step_on: date | None,
    on: date,
    by,
) -> None:
    """How the lead says the project stands, and what comes next; a definition of an earlier day no longer undoes it."""
    before = project.declared_rating
    project.settle(
        declared=declared.name,
        declared_on=on,
        declared_because=because,
        next_step=next_step,
        next_step_on=next_step_on,
    )
    detail = {"from": before.words, "to": declared.words, "on": on.isoformat()}
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
    if _link_measures(project, wanted):
        project.settle_links("measures")
        trail.record(verb="linked measures", what=project, detail={"measures": wanted}, by=by)


def _load(programme: Programme, model: type[models.Model], parts: Iterable[Any]) -> tuple[list[str], list]:
    """Make the rows of one section say what the file says; gives what was touched, in words for the trail, and the
    rows that the file no longer holds."""
    old, touched = {row.key: row for row in model.objects.filter(programme=programme)}, []
    for position, part in enumerate(parts, 1):
        values = _values(programme, model, part) | {"position": position}
        if row := old.pop(part.key, None):
            values = _unsettled(row, values)
            changed = _change(row, values) + _link(programme, row, part)
            touched += [f"{part.key}: {', '.join(changed)}"] if changed else []
        else:
            _link(programme, model.objects.create(programme=programme, key=part.key, **values), part)
            touched.append(f"{part.key}: added")
    return touched, list(old.values())


def _unsettled(row: models.Model, values: dict[str, Any]) -> dict[str, Any]:
    """Once an act has settled something, no file undoes it."""
    return {name: value for name, value in values.items() if name not in row.settled}


def _remove(row: models.Model) -> str:
    if isinstance(row, Project):
        raise SherwoodError(
            f"The definition no longer holds project {row.key}, and a project is never removed. "
            "Put it back, with stage = “closed” if it has ended."
        )
    row.delete()
    return f"{row.key}: removed"


def _plain(part: Any) -> dict[str, Any]:
    """A part's own facts as columns: enums by name, lists as lists."""
    return {field.name: _column(getattr(part, field.name)) for field in fields(part) if field.name != "key"}


def _column(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.name
    return list(value) if isinstance(value, tuple) else value


def _values(programme: Programme, model: type[models.Model], part: Any) -> dict[str, Any]:
    """The columns of a part, its links to several other parts left to `_link`."""
    values = {name: value for name, value in _plain(part).items() if name not in LINKS}
    for name in POSTS.get(model, ()):
        values[name] = Post.objects.called(values[name]) if values[name] else None
    for name, other in NAMES.get(model, {}).items():
        key = values[name]
        values[name] = other.objects.get(programme=programme, key=key) if key else None
    if isinstance(part, facts.Funding):
        values["programme_money"] = values.pop("programme")
    return values


LINKS = ("priorities", "projects", "measures", "co_leads")
# what names a post by its title
POSTS: dict[type[models.Model], tuple[str, ...]] = {Project: ("lead",), ProgrammeRole: ("post",)}


def _change(row: models.Model, values: dict[str, Any]) -> list[str]:
    """Write the values that differ; gives their names."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
    return changed


def _link(programme: Programme, row: models.Model, part: Any) -> list[str]:
    """Tie a part to those it names; gives the names of the links that changed."""
    changed = []
    for name, model in (("priorities", Priority), ("projects", Project)):
        if hasattr(part, name):
            wanted = set(model.objects.filter(programme=programme, key__in=getattr(part, name)))
            if wanted != set(getattr(row, name).all()):
                getattr(row, name).set(wanted)
                changed.append(name)
    if isinstance(row, Project):
        wanted = {Post.objects.called(title) for title in part.co_leads}
        if wanted != set(row.co_leads.all()):
            row.co_leads.set(wanted)
            changed.append("co_leads")
    if isinstance(row, Project) and "measures" not in row.settled:
        changed += _link_measures(row, part.measures)
    return changed


def _link_measures(project: Project, measures: Iterable[str]) -> list[str]:
    if list(measures) == project.measure_keys:
        return []
    project.measure_links.all().delete()
    MeasureLink.objects.bulk_create(
        MeasureLink(project=project, measure=key, position=i) for i, key in enumerate(measures, 1)
    )
    return ["measures"]
