"""The programme as it stands, written down again in the shape of a definition."""

from dataclasses import MISSING, fields
from typing import Any

from django.db import models

from sherwood.governance.definition import SECTIONS
from sherwood.governance.programme import About, Rules
from sherwood.web.programme.founding.shape import plain
from sherwood.web.programme.programmes.actions import NAMES, PARTS, POSTS
from sherwood.web.programme.programmes.models import Programme

COLUMNS = {("funding", "programme"): "programme_money"}  # where the column has another name than the field


def written(programme: Programme) -> dict[str, Any]:
    """What a definition file of `programme` would say, as `tomllib` would give it; days as dates."""
    made: dict[str, Any] = {
        "programme": _own(About, programme),
        "rules": _own(Rules, programme),
    }
    models_of = dict(PARTS)
    for section, (kind, goes_to) in SECTIONS.items():
        rows = models_of[goes_to].objects.filter(programme=programme).order_by("position")
        made[section] = [_part(section, kind, row) for row in rows]
    return {section: found for section, found in made.items() if found}


def _own(kind: type, programme: Programme) -> dict[str, Any]:
    return _said(kind, {field.name: getattr(programme, field.name) for field in fields(kind)})


def _part(section: str, kind: type, row: models.Model) -> dict[str, Any]:
    return _said(kind, {field.name: _value(section, field.name, row) for field in fields(kind)})


def _value(section: str, name: str, row: models.Model) -> Any:
    if name == "measures":
        return row.measure_keys
    if name in ("priorities", "projects"):
        return list(getattr(row, name).order_by("position").values_list("key", flat=True))
    if name == "co_leads":
        return [post.title for post in row.co_leads.all()]
    value = getattr(row, COLUMNS.get((section, name), name))
    if name in NAMES.get(type(row), {}):
        return value.key if value else ""
    if name in POSTS.get(type(row), ()):
        return value.title if value else ""
    field = row._meta.get_field(COLUMNS.get((section, name), name))
    return value.lower() if field.choices else plain(value)


def _said(kind: type, values: dict[str, Any]) -> dict[str, Any]:
    """Without what a file leaves out because it says nothing else than the default."""
    defaults = {field.name: plain(field.default) for field in fields(kind) if field.default is not MISSING}
    return {
        name: value
        for name, value in values.items()
        if value is not None and not (name in defaults and (value in ("", []) or value == defaults[name]))
    }
