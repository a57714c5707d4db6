"""A direct request that says nothing, from somebody who may not act, is refused and told like any other."""

from django.db import transaction

from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.trail import actions as trail


@transaction.atomic
def tell_refusal(*, project: Project, act: str, why: str, by) -> None:
    """Write that somebody was refused before there was anything to do."""
    trail.record(verb="was refused", what=("case", project.key), detail={"act": act, "why": why}, by=by)
