"""Which table holds each section of a definition, and how its parts name one another."""

from django.db import models

from sherwood.web.programme.programmes.models import (
    AgendaLine,
    Body,
    Category,
    CheckLine,
    Criterion,
    DeclaredRating,
    Driver,
    Finding,
    FindingKind,
    Funding,
    Grade,
    Impact,
    Inspection,
    Likelihood,
    Marker,
    NewPosts,
    Origin,
    Phase,
    Priority,
    ProgrammeRole,
    Project,
    RiskBand,
    Score,
)

# in the order in which they can be written: what is named before what names it
PARTS: dict[str, type[models.Model]] = {
    "category": Category,
    "likelihood": Likelihood,
    "impact": Impact,
    "risk_band": RiskBand,
    "rating": DeclaredRating,
    "origin": Origin,
    "checklist": CheckLine,
    "grade": Grade,
    "criterion": Criterion,
    "driver": Driver,
    "body": Body,
    "agenda": AgendaLine,
    "role": ProgrammeRole,
    "phase": Phase,
    "inspection": Inspection,
    "priority": Priority,
    "project": Project,
    "score": Score,
    "marker": Marker,
    "finding_kind": FindingKind,
    "finding": Finding,
    "funding": Funding,
    "posts": NewPosts,
}
# what names one other part by its key
NAMES: dict[type[models.Model], dict[str, type[models.Model]]] = {
    Finding: {"inspection": Inspection, "kind": FindingKind},
    AgendaLine: {"body": Body},
    Project: {"category": Category, "origin": Origin},
    Score: {"project": Project, "criterion": Criterion},
    Marker: {"project": Project},
}
LINKS = ("priorities", "projects", "measures", "co_leads")  # what names several, in tables of their own
# what names a post by its title
POSTS: dict[type[models.Model], tuple[str, ...]] = {Project: ("lead",), ProgrammeRole: ("post",)}
