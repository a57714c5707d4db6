"""The scales by which the programme says how large a risk is, as they stand."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from django.db import models

from sherwood.governance import programme as facts
from sherwood.governance.risks import STANDARD_SCALE, RiskScale
from sherwood.web.programme.programmes.models import Impact, Likelihood, RiskBand


def standing_scale() -> RiskScale:
    """The scale of the one programme of this site; before there is one, that which most begin with."""
    bands = _parts(facts.RiskBand, RiskBand.objects.order_by("from_score"))
    if not bands:
        return STANDARD_SCALE
    likelihoods = _parts(facts.Likelihood, Likelihood.objects.order_by("position"))
    impacts = _parts(facts.Impact, Impact.objects.order_by("position"))
    return RiskScale(likelihoods, impacts, bands)


def _parts(kind: type, rows: Iterable[models.Model]) -> tuple[Any, ...]:
    return tuple(kind(**{field.name: getattr(row, field.name) for field in fields(kind)}) for row in rows)
