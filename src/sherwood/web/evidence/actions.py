"""Tagging measures with what makes cases complex."""

from collections.abc import Collection

from django.db import transaction

from sherwood.governance.stages import Refusal
from sherwood.kit.errors import SherwoodError
from sherwood.measuring.shelves import all_measures
from sherwood.web.evidence.models import Factor
from sherwood.web.trail import actions as trail


@transaction.atomic
def add_factor(*, key: str, title: str, why: str, measures: Collection[str], by) -> Factor:
    """Name something that makes cases complex. Its key stands in addresses."""
    if Factor.objects.filter(key=key).exists():
        raise SherwoodError(
            f"There is a factor with the key “{key}” already. Give another key, or change that one."
        )
    made = Factor.objects.create(key=key, title=title.strip(), why=why.strip(), measures=_known(measures))
    trail.record(verb="named a factor", what=made, detail={"measures": len(made.measures)}, by=by)
    return made


@transaction.atomic
def tag_measures(
    *, factor: Factor, title: str, why: str, measures: Collection[str], revision: int, by
) -> None:
    """Say anew which measures are read with the factor in mind."""
    factor = Factor.objects.select_for_update().get(pk=factor.pk)
    if factor.revision != revision:
        raise Refusal(
            "Somebody changed this after you opened it. Read theirs in another window, then save again."
        )
    factor.title, factor.why, factor.measures = title.strip(), why.strip(), _known(measures)
    factor.revision += 1
    factor.save()
    trail.record(verb="tagged measures", what=factor, detail={"measures": factor.measures}, by=by)


def _known(keys: Collection[str]) -> list[str]:
    """In the order of the shelf."""
    return [key for key in all_measures() if key in keys]
