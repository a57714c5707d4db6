"""A refused act leaves a trail too, though everything else of it is undone."""

from functools import wraps

from django.db import transaction

from sherwood.kit.errors import Refusal
from sherwood.web.site.trail import actions as trail


def refusals_told(act):
    """Makes an action one transaction; when it is refused, the refusal is written once the rest is undone."""

    @wraps(act)
    def told(*, by, **given):
        try:
            with transaction.atomic():
                return act(by=by, **given)
        except Refusal as refusal:
            detail = {"act": act.__name__.replace("_", " "), "why": str(refusal)}
            trail.record(verb="was refused", what=_about(given), detail=detail, by=by)
            raise

    return told


def _about(given: dict) -> tuple[str, str]:
    """The first thing the act was about, as the trail names it."""
    for thing in given.values():
        if hasattr(thing, "_meta"):
            return str(thing._meta.verbose_name), str(getattr(thing, "key", None) or thing.pk)
    return "act", ""
