"""The rows that a part of a definition becomes. Acts call these, inside their transaction, and tell the trail."""

from collections.abc import Collection, Iterable
from dataclasses import fields
from enum import Enum
from typing import Any

from django.db import models

from sherwood.governance import programme as facts
from sherwood.web.programme.programmes.models import MeasureLink, Part, Priority, Programme, Project
from sherwood.web.programme.programmes.parts import LINKS, NAMES, POSTS
from sherwood.web.site.accounts.models import Post


def own(part: facts.About | facts.Rules) -> dict[str, Any]:
    """The columns of the programme itself."""
    return {field.name: _column(getattr(part, field.name)) for field in fields(part) if field.name != "key"}


def enter(programme: Programme, model: type[Part], part: Any, position: int, **more: Any) -> Part:
    """A new row for a part, tied to those it names."""
    values = _values(programme, model, part) | {"position": position} | more
    row = model.objects.create(programme=programme, key=part.key, **values)
    _link(programme, row, part)
    return row


def rewrite(row: Part, part: Any, only: Collection[str]) -> None:
    """Make a row say what the part says in those fields."""
    values = _values(row.programme, type(row), part)
    names = {"programme_money" if name == "programme" else name for name in only}
    change(row, {name: value for name, value in values.items() if name in names})
    _link(row.programme, row, part, only)


def change(row: models.Model, values: dict[str, Any]) -> None:
    """Write the values that differ."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)


def link_measures(project: Project, measures: Iterable[str]) -> bool:
    """Make these the measures of a project; whether that changed anything."""
    if list(measures) == project.measure_keys:
        return False
    project.measure_links.all().delete()
    MeasureLink.objects.bulk_create(
        MeasureLink(project=project, measure=key, position=place) for place, key in enumerate(measures, 1)
    )
    return True


def _column(value: Any) -> Any:
    """A value of a part as its column holds it: enums by name, lists as lists."""
    if isinstance(value, Enum):
        return value.name
    return list(value) if isinstance(value, tuple) else value


def _values(programme: Programme, model: type[Part], part: Any) -> dict[str, Any]:
    """The columns of a part, its links to several other parts left to `_link`."""
    values = {name: value for name, value in own(part).items() if name not in LINKS}
    for name in POSTS.get(model, ()):
        values[name] = Post.objects.called(values[name]) if values[name] else None
    for name, other in NAMES.get(model, {}).items():
        key = values[name]
        values[name] = other.objects.get(programme=programme, key=key) if key else None
    if isinstance(part, facts.Funding):
        values["programme_money"] = values.pop("programme")
    return values


def _link(programme: Programme, row: Part, part: Any, only: Collection[str] = LINKS) -> None:
    """Tie a part to those it names."""
    for name, model in (("priorities", Priority), ("projects", Project)):
        if hasattr(part, name) and name in only:
            getattr(row, name).set(model.objects.filter(programme=programme, key__in=getattr(part, name)))
    if isinstance(row, Project) and "co_leads" in only:
        row.co_leads.set([Post.objects.called(title) for title in part.co_leads])
    if isinstance(row, Project) and "measures" in only:
        link_measures(row, part.measures)
