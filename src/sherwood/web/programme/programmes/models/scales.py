"""The scales by which the programme says how large a risk is and how a project stands, as they are now."""

from collections.abc import Iterable
from dataclasses import fields
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models.query import ModelIterable

from sherwood.governance import programme as facts
from sherwood.governance.risks import STANDARD_SCALE, RiskScale
from sherwood.web.programme.programmes.models.parts import DeclaredRating, Impact, Likelihood, RiskBand


def standing_scale() -> RiskScale:
    """The scale of the one programme of this site; before there is one, that which most begin with."""
    bands = _parts(facts.RiskBand, RiskBand.objects.order_by("from_score"))
    if not bands:
        return STANDARD_SCALE
    likelihoods = _parts(facts.Likelihood, Likelihood.objects.order_by("position"))
    impacts = _parts(facts.Impact, Impact.objects.order_by("position"))
    return RiskScale(likelihoods, impacts, bands)


def standing_ratings() -> dict[str, facts.DeclaredRating]:
    """What a lead may declare, by key, the best first; at the end that nobody has."""
    rows = _parts(facts.DeclaredRating, DeclaredRating.objects.order_by("position")) or facts.STANDARD_RATINGS
    return {one.key: one for one in (*rows, facts.NOT_RATED)}


class RatingsOnce:
    """The ratings as they stand, read once for all projects that were read together."""

    @cached_property
    def by_key(self) -> dict[str, facts.DeclaredRating]:
        return standing_ratings()


class SharingRatings(ModelIterable):
    """Projects read together share what their ratings are called."""

    def __iter__(self):
        once = RatingsOnce()
        for row in super().__iter__():
            row.ratings_once = once
            yield row


def _parts(kind: type, rows: Iterable[models.Model]) -> tuple[Any, ...]:
    return tuple(kind(**{field.name: getattr(row, field.name) for field in fields(kind)}) for row in rows)
