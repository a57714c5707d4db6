"""What a new site needs before its first meeting, as the apps offer it, for whoever sets it up."""

from dataclasses import dataclass
from operator import attrgetter

from django.urls import reverse

from sherwood.governance.roles import held_by
from sherwood.web.site.home.actions import ENDS_IT, SETS_UP
from sherwood.web.site.home.models import Hiding
from sherwood.web.site.offers import offered
from sherwood.web.site.offers.kinds import FirstStep


@dataclass(frozen=True)
class ShownStep:
    """A step for one reader: its link where they may do it, else who may."""

    words: str
    is_done: bool
    state: str
    href: str = ""
    who: str = ""


def first_steps(user) -> dict:
    """Every step and how many are done."""
    steps = [_shown(step, user) for step in sorted(offered(FirstStep), key=attrgetter("place"))]
    return {
        "steps": steps,
        "done": sum(step.is_done for step in steps),
        "hidden": Hiding.objects.select_related("by__post").first(),
        "may_end": _may(user, ENDS_IT),
    }


def first_steps_left(user) -> dict | None:
    """The same for the home page of who sets up a site: nothing once all are done, or somebody hid them."""
    if not _may(user, SETS_UP) or Hiding.objects.exists():
        return None
    found = first_steps(user)
    return found if found["done"] < len(found["steps"]) else None


def _may(user, permissions) -> bool:
    return any(map(user.may, permissions))


def _shown(step: FirstStep, user) -> ShownStep:
    state = step.state()
    if _may(user, step.permissions):
        return ShownStep(step.words, state.is_done, state.words, href=reverse(step.url_name))
    return ShownStep(step.words, state.is_done, state.words, who=held_by(*step.permissions))
