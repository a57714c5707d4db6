"""The programme as it stands, written down again in the shape of a definition."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from django.db import models

from sherwood.governance.definition import SECTIONS
from sherwood.governance.programme import About, Rules
from sherwood.governance.programme import Programme as Definition
from sherwood.governance.proposing import Part, Whole
from sherwood.kit.names import spelled
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.programme.programmes.parts import NAMES, PARTS, POSTS
from sherwood.web.programme.programmes.shape import ONCE, SHAPES, as_days, plain
from sherwood.web.site.accounts.models import Post

COLUMNS = {("funding", "programme"): "programme_money"}  # where the column has another name than the field
POST_FIELDS = {"project": ("lead", "co_leads"), "role": ("post",)}  # what names a post, by section
LISTS = {"programme": "about", "rules": "rules"} | {name: goes_to for name, (_, goes_to) in SECTIONS.items()}


def written(programme: Programme) -> dict[str, Any]:
    """What a definition file of `programme` would say, as `tomllib` would give it; days as dates."""
    return as_file(whole(programme))


def as_file(standing: Whole) -> dict[str, Any]:
    """A whole programme as `tomllib` would give it: without what a file leaves out; days as dates."""
    found = {
        section: [as_days(section, _said(SHAPES[section], part)) for part in parts]
        for section, parts in standing.items()
    }
    return {section: parts[0] if section in ONCE else parts for section, parts in found.items() if any(parts)}


def whole(programme: Programme) -> Whole:
    """Everything that stands, every field said. Findings that were withdrawn are of it no more."""
    made = {"programme": [_own(About, programme)], "rules": [_own(Rules, programme)]}
    for section, (kind, _) in SECTIONS.items():
        made[section] = [_part(section, kind, row) for row in rows_of(section, programme)]
    return made


def rows_of(section: str, programme: Programme) -> Iterable[models.Model]:
    """The rows of a section that a definition would hold, in its order."""
    model = PARTS[section]
    found = model.objects.standing() if hasattr(model.objects, "standing") else model.objects.all()
    return found.filter(programme=programme).order_by("position")


def whole_of(definition: Definition) -> Whole:
    """The same of a definition that was read; a post has the title that the register of posts knows it by."""
    found = {section: getattr(definition, name) for section, name in LISTS.items()}
    titles = Post.objects.titles()
    return {
        section: [
            _as_known(section, _plain(part), titles) for part in ([parts] if section in ONCE else parts)
        ]
        for section, parts in found.items()
    }


def _as_known(section: str, part: Part, titles: Mapping[str, str]) -> Part:
    """A spelling of a post, or what it was called before two were merged, is no change of who is named."""
    for name in POST_FIELDS.get(section, ()):
        said = part[name]
        part[name] = (
            [titles.get(spelled(title), title) for title in said]
            if isinstance(said, list)
            else titles.get(spelled(said), said)
        )
    return part


def _plain(part: Any) -> Part:
    return {field.name: _as_text(plain(getattr(part, field.name))) for field in fields(part)}


def _as_text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _own(kind: type, programme: Programme) -> Part:
    return {field.name: _as_text(plain(getattr(programme, field.name))) for field in fields(kind)}


def _part(section: str, kind: type, row: models.Model) -> Part:
    return {field.name: _as_text(_value(section, field.name, row)) for field in fields(kind)}


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


def _said(kind: type, values: Part) -> Part:
    """Without what a file leaves out because it says nothing else than the default."""
    defaults = {field.name: plain(field.default) for field in fields(kind) if field.default is not MISSING}
    return {
        name: value
        for name, value in values.items()
        if value is not None and not (name in defaults and (value in ("", []) or value == defaults[name]))
    }
